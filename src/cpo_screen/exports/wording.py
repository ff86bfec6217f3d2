"""Words that every form of a scorecard says alike."""

from __future__ import annotations

from cpo_screen.exports.safe_text import one_line
from cpo_screen.model import CandidateProfile, Evidence, Verdict

VERDICTS: dict[Verdict, str] = {"met": "met", "not_met": "not met", "unknown": "unknown"}


def shorten(text: str, longest: int) -> str:
    """Return a text on one line, cut off at `longest` characters.

    >>> shorten("Led\\n12 people", 20), shorten("Led 12 people", 6)
    ('Led 12 people', 'Led 12 …')
    """
    line = one_line(text)
    return line if len(line) <= longest else f"{line[:longest].rstrip()} …"


def say_place(words: Evidence, profile: CandidateProfile) -> str:
    """Name page and line of a quote, and the file where it is not the candidate's first."""
    place = f"page {words.page}, line {words.line}"
    return f"{place} of {one_line(file_of(words, profile))}" if words.source else place


def file_of(words: Evidence, profile: CandidateProfile) -> str:
    """Return the path of the file that words stand in."""
    return profile.sources[words.source].path

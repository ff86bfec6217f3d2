"""Words that every form of a scorecard says alike."""

from __future__ import annotations

from cpo_screen.exports.safe_text import one_line
from cpo_screen.model import Verdict

VERDICTS: dict[Verdict, str] = {"met": "met", "not_met": "not met", "unknown": "unknown"}


def shorten(text: str, longest: int) -> str:
    """Return a text on one line, cut off at `longest` characters.

    >>> shorten("Led\\n12 people", 20), shorten("Led 12 people", 6)
    ('Led 12 people', 'Led 12 …')
    """
    line = one_line(text)
    return line if len(line) <= longest else f"{line[:longest].rstrip()} …"

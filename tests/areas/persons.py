"""Files of one or two people in; who is the same, what they become together, where they disagree, out.

Each file is what tests/profile_builder.py reads, `contact` (email, phone, linkedin) and `kind` (cv or
linkedin; a LinkedIn file carries its export month in `written`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cpo_screen.extraction.titles import classify_title
from cpo_screen.model import CandidateProfile, Evidence, PartialDate, Position, Span, Written
from cpo_screen.persons import find_persons, merge_profiles
from profile_builder import build_profile


def run(case: dict[str, Any]) -> object:
    profiles = [read_file(each, number) for number, each in enumerate(case["files"], 1)]
    groups = find_persons(profiles)
    found: dict[str, Any] = {"groups": [list(group) for group in groups]}
    if len(groups) == 1:
        merged = merge_profiles(profiles)
        found |= {
            "sources": [one.path for one in merged.sources],
            "positions": [_say(one) for one in merged.positions],
            "degrees": [f"{one.kind} {one.end_year}" for one in merged.education],
            "product": merged.experience.months_product,
            "disagreements": [one.message for one in merged.disagreements],
            "kinds": [one.kind for one in merged.disagreements],
        }
    return found


def read_file(record: dict[str, Any], number: int = 1) -> CandidateProfile:
    """Build a profile; titles are classed as the program does, and each quote names its file."""
    linkedin = record.get("kind") == "linkedin"
    file = record.get("file", f"{'linkedin' if linkedin else 'cv'}{number}.{'pdf' if linkedin else 'docx'}")
    positions = [_position(line) for line in record.get("positions", "").splitlines() if line.strip()]
    profile = build_profile({"sha256": str(number) * 64, **record, "file": file, "positions": positions})
    claim = Evidence(1, 3, Span(0, 0), f"{record.get('claims')} years", "test:claim")
    said = _date(record.get("written", "2026-11"))
    return replace(
        profile,
        contact=replace(profile.contact, **record.get("contact", {})),
        source=replace(
            profile.source,
            format="pdf" if linkedin else "docx",
            language=record.get("language", "en"),
            form="linkedin" if linkedin else "cv",
        ),
        written=None if said is None else Written(said, "export" if linkedin else "metadata"),
        experience=replace(
            profile.experience,
            claimed_years=record.get("claims"),
            claimed_evidence=claim if "claims" in record else None,
        ),
    )  # fmt: skip


def _position(line: str) -> dict[str, Any]:
    """Read 'Product Manager | Acme | 2019-03 | present | *': a star says that the file describes it."""
    title, company, start, end, *more = (part.strip() or None for part in line.split("|"))
    classed = classify_title(title or "")
    return {
        "title": title, "company": company, "start": start, "end": end,
        "function": classed.function, "level": classed.level, "product": classed.is_product,
        "highlights": [f"Did what a {title} does"] if "*" in more else [],
    }  # fmt: skip


def _date(text: str | None) -> PartialDate | None:
    if text is None:
        return None
    year, _, month = text.partition("-")
    return PartialDate(int(year), int(month) if month else None)


def _say(position: Position) -> str:
    period, source = position.period, position.evidence.source
    end = "present" if period.is_current else period.end
    return f"{position.title}, {position.company}, {period.start} - {end} [{source}]"

"""Builds a CandidateProfile from a record in the form of the gold labels, with stand-in evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cpo_screen.extraction.experience import measure_experience
from cpo_screen.model import (
    Background,
    CandidateProfile,
    Contact,
    Doubt,
    Education,
    Evidence,
    Experience,
    HandsOn,
    LeadershipSignal,
    NamedSkill,
    Network,
    PartialDate,
    Period,
    Position,
    Programme,
    ScopeEntry,
    Source,
    Span,
    TeamSize,
    Trait,
    Trajectory,
    Written,
)

AS_OF = PartialDate(2026, 11)


def evidence(quote: str) -> Evidence:
    return Evidence(1, 1, Span(0, len(quote)), quote, "test:label")


def build_profile(record: dict[str, Any]) -> CandidateProfile:
    positions = tuple(_position(each) for each in record.get("positions", []))
    network = record.get("network") or {}
    people = record.get("team_size_max")
    field = record.get("background")
    return CandidateProfile(
        as_of=AS_OF,
        source=Source(record.get("file", "cv.txt"), record.get("sha256", "0" * 64), "txt", 1, "en"),
        status="ok",
        contact=Contact(record.get("name"), location=record.get("location")),
        positions=positions,
        education=tuple(_education(each) for each in record.get("education", [])),
        programmes=tuple(_programme(each) for each in record.get("programmes", [])),
        experience=_experience(record, positions),
        background=Background(field, evidence(field) if field else None),
        network=Network(
            network.get("connections"),
            followers=network.get("followers"),
            extras=tuple((kind, evidence(quote)) for kind, quote in network.get("extras", [])),
            grades=tuple(network.get("grades", ["listed"] * len(network.get("extras", [])))),
        ),
        team_size=TeamSize(people, evidence(f"{people} people")) if people else None,
        leadership=tuple(_signal(each) for each in record.get("leadership", [])),
        leadership_skills=tuple(NamedSkill(s, evidence(q)) for s, q in record.get("skills", [])),
        statements=tuple(_statements(record.get("statements", []))),
        scope=tuple(_scope(each) for each in record.get("scope", [])),
        trajectory=_trajectory(record.get("trajectory", {})),
        hands_on=tuple(HandsOn("technical", evidence(q), skill) for q, skill in record.get("own_work", [])),
        written=_written(record.get("written")),
        integrity=tuple(Doubt(code, "serious", code, ()) for code in record.get("doubts", [])),
    )


def _position(record: dict[str, Any]) -> Position:
    title, is_product = record.get("title"), record.get("product", True)
    start, end = _date(record.get("start")), record.get("end")
    quotes = record.get("highlights", ["Did the work that this title names, in about ten words"] * 10)
    return Position(
        title=title,
        company=record.get("company"),
        period=Period(start, None if end == "present" else _date(end), end == "present"),
        location=record.get("location"),
        function=record.get("function", "product_management" if is_product else "other"),
        level=record.get("level", "manager"),
        is_product=is_product,
        highlights=tuple(evidence(quote) for quote in quotes),
        evidence=evidence(title or "?"),
        block=Span(0, 0),
    )


def _date(text: str | int | None) -> PartialDate | None:
    if text is None:
        return None
    year, _, month = str(text).partition("-")
    return PartialDate(int(year), int(month) if month else None)


def _education(record: dict[str, Any]) -> Education:
    status = record.get("status")
    return Education(
        degree=record.get("degree"),
        kind=record["kind"],
        level=record["level"],
        field=record.get("field"),
        institution=record.get("institution"),
        end_year=record.get("end_year"),
        completed=False if status else record.get("completed"),
        evidence=evidence(record.get("degree") or record["kind"]),
        status=status,
    )


def _programme(record: dict[str, Any]) -> Programme:
    status = {"applied": "unknown", "deferred": "unknown"}.get(
        record.get("status", ""), record.get("status")
    )
    name = record["name"]
    year = record.get("year")
    return Programme(name, record.get("provider"), year, status or "completed", evidence(name))


def _signal(record: dict[str, Any]) -> LeadershipSignal:
    quote = record["quote"]
    strength, at = record.get("strength", "led"), record.get("position")
    measure = record.get("measure")
    return LeadershipSignal(record["signal"], strength, None, evidence(quote), at, measure=measure)


def _statements(texts: list[str]) -> Iterator[Evidence]:
    """Each statement stands behind the one before."""
    at = 0
    for text in texts:
        yield Evidence(1, 1, Span(at, at + len(text)), text, "test:label")
        at += len(text) + 1


def _scope(record: dict[str, Any]) -> ScopeEntry:
    high = record.get("high", record.get("low"))
    return ScopeEntry(
        record["kind"],
        record.get("low", high),
        high,
        evidence(record.get("quote", record["kind"])),
        record.get("currency"),
        record.get("start"),
        is_led=record.get("led", True),
    )


def _trajectory(record: dict[str, Any]) -> Trajectory:
    def traits(name: str) -> tuple[Trait, ...]:
        return tuple(Trait(each, evidence(each)) for each in record.get(name, []))

    return Trajectory(
        promotions=tuple((a, b) for a, b in record.get("promotions", [])),
        path=record.get("path"),
        missing=tuple(record.get("missing", [])),
        industries=traits("industries"),
        business_models=traits("business_models"),
        stages=traits("stages"),
        countries=traits("countries"),
    )


def _written(text: str | None) -> Written | None:
    date = _date(text)
    return None if date is None else Written(date, "metadata")


def _experience(record: dict[str, Any], positions: tuple[Position, ...]) -> Experience:
    if "months_product" not in record:
        return measure_experience(positions, AS_OF)
    clocks = {}
    for clock in ("months_total", "months_product", "months_product_leadership"):
        clocks[clock] = record[clock]
        clocks[f"{clock}_low"] = record.get(f"{clock}_lo", record[clock])
        clocks[f"{clock}_high"] = record.get(f"{clock}_hi", record[clock])
    return Experience(**clocks)

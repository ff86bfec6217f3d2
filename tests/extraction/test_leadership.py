"""Where signals stand: evidence at its place, positions, hidden lines, how many of each."""

from __future__ import annotations

from dataclasses import replace

from areas.experience import NOWHERE
from cpo_screen.documents.text import document_from_text
from cpo_screen.extraction.leadership import extract_signals
from cpo_screen.extraction.network import find_network
from cpo_screen.extraction.scope import find_scope
from cpo_screen.extraction.statements import find_statements
from cpo_screen.extraction.team import largest_team
from cpo_screen.model import Document, LeadershipSignal, Line, Period, Position, Section, Span

TEXT = """Head of Product, Larch
Owned the rental roadmap; led 14 people.
Presented to the board every quarter.
Product Manager, Maple
Launched the guest app in 30 hotels.
Secret: led 900 people and 700 followers on LinkedIn
"""


def read() -> tuple[Document, Section]:
    document = document_from_text(TEXT)
    lines = tuple(replace(line, hidden="Secret" in line.text) for line in document.lines)
    document = replace(document, lines=lines, language="en")
    return document, Section("experience", None, lines)


def found_in(
    document: Document, section: Section, positions: tuple[Position, ...] = ()
) -> tuple[LeadershipSignal, ...]:
    return extract_signals(document, find_statements(document, (section,), positions), positions)


def position_between(document: Document, start: str, end: str | None) -> Position:
    first = document.text.index(start)
    last = document.text.index(end) if end else len(document.text)
    title = replace(NOWHERE, span=Span(first, first + len(start)))
    return Position(start, None, Period(), None, "other", "other", False, (), title, Span(first, last))


def test_quotes_stand_at_their_place_with_page_and_line() -> None:
    document, section = read()
    found = found_in(document, section)
    assert found
    for one in found:
        span = one.evidence.span
        assert document.text[span.start : span.end] == one.evidence.quote
        line = next(line for line in document.lines if line.span.start <= span.start < line.span.end)
        assert (one.evidence.page, one.evidence.line) == (line.page, line.number)


def test_each_signal_knows_its_position() -> None:
    document, section = read()
    positions = (
        position_between(document, "Head of Product", "Product Manager"),
        position_between(document, "Product Manager", None),
    )
    found = {one.signal: one.position for one in found_in(document, section, positions)}
    assert found == {
        "roadmap": 0, "people_leadership": 0, "executive_influence": 0, "lifecycle_delivery": 1,
    }  # fmt: skip


def test_hidden_lines_show_nothing() -> None:
    document, section = read()
    team = largest_team(find_scope(document, (section,), ()))
    assert team is not None
    assert team.people == 14
    assert find_network(document, (section,)).followers is None
    assert all("Secret" not in one.evidence.quote for one in found_in(document, section))


def test_repeating_a_thing_in_other_words_is_capped() -> None:
    text = "\n\n".join(
        f"Launched product {word} in {n} markets." for n, word in enumerate("abcdefghijklmno", 2)
    )
    document = document_from_text(text)
    found = found_in(document, Section("experience", None, document.lines))
    assert 1 < len(found) <= 8


def test_lines_that_a_structured_source_calls_titles_are_no_deeds() -> None:
    document = document_from_text("Led product roadmap and pricing for 30 people")
    for role, count in (("title", 0), ("highlight", 3)):
        lines: tuple[Line, ...] = tuple(replace(line, role=role) for line in document.lines)  # type: ignore[arg-type]
        found = found_in(replace(document, lines=lines), Section("experience", None, lines))
        assert (len(found) > 0) == (count > 0)


def test_a_very_long_line_is_read_in_pieces() -> None:
    text = "led teams and wrote roadmaps, " * 3000
    document = document_from_text(text)
    found = found_in(document, Section("experience", None, document.lines))
    assert found
    assert max(len(one.evidence.quote) for one in found) < 400

"""Reading order on pages made of words, and both PDF readers over the gold PDFs."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from cpo_screen.documents import pdf_pdfium, pdf_pdfminer
from cpo_screen.documents.clean import clean_text
from cpo_screen.documents.pdf import lay_out
from cpo_screen.documents.runs import PageRuns, Run, Shape
from cpo_screen.errors import RefusedFile
from cpo_screen.model import Box

GOLD = sorted((Path(__file__).parents[1] / "gold" / "files").glob("*.pdf"))
WIDTH, HEIGHT = 600.0, 800.0


def words(text: str, x: float, y: float, size: float = 10.0, **look: object) -> list[Run]:
    runs = []
    for word in text.split():
        end = x + 0.5 * size * len(word)
        runs.append(Run(word, x, y - 0.9 * size, end, y + 0.25 * size, y, size, order=9, **look))  # type: ignore[arg-type]
        x = end + 0.3 * size
    return runs


def texts(*runs: list[Run], shapes: tuple[Shape, ...] = ()) -> list[str]:
    page = PageRuns(1, WIDTH, HEIGHT, tuple(run for one in runs for run in one), shapes)
    return [line.text for line in lay_out([page]).lines if not line.hidden]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [words(f"left side line {i} here", 40, 200 + 14 * i) for i in range(12)]
    right = [words(f"right side text {i} there", 330, 207 + 14 * i) for i in range(12)]
    found = texts(words("Ada Example", 40, 120, 22), *left, *right)
    assert found[0] == "Ada Example"
    assert [one.split()[0] for one in found[1:]] == ["left"] * 12 + ["right"] * 12


def test_dates_in_a_rail_stay_with_their_rows() -> None:
    rows = [
        words(f"{2000 + i} – {2001 + i}", 40, 200 + 60 * i) + words(f"Baker number {i}", 140, 200 + 60 * i)
        for i in range(5)
    ]
    assert texts(*rows) == [f"{2000 + i} – {2001 + i}\tBaker number {i}" for i in range(5)]


def test_letterspaced_capitals_are_one_word() -> None:
    letters = [words(letter, 40 + 12 * i, 200) for i, letter in enumerate("SKILLS")]
    assert texts(*letters) == ["SKILLS"]


def test_white_words_are_kept_apart_unless_on_a_dark_panel() -> None:
    white = words("Chief Product Officer", 40, 300, colour=(255, 255, 255))
    panel = Shape(Box(0, 0, 300, 800), (20, 20, 60), 1, True)
    assert texts(words("Baker", 40, 200), white) == ["Baker"]
    assert "Chief Product Officer" in texts(words("Ada", 320, 200), white, shapes=(panel,))


def test_covered_and_tiny_words_are_kept_apart() -> None:
    cover = Shape(Box(30, 280, 400, 320), (255, 0, 0), 99, True)
    assert texts(
        words("Baker", 40, 200), words("under it", 40, 300), words("tiny", 40, 400, 1.0), shapes=(cover,)
    ) == ["Baker"]


def card(x: float, y: float, heading: str, *lines: str) -> list[Run]:
    below = [run for number, line in enumerate(lines, 1) for run in words(line, x, y + 14 * number)]
    return [*words(heading, x, y), *below]


EXAMS = card(50, 200, "Exams", "MSc Mechanics", "NTNU Trondheim")
BENCH = card(320, 200, "Bench", "SQL and Python", "Pricing and discovery")
READ_ALONE = [
    "Exams",
    "MSc Mechanics",
    "NTNU Trondheim",
    "Bench",
    "SQL and Python",
    "Pricing and discovery",
]


def panel(x0: float, x1: float) -> Shape:
    return Shape(Box(x0, 185, x1, 240), (240, 240, 240), 1, True)


def test_panels_side_by_side_are_read_one_after_the_other() -> None:
    ground = Shape(Box(0, 0, WIDTH, HEIGHT), (250, 250, 250), 0, True)
    above = words("Baker of Bergen and of everything that is round", 50, 150)
    found = texts(above, EXAMS, BENCH, shapes=(ground, panel(40, 290), panel(310, 560)))
    assert found[1:] == READ_ALONE


def test_boxes_with_round_corners_are_cards() -> None:
    boxes = Box(40, 185, 290, 240), Box(310, 185, 560, 240)
    page = PageRuns(1, WIDTH, HEIGHT, (*EXAMS, *BENCH), outlines=boxes)
    assert [line.text for line in lay_out([page]).lines] == READ_ALONE


def test_panels_that_touch_are_cells_of_a_table() -> None:
    left, right = card(50, 200, "Mechanics", "Trondheim"), card(320, 200, "2011", "2009")
    found = texts(left, right, shapes=(panel(40, 300), panel(301, 560)))
    assert found == ["Mechanics\t2011", "Trondheim\t2009"]


def test_a_drawn_dot_is_a_bullet_and_parts_paragraphs() -> None:
    dots = tuple(Shape(Box(44, 196 + 14 * i, 47, 199 + 14 * i), (0, 0, 0), 1, False) for i in range(2))
    page = PageRuns(
        1, WIDTH, HEIGHT, tuple(words("Led a team", 55, 200) + words("Sold a line", 55, 214)), dots
    )
    assert [(line.text, line.bullet) for line in lay_out([page]).lines] == [
        ("Led a team", True),
        ("Sold a line", True),
    ]


def letters(pages: list[PageRuns]) -> Counter[str]:
    return Counter(
        char for page in pages for run in page.runs for char in clean_text(run.text) if char.isalnum()
    )


def without_hidden_addresses(pages: list[PageRuns]) -> list[PageRuns]:
    """Addresses behind links, which pdfium alone reads, take no room."""
    return [replace(page, runs=tuple(run for run in page.runs if run.x1 - run.x0 > 0.2)) for page in pages]


@pytest.mark.parametrize("file", GOLD, ids=lambda one: one.name)
def test_both_readers_see_the_same_text(file: Path) -> None:
    data = file.read_bytes()
    one = letters(without_hidden_addresses(pdf_pdfium.read_pages(data, 60)))
    other = letters(pdf_pdfminer.read_pages(data, 60))
    differing = sum(((one - other) + (other - one)).values())
    assert differing <= one.total() / 1000  # an icon font's glyphs mean no letters to either


@pytest.mark.parametrize("reader", [pdf_pdfium, pdf_pdfminer])
def test_what_is_no_pdf_is_refused(reader: object) -> None:
    with pytest.raises(RefusedFile):
        reader.read_pages(b"%PDF-1.7 nothing more", 60)  # type: ignore[attr-defined]


def test_a_list_in_two_columns_ends_where_the_next_section_begins() -> None:
    left = [
        words(text, 50, 200 + 12 * i)
        for i, text in enumerate(("Negotiating", "Planning", "Driving", "Law"))
    ]
    right = [
        words(text, 300, 206 + 12 * i) for i, text in enumerate(("Analysis", "Pricing", "Hiring people"))
    ]
    below = [
        words("Experience", 40, 270),
        words("Process Consultant", 40, 284),
        words("2014 to 2016", 40, 298),
    ]
    found = texts(words("Ada Example", 40, 120, 22), words("Skills", 40, 185), *left, *right, *below)
    assert found[-6:] == [
        "Analysis",
        "Pricing",
        "Hiring people",
        "Experience",
        "Process Consultant",
        "2014 to 2016",
    ]

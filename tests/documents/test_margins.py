"""Running heads and page numbers against lines of the text that only look alike."""

from __future__ import annotations

from cpo_screen.documents.margins import split_margins
from cpo_screen.documents.rows import find_rows
from cpo_screen.documents.runs import PageRuns, Run

WIDTH, HEIGHT = 600.0, 800.0


def page(number: int, **at: str) -> PageRuns:
    runs = []
    for height, text in at.items():
        y = float(height.removeprefix("y"))
        runs += [
            Run(word, 40 + 60 * i, y - 9, 90 + 60 * i, y + 2, y, 10.0)
            for i, word in enumerate(text.split())
        ]
    return PageRuns(number, WIDTH, HEIGHT, tuple(runs))


def margins(*pages: PageRuns) -> list[list[str]]:
    _, outside = split_margins(pages, [find_rows(list(one.runs)) for one in pages])
    return [[" ".join(part.text for part in row.segments) for row in rows] for rows in outside]


def test_a_running_head_stays_on_the_first_page_and_leaves_the_others() -> None:
    pages = [page(n, y40="Ada Lindqvist Resume", y400=f"text {n}") for n in (1, 2, 3)]
    assert margins(*pages) == [[], ["Ada Lindqvist Resume"], ["Ada Lindqvist Resume"]]


def test_a_foot_with_the_pages_number_leaves_every_page() -> None:
    pages = [page(n, y400=f"text {n}", y780=f"Ada Lindqvist, sheet {n}") for n in (1, 2)]
    assert margins(*pages) == [["Ada Lindqvist, sheet 1"], ["Ada Lindqvist, sheet 2"]]


def test_lines_that_differ_in_years_are_text() -> None:
    pages = [
        page(1, y40="Piping Designer 1978 to 1987", y400="one", y770="Staff Nurse 2003 to 2004"),
        page(2, y40="Piping Designer 1976 to 1977", y400="two", y770="Staff Nurse 2002 to 2003"),
    ]
    assert margins(*pages) == [[], []]


def test_the_same_words_at_another_height_are_text() -> None:
    pages = [
        page(1, y400="one", y772="Northfield Ltd, Leeds"),
        page(2, y400="two", y755="Northfield Ltd, Leeds"),
    ]
    assert margins(*pages) == [[], []]

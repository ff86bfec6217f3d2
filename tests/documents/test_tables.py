from __future__ import annotations

from itertools import count

import pytest

from cpo_screen.documents.build import DraftLine
from cpo_screen.documents.tables import Cell, arrange_table


def arrange(*rows: list[str]) -> list[DraftLine]:
    """Rows of cells, a cell's lines parted by newlines; `- ` begins a bullet, an empty cell is none."""
    numbers = count(1)
    return arrange_table(
        [[_cell(at, cell) for at, cell in enumerate(row)] for row in rows], lambda: next(numbers)
    )


def _cell(at: int, text: str) -> Cell:
    lines = [
        DraftLine(line.removeprefix("- "), bullet=line.startswith("- "))
        for line in text.split("\n")
        if line
    ]
    return Cell(at, tuple(lines))


LONG = "- Hired nine product managers\n- Doubled the revenue\n- Set the strategy\n- Closed a line"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([["Name", "Ada Example"]], ["Name\tAda Example"], id="label and value"),
        pytest.param([["Name", ":", "Ada"]], ["Name:\tAda"], id="colon in a cell of its own"),
        pytest.param([["", "Ada Example", ""]], ["Ada Example"], id="empty cells"),
        pytest.param(
            [["SKILLS", "Pricing\nDiscovery"]],
            ["SKILLS", "Pricing", "Discovery"],
            id="heading beside its section",
        ),
        pytest.param(
            [["2019 –\n2021", f"VP Product, Acme\n{LONG}"]],
            ["2019 – 2021\tVP Product, Acme", *LONG.replace("- ", "").split("\n")],
            id="rail with a broken range",
        ),
        pytest.param(
            [["17 Nov 2011 to\nPresent", "VP Product\nAcme"]],
            ["17 Nov 2011 to Present\tVP Product", "Acme"],
            id="rail with a range broken at a word",
        ),
        pytest.param(
            [["2019", LONG]], ["2019", *LONG.replace("- ", "").split("\n")], id="date beside bullets"
        ),
        pytest.param(
            [["VP Product\nAcme", "2019 – 2021\nLisbon"]],
            ["VP Product\t2019 – 2021", "Acme\tLisbon"],
            id="dates on the right",
        ),
        pytest.param(
            [["Ada Example", "Lisbon\nada@example.com\n+351 555 0100"]],
            ["Ada Example", "Lisbon", "ada@example.com", "+351 555 0100"],
            id="name beside contact",
        ),
        pytest.param(
            [["MBA\n(Finance)", "INSEAD,\nFontainebleau", "2012"]],
            ["MBA (Finance)\tINSEAD, Fontainebleau\t2012"],
            id="one record whose cells are broken",
        ),
        pytest.param(
            [["MBA\nBSc", "INSEAD\nLeeds", "2012\n2008"]],
            ["MBA\tINSEAD\t2012", "BSc\tLeeds\t2008"],
            id="several records in one row",
        ),
    ],
)
def test_rows_of_entries(rows: list[list[str]], expected: list[str]) -> None:
    lines = arrange(*rows)
    assert [line.text for line in lines] == expected
    assert {line.column for line in lines} == {0}


def test_texts_side_by_side_come_one_after_the_other() -> None:
    lines = arrange(["CONTACT", "EXPERIENCE"], ["Lisbon\nPhone\nMail\nWeb", LONG])
    assert [(line.column, line.text) for line in lines][:2] == [(1, "CONTACT"), (1, "Lisbon")]
    assert next(line.text for line in lines if line.column == 2) == "EXPERIENCE"


def test_one_long_value_does_not_make_columns_of_a_form() -> None:
    form = [
        ["Name", "Ada"],
        ["Address\nof the\nfamily\nhome", "Street\nHouse\nCity\nCode"],
        ["Born", "1980"],
    ]
    form += [["Mother", "Grace"], ["Father", "Charles Babbage Example"], ["Spoken", "English, Portuguese"]]
    assert next(line.text for line in arrange(*form)) == "Name\tAda"


def test_records_with_dates_stay_together_in_long_cells() -> None:
    rows = [[f"Project {n}\nClient {n}\nPeriod 201{n}", LONG] for n in range(4)]
    texts = [line.text for line in arrange(*rows)]
    assert texts.index("Hired nine product managers") < texts.index("Project 1")


def test_a_row_across_all_columns_parts_the_table() -> None:
    wide = [[Cell(0, (DraftLine("Ada Example"),), span=2)], [_cell(0, LONG), _cell(1, LONG)]]
    lines = arrange_table(wide, iter([1, 2]).__next__)
    assert [line.column for line in lines] == [0, 1, 1, 1, 1, 2, 2, 2, 2]


def test_joined_lines_keep_their_typography() -> None:
    cells = [
        Cell(0, (DraftLine("VP Product", bold=True, size=11.0),)),
        Cell(1, (DraftLine("2019", size=9.0),)),
    ]
    (line,) = arrange_table([cells], lambda: 1)
    assert [(line.text[one.start : one.end], one.bold, one.size) for one in line.styles] == [
        ("VP Product", True, 11.0),
        ("2019", False, 9.0),
    ]
    assert not line.bold


def test_hidden_lines_take_no_part() -> None:
    cells = [Cell(0, (DraftLine("secret", hidden=True), DraftLine("Name"))), Cell(1, (DraftLine("Ada"),))]
    assert [(line.text, line.hidden) for line in arrange_table([cells], lambda: 1)] == [
        ("Name\tAda", False),
        ("secret", True),
    ]


def test_cells_that_begin_with_a_heading_are_cards() -> None:
    cells = [
        Cell(at, (DraftLine(heading, size=12.0), DraftLine(text, size=10.0)))
        for at, (heading, text) in enumerate([("Exams", "MSc Mechanics"), ("Bench", "SQL and Python")])
    ]
    found = [line.text for line in arrange_table([cells], lambda: 1)]
    assert found == ["Exams", "MSc Mechanics", "Bench", "SQL and Python"]

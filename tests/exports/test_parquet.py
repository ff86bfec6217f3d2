from __future__ import annotations

import io
import sys
from typing import Any

import pytest

from cpo_screen.errors import UsageError
from cpo_screen.exports.column_types import COUNTS, DECIMALS, MONEY, POINTS
from cpo_screen.exports.csv import columns, table_rows
from cpo_screen.exports.parquet import BEGINS_WITH, export_parquet
from cpo_screen.screening import Screening
from fakes.screenings import card, full_screening, profile, screening


def read(of: Screening) -> Any:
    parquet = pytest.importorskip("pyarrow.parquet")
    return parquet.read_table(io.BytesIO(export_parquet(of)))


def test_the_columns_are_those_of_the_csv_with_numbers_as_numbers_and_unknowns_as_null() -> None:
    table = read(full_screening())
    assert tuple(table.column_names) == columns(full_screening().criteria_names)
    ranked, late = table.to_pylist()
    assert (ranked["rank"], ranked["score"], ranked["p_and_l"]) == (1, 62.5, 79_200_000.0)
    assert (ranked["points_product_experience"], ranked["points_network"]) == (50.5, None)
    assert (ranked["written"], ranked["as_of"], ranked["followers"]) == ("2026-10", "2026-11", None)
    assert ranked["phone"] == "+44 20 7946 0018"
    assert (late["rank"], late["score"], late["tier"], late["file"]) == (
        None,
        None,
        "for review",
        "cvs/scan.pdf",
    )


def test_types_never_change_whatever_the_rows_hold() -> None:
    full, empty = read(full_screening()).schema, read(screening()).schema
    assert full == empty
    assert {str(kind) for kind in full.types} == {"int64", "double", "string"}


def test_each_number_of_the_table_has_a_numeric_column() -> None:
    of = full_screening()
    for row in table_rows(of):
        numbers = {name for name, value in row.items() if isinstance(value, int | float)}
        assert {name for name in numbers if not name.startswith(POINTS)} <= COUNTS | MONEY | DECIMALS
    assert set(columns(())) >= COUNTS | MONEY | DECIMALS


def test_the_file_tells_what_it_was_made_by() -> None:
    told = read(full_screening()).schema.metadata
    assert told[b"as_of"] == b"2026-11"
    assert told[b"criteria_sha256"] == b"c" * 64


def test_the_same_screening_gives_the_same_bytes() -> None:
    pytest.importorskip("pyarrow")
    data = export_parquet(full_screening())
    assert data == export_parquet(full_screening())
    assert data.startswith(BEGINS_WITH)


def test_a_lone_surrogate_is_written_as_its_escape() -> None:
    (row,) = read(screening(card(profile("A\udcff=1")))).to_pylist()
    assert row["name"] == "A\\udcff=1"


def test_without_pyarrow_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"cpo-screen\[parquet\]"):
        export_parquet(screening())

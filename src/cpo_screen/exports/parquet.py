"""The ranked table as a Parquet file: the columns of ranked.csv, with types that never change."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from cpo_screen.errors import UsageError
from cpo_screen.exports.column_types import COUNTS, DECIMALS, MONEY, POINTS
from cpo_screen.exports.csv import columns, table_rows
from cpo_screen.screening import Screening

if TYPE_CHECKING:
    import pyarrow

BEGINS_WITH = b"PAR1"


def export_parquet(screening: Screening) -> bytes:
    """Write a row a candidate, those for review last: what is unknown is null, months are texts (2026-11).

    Counts are int64, other numbers float64, the rest strings, also where a column is all null. Raises
    UsageError where pyarrow is not installed.
    """
    arrow, parquet = _import_pyarrow()
    rows = table_rows(screening)
    fields = [(name, _type(name, arrow)) for name in columns(screening.criteria_names)]
    arrays = [arrow.array([_plain(row.get(name)) for row in rows], kind) for name, kind in fields]
    about = {
        "program": f"cpo-screen {screening.version}",
        "as_of": str(screening.as_of),
        "criteria_sha256": screening.criteria_sha256,
    }
    table = arrow.Table.from_arrays(arrays, schema=arrow.schema(fields, metadata=about))
    data = io.BytesIO()
    parquet.write_table(table, data, compression="zstd")
    return data.getvalue()


def _type(name: str, arrow: Any) -> pyarrow.DataType:
    if name in COUNTS:
        return arrow.int64()
    return arrow.float64() if name in DECIMALS | MONEY or name.startswith(POINTS) else arrow.string()


def _plain(value: Any) -> Any:
    """Return what Arrow can hold: a lone surrogate in a text is written as its escape."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    return value


def _import_pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise UsageError(
            "Parquet needs pyarrow, which is not installed: pip install 'cpo-screen[parquet]'"
        ) from error
    return pyarrow, pyarrow.parquet

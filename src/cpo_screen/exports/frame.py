"""The ranked table as a pandas DataFrame, for notebooks and for formats that keep numbers as numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cpo_screen.exports.csv import columns, table_rows
from cpo_screen.screening import Screening

if TYPE_CHECKING:
    import pandas as pd


def ranking_frame(screening: Screening) -> pd.DataFrame:
    """Return the columns of ranked.csv, a row a candidate: numbers as numbers, what is unknown as NA.

    Texts stand as the CV has them: a cell could be a formula for a spreadsheet.
    """
    import pandas as pd

    rows = [{key: _encodable(value) for key, value in row.items()} for row in table_rows(screening)]
    frame = pd.DataFrame(rows, columns=list(columns(screening.criteria_names)))
    return frame.convert_dtypes()


def _encodable(value: Any) -> Any:
    """A text without what Unicode cannot encode, such as half a surrogate pair of a file's name."""
    return value.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(value, str) else value

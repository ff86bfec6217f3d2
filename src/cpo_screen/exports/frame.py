"""The ranked table as a pandas DataFrame, for notebooks and for formats that keep numbers as numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpo_screen.exports.csv import columns, table_rows
from cpo_screen.screening import Screening

if TYPE_CHECKING:
    import pandas as pd


def ranking_frame(screening: Screening) -> pd.DataFrame:
    """Return the columns of ranked.csv, a row a candidate: numbers as numbers, what is unknown as NA.

    Texts stand as the CV has them: a cell could be a formula for a spreadsheet.
    """
    import pandas as pd

    frame = pd.DataFrame(table_rows(screening), columns=list(columns(screening.criteria_names)))
    return frame.convert_dtypes()

"""Rank a folder of CVs for a Chief Product Officer search: offline, deterministic, with evidence.

What can be called from Python is listed in `__all__`; each is imported when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cpo_screen.criteria import Criteria, load_criteria
    from cpo_screen.documents.options import ReadOptions
    from cpo_screen.errors import CriteriaError, RefusedFile, ScreenError, UsageError
    from cpo_screen.exports.csv import export_csv
    from cpo_screen.exports.frame import ranking_frame
    from cpo_screen.exports.ledger import export_ledger
    from cpo_screen.model import CandidateProfile, PartialDate, Scorecard
    from cpo_screen.pipeline import (
        Reading,
        parse_document,
        parse_file,
        profile_line,
        read_files,
        screen_folder,
    )
    from cpo_screen.scoring import score_profile
    from cpo_screen.screening import Screening

__version__ = "0.1.0"

_HOME = {
    "CandidateProfile": "model",
    "Criteria": "criteria",
    "CriteriaError": "errors",
    "PartialDate": "model",
    "ReadOptions": "documents.options",
    "Reading": "pipeline",
    "RefusedFile": "errors",
    "Scorecard": "model",
    "ScreenError": "errors",
    "Screening": "screening",
    "UsageError": "errors",
    "export_csv": "exports.csv",
    "export_ledger": "exports.ledger",
    "load_criteria": "criteria",
    "parse_document": "pipeline",
    "parse_file": "pipeline",
    "profile_line": "pipeline",
    "ranking_frame": "exports.frame",
    "read_files": "pipeline",
    "score_profile": "scoring",
    "screen_folder": "pipeline",
}

__all__ = [
    "CandidateProfile",
    "Criteria",
    "CriteriaError",
    "PartialDate",
    "ReadOptions",
    "Reading",
    "RefusedFile",
    "Scorecard",
    "ScreenError",
    "Screening",
    "UsageError",
    "__version__",
    "export_csv",
    "export_ledger",
    "load_criteria",
    "parse_document",
    "parse_file",
    "profile_line",
    "ranking_frame",
    "read_files",
    "score_profile",
    "screen_folder",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)

"""criteria.yaml: its schema, its mistakes with line and column, and the records that scoring uses."""

from cpo_screen.criteria.load import check_criteria, load_criteria, parse_criteria
from cpo_screen.criteria.mistakes import InvalidCriteria, Mistake
from cpo_screen.criteria.records import Criteria, Criterion

__all__ = [
    "Criteria",
    "Criterion",
    "InvalidCriteria",
    "Mistake",
    "check_criteria",
    "load_criteria",
    "parse_criteria",
]

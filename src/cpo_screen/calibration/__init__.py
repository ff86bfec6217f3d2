"""Learning from a recruiter's own decisions: better weights, proposed and never applied."""

from cpo_screen.calibration.calibrate import FEWEST, FEWEST_OF_A_SIDE, calibrate
from cpo_screen.calibration.decisions import InvalidDecisions, parse_decisions, read_decisions
from cpo_screen.calibration.proposal import propose_criteria
from cpo_screen.calibration.records import (
    Agreement,
    Calibration,
    Decision,
    Misfit,
    Unused,
    WeightChange,
)

__all__ = [
    "FEWEST",
    "FEWEST_OF_A_SIDE",
    "Agreement",
    "Calibration",
    "Decision",
    "InvalidDecisions",
    "Misfit",
    "Unused",
    "WeightChange",
    "calibrate",
    "parse_decisions",
    "propose_criteria",
    "read_decisions",
]

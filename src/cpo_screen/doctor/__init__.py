"""What a run needs of this computer: found, tried, and told with what its absence costs."""

from cpo_screen.doctor.examine import examine
from cpo_screen.doctor.findings import Examination, Finding, State

__all__ = ["Examination", "Finding", "State", "examine"]

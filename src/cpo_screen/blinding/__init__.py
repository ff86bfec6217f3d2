"""A screening without the persons: pseudonyms for names, marks for what tells who somebody is."""

from cpo_screen.blinding.records import Blinded, KeyRow
from cpo_screen.blinding.screening_blind import blind_screening

__all__ = ["Blinded", "KeyRow", "blind_screening"]

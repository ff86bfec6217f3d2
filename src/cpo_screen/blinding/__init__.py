"""A screening without the persons: pseudonyms for names, marks for what tells who somebody is."""

from cpo_screen.blinding.blind import blind_screening
from cpo_screen.blinding.records import Blinded, KeyRow

__all__ = ["Blinded", "KeyRow", "blind_screening"]

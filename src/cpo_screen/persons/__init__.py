"""One person, several files: who is the same, one profile of all their files, and where they disagree."""

from cpo_screen.persons.find import find_persons
from cpo_screen.persons.merge import merge_persons, merge_profiles

__all__ = ["find_persons", "merge_persons", "merge_profiles"]

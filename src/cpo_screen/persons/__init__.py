"""One person, several files: who is the same, one profile of all their files, and where they disagree."""

from cpo_screen.persons.find import find_persons
from cpo_screen.persons.merge import merge_persons, merge_profiles
from cpo_screen.persons.records import Added, Cited, Disagreement, Merged

__all__ = [
    "Added", "Cited", "Disagreement", "Merged", "find_persons", "merge_persons", "merge_profiles",
]  # fmt: skip

"""A mistake in criteria.yaml: where it stands, what is wrong, what is expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from cpo_screen.errors import CriteriaError

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """Line and column count from 1 (0: not in the file); `where` is the setting, such as
    `criteria.network.weight`, if there is one.

    A `warning` is no mistake of form: the file can be used, but does perhaps not what was meant.
    """

    line: int
    column: int
    where: str
    message: str
    file: str
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        said = f"{self.where}: {self.message}" if self.where else self.message
        note = "warning: " if self.severity == "warning" else ""
        place = f":{self.line}:{self.column}" if self.line else ""
        return f"{self.file}{place}: {note}{said}"


class InvalidCriteria(CriteriaError):
    """All mistakes of one criteria file; the message has one a line."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        count = len(self.mistakes)
        head = f"{count} mistakes in the criteria:" if count > 1 else "A mistake in the criteria:"
        super().__init__("\n".join([head, *(f"  {mistake}" for mistake in self.mistakes)]))

    def __reduce__(self) -> tuple[type[InvalidCriteria], tuple[tuple[Mistake, ...]]]:
        return (type(self), (self.mistakes,))


def name_setting(path: Path) -> str:
    """Write the way to a setting; entries of a list count from 1.

    >>> name_setting(("tiers", 0, "from"))
    'tiers.1.from'
    """
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def suggest(word: str, known: Sequence[str]) -> str:
    """Return ` Did you mean "…"?` for a misspelt word, or nothing where none is near.

    >>> suggest("wieght", ["weight", "label"])
    ' Did you mean "weight"?'
    """
    folded = {each.casefold(): each for each in known}
    near = get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    return f' Did you mean "{folded[near[0]]}"?' if near else ""


def list_words(words: Sequence[str], limit: int = 16) -> str:
    """Join words for a sentence, cut off where they are many.

    >>> list_words(["flag", "review", "last"])
    'flag, review or last'
    """
    shown = list(words[:limit])
    if len(words) > limit:
        return ", ".join([*shown, "…"])
    return f"{', '.join(shown[:-1])} or {shown[-1]}" if len(shown) > 1 else "".join(shown)

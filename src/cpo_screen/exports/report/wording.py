"""Texts and quotes of the page, each written once and named by its number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cpo_screen.exports.safe_text import one_line
from cpo_screen.exports.wording import shorten
from cpo_screen.model import CriterionResult, Evidence

LONGEST_QUOTE = 200
_EARNED = re.compile(r": (?:[\d.]+ of [\d.]+|not counted)$")


class Texts:
    """A list without doubles; `at` gives a text's number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def at(self, text: str) -> int:
        """Return the number of a text, made safe for one line."""
        return self._numbers.setdefault(one_line(text), len(self._numbers))

    @property
    def all(self) -> list[str]:
        """The texts in the order of their numbers."""
        return list(self._numbers)


class Quotes:
    """The quotes of one candidate, each once: [words, page, line], and the file's index if it is not 0."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str | int, ...], int] = {}

    def at(self, evidence: Evidence) -> int:
        """Return the number of the words of an evidence."""
        file = (evidence.source,) if evidence.source else ()
        key = (shorten(evidence.quote, LONGEST_QUOTE), evidence.page, evidence.line, *file)
        return self._numbers.setdefault(key, len(self._numbers))

    def first(self, evidence: Sequence[Evidence], most: int) -> list[int]:
        """Return the numbers of the first `most` different quotes."""
        return list(dict.fromkeys(self.at(one) for one in evidence[:most]))

    @property
    def all(self) -> list[list[str | int]]:
        """The quotes in the order of their numbers."""
        return [list(key) for key in self._numbers]


def bare_reason(result: CriterionResult) -> str:
    """Return a reason without its points, which the page works out by itself."""
    return _EARNED.sub("", result.reason)

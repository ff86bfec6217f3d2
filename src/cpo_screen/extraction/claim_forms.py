"""The words around a number that make it somebody's years of work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from cpo_screen.extraction.quantities import Amount
from cpo_screen.extraction.title_likeness import find_title_words
from cpo_screen.lexicons import load_lexicon

_CLAUSE_LENGTH = 200  # characters before a number that are looked at for whose years they are
_BEFORE = 60  # characters before a number that say whose years they are
_CLAUSE = re.compile(r"[.!?;:,] ")
_PART = re.compile(r"\{(\w+)\}")


class _Form(NamedTuple):
    before: re.Pattern[str] | None
    after: re.Pattern[str]


def find_end(text: str, amount: Amount, kinds: Sequence[str]) -> int | None:
    """Return where the words of a claim around this number end; None if they claim nothing."""
    before, behind = text[max(amount.start - _BEFORE, 0) : amount.start], text[amount.end :]
    if amount.kind not in ("number", "multiple") or _word("not_before").search(before):
        return None
    if _word("not_after").match(behind):
        return None
    fits = (form.after.match(text, amount.end) for kind in kinds for form in _fitting(kind, text, amount))
    end = next((match.end() for match in fits if match is not None), None)
    if end is None and "doing" in kinds:
        match = decades().match(text, amount.end + len(behind) - len(behind.lstrip()))
        return match.end() if match else None
    return end


def _fitting(kind: str, text: str, amount: Amount) -> Iterator[_Form]:
    """The forms of one kind whose words before the number stand there."""
    before = text[max(amount.start - _BEFORE, 0) : amount.start]
    loose = kind not in ("total", "claims")
    if loose and (before.rfind("(") > before.rfind(")") or _word("not_work").match(text[amount.end :])):
        return
    if kind == "for" and not _is_own(
        _CLAUSE.split(text[max(amount.start - _CLAUSE_LENGTH, 0) : amount.start])[-1]
    ):
        return
    for form in _forms(kind):
        if form.before is None or form.before.search(before):
            yield form


def _is_own(clause: str) -> bool:
    """'Ward nurse for', 'I ran a bakery for': a title, or what the person did."""
    return bool(find_title_words(clause)) or _word("deeds").search(clause) is not None


def year_languages(text: str) -> list[str]:
    """The languages whose word for years (or decades) stands in a text."""
    words = load_lexicon("experience")["year_words"]
    return [language for language, pattern in words.items() if _compile(rf"\b(?:{pattern})\b").search(text)]


def find_decades(text: str) -> Iterator[Amount]:
    """'a decade of': the article as the number one."""
    for match in _a_decade().finditer(text):
        yield Amount(match.start(), match.start(1), "number", 1)


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    while _PART.search(pattern) is not None and "{" in pattern:
        filled = _PART.sub(lambda found: load_lexicon("experience").get(found[1], found[0]), pattern)
        if filled == pattern:
            break
        pattern = filled
    return re.compile(pattern, re.IGNORECASE)


@cache
def _forms(kind: str) -> tuple[_Form, ...]:
    """Pairs of expressions: listed as such, or every `…_after` with what stands before."""
    lexicon = load_lexicon("experience")
    if f"{kind}_after" in lexicon:
        befores = [kind, "opening"] if kind == "said" else [kind]
        return tuple(
            _Form(_word(one), _compile(after)) for one in befores for after in lexicon[f"{kind}_after"]
        )
    return tuple(
        _Form(_compile(form["before"]) if "before" in form else None, _compile(form["after"]))
        for form in lexicon[kind]
    )


@cache
def _word(name: str) -> re.Pattern[str]:
    return _compile(load_lexicon("experience")[name])


def decades() -> re.Pattern[str]:
    """'decades of', 'Jahrzehnte im': a number before it counts tenfold."""
    return _compile("|".join(load_lexicon("experience")["decades"]))


def product_word() -> re.Pattern[str]:
    """Words that make a claim one about product work."""
    return _word("product")


@cache
def _a_decade() -> re.Pattern[str]:
    alone = [phrase.rpartition(" ") for phrase in load_lexicon("experience")["a_decade"]]
    return _compile("|".join(rf"\b{article} (?={noun})()" for article, _, noun in alone))

"""The words of job titles: a tokeniser with offsets and the lexicon's terms behind each word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple, cast

from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Function

TermKind = Literal[
    "area", "head", "open", "junior", "plain_junior", "entry", "rank", "whole", "level", "board",
    "link", "and", "stop", "comma", "break", "company", "sentence", "unknown",
]  # fmt: skip
HEAD_KINDS: frozenset[TermKind] = frozenset(
    {"head", "open", "junior", "plain_junior", "entry", "rank", "whole", "board"}
)


class Term(NamedTuple):
    """One word or phrase of a title: characters [start, end), its folded words and what they mean."""

    kind: TermKind
    words: str
    function: Function | None = None
    level: str | None = None
    start: int = 0
    end: int = 0


_TOKEN = re.compile(
    r"[^\W_]+(?:['’+][^\W_]+|\.[^\W_]{1,2}(?![^\W_]))*\.?|[&/+,;:|()\[\]–—@·•]|(?<=\s)-|-(?=\s)", re.UNICODE
)
_GENDER = re.compile(
    r"\s?[(\[]\s?(?:all genders?|gn|[mwdfxhi*](?:\s?[/|,*]\s?(?:[mwdfxhi*]|div\.?|gn))+)\s?[)\]]"
    r"|[(\[](?:e|ne|in|innen|r|a|as|es|trice|euse|ère|\w{0,3}te)[)\]]"
    r"|(?<=\w\w)\s?[/:*_·.-]-?(?:innen|in|trice|rice|euse|esse|fe|ne|te|[rea]|ora|as|os)\b(?!['’])(?!\.\w)"
    r"|(?<=[a-zß])In(?:nen)?\b",
)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return the word in lower case, without accents and dots; umlauts written as ae, oe, ue fall together.

    >>> fold("Leiterin"), fold("Chargée"), fold("V.P."), fold("Geschaeftsführer")
    ('leiterin', 'chargee', 'vp', 'geschaftsfuhrer')
    """
    plain = unicodedata.normalize("NFKD", word.casefold())
    kept = "".join(c for c in plain if not unicodedata.combining(c) and c not in ".")
    kept = kept.replace("’", "'").replace("ł", "l").replace("ø", "o").replace("æ", "a")
    return kept.replace("ae", "a").replace("oe", "o").replace("ue", "u")


class _Lexicon(NamedTuple):
    """`phrases` maps a first word to its phrases, longest first; `single` one word to its term."""

    phrases: dict[str, tuple[tuple[tuple[str, ...], Term], ...]]
    single: dict[str, Term]
    suffixes: tuple[str, ...]


def _entries(data: dict[str, Any]) -> Iterator[Term]:
    """Yield every term of the lexicon file; where a phrase stands twice, the later one holds."""
    for name, kind in (("companies", "company"), ("sentences", "sentence"), ("participles", "unknown")):
        yield from (Term(cast(TermKind, kind), words) for words in data[name])
    for function, phrases in data["areas"].items():
        yield from (Term("area", words, function) for words in phrases)
    for level, phrases in data["levels"].items():
        yield from (Term("level", words, None, level) for words in phrases)
    yield from (Term("open", words) for words in data["open_heads"])
    for sort, phrases in data["junior_heads"].items():
        kind = {"always": "junior", "plain": "plain_junior", "none": "entry"}[sort]
        level = "other" if sort == "none" else "junior"
        yield from (Term(cast(TermKind, kind), words, None, level) for words in phrases)
    for level, phrases in data["ranks"].items():
        yield from (Term("rank", words, None, level) for words in phrases)
    levels = {words: level for level, found in data["head_levels"].items() for words in found}
    levels |= {words: level for level, found in data["founder_levels"].items() for words in found}
    for function, phrases in data["heads"].items():
        yield from (Term("head", words, function, levels.get(words)) for words in phrases)
    yield from (Term("board", words, "other", "other") for words in data["boards"])
    for function, by_level in data["whole"].items():
        for level, phrases in by_level.items():
            yield from (Term("whole", words, function, level) for words in phrases)
    for kind in ("links", "ands", "stops"):
        yield from (Term(cast(TermKind, kind[:-1]), words) for words in data[kind])


@cache
def _lexicon() -> _Lexicon:
    data = load_lexicon("titles")
    single: dict[str, Term] = {}
    many: dict[str, dict[tuple[str, ...], Term]] = {}
    for term in _entries(data):
        words = tuple(fold(word) for word in str(term.words).split())
        if len(words) == 1:
            single[words[0]] = term._replace(words=words[0])
        else:
            many.setdefault(words[0], {})[words] = term._replace(words=" ".join(words))
    phrases = {
        first: tuple(sorted(found.items(), key=lambda item: -len(item[0]))) for first, found in many.items()
    }
    return _Lexicon(phrases, single, tuple(sorted(data["compounds"], key=len, reverse=True)))


_PUNCTUATION: dict[str, TermKind] = {
    "&": "and", "/": "and", "+": "and", ",": "comma", ";": "break", ":": "break", "|": "break",
    "(": "break", ")": "break", "[": "break", "]": "break", "–": "break", "—": "break",
    "-": "break", "@": "stop", "·": "break", "•": "break",
}  # fmt: skip


@lru_cache(maxsize=65536)
def _term_of(word: str) -> Term:
    """Return what one folded word means: as listed, as a feminine form, or as a compound."""
    known = _lexicon().single
    for stem in (word, word.removesuffix("innen"), word.removesuffix("in"), word.removesuffix("'s")):
        if stem in known and (stem == word or known[stem].kind in HEAD_KINDS or "'" in word):
            return known[stem]
    return _compound(word) or Term("unknown", word)


def _compound(word: str) -> Term | None:
    """Split a Germanic compound into the trade before and the head noun after."""
    stem = word.removesuffix("innen").removesuffix("in")
    lexicon = _lexicon()
    for suffix in lexicon.suffixes:
        if len(stem) > len(suffix) + 2 and stem.endswith(suffix):
            head = lexicon.single.get(suffix, Term("open", suffix))
            area = _area_before(stem[: -len(suffix)])
            return head._replace(words=word, function=area or head.function)
    return None


def _area_before(prefix: str) -> Function | None:
    single = _lexicon().single
    for form in (prefix, prefix.rstrip("s"), prefix.removesuffix("en"), prefix.removesuffix("n")):
        if form in single and single[form].kind == "area":
            return single[form].function
    return None


def _tokens(text: str) -> list[tuple[str, int, int]]:
    """Return folded words and separators with their offsets; gender marks are left out."""
    if (
        "(" in text
        or "/" in text
        or "*" in text
        or ":" in text
        or "_" in text
        or "In" in text
        or "·" in text
    ):
        text = _GENDER.sub(lambda match: " " * len(match.group()), text)
    return [(fold(m.group()), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def find_terms(text: str) -> list[Term]:
    """Return the terms of a title from left to right, longest phrases first."""
    tokens = _tokens(text)
    found: list[Term] = []
    at = 0
    while at < len(tokens):
        word, start, end = tokens[at]
        term, length = _phrase_at(tokens, at)
        if term is None:
            sign = _PUNCTUATION.get(word)
            term, length = (Term(sign, word) if sign else _term_of(word)), 1
        end = tokens[at + length - 1][2]
        found.append(term._replace(start=start, end=end))
        at += length
    return found


def _phrase_at(tokens: list[tuple[str, int, int]], at: int) -> tuple[Term | None, int]:
    for words, term in _lexicon().phrases.get(tokens[at][0], ()):
        if len(tokens) - at >= len(words) and all(
            tokens[at + i][0] == words[i] for i in range(1, len(words))
        ):
            return term, len(words)
    return None, 0

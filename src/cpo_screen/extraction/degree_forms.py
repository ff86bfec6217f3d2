"""Degree names in a text: which words are a degree, of which kind and level."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from cpo_screen.extraction.places import is_place
from cpo_screen.extraction.tokens import Token, find_tokens, fold, word_set
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import DegreeKind, DegreeLevel

_BETWEEN = re.compile(r"[\s.\-–'’+(]{0,4}|\s?[-–]\s?")
_AFTER_STATE = re.compile(r"\s*(?:$|\d{5}|[,;)\t|·(\[\n]|[-–—]\s)")
_DOTTED = re.compile(r"[^\W\d_]\.[^\W\d_]")


_ABBREVIATED = re.compile(r"([BM])\.?((?:[A-Z][a-z]{0,6}\.?){1,3})")
_SHAPED = re.compile(r"([A-Z]{2,6})\s+(?:(?:de|en|em)\s+|d['’])(?=\w)")
_COLON = re.compile(r"\s*:")
_PART = re.compile(r"[A-Z][a-z]*")


class DegreeMatch(NamedTuple):
    """A degree's own words at [start, end) of the text; `weak` words count only in education."""

    kind: DegreeKind
    level: DegreeLevel
    start: int
    end: int
    words: str
    weak: bool = False


class _Form(NamedTuple):
    words: tuple[str, ...]
    kind: DegreeKind | None  # None: no degree, however much it looks like one
    level: DegreeLevel
    upper: bool


@cache
def _forms() -> dict[str, tuple[_Form, ...]]:
    data = load_lexicon("degrees")
    forms: dict[str, list[_Form]] = {}
    for entry in [*data["degrees"], *data["upper"]]:
        for form in entry["forms"]:
            words = tuple(fold(word) for word in form.split())
            forms.setdefault(words[0], []).append(
                _Form(words, entry["kind"], entry["level"], entry in data["upper"])
            )
    for form in data["not_degrees"]:
        words = tuple(fold(word) for word in form.split())
        forms.setdefault(words[0], []).append(_Form(words, None, "other", False))
    return {first: tuple(sorted(found, key=_order)) for first, found in forms.items()}


def _order(form: _Form) -> tuple[int, bool]:
    return (-len(form.words), form.kind is not None)


@lru_cache(maxsize=4096)
def find_degrees(text: str) -> tuple[DegreeMatch, ...]:
    """Return the degrees that a text names, left to right; 'MS Office' and 'Jackson, MS' are none.

    >>> [one.kind for one in find_degrees("MEng and SB, Massachusetts Institute of Technology")]
    ['MEng', 'BS']
    >>> find_degrees("MS Office, Jackson, MS 39201") + find_degrees("Mini MBA") + find_degrees("Ms. Lee")
    ()
    """
    tokens = find_tokens(text)
    found: list[DegreeMatch] = []
    at = 0
    while at < len(tokens):
        form = _form_at(tokens, at, text)
        if form is None:
            found += _abbreviated(tokens[at])
            at += 1
            continue
        last = tokens[at + len(form.words) - 1]
        words = " ".join(form.words)
        weak = words in word_set("weak") and not form.upper
        if form.kind is not None and not (weak and tokens[at].raw[0].islower()):
            found.append(DegreeMatch(form.kind, form.level, tokens[at].start, last.end, words, weak))
        at += len(form.words)
    return tuple(found)


def _abbreviated(token: Token) -> list[DegreeMatch]:
    """A degree by how it is abbreviated: 'MEngSc', 'B.Biomed.Sc.', 'BOccTher'."""
    match = _ABBREVIATED.fullmatch(token.raw)
    parts = {part.casefold() for part in _PART.findall(match.group(2))} if match else set()
    if match is None or not parts & word_set("abbreviated"):
        return []
    first = match.group(1) == "B"
    kind: DegreeKind = "bachelor_other" if first else "master_other"
    if "eng" in parts:
        kind = "BEng" if first else "MEng"
    level: DegreeLevel = "bachelor" if first else "master"
    return [DegreeMatch(kind, level, token.start, token.end, token.word, weak=True)]


def _form_at(tokens: tuple[Token, ...], at: int, text: str) -> _Form | None:
    first = tokens[at].word
    stems = (first, first.removesuffix("in")) if first.endswith("in") else (first,)
    for stem in stems:
        for form in _forms().get(stem, ()):
            if _matches(form, tokens, at, text):
                return form
    return None


def _matches(form: _Form, tokens: tuple[Token, ...], at: int, text: str) -> bool:
    last = at + len(form.words) - 1
    if last >= len(tokens):
        return False
    for i in range(1, len(form.words)):
        word = tokens[at + i].word
        if word != form.words[i] and word.removesuffix("in") != form.words[i]:
            return False
        if not _BETWEEN.fullmatch(text, tokens[at + i - 1].end, tokens[at + i].start):
            return False
    if " ".join(form.words) in word_set("before_colon") and not _COLON.match(text, tokens[last].end):
        return False
    spaced = last > at and all(len(word) == 1 for word in form.words) and not form.words[0].isdigit()
    if spaced and "." not in text[tokens[at].start : tokens[last].end]:
        return False  # 'E M A I L' is no M. A.
    return not (form.upper or spaced) or _is_written_as_degree(form, tokens, at, text)


def _is_written_as_degree(form: _Form, tokens: tuple[Token, ...], at: int, text: str) -> bool:
    """An abbreviation in capitals ('BA', 'BEd') or with dots that is neither Microsoft nor a state."""
    raw = "".join(token.raw for token in tokens[at : at + len(form.words)])
    letters = raw.replace(".", "")
    if not (letters[:2].isupper() or _DOTTED.search(raw)) or len(letters) != len("".join(form.words)):
        return False  # 'AES' folds to 'as'
    after = tokens[at + len(form.words)].word if at + len(form.words) < len(tokens) else ""
    if form.words[0] in word_set("month_words") and after[:1].isdigit():
        return False
    products = word_set("not_after" if "." not in raw else "not_after_dotted")
    if form.words[0] in word_set("microsoft") and after in products:
        return False
    behind = text[tokens[at + len(form.words) - 1].end :].lstrip()[:1]
    initials = " ".join(form.words) in word_set("initials") and behind.isalpha()
    if initials and _begins_school(tokens, at + len(form.words)):
        return False
    if (
        form.words[0] in word_set("caps_words")
        and "." not in raw
        and text.isupper()
        and " " in text.strip()
    ):
        return False
    return not (form.words[0] in word_set("states") and "." not in raw and _is_state(tokens, at, text))


def _begins_school(tokens: tuple[Token, ...], at: int) -> bool:
    """'M.D. University', but not 'BA University of Leeds'."""
    following = [token.word for token in tokens[at : at + 2]]
    school = bool(following) and following[0] in word_set("schools", "institutions")
    return school and following[1:] not in (["of"], ["for"], ["de"])


def _is_state(tokens: tuple[Token, ...], at: int, text: str) -> bool:
    """'Jackson, MS' and 'Boston, MA 02110', but not 'Economics, MA' or 'Boston College, MA'."""
    before = text[: tokens[at].start].rstrip()
    if not before.endswith(",") or not _AFTER_STATE.match(text, tokens[at].end):
        return False
    piece = re.split(r"[,;\t|·(\n]", before[:-1])[-1].strip()
    words = [token.word for token in find_tokens(piece)]
    studied = set(words) & (word_set("fields") | word_set("schools", "institutions"))
    return bool(words) and not studied and not words[-1].isdigit() and piece[:1].isupper()


def find_shaped(text: str) -> tuple[DegreeMatch, ...]:
    """Return a degree that no list knows, by its shape: 'DU d'hygiène hospitalière', 'DSA en Dirección'."""
    match = _SHAPED.match(text)
    if match is None or is_place(text[match.end() :]):
        return ()
    return (DegreeMatch("other", "other", 0, match.end(1), match.group(1).casefold(), weak=True),)


def strongest(matches: tuple[DegreeMatch, ...]) -> tuple[DegreeMatch, ...]:
    """Leave out general words ('degree', 'graduation') beside a degree that says more."""
    strong = tuple(match for match in matches if not match.weak)
    return strong or matches[:1]

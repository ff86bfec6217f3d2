"""Whose CV it is: every piece of its head that could be a name is weighed, and the best is taken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from cpo_screen.extraction.names_shape import (
    clean_name,
    has_bare_label,
    is_name_shaped,
    is_no_name,
    name_words,
    small_words,
)
from cpo_screen.extraction.title_likeness import title_likeness
from cpo_screen.headings import fold
from cpo_screen.model import Document, Line, Section

_HEAD_KINDS = ("header", "contact", "personal")
_HEAD_LINES = 14
_LAST_LINES = 8
_LARGE = 1.2  # times the size of running text
_PIECES = re.compile(r"\t|\s*[|•·;▪●]\s*|\s+[–—-]\s+|\s{2,}")
_LABEL = re.compile(r"\s*([^:\t]{2,40}?)\s*(?::\s*|\t\s*:?\s*|\s[–-]\s)(?=\S)(.*)")
_WORD = re.compile(r"(?<![\w.@/-])[^\W\d_][\w-]+(?![\w.-]*@)")
_LOWER_WORD = re.compile(r"(?<![\w@./-])[^\W\d_]{3,}(?![\w@]|[./]\w|-[\w-]*\.\w)")
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe"})
_ENOUGH = 1.3
_ALIKE = 0.7  # sizes of a name's two lines
_ALL = 0.99
_SHORT = 3  # words of a name on one of its lines
_SOME = 0.25  # of a name's letters in an address


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A piece of the head that is written as a name is; `place` counts the lines above it."""

    name: str
    line: Line
    place: int
    signed: bool = False


def find_name(document: Document, sections: Sequence[Section], handles: Iterable[str]) -> str | None:
    """Return the name by its role or its label, else what most looks like one; None if nothing does.

    `handles` are what people make of their names: an address before its @, a profile's last part.
    """
    for line in document.visible:
        if line.role == "name":
            return clean_name(line.text)
    head = _head_lines(document, sections)
    at_top = _labelled_name(document.visible[:_HEAD_LINES])
    if at_top is not None:
        return at_top
    below = _labelled_name(head, below=True)
    below = None if below is None or small_words(below) else below
    scale = _Scale.of(document, [*handles, *([below] if below else [])])
    weighed = [(scale.weigh(one), -one.place, one.name) for one in _candidates(document, head)]
    best = max(weighed, default=(0.0, 0, ""))
    return best[2] if best[0] >= _ENOUGH else below


def _head_lines(document: Document, sections: Sequence[Section]) -> list[Line]:
    """The lines that may hold the name: the page's first, the head's, and the largest."""
    first = [line for line in document.visible if line.page == 1]
    top = max((line.size for line in first), default=0.0)
    others = {line.span.start for one in sections if one.kind == "references" for line in one.lines}
    kept = {line.span.start: line for line in first[:_HEAD_LINES] if line.span.start not in others}
    for section in sections:
        if section.kind in _HEAD_KINDS:
            opened = [section.heading] if section.heading is not None else []
            kept.update((line.span.start, line) for line in [*opened, *section.lines[:_HEAD_LINES]])
    kept.update((line.span.start, line) for line in first if line.size >= 0.95 * top > 0)
    return [kept[start] for start in sorted(kept)]


# --- by label -------------------------------------------------------------------------------------


def _labelled_name(head: Sequence[Line], below: bool = False) -> str | None:
    """The value of 'Name:' or of 'First name:' and 'Surname:'; never that of 'Father's name:'."""
    parts: dict[str, str] = {}
    for line, after in pairwise([*head, None]):
        if line is None:
            continue
        label = _LABEL.match(line.text)
        if label is None and has_bare_label(line.text) and is_name_shaped(name := clean_name(line.text)):
            parts.setdefault("full", name)
            continue
        said, value = (
            (label[1], label[2]) if label else (line.text.strip(" :"), after.text if after else "")
        )
        kind = _label_kind(said)
        name = clean_name(_before_other_label(value).partition("\t")[0])
        alone = label is None and (not is_name_shaped(value) or small_words(name) > 0)
        if kind and is_name_shaped(name) and not (alone or ((below or label is None) and _is_apart(name))):
            parts.setdefault(kind, name)
    if "full" in parts:
        return parts["full"]
    return f"{parts['first']} {parts['last']}" if {"first", "last"} <= parts.keys() else None


def _label_kind(label: str) -> str | None:
    folded = fold(label).lstrip("0123456789 ")
    return next(
        (kind for kind in ("full", "first", "last") if folded in name_words(f"{kind}_labels")), None
    )


# --- by looks -------------------------------------------------------------------------------------


def _candidates(document: Document, head: Sequence[Line]) -> Iterator[_Candidate]:
    """Every piece of the head, lines set alike together, and the signature at the end."""
    for place, line in enumerate(head):
        if not _is_of_another(line.text):
            for text in (*_together(head, place), *_pieces(line.text)):
                yield from _shaped(text, line, place)
    for line in document.visible[-_LAST_LINES:]:
        for text in _pieces(line.text):
            yield from _shaped(text.strip("() "), line, len(head), signed=True)


def _shaped(text: str, line: Line, place: int, signed: bool = False) -> Iterator[_Candidate]:
    name = clean_name(text)
    if is_name_shaped(name):
        yield _Candidate(name, line, place, signed)


def _pieces(text: str) -> list[str]:
    text = _before_other_label(text)
    return [text, *(piece for piece in _PIECES.split(text) if piece != text)]


def _before_other_label(text: str) -> str:
    """'Jane Doe Mobile: 0171 ...': the name ends where another thing is announced."""
    return next(
        (text[: word.start()] for word in _WORD.finditer(text, 1) if _announces(word.group())), text
    )


def _announces(word: str) -> bool:
    return fold(word) in name_words("next_labels")


def _together(head: Sequence[Line], place: int) -> Iterator[str]:
    """A name may stand on two or three lines, the given names over the family's."""
    text = head[place].text
    for before, line in zip(head[place : place + 2], head[place + 1 : place + 3], strict=False):
        alike = min(line.size, before.size) >= _ALIKE * max(line.size, before.size)
        if not alike or not _is_below(line, before):
            return
        text = f"{text}{line.text}" if text.endswith("-") else f"{text} {line.text}"
        yield text


def _is_below(line: Line, before: Line) -> bool:
    """Say whether a short line stands under another, set in the same kind of letters."""
    near = line.page == before.page and line.column == before.column and line.size > 0
    short = "\t" not in line.text and len(line.text.split()) <= _SHORT
    same_case = line.text.isupper() == before.text.isupper()
    return near and short and same_case and not _is_apart(line.text) and not _is_apart(before.text)


def _is_apart(text: str) -> bool:
    """True for a line that is a whole in itself: a title, a place, a heading."""
    return title_likeness(text) >= 0.5 or is_no_name(text)


def _is_of_another(text: str) -> bool:
    """'Father's name: ...', 'Referee: ...': anything under a label that is not the person's name."""
    label = _LABEL.match(text)
    if label is None or _label_kind(label[1]):
        return False
    words = fold(label[1]).replace("'s", "").replace("'", "").split()
    return ":" in text[: label.start(2)] or any(word in name_words("others") for word in words)


@dataclass(frozen=True, slots=True)
class _Scale:
    """What the weight of a name depends on in this CV."""

    handles: tuple[str, ...]
    ordinary: frozenset[str]
    body: float
    top: float
    lines: tuple[str, ...]

    @classmethod
    def of(cls, document: Document, handles: Iterable[str]) -> _Scale:
        first = [line for line in document.visible if line.page == 1]
        sizes = sorted(size for line in document.visible for size in [line.size] * len(line.text))
        return cls(
            tuple(_letters(one) for one in handles if not _is_anybodys(one)),
            frozenset(fold(word) for word in {*_LOWER_WORD.findall(document.text)} if word.islower()),
            sizes[len(sizes) // 2] if sizes else 0.0,
            max((line.size for line in first), default=0.0),
            tuple(_letters(line.text) for line in document.visible if "@" not in line.text),
        )

    def weigh(self, one: _Candidate) -> float:
        """How likely a candidate is the person's name; below `_ENOUGH` it is none."""
        known = self._in_handles(one.name)
        whole = known > _ALL and " " in one.name
        if not whole and (is_no_name(one.name) or title_likeness(one.name) >= 0.5):
            return 0.0
        repeated = sum(_letters(one.name) in text for text in self.lines) > 1
        words = re.split(r"[\s.]+", one.name.strip(" ."))
        if one.signed and known <= _SOME:
            return 0.0
        small = small_words(one.name)
        lower = one.place == 0 and small == len(words) > 1 and self._set_large(one.line) > 0
        if small and not (
            lower
            or (known > 0.6 and " " in one.name)
            or (small < len(words) and (known > _SOME or repeated))
        ):
            return 0.0
        weight = -0.3 if len(words) == 1 and words[0].isascii() else 1.0 if len(words) <= 4 else 0.7
        weight += 1.2 * known + 0.8 * (known > _SOME) + 0.25 * min(len(words), 4) * (known > 0.5)
        weight += 0.6 * max(1.0 - one.place / _HEAD_LINES, 0.0) - 1.2 * title_likeness(one.name)
        weight -= 1.5 * (1 - known) * sum(self._is_ordinary(word) for word in words) / len(words)
        weight -= 0.4 * (any(map(str.isdigit, one.line.text)) and not one.line.text.startswith(one.name))
        weight -= 0.8 * (one.line.bullet or (one.line.continues and one.line.size <= _LARGE * self.body))
        weight += 0.2 * repeated
        if one.signed:
            return weight - 0.4
        return weight + self._set_large(one.line)

    def _is_ordinary(self, word: str) -> bool:
        return fold(word) in self.ordinary and fold(word) not in name_words("particles")

    def _set_large(self, line: Line) -> float:
        large = line.size >= _LARGE * self.body > 0
        return 0.6 * large + 0.5 * (large and line.size >= 0.95 * self.top) + 0.2 * (line.bold or large)

    def _in_handles(self, name: str) -> float:
        """The share of a name's letters that an address repeats, words of one letter left out."""
        words = [word for word in re.split(r"[\s.-]+", name) if len(_letters(word)) > 1]
        total = sum(len(_letters(word)) for word in words)
        return (
            max((self._covered(words, handle) / total for handle in self.handles), default=0.0)
            if total
            else 0.0
        )

    def _covered(self, words: Sequence[str], handle: str) -> int:
        """Letters of the words in a handle; an initial ('j.doe') says a whole word beside another."""
        found = [word for word in words if _is_in(word, handle)]
        covered = sum(len(_letters(word)) for word in found)
        initials = [word for word in words if word not in found and handle.startswith(_letters(word)[:1])]
        return covered + sum(len(_letters(word)) for word in initials[:1]) if covered >= 3 else 0


def _is_anybodys(handle: str) -> bool:
    """'contact@', 'info@': an address that repeats nobody's name."""
    letters = _letters(handle)
    return any(letters in name_words(words) for words in ("next_labels", "not_names"))


def _is_in(word: str, handle: str) -> bool:
    return any(len(form) > 1 and form in handle for form in (_letters(word), _letters(_spelt_out(word))))


def _spelt_out(word: str) -> str:
    """'Jörg' as addresses write it: 'joerg'."""
    return unicodedata.normalize("NFC", word.lower()).translate(_SPELT_OUT)


@lru_cache(maxsize=4096)
def _letters(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalpha())

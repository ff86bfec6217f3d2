"""What a section heading says: looked up in the lexicon, with its case, accents and punctuation folded."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import cast

from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import SectionKind

_WORDS = 6
_LONGEST = 60
_FEW_CELLS = 2
_CELL_WORDS = 3
_RUN_TOGETHER = 10  # letters of a heading without its spaces
_BROKEN = 8  # letters of a heading whose spaces stand anywhere
_SHORTEST = 7  # letters of a word that may be misspelt
_LONG = 9  # letters from which two may be wrong
_MISSPELT_WORDS = 2
_LETTERS = str.maketrans(
    {"’": "'", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"}
)
_NOISE = re.compile(r"[^\w&/|,+'\- ]")
_SPACES = re.compile(r"\s+")
_NUMBERED = re.compile(r"^\s*(?:\(?\d{1,2}|[IVX]{1,4}|[A-H])\s?[.):]\s+(?=\D)")
_BRACKETED = re.compile(r"\s*[(\[](?!.*\d{4})[^()\[\]]*[)\]]\s*:?\s*$")
_BARS = re.compile(r"[_=~*#]{2,}|_+(?=\W|$)|(?<!\w)_+")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without accents, punctuation and doubled spaces.

    >>> fold("  Expérience  Professionnelle: ")
    'experience professionnelle'
    """
    kept = text
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        kept = "".join(char for char in plain if not unicodedata.combining(char))
    return _SPACES.sub(" ", _NOISE.sub(" ", kept.casefold())).strip(" -,|/&+'")


@cache
def _index() -> dict[str, SectionKind]:
    kinds = load_lexicon("headings")["kinds"]
    return {
        fold(phrase): cast("SectionKind", kind)
        for kind, languages in kinds.items()
        for phrases in languages.values()
        for phrase in phrases
    }


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(fold(word) or word for word in load_lexicon("headings")[name])


@cache
def _joiners() -> re.Pattern[str]:
    joiners = load_lexicon("headings")["joiners"]
    words = [re.escape(word) for word in joiners if word.isalpha()]
    marks = [re.escape(mark) for mark in joiners if not mark.isalpha()]
    return re.compile(rf"\s(?:{'|'.join(words)})\s|\s*(?:{'|'.join(marks)})\s*")


@cache
def parse_heading(text: str) -> SectionKind | None:
    """Return the kind of section that this heading opens; None if it is no known heading.

    >>> parse_heading("PROFESSIONAL EXPERIENCE"), parse_heading("Education & Certifications")
    ('experience', 'education')
    >>> parse_heading("Selected talks (recent)"), parse_heading("Director of Product")
    ('talks', None)
    >>> parse_heading("2. WORK EXPERIENCE"), parse_heading("E D U C A T I O N"), parse_heading("__SKILLS__")
    ('experience', 'education', 'skills')
    """
    found = (_parse_folded(folded) for folded in _bare_forms(text))
    return next((kind for kind in found if kind is not None), None)


@cache
def parse_heading_loosely(text: str) -> SectionKind | None:
    """Return the kind of section that this heading opens, known words misspelt included.

    >>> parse_heading_loosely("WORK EXPERIANCE"), parse_heading_loosely("Lecturer")
    ('experience', None)
    """
    found = (_parse_misspelt(folded) for folded in _bare_forms(text))
    return parse_heading(text) or next((kind for kind in found if kind is not None), None)


def is_broken_heading(text: str) -> bool:
    """Tell whether the letters are those of a heading, wherever the spaces stand between them.

    >>> is_broken_heading("OB JEC TIVE"), is_broken_heading("Jo B. Steel")
    (True, False)
    """
    letters = "".join(char for char in fold(text) if char.isalpha())
    return len(letters) >= _BROKEN and letters in _squeezed()


def _bare_forms(text: str) -> list[str]:
    """The folded heading without its number and bars, and also without what stands in brackets after it."""
    bare = _NUMBERED.sub("", _BARS.sub(" ", text))
    forms = [bare, _BRACKETED.sub("", bare)] if _BRACKETED.search(bare) else [bare]
    folded = [fold(one) for one in forms]
    return [one for one in folded if one and len(one) <= _LONGEST and not any(map(str.isdigit, one))]


def _parse_folded(folded: str) -> SectionKind | None:
    if (
        not folded
        or len(folded) > 60
        or any(char.isdigit() for char in folded)
        or folded in _words("labels")
    ):
        return None
    found = _index().get(folded)
    if found is not None:
        return found
    if len(folded.split()) <= _WORDS:
        found = _parse_parts(folded)
    return found or _parse_spaced(folded)


def _parse_parts(folded: str) -> SectionKind | None:
    """A heading of several parts, each of which must be known; the first one decides."""
    parts = [part.strip() for part in _joiners().split(folded) if part.strip()]
    kinds = [_index().get(part) or _without_modifiers(part) for part in parts]
    if kinds and all(kind is not None for kind in kinds):
        return kinds[0]
    return _without_modifiers(folded)


def _without_modifiers(part: str) -> SectionKind | None:
    words = part.split()
    modifiers = _words("modifiers")
    while len(words) > 1 and words[0] in modifiers:
        words = words[1:]
        if (found := _unless_alone(" ".join(words))) is not None:
            return found
    while len(words) > 1 and words[-1] in modifiers:
        words = words[:-1]
        if (found := _unless_alone(" ".join(words))) is not None:
            return found
    return None


def _unless_alone(phrase: str) -> SectionKind | None:
    """What the phrase opens, if it may have modifiers: 'University of Management' is no heading."""
    return None if phrase in _words("alone") else _index().get(phrase)


def is_label(text: str) -> bool:
    """Say whether these words label a part of a position or a line to sign, never a section of a CV.

    >>> is_label("Roles & Responsibilities:"), is_label("Board / University"), is_label("Roles")
    (True, True, False)
    """
    folded = fold(text)
    return folded in _words("labels") or not _words("label_words").isdisjoint(folded.split())


def is_inside_positions(text: str) -> bool:
    """Say whether a heading in these words also stands inside positions: 'Key achievements', 'Tools'."""
    return fold(text) in _words("inside_positions")


def is_document_title(text: str) -> bool:
    """Say whether a line only names the document: 'Curriculum Vitae', 'Lebenslauf', 'Resume'.

    >>> is_document_title("CURRICULUM VITAE"), is_document_title("Ana Vitae")
    (True, False)
    """
    return fold(text) in _words("document_titles")


def is_table_head(text: str) -> bool:
    r"""Say whether the line names a table's columns, side by side.

    >>> is_table_head("Qualification\tUniversity\tYear"), is_table_head("Skills\tEducation\tLanguages")
    (True, False)
    """
    cells = [cell.strip() for cell in text.split("\t")]
    short = all(0 < len(cell.split()) <= _CELL_WORDS and not any(map(str.isdigit, cell)) for cell in cells)
    return len(cells) > _FEW_CELLS and short and not all(parse_heading(cell) for cell in cells)


# --- set or spelt otherwise -------------------------------------------------------------------


@cache
def _squeezed() -> dict[str, SectionKind]:
    """The lexicon's phrases without their spaces."""
    return {phrase.replace(" ", ""): kind for phrase, kind in _index().items()}


def _parse_spaced(folded: str) -> SectionKind | None:
    """Letters set apart ('E D U C A T I O N', 'W ORK H ISTORY'), words run together ('WORKEXPERIENCE')."""
    words = folded.split()
    letters = sum(len(word) == 1 for word in words)
    if letters < 2 and not (len(words) == 1 and len(folded) >= _RUN_TOGETHER) and len(words[0]) > 1:
        return None
    parts = [part.replace(" ", "") for part in re.split(r"[&/|,+]", folded)]
    kinds = [_squeezed().get(part) for part in parts if len(part) > 3]
    return kinds[0] if kinds and all(kind is not None for kind in kinds) else None


def _parse_misspelt(folded: str) -> SectionKind | None:
    """Known words a letter or two away from their spelling; every word must be one."""
    words = folded.split()
    unknown = sum(word not in heading_words() for word in words)
    if len(words) > _WORDS or unknown > _MISSPELT_WORDS or folded in _words("labels"):
        return None
    mended = [_mend(word) for word in words]
    if mended == words or any(word is None for word in mended):
        return None
    phrase = " ".join(word for word in mended if word)
    return _index().get(phrase) or _parse_parts(phrase)


@cache
def heading_words() -> frozenset[str]:
    """All words that known headings are made of, folded."""
    words = {word for phrase in _index() for word in phrase.split()}
    return frozenset(words | _words("modifiers") | _words("joiners"))


@cache
def _by_first_letter() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in sorted(heading_words()):
        if len(word) >= _SHORTEST:
            found.setdefault(word[0], []).append(word)
    return found


def _mend(word: str) -> str | None:
    """The heading word that was meant; None if the word is another one, or far from all.

    One of a thing is not misspelt: 'Position' and 'Project' label a fact of a job, 'Positions' does not.
    """
    if word in heading_words():
        return word
    meant = load_lexicon("headings")["misspelt"].get(word)
    if meant is not None:
        return str(meant)
    if len(word) < _SHORTEST or word in _words("lookalikes"):
        return None
    reach = 1 if len(word) < _LONG else 2
    near = [
        (_distance(word, one, reach), one)
        for one in _by_first_letter().get(word[0], ())
        if one.rstrip("s") != word.rstrip("s")
    ]
    distance, best = min(near, default=(reach + 1, ""))
    return best if distance <= reach else None


def _distance(one: str, other: str, reach: int) -> int:
    """Letters to add, drop, change or swap with a neighbour; `reach + 1` when there are more."""
    if abs(len(one) - len(other)) > reach:
        return reach + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, char in enumerate(one, 1):
        above, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (char != wanted))
            if i > 1 and j > 1 and char == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) > reach:
            return reach + 1
    return row[-1]

"""Degrees in a piece of text: the kind, the level, the field, and where each stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from cpo_screen.extraction.title_words import fold as fold_word
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import DegreeKind, DegreeLevel

_WORD = re.compile(
    r"(?:of|in|and|for|at)(?=[A-Z][a-z])|[^\W_]+(?:[.'’][^\W_]+)*\.?"
)  # 'ofScience': glued in a PDF
_BETWEEN = re.compile(r"[\s.\-–'’+(]{0,4}|\s?[-–]\s?")
_AFTER_STATE = re.compile(r"\s*(?:$|\d{5}|[,;)\t|·(\[\n]|[-–—]\s)")
_DOTTED = re.compile(r"[^\W\d_]\.[^\W\d_]")
_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]{1,60})[)\]]")
_EDGE = " \t\n.,;:|·–—-/&"


class Token(NamedTuple):
    """A word of the text: folded, as written, and where."""

    word: str
    raw: str
    start: int
    end: int


class DegreeMatch(NamedTuple):
    """A degree's own words at [start, end) of the text; `weak` words count only in education."""

    kind: DegreeKind
    level: DegreeLevel
    start: int
    end: int
    words: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class ParsedDegree:
    """A degree as written, what it is and in which field; `start` and `end` are those of `degree`."""

    degree: str
    kind: DegreeKind
    level: DegreeLevel
    field: str | None
    start: int
    end: int


class _Form(NamedTuple):
    words: tuple[str, ...]
    kind: DegreeKind | None  # None: no degree, however much it looks like one
    level: DegreeLevel
    upper: bool


@cache
def word_set(name: str, lexicon: str = "degrees") -> frozenset[str]:
    """Return a list of the lexicon as a set of folded phrases."""
    return frozenset(
        " ".join(fold(word) for word in phrase.split()) for phrase in load_lexicon(lexicon)[name]
    )


def fold(word: str) -> str:
    """Fold a word for comparison: as titles do, and without apostrophes."""
    return fold_word(word).replace("'", "").replace("-", " ")


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


def find_tokens(text: str) -> list[Token]:
    """Return the words of a text with their offsets."""
    return [Token(fold(m.group()), m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]


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
            at += 1
            continue
        last = tokens[at + len(form.words) - 1]
        words = " ".join(form.words)
        weak = words in word_set("weak") and not form.upper
        if form.kind is not None and not (weak and tokens[at].raw[0].islower()):
            found.append(DegreeMatch(form.kind, form.level, tokens[at].start, last.end, words, weak))
        at += len(form.words)
    return tuple(found)


def _form_at(tokens: list[Token], at: int, text: str) -> _Form | None:
    first = tokens[at].word
    stems = (first, first.removesuffix("in")) if first.endswith("in") else (first,)
    for stem in stems:
        for form in _forms().get(stem, ()):
            if _matches(form, tokens, at, text):
                return form
    return None


def _matches(form: _Form, tokens: list[Token], at: int, text: str) -> bool:
    last = at + len(form.words) - 1
    if last >= len(tokens):
        return False
    for i in range(1, len(form.words)):
        word = tokens[at + i].word
        if word != form.words[i] and word.removesuffix("in") != form.words[i]:
            return False
        if not _BETWEEN.fullmatch(text, tokens[at + i - 1].end, tokens[at + i].start):
            return False
    return not form.upper or _is_written_as_degree(form, tokens, at, text)


def _is_written_as_degree(form: _Form, tokens: list[Token], at: int, text: str) -> bool:
    """An abbreviation in capitals or with dots that is neither Microsoft nor a state."""
    raw = "".join(token.raw for token in tokens[at : at + len(form.words)])
    letters = raw.replace(".", "")
    if not (letters.isupper() or _DOTTED.search(raw)):
        return False
    after = tokens[at + len(form.words)].word if at + len(form.words) < len(tokens) else ""
    if after in word_set("not_after") and "." not in raw:
        return False
    return not (form.words[0] in word_set("states") and "." not in raw and _is_state(tokens, at, text))


def _is_state(tokens: list[Token], at: int, text: str) -> bool:
    """'Jackson, MS' and 'Boston, MA 02110', but not 'Economics, MA' or 'Boston College, MA'."""
    before = text[: tokens[at].start].rstrip()
    if not before.endswith(",") or not _AFTER_STATE.match(text, tokens[at].end):
        return False
    piece = re.split(r"[,;\t|·(\n]", before[:-1])[-1].strip()
    words = [token.word for token in find_tokens(piece)]
    studied = set(words) & (word_set("fields") | word_set("schools", "institutions"))
    return bool(words) and not studied and not words[-1].isdigit() and piece[:1].isupper()


# --- one degree with its field ------------------------------------------------------------------


def parse_degree(text: str) -> ParsedDegree | None:
    """Return the first degree of a piece of text with its field, or None if it names none.

    >>> parse_degree("M.S., Human-Computer Interaction").field
    'Human-Computer Interaction'
    >>> parse_degree("BSc (Hons) Economics").degree, parse_degree("Diplom-Informatikerin").field
    ('BSc (Hons) Economics', 'Informatik')
    >>> parse_degree("MA (Hons), English Literature").level
    'bachelor'
    """
    matches = strongest(find_degrees(text))
    if not matches:
        return None
    match, end = absorb(text, matches)
    span, field = find_field(text, match, end)
    start = start_of_degree(text, match)
    stop = max(end, span[1])
    return ParsedDegree(text[start:stop], match.kind, level_of(text, match, end), field, start, stop)


def strongest(matches: tuple[DegreeMatch, ...]) -> tuple[DegreeMatch, ...]:
    """Leave out general words ('degree', 'graduation') beside a degree that says more."""
    strong = tuple(match for match in matches if not match.weak)
    return strong or matches[:1]


def absorb(text: str, matches: tuple[DegreeMatch, ...]) -> tuple[DegreeMatch, int]:
    """Return the first match and where it ends with its modes and its own abbreviation.

    'BSc (Hons)', 'Master of Science (MS)', 'Master of Business Administration - MBA'.
    """
    match = matches[0]
    end = match.end
    for other in matches[1:]:
        bridge = text[end : other.start]
        if other.kind != match.kind and not bridge.rstrip().endswith(("(", "[")):
            break
        if not re.fullmatch(r"\s*(?:degree)?\s*[-–—/(\[:]?\s*", bridge):
            break
        end = other.end
        closing = re.match(r"\s*[)\]]", text[end:])
        end += closing.end() if closing and "(" in bridge + "[" else 0
    return match, _absorb_modes(text, end)


def _absorb_modes(text: str, end: int) -> int:
    """Extend over '(Hons)', 'Hons', '(Univ.)', '(part-time)' and a closing bracket left open."""
    opened = text[:end].count("(") > text[:end].count(")")
    if opened and text[end : end + 1] == ")":
        end += 1
    while True:
        bracket = _BRACKETED.match(text, end)
        if bracket and _is_mode(bracket.group(1)):
            end = bracket.end()
            continue
        word = re.compile(r"\s+(Hons|Honours|Honors)\b\.?", re.IGNORECASE).match(text, end)
        if not word:
            return end
        end = word.end()


def _is_mode(inside: str) -> bool:
    words = " ".join(token.word for token in find_tokens(inside))
    if words in word_set("modes"):
        return True
    found = find_degrees(inside)
    return bool(found) and found[0].end - found[0].start >= len(inside.strip()) - 1


def level_of(text: str, match: DegreeMatch, end: int) -> DegreeLevel:
    """Return the level; a Scottish MA (Hons) is a first degree."""
    honours = "hon" in text[match.start : end].casefold()
    return "bachelor" if match.kind == "MA" and honours else match.level


def start_of_degree(text: str, match: DegreeMatch) -> int:
    """Return where the degree begins with what belongs to it before ('Executive', 'Fernstudium')."""
    start = match.start
    for token in reversed(find_tokens(text[: match.start])):
        if token.word not in word_set("prefixes") or text[token.end : start].strip(" -"):
            break
        start = token.start
    return start


def find_field(text: str, match: DegreeMatch, end: int) -> tuple[tuple[int, int], str | None]:
    """Return the field's offsets and words: behind the degree, within its own words, or by the person."""
    start = _after_links(text, end)
    stop = len(text.rstrip(_EDGE + "(["))
    rest = text[start:stop]
    if rest.endswith(")") and rest.count("(") < rest.count(")"):
        stop -= 1
        rest = rest[:-1]
    rest = re.sub(r"\s+(?:degree|hons|honours)$", "", rest, flags=re.IGNORECASE)
    if any(char.isalpha() for char in rest) and not _is_mode(rest):
        closed = start + len(rest) + (text[start + len(rest) : start + len(rest) + 1] == ")")
        return (start, closed), _subject(rest, match)
    return (end, end), _own_field(text, match)


def _subject(rest: str, match: DegreeMatch) -> str | None:
    """The field without '(IHK)' behind it and, of an apprenticeship, without the trade's person."""
    bracket = re.search(r"\s*\(([^()]*)\)$", rest)
    if bracket and _is_mode(bracket.group(1)):
        rest = rest[: bracket.start()]
    if match.words in word_set("apprenticeships"):
        trade = rest.partition(" ")[2].strip(" /,")
        return trade[_after_links(trade, 0) :] or None
    return rest.strip() or None


def _after_links(text: str, end: int) -> int:
    """Skip brackets, commas, colons and 'in', 'of', 'with a major in' behind the degree."""
    while end < len(text):
        skipped = len(text) - len(text[end:].lstrip(_EDGE + "([")) if text[end:].strip() else len(text)
        tokens = find_tokens(text[skipped : skipped + 60])
        for count in range(min(5, len(tokens) - 1), 0, -1):
            if " ".join(token.word for token in tokens[:count]) in word_set("field_links"):
                skipped += tokens[count - 1].end
                break
        else:
            return skipped
        end = skipped
    return end


def _own_field(text: str, match: DegreeMatch) -> str | None:
    """The field inside the degree's own words: 'Bachelor of Computing', 'Diplom-Informatikerin'."""
    own = text[match.start : match.end]
    for token in find_tokens(own)[-1:]:
        persons: dict[str, str] = load_lexicon("degrees")["persons"]
        for stem in (token.word, token.word.removesuffix("in"), token.word.replace("diplom", "")):
            if stem in persons:
                return persons[stem]
    found = re.search(r"\b(?:of|in)\s+(.{3,})$", own, re.IGNORECASE)
    if not found:
        return None
    words = " ".join(token.word for token in find_tokens(found.group(1)))
    if words in word_set("bare_fields") and match.kind != "BBA":
        return None
    return found.group(1)

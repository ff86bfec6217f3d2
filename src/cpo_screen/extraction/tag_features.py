"""What the tagger sees of a word: its letters, its line's role and look, the lexicons, the lines around.

A document is one sequence. Short lines give their words; a long line, which is prose, gives one mark.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from cpo_screen.extraction.line_sketches import WORD, Segment, Sketch, Word
from cpo_screen.extraction.title_words import find_terms
from cpo_screen.headings import fold
from cpo_screen.lexicons import load_lexicon


def word_features(
    sketches: Sequence[Sketch], features: Sequence[list[str]], roles: Sequence[str]
) -> tuple[list[Word], list[list[str]]]:
    """All words with their features, given each line's features and role."""
    told = [[*own, *more] for own, more in zip(features, _role_features(sketches, roles), strict=True)]
    words = [word for sketch in sketches for word in sketch.words]
    found = [one for sketch, own in zip(sketches, told, strict=True) for one in _word_features(sketch, own)]
    _add_context(words, found)
    return words, found


def _role_features(sketches: Sequence[Sketch], roles: Sequence[str]) -> Iterator[list[str]]:
    """A line's role, its neighbours' roles, and those that lines of its look have in this document."""
    groups: dict[tuple[object, ...], Counter[str]] = defaultdict(Counter)
    for sketch, role in zip(sketches, roles, strict=True):
        groups[sketch.style][role] += 1
    padded = ["-", "-", *roles, "-", "-"]
    for at, sketch in enumerate(sketches):
        around = padded[at : at + 5]
        usual = groups[sketch.style].most_common(2)
        total = groups[sketch.style].total()
        share = round(4 * usual[0][1] / total)
        yield [
            f"r={around[2]}", f"r-={around[1]}", f"r+={around[3]}", f"r-r={around[1]}{around[2]}",
            f"rr+={around[2]}{around[3]}", f"r--={around[0]}{around[1]}", f"r++={around[3]}{around[4]}",
            f"rs={usual[0][0]}{share}/{min(total // 3, 3)}", f"rs2={usual[-1][0]}",
        ]  # fmt: skip


def _word_features(sketch: Sketch, told: list[str]) -> Iterator[list[str]]:
    if sketch.prose:
        yield ["prose", *told]
        return
    kinds = _kinds(sketch.line.text)
    for number, word in enumerate(sketch.words):
        segment = next((one for one in sketch.segments if one.start <= word.start < one.end), None)
        yield [*_own(word, kinds), *_segment_features(sketch, segment, word), *told, f"at={min(number, 3)}"]


def _own(word: Word, kinds: dict[int, str]) -> list[str]:
    text = word.text
    low = text.lower()
    kind = kinds.get(word.start, "-")
    return [
        f"w={low}",
        f"sh={_shape(text)}",
        f"p={low[:3]}",
        f"s={low[-3:]}",
        f"s2={low[-2:]}",
        f"k={kind}",
    ]


@lru_cache(maxsize=16384)
def _shape(text: str) -> str:
    if text.isupper():
        return "X" if len(text) == 1 else "XX"
    if text[:1].isupper():
        return "Xx" if text[1:].islower() else "XxX"
    if text.isdigit():
        return f"d{min(len(text), 4)}"
    return "x" if text.isalpha() else text[:1]


def _segment_features(sketch: Sketch, segment: Segment | None, word: Word) -> list[str]:
    if segment is None:
        return ["seg=none"]
    number = sketch.segments.index(segment)
    likeness = f"{segment.title}{segment.company}{segment.place:d}"
    before = sketch.segments[number - 1] if number else None
    after = sketch.segments[number + 1] if number + 1 < len(sketch.segments) else None
    found = [
        f"sl={likeness}", f"st={segment.title}", f"sc={segment.company}", f"sp={segment.place:d}",
        f"sn={min(number, 4)}", f"sb={segment.before}", f"sa={segment.after}", f"sn+sl={number}{likeness}",
        f"sb+sl={segment.before}{likeness}",
        f"first={word.start <= segment.start + 1:d}",
        f"use+sn={sketch.usual}/{min(number, 3)}",
    ]  # fmt: skip
    if before is not None:
        found += [
            f"pl={before.title}{before.company}{before.place:d}",
            f"pl+sl={before.title}{before.company}{likeness}",
        ]
    if after is not None:
        found += [
            f"nl={after.title}{after.company}{after.place:d}",
            f"nl+sl={after.title}{after.company}{likeness}",
        ]
    return found


def _add_context(words: Sequence[Word], features: Sequence[list[str]]) -> None:
    """The words and lexicon kinds next to each word, within its line."""
    own = [(one[0], one[5] if len(one) > 5 and one[0] != "prose" else "k=-") for one in features]
    for at, word in enumerate(words):
        for offset in (-2, -1, 1, 2):
            other = at + offset
            if 0 <= other < len(words) and words[other].line == word.line:
                features[at] += [f"{offset}{own[other][0]}", f"{offset}{own[other][1]}"]


# --- lexicons -----------------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def _kinds(text: str) -> dict[int, str]:
    """What the lexicons say of the words at each offset: title words, legal forms, trades, schools."""
    kinds: dict[int, str] = {}
    for term in find_terms(text):
        if term.kind not in ("unknown", "and", "comma", "break"):
            for match in WORD.finditer(text[term.start : term.end]):
                kinds[term.start + match.start()] = term.kind
    legal, company, school, degree = _marks()
    for match in WORD.finditer(text):
        folded = fold(match.group()).replace(" ", "")
        if folded in legal:
            kinds[match.start()] = "legal"
        elif folded in degree:
            kinds[match.start()] = "degree"
        elif folded in school:
            kinds[match.start()] = "school"
        elif folded in company and kinds.get(match.start()) in (None, "company"):
            kinds[match.start()] = "firm"
    return kinds


@cache
def _marks() -> tuple[frozenset[str], ...]:
    companies = load_lexicon("companies")
    forms = [form for one in load_lexicon("degrees")["degrees"] for form in one["forms"]]
    return (
        frozenset(fold(word).replace(" ", "") for word in companies["legal_forms"]),
        frozenset(map(fold, companies["words"])),
        frozenset(map(fold, load_lexicon("institutions")["schools"])),
        frozenset(fold(form).replace(" ", "") for form in forms),
    )

"""Keywords said again and again or hidden in a file's properties, and passages that stand several times."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from cpo_screen.extraction.evidence import evidence_of
from cpo_screen.headings import fold
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Document, Doubt, Evidence, Paragraph

_QUOTED = 80  # characters of a quote in a message
_REPEATS = 3
_LONGEST_PHRASE = 6  # words
_STUFFED_WORDS, _STUFFED_SHARE, _STUFFED_TIMES = 18, 0.15, 5
_PASSAGE = 9  # words of a passage that nobody writes twice by chance
_COPIES = 3  # copies of passages, or of one passage with its first
_MOST_NAMES = 0.5  # share of words with a capital
_MOST_KEYWORDS = 10
_MOST_EVIDENCE = 10
_WORD = re.compile(r"[^\W\d_]+(?:[-'’&][^\W\d_]+)*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LISTED = re.compile(r"[,;|·•]")
_REPEATED = re.compile(
    rf"(?<!\w)(\w[\w&+/.-]{{0,30}}(?: \w[\w&+/.-]{{0,30}}){{0,{_LONGEST_PHRASE - 1}}}?)"
    rf"(?:[ ,;|·•]{{1,3}}\1){{{_REPEATS - 1},}}(?!\w)"
)


class _Passage(NamedTuple):
    """A paragraph and its text, folded."""

    paragraph: Paragraph
    folded: str


def find_repeats(document: Document, folded: str, paragraphs: Sequence[Paragraph]) -> Iterator[Doubt]:
    """Report stuffed paragraphs, keywords in the properties, and passages said several times.

    `folded` is the document's text folded, each character at its place.
    """
    passages = [
        _Passage(one, folded[one.span.start : one.span.end].replace("\n", " ")) for one in paragraphs
    ]
    yield from _stuffing(document, [one for one in passages if one.paragraph.lines[0].page])
    yield from _hidden_keywords(document, [one for one in passages if not one.paragraph.lines[0].page])
    yield from _copies(document, passages)


def shorten(text: str) -> str:
    """The beginning of a text, for a message."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _QUOTED else plain[: _QUOTED - 1].rstrip() + "…"


# --- keywords -----------------------------------------------------------------------------------


def _stuffing(document: Document, passages: Sequence[_Passage]) -> Iterator[Doubt]:
    """Report the paragraphs that say a phrase several times in a row, or one word in every breath."""
    told = [(reason, one.paragraph) for one in passages if (reason := _stuffed(one.folded)) is not None]
    if told:
        found = [evidence_of(document, one.span, "rule:integrity.stuffing") for _, one in told]
        message = f"Keywords repeated on page {found[0].page}, line {found[0].line}: {told[0][0]}."
        yield Doubt("keyword_stuffing", "serious", message, tuple(found[:_MOST_EVIDENCE]))


def _stuffed(text: str) -> str | None:
    words = _WORD.findall(text)
    searched = Counter(
        one for word in words for part in word.split("-") if (one := part.rstrip("s")) in searched_words()
    )
    if not searched or max(searched.values()) < _REPEATS:
        return None
    phrase = _repeated_phrase(text[:5000])
    if phrase is not None:
        return f"“{phrase[0]}” {phrase[1]} times in a row"
    word, times = searched.most_common(1)[0]
    is_much = len(words) >= _STUFFED_WORDS and times >= max(_STUFFED_TIMES, _STUFFED_SHARE * len(words))
    return f"“{word}” {times} times in one paragraph" if is_much else None


def _repeated_phrase(text: str) -> tuple[str, int] | None:
    """Return searched words said several times in a row, how often; one alone must stand four times."""
    for match in _REPEATED.finditer(text):
        phrase = match.group(1)
        times = match.group().count(phrase)
        words = [word.rstrip("s") for word in _WORD.findall(phrase)]
        if any(word in searched_words() for word in words) and (len(words) > 1 or times > _REPEATS):
            return shorten(phrase), times
    return None


@cache
def searched_words() -> frozenset[str]:
    """Words that searches look for, folded, without an s at their end."""
    return frozenset(fold(word).rstrip("s") for word in load_lexicon("integrity")["searched"])


def _hidden_keywords(document: Document, passages: Sequence[_Passage]) -> Iterator[Doubt]:
    """Report properties of the file that list keywords which only a machine reads."""
    stuffed = [
        one for one in passages if len(_LISTED.split(one.folded)) >= _MOST_KEYWORDS or _stuffed(one.folded)
    ]
    if stuffed:
        count = sum(len(_LISTED.split(one.folded)) for one in stuffed)
        found = tuple(
            evidence_of(document, one.paragraph.span, "rule:integrity.properties") for one in stuffed
        )
        quote = shorten(found[0].quote)
        message = f"The file's own description lists {count} keywords that nobody sees: “{quote}”"
        yield Doubt("hidden_keywords", "notice", message, found)


# --- passages -----------------------------------------------------------------------------------


def _copies(document: Document, passages: Sequence[_Passage]) -> Iterator[Doubt]:
    """Report passages that stand several times; the evidence is each copy after the first.

    What names things instead of telling (a year, mostly capitals) is no passage: clients, addresses.
    """
    first: dict[str, _Passage] = {}
    copies: list[Evidence] = []
    for passage in passages:
        line = passage.paragraph.lines[0]
        if line.hidden or line.role == "other" or first.setdefault(passage.folded, passage) is passage:
            continue
        words = _WORD.findall(passage.paragraph.text)
        names = sum(word[0].isupper() for word in words)
        if len(words) >= _PASSAGE and names < _MOST_NAMES * len(words) and not _YEAR.search(passage.folded):
            copies.append(evidence_of(document, passage.paragraph.span, "rule:integrity.copy"))
    if len(copies) >= _COPIES:
        quote = shorten(copies[0].quote)
        message = f"{len(copies)} passages stand there again, word for word, such as “{quote}”"
        yield Doubt("repeated_text", "notice", message, tuple(copies))

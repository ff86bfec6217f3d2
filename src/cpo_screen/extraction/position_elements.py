"""What lines say of positions: titles, companies and places by tags, periods by rules, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from cpo_screen.extraction.companies import company_likeness
from cpo_screen.extraction.dates import PeriodMatch, is_duration
from cpo_screen.extraction.line_sketches import PlacedLine, placeholder
from cpo_screen.extraction.places import is_place
from cpo_screen.extraction.position_forms import says_other
from cpo_screen.extraction.position_periods import (
    EDGES,
    LISTS,
    ends_bullet,
    find_line_periods,
    is_alone,
    is_short,
)
from cpo_screen.extraction.tag_completion import complete_tags
from cpo_screen.extraction.tagger import Tag
from cpo_screen.extraction.title_likeness import title_likeness
from cpo_screen.headings import fold
from cpo_screen.lexicons import load_lexicon

NUMBERED = re.compile(r"^\(?\d{1,2}[.)]\s+")
_REST_OF_WORD = re.compile(r"(?<=\w)-\w[\w-]*")  # 'Co' of 'Co-op'
REMARK = re.compile(r"\s*\(([^()]{2,40})\)")
_ONE_LINE = ("boards", "volunteering")  # sections with a position a line
_LIKELY = 0.3  # likeness of a company there
_CERTAIN = 0.95  # probability of a company that need not look like one
_UNSURE, _TITLE = 0.9, 0.7  # a company less probable than this that looks so much like a title is one
_NO_TITLE = 0.3  # likeness below which the second title of a line is its company
_NEXT_WORDS = re.compile(r"\.?,?\s[\w.]+(?:\s[\w.]+)?")
_CAPITALS = 6  # letters of a title that is set in capitals
_PHRASE, _SENTENCE = 3, 7  # words before a company that make it a part of a phrase, of a sentence

Kind = Literal["title", "company", "place", "dates", "prose"]
_KINDS: dict[str, Kind] = {"TITLE": "title", "COMPANY": "company", "PLACE": "place"}
_EMPLOYING = ("experience", "boards", "volunteering")  # sections in which a school is an employer


@dataclass(frozen=True, slots=True)
class Element:
    """One thing said in a head; `joint` stands before it on its line; `is_open` if a comma stands behind.

    `prose` is a line that says nothing of a head.
    """

    kind: Kind
    line: int
    text: str = ""
    match: PeriodMatch | None = None
    probability: float = 1.0
    joint: str = ""
    is_open: bool = False


def find_elements(placed: Sequence[PlacedLine], tags: Sequence[Tag], month_first: bool) -> list[Element]:
    """What the lines say, in order; a date counts beside a title or company, or alone on its line."""
    by_line: dict[int, list[Tag]] = {}
    inside: set[int] = set()
    for tag in tags:
        if tag.label == "SCHOOL" and placed[tag.line].kind in _EMPLOYING:
            tag = replace(tag, label="COMPANY")
        if tag.label in _KINDS:
            by_line.setdefault(tag.line, []).append(tag)
            inside.update(range(tag.line + 1, tag.end_line + 1))
    periods = find_line_periods(placed, month_first)
    elements: list[Element] = []
    for number, one in enumerate(placed):
        if says_other(one.line.text):
            continue
        if ends_bullet(placed, number, periods.get(number)):
            elements.append(Element("prose", number))
            continue
        found = sorted(_line_elements(placed, number, by_line, periods), key=lambda each: each[0])
        if found:
            elements += [element for _, element in found]
        elif number not in inside and not one.is_heading:
            elements.append(Element("prose", number))
    return elements


def _line_elements(
    placed: Sequence[PlacedLine],
    number: int,
    by_line: Mapping[int, list[Tag]],
    periods: Mapping[int, PeriodMatch],
) -> Iterator[tuple[int, Element]]:
    """The elements of one line with where they begin."""
    line = placed[number].line
    match = periods.get(number)
    own = by_line.get(number, [])
    if placed[number].kind not in LISTS:
        own = complete_tags(line.text, own, match, number)
    told = _told_by_words(line.text, number, match) if placed[number].kind in _ONE_LINE else []
    if told and all(tag.label == "TITLE" for tag in own):
        yield from told
        return
    if not line.bullet and match is None and (number - 1 in periods or number + 1 in periods):
        parted = list(_parted_by_case(line.text, number) if own else _parted_by_word(line.text, number))
        if parted or not own:
            yield from parted
            return
    before = 0
    for tag in own:
        text, joint = _text(placed, tag), line.text[before : tag.start]
        at_sign = "@" in line.text[max(tag.start - 2, 0) : tag.start + 1]
        apart = before > 0 and (at_sign or joint.strip().isalpha() or "\t" in joint)
        kind = _kind_of(tag, text, apart)
        if before and kind == "title" and fold(text) in load_lexicon("companies")["generic"]:
            kind = "company"  # 'Product Coach, Self-employed'
        lonely = kind == "company" and not before and match is None
        if kind is None or (lonely and (_is_inside_phrase(joint) or _ends_prose(placed, number))):
            continue
        head = _title_before(joint) if kind == "company" and not before else ""
        if head:
            yield 0, Element("title", number, head, probability=tag.probability)
        is_open = line.text[tag.end :].lstrip().startswith(",") and tag.end_line == number
        yield tag.start, Element(kind, number, text, None, tag.probability, joint, is_open)
        before = tag.end if tag.end_line == number else len(line.text)
    behind = _at().match(line.text, before) if own and own[-1].label == "TITLE" else None
    if behind is not None:
        yield before, Element("company", number, behind.group(1).strip(EDGES), joint=" @ ")
    if match is None:
        return
    near = bool(by_line.get(number - 1) or by_line.get(number + 1)) and not line.bullet
    if own or is_alone(line.text, match) or (near and is_short(line.text, match)):
        yield match.start, Element("dates", number, match=match)


def _told_by_words(text: str, number: int, match: PeriodMatch | None) -> list[tuple[int, Element]]:
    """'Director, Open Ledger Foundation, since 2021' among boards, where no tag tells its company."""
    if match is None:
        return []
    said = (text[: match.start] or text[match.end :]).strip(EDGES + "()")
    parts = _one_joint().split(said, maxsplit=1)
    if len(parts) < 2 or title_likeness(parts[0]) < _TITLE or company_likeness(parts[1]) < _LIKELY:
        return []
    company = Element("company", number, parts[1], joint=", ")
    return [
        (0, Element("title", number, parts[0])),
        (1, company),
        (match.start, Element("dates", number, match=match)),
    ]


def _parted_by_case(text: str, number: int) -> Iterator[tuple[int, Element]]:
    """'SUPERVISING PHARMACIST Lee Valley Pharmacy Group': Europass sets a title in capitals."""
    words = text.split()
    end = next((at for at, word in enumerate(words) if any(map(str.islower, word))), len(words))
    title, company = " ".join(words[:end]), " ".join(words[end:])
    capitals = sum(map(str.isupper, title))
    if capitals < _CAPITALS or not company[:1].isupper() or company_likeness(company) < _LIKELY:
        return
    if title_likeness(title) >= _TITLE and title[-1].isalpha():
        yield 0, Element("title", number, title)
        yield len(title), Element("company", number, company, joint=" ")


def _parted_by_word(text: str, number: int) -> Iterator[tuple[int, Element]]:
    """'Magazziniere presso Frantoio Sillaro' beside dates, where nothing was tagged."""
    words = text.split()
    for at in range(1, len(words) - 1):
        title, company = " ".join(words[:at]), " ".join(words[at + 1 :])
        if words[at] not in load_lexicon("positions")["before_company"] or not company[:1].isupper():
            continue
        if title_likeness(title) >= _TITLE and len(words) - at <= _SENTENCE and not text.endswith(";"):
            yield 0, Element("title", number, title)
            yield 1, Element("company", number, company, joint=f" {words[at]} ")
            return


def _kind_of(tag: Tag, text: str, apart: bool) -> Kind | None:
    """What a tag is by its words, and if it stands `apart` from another before it; None if nothing."""
    kind = _KINDS[tag.label]
    if kind == "title" and (is_duration(text) or _is_bracket(text)):
        return None
    is_sentence = tag.probability < _CERTAIN and len(text.split()) > _PHRASE and text.endswith(".")
    if kind == "company" and (
        fold(text) in _no_companies() or (is_sentence and not company_likeness(text))
    ):
        return None
    if kind == "title" and apart and title_likeness(text) < _NO_TITLE:
        return "company"  # 'VP Product at Parcelight'
    if (
        kind == "company"
        and tag.probability < _UNSURE
        and title_likeness(text) >= _TITLE > company_likeness(text)
    ):
        return "title"
    return kind


def _is_inside_phrase(before: str) -> bool:
    """Whether a name is but the end of a sentence: 'Chambers of the Hon. Lucille Brandvold'."""
    words = before.split()
    if len(words) < _PHRASE or not before[-1:].isspace() or before.rstrip()[-1:] in ",|–-:·@(•":
        return False
    return "\t" not in before and (len(words) >= _SENTENCE or not _at().match(f" {words[-1]} X"))


def _ends_prose(placed: Sequence[PlacedLine], number: int) -> bool:
    """Whether the line holds a sentence's last words: '… 1,450 employees; owned by' / 'Tidemark Equity.'"""
    line = placed[number].line
    return (
        line.continues and line.text.endswith(".") and len(placed[number - 1].line.text.split()) > _SENTENCE
    )


def _title_before(joint: str) -> str:
    """'Trustee, ' or 'Magazziniere presso ' before a company: a title that was not tagged."""
    text = joint.rpartition("\t")[2].strip(EDGES)
    if joint.rstrip().endswith((",", "–", "-", "|", "@")):
        return text if title_likeness(text) >= _TITLE else ""
    title, _, last = text.rpartition(" ")
    if last not in load_lexicon("positions")["before_company"] or not title[:1].isupper():
        return ""
    likely = title_likeness(title) >= _NO_TITLE or len(title.split()) == 1
    return title if likely and len(title.split()) <= _SENTENCE else ""


def _end_of(line: str, tag: Tag) -> int:
    """Where a name ends: behind its last word, or the bracket that follows it, unless that names a time,
    a number or a place: 'Director (interim)', 'Keyfern (acquired by Palisade)'."""
    rest = _REST_OF_WORD.match(line, tag.end)
    end = rest.end() if rest is not None else tag.end
    if tag.label == "COMPANY":
        end = _end_of_legal_form(line, end)
    remark = REMARK.match(line, end) if tag.label in ("TITLE", "COMPANY") else None
    if remark is None or is_place(remark.group(1)) or any(map(str.isdigit, remark.group(1))):
        return end
    owned = fold(remark.group(1)).partition(" ")[0] in load_lexicon("companies")["ownership_words"]
    return remark.end() if tag.label == "TITLE" or owned else end


def _end_of_legal_form(line: str, end: int) -> int:
    """'Váhy Rozsíval spol.' goes on with 's r.o.'."""
    for behind in _NEXT_WORDS.finditer(line, end):
        if behind.start() == end and fold(behind.group()) in load_lexicon("companies")["legal_forms"]:
            return behind.end()
    return end


def _text(placed: Sequence[PlacedLine], tag: Tag) -> str:
    anonymous = placeholder().search(placed[tag.line].line.text[tag.start :])
    beyond = tag.line == tag.end_line and anonymous is not None and tag.start + anonymous.start() >= tag.end
    if tag.label == "COMPANY" and anonymous is not None and not beyond:
        return anonymous.group()
    if tag.line == tag.end_line:
        line = placed[tag.line].line.text
        text = line[tag.start : _end_of(line, tag)].strip(EDGES)
        return NUMBERED.sub("", text) if tag.label == "TITLE" else _without_remark(text)
    middle = [placed[number].line.text for number in range(tag.line + 1, tag.end_line)]
    parts = [placed[tag.line].line.text[tag.start :], *middle, placed[tag.end_line].line.text[: tag.end]]
    return " ".join(parts).replace("\t", " ").strip(EDGES)


def _without_remark(company: str) -> str:
    """'Inc. (IT services': half a bracket is no part of a name."""
    at = company.rfind("(")
    return company[:at].strip(EDGES) if at > 0 and ")" not in company[at:] else company


@cache
def _one_joint() -> re.Pattern[str]:
    words = "|".join(load_lexicon("positions")["at_words"])
    return re.compile(rf", | [–—|-] | (?:{words}) ")


@cache
def _at() -> re.Pattern[str]:
    """'… at Lokata24' behind a title, up to the next column."""
    words = "|".join(load_lexicon("positions")["at_words"])
    return re.compile(rf"\s*(?:@|,?\s(?:{words})\s)\s*([^\W_a-z][^\t|·(]*)")


@cache
def _no_companies() -> frozenset[str]:
    """'Remote', 'part-time': ways to work; 'Employer': a form's label."""
    lexicon = load_lexicon("companies")
    labels = {fold(one) for words in lexicon["labels"].values() for one in words}
    ways = frozenset(map(fold, lexicon["employment_types"]))
    return (frozenset(labels) | ways) - frozenset(map(fold, lexicon["generic"]))


def _is_bracket(text: str) -> bool:
    """'(maternity cover)': a remark."""
    return text.startswith("(") and text.find(")") in (-1, len(text) - 1)

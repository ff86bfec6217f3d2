"""Lines for the section-heading model: the invented careers as pages, and what their headings open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import cast

import yaml

from cpo_screen.documents.options import ReadOptions
from cpo_screen.documents.read import read_document
from cpo_screen.heading_features import heading_text
from cpo_screen.headings import fold, parse_heading
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Line, SectionKind
from cpo_screen.training.careers import Career
from cpo_screen.training.labelling import label_lines
from cpo_screen.training.rendering.compose import LAYOUTS, compose
from cpo_screen.training.rendering.docx_page import render_docx
from cpo_screen.training.rendering.page import Block, Fragment, Page, Rail, Row
from cpo_screen.training.rendering.text_page import render_text
from cpo_screen.training.rendering.typst_page import render_pdf
from cpo_screen.training.rendering.words import load_words

KINDS = Path(__file__).parent / "heading_kinds.yaml"
_PARTS: dict[str, SectionKind] = {
    "title": "experience", "company": "experience", "highlight": "experience", "degree": "education",
    "institution": "education", "course": "programmes",
}  # fmt: skip
_NAMES = frozenset({"title", "company", "degree", "institution", "name", "headline"})
_PRODUCERS = {"pdf": render_pdf, "docx": render_docx, "txt": render_text}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as the program reads it: what each heading opens, the lines whose part is known for certain,
    and those that name a job, company, degree, school or person."""

    career: str
    lines: tuple[Line, ...]
    headings: dict[int, SectionKind]
    parts: dict[int, SectionKind]
    names: frozenset[int]


@cache
def _labels() -> dict[str, dict[str, object]]:
    return cast("dict[str, dict[str, object]]", yaml.safe_load(KINDS.read_text(encoding="utf-8")))


@cache
def _listed(part: str) -> dict[str, SectionKind]:
    labels = _labels()
    kinds = labels["blocks"] if part == "blocks" else labels["else"].get(part, {})
    named = cast("dict[SectionKind, list[str]]", kinds)
    return {fold(text): kind for kind, texts in named.items() for text in texts}


def kind_of_part(part: str, heading: str) -> SectionKind:
    """What a career's part under this heading holds."""
    return _listed(part).get(fold(heading)) or cast("SectionKind", _labels()["parts"][part])


def kind_of_block(heading: str) -> SectionKind:
    """What a career's block under this heading holds: as labelled, else as its words say."""
    return _listed("blocks").get(fold(heading)) or parse_heading(heading) or "other"


def own_headings(career: Career) -> dict[str, SectionKind]:
    """A career's own headings, folded, and what they open."""
    parts = career.headings.model_dump()
    found = {fold(text): kind_of_part(part, text) for part, text in parts.items() if text}
    return found | {fold(one.heading): kind_of_block(one.heading) for one in career.blocks}


@cache
def lexicon_headings() -> tuple[tuple[str, SectionKind], ...]:
    """The phrases of the lexicon of headings, folded."""
    kinds = load_lexicon("headings")["kinds"]
    return tuple(
        (fold(one), kind)
        for kind, languages in kinds.items()
        for texts in languages.values()
        for one in texts
    )


# --- pages ------------------------------------------------------------------------------------


def draw_sheets(careers: Sequence[Career], seed: int, times: int) -> Iterator[Sheet]:
    """Render every career `times` times, each time otherwise, and read it as the program does."""
    with TemporaryDirectory() as folder:
        for career in careers:
            for number in range(times):
                random = Random(f"{career.id}/{seed}/{number}/headings")
                yield _draw(career, random, Path(folder))


def _draw(career: Career, random: Random, folder: Path) -> Sheet:
    layout = random.choice(LAYOUTS)
    page = _vary(compose(career, random.randrange(10**6), layout), random)
    suffix = random.choice(("pdf", "pdf", "pdf", "docx", "docx", "txt"))
    file = folder / f"page.{suffix}"
    file.write_bytes(_PRODUCERS[suffix](page))
    document = read_document(file, file.name, ReadOptions())
    lines = tuple(line for line in document.visible if line.role != "other")
    return _label(career, page, _state_levels(lines, page, random), lines)


def _label(career: Career, page: Page, read: tuple[Line, ...], plain: Sequence[Line]) -> Sheet:
    own = own_headings(career) | _contact_headings()
    headings: dict[int, SectionKind] = {}
    parts: dict[int, SectionKind] = {}
    names = set()
    for index, spans in enumerate(label_lines(plain, page.fragments())):
        roles = {one.role for one in spans}
        if "heading" in roles:
            kind = own.get(fold(heading_text(plain[index])))
            if kind is not None:
                headings[index] = kind
            continue
        for role in sorted(roles & _PARTS.keys()):
            parts[index] = _PARTS[role]
        if roles & _NAMES:
            names.add(index)
    return Sheet(career.id, read, headings, parts, frozenset(names))


@cache
def _contact_headings() -> dict[str, SectionKind]:
    return {text: kind for text, kind in lexicon_headings() if kind == "contact"} | _default_headings()


@cache
def _default_headings() -> dict[str, SectionKind]:
    """The headings that a page gets where a career has none of its own."""
    words = load_words()["headings"]
    return {
        fold(text): kind_of_part(part, text)
        for part in _labels()["parts"]
        for texts in words[part].values()
        for text in texts
    }


def _state_levels(lines: tuple[Line, ...], page: Page, random: Random) -> tuple[Line, ...]:
    """Now and then the format itself states headings, of sections only or of positions too."""
    if random.random() > 0.4:
        return lines
    own = {fold(one.text) for one in page.fragments() if one.role == "heading"}
    below = (
        {fold(one.text) for one in page.fragments() if one.role == "title"}
        if random.random() < 0.5
        else set()
    )
    level = random.choice((1, 2, 2, 3))
    under = level if random.random() < 0.2 else level + 1
    names = {fold(one.text) for one in page.fragments() if one.role == "name"} if level > 1 else set()
    found = []
    for line in lines:
        text = fold(heading_text(line))
        stated = level if text in own else under if text in below else int(text in names)
        found.append(replace(line, heading=stated or line.heading))
    return tuple(found)


# --- other types of headings than the pages come with -------------------------------------------


def _vary(page: Page, random: Random) -> Page:
    """Set the headings otherwise: size, weight, capitals and space, the same for all of a page."""
    scale = random.choice((1.0, 1.0, 1.0, 1.1, 1.2, 1.35, 1.6))
    bold = random.random() < 0.65
    form = random.choice((str, str, str, str.upper, str.upper, str.lower, _colon))
    space = random.choice((0.3, 0.6, 1.0, 1.0, 1.6))

    def change(row: Row) -> Row:
        if not any(one.role == "heading" for one in row.left):
            return row
        left = tuple(_reset(one, form(one.text), bold, scale) for one in row.left)
        return replace(row, left=left, space=space)

    return replace(
        page,
        main=tuple(_each_row(one, change) for one in page.main),
        side=tuple(_each_row(one, change) for one in page.side),
        top=tuple(_each_row(one, change) for one in page.top),
    )


def _colon(text: str) -> str:
    return f"{text}:"


def _reset(one: Fragment, text: str, bold: bool, scale: float) -> Fragment:
    return replace(one, text=text, bold=bold, scale=scale) if one.role == "heading" else one


def _each_row(block: Block, change: Callable[[Row], Row]) -> Block:
    if isinstance(block, Row):
        return change(block)
    if isinstance(block, Rail):
        return replace(block, narrow=tuple(map(change, block.narrow)), wide=tuple(map(change, block.wide)))
    return block

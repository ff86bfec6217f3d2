"""Lines for the section-heading model: the invented careers as pages, and what their headings open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
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
from cpo_screen.training.heading_odd import reword_headings
from cpo_screen.training.labelling import label_lines
from cpo_screen.training.rendering.compose import LAYOUTS, compose
from cpo_screen.training.rendering.docx_page import render_docx
from cpo_screen.training.rendering.html_page import render_html
from cpo_screen.training.rendering.looks_of_headings import set_headings
from cpo_screen.training.rendering.page import Page
from cpo_screen.training.rendering.reportlab_page import render_reportlab
from cpo_screen.training.rendering.text_page import render_text
from cpo_screen.training.rendering.typst_page import render_pdf
from cpo_screen.training.rendering.words import load_words

KINDS = Path(__file__).parent / "heading_kinds.yaml"
_PARTS: dict[str, SectionKind] = {
    "title": "experience", "company": "experience", "highlight": "experience", "degree": "education",
    "institution": "education", "course": "programmes",
}  # fmt: skip
_NAMES = frozenset({"title", "company", "degree", "institution", "name", "headline"})
_PRODUCERS: tuple[tuple[Callable[[Page], bytes], str, int], ...] = (
    (render_pdf, "pdf", 40),
    (render_reportlab, "pdf", 14),
    (render_docx, "docx", 28),
    (render_html, "html", 5),
    (render_text, "txt", 13),
)


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
    composed = compose(career, random.randrange(10**6), layout)
    own = own_headings(career) | _contact_headings()
    page, odd = reword_headings(composed, own, career, random)
    page = set_headings(page, random)
    render, suffix, _ = random.choices(_PRODUCERS, [share for _, _, share in _PRODUCERS])[0]
    file = folder / f"page.{suffix}"
    file.write_bytes(render(page))
    document = read_document(file, file.name, ReadOptions())
    lines = tuple(line for line in document.visible if line.role != "other")
    return _label(career.id, page, _state_levels(lines, page, random), lines, own | odd)


def _label(
    career: str, page: Page, read: tuple[Line, ...], plain: Sequence[Line], own: Mapping[str, SectionKind]
) -> Sheet:
    headings: dict[int, SectionKind] = {}
    parts: dict[int, SectionKind] = {}
    names = set()
    for index, spans in enumerate(label_lines(plain, page.fragments())):
        roles = {one.role for one in spans}
        if "heading" in roles:
            kind = _kind_of_line(fold(heading_text(plain[index])), own)
            if kind is not None:
                headings[index] = kind
            continue
        for role in sorted(roles & _PARTS.keys()):
            parts[index] = _PARTS[role]
        if roles & _NAMES:
            names.add(index)
    return Sheet(career, read, headings, parts, frozenset(names))


def _kind_of_line(text: str, own: Mapping[str, SectionKind]) -> SectionKind | None:
    """What the heading opens whose words, or whose first line, this is."""
    if text in own or not text:
        return own.get(text)
    return next((kind for one, kind in own.items() if one.startswith(f"{text} ")), None)


@cache
def _contact_headings() -> dict[str, SectionKind]:
    return {text: kind for text, kind in lexicon_headings() if kind == "contact"} | _default_headings()


@cache
def _default_headings() -> dict[str, SectionKind]:
    """The headings that a page gets where a career has none of its own."""
    words = load_words()["headings"]
    parts = {
        fold(text): kind_of_part(part, text)
        for part in _labels()["parts"]
        for texts in words[part].values()
        for text in texts
    }
    boards = (text for texts in words["boards"].values() for text in texts)
    return {fold(text): parse_heading(text) or "boards" for text in boards} | parts


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

"""The training corpus: careers rendered several times, read by the program's readers, words labelled."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from cpo_screen.documents.read import read_document
from cpo_screen.extraction.line_sketches import (
    DATES,
    PlacedLine,
    Sketch,
    line_features,
    place_lines,
    sketch_lines,
)
from cpo_screen.model import Document
from cpo_screen.sections import find_sections
from cpo_screen.training.careers import Career
from cpo_screen.training.labelling import label_lines
from cpo_screen.training.rendering.compose import LAYOUTS, compose
from cpo_screen.training.rendering.docx_page import render_docx
from cpo_screen.training.rendering.fpdf_page import render_fpdf
from cpo_screen.training.rendering.html_page import render_html
from cpo_screen.training.rendering.linkedin_page import linkedin_page
from cpo_screen.training.rendering.looks import vary
from cpo_screen.training.rendering.page import Page
from cpo_screen.training.rendering.reportlab_page import render_reportlab
from cpo_screen.training.rendering.text_page import render_text
from cpo_screen.training.rendering.typst_page import render_pdf

LABELS = {
    "title": "TITLE", "company": "COMPANY", "location": "PLACE", "degree": "DEGREE", "field": "FIELD",
    "institution": "SCHOOL", "course": "COURSE", "provider": "PROVIDER", "name": "NAME",
}  # fmt: skip
_PRODUCERS: dict[str, tuple[Callable[[Page], bytes], str]] = {
    "typst": (render_pdf, "pdf"), "reportlab": (render_reportlab, "pdf"), "fpdf": (render_fpdf, "pdf"),
    "docx": (render_docx, "docx"), "html": (render_html, "html"), "text": (render_text, "txt"),
}  # fmt: skip
_SHARES = (46, 14, 6, 15, 5, 14)
_LINKEDIN, _LINKEDIN_SHARES = 0.06, (0, 60, 40, 0, 0, 0)
_ROLE_ORDER = (
    "heading", "title", "company", "degree", "institution", "contact", "highlight", "dates", "location",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sample:
    """One rendering: career, layout, lines as sketches with features and roles, each word's label (BIO)."""

    career: str
    layout: str
    sketches: list[Sketch]
    features: list[list[str]]
    roles: list[str]
    labels: list[str]


def render_samples(careers: Sequence[Career], seeds: Sequence[int]) -> Iterator[Sample]:
    """Render every career once per seed; layouts take turns."""
    with TemporaryDirectory() as folder:
        for career in careers:
            for seed in seeds:
                yield render_sample(career, seed, Path(folder))


def render_sample(career: Career, seed: int, folder: Path) -> Sample:
    """One career in the seed's layout, now and then in LinkedIn's, read back and labelled."""
    random = Random(f"{career.id}/{seed}")
    page, layout, producer = choose_page(career, seed, random)
    render, suffix = _PRODUCERS[producer]
    path = folder / f"cv.{suffix}"
    path.write_bytes(render(page))
    document = read_document(path, path.name)
    placed = place_lines(find_sections(document))
    sketches = sketch_lines(placed)
    labels, roles = _labels(document, page, placed, sketches)
    return Sample(career.id, layout, sketches, line_features(sketches), roles, labels)


def choose_page(career: Career, seed: int, random: Random) -> tuple[Page, str, str]:
    """A page of the career, with the names of its layout and of its producer."""
    if random.random() < _LINKEDIN:
        producer = random.choices(list(_PRODUCERS), _LINKEDIN_SHARES)[0]
        return linkedin_page(career, seed), "linkedin", producer
    layout = LAYOUTS[seed % len(LAYOUTS)]
    page = vary(compose(career, seed, layout), career.language, random)
    return page, layout, random.choices(list(_PRODUCERS), _SHARES)[0]


@dataclass(frozen=True, slots=True)
class _Truth:
    """Characters [start, end) of the document that come from one fragment."""

    start: int
    end: int
    fragment: int
    role: str


def _labels(
    document: Document, page: Page, placed: Sequence[PlacedLine], sketches: Sequence[Sketch]
) -> tuple[list[str], list[str]]:
    """The labels of all words, and the roles of all lines."""
    truths = sorted(
        (
            _Truth(line.span.start + one.start, line.span.start + one.end, one.fragment, one.role)
            for line, found in zip(
                document.lines, label_lines(document.lines, page.fragments()), strict=True
            )
            for one in found
        ),
        key=lambda one: one.start,
    )
    starts = [one.start for one in truths]
    labels: list[str] = []
    roles: list[str] = []
    last = -1
    for one, sketch in zip(placed, sketches, strict=True):
        span = one.line.span
        inside = truths[max(bisect_right(starts, span.start) - 1, 0) : bisect_left(starts, span.end)]
        roles.append(line_role({each.role for each in inside if each.end > span.start}))
        for word in sketch.words:
            index = bisect_right(starts, span.start + word.start) - 1
            truth = truths[index] if index >= 0 and span.start + word.start < truths[index].end else None
            label = LABELS.get(truth.role) if truth is not None and word.text not in ("¶", DATES) else None
            fragment = truth.fragment if truth is not None and label else -1
            labels.append("O" if label is None else f"{'I' if fragment == last else 'B'}-{label}")
            last = fragment
    return labels, roles


def line_role(roles: set[str]) -> str:
    """What a line is for, of the roles of the fragments in it.

    >>> line_role({"title", "dates"}), line_role({"title", "company", "location"}), line_role({"dates"})
    ('title', 'title-and-company', 'dates')
    """
    if "course" in roles:
        return "other"
    if {"title", "company"} <= roles:
        return "title-and-company"
    for role in _ROLE_ORDER:
        if role in roles:
            return role
    return "other"

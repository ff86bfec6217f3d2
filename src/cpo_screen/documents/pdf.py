"""PDF to draft lines: words from a reader, then rows, columns, flows and lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cpo_screen.documents.band_lines import all_lines_of
from cpo_screen.documents.build import Draft, DraftLine
from cpo_screen.documents.columns import find_blocks
from cpo_screen.documents.flows import find_flows
from cpo_screen.documents.frames import take_tables, without_frame
from cpo_screen.documents.lines import find_dots, line_of
from cpo_screen.documents.margins import split_margins
from cpo_screen.documents.ocr import recognise_pages
from cpo_screen.documents.options import ReadOptions
from cpo_screen.documents.pdf_drawn import find_drawn
from cpo_screen.documents.properties import Properties, pdf_properties
from cpo_screen.documents.rows import Row, find_rows
from cpo_screen.documents.runs import PageRuns, Run
from cpo_screen.documents.visibility import is_scan_with_text, split_by_visibility
from cpo_screen.errors import RefusedFile
from cpo_screen.model import Remark

_BROKEN_SHARE = 0.05  # of the characters without a Unicode value


def read_pdf(data: bytes, options: ReadOptions) -> Draft:
    """Read a PDF's bytes. Raises RefusedFile (encrypted, damaged, too_many_pages)."""
    pages = read_pages(data, options)
    own = read_pdf_properties(data)
    seen = recognise_pages(data, pages, options)
    draft = lay_out(seen.pages, data)
    told = {remark.code for remark in seen.remarks}
    warnings = (*(one for one in draft.warnings if one.code not in told), *seen.remarks)
    return replace(draft, warnings=warnings, stamps=own.stamps, properties=own.texts)


def read_pages(data: bytes, options: ReadOptions) -> list[PageRuns]:
    """Words of each page, by the reader that `options.pdf_reader` names.

    `auto` is pdfium, with pdfminer.six as the second opinion where pdfium fails, finds nothing, or finds
    characters without a Unicode value.
    """
    from cpo_screen.documents import pdf_pdfium, pdf_pdfminer

    if options.pdf_reader == "pdfminer":
        return pdf_pdfminer.read_pages(data, options.max_pages)
    try:
        pages = pdf_pdfium.read_pages(data, options.max_pages)
    except RefusedFile as refusal:
        if options.pdf_reader == "pdfium" or refusal.reason != "damaged":
            raise
        return pdf_pdfminer.read_pages(data, options.max_pages)
    if options.pdf_reader == "pdfium" or not looks_wrong(pages):
        return pages
    return _better(pages, data, options)


def read_pdf_properties(data: bytes) -> Properties:
    """What a PDF's document information says; nothing where pdfium cannot open the file."""
    from cpo_screen.documents.pdf_pdfium import read_info

    return pdf_properties(read_info(data))


def looks_wrong(pages: list[PageRuns]) -> bool:
    """Say whether a page's text has gaps: characters without a Unicode value, or nothing at all."""
    letters = sum(len(run.text) for page in pages for run in page.runs)
    return letters == 0 or sum(page.broken for page in pages) > _BROKEN_SHARE * letters


def _better(pages: list[PageRuns], data: bytes, options: ReadOptions) -> list[PageRuns]:
    from cpo_screen.documents import pdf_pdfminer

    try:
        others = pdf_pdfminer.read_pages(data, options.max_pages)
    except RefusedFile:
        return pages
    return others if _readable(others) > _readable(pages) else pages


def _readable(pages: list[PageRuns]) -> int:
    return sum(sum(map(str.isalnum, run.text)) for page in pages for run in page.runs)


def lay_out(pages: list[PageRuns], data: bytes = b"") -> Draft:
    """Put the words of all pages into lines in reading order; what nobody sees is marked hidden.

    With the file's `data`, words that only seem hidden are looked for on the drawn page.
    """
    split = [split_by_visibility(page) for page in pages]
    if data and any(unseen for _, unseen in split):
        split = list(_looked_at(data, pages, split))
    rows = [_rows(seen, page) for page, (seen, _) in zip(pages, split, strict=True)]
    body, margins = split_margins(pages, rows)
    blocks = [(page.number, find_blocks(own, page)) for page, own in zip(pages, body, strict=True)]
    dots = {page.number: find_dots(page.shapes) for page in pages}
    lines = [
        line
        for flow in find_flows(blocks)
        for number, part in flow.parts
        for line in all_lines_of(part, number, flow.column, dots[number])
    ]
    edges = [_plain(row, page.number) for page, own in zip(pages, margins, strict=True) for row in own]
    unseen = [
        _plain(row, page.number, hidden=True)
        for page, (_, hidden) in zip(pages, split, strict=True)
        for row in find_rows(hidden)
    ]
    found = [*lines, *(line for line in [*edges, *unseen] if line is not None)]
    return Draft(tuple(found), len(pages), _remarks(pages))


def _looked_at(
    data: bytes, pages: list[PageRuns], split: list[tuple[list[Run], list[Run]]]
) -> Iterator[tuple[list[Run], list[Run]]]:
    drawn = find_drawn(data, [(page, *both) for page, both in zip(pages, split, strict=True)])
    for page, (seen, unseen), found in zip(pages, split, drawn, strict=True):
        kept = set(map(id, [*seen, *found]))
        yield (
            [run for run in page.runs if id(run) in kept],
            [run for run in unseen if id(run) not in kept],
        )


def _rows(runs: list[Run], page: PageRuns) -> list[Row]:
    rest, tables = take_tables(runs, without_frame(page.rules, page.width, page.height))
    return sorted([*find_rows(rest), *tables], key=lambda row: row.baseline) if tables else find_rows(rest)


def _plain(row: Row, page: int, hidden: bool = False) -> DraftLine | None:
    line = line_of(row, page, -1, hidden)
    return None if line is None else replace(line, role="other")


def _remarks(pages: list[PageRuns]) -> tuple[Remark, ...]:
    if not any(page.runs for page in pages):
        return (Remark("no_text", "The pages are pictures without text, as a scanner makes them."),)
    if any(is_scan_with_text(page) for page in pages):
        return (
            Remark("ocr_text_layer", "The pages are pictures; the text comes from character recognition."),
        )
    return ()

"""Word files (.docx, .docm, .dotx) into lines in the order that a person reads."""

from __future__ import annotations

import re
from itertools import count

from cpo_screen.documents.build import Draft, DraftLine
from cpo_screen.documents.docx_blocks import Flow, Word, read_flow
from cpo_screen.documents.docx_boxes import has_backdrop, has_floating_picture
from cpo_screen.documents.docx_package import Package, Part, R, W, main_part, open_package
from cpo_screen.documents.docx_styles import dark_table_styles, read_bullet_lists, read_styles
from cpo_screen.documents.properties import read_office_properties
from cpo_screen.documents.wrapped import mark_wrapped
from cpo_screen.model import Remark

_TOP_LINES = 12  # of the body, which may repeat what the page header says
_MOST_PAGES = 60
_CORE = "docProps/core.xml"
_PAGES = re.compile(rb"<(?:\w+:)?Pages>(\d{1,4})</")


def read_docx(data: bytes) -> Draft:
    """Read a Word file: headers, body with tables and text boxes, footnotes, footers.

    Raises RefusedFile if its text cannot be found; what can be saved of a damaged file is read.
    """
    package = open_package(data)
    main = main_part(package)
    word = _open(package, main)
    flow = Flow(main, in_body=True)
    body = main.root.find(f"{W}body")
    if body is not None:
        read_flow(body, flow, word)
    body_lines = mark_wrapped(flow.lines)
    heads = _margin_lines(word, main, "header", body_lines[:_TOP_LINES])
    feet = _margin_lines(word, main, "footer", [*heads, *body_lines], page=flow.page)
    lines = [*heads, *body_lines, *_note_lines(word, flow.page), *feet]
    own = read_office_properties(package.read(_CORE))
    pages, warnings = _pages(package, flow.page), _warnings(package, main, lines)
    return Draft(tuple(lines), pages, warnings, stamps=own.stamps, properties=own.texts)


def _open(package: Package, main: Part) -> Word:
    styles_root = package.tree(_target(main, "styles"))
    return Word(
        package=package,
        styles=read_styles(styles_root),
        lists=read_bullet_lists(package.tree(_target(main, "numbering"))),
        dark_tables=dark_table_styles(styles_root),
        backdrop=has_backdrop(main.root),
        pictures=has_floating_picture(main.root),
        rendered=main.root.find(f".//{W}lastRenderedPageBreak") is not None,
        columns=count(1),
    )


def _target(main: Part, name: str) -> str:
    """The part of a kind: as the relationships say, else where Word puts it."""
    for target in main.targets.values():
        if re.fullmatch(rf"(?:.*/)?{name}\d*\.xml", target, re.I):
            return target
    return f"word/{name}.xml"


def _pages(package: Package, found: int) -> int:
    match = _PAGES.search(package.read("docProps/app.xml") or b"")
    stated = int(match.group(1)) if match else 0
    return max(found, min(stated, _MOST_PAGES))


def _warnings(package: Package, main: Part, lines: list[DraftLine]) -> tuple[Remark, ...]:
    warnings = []
    if package.damaged:
        warnings.append(Remark("damaged", "The Word file is damaged; only a part of it could be read."))
    if not any(not line.hidden for line in lines) and _has_picture(package, main):
        warnings.append(Remark("no_text", "The file holds only pictures, no text that can be read."))
    return tuple(warnings)


def _has_picture(package: Package, main: Part) -> bool:
    return any("/media/" in name for name in package.names) or any(
        "media/" in target for target in main.targets.values()
    )


# --- headers, footers, notes --------------------------------------------------------------------


def _margin_lines(
    word: Word, main: Part, kind: str, known: list[DraftLine], page: int = 1
) -> list[DraftLine]:
    """Lines of the headers or footers that are shown, each text once and none that the body has, too."""
    seen = {_key(line) for line in known}
    lines: list[DraftLine] = []
    for name in _margin_parts(main, kind, word):
        part = word.package.part(name)
        if part is None:
            continue
        flow = Flow(part, page=page)
        word.backdrop = word.backdrop or has_backdrop(part.root)
        for line in read_flow(part.root, flow, word):
            if _key(line) not in seen:
                seen.add(_key(line))
                lines.append(line)
    return lines


def _key(line: DraftLine) -> str:
    return re.sub(r"\W+", "", line.text).casefold() or line.text


def _margin_parts(main: Part, kind: str, word: Word) -> list[str]:
    """Names of the header or footer parts, first page's first, without those that are switched off."""
    found: dict[str, int] = {}
    for section in main.root.iter(f"{W}sectPr"):
        first = section.find(f"{W}titlePg") is not None
        for reference in section.findall(f"{W}{kind}Reference"):
            type_ = reference.get(f"{W}type") or "default"
            target = main.targets.get(reference.get(f"{R}id") or "")
            shown = (
                type_ == "default"
                or (type_ == "first" and first)
                or (type_ == "even" and word.even_pages())
            )
            if target and shown:
                found.setdefault(target, ("first", "default", "even").index(type_))
    return sorted(found, key=lambda name: found[name])


def _note_lines(word: Word, page: int) -> list[DraftLine]:
    lines: list[DraftLine] = []
    for kind in ("foot", "end"):
        wanted = [note.partition(":")[2] for note in word.notes if note.startswith(kind)]
        part = word.package.part(f"word/{kind}notes.xml") if wanted else None
        if part is None:
            continue
        for note in part.root:
            if note.get(f"{W}id") in wanted:
                flow = Flow(part, page=page)
                lines.extend(read_flow(note, flow, word))
    return lines

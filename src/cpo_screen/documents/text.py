"""Plain text: any common encoding in, lines with bullets, tabs and hard-wrapped paragraphs out."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass, replace

from cpo_screen.documents.build import Draft, DraftLine, build_document
from cpo_screen.documents.clean import clean_text, parse_bullet, squeeze
from cpo_screen.documents.options import FAR_TOO_MUCH
from cpo_screen.documents.styled import goes_on, is_marked_heading
from cpo_screen.documents.text_columns import split_columns
from cpo_screen.errors import RefusedFile
from cpo_screen.model import Document

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GAP = re.compile(r"[ \t]*\t[ \t]*| {2,}")
_UNDERLINE = re.compile(r"\s*([=\-_~*#.+])\1{2,}\s*$")
_NARROWEST, _WIDEST = 40, 140
_WRAPPED = 3  # lines that must end near the margin before a text counts as hard-wrapped
_USUAL = 80  # characters of a line
_TAB_STOP = 8
_MOST_BYTES = 4_000_000
_COLUMNS_PER_PAGE = 2


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line as it stands in the file; `indent` and `start` (of the words after a bullet) in characters."""

    text: str
    indent: int
    start: int
    width: int
    bullet: bool
    blank_above: int
    page: int
    column: int = 0
    underlined: int = 0


def decode_text(data: bytes) -> str:
    """Decode bytes of unknown encoding: by its mark, by zeros, as UTF-8, else the likeliest."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace").removeprefix("\ufeff")
    zeros = data[:2000].count(0)
    if zeros > 0.6 * len(data[:2000]):
        return data.decode("utf-32-be" if data[0] == 0 else "utf-32-le", errors="replace")
    if zeros and zeros >= len(data[:2000]) // 3:
        return data.decode("utf-16-be" if data[0] == 0 else "utf-16-le", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(data)


def _decode_legacy(data: bytes) -> str:
    """Decode 8-bit text: charset-normalizer where it is sure, else Windows' Western code page."""
    from charset_normalizer import from_bytes

    best = from_bytes(
        data[:60_000], cp_isolation=["cp1252", "cp1250", "cp1251", "cp1254", "mac_roman"]
    ).best()
    encoding = best.encoding if best is not None else "cp1252"
    return data.decode(encoding, errors="replace")


def read_text(data: bytes) -> Draft:
    """Read a plain-text CV; RefusedFile (too_large) for what is far too long to be one."""
    if len(data) > _MOST_BYTES:
        raise RefusedFile("too_large", FAR_TOO_MUCH)
    return draft_from_text(decode_text(data))


def document_from_text(text: str, path: str = "case.txt") -> Document:
    """Read a text that is already decoded, as if it were the file `path`."""
    draft = draft_from_text(text)
    sha256 = hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()
    return build_document(path, sha256, "txt", draft.pages, draft.lines, draft.warnings, draft.form)


def draft_from_text(text: str) -> Draft:
    """Lines of a plain text: blank lines become `gap`, form feeds pages, wide gaps tabs."""
    raw = _raw_lines(text.replace("\r\n", "\n").replace("\r", "\n"))
    margins = {column: _margins(raw, column) for column in {line.column for line in raw}}
    lines: list[DraftLine] = []
    before: RawLine | None = None
    for line in raw:
        lines.append(
            _draft_line(
                line, continues=before is not None and _continues(before, line, margins[line.column])
            )
        )
        before = line
    return Draft(tuple(lines), pages=1 + text.rstrip("\f\n ").count("\f"))


def _margins(raw: list[RawLine], column: int) -> tuple[int, int]:
    """Where a column was hard-wrapped (0 if it wasn't), and how long a full line of it is."""
    widths = [one.width for one in raw if one.column == column and not _GAP.search(one.text)]
    margin = find_margin(widths)
    return margin, margin or (max(widths, default=_USUAL) if column else _USUAL)


def _raw_lines(text: str) -> list[RawLine]:
    found: list[RawLine] = []
    for page, page_text in enumerate(text.split("\f"), 1):
        lines = [
            clean_text(part.expandtabs(_TAB_STOP) if part[:1] in " \t" else part)
            for part in page_text.split("\n")
        ]
        _add_page(found, split_columns(lines), page)
    return found


def _add_page(found: list[RawLine], lines: list[tuple[int, str]], page: int) -> None:
    blank = 0
    for column, line in lines:
        if not line.strip():
            blank += 1
        elif (rule := _UNDERLINE.match(line)) is not None:
            _underline(found, rule.group(1), blank)
            blank += bool(not found or blank)
        else:
            offset = _COLUMNS_PER_PAGE * (page - 1) if column else 0
            found.append(_raw_line(line, blank, page, column + offset))
            blank = 0


def _raw_line(line: str, blank: int, page: int, column: int) -> RawLine:
    bullet, rest = parse_bullet(line)
    marked = bullet and is_marked_heading(rest.strip(), bold=False)
    body = line.lstrip() if not bullet else rest
    return RawLine(
        text=body.rstrip(),
        indent=len(line) - len(line.lstrip()),
        start=len(line) - len(body),
        width=len(line.rstrip()),
        bullet=bullet and not marked,
        blank_above=blank,
        page=page,
        column=column,
    )


def _underline(found: list[RawLine], mark: str, blank: int) -> None:
    """Mark the line above a row of === or --- as a heading, if it is short and directly above."""
    if found and not blank and not found[-1].bullet and found[-1].width <= 50:
        found[-1] = replace(found[-1], underlined=1 if mark in "=#*" else 2)


def find_margin(widths: list[int]) -> int:
    """The column at which a text was hard-wrapped, 0 if it wasn't.

    >>> find_margin([70, 72, 12, 71, 30, 69])
    72
    >>> find_margin([300, 20, 15])
    0
    """
    fitting = sorted(widths, reverse=True)
    if not fitting or fitting[0] > _WIDEST * 2:
        return 0
    for widest in fitting:
        near = sum(1 for width in fitting if widest - 12 <= width <= widest)
        if _NARROWEST <= widest <= _WIDEST and near >= _WRAPPED:
            return widest
    return 0


def _continues(before: RawLine, line: RawLine, margins: tuple[int, int]) -> bool:
    """Whether `line` goes on with the paragraph of the line before it."""
    if line.blank_above or line.bullet or line.underlined or before.underlined:
        return False
    if (line.page, line.column) != (before.page, before.column):
        return False
    if _GAP.search(line.text) or _GAP.search(before.text):
        return False
    if not _aligned(before, line):
        return False
    margin, full = margins
    first_word = line.text.split(" ", 1)[0]
    if margin and before.width + 1 + len(first_word) > margin and before.width <= margin:
        return True
    if _left_open(before.text):
        return True
    hanging = before.bullet and line.indent == before.start
    return goes_on(before.text, line.text) and before.width >= (20 if hanging else full * 0.55)


def _left_open(text: str) -> bool:
    """Whether a bracket or a straight quotation mark opened in the line is still open at its end."""
    return text.rfind("(") > text.rfind(")") or text.count('"') % 2 == 1


def _aligned(before: RawLine, line: RawLine) -> bool:
    if before.bullet:
        return line.indent >= before.indent and (line.indent > before.indent or line.text[0].islower())
    return abs(line.indent - before.start) <= 1 or line.indent == before.indent


def _draft_line(line: RawLine, continues: bool) -> DraftLine:
    return DraftLine(
        text=squeeze(_GAP.sub("\t", line.text)),
        page=line.page,
        column=line.column,
        gap=float(min(line.blank_above, 3)),
        bullet=line.bullet,
        continues=continues,
        heading=line.underlined,
    )

"""Pages as plain text, wrapped at a width, as pasted from somewhere."""

from __future__ import annotations

from textwrap import wrap

from cpo_screen.training.rendering.page import Page, Row, rows_of

_WIDTH = 88


def render_text(page: Page) -> bytes:
    """The page as UTF-8 text."""
    rows = [row for block in (*page.top, *page.main, *page.side) for row in rows_of(block)]
    return "\n".join(line for row in rows for line in _lines(row)).encode()


def _lines(row: Row) -> list[str]:
    left = "".join(one.text for one in row.left)
    right = "".join(one.text for one in row.right)
    if right:
        left += " " * max(_WIDTH - len(left) - len(right), 3) + right
        return [*([""] if row.space > 0.5 else []), left]
    mark = f"{row.bullet} " if row.bullet else ""
    lines = wrap(mark + left, _WIDTH, subsequent_indent=" " * len(mark)) or [""]
    return [*([""] if row.space > 0.5 else []), *lines]

"""Markdown into lines: rendered as a page without frills, then read as a person reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from cpo_screen.documents.build import Draft, DraftLine
from cpo_screen.documents.clean import clean_text, squeeze
from cpo_screen.documents.html import SOFT_BREAK, draft_from_html
from cpo_screen.documents.text import decode_text
from cpo_screen.model import Stamp

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_FENCES = ("---", "+++")
_KEPT = re.compile(r"""\s{0,6}["']?(?P<key>[A-Za-z_-]{3,20})["']?\s*[:=]\s*(?P<value>\S.*)""")
_KEYS = re.compile(
    r"(?:full_?)?name|author|title|job_?title|position|role|headline|tagline|subtitle|label|"
    r"e?-?mail|phone|tel|mobile|location|city|address|linkedin|url|website|homepage",
    re.I,
)
_DATES = re.compile(r"date|(?:last_?)?(?:updated|modified|mod)", re.I)
_MOST_LINES = 100


def read_markdown(data: bytes) -> Draft:
    """Read a Markdown CV; of its front matter only who it is about is kept."""
    text = decode_text(data).replace("\r\n", "\n").replace("\r", "\n")
    front, body = _split_front(text)
    draft = draft_from_html(_renderer().render(body))
    return replace(draft, lines=(*_front_lines(front), *draft.lines), stamps=tuple(_front_stamps(front)))


def _split_front(text: str) -> tuple[list[str], str]:
    """The lines of the front matter between fences at the very top, and what follows."""
    lines = text.lstrip("\ufeff\n").split("\n")
    fence = lines[0].strip()
    if fence in _FENCES:
        for at, line in enumerate(lines[1:_MOST_LINES], 1):
            if line.strip() in (fence, "..."):
                front = lines[1:at]
                if any(_KEPT.match(one) for one in front):
                    return front, "\n".join(lines[at + 1 :])
                break
    return [], text


def _front_stamps(front: list[str]) -> Iterator[Stamp]:
    for line in front:
        match = _KEPT.match(line)
        if match is not None and _DATES.fullmatch(match["key"]):
            yield Stamp("modified", match["value"].strip("\"' ,"))


def _front_lines(front: list[str]) -> list[DraftLine]:
    lines = []
    for line in front:
        match = _KEPT.match(line)
        if match is not None and _KEYS.fullmatch(match["key"]):
            value = squeeze(clean_text(match["value"])).strip("\"' ,")
            if value and value not in ("|", ">"):
                lines.append(DraftLine(value))
    return lines


@cache
def _renderer() -> MarkdownIt:
    from markdown_it import MarkdownIt

    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    renderer.add_render_rule("softbreak", _soft_break)
    return renderer


def _soft_break(self: Any, tokens: Sequence[Any], index: int, options: Any, env: Any) -> str:  # noqa: ARG001
    return f'<br class="{SOFT_BREAK}">'

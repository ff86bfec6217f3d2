"""The same page in other looks: bars, centred heads, colours, numbered heads, forms, columns, prose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from cpo_screen.training.rendering.arrangements import (
    aligned_labels,
    dates_right,
    degrees_in_table,
    in_columns,
    in_sentences,
    listed_heads,
    prose,
)
from cpo_screen.training.rendering.page import Block, Fragment, FragmentRole, Page, Rail, Row
from cpo_screen.training.rendering.words import in_language

_ACCENTS = ("1f3864", "2e74b5", "7b2d26", "00665e", "5b5b5b", "c55a11")
_BARS = (("d9d9d9", ""), ("e7eef7", ""), ("1f3864", "ffffff"), ("404040", "ffffff"))
_SIDES = (("24364b", "ffffff"), ("333333", "ffffff"), ("e9e4dc", ""), ("dbe7f0", ""))
_HEADINGS = ("", "bar", "colour", "centre", "colon", "underline")
Change = Callable[[Row], Row]


def vary(page: Page, language: str, random: Random) -> Page:
    """The page with a few changes by chance; its fragments keep their roles, and nearly all their words."""
    page = _with_style(page, random)
    changes = [
        change
        for change in (_headings(random), _dates(random), _names(random), _contacts(language, random))
        if change
    ]
    for change in changes:
        page = _each_row(page, change)
    return _person(replace(page, main=_arranged(page.main, language, random)), language, random)


def _arranged(main: tuple[Block, ...], language: str, random: Random) -> tuple[Block, ...]:
    if random.random() < 0.04:
        main = in_sentences(main, random.choice(in_language("sentences", language)))
    if random.random() < 0.12:
        names = random.choice(in_language("degree_columns", language))
        main = degrees_in_table(main, names, random.random() < 0.3)
    if random.random() < 0.06:
        main = listed_heads(main, random.choice(("•", "➢", "1.", "1)", "-")))
    if random.random() < 0.08:
        main = prose(main)
    if random.random() < 0.12:
        main = in_columns(main, random.choice((2, 2, 3)))
    if random.random() < 0.6:
        main = aligned_labels(main)
    if random.random() < 0.3:
        main = tuple(dates_right(block) for block in main)
    return main


def _with_style(page: Page, random: Random) -> Page:
    fill, ink = random.choice(_SIDES) if page.side and random.random() < 0.4 else ("", "")
    style = replace(
        page.style,
        embedded=random.random() < 0.4,
        frame=not page.side and random.random() < 0.06,
        rail_share=random.choice((0.18, 0.21, 0.24, 0.28)),
        gutter=random.choice((12.0, 18.0, 24.0)),
        side_fill=fill,
        side_ink=ink,
        footer_words=random.choice(("{page} / {pages}", "{page}", "Page {page} of {pages}", "- {page} -")),
    )
    return replace(page, style=style)


# --- rows one by one ----------------------------------------------------------------------------


def _each_row(page: Page, change: Change) -> Page:
    top, side, main = (
        tuple(_changed(one, change) for one in blocks) for blocks in (page.top, page.side, page.main)
    )
    if page.style.side_ink:
        side = page.side
    return replace(page, top=top, side=side, main=main)


def _changed(block: Block, change: Change) -> Block:
    if isinstance(block, Row):
        return change(block)
    if isinstance(block, Rail):
        return replace(block, narrow=tuple(map(change, block.narrow)), wide=tuple(map(change, block.wide)))
    cells = tuple(tuple(tuple(map(change, cell)) for cell in cells) for cells in block.cells)
    return replace(block, cells=cells)


def _headings(random: Random) -> Change | None:
    """Headings in a bar, in colour, centred, underlined or with a colon."""
    kind = random.choices(_HEADINGS, (50, 15, 22, 7, 8, 8))[0]
    bar, accent, colon = random.choice(_BARS), random.choice(_ACCENTS), random.choice((":", ":", ":-"))

    def change(row: Row) -> Row:
        if not row.left or row.left[0].role != "heading":
            return row
        if kind == "bar":
            return replace(_coloured(row, "heading", bar[1]), fill=bar[0], rule=False)
        if kind == "colour":
            return _coloured(row, "heading", accent)
        if kind == "centre":
            return replace(row, align="center")
        if kind == "underline":
            return replace(row, rule=True, rule_share=min(len(row.left[0].text) * 0.018, 1.0))
        return replace(row, left=(replace(row.left[0], text=row.left[0].text + colon), *row.left[1:]))

    return change if kind else None


def _dates(random: Random) -> Change | None:
    """Dates at the margin in another type."""
    kind = random.choices(("", "italic", "bold", "grey"), (55, 25, 10, 10))[0]

    def change(row: Row) -> Row:
        right = tuple(_dated(one, kind) if one.role == "dates" else one for one in row.right)
        return replace(row, right=right)

    return change if kind else None


def _dated(fragment: Fragment, kind: str) -> Fragment:
    if kind == "grey":
        return replace(fragment, colour="777777")
    return replace(fragment, italic=kind == "italic", bold=kind == "bold")


def _names(random: Random) -> Change | None:
    """Titles or companies in colour, the companies perhaps in capitals too."""
    if random.random() > 0.2:
        return None
    roles: tuple[FragmentRole, ...] = ("title", "company")
    role, accent, capitals = random.choice(roles), random.choice(_ACCENTS), random.random() < 0.3

    def change(row: Row) -> Row:
        row = _coloured(row, role, accent)
        if not capitals:
            return row
        left = (replace(one, text=one.text.upper()) if one.role == "company" else one for one in row.left)
        return replace(row, left=tuple(left))

    return change


def _contacts(language: str, random: Random) -> Change | None:
    """'Mobile:' and 'E-mail:' before what they name."""
    if random.random() > 0.25:
        return None
    phone, mail = random.choice(in_language("contact_labels", language))

    def change(row: Row) -> Row:
        parts: list[Fragment] = []
        for one in row.left:
            label = "" if one.role != "contact" else mail if "@" in one.text else _phone_label(one, phone)
            parts += [Fragment(label, "contact"), one] if label else [one]
        return replace(row, left=tuple(parts))

    return change


def _phone_label(fragment: Fragment, label: str) -> str:
    return label if sum(one.isdigit() for one in fragment.text) > 6 else ""


def _coloured(row: Row, role: FragmentRole, colour: str) -> Row:
    left = (replace(one, colour=colour) if one.role == role else one for one in row.left)
    return replace(row, left=tuple(left))


# --- rows together ------------------------------------------------------------------------------


def _person(page: Page, language: str, random: Random) -> Page:
    """The name and what stands with it centred, or under the words 'Curriculum Vitae'."""
    centred, titled = random.random() < 0.28, random.random() < 0.08
    blocks = page.top or page.main
    count = next((at for at, one in enumerate(blocks) if not _is_personal(one)), len(blocks))
    head = [one for one in blocks[:count] if isinstance(one, Row)]
    if centred:
        head = [replace(row, align="center") for row in head]
    if titled and head:
        text = random.choice(in_language("document_titles", language))
        title = Fragment(text, "other", bold=random.random() < 0.6, scale=random.choice((1.2, 1.5)))
        head.insert(0, Row((title,), align=random.choice(("center", "center", "left"))))
    blocks = (*head, *blocks[count:])
    return replace(page, top=blocks) if page.top else replace(page, main=blocks)


def _is_personal(block: Block) -> bool:
    roles = {one.role for one in block.left} if isinstance(block, Row) else {"dates"}
    return bool(roles) and roles <= {"name", "headline", "contact", "location", ""}

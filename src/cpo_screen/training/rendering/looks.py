"""The same page in other looks: bars, centred heads, colours, numbered heads, forms, columns, prose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from random import Random

from cpo_screen.training.rendering.page import Block, Fragment, FragmentRole, Grid, Page, Rail, Row
from cpo_screen.training.rendering.words import in_language

_ACCENTS = ("1f3864", "2e74b5", "7b2d26", "00665e", "5b5b5b", "c55a11")
_BARS = (("d9d9d9", ""), ("e7eef7", ""), ("1f3864", "ffffff"), ("404040", "ffffff"))
_SIDES = (("24364b", "ffffff"), ("333333", "ffffff"), ("e9e4dc", ""), ("dbe7f0", ""))
_HEADS = frozenset({"title", "company"})
Change = Callable[[Row], Row]


def vary(page: Page, language: str, random: Random) -> Page:
    """The page with a few changes by chance; its fragments keep their roles, and nearly all their words."""
    page = _with_style(page, random)
    changes = [change for change in (_headings(random), _dates(random), _names(random)) if change]
    for change in changes:
        page = _each_row(page, change)
    main = page.main
    if random.random() < 0.06:
        main = _listed_heads(main, random.choice(("•", "➢", "1.", "1)", "-")))
    if random.random() < 0.08:
        main = _prose(main)
    if random.random() < 0.12:
        main = _in_columns(main, random.choice((2, 2, 3)))
    if random.random() < 0.6:
        main = _aligned_labels(main)
    if random.random() < 0.3:
        main = tuple(_dates_right(block) for block in main)
    return _person(replace(page, main=main), language, random)


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
    """Headings in a bar, in colour, centred or with a colon."""
    kind = random.choices(("", "bar", "colour", "centre", "colon"), (50, 15, 25, 7, 8))[0]
    bar, accent = random.choice(_BARS), random.choice(_ACCENTS)

    def change(row: Row) -> Row:
        if not row.left or row.left[0].role != "heading":
            return row
        if kind == "bar":
            return replace(_coloured(row, "heading", bar[1]), fill=bar[0], rule=False)
        if kind == "colour":
            return _coloured(row, "heading", accent)
        if kind == "centre":
            return replace(row, align="center")
        return replace(row, left=(replace(row.left[0], text=f"{row.left[0].text}:"), *row.left[1:]))

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


def _is_head(block: Block) -> bool:
    roles = {one.role for one in block.left} if isinstance(block, Row) else set()
    return bool(roles & _HEADS) and isinstance(block, Row) and not block.bullet


def _listed_heads(blocks: Sequence[Block], mark: str) -> tuple[Block, ...]:
    """Each position's first line as a list item, perhaps numbered, and its highlights further in."""
    changed: list[Block] = []
    number = 0
    for at, block in enumerate(blocks):
        if isinstance(block, Row) and _is_head(block) and not (at and _is_head(blocks[at - 1])):
            number += 1
            block = replace(block, bullet=mark.replace("1", str(number)))
        elif isinstance(block, Row) and {"highlight", *_HEADS} & {one.role for one in block.left}:
            block = replace(block, indent=1.4)
        changed.append(block)
    return tuple(changed)


def _prose(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The highlights of a position as one paragraph."""
    changed: list[Block] = []
    for is_highlight, group in groupby(blocks, key=_is_highlight):
        rows = list(group)
        if not is_highlight:
            changed += rows
            continue
        parts = [one for row in rows if isinstance(row, Row) for one in (*row.left, Fragment(" "))]
        changed.append(Row(tuple(parts[:-1])))
    return tuple(changed)


def _is_highlight(block: Block) -> bool:
    return isinstance(block, Row) and [one.role for one in block.left] == ["highlight"] and not block.right


def _in_columns(blocks: Sequence[Block], columns: int) -> tuple[Block, ...]:
    """Lists of short items, skills for the most part, in columns beside one another."""
    changed: list[Block] = []
    for is_short, group in groupby(blocks, key=_is_short):
        rows = [one for one in group if not is_short or isinstance(one, Row)]
        if not is_short or len(rows) < 4:
            changed += rows
            continue
        items = [one for one in rows if isinstance(one, Row)]
        high = -(-len(items) // columns)
        cells = tuple(tuple(items[at : at + high]) for at in range(0, high * columns, high))
        changed.append(Grid((cells,), (1.0,) * columns, ruled=False))
    return tuple(changed)


def _is_short(block: Block) -> bool:
    if not isinstance(block, Row) or block.right or [one.role for one in block.left] != ["other"]:
        return False
    return len(block.left[0].text) < 30


def _aligned_labels(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """'Designation   : Product Manager', with the colons below one another."""
    return tuple(
        Rail((Row(block.left[:1]),), (Row((Fragment(": "), *block.left[2:])),), space=block.space)
        if isinstance(block, Row) and len(block.left) > 2 and block.left[0].role == "label"
        else block
        for block in blocks
    )


def _dates_right(block: Block) -> Block:
    """Dates in a column at the right instead of the left."""
    if isinstance(block, Rail) and any(one.role == "dates" for row in block.narrow for one in row.left):
        return replace(block, narrow_left=False)
    return block

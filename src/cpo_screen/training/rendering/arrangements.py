"""Rows of a page in other arrangements: numbered heads, prose, columns, forms, tables, sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from cpo_screen.training.rendering.page import Block, Fragment, FragmentRole, Grid, Rail, Row

_LENGTH = re.compile(r"\s*[(·].*")
_HEADS = frozenset({"title", "company"})
_FACTS = frozenset({"title", "company", "dates", "location", ""})
_DEGREE = frozenset({"degree", "field", "institution", "dates", "location", "other", ""})


def _is_head(block: Block) -> bool:
    roles = {one.role for one in block.left} if isinstance(block, Row) else set()
    return bool(roles & _HEADS) and isinstance(block, Row) and not block.bullet


def listed_heads(blocks: Sequence[Block], mark: str) -> tuple[Block, ...]:
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


def prose(blocks: Sequence[Block]) -> tuple[Block, ...]:
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


def in_columns(blocks: Sequence[Block], columns: int) -> tuple[Block, ...]:
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


def aligned_labels(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """'Designation   : Product Manager', with the colons below one another."""
    return tuple(
        Rail((Row(block.left[:1]),), (Row((Fragment(": "), *block.left[2:])),), space=block.space)
        if isinstance(block, Row) and len(block.left) > 2 and block.left[0].role == "label"
        else block
        for block in blocks
    )


def dates_right(block: Block) -> Block:
    """Dates in a column at the right instead of the left."""
    if isinstance(block, Rail) and any(one.role == "dates" for row in block.narrow for one in row.left):
        return replace(block, narrow_left=False)
    return block


# --- degrees as a table, positions as sentences -------------------------------------------------


def degrees_in_table(
    blocks: Sequence[Block], names: Sequence[str], school_first: bool
) -> tuple[Block, ...]:
    """Degrees as rows of a table, under a row with the names of its columns."""
    changed: list[Block] = []
    for part in _parts(blocks):
        rows = [one for one in part if isinstance(one, Row)]
        degrees = _degrees(rows) if len(rows) == len(part) and _names_degree(part[0]) else []
        changed += [_degree_table(degrees, names, school_first)] if len(degrees) > 1 else part
    return tuple(changed)


def _degree_table(degrees: Sequence[list[Fragment]], names: Sequence[str], school_first: bool) -> Grid:
    cells = [list(map(_cell, _columns(degree))) for degree in degrees]
    wanted = [0, 1, 2, 3] if any(row[3] for row in cells) else [0, 1, 2]
    if school_first:
        wanted[:2] = [1, 0]
    head = tuple((Row((Fragment(names[at], "label", bold=True),)),) for at in wanted)
    rows = (tuple(row[at] for at in wanted) for row in cells)
    return Grid((head, *rows), tuple((0.3, 0.36, 0.16, 0.18)[at] for at in wanted))


def _parts(blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks one by one, but the rows of neighbouring degrees together."""
    parts: list[list[Block]] = []
    for block in blocks:
        goes_on = (
            parts
            and _names_degree(parts[-1][0])
            and (_names_degree(block) or _is_remark(block, parts[-1][-1]))
        )
        if goes_on:
            parts[-1].append(block)
        else:
            parts.append([block])
    return parts


def _roles(block: Block) -> set[FragmentRole]:
    return {one.role for one in (*block.left, *block.right)} if isinstance(block, Row) else {"heading"}


def _names_degree(block: Block) -> bool:
    return bool(_roles(block) & {"degree", "institution"}) and _roles(block) <= _DEGREE


def _is_remark(block: Block, before: Block) -> bool:
    """The dates of a degree, or one line about it."""
    if not isinstance(block, Row) or block.space or block.bullet:
        return False
    return _roles(block) == {"dates"} or (_roles(block) == {"other"} and _roles(before) != {"other"})


def _degrees(rows: Sequence[Row]) -> list[list[Fragment]]:
    """The fragments of each degree: a row with space above begins the next."""
    degrees: list[list[Fragment]] = []
    for row in rows:
        if row.space or not degrees:
            degrees.append([])
        degrees[-1] += [one for one in (*row.left, *row.right) if one.role]
    return degrees if all(any(one.role == "degree" for one in each) for each in degrees) else []


def _columns(degree: Sequence[Fragment]) -> list[list[Fragment]]:
    kinds: tuple[tuple[FragmentRole, ...], ...] = (
        ("degree", "field"), ("institution", "location"), ("dates",), ("other",),
    )  # fmt: skip
    return [[one for one in degree if one.role in kind] for kind in kinds]


def _cell(fragments: Sequence[Fragment]) -> tuple[Row, ...]:
    joined: list[Fragment] = []
    for one in fragments:
        joined += [Fragment(", "), one] if joined else [one]
    return (Row(tuple(joined)),) if joined else ()


def in_sentences(blocks: Sequence[Block], words: Sequence[str]) -> tuple[Block, ...]:
    """Positions told, if all can be: 'Worked as Buyer at Example Ltd from May 2016 to June 2019.'"""
    changed: list[Block] = []
    for is_fact, group in groupby(blocks, key=_is_fact):
        rows = list(group)
        told = _sentence([one for one in rows if isinstance(one, Row)], words) if is_fact else None
        if told is None and any(_HEADS & _roles(one) for one in rows):
            return tuple(blocks)
        changed += rows if told is None else [told]
    return tuple(changed)


def _is_fact(block: Block) -> bool:
    return bool(_roles(block)) and _roles(block) <= _FACTS


def _sentence(rows: Sequence[Row], words: Sequence[str]) -> Row | None:
    facts = [one for row in rows for one in (*row.left, *row.right) if one.role]
    by_role = {one.role: replace(one, bold=False, italic=False, scale=1.0) for one in facts}
    if sorted(one.role for one in facts if one.role != "location") != ["company", "dates", "title"]:
        return None
    now = not any(one.isdigit() for one in _LENGTH.sub("", by_role["dates"].text)[-4:])
    title = replace(by_role["title"], bold=True)
    parts = [Fragment(words[0] if now else words[1]), title, Fragment(words[2]), by_role["company"]]
    if "location" in by_role:
        parts += [Fragment(", "), by_role["location"]]
    parts += [Fragment(words[3]), by_role["dates"], Fragment("." if "(" not in words[3] else ").")]
    return replace(rows[0], left=tuple(parts), right=())

"""Headings as people make them up (`heading_odd.yaml`), and one more above the older jobs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import cast

import yaml

from cpo_screen.headings import fold
from cpo_screen.model import SectionKind
from cpo_screen.training.careers import Career
from cpo_screen.training.rendering.page import Block, Fragment, Page, Rail, Row, rows_of

ODD = Path(__file__).with_name("heading_odd.yaml")
_SHARES = (0.0, 0.0, 0.3, 0.6, 1.0, 1.0)
_HELD = 5  # every fifth career and phrase is kept for measuring, by the hash of its name
_LEAST_JOBS = 2
_SPLIT = 0.3
_HEADS = frozenset({"title", "company"})


def is_held(name: str) -> bool:
    """Say whether this career or phrase is kept for measuring."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % _HELD == 0


@cache
def _phrases(kind: str, language: str, held: bool) -> tuple[str, ...]:
    data = cast("dict[str, dict[str, list[str]]]", yaml.safe_load(ODD.read_text("utf-8"))).get(kind, {})
    texts = data.get(language, []) or (data.get("en", []) if language not in ("de", "fr", "es") else [])
    return tuple(one for one in texts if is_held(one) == held)


def reword_headings(
    page: Page, own: Mapping[str, SectionKind], career: Career, random: Random
) -> tuple[Page, dict[str, SectionKind]]:
    """The page with a share of its headings reworded, and what the new ones open, by their folded words."""
    share, held = random.choice(_SHARES), is_held(career.id)
    odd: dict[str, SectionKind] = {}

    def reword(row: Row) -> Row:
        return replace(row, left=tuple(_one(fragment) for fragment in row.left))

    def _one(fragment: Fragment) -> Fragment:
        kind = own.get(fold(fragment.text)) if fragment.role == "heading" else None
        phrases = _phrases(kind, career.language, held) if kind and random.random() < share else ()
        if not phrases or kind is None:
            return fragment
        text = random.choice(phrases)
        odd[fold(text)] = kind
        return replace(fragment, text=text)

    main = page.main
    if random.random() < _SPLIT:
        main, text = _split_jobs(main, _phrases("earlier", career.language, held), random)
        odd |= {fold(text): "experience"} if text else {}
    sides = (tuple(_each(one, reword) for one in blocks) for blocks in (main, page.side, page.top))
    main, side, top = sides
    return replace(page, main=main, side=side, top=top), odd


def _each(block: Block, reword: Callable[[Row], Row]) -> Block:
    if isinstance(block, Row):
        return reword(block)
    if isinstance(block, Rail):
        narrow, wide = (tuple(reword(row) for row in rows) for rows in (block.narrow, block.wide))
        return replace(block, narrow=narrow, wide=wide)
    return block


def _split_jobs(
    main: tuple[Block, ...], phrases: tuple[str, ...], random: Random
) -> tuple[tuple[Block, ...], str]:
    """One more heading above the later jobs of a list; its words, empty where the list is too short."""
    starts = [at for at in range(1, len(main)) if _opens_job(main, at)]
    like = next((one for one in main if isinstance(one, Row) and _has(one, frozenset({"heading"}))), None)
    if len(starts) < _LEAST_JOBS or like is None or not phrases:
        return main, ""
    at, text = random.choice(starts[1:]), random.choice(phrases)
    capitals = like.left[0].text.isupper()
    shown = text.upper() if capitals else text
    row = replace(like, left=(replace(like.left[0], text=shown),))
    return (*main[:at], row, *main[at:]), text


def _opens_job(main: tuple[Block, ...], at: int) -> bool:
    block = main[at]
    if isinstance(block, Rail):
        return any(_has(row, frozenset({"title"})) for row in block.wide)
    if not isinstance(block, Row) or not block.space or not _has(block, _HEADS):
        return False
    before = rows_of(main[at - 1])
    return not any(_has(row, _HEADS) for row in before[-1:])


def _has(row: Row, roles: frozenset[str]) -> bool:
    return any(one.role in roles for one in (*row.left, *row.right))

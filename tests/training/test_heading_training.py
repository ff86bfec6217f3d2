"""The pages that the section-heading models learn from: made-up headings, looks that hold throughout."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import yaml

from cpo_screen.headings import fold
from cpo_screen.training.careers import read_careers
from cpo_screen.training.heading_data import own_headings
from cpo_screen.training.heading_odd import ODD, is_held, reword_headings
from cpo_screen.training.rendering.compose import compose
from cpo_screen.training.rendering.looks_of_headings import set_headings
from cpo_screen.training.rendering.page import Fragment, Page

CAREERS = [one for one in read_careers() if len(one.positions) > 3][:12]


def _reworded(seed: int) -> Iterator[tuple[str, Page, dict[str, str]]]:
    for career in CAREERS:
        page = compose(career, seed, "single")
        new, odd = reword_headings(page, own_headings(career), career, Random(f"{career.id}/{seed}"))
        yield career.id, new, dict(odd)


def _headings(page: Page) -> list[Fragment]:
    return [one for one in page.fragments() if one.role == "heading"]


def test_made_up_headings_kept_for_measuring_are_never_learnt() -> None:
    kinds = yaml.safe_load(ODD.read_text("utf-8")).values()
    kept = {fold(one) for texts in kinds for phrases in texts.values() for one in phrases if is_held(one)}
    used = [(is_held(career), set(odd)) for career, _, odd in _reworded(1)]
    assert all(odd <= kept if held else odd.isdisjoint(kept) for held, odd in used)
    assert len(kept) > 50


def test_each_made_up_heading_stands_on_its_page() -> None:
    for _, page, odd in _reworded(2):
        assert set(odd) <= {fold(one.text) for one in _headings(page)}


def test_older_jobs_get_a_heading_of_their_own_now_and_then() -> None:
    kinds = [list(odd.values()).count("experience") for seed in range(3) for _, _, odd in _reworded(seed)]
    assert max(kinds) > 1


def test_headings_of_a_page_are_set_alike_unless_they_stray() -> None:
    page = compose(CAREERS[0], 3, "single")
    looks = [
        {(one.scale, one.bold, one.colour) for one in _headings(set_headings(page, Random(seed)))}
        for seed in range(40)
    ]
    assert sum(len(one) == 1 for one in looks) > len(looks) / 2
    assert len(set.union(*looks)) > len(looks) / 4

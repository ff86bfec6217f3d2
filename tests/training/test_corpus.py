"""The training corpus: careers are sound, apart from the evaluation CVs, labelled as rendered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cpo_screen.headings import fold
from cpo_screen.training.careers import Career, read_careers
from cpo_screen.training.corpus import line_role, render_sample
from cpo_screen.training.rendering.compose import LAYOUTS, compose
from cpo_screen.training.rendering.text_page import render_text

TESTS = Path(__file__).parent.parent
CAREERS = read_careers()


def test_there_are_enough_careers_of_enough_kinds() -> None:
    assert len(CAREERS) >= 400
    assert len({career.country for career in CAREERS}) >= 40
    assert len({career.language for career in CAREERS}) >= 6


def test_no_candidate_is_both_in_training_and_in_evaluation() -> None:
    evaluated = set()
    for gold in TESTS.glob("**/gold.jsonl"):
        for row in map(json.loads, gold.read_text("utf-8").splitlines()):
            evaluated |= {fold(row["name"] or ""), row.get("email")}
    # Two invented people of other names and trades whose authors thought of the same address.
    evaluated -= {"", None, "wanjiru.kamau@example.com"}
    assert len(evaluated) > 100
    assert not evaluated & {fold(career.name) for career in CAREERS}
    assert not evaluated & {career.email for career in CAREERS}


def test_a_rendering_depends_on_its_seed_alone() -> None:
    pages = [render_text(compose(CAREERS[7], seed, "single")) for seed in (1, 1, 2)]
    assert pages[0] == pages[1] != pages[2]


@pytest.mark.parametrize("layout", sorted(set(LAYOUTS)))
def test_every_layout_says_all_that_the_career_says(layout: str) -> None:
    career = next(one for one in CAREERS if len(one.positions) > 3 and one.education)
    page = compose(career, 0, layout)  # type: ignore[arg-type]
    said = {fragment.text for fragment in page.fragments() if fragment.role == "highlight"}
    assert said == {text for job in career.positions for text in job.highlights}


@pytest.mark.parametrize("seed", range(4))
def test_labels_find_titles_again(tmp_path: Path, seed: int) -> None:
    career = _without_repeats(CAREERS)
    sample = render_sample(career, seed, tmp_path)
    found = sum(label == "B-TITLE" for label in sample.labels)
    assert found >= len(career.positions) - 1
    assert {"heading", "highlight"} <= set(sample.roles)
    assert len(sample.roles) == len(sample.sketches) == len(sample.features)


def _without_repeats(careers: list[Career]) -> Career:
    """A career whose titles are all different."""
    return next(
        one for one in careers
        if len({job.title for job in one.positions}) == len(one.positions) > 2
        and all(job.highlights for job in one.positions)
    )  # fmt: skip


def test_a_malformed_career_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(
        "- {id: a-1, language: en, country: GB, name: Ann Lee, hobby: chess}\n", "utf-8"
    )
    with pytest.raises(ValueError, match=r"x\.yaml, record 1 \(a-1\)[\s\S]*hobby"):
        read_careers(tmp_path)


def test_a_line_with_a_course_is_no_position() -> None:
    assert line_role({"course", "provider", "dates"}) == "other"

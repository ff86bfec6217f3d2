"""Scorecards as Markdown and JSON, and candidates side by side."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from markdown_it import MarkdownIt

from cpo_screen.cli import main
from cpo_screen.exports.card_json import card_line
from cpo_screen.exports.markdown import comparison_markdown, scorecard_markdown
from cpo_screen.model import Contact
from fakes.screenings import card, profile

SAMPLES = Path(__file__).parent.parent.parent / "samples"
EVIL = "=1+1 <script>alert(1)</script> | [x](javascript:y) `a` \n# Big"


def cpo(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(one) for one in arguments], env={"COLUMNS": "150"})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_a_scorecard_in_markdown_has_everything_behind_the_score() -> None:
    text = scorecard_markdown(card(), ("How many people?",))
    for words in (
        "# Ann Lee",
        "**62.5** of 100",
        "**8 years in product roles** – not met",
        "50.5 of 60.0, met",
    ):
        assert words in text
    assert "“Chief Product Officer” (page 1, line 7)" in text
    assert "**Network** – 0.0 of 5.0, unknown, left out of the total" in text
    assert "## Questions to ask\n\n- How many people?" in text


def test_nothing_that_a_cv_says_becomes_markup() -> None:
    evil = card(profile(contact=Contact(EVIL)))
    html = MarkdownIt("commonmark", {"html": True}).enable("table")
    for text in (scorecard_markdown(evil), comparison_markdown([(evil, None), (card(), None)])):
        shown = html.render(text)
        assert "<script" not in shown
        assert "<a " not in shown
        assert "<code" not in shown
        assert "alert(1)" in shown
    assert html.render(comparison_markdown([(evil, None), (card(), None)])).count("<th>") == 3


def test_json_is_one_line_and_has_the_words_on_the_page() -> None:
    line = card_line(card(), ("How many?",), "A scan.")
    assert "\n" not in line
    told = json.loads(line)
    assert (told["score"], told["review"], told["questions"]) == (62.5, "A scan.", ["How many?"])
    first = told["results"][0]
    assert (first["criterion"], first["points"], first["weight"]) == ("product_experience", 50.5, 60.0)
    assert first["evidence"][0]["quote"] == "Chief Product Officer"
    assert first["evidence"][0]["line"] == 7


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_candidates_side_by_side(form: str) -> None:
    files = [SAMPLES / one for one in ("fergus_mo.txt", "abara-whitlock.md", "scan_0012.pdf")]
    told = cpo("compare", *files, "--as-of", "2026-11", "--format", form)
    assert told.exit_code == 0
    for words in ("Fergus", "Quentin", "for review", "Measurable growth"):
        assert words.casefold() in told.stdout.casefold()


def test_compare_in_json_has_a_line_a_candidate() -> None:
    files = (SAMPLES / "fergus_mo.txt", SAMPLES / "abara-whitlock.md")
    told = cpo("compare", *files, "--as-of", "2026-11", "--format", "json")
    assert [json.loads(line)["file"] for line in told.stdout.splitlines()] == [str(one) for one in files]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (("fergus_mo.txt",), "two to 4 candidates"),
        (("fergus_mo.txt", "none.pdf"), "none.pdf"),
        (("fergus_mo.txt", "."), "one candidate is needed"),
    ],
)
def test_what_cannot_be_compared_is_told(files: tuple[str, ...], told: str) -> None:
    result = cpo("compare", *(SAMPLES / one for one in files))
    assert result.exit_code in (2, 4)
    assert told in result.stderr

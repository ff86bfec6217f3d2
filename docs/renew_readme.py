"""Writes the real output into the README: `make readme`. What stands between its marks is replaced."""

from __future__ import annotations

import io
import re
from pathlib import Path

from cpo_screen.criteria import load_criteria, parse_criteria
from cpo_screen.exports.terminal import open_console, ranking_view, scorecard_view, show
from cpo_screen.model import CandidateProfile
from cpo_screen.pipeline import read_files, screen_folder
from cpo_screen.ranking import rank_profiles, with_stability
from cpo_screen.screening import Ranked

ROOT = Path(__file__).parent.parent
AS_OF = "2026-11"
EXPLAINED = "samples/fergus_mo.txt"
LINES_OF_EXPLAIN = 20

# What the README says is changed in criteria.yaml: the words there, and the words instead.
CHANGES = {
    "team": ("source: [L5, Q6]\n    weight: 6", "source: [L5, Q6]\n    weight: 25"),
    "years": ("years: {from: 4, full: 12, must: 8}", "years: {from: 8, full: 20, must: 15}"),
    "degree": ("must_haves:\n", "must_haves:\n  graduate: {criterion: graduate_degrees, effect: review}\n"),
}


def main() -> None:
    """Renew every block of the README."""
    blocks = {"demo": demo(), "explain": explain(), **tuning()}
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    for name, block in blocks.items():
        mark = re.compile(rf"(<!-- begin {name} -->\n).*?(<!-- end {name} -->)", re.DOTALL)
        text, found = mark.subn(lambda m, b=block: f"{m[1]}{b}{m[2]}", text)
        assert found == 1, f"{found} marks for {name}"
    readme.write_text(text, encoding="utf-8", newline="\n")


def demo() -> str:
    """The table of samples/ and the counts."""
    screening = with_stability(screen_folder("samples", as_of=AS_OF), load_criteria())
    table = printed(ranking_view(screening, 150), 150)
    return f"```\n{table}\n{screening.counts}. As of {AS_OF}. Written: ranked.csv and its ledger.\n```\n"


def explain() -> str:
    """The beginning of one candidate's scorecard."""
    (ranked,) = screen_folder(EXPLAINED, as_of=AS_OF).ranked
    lines = printed(scorecard_view(ranked.card), 110).splitlines()[:LINES_OF_EXPLAIN]
    return "```\n" + "\n".join([*lines, "…"]) + "\n```\n"


def tuning() -> dict[str, str]:
    """What each change does to the order of samples/: one table per change."""
    profiles = [one.result for one in read_files("samples", AS_OF)]
    known = [one for one in profiles if isinstance(one, CandidateProfile)]
    text = (ROOT / "criteria.yaml").read_text(encoding="utf-8")
    before = standing(known, text)
    tables = {}
    for name, (old, new) in CHANGES.items():
        assert text.count(old) == 1, f"{name}: {text.count(old)} times in criteria.yaml"
        tables[name] = moved(before, standing(known, text.replace(old, new)))
    return tables


def standing(profiles: list[CandidateProfile], criteria: str) -> dict[str, Ranked]:
    """Rank by a criteria file's text; by name."""
    ranked, _ = rank_profiles(profiles, parse_criteria(criteria))
    return {one.card.profile.contact.name or one.card.profile.source.path: one for one in ranked}


def moved(before: dict[str, Ranked], after: dict[str, Ranked]) -> str:
    """Tell of everybody whose rank changed."""
    rows = ["| candidate | rank | score |", "|---|---|---|"]
    for name, old in before.items():
        new = after.get(name)
        if new is None:
            rows.append(f"| {name} | {old.rank} → for review | {old.card.total:.1f} |")
        elif new.rank != old.rank:
            scores = f"{old.card.total:.1f} → {new.card.total:.1f}"
            rows.append(f"| {name} | {old.rank} → {new.rank} | {scores} |")
    return "\n".join(rows) + "\n"


def printed(view: object, width: int) -> str:
    """Return what the terminal would show at this width."""
    file = io.StringIO()
    console = open_console(file)
    console.width = width
    show(console, view)  # type: ignore[arg-type]
    return file.getvalue().strip("\n")


if __name__ == "__main__":
    main()

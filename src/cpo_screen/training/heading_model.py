"""Fit the section-heading models: `python -m cpo_screen.training.heading_model`."""

from __future__ import annotations

import hashlib
import json
import platform
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import sklearn
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from cpo_screen import lexicons
from cpo_screen.heading_features import (
    FEATURES,
    PEER_FEATURES,
    Page,
    heading_features,
    heading_text,
    may_be_heading,
    peer_features,
)
from cpo_screen.heading_kinds import kind_features, lines_below
from cpo_screen.heading_search import take_for_known
from cpo_screen.model import SectionKind
from cpo_screen.resources import resource_path
from cpo_screen.sections import body_size, find_known_headings
from cpo_screen.trained_models import VERSION
from cpo_screen.training.careers import FOLDER, Career, read_careers
from cpo_screen.training.heading_data import KINDS, Sheet, draw_sheets, lexicon_headings
from cpo_screen.training.heading_odd import ODD, is_held
from cpo_screen.training.heading_scores import FINDERS, CurvePoint, Score, curve, score_sheets

CARD = Path(__file__).with_name("heading_card.md")
SEED = 20
TIMES = 6
_TREES = 140
_CURVE = (0.3, 0.5, 0.7, 0.8, 0.9, 0.95)
# The least chance of a heading in unknown words, in such set like known headings, like several titles or in
# plain text, in known words; and of one that counts as known where the others are judged.
LIMITS = {"least": 0.8, "least_alike": 0.5, "least_among": 0.93, "least_known": 0.3, "sure": 0.85}
LEAST_KIND = {"least": 0.6, "least_dated": 0.45}
_HIDDEN = (0.0, 0.3, 0.6, 1.0)
_SHARES = (0.0, 0.0, 0.0, 0.33, 0.5, 0.5, 1.0)
_WORDS = FEATURES.index("heading_words")
Row = tuple[list[float], bool]
KindExample = tuple[dict[str, float], SectionKind]


def held_back(career: Career) -> bool:
    """Say whether this career is kept for measuring."""
    return is_held(career.id)


# --- which lines are headings -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Example:
    """A page's lines that could be headings: their features, and whether they are."""

    career: str
    page: Page
    rows: dict[int, list[float]]
    headings: frozenset[int]


def line_examples(sheets: Iterable[Sheet]) -> list[Example]:
    """The lines that could be headings; some known ones are taken for unknown, as those are few."""
    return [_example(sheet) for sheet in sheets]


def _example(sheet: Sheet) -> Example:
    random = Random(f"{sheet.career}/{len(sheet.lines)}")
    body = body_size(sheet.lines)
    found = find_known_headings(sheet.lines, body)
    share = random.choice(_HIDDEN)
    hidden = {index for index in found if random.random() < share}
    page = Page.of(sheet.lines, {index: kind for index, kind in found.items() if index not in hidden}, body)
    rows = {}
    for index, line in enumerate(sheet.lines):
        if index in page.known or not may_be_heading(line):
            continue
        rows[index] = heading_features(page, index)
        if index in hidden:
            rows[index][_WORDS] = random.choice(_SHARES)
    return Example(sheet.career, page, rows, frozenset(sheet.headings))


def fit_lines(examples: Sequence[Example]) -> dict[str, Any]:
    """Both readings' trees as plain numbers; the second learns from a first that has not seen its pages."""
    share = float(np.mean([index in one.headings for one in examples for index in one.rows]))
    start = round(float(np.log(share / (1 - share))), 6)
    halves = [[one for one in examples if _half(one) == half] for half in (0, 1)]
    again = []
    for own, other in (halves, halves[::-1]):
        model = _fit_trees([row for one in other for row in _plain_rows(one)])
        again += [row for one in own for row in _second_rows(one, model)]
    first = _fit_trees([row for one in examples for row in _plain_rows(one)])
    return {
        "features": [*FEATURES, *PEER_FEATURES],
        **LIMITS,
        "start": start,
        "first": _plain_trees(first),
        "again": _plain_trees(_fit_trees(again)),
    }


def _half(example: Example) -> int:
    return int(hashlib.sha256(example.career.encode()).hexdigest(), 16) // 7 % 2


def _plain_rows(example: Example) -> list[Row]:
    return [(row, index in example.headings) for index, row in example.rows.items()]


def _second_rows(example: Example, model: GradientBoostingClassifier) -> list[Row]:
    if not example.rows:
        return []
    chances = model.predict_proba(np.array(list(example.rows.values())))[:, 1]
    first = dict(zip(example.rows, map(float, chances), strict=True))
    page = take_for_known(example.page, first, LIMITS["sure"])
    rows = []
    for index, row in example.rows.items():
        features = heading_features(page, index)
        features[_WORDS] = row[_WORDS]
        rows.append((features + peer_features(page, index, first), index in example.headings))
    return rows


def _fit_trees(rows: Sequence[Row]) -> GradientBoostingClassifier:
    return GradientBoostingClassifier(
        n_estimators=_TREES,
        max_depth=4,
        learning_rate=0.07,
        subsample=0.5,
        min_samples_leaf=15,
        random_state=SEED,
    ).fit(np.array([features for features, _ in rows]), np.array([heading for _, heading in rows]))


def _plain_trees(model: GradientBoostingClassifier) -> list[list[list[float]]]:
    return [_plain_tree(one[0].tree_, model.learning_rate) for one in model.estimators_]


def _plain_tree(tree: Any, rate: float) -> list[list[float]]:
    return [
        [int(one) for one in tree.feature],
        [round(float(one), 4) for one in tree.threshold],
        [int(one) for one in tree.children_left],
        [int(one) for one in tree.children_right],
        [round(float(one) * rate, 5) for one in tree.value[:, 0, 0]],
    ]


# --- what they open -----------------------------------------------------------------------------


def kind_examples(sheets: Iterable[Sheet]) -> list[KindExample]:
    """Each heading with what stands below it, the same without its words, and the lexicon's words alone."""
    examples: list[KindExample] = [(kind_features(text, ()), kind) for text, kind in lexicon_headings()]
    for sheet in sheets:
        above: SectionKind | None = None
        for index, kind in sorted(sheet.headings.items()):
            below = lines_below(sheet.lines, index, sheet.headings)
            examples.append((kind_features(heading_text(sheet.lines[index]), below, above), kind))
            examples.append((kind_features("", below), kind))
            above = kind
    return examples


def fit_kinds(examples: Sequence[KindExample]) -> dict[str, Any]:
    """One linear model over all kinds, none likelier by itself; weights near nothing are left out."""
    times = Counter(name for features, _ in examples for name in features)
    kept = [{name: one for name, one in features.items() if times[name] >= 4} for features, _ in examples]
    vectors = DictVectorizer()
    x = vectors.fit_transform(kept)
    model = LogisticRegression(C=20.0, max_iter=300, fit_intercept=False).fit(
        x, [kind for _, kind in examples]
    )
    weights: dict[str, dict[str, float]] = {}
    for name, column in sorted(vectors.vocabulary_.items()):
        near = {
            str(row): round(float(one), 2)
            for row, one in enumerate(model.coef_[:, column])
            if abs(one) >= 0.15
        }
        if near:
            weights[name] = near
    return {
        "kinds": [str(one) for one in model.classes_],
        **LEAST_KIND,
        "weights": weights,
    }


# --- writing it -----------------------------------------------------------------------------------


def data_hash() -> str:
    """The hash of everything that the models are made from."""
    files = [*sorted(FOLDER.glob("*.yaml")), KINDS, ODD, Path(lexicons.__file__).parent / "headings.yaml"]
    return hashlib.sha256(b"".join(one.read_bytes() for one in files)).hexdigest()


def make(target: Path) -> bool:
    """Fit both models, write them and their card to `target`; True if any file differs from before."""
    careers = read_careers()
    held = {one.id for one in careers if held_back(one)}
    sheets = list(draw_sheets(careers, SEED, TIMES))
    taught = [one for one in sheets if one.career not in held]
    changed = _write(target / "lines.json", _as_json(fit_lines(line_examples(taught))))
    changed |= _write(target / "kinds.json", _as_json(fit_kinds(kind_examples(taught))))
    kept = [one for one in sheets if one.career in held]
    return _write(target / "card.md", _card(len(careers) - len(held), kept)) or changed


def _as_json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _write(path: Path, text: str) -> bool:
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return before != text


def _card(taught: int, kept: Sequence[Sheet]) -> str:
    rows = [_card_row(name, score_sheets(kept, find)) for name, find in FINDERS.items()]
    versions = (
        f"Python {platform.python_version()}, numpy {np.__version__}, scikit-learn {sklearn.__version__}"
    )
    return CARD.read_text(encoding="utf-8").format(
        data=data_hash(),
        seed=SEED,
        versions=versions,
        taught=taught,
        held=len({one.career for one in kept}),
        pages=len(kept),
        scores="\n".join(rows),
        curve="\n".join(map(_curve_row, curve(kept, _CURVE))),
        **LIMITS,
        least_kind=LEAST_KIND["least"],
        least_dated=LEAST_KIND["least_dated"],
    )


def _curve_row(point: CurvePoint) -> str:
    return f"| {point.least} | {point.found:.3f} | {point.wrong} | {point.swallowed} |"


def _card_row(name: str, score: Score) -> str:
    shares = (
        score.lines_right / max(score.lines, 1),
        score.unknown_found / max(score.unknown, 1),
        score.unknown_right / max(score.unknown, 1),
    )
    return f"| {name} | {' | '.join(f'{one:.3f}' for one in shares)} | {score.wrong} | {score.swallowed} |"


if __name__ == "__main__":
    folder = resource_path("models") / "headings"
    sys.stdout.write(f"{folder}: {'changed' if make(folder) else 'as before'}\n")
    (folder / "version").write_text(f"{VERSION}\n", "ascii")

"""Fit the section-heading models: `python -m cpo_screen.training.heading_model`."""

from __future__ import annotations

import hashlib
import json
import platform
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
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
    Page,
    heading_features,
    heading_text,
    kind_features,
    lines_below,
    may_be_heading,
)
from cpo_screen.model import SectionKind
from cpo_screen.resources import resource_path
from cpo_screen.sections import body_size, find_known_headings
from cpo_screen.trained_models import VERSION
from cpo_screen.training.careers import FOLDER, Career, read_careers
from cpo_screen.training.heading_data import KINDS, Sheet, draw_sheets, lexicon_headings
from cpo_screen.training.heading_scores import FINDERS, Score, score_sheets

CARD = Path(__file__).with_name("heading_card.md")
SEED = 20
TIMES = 4
# The least chance of a heading in unknown words, in known ones that nothing sets apart, set like others.
LIMITS = {"least": 0.9, "least_known": 0.5, "doubtful": 0.3}
LEAST_KIND = {"least": 0.6, "least_dated": 0.45}
_HELD = 5  # every fifth career is held back, by the hash of its name
_HIDDEN = (0.0, 0.3, 0.6, 1.0)
_SHARES = (0.0, 0.0, 0.0, 0.33, 0.5, 0.5, 1.0)
_WORDS = FEATURES.index("heading_words")
Row = tuple[list[float], bool]
Example = tuple[dict[str, float], SectionKind]


def held_back(career: Career) -> bool:
    """Say whether this career is kept for measuring."""
    return int(hashlib.sha256(career.id.encode()).hexdigest(), 16) % _HELD == 0


# --- which lines are headings -------------------------------------------------------------------


def line_rows(sheets: Iterable[Sheet]) -> list[Row]:
    """The lines that could be headings; some known ones are taken for unknown, as those are few."""
    return [row for sheet in sheets for row in _rows_of(sheet)]


def _rows_of(sheet: Sheet) -> list[Row]:
    random = Random(f"{sheet.career}/{len(sheet.lines)}")
    body = body_size(sheet.lines)
    found = find_known_headings(sheet.lines, body)
    share = random.choice(_HIDDEN)
    hidden = {index for index in found if random.random() < share}
    known = {index: kind for index, kind in found.items() if index not in hidden}
    page = Page.of(sheet.lines, known, body)
    rows = []
    for index, line in enumerate(sheet.lines):
        if index in known or not may_be_heading(line):
            continue
        features = heading_features(page, index)
        if index in hidden:
            features[_WORDS] = random.choice(_SHARES)
        rows.append((features, index in sheet.headings))
    return rows


def fit_lines(rows: Sequence[Row]) -> dict[str, Any]:
    """Boosted trees as plain numbers."""
    x = np.array([features for features, _ in rows])
    y = np.array([heading for _, heading in rows])
    model = GradientBoostingClassifier(
        n_estimators=120,
        max_depth=4,
        learning_rate=0.1,
        subsample=0.7,
        min_samples_leaf=15,
        random_state=SEED,
    ).fit(x, y)
    trees = [_plain_tree(one[0].tree_, model.learning_rate) for one in model.estimators_]
    share = float(y.mean())
    return {
        "features": list(FEATURES),
        **LIMITS,
        "start": round(float(np.log(share / (1 - share))), 6),
        "trees": trees,
    }


def _plain_tree(tree: Any, rate: float) -> list[list[float]]:
    return [
        [int(one) for one in tree.feature],
        [round(float(one), 4) for one in tree.threshold],
        [int(one) for one in tree.children_left],
        [int(one) for one in tree.children_right],
        [round(float(one) * rate, 5) for one in tree.value[:, 0, 0]],
    ]


# --- what they open -----------------------------------------------------------------------------


def kind_examples(sheets: Iterable[Sheet]) -> list[Example]:
    """Each heading with what stands below it, the same without its words, and the lexicon's words alone."""
    examples: list[Example] = [(kind_features(text, ()), kind) for text, kind in lexicon_headings()]
    for sheet in sheets:
        for index, kind in sheet.headings.items():
            below = lines_below(sheet.lines, index, sheet.headings)
            examples.append((kind_features(heading_text(sheet.lines[index]), below), kind))
            examples.append((kind_features("", below), kind))
    return examples


def fit_kinds(examples: Sequence[Example]) -> dict[str, Any]:
    """One linear model over all kinds; weights near nothing are left out."""
    times = Counter(name for features, _ in examples for name in features)
    kept = [{name: one for name, one in features.items() if times[name] >= 4} for features, _ in examples]
    vectors = DictVectorizer()
    x = vectors.fit_transform(kept)
    model = LogisticRegression(C=20.0, max_iter=300).fit(x, [kind for _, kind in examples])
    weights: dict[str, dict[str, float]] = {}
    for name, column in sorted(vectors.vocabulary_.items()):
        near = {
            str(row): round(float(one), 2)
            for row, one in enumerate(model.coef_[:, column])
            if abs(one) >= 0.1
        }
        if near:
            weights[name] = near
    return {
        "kinds": [str(one) for one in model.classes_],
        **LEAST_KIND,
        "start": [round(float(one), 3) for one in model.intercept_],
        "weights": weights,
    }


# --- writing it -----------------------------------------------------------------------------------


def data_hash() -> str:
    """The hash of everything that the models are made from."""
    files = [*sorted(FOLDER.glob("*.yaml")), KINDS, Path(lexicons.__file__).parent / "headings.yaml"]
    return hashlib.sha256(b"".join(one.read_bytes() for one in files)).hexdigest()


def make(target: Path) -> bool:
    """Fit both models, write them and their card to `target`; True if any file differs from before."""
    careers = read_careers()
    held = {one.id for one in careers if held_back(one)}
    sheets = list(draw_sheets(careers, SEED, TIMES))
    taught = [one for one in sheets if one.career not in held]
    changed = _write(target / "lines.json", _as_json(fit_lines(line_rows(taught))))
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
        **LIMITS,
        least_kind=LEAST_KIND["least"],
        least_dated=LEAST_KIND["least_dated"],
    )


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

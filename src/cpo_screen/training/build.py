"""`make models`: train everything under models/ from the data of the repository, each with a card.

Every model is trained twice: once without an eighth of the careers, which are then read to measure it,
and once with all of them, which is the model that is kept.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from multiprocessing import Pool
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import click

from cpo_screen.extraction.line_roles import find_line_roles
from cpo_screen.resources import resource_path
from cpo_screen.trained_models import VERSION
from cpo_screen.training import cards
from cpo_screen.training.careers import FOLDER, Career, read_careers
from cpo_screen.training.corpus import Sample, render_sample
from cpo_screen.training.line_roles import save_line_roles, train_line_roles
from cpo_screen.training.scores import Score, score_labels, score_roles
from cpo_screen.training.tagger import tagger_features, train_tagger

SEED = 20261123
RENDERINGS = 6  # of every career
_HELD_BACK = 8  # one career in so many is held back to measure


@click.command()
@click.option(
    "--renderings", default=RENDERINGS, show_default=True, help="How often every career is rendered."
)
@click.option("--jobs", default=os.cpu_count() or 1, show_default=True, help="Processes that render.")
def main(renderings: int, jobs: int) -> None:
    """Train the line-role model and the tagger, and write their cards."""
    careers = read_careers()
    samples = render_all(careers, renderings, jobs)
    click.echo(
        f"{len(careers)} careers, {len(samples)} files, {sum(len(one.labels) for one in samples)} words"
    )
    models = resource_path("models")
    held, rest = split(samples)
    measured = measure(held, rest)
    roles = train_line_roles(samples, SEED)
    save_line_roles(roles, models / "line_roles")
    (models / "tagger").mkdir(exist_ok=True)
    train_tagger(samples, SEED, models / "tagger" / "tagger.crfsuite")
    facts = {
        "data": data_hash(),
        "careers": len(careers),
        "files": len(samples),
        "held": len({one.career for one in held}),
    }
    for name in ("line_roles", "tagger"):
        (models / name / "version").write_text(f"{VERSION}\n", "ascii")
        (models / name / "card.md").write_text(cards.card(name, facts, measured, SEED), "utf-8")
    click.echo(cards.table(measured["tagger"]))


def render_all(careers: Sequence[Career], renderings: int, jobs: int) -> list[Sample]:
    """Every career `renderings` times, in the order of careers."""
    tasks = [(career, seed) for career in careers for seed in range(renderings)]
    with Pool(jobs) as pool:
        return pool.map(_render, tasks, chunksize=8)


def _render(task: tuple[Career, int]) -> Sample:
    with TemporaryDirectory() as folder:
        return render_sample(*task, Path(folder))


def split(samples: Sequence[Sample]) -> tuple[list[Sample], list[Sample]]:
    """Samples of the careers held back, and the others."""
    careers = sorted({one.career for one in samples})
    Random(SEED).shuffle(careers)
    held = set(careers[: len(careers) // _HELD_BACK])
    return [one for one in samples if one.career in held], [
        one for one in samples if one.career not in held
    ]


def measure(held: Sequence[Sample], rest: Sequence[Sample]) -> dict[str, list[Score]]:
    """Scores on careers that the models have not seen, beside the most frequent answer."""
    import pycrfsuite

    roles = train_line_roles(rest, SEED)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tagger.crfsuite"
        train_tagger(rest, SEED, path)
        tagger = pycrfsuite.Tagger()
        tagger.open(str(path))
        found = [tagger.tag(tagger_features(one, roles)) for one in held]
        tagger.close()
    return {
        "line_roles": score_roles([(one.roles, find_line_roles(one.features, roles)) for one in held]),
        "tagger": score_labels([(one.labels, labels) for one, labels in zip(held, found, strict=True)]),
    }


def data_hash() -> str:
    """SHA-256 over the careers and the renderer's own words."""
    digest = hashlib.sha256()
    for path in [*sorted(FOLDER.glob("*.yaml")), FOLDER.parent / "rendering" / "words.yaml"]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    main()

"""Compare kinds of models that find names, titles, companies … in the lines of a CV; see `docs/models.md`.

All learn from the same samples and are measured on the same careers, which none of them has seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import Pool
from random import Random
from time import process_time

import click
import numpy as np

from cpo_screen.extraction.line_sketches import PlacedLine, sketch_lines
from cpo_screen.training.build import SEED, data_hash, render_all, split
from cpo_screen.training.careers import read_careers
from cpo_screen.training.compare_models import (
    RULED,
    Budget,
    Tagger,
    together,
    train_frequent,
    train_network,
    train_plain_crf,
    train_program,
    train_rules,
)
from cpo_screen.training.corpus import Sample
from cpo_screen.training.scores import Score, score_labels

MODELS = {
    "crf": train_program,
    "spacy": train_network,
    "plain": train_plain_crf,
    "frequent": train_frequent,
    "rules": train_rules,
}
_DRAWS = 300  # of careers, for the interval of a difference


@dataclass(frozen=True, slots=True)
class Result:
    """What a model found in each held-back sample, and seconds of computing: to train it, to find."""

    model: str
    name: str
    about: str
    found: list[list[str]]
    training: float
    tagging: float


@click.command()
@click.option("--renderings", default=3, show_default=True, help="How often every career is rendered.")
@click.option("--minutes", default=6.0, show_default=True, help="Computing time of spaCy's training.")
@click.option("--batches", type=int, help="Batches of spaCy's training, instead of minutes.")
@click.option("--careers", type=int, help="Only the first so many careers, for a quick look.")
@click.option("--jobs", default=2, show_default=True, help="Processes.")
def main(renderings: int, minutes: float, batches: int | None, careers: int | None, jobs: int) -> None:
    """Train each kind of model on seven eighths of the careers, measure it on the others."""
    samples = render_all(read_careers()[:careers], renderings, jobs)
    held, rest = split(samples)
    click.echo(
        f"{len({one.career for one in rest})} careers in {len(rest)} files to learn from; "
        f"{len({one.career for one in held})} in {len(held)} held back, "
        f"{sum(len(one.labels) for one in held)} words; data {data_hash()[:12]}\n"
    )
    results = compare(held, rest, Budget(minutes, batches), jobs)
    click.echo(scores_table(results, held))
    click.echo(f"\n{lead_table(results, held)}")
    click.echo(f"\n{speed_table(results, held)}")


def compare(held: Sequence[Sample], rest: Sequence[Sample], budget: Budget, jobs: int = 1) -> list[Result]:
    """Train and measure every model; a model that is measured on its way gives several results."""
    tasks = [(model, held, rest, budget) for model in MODELS]
    if jobs == 1:
        return [one for task in tasks for one in _measure(task)]
    with Pool(jobs) as pool:
        return [one for results in pool.map(_measure, tasks, chunksize=1) for one in results]


def _measure(task: tuple[str, Sequence[Sample], Sequence[Sample], Budget]) -> list[Result]:
    model, held, rest, budget = task
    results, training, begun = [], 0.0, process_time()
    for trained in MODELS[model](rest, budget):
        training += process_time() - begun
        found, tagging = _tag(trained.tag, held)
        results.append(Result(model, trained.name, trained.about, found, training, tagging))
        begun = process_time()
    return results


def _tag(tag: Tagger, held: Sequence[Sample]) -> tuple[list[list[str]], float]:
    """What is found, and the seconds it takes once everything is loaded."""
    tag(held[0])
    begun = process_time()
    found = [tag(one) for one in held]
    return found, process_time() - begun


# --- tables ---------------------------------------------------------------------------------------


def scores_of(result: Result, held: Sequence[Sample]) -> list[Score]:
    """Of whole spans, per label, of the rules' three labels together, and of all."""
    scores = score_labels([(one.labels, found) for one, found in zip(held, result.found, strict=True)])
    return [*scores[:-1], together(scores, RULED, "those of the rules"), scores[-1]]


def scores_table(results: Sequence[Result], held: Sequence[Sample]) -> str:
    """F1 per label and model."""
    columns = [scores_of(one, held) for one in results]
    rows = [["label", "labelled", *(one.name for one in results)], ["---"] * (len(results) + 2)]
    for scores in zip(*columns, strict=True):
        label = scores[0].label
        figures = [
            "–"
            if one.model == "rules" and label not in (*RULED, "those of the rules")
            else f"{score.f1:.3f}"
            for one, score in zip(results, scores, strict=True)
        ]
        rows.append([label, str(scores[0].labelled), *figures])
    return _markdown(rows)


def lead_table(results: Sequence[Result], held: Sequence[Sample]) -> str:
    """By how much the program's model is ahead of the others, with the middle 95 % over drawn careers."""
    program = next(one for one in results if one.model == "crf")
    others = [one for one in results if one.model in ("spacy", "plain")]
    others = [one for at, one in enumerate(others) if one.model not in [o.model for o in others[at + 1 :]]]
    rows = [["label", *(f"ahead of {one.name}" for one in others)], ["---"] * (len(others) + 1)]
    leads = [_leads(program, one, held) for one in others]
    rows += [[label, *(lead[label] for lead in leads)] for label in leads[0]]
    return _markdown(rows)


def _leads(one: Result, other: Result, held: Sequence[Sample]) -> dict[str, str]:
    """Differences of F1 as '+0.05 (+0.02 to +0.08)', per label."""
    careers = sorted({sample.career for sample in held})
    places = {name: [at for at, sample in enumerate(held) if sample.career == name] for name in careers}
    random = Random(SEED)
    drawn = [random.choices(careers, k=len(careers)) for _ in range(_DRAWS)]
    differences = [_differences(one, other, held, [at for name in names for at in places[name]])
                   for names in [careers, *drawn]]  # fmt: skip
    told = {}
    for label, whole in differences[0].items():
        low, high = np.quantile([each.get(label, 0.0) for each in differences[1:]], (0.025, 0.975))
        told[label] = f"{whole:+.3f} ({low:+.3f} to {high:+.3f})"
    return told


def _differences(
    one: Result, other: Result, held: Sequence[Sample], places: Sequence[int]
) -> dict[str, float]:
    first, second = (
        {
            score.label: score.f1
            for score in score_labels([(held[at].labels, it.found[at]) for at in places])
        }
        for it in (one, other)
    )
    return {label: first[label] - second[label] for label in first}


def speed_table(results: Sequence[Result], held: Sequence[Sample]) -> str:
    """Minutes to train, words per second of one core; and the sketches, which all need."""
    count = sum(len(one.labels) for one in held)
    rows = [["model", "minutes to train", "trained", "words per second"], ["---"] * 4]
    rows += [
        [one.name, f"{one.training / 60:.1f}", one.about, f"{count / one.tagging:,.0f}"] for one in results
    ]
    rows.append(["sketches of lines, which all need", "", "", f"{count / _sketching(held):,.0f}"])
    return _markdown(rows)


def _sketching(held: Sequence[Sample]) -> float:
    """Seconds to sketch the samples' lines again."""
    placed = [
        [
            PlacedLine(one.line, one.kind.removesuffix("#"), one.kind.endswith("#"))
            for one in sample.sketches
        ]
        for sample in held
    ]
    begun = process_time()
    for one in placed:
        sketch_lines(one)
    return process_time() - begun


def _markdown(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


if __name__ == "__main__":
    main()

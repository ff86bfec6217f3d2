"""The comparison of models: marks and labels come back right, every model is measured, nothing leaks."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from cpo_screen.training.careers import read_careers
from cpo_screen.training.compare import (
    MODELS,
    Result,
    compare,
    lead_table,
    scores_of,
    scores_table,
    speed_table,
)
from cpo_screen.training.compare_models import Budget, train_frequent
from cpo_screen.training.compare_runs import cut_runs, labels_of_words
from cpo_screen.training.corpus import Sample, render_samples


@pytest.fixture(scope="module")
def samples() -> list[Sample]:
    return list(render_samples(read_careers()[:12], [0, 1]))


@pytest.fixture(scope="module")
def halves(samples: list[Sample]) -> tuple[list[Sample], list[Sample]]:
    held = {sample.career for sample in samples[:6]}
    return [one for one in samples if one.career in held], [
        one for one in samples if one.career not in held
    ]


@pytest.fixture(scope="module")
def results(halves: tuple[list[Sample], list[Sample]]) -> list[Result]:
    return compare(*halves, Budget(minutes=0, batches=3))


def test_labels_survive_the_way_into_runs_and_back(samples: list[Sample]) -> None:
    for sample in samples:
        runs = cut_runs(sample)
        assert labels_of_words(runs, [run.labels for run in runs], len(sample.labels)) == sample.labels


def test_line_ends_are_words_and_prose_is_none(samples: list[Sample]) -> None:
    for sample in samples:
        short = [one for one in sample.sketches if not one.prose and one.words]
        words = [word for run in cut_runs(sample) for word in run.words]
        assert words.count("⏎") == len(short)
        assert "¶" not in words


def test_bold_type_and_bullets_are_words(samples: list[Sample]) -> None:
    short = [one.line for sample in samples for one in sample.sketches if not one.prose and one.words]
    words = [word for sample in samples for run in cut_runs(sample) for word in run.words]
    assert words.count("✱") == sum(line.bold for line in short) > 0
    assert words.count("‣") == sum(line.bullet for line in short) > 0


def test_a_span_found_from_a_mark_on_begins_at_its_first_word(samples: list[Sample]) -> None:
    run = next(one for one in cut_runs(samples[0]) if len(one.words) > 2)
    found = ["B-NAME", *["I-NAME"] * (len(run.words) - 1)]  # the first word is a line's mark
    labels = labels_of_words([run], [found], len(samples[0].labels))
    told = [labels[place] for place in run.places if place >= 0]
    assert told == ["B-NAME", *["I-NAME"] * (len(told) - 1)]


def test_every_model_is_measured_and_answers_each_word(
    results: list[Result], halves: tuple[list[Sample], list[Sample]]
) -> None:
    assert {one.model for one in results} == set(MODELS)
    assert [one.model for one in results].count("spacy") == 3
    for result in results:
        assert [len(found) for found in result.found] == [len(one.labels) for one in halves[0]]
        assert result.tagging > 0


def test_the_trained_field_beats_the_dumb_baseline(
    results: list[Result], halves: tuple[list[Sample], list[Sample]]
) -> None:
    reached = {one.model: scores_of(one, halves[0])[-1].f1 for one in results}
    assert reached["crf"] > reached["frequent"] + 0.2
    assert reached["plain"] > reached["frequent"]


def test_rules_find_no_schools(results: list[Result], halves: tuple[list[Sample], list[Sample]]) -> None:
    rules = next(one for one in results if one.model == "rules")
    scores = {one.label: one for one in scores_of(rules, halves[0])}
    assert scores["SCHOOL"].found == scores["DEGREE"].found == scores["NAME"].found == 0
    assert scores["TITLE"].right > 0


def test_answers_are_the_same_again_and_do_not_depend_on_the_labels(
    results: list[Result], halves: tuple[list[Sample], list[Sample]]
) -> None:
    held, rest = halves
    blind = [replace(one, labels=["O"] * len(one.labels), roles=["other"] * len(one.roles)) for one in held]
    again = compare(blind, rest, Budget(minutes=0, batches=3))
    assert [one.found for one in again] == [one.found for one in results]


def test_the_baseline_gives_a_word_the_label_it_always_had(samples: list[Sample]) -> None:
    sample = samples[0]
    [(_, tag, _)] = train_frequent([sample], Budget(1))
    words = [word.text.lower() for sketch in sample.sketches for word in sketch.words]
    had = {(word, label[2:]) for word, label in zip(words, sample.labels, strict=True)}
    always = {word for word, count in Counter(word for word, _ in had).items() if count == 1}
    found = list(zip(words, tag(sample), strict=True))
    assert len(always) > 50
    assert all((word, label[2:]) in had for word, label in found if word in always)


def test_tables_name_models_and_labels(
    results: list[Result], halves: tuple[list[Sample], list[Sample]]
) -> None:
    table = scores_table(results, halves[0])
    assert "| TITLE |" in table
    assert all(one.name in table for one in results)
    rules = next(line for line in table.splitlines() if line.startswith("| SCHOOL"))
    assert rules.endswith("| – |")
    assert "| all | +" in lead_table(results, halves[0])
    assert "sketches" in speed_table(results, halves[0])


def test_the_document_names_the_command() -> None:
    told = (Path(__file__).parents[2] / "docs" / "models.md").read_text("utf-8")
    assert "python -m cpo_screen.training.compare --renderings 3 --minutes 6" in told

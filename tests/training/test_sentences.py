"""Leadership sentences: the training data holds together, and those held out are read as measured."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from cpo_screen.extraction.leadership import judge_clause
from cpo_screen.extraction.signals_clauses import split_clauses
from cpo_screen.training.sentences import read_sentences

HELD_OUT = Path(__file__).with_name("sentences_heldout.yaml")
WHO_LED = Path(__file__).with_name("sentences_who_led.yaml")


def held_out(path: Path = HELD_OUT) -> list[dict]:
    return yaml.safe_load(path.read_text("utf-8"))


def measure(path: Path) -> tuple[float, float, float]:
    """Precision and recall of the signals, and how often `led` or `contributed` is right."""
    right = found = labelled = strength = 0
    for row in held_out(path):
        language = row.get("language", "en")
        seen: dict[str, str] = {}
        for clause in split_clauses(row["text"], 0, language):
            for signal, (how, _, _) in judge_clause(clause, language).items():
                seen[signal] = "led" if "led" in (how, seen.get(signal)) else how
        both = set(seen) & set(row["shows"])
        right, found, labelled = right + len(both), found + len(seen), labelled + len(row["shows"])
        strength += sum(seen[signal] == row["shows"][signal] for signal in both)
    return right / found, right / labelled, strength / right


def test_the_corpus_is_large_and_of_many_kinds() -> None:
    sentences = read_sentences()
    assert len(sentences) >= 5000
    assert {one.kind for one in sentences} == {"deed", "skill", "wish", "denied", "other"}
    assert {one.language for one in sentences} == {"en", "de", "fr", "es", "it", "pt", "nl"}


@pytest.mark.parametrize("path", [HELD_OUT, WHO_LED], ids=lambda path: path.stem)
def test_no_sentence_held_out_is_trained_on(path: Path) -> None:
    taught = {one.text.casefold().strip(" .") for one in read_sentences()}
    assert not taught & {row["text"].casefold().strip(" .") for row in held_out(path)}


def test_a_mistake_in_the_corpus_is_named(tmp_path: Path) -> None:
    row = {"text": "Ran it", "shows": {"roadmap": "owned"}, "kind": "deed"}
    (tmp_path / "a.yaml").write_text(yaml.safe_dump([row]))
    with pytest.raises(ValueError, match=r"a\.yaml, row 1: an unknown kind, signal or strength"):
        read_sentences(tmp_path)


def test_sentences_held_out_are_read_as_well_as_measured() -> None:
    precision, recall, strength = measure(HELD_OUT)
    assert precision >= 0.90
    assert recall >= 0.78
    assert strength >= 0.93


def test_who_led_and_who_took_part_in_the_same_deeds() -> None:
    precision, recall, strength = measure(WHO_LED)
    assert precision >= 0.90
    assert recall >= 0.75
    assert strength >= 0.87

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner, Result

from cpo_screen.cli import main

WriteCorpus = Callable[..., Path]
CV = """\
Ada Example
ada@example.com

Experience

VP Product, Acme Ltd
March 2019 - present
Led a team of 12 people.
"""


def evaluate(gold: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["evaluate", str(gold), "--as-of", "2026-11", "--jobs", "1", *options])


def test_evaluate_reads_and_compares(write_corpus: WriteCorpus) -> None:
    gold = write_corpus({"name": "Ada Example", "email": "ben@example.com", "language": "en"}, text=CV)
    result = evaluate(gold, "--by", "language", "--errors")
    assert result.exit_code == 0, result.output
    assert "1 CVs (0 scans): 1 read, 0 refused, 0 crashed, 0 missing" in result.output
    assert "expected  ben@example.com\n    found     ada@example.com" in result.output
    assert "By language" in result.output


def test_evaluate_without_scans(write_corpus: WriteCorpus) -> None:
    gold = write_corpus({"name": "Ada Example"}, {"name": "Ben Example", "scan": True}, text=CV)
    assert "All CVs, scans too (2)" in evaluate(gold).output
    assert "1 CVs (0 scans)" in evaluate(gold, "--without-scans").output


def test_a_refused_file_is_all_missed(write_corpus: WriteCorpus) -> None:
    gold = write_corpus({"name": "Ada Example"}, text="")
    result = evaluate(gold)
    assert result.exit_code == 0, result.output
    assert "refused: cv1 cv1.txt" in result.output


def test_malformed_labels_are_exit_2(write_corpus: WriteCorpus) -> None:
    result = evaluate(write_corpus({"name": 3}))
    assert result.exit_code == 2
    assert "line 1: name" in result.output

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from cpo_screen.errors import UsageError
from cpo_screen.training.evaluation import (
    Report,
    evaluate,
    evaluate_files,
    evaluate_profiles,
    render_report,
    score,
)
from cpo_screen.training.evaluation.run import hash_file

GOLD = Path(__file__).parent.parent / "gold" / "gold.jsonl"
WriteCorpus = Callable[..., Path]
JOB = {
    "title": "CPO",
    "company": "Acme",
    "start": "2020-01",
    "end": "present",
    "product": True,
    "level": "c_level",
}
ROW = {"name": "Ada Example", "positions": [JOB, JOB | {"title": "VP Product", "start": "2015"}]}


def profile(path: Path | str, **changes: Any) -> dict[str, Any]:
    return {"source": {"path": str(path)}, "status": "ok"} | ROW | changes


def counts(report: Report, measure: str) -> tuple[int, int, int | None]:
    one = score(report.results)[measure]
    return (one.right, one.expected, one.found)


def test_evaluate_a_parser(write_corpus: WriteCorpus) -> None:
    report = evaluate(write_corpus(dict(ROW), dict(ROW)), profile)
    assert counts(report, "position_record") == (4, 4, 4)
    assert counts(report, "name") == (2, 2, 2)
    assert report.count("read") == 2


def test_a_crash_counts_as_all_missed(write_corpus: WriteCorpus) -> None:
    def parse(path: Path) -> dict[str, Any]:
        if path.stem == "cv1":
            raise ZeroDivisionError("oh")
        return profile(path)

    report = evaluate(write_corpus(dict(ROW), dict(ROW)), parse)
    assert counts(report, "position_record") == (2, 4, 2)
    assert counts(report, "name") == (1, 2, 1)
    assert (report.count("crashed"), report.results[0].reason) == (1, "ZeroDivisionError: oh")


def test_a_parser_that_exits_is_a_crash(write_corpus: WriteCorpus) -> None:
    def parse(_: Path) -> dict[str, Any]:
        raise SystemExit(3)

    assert evaluate(write_corpus(dict(ROW)), parse).count("crashed") == 1


def test_something_else_than_a_profile_is_a_crash(write_corpus: WriteCorpus) -> None:
    def parse(_: Path) -> Any:
        return None

    assert evaluate(write_corpus(dict(ROW)), parse).results[0].reason == "NoneType instead of a profile"


def test_a_missing_file_counts_as_all_missed(write_corpus: WriteCorpus) -> None:
    gold = write_corpus(dict(ROW), dict(ROW))
    (gold.parent / "cv2.txt").unlink()
    report = evaluate(gold, profile)
    assert counts(report, "position_record") == (2, 4, 2)
    assert report.count("missing") == 1
    assert "cv2: cv2.txt is not there" in report.remarks


@pytest.mark.parametrize(("code", "outcome"), [("encrypted", "refused"), ("crashed", "crashed")])
def test_an_unreadable_file_counts_as_all_missed(
    write_corpus: WriteCorpus, code: str, outcome: str
) -> None:
    gold = write_corpus(dict(ROW))
    said = [{"code": code, "message": "Locked."}]
    unread = profile(gold.parent / "cv1.txt", status="unreadable", warnings=said)
    report = evaluate_files(gold, lambda _: [unread])
    assert counts(report, "name") == (0, 1, 0)
    assert (report.results[0].outcome, report.results[0].reason) == (outcome, "Locked.")


def test_profiles_are_matched_in_any_order(write_corpus: WriteCorpus) -> None:
    gold = write_corpus({"name": "A"}, {"name": "B"}, {"name": "C"})

    def parse_many(paths: Sequence[Path]) -> Iterable[dict[str, Any]]:
        assert [path.name for path in paths] == ["cv1.txt", "cv2.txt", "cv3.txt"]
        names = dict(zip(paths, "ABC", strict=True))
        return (profile(path, name=names[path], positions=[]) for path in reversed(paths))

    assert counts(evaluate_files(gold, parse_many), "name") == (3, 3, 3)


def test_profiles_are_matched_by_hash_and_by_name(write_corpus: WriteCorpus) -> None:
    gold = write_corpus({"name": "A"}, {"name": "B"})
    (gold.parent / "cv1.txt").write_text("other text", encoding="utf-8")
    moved = {"source": {"path": "elsewhere.txt", "sha256": hash_file(gold.parent / "cv1.txt")}, "name": "A"}
    renamed = {"source": {"path": "/other/folder/cv2.txt"}, "name": "B"}
    assert counts(evaluate_profiles(gold, [renamed, moved]), "name") == (2, 2, 2)


def test_an_archive_is_its_folder(write_corpus: WriteCorpus, tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    gold = write_corpus({"file": "export/Positions.csv", "name": "A"})
    seen: list[Path] = []
    evaluate(gold, lambda path: seen.append(path) or {})
    assert seen == [tmp_path / "export"]


def test_another_file_than_labelled_is_said(write_corpus: WriteCorpus) -> None:
    report = evaluate(write_corpus({"name": "A", "sha256": "0" * 64}), profile)
    assert any("not the file that was labelled" in remark for remark in report.remarks)


def test_malformed_labels_stop_before_parsing(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text('{"id": "a"}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="line 1: file"):
        evaluate(tmp_path / "gold.jsonl", lambda path: pytest.fail(f"{path} must not be parsed"))


def test_corpus_hash_follows_labels_and_files(write_corpus: WriteCorpus) -> None:
    gold = write_corpus({"name": "A"})
    before = evaluate_profiles(gold, []).corpus
    assert evaluate_profiles(gold, []).corpus == before
    (gold.parent / "cv1.txt").write_text("changed", encoding="utf-8")
    changed = evaluate_profiles(gold, []).corpus
    gold.write_text(gold.read_text(encoding="utf-8").replace('"A"', '"B"'), encoding="utf-8")
    assert len({before, changed, evaluate_profiles(gold, []).corpus}) == 3


def test_baseline_stands_beside(write_corpus: WriteCorpus) -> None:
    gold = write_corpus(dict(ROW), text="Ada Example\nCPO\nAcme, 01/2020 - present\n")
    report = evaluate(gold, lambda _: {}, read_text=lambda path: path.read_text(encoding="utf-8"))
    beside = score(report.results, baseline=True)["position_record"]
    assert (beside.right, beside.expected, beside.found) == (1, 2, 1)


def test_text_that_cannot_be_read_is_said(write_corpus: WriteCorpus) -> None:
    def fail(path: Path) -> str:
        raise ValueError(path)

    report = evaluate(write_corpus(dict(ROW)), profile, read_text=fail)
    assert "no plain text for the baseline: cv1" in report.remarks


# --- scores


def two_cvs(write_corpus: WriteCorpus) -> Report:
    gold = write_corpus(ROW | {"layout": "single"}, ROW | {"layout": "table", "scan": True})
    return evaluate(gold, lambda path: profile(path) if path.stem == "cv1" else {})


def test_precision_recall_f1(write_corpus: WriteCorpus) -> None:
    job = JOB | {"title": "Baker"}
    gold = write_corpus({"positions": [JOB, JOB | {"title": "VP"}, JOB | {"title": "PM"}]})
    one = score(evaluate(gold, lambda _: {"positions": [JOB, job]}).results)["title"]
    assert (one.precision, one.recall, one.f1) == pytest.approx((1 / 2, 1 / 3, 2 / 5))


def test_interval_of_two_cvs_is_all_or_nothing(write_corpus: WriteCorpus) -> None:
    one = score(two_cvs(write_corpus).results)["title"]
    assert (one.low, one.high) == (0.0, 1.0)
    assert one.f1 == pytest.approx(2 / 3)


def test_interval_is_reproducible_and_holds_the_value(write_corpus: WriteCorpus) -> None:
    gold = write_corpus(*(dict(ROW) for _ in range(9)))
    report = evaluate(gold, lambda path: profile(path) if path.stem > "cv3" else {}, read_text=None)
    one = score(report.results)["title"]
    assert score(report.results)["title"] == one
    assert 0 < one.low < one.value < one.high <= 1


def test_groups_and_scans(write_corpus: WriteCorpus) -> None:
    report = two_cvs(write_corpus)
    assert {name: len(results) for name, results in report.groups("layout").items()} == {
        "single": 1,
        "table": 1,
    }
    assert [one.label.id for one in report.with_text] == ["cv1"]
    assert score(report.without_scans().results)["title"].f1 == 1.0
    assert list(report.groups("format")) == ["txt"]


def test_gold_corpus_is_scored_fast() -> None:
    began = time.perf_counter()
    report = evaluate_profiles(GOLD, [], by="layout", read_text=None)
    render_report(report, errors=True)
    assert time.perf_counter() - began < 5
    assert report.count("missing") == 43
    assert counts(report, "position_record") == (0, 185, 0)


# --- the written report


def test_report_shows_both_sets_and_the_baseline(write_corpus: WriteCorpus) -> None:
    text = render_report(two_cvs(write_corpus))
    assert "CVs with a text layer (1)" in text
    assert "All CVs, scans too (2)" in text
    assert "baseline" in text
    assert "near" not in text


def test_report_names_what_was_not_read(write_corpus: WriteCorpus) -> None:
    def parse(_: Path) -> dict[str, Any]:
        raise ValueError("no such font")

    assert "crashed: cv1 cv1.txt (ValueError: no such font)" in render_report(
        evaluate(write_corpus({}), parse)
    )


def test_report_by_group(write_corpus: WriteCorpus) -> None:
    gold = write_corpus(ROW | {"language": "en"}, ROW | {"language": "fr"})
    text = render_report(evaluate(gold, profile, by="language"))
    assert "By language" in text
    assert "en (1)" in text
    assert "fr (1)" in text


def test_errors_show_what_the_program_saw(write_corpus: WriteCorpus) -> None:
    gold = write_corpus(dict(ROW), text="Ada Beta Example\nCPO\n")
    wrong = [JOB | {"title": "CEO", "evidence": {"quote": "CEO, Acme"}}]
    report = evaluate(
        gold,
        lambda path: profile(path, name=None, positions=wrong),
        read_text=lambda path: path.read_text(encoding="utf-8"),
    )
    text = render_report(report, errors=True)
    assert (
        "  name\n    expected  Ada Example\n    found     –\n    near      Ada Beta Example ⏎ CPO\n" in text
    )
    assert "  title\n    expected  CPO\n    found     CEO\n    near      CEO, Acme\n" in text


def test_nothing_in_a_cv_commands_the_terminal(write_corpus: WriteCorpus) -> None:
    report = evaluate(write_corpus(dict(ROW)), lambda path: profile(path, name="A\x1b[2J\x07\u202e\nB"))
    text = render_report(report, errors=True)
    assert "found     A [2J B" in text
    assert all(c.isprintable() or c == "\n" for c in text)


def test_no_errors_no_list(write_corpus: WriteCorpus) -> None:
    report = evaluate(write_corpus(dict(ROW)), profile)
    assert "expected" not in render_report(report, errors=True)
    assert report.misses == ()

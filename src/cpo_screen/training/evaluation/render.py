"""Writes a report for people: a table of measures beside the baseline, by group, and the misses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpo_screen.training.evaluation.alignment import shared_words
from cpo_screen.training.evaluation.report import By, CvResult, Report, Score, score

WIDE = 26
SHOWN = 200


def render_report(report: Report, errors: bool = False) -> str:
    """Write the report as plain text; with `errors`, every miss with the text that the program saw."""
    parts = [_head(report), _table("CVs with a text layer", report.with_text)]
    if len(report.with_text) < len(report.results):
        parts.append(_table("All CVs, scans too", report.results))
    if report.by:
        parts.append(_groups(report, report.by))
    if errors:
        parts.append("\n".join(_errors(report)))
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(report: Report) -> str:
    scans = len(report.results) - len(report.with_text)
    counts = ", ".join(f"{report.count(one)} {one}" for one in ("read", "refused", "crashed", "missing"))
    lines = [f"{len(report.results)} CVs ({scans} scans): {counts}", f"corpus {report.corpus}"]
    lines += [
        f"  {one.outcome}: {one.label.id} {one.label.file} ({_short(one.reason)})"
        for one in report.results
        if one.outcome != "read"
    ]
    return "\n".join([*lines, *(f"  note: {remark}" for remark in report.remarks)])


def _table(title: str, results: Sequence[CvResult]) -> str:
    if not results:
        return ""
    scores, baseline = score(results), score(results, baseline=True)
    head = f"{title} ({len(results)})"
    columns = "right  labelled  found   precision  recall  F1     95 % interval    baseline F1"
    return "\n".join(
        [head, f"{'measure':{WIDE}}{columns}", *(_row(scores[one], baseline) for one in scores)]
    )


def _row(one: Score, baseline: dict[str, Score]) -> str:
    found = "" if one.found is None else str(one.found)
    precision, f1 = (("" if value is None else f"{value:.3f}") for value in (one.precision, one.f1))
    beside = f"{baseline[one.measure].value:.3f}" if one.measure in baseline else "–"
    counts = f"{one.right:<7}{one.expected:<10}{found:<8}"
    shares = f"{precision:<11}{one.recall:<8.3f}{f1:<7}"
    return f"{one.measure:{WIDE}}{counts}{shares}{one.low:.3f} – {one.high:.3f}    {beside}"


def _groups(report: Report, by: By) -> str:
    groups = report.without_scans().groups(by)
    scores = {name: score(results) for name, results in groups.items()}
    width = max([9, *(len(name) + 7 for name in groups)])
    head = "".join(f"{f'{name} ({len(results)})':>{width}}" for name, results in groups.items())
    title = f"By {by}, CVs with a text layer: F1 (recall where only that is measured)"
    lines = [title, f"{'measure':{WIDE}}{head}"]
    for measure in score(report.with_text):
        cells = [f"{one[measure].value:.3f}" if measure in one else "–" for one in scores.values()]
        lines.append(f"{measure:{WIDE}}" + "".join(f"{cell:>{width}}" for cell in cells))
    return "\n".join(lines)


def _errors(report: Report) -> Iterator[str]:
    for one in report.results:
        misses = [miss for tally in one.tallies.values() for miss in tally.misses]
        if misses:
            yield f"{one.label.id}  {one.label.file}  ({one.label.layout}, {one.outcome})"
        for miss in misses:
            yield f"  {miss.measure}"
            yield f"    expected  {_short(miss.expected)}"
            yield f"    found     {_short(miss.found)}"
            near = miss.near or _nearest_lines(one.text, miss.expected or miss.found)
            if near:
                yield f"    near      {_short(near)}"


def _nearest_lines(text: str | None, wanted: str | None) -> str | None:
    """Return the line that shares most words with what is wanted, and its two neighbours."""
    lines = [line for line in (text or "").splitlines() if line.strip()]
    shares = [shared_words(line, wanted) for line in lines]
    if not any(shares):
        return None
    best = shares.index(max(shares))
    return " ⏎ ".join(lines[max(best - 1, 0) : best + 2])


def _short(text: str | None) -> str:
    if text is None:
        return "–"
    flat = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return flat if len(flat) <= SHOWN else flat[: SHOWN - 1] + "…"

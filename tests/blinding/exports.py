"""Every export of a screening as plain text, as somebody would search it for a name."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.console import Console

from cpo_screen.criteria import Criteria
from cpo_screen.exports.card_json import card_line
from cpo_screen.exports.csv import export_csv
from cpo_screen.exports.ledger import export_ledger
from cpo_screen.exports.markdown import comparison_markdown, scorecard_markdown
from cpo_screen.exports.parquet import export_parquet
from cpo_screen.exports.ranking_json import export_json
from cpo_screen.exports.report import export_report
from cpo_screen.exports.terminal import ranking_view, scorecard_view
from cpo_screen.exports.terminal_compare import comparison_view
from cpo_screen.exports.xlsx import export_xlsx
from cpo_screen.model import Scorecard
from cpo_screen.pipeline import profile_line
from cpo_screen.questions import questions_for
from cpo_screen.screening import Screening

_DATA = re.compile(r'<script[^>]*type="application/json"[^>]*>(.*?)</script>', re.DOTALL)
_TAG = re.compile(r"(?<=>)(?=<)|<[^>]*>")


def write_exports(screening: Screening, criteria: Criteria, folder: Path) -> dict[str, str]:
    """Write every export into a folder, read the files back, and return their texts by their names."""
    cards = [*_cards(screening)]
    asked = {one.profile.source.path: questions_for(one, criteria) for one, _ in cards}
    firm = [one.stability for one in screening.ranked if one.stability is not None]
    files = {
        "ranked.csv": export_csv(screening),
        "ranked.ledger.csv": export_ledger(screening),
        "ranked.json": export_json(screening, criteria),
        "ranked.xlsx": export_xlsx(screening, criteria, asked),
        "ranked.parquet": export_parquet(screening),
        "report.html": export_report(
            screening, criteria, asked, firm if len(firm) == len(screening.ranked) else None
        ),
        "profiles.jsonl": "\n".join(profile_line(one) for one in screening.profiles).encode(),
        "terminal.txt": _shown(ranking_view(screening, 200)).encode(),
        "compare.txt": _shown(comparison_view(cards[:3])).encode(),
        "compare.md": comparison_markdown(cards[:3]).encode(),
    }
    for at, (card, why) in enumerate(cards):
        questions = asked[card.profile.source.path]
        files[f"explain-{at}.txt"] = _shown(scorecard_view(card, why, questions)).encode()
        files[f"explain-{at}.md"] = scorecard_markdown(card, questions, why).encode()
        files[f"explain-{at}.json"] = card_line(card, questions, why).encode()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    texts = {path.name: read_export(path) for path in sorted(folder.iterdir())}
    return texts | {"data of the page": "\n".join(page_strings(files["report.html"].decode()))}


def _cards(screening: Screening) -> Iterator[tuple[Scorecard, str | None]]:
    yield from ((one.card, None) for one in screening.ranked)
    yield from ((one.card, one.reason.message) for one in screening.review)


def _shown(view: Any) -> str:
    console = Console(file=io.StringIO(), width=400, markup=False, highlight=False, emoji=False)
    with console.capture() as capture:
        console.print(view)
    return capture.get()


def read_export(path: Path) -> str:
    """Return all that a file says: its bytes, unzipped, decoded and unescaped, each text on a line."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            told = (book.read(name).decode() for name in book.namelist())
            return "\n".join(html.unescape(_TAG.sub("\n", one)) for one in told)
    if path.suffix == ".parquet":
        import pyarrow.parquet

        table = pyarrow.parquet.read_table(path)
        return "\n".join([str(table.schema.metadata), *strings_of(table.to_pylist())])
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".html":
        return "\n".join([html.unescape(text), *page_strings(text)])
    if path.suffix in (".json", ".jsonl"):
        values = (
            [json.loads(line) for line in text.splitlines()]
            if path.suffix == ".jsonl"
            else json.loads(text)
        )
        return "\n".join([text, *strings_of(values)])
    return html.unescape(text.replace("\\", ""))


def page_strings(page: str) -> Iterator[str]:
    """Yield the strings of the data inside a page."""
    for data in _DATA.findall(page):
        yield from strings_of(json.loads(data))


def strings_of(value: Any) -> Iterator[str]:
    """Yield every string in plain data."""
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings_of(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings_of(one)

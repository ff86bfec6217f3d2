"""Trials: an invented CV in the most frequent formats, read as a run reads it; limits that must hold."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from cpo_screen.batch import Limits, available_cores, run_each
from cpo_screen.doctor.findings import Finding, absent, broken
from cpo_screen.doctor.probes import sleep_long, take_memory, tell_start_method
from cpo_screen.documents.options import ReadOptions
from cpo_screen.errors import RefusedFile, ScreenError
from cpo_screen.lexicons import load_lexicon

if TYPE_CHECKING:
    from cpo_screen.pipeline import ReadFile

_AS_OF = "2026-01"
_PATIENCE = 60.0  # seconds for the libraries to be imported
_SHORT = Limits(seconds=1.0)
_SMALL = Limits(seconds=20.0, memory=64 << 20)
_TOO_MUCH = 512 << 20  # bytes


def try_reading() -> Iterable[Finding]:
    """Read the invented CV in each format, in a worker; where workers cannot even begin, say why not."""
    hindrance = find_hindrance()
    if hindrance is not None:
        yield broken("reading", "what reads files", "library", hindrance)
        return
    try:
        from cpo_screen.pipeline import Reading, read_files

        with TemporaryDirectory(prefix="cpo-screen-") as made:
            write_trial(Path(made))
            for one in read_files(made, _AS_OF, Reading(jobs=1)):
                yield _judge(one)
    except (ScreenError, ImportError, OSError) as error:
        yield broken("reading", "an invented CV", "trial", f"{type(error).__name__}: {error}")


def find_hindrance(module: str = "cpo_screen.preload") -> str | None:
    """Import what a worker imports, in a process of its own: how that failed, None where it did not."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", f"import {module}"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"{type(error).__name__}: {error}"
    if done.returncode == 0:
        return None
    lines = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
    return lines[-1] if lines else f"ended with {done.returncode}"


def _judge(one: ReadFile) -> Finding:
    kind = one.found.path.suffix.removeprefix(".")
    if isinstance(one.result, RefusedFile):
        return broken("reading", kind, "trial", f"{one.result.reason}: {one.result}")
    if one.result.contact.name != load_lexicon("doctor")["trial"]["name"] or not one.result.positions:
        return broken("reading", kind, "trial", "read, but not understood")
    return Finding("reading", kind, f"read in {sum(one.seconds.values()):.2f} s")


def write_trial(folder: Path) -> None:
    """Write the invented CV as PDF, Word, HTML and plain text."""
    lines = [str(line) for line in load_lexicon("doctor")["trial"]["lines"]]
    (folder / "trial.txt").write_text("\n".join(lines), encoding="utf-8")
    page = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    (folder / "trial.html").write_text(f"<!doctype html><html><body>{page}</body></html>", encoding="utf-8")
    (folder / "trial.pdf").write_bytes(_pdf_of(lines))
    _write_docx(folder / "trial.docx", lines)


def _pdf_of(lines: Sequence[str]) -> bytes:
    """A PDF of one page; its offsets are left for the reader to find."""
    shown = "".join(f"({line}) Tj T* " for line in lines)
    content = f"BT /F 11 Tf 14 TL 72 760 Td {shown}ET".encode("ascii")
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body = b"".join(b"%d 0 obj%s\nendobj\n" % (number, one) for number, one in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 6>>\n%%EOF\n"


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def _write_docx(path: Path, lines: Sequence[str]) -> None:
    paragraphs = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{paragraphs}</w:body></w:document>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)


# --- limits -------------------------------------------------------------------------------------------


def try_limits() -> Iterable[Finding]:
    """Start workers that sleep and that take memory, and see whether they are stopped."""
    limits, options = Limits(), ReadOptions()
    method = _result(tell_start_method, None, Limits(seconds=20.0))
    if isinstance(method, RefusedFile | ScreenError):
        yield broken("workers", "start", "trial", str(method))
        return
    yield Finding("workers", "start", f"{available_cores()} at once if --jobs does not say, by {method}")
    value = f"{limits.seconds:g} seconds a file"
    stopped = _is_refused(_result(sleep_long, 30.0, _SHORT), "timed_out")
    yield Finding("limits", "time", value) if stopped else broken("limits", "time", "time_limit", value)
    value = f"{limits.memory / (1 << 30):g} GB a file"
    stopped = _is_refused(_result(take_memory, _TOO_MUCH, _SMALL), "too_large")
    yield (
        Finding("limits", "memory", value) if stopped else absent("limits", "memory", "memory_limit", value)
    )
    yield Finding("limits", "size", f"{options.max_bytes / (1 << 20):g} MB a file")
    yield Finding("limits", "pages", f"{options.max_pages} pages a PDF")


def _result(work: Callable[[Any], str], item: object, limits: Limits) -> str | RefusedFile | ScreenError:
    """Let a worker of its own do something; what it returns, or how it failed."""
    try:
        return next(run_each(work, [item], limits=limits))
    except ScreenError as error:
        return error


def _is_refused(result: object, reason: str) -> bool:
    return isinstance(result, RefusedFile) and result.reason == reason

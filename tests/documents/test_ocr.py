"""Text recognition: with a stand-in for tesseract, and with tesseract itself where it is installed."""

from __future__ import annotations

import os
import shutil
import sys
import time
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from cpo_screen.batch import Limits, run_each
from cpo_screen.documents.discover import FoundFile
from cpo_screen.documents.ocr import ocr_state
from cpo_screen.documents.ocr_mending import mend_lines
from cpo_screen.documents.ocr_words import PageLines, Word, WordLine, make_pages, parse_hocr, sureness
from cpo_screen.documents.options import ReadOptions
from cpo_screen.documents.read import read_document
from cpo_screen.errors import RefusedFile
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import CandidateProfile, Document
from cpo_screen.pipeline import Task, parse_as_of, parse_document, parse_file, read_task

GOLD = Path(__file__).parent.parent / "gold" / "files"
SCAN = GOLD / "scan_0012.pdf"
NATIVE = GOLD / "XCB-resume.pdf"

posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")


@pytest.fixture(autouse=True)
def tesseract_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPO_SCREEN_TESSERACT", "tesseract")


real = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")

CV = """Ann Lee
ann.lee@example.com
Experience
Head of Product, Example Ltd
March 2019 - present
Set the product strategy and led a team of 12 product managers
Education
MBA, Example Business School, 2012"""


def hocr(text: str = CV, sure: int = 92, left: int = 300) -> str:
    """What tesseract says of lines in 10 point type, one below the other."""
    lines = []
    for row, line in enumerate(text.splitlines()):
        x, top, words = left, 300 + 80 * row, []
        for word in line.split():
            box = f"{x} {top} {x + 20 * len(word)} {top + 30}"
            words.append(f"<span class='ocrx_word' title='bbox {box}; x_wconf {sure}'>{word}</span>")
            x += 20 * len(word) + 12
        place = f"bbox {left} {top} {x} {top + 30}; baseline 0 0; x_size 42"
        lines.append(f'<span class="ocr_line" title="{place}">{" ".join(words)}</span>')
    return f"<html xmlns='http://www.w3.org/1999/xhtml'><body>{''.join(lines)}</body></html>"


Stand = Any


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stand:
    """Put a tesseract on the PATH that says what it is told to; returns where it notes its calls."""

    def make(said: str = "", script: str = 'cat "$here/said"') -> Path:
        folder = tmp_path / "bin"
        folder.mkdir()
        (folder / "said").write_text(said, encoding="utf-8")
        program = folder / "tesseract"
        program.write_text(
            f'#!/bin/sh\nhere="{folder}"\ncase "$1" in\n'
            '--version) echo "tesseract 5.3.0";;\n--list-langs) echo "List (2):"; echo deu; echo eng;;\n'
            f'*) echo "$$ $*" >> "$here/calls"; cat > /dev/null; {script};;\nesac\n',
            encoding="utf-8",
        )
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/bin{os.pathsep}/usr/bin")
        return folder / "calls"

    return make


def codes(document: Document) -> list[str]:
    return [remark.code for remark in document.warnings]


def pdf_of(path: Path, *sources: Path) -> Path:
    """A PDF of the first page of each source."""
    made = pdfium.PdfDocument.new()
    for source in sources:
        made.import_pages(pdfium.PdfDocument(source), [0])
    made.save(path)
    return path


def picture_of(path: Path, turned: int = 0, **how: Any) -> Path:
    """The first page of a native CV as a picture, turned by so many degrees to the left."""
    image = pdfium.PdfDocument(NATIVE)[0].render(scale=200 / 72).to_pil().convert("L")
    image.rotate(turned, expand=True, fillcolor=255).save(path, **how)
    return path


# --- wiring, with the stand-in ------------------------------------------------------------------


@posix
def test_a_scan_is_read_and_marked(stand_in: Stand) -> None:
    stand_in(hocr())
    document = read_document(SCAN, "scan.pdf")
    assert [line.text for line in document.lines] == CV.splitlines()
    assert codes(document) == ["ocr"]
    assert "check quotes" in document.warnings[0].message
    first = document.lines[0].box
    assert first is not None
    assert (round(first.x0), round(first.bottom)) == (72, 82)
    profile = parse_file(SCAN, "2026-11")
    assert [(one.title, one.company) for one in profile.positions] == [("Head of Product", "Example Ltd")]


@posix
def test_what_it_is_unsure_of_is_marked(stand_in: Stand) -> None:
    stand_in(hocr(sure=41))
    document = read_document(SCAN, "scan.pdf")
    assert codes(document) == ["ocr", "poor_ocr"]
    assert "41%" in document.warnings[1].message
    assert document.lines[0].text == "Ann Lee"


@posix
def test_only_pages_without_text_are_recognised(stand_in: Stand, tmp_path: Path) -> None:
    calls = stand_in(hocr())
    file = pdf_of(tmp_path / "mixed.pdf", NATIVE, SCAN)
    document = read_document(file, "mixed.pdf")
    assert {line.text for line in document.lines if line.page == 2} == set(CV.splitlines())
    assert any("Tablemate" in line.text for line in document.lines if line.page == 1)
    assert codes(document) == ["ocr"]
    assert "(Page 2)" in document.warnings[0].message
    assert len(calls.read_text().splitlines()) == 1


@posix
def test_a_cv_with_text_costs_no_call(stand_in: Stand) -> None:
    calls = stand_in(hocr())
    assert codes(read_document(NATIVE, "cv.pdf")) == []
    assert not calls.exists()


@posix
def test_the_first_page_decides_the_language(stand_in: Stand, tmp_path: Path) -> None:
    calls = stand_in(
        hocr("Leitung der Produktentwicklung und Aufbau von zwei Teams mit der Geschäftsführung")
    )
    read_document(pdf_of(tmp_path / "two.pdf", SCAN, SCAN), "two.pdf")
    spoken = [line.split(" -l ")[1].split()[0] for line in calls.read_text().splitlines()]
    assert spoken == ["eng+deu", "deu+eng", "deu+eng"]


@posix
def test_of_many_pages_only_the_first_are_read(stand_in: Stand, tmp_path: Path) -> None:
    calls = stand_in(hocr())
    document = read_document(pdf_of(tmp_path / "long.pdf", *[SCAN] * 10), "long.pdf")
    assert codes(document) == ["ocr", "ocr_first_pages"]
    assert "Of 10 pages" in document.warnings[1].message
    assert len(calls.read_text().splitlines()) == 8
    assert document.pages == 10


@posix
@pytest.mark.parametrize("script", ["exit 1", "echo '<html'", "head -c 5000 /dev/zero", "true"])
def test_where_it_says_nothing_a_person_must_read(stand_in: Stand, script: str) -> None:
    stand_in(script=script)
    document = read_document(SCAN, "scan.pdf")
    assert (document.text, codes(document)) == ("", ["no_text"])


@posix
def test_a_hanging_one_is_ended_and_the_file_is_not_lost(stand_in: Stand) -> None:
    calls = stand_in(script="sleep 60")
    task = Task(FoundFile(SCAN, "scan.pdf"), parse_as_of("2026-11"), ReadOptions())
    begun = time.monotonic()
    (read,) = run_each(read_task, [task], limits=Limits(seconds=10.0), start_method="spawn")
    assert time.monotonic() - begun < 60
    assert not isinstance(read, RefusedFile)
    assert isinstance(read[0], CandidateProfile)
    assert {"no_text", "ocr_timed_out"} <= {remark.code for remark in read[0].warnings}
    assert gone(int(calls.read_text().split()[0]))


@posix
def test_it_ends_with_its_worker(stand_in: Stand) -> None:
    calls = stand_in(script="sleep 60")
    worker = get_context("spawn").Process(target=read_document, args=(SCAN, "scan.pdf"))
    worker.start()
    waited = time.monotonic() + 30
    while not calls.exists() and time.monotonic() < waited:
        time.sleep(0.05)
    worker.terminate()
    worker.join(10)
    assert worker.exitcode is not None
    assert gone(int(calls.read_text().split()[0]))


def gone(process: int) -> bool:
    for _ in range(50):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


# --- without it -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("ocr", "told"), [("auto", True), ("off", False)])
def test_without_recognition_a_scan_is_for_review(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ocr: Any, told: bool
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    document = read_document(SCAN, "scan.pdf", ReadOptions(ocr=ocr))
    assert codes(document) == ["no_text"]
    assert ("Install tesseract" in document.warnings[0].message) is told
    mixed = read_document(pdf_of(tmp_path / "mixed.pdf", NATIVE, SCAN), "m.pdf", ReadOptions(ocr=ocr))
    assert codes(mixed) == ["pages_without_text"]
    assert mixed.warnings[0].message.startswith("Page 2: a picture")


@pytest.mark.parametrize(("ocr", "told"), [("auto", "install tesseract"), ("off", "--ocr auto")])
def test_without_recognition_a_picture_is_refused_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ocr: Any, told: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    file = tmp_path / "cv.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    with pytest.raises(RefusedFile, match=told) as refused:
        read_document(file, "cv.png", ReadOptions(ocr=ocr))
    assert refused.value.reason == "not_a_cv"


@posix
def test_what_recognition_there_is_can_be_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, stand_in: Stand
) -> None:
    stand_in()
    assert ocr_state(ReadOptions()).startswith("tesseract 5.3.0")
    assert ocr_state(ReadOptions()).endswith("deu+eng")
    assert ocr_state(ReadOptions(ocr="off")) == "off"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert ocr_state(ReadOptions()) == "absent"


# --- pictures, with the stand-in ------------------------------------------------------------------


@posix
def test_pictures_of_pages_are_read(stand_in: Stand, tmp_path: Path) -> None:
    image = pytest.importorskip("PIL.Image")
    stand_in(hocr())
    page = image.new("RGB", (1240, 1754), "white")
    page.save(tmp_path / "a.png")
    page.save(tmp_path / "a.jpg")
    page.save(tmp_path / "a.tiff", save_all=True, append_images=[page, page])
    for name, pages in (("a.png", 1), ("a.jpg", 1), ("a.tiff", 3)):
        document = read_document(tmp_path / name, name)
        assert (document.format, document.pages, codes(document)) == ("image", pages, ["ocr"]), name
        assert sum(line.text == "Ann Lee" for line in document.lines) == pages


@posix
def test_pictures_of_no_page_are_refused(stand_in: Stand, tmp_path: Path) -> None:
    image = pytest.importorskip("PIL.Image")
    stand_in(hocr("Ann Lee"))
    image.new("L", (600, 600), 200).save(tmp_path / "face.jpg")
    image.new("1", (9_400, 9_400)).save(tmp_path / "bomb.png")
    (tmp_path / "cut.png").write_bytes((tmp_path / "bomb.png").read_bytes()[:60])
    (tmp_path / "junk.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    expected = {
        "face.jpg": "not_a_cv",
        "bomb.png": "too_large",
        "cut.png": "too_large",
        "junk.png": "not_a_cv",
    }
    for name, reason in expected.items():
        with pytest.raises(RefusedFile) as refused:
            read_document(tmp_path / name, name)
        assert refused.value.reason == reason, name


# --- what is made of its words --------------------------------------------------------------------


def line(text: str, row: int = 0, x: float = 300, gap: float = 12, slope: float = 0.0) -> WordLine:
    words = []
    for word in text.split():
        y = 300 + 80 * row + slope * x
        words.append(Word(word, x, y - 30, x + 20 * len(word), y, 90))
        x += 20 * len(word) + gap
    return WordLine(tuple(words), slope, 300 + 80 * row, 42)


def texts(lines: list[WordLine]) -> list[str]:
    return [" ".join(word.text for word in one.words) for one in lines]


def test_hocr_is_read_and_dirt_left_out() -> None:
    dirty = hocr("VP Product ~").replace("x_wconf 92'>~", "x_wconf 12'>~")
    (one,) = parse_hocr(dirty.encode())
    assert texts([one]) == ["VP Product"]
    assert sureness([one]) == 92
    assert parse_hocr(b"") == parse_hocr(b"\x00\xff") == []


def test_bullets_are_known_by_their_place() -> None:
    rows = [
        line("e Led a team", 0, gap=40),
        line("¢ Set the strategy", 1, gap=40),
        line("e mobile", 3, 900),
    ]
    assert texts(mend_lines(rows, load_lexicon("ocr"))) == [
        "• Led a team",
        "• Set the strategy",
        "e mobile",
    ]


def test_a_bullet_that_was_not_recognised_is_seen() -> None:
    import numpy as np

    pixels = np.full((1000, 1500), 250, np.uint8)
    rows = [line("• Led a team", 0, gap=40), line("Set the strategy", 1, 360), line("and more", 2, 360)]
    for y in (300, 380):
        pixels[y - 22 : y - 8, 302:318] = 20
    assert texts(mend_lines(rows, load_lexicon("ocr"), pixels)) == [
        "• Led a team", "• Set the strategy", "and more",
    ]  # fmt: skip


def test_strokes_and_dots_are_told_by_their_look() -> None:
    words = (
        Word("Economics", 300, 270, 480, 300, 90),
        Word("-", 492, 282, 498, 288, 60),  # as round as a dot
        Word("-", 510, 282, 530, 288, 60),
        Word("|", 540, 270, 545, 300, 60),  # stands on the baseline
        Word("|", 560, 262, 565, 312, 60),  # crosses it
    )
    (mended,) = mend_lines([WordLine(words, 0.0, 300, 42)], load_lexicon("ocr"))
    assert texts([mended]) == ["Economics · - I |"]


def test_a_page_that_leans_is_put_straight_and_sizes_agree() -> None:
    lines = [line(f"Line {row} of a CV that leans to the right {row}", row, slope=0.02) for row in range(4)]
    (page,) = make_pages([PageLines(1, 2480, 3508, tuple(lines))])
    assert len({round(run.baseline, 1) for run in page.runs}) == 4
    assert len({run.size for run in page.runs}) == 1
    starts = [run.x0 for run in page.runs if run.text == "Line"]
    assert max(starts) - min(starts) < 2


# --- tesseract itself -----------------------------------------------------------------------------


@real
def test_a_real_scan_is_read_the_same_twice() -> None:
    document = read_document(SCAN, "scan.pdf")
    assert document == read_document(SCAN, "scan.pdf")
    profile = parse_document(document, parse_file(NATIVE, "2026-11").as_of)
    assert profile.contact.name == "Geraint Pemberthy-Osei"
    assert [one.title for one in profile.positions][:2] == [
        "SVP Product & Technology",
        "Director of Product",
    ]
    assert sum(one.bullet for one in document.lines) >= 12


@real
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_photograph_is_put_upright(tmp_path: Path, turned: int) -> None:
    pytest.importorskip("PIL.Image")
    document = read_document(picture_of(tmp_path / "cv.jpg", turned, quality=80), "cv.jpg")
    assert document.format == "image"
    assert "Founder & CEO, Tablemate" in document.text


@real
def test_a_camera_that_says_how_it_was_held_is_believed(tmp_path: Path) -> None:
    image = pytest.importorskip("PIL.Image")
    exif = image.Exif()
    exif[0x0112] = 6  # the picture is to be turned to the right
    document = read_document(picture_of(tmp_path / "cv.jpg", 90, exif=exif), "cv.jpg")
    assert "Tablemate" in document.text

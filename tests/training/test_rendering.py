"""Training pages: what a producer writes is read back in its role, and one seed gives one page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from cpo_screen.documents.read import read_document
from cpo_screen.headings import fold
from cpo_screen.training.careers import Career, read_careers
from cpo_screen.training.corpus import choose_page
from cpo_screen.training.labelling import label_lines
from cpo_screen.training.rendering.arrangements import degrees_in_table, in_sentences
from cpo_screen.training.rendering.compose import LAYOUTS, compose
from cpo_screen.training.rendering.docx_page import render_docx
from cpo_screen.training.rendering.faces import choose_family, width_of
from cpo_screen.training.rendering.fpdf_page import render_fpdf
from cpo_screen.training.rendering.html_page import render_html
from cpo_screen.training.rendering.linkedin_page import linkedin_page
from cpo_screen.training.rendering.looks import vary
from cpo_screen.training.rendering.page import Fragment, Grid, Page, Row, Style
from cpo_screen.training.rendering.reportlab_page import render_reportlab
from cpo_screen.training.rendering.text_page import render_text
from cpo_screen.training.rendering.typesetting import SIZES, set_page
from cpo_screen.training.rendering.typst_page import render_pdf
from cpo_screen.training.rendering.wrapping import width, wrap

CAREERS = read_careers()
PRODUCERS: dict[str, tuple[Callable[[Page], bytes], str]] = {
    "reportlab": (render_reportlab, "pdf"),
    "fpdf": (render_fpdf, "pdf"),
    "typst": (render_pdf, "pdf"),
    "docx": (render_docx, "docx"),
    "html": (render_html, "html"),
    "text": (render_text, "txt"),
}
_WORD = re.compile(r"\w+")


def _pages(layout: str) -> list[Page]:
    """Eight careers, in all languages and looks, in a layout."""
    careers = [CAREERS[at] for at in range(11, len(CAREERS), 53)]
    return [_page(career, seed, layout) for seed, career in enumerate(careers)]


def _page(career: Career, seed: int, layout: str) -> Page:
    if layout == "linkedin":
        return linkedin_page(career, seed)
    random = Random(f"{career.id}/{seed}")
    return vary(compose(career, seed, layout), career.language, random)  # type: ignore[arg-type]


def _words(pairs: list[tuple[str, str]]) -> Counter[tuple[str, str]]:
    return Counter((role, fold(word)) for role, text in pairs for word in _WORD.findall(text))


def _share_found(page: Page, producer: str, folder: Path) -> tuple[int, int]:
    """How many of the words of the page's fragments are read in their role, of how many."""
    render, suffix = PRODUCERS[producer]
    path = folder / f"cv.{suffix}"
    path.write_bytes(render(page))
    lines = read_document(path, path.name).lines
    wanted = _words([(one.role, one.text) for one in page.fragments()])
    found = _words(
        [
            (one.role, line.text[one.start : one.end])
            for line, labelled in zip(lines, label_lines(lines, page.fragments()), strict=True)
            for one in labelled
        ]
    )
    return (wanted & found).total(), wanted.total()


@pytest.mark.parametrize("layout", [*sorted(set(LAYOUTS)), "linkedin"])
@pytest.mark.parametrize("producer", sorted(PRODUCERS))
def test_what_a_producer_writes_is_read_in_its_role(producer: str, layout: str, tmp_path: Path) -> None:
    shares = [_share_found(page, producer, tmp_path) for page in _pages(layout)]
    found, wanted = (sum(share) for share in zip(*shares, strict=True))
    assert wanted > 800
    assert found / wanted >= 0.95
    assert min(one / all_ for one, all_ in shares) >= 0.8


@pytest.mark.parametrize("producer", ["reportlab", "fpdf", "html", "text"])
@pytest.mark.parametrize("layout", ["sidebar", "table", "linkedin"])
def test_the_same_seed_gives_the_same_bytes(producer: str, layout: str) -> None:
    render, _ = PRODUCERS[producer]
    pages = [render(_page(CAREERS[40], seed, layout)) for seed in range(6)]
    assert pages == [render(_page(CAREERS[40], seed, layout)) for seed in range(6)]
    assert len(set(pages)) > 2


def test_the_forms_have_their_shares() -> None:
    chosen = [
        choose_page(career, seed, Random(f"{career.id}/{seed}"))
        for career in CAREERS[::6]
        for seed in range(8)
    ]
    forms = Counter("linkedin" if layout == "linkedin" else producer for _, layout, producer in chosen)
    shares = {form: count / len(chosen) for form, count in forms.items()}
    assert 0.03 < shares["linkedin"] < 0.09
    assert 0.025 < shares["html"] < 0.075
    assert 0.15 < shares["reportlab"] / sum(shares[one] for one in ("typst", "reportlab", "fpdf")) < 0.26


def test_no_text_leaves_the_paper() -> None:
    for layout in ("single", "sidebar", "rail", "table", "linkedin"):
        for page in _pages(layout):
            wide, high = SIZES[page.style.paper]
            for run in (run for sheet in set_page(page) for run in sheet.runs):
                assert run.x >= 0
                assert run.x + width_of(run.text, run.face, run.size) <= wide
                assert 0 < run.y < high


def test_words_wider_than_the_line_are_broken_at_hyphens() -> None:
    link = "www.linkedin.com/in/priyanka-devanathan-example"
    family = choose_family(Style(), [link])
    lines = wrap([Fragment(link)], family, 10.0, 160.0)
    assert [one.text for line in lines for one in line] == [
        "www.linkedin.com/in/priyanka-",
        "devanathan-example",
    ]
    assert all(width(line) <= 160.0 for line in lines)


def test_letters_outside_western_europe_take_an_embedded_font() -> None:
    assert choose_family(Style(), ["Zoë – 40 €"]).faces[0].name == "Helvetica"
    assert choose_family(Style(serif=True), ["Łódź"]).faces[0].name == "SourceSerifPro-Regular"
    assert choose_family(Style(embedded=True), ["Zoë"]).faces[1].name == "SourceSansPro-Bold"


@pytest.mark.parametrize(
    ("language", "dates"),
    [
        ("en", r"[A-Z][a-z]+ \d{4} - [A-Z][a-z]+ \d{4} \(\d+ (year|month)s?( \d+ months?)?\)"),
        ("de", r"\w+ \d{4}–\w+ \d{4} \(\d+ (Jahre?|Monate?)( \d+ Monate?)?\)"),
        ("fr", r"\w+ \d{4} - \w+ \d{4} \(\d+ (ans?|mois)( \d+ mois)?\)"),
        ("es", r"\w+ de \d{4} - \w+ de \d{4} \(\d+ (años?|mes(es)?)( \d+ mes(es)?)?\)"),
    ],
)
def test_dates_as_linkedin_writes_them(language: str, dates: str) -> None:
    pages = [linkedin_page(career, 1) for career in CAREERS if career.language == language]
    written = [one.text for page in pages for one in page.fragments() if one.role == "dates"]
    assert sum(bool(re.fullmatch(dates, text)) for text in written) > 20


def test_several_titles_at_one_company_stand_under_it_once() -> None:
    career = next(one for one in CAREERS if one.id == "aa-anjali-deshpande")
    rows = [(one.role, one.text) for one in linkedin_page(career, 1).fragments()]
    at = rows.index(("company", "Tiffinpay Technologies Pvt. Ltd."))
    assert rows[at + 1 : at + 4] == [
        ("dates", "8 years 7 months"),
        ("title", "Vice President – Product (Merchant Payments)"),
        ("dates", "August 2021 - Present (5 years 4 months)"),
    ]
    assert [text for role, text in rows if role == "company"].count("Tiffinpay Technologies Pvt. Ltd.") == 1


def test_looks_keep_the_roles_and_the_words() -> None:
    for layout in sorted(set(LAYOUTS)):
        for seed in range(20):
            career = CAREERS[seed * 17]
            plain = compose(career, seed, layout)
            varied = vary(plain, career.language, Random(seed))
            before, after = (
                _words([(x.role, x.text) for x in page.fragments()]) for page in (plain, varied)
            )
            assert not before - after
            assert {role for role, _ in after - before} <= {"other", "label", "contact"}


_DEGREES = (
    Row((Fragment("MBA", "degree"),), (Fragment("2014", "dates"),), space=0.4),
    Row((Fragment("Example Business School", "institution"),)),
    Row((Fragment("BSc", "degree"), Fragment(", "), Fragment("Physics", "field")), space=0.4),
    Row((Fragment("University of Leeds", "institution"),)),
    Row((Fragment("First class", "other"),)),
)


def test_degrees_as_a_table() -> None:
    heading, skill = Row((Fragment("Education", "heading"),)), Row((Fragment("SQL", "other"),), bullet="•")
    names = ("Course", "Institution", "Year", "Remarks")
    first, grid, last = degrees_in_table((heading, *_DEGREES, skill), names, school_first=True)
    assert isinstance(grid, Grid)
    texts = [["".join(x.text for row in cell for x in row.left) for cell in cells] for cells in grid.cells]
    assert texts == [
        ["Institution", "Course", "Year", "Remarks"],
        ["Example Business School", "MBA", "2014", ""],
        ["University of Leeds", "BSc, Physics", "", "First class"],
    ]
    assert (first, last) == (heading, skill)


def _head(title: str, dates: str) -> Row:
    return Row(
        (Fragment(title, "title"), Fragment(", "), Fragment("Example Ltd", "company")),
        (Fragment(dates, "dates"),),
    )


def test_positions_as_sentences() -> None:
    words = ("Working as ", "Worked as ", " at ", " from ")
    duty = Row((Fragment("Bought paper", "highlight"),))
    told = in_sentences(
        (_head("Buyer", "May 2019 - now"), duty, _head("Clerk", "2016 - 2019 · 3 yrs")), words
    )
    assert ["".join(x.text for x in row.left) for row in told if isinstance(row, Row)] == [
        "Working as Buyer at Example Ltd from May 2019 - now.",
        "Bought paper",
        "Worked as Clerk at Example Ltd from 2016 - 2019 · 3 yrs.",
    ]


def test_positions_stay_lines_if_one_of_them_says_too_little() -> None:
    undated = Row((Fragment("Clerk", "title"),))
    duty = Row((Fragment("Bought paper", "highlight"),))
    blocks = (_head("Buyer", "May 2019 - now"), duty, undated)
    assert in_sentences(blocks, ("Working as ", "Worked as ", " at ", " from ")) == blocks

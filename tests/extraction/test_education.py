from __future__ import annotations

import typing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpo_screen.documents.build import DraftLine, build_document
from cpo_screen.documents.text import document_from_text
from cpo_screen.extraction.degrees import parse_degree
from cpo_screen.extraction.education import extract_education
from cpo_screen.extraction.education_schools import find_school, is_place
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import DegreeKind, DegreeLevel, Document, Education, PartialDate, Role
from cpo_screen.sections import find_sections

AS_OF = PartialDate(2026, 11)


def read(document: Document) -> tuple[Education, ...]:
    return extract_education(document, find_sections(document), AS_OF)


def structured(*lines: tuple[str, Role]) -> Document:
    drafts = [DraftLine("Education", role="heading", heading=1)]
    drafts += [DraftLine(text, role=role) for text, role in lines]
    return build_document("x.json", "0" * 64, "json", 1, drafts)


def test_lines_that_say_what_they_are_school_first() -> None:
    found = read(
        structured(
            ("University of Minnesota", "institution"),
            ("MS", "degree"),
            ("Computer Science", "field"),
            ("2012 – 2014", "dates"),
            ("Uniwersytet Warszawski", "institution"),
            ("Licencjat", "degree"),
            ("Mathematics", "field"),
            ("2009 – 2012", "dates"),
        )
    )
    assert [(one.degree, one.kind, one.field, one.institution, one.end_year) for one in found] == [
        ("MS", "MS", "Computer Science", "University of Minnesota", 2014),
        ("Licencjat", "bachelor_other", "Mathematics", "Uniwersytet Warszawski", 2012),
    ]


def test_lines_that_say_what_they_are_degree_first() -> None:
    found = read(
        structured(
            ("MBA, Strategic Management", "degree"),
            ("Beispiel Institut", "institution"),
            ("2008", "dates"),
            ("BSEE, Electrical Engineering", "degree"),
            ("Musterkolleg Süd", "institution"),
            ("2005", "dates"),
        )
    )
    assert [(one.degree, one.institution, one.end_year) for one in found] == [
        ("MBA, Strategic Management", "Beispiel Institut", 2008),
        ("BSEE, Electrical Engineering", "Musterkolleg Süd", 2005),
    ]


def test_the_quote_is_at_its_place() -> None:
    document = document_from_text("Education\n\nMBA\nINSEAD, Fontainebleau\n2011\n\nBSc, UCL, 2004\n")
    for one in read(document):
        assert document.text[one.evidence.span.start : one.evidence.span.end] == one.evidence.quote
    assert [one.evidence.line for one in read(document)] == [2, 5]


def test_without_an_as_of_date_the_latest_year_in_the_document_tells_what_is_over() -> None:
    text = "Experience\nPM, Acme, 2021 - 2023\n\nEducation\nBA History, Keele University, expected 2020\n"
    document = document_from_text(text)
    assert extract_education(document, find_sections(document))[0].end_year == 2020


def test_hidden_lines_are_no_education() -> None:
    lines = [
        DraftLine("Education", heading=1),
        DraftLine("MBA, Harvard Business School, 2012", hidden=True),
    ]
    document = build_document("x.pdf", "0" * 64, "pdf", 1, lines)
    assert read(document) == ()


@pytest.mark.parametrize(
    ("text", "school"),
    [
        ("University of Cape Town", "University of Cape Town"),
        ("Karlsruher Institut für Technologie", "Karlsruher Institut für Technologie"),
        ("FernUniversität in Hagen", "FernUniversität in Hagen"),
        ("the University of Leeds in 2004", "University of Leeds"),
        ("The Wharton School", "The Wharton School"),
        ("École des Mines de Nantes", "École des Mines de Nantes"),
        ("Graduated from MIT", "MIT"),
        ("Harvard Business School", "Harvard Business School"),
        ("Politecnico di Milano", "Politecnico di Milano"),
        ("Kieler Gelehrtenschule", "Kieler Gelehrtenschule"),
    ],
)
def test_schools(text: str, school: str) -> None:
    found = find_school(text)
    assert found is not None
    assert text[slice(*found)] == school


@pytest.mark.parametrize("text", ["my school years", "product strategy", "mit Auszeichnung", "", "Berlin"])
def test_no_schools(text: str) -> None:
    assert find_school(text) is None


def test_places() -> None:
    assert all(is_place(text) for text in ("Boston", "MA 02139", "New York", "Hong Kong", "Glasgow"))
    assert not any(is_place(text) for text in ("Economics", "me", "Boston College", ""))


def test_the_lexicon_names_known_kinds_and_levels_and_no_form_twice() -> None:
    data = load_lexicon("degrees")
    for group in ("degrees", "upper"):
        seen: dict[str, str] = {}
        for entry in data[group]:
            assert entry["kind"] in typing.get_args(DegreeKind)
            assert entry["level"] in typing.get_args(DegreeLevel)
            for form in entry["forms"]:
                assert isinstance(form, str)
                assert form not in seen, f"{form!r} is {seen[form]} and {entry['kind']}"
                seen[form] = entry["kind"]


@pytest.mark.parametrize("name", ["degrees", "institutions"])
def test_word_lists_hold_words_once(name: str) -> None:
    for key, words in load_lexicon(name).items():
        if isinstance(words, list) and words and isinstance(words[0], str):
            assert all(isinstance(word, str) for word in words), key
            assert len(set(words)) == len(words), key


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["MBA", "B.Sc.", "University of", "2004", "–", ",", "(", ")", "\t", "INSEAD", "\n", "MA", ": ",
             "in", "Economics", "expected", "• ", "Boston", "Certificate", "&", "present", "10+2", "É"]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_any_mixture_gives_records_with_true_quotes(words: list[str]) -> None:
    document = document_from_text("Education\n" + " ".join(words))
    for one in read(document):
        assert document.text[one.evidence.span.start : one.evidence.span.end] == one.evidence.quote
        assert one.end_year is None or one.status is None


@given(st.text(max_size=80))
def test_any_text_is_read_as_a_degree_or_not(text: str) -> None:
    found = parse_degree(text)
    assert found is None or text[found.start : found.end] == found.degree

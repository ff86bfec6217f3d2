from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cpo_screen.documents.build import DraftLine, build_document
from cpo_screen.documents.text import document_from_text
from cpo_screen.extraction.programmes import extract_programmes
from cpo_screen.extraction.programmes_entry import parse_courses
from cpo_screen.extraction.tokens import find_tokens
from cpo_screen.lexicons import load_lexicon
from cpo_screen.sections import find_sections


def folded(phrase: str) -> str:
    return " ".join(token.word for token in find_tokens(phrase))


def test_the_documents_own_programmes_are_in_the_registry() -> None:
    kellogg = parse_courses("Chief Product Officer Program — Kellogg Executive Education, 2022")
    mit = parse_courses("Blended Professional Certificate for Chief Product Officers — MIT")
    assert [one.registered.id for one in (*kellogg, *mit) if one.registered] == ["kellogg_cpo", "mit_cpo"]


def test_lines_that_say_what_they_are() -> None:
    lines = [
        DraftLine("Certifications", role="heading", heading=1),
        DraftLine("Certified Scrum Product Owner", role="programme"),
        DraftLine("Muster Akademie", role="provider"),
        DraftLine("2019-11", role="dates"),
        DraftLine("Leadership Essentials Course", role="programme"),
        DraftLine("Beispiel Training", role="provider"),
        DraftLine("2021", role="dates"),
    ]
    document = build_document("x.json", "0" * 64, "json", 1, lines)
    found = extract_programmes(document, find_sections(document))
    assert [(one.name, one.provider, one.year) for one in found] == [
        ("Certified Scrum Product Owner", "Muster Akademie", 2019),
        ("Leadership Essentials Course", "Beispiel Training", 2021),
    ]


def test_hidden_lines_are_no_programmes() -> None:
    lines = [DraftLine("Certifications", heading=1), DraftLine("CSPO, 2019", hidden=True)]
    document = build_document("x.pdf", "0" * 64, "pdf", 1, lines)
    assert extract_programmes(document, find_sections(document)) == ()


def test_each_programme_has_an_id_and_known_providers() -> None:
    data = load_lexicon("programmes")
    ids = [one["id"] for one in data["programmes"]]
    assert len(set(ids)) == len(ids)
    for one in data["programmes"]:
        assert set(one.get("with", ())) <= set(data["providers"]), one["id"]
        assert one["kind"] in ("executive", "product", "agile", "board"), one["id"]


def test_no_provider_name_stands_under_two_keys() -> None:
    seen: dict[str, str] = {}
    for key, provider in load_lexicon("programmes")["providers"].items():
        for name in provider["names"]:
            assert seen.setdefault(folded(name), key) == key, name


def test_word_lists_hold_words_once() -> None:
    for key, words in load_lexicon("programmes").items():
        if isinstance(words, list) and isinstance(words[0], str):
            assert len({folded(word) for word in words}) == len(words), key


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["CSPO", "Kellogg", "Program", "Executive Education", "2019", ":", ",", ";", "(", ")", "\n",
             "taught", "Product Strategy", "Reforge", "enrolled", "– ", "\t", "of", "Leadership", "Course"]
        ),
        max_size=30,
    )
)  # fmt: skip
def test_any_mixture_gives_programmes_with_true_quotes(words: list[str]) -> None:
    document = document_from_text("Courses\n" + " ".join(words))
    for one in extract_programmes(document, find_sections(document)):
        assert document.text[one.evidence.span.start : one.evidence.span.end] == one.evidence.quote
        assert one.name.strip()
        assert one.year is None or one.status != "enrolled"

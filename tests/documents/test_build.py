from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from cpo_screen.documents.build import DraftLine, build_document
from cpo_screen.documents.clean import clean_text, squeeze
from cpo_screen.documents.language import guess_language
from cpo_screen.documents.styled import Piece, join_pieces
from cpo_screen.documents.text import document_from_text

_TEXTS = st.text(max_size=60)


@given(
    st.lists(st.builds(DraftLine, text=_TEXTS, page=st.integers(1, 3), hidden=st.booleans()), max_size=20)
)
def test_every_span_is_the_words_of_its_line(drafts: list[DraftLine]) -> None:
    document = build_document("a", "0", "txt", 3, drafts)
    assert all(document.text[line.span.start : line.span.end] == line.text for line in document.lines)
    assert document.text.count("\n") == max(len(document.lines) - 1, 0)
    assert [line.hidden for line in document.lines] == sorted(line.hidden for line in document.lines)
    assert len({(line.page, line.number) for line in document.lines}) == len(document.lines)


@given(_TEXTS)
@example("\x8dÂ¡")
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = squeeze(clean_text(text))
    assert squeeze(clean_text(once)) == once


@given(
    st.lists(
        st.builds(Piece, text=_TEXTS, bold=st.booleans(), size=st.sampled_from([9.0, 12.0])), max_size=8
    )
)
def test_styles_cover_a_line_without_gaps(pieces: list[Piece]) -> None:
    line = join_pieces(pieces, DraftLine(""))
    if line.styles:
        assert line.styles[0].start == 0
        assert line.styles[-1].end == len(line.text)
        ends = [one.end for one in line.styles[:-1]]
        assert ends == [one.start for one in line.styles[1:]]


@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    document = document_from_text(text)
    assert all(line.text.strip() for line in document.lines)


def test_numbers_run_per_page_and_hidden_lines_stand_last() -> None:
    drafts = [DraftLine("secret", hidden=True), DraftLine("a"), DraftLine("b", page=2), DraftLine(" ")]
    document = build_document("a", "0", "txt", 2, drafts)
    assert [(line.text, line.page, line.number) for line in document.lines] == [
        ("a", 1, 1),
        ("b", 2, 1),
        ("secret", 1, 2),
    ]
    assert document.visible == document.lines[:2]


def test_a_break_within_a_line_becomes_a_space() -> None:
    document = build_document("a", "0", "txt", 1, [DraftLine("VP\nProduct\u2028Acme")])
    assert document.text == document.lines[0].text == "VP Product Acme"


def test_bold_and_size_of_a_line_are_those_of_most_letters() -> None:
    line = join_pieces([Piece("VP Product, Acme", bold=True, size=12), Piece(" •", size=9)], DraftLine(""))
    assert (line.bold, line.size) == (True, 12)
    mixed = join_pieces([Piece("• VP ", bold=True), Piece("at Acme Holdings")], DraftLine(""))
    assert (mixed.text, mixed.bullet, mixed.bold) == ("VP at Acme Holdings", True, False)
    assert [(mixed.text[one.start : one.end], one.bold) for one in mixed.styles] == [
        ("VP ", True),
        ("at Acme Holdings", False),
    ]


def test_languages_are_told_apart() -> None:
    texts = {
        "en": "Led the product team and worked with the board on the strategy for three years",
        "de": "Leitung des Produktteams und Abstimmung der Strategie mit dem Vorstand seit drei Jahren",
        "fr": "Direction de l'équipe produit et mise en place de la stratégie avec le comité",
        "es": "Dirección del equipo de producto y definición de la estrategia con el consejo",
        "pt": "Liderança da equipa de produto e definição da estratégia com o conselho até hoje",
        "it": "Direzione del gruppo di prodotto e sviluppo della strategia con il consiglio, tre anni oggi",
        "nl": "Leiding van het productteam en ontwikkeling van de strategie met de raad sinds drie jaar",
    }
    assert {language: guess_language(text) for language, text in texts.items()} == {k: k for k in texts}
    assert guess_language("SQL, Python", default="de") == "de"

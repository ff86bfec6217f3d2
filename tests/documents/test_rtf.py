"""Rich text, written by hand."""

from __future__ import annotations

from cpo_screen.documents.build import Draft
from cpo_screen.documents.rtf import read_rtf


def read(body: str) -> Draft:
    return read_rtf(rf"{{\rtf1\ansi\ansicpg1252 {body}}}".encode("latin-1"))


def texts(draft: Draft) -> list[str]:
    return [line.text for line in draft.lines]


def test_paragraphs_tabs_breaks_and_encodings() -> None:
    draft = read(r"Zo\'eb Example\par Head of Product\tab 2019\line Nordwind \u8211 ? AG\par")
    assert texts(draft) == ["Zoë Example", "Head of Product\t2019", "Nordwind – AG"]


def test_look_ends_with_its_group() -> None:
    draft = read(r"{\b\fs32 Ada Example}\par plain words\par")
    assert [(line.bold, line.size) for line in draft.lines] == [(True, 16.0), (False, 11.0)]


def test_list_mark_is_a_bullet_and_not_text() -> None:
    draft = read(r"\pard{\listtext\pard\plain 1.\tab}Led twelve people\par \pard Plain\par")
    assert [(line.text, line.bullet) for line in draft.lines] == [
        ("Led twelve people", True),
        ("Plain", False),
    ]


def test_table_rows_are_joined_by_tabs() -> None:
    row = r"\trowd\pard\intbl {} \cell {} \cell\row "
    draft = read(row.format("2019", "Product Lead") + row.format("2015", "Analyst") + r"\pard After\par")
    assert texts(draft) == ["2019\tProduct Lead", "2015\tAnalyst", "After"]


def test_hidden_deleted_picture_and_style_sheet() -> None:
    draft = read(
        r"{\stylesheet{\s0 Normal;}}{\pict\wmetafile8 0102ff}{\v secret words}{\deleted gone }Kept\par"
    )
    assert [(line.text, line.hidden) for line in draft.lines] == [("Kept", False), ("secret words", True)]


def test_heading_level_header_footer_and_box() -> None:
    draft = read(
        r"{\footer Page foot\par}{\header Ada Example\par}\pard\outlinelevel0 Experience\par \pard "
        r"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt Boxed\par}}}Text\par Last\par"
    )
    assert texts(draft) == ["Ada Example", "Experience", "Text", "Boxed", "Last", "Page foot"]
    assert [line.heading for line in draft.lines] == [0, 1, 0, 0, 0, 0]


def test_unbalanced_markup_still_gives_its_words() -> None:
    assert texts(read_rtf(rb"{\rtf1 {\b Ada \par Head of Product")) == ["Ada", "Head of Product"]

"""OpenDocument texts, built member by member."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from cpo_screen.documents.build import Draft
from cpo_screen.documents.odt import read_odt
from cpo_screen.errors import RefusedFile

_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"),
    )
)  # fmt: skip
_STYLES = (
    '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/>'
    '</style:style><style:style style:name="V" style:family="text">'
    '<style:text-properties text:display="none"/></style:style>'
)


def pack(body: str, masters: str = "", styles: str = "") -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr(
            "content.xml",
            f"<office:document-content {_NAMES}>"
            f"<office:automatic-styles>{_STYLES}{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        packed.writestr(
            "styles.xml",
            f"<office:document-styles {_NAMES}><office:master-styles>{masters}</office:master-styles>"
            "</office:document-styles>",
        )
    return buffer.getvalue()


def texts(draft: Draft) -> list[str]:
    return [line.text for line in draft.lines]


def test_headings_lists_and_inline_space() -> None:
    draft = read_odt(pack(
        '<text:h text:outline-level="2">Experience</text:h>'
        "<text:p>Head of Product<text:tab/>2019<text:line-break/>Nordwind<text:s text:c=\"2\"/>AG</text:p>"
        "<text:list><text:list-item><text:p>Led twelve people</text:p></text:list-item></text:list>"
    ))  # fmt: skip
    assert texts(draft) == ["Experience", "Head of Product\t2019", "Nordwind AG", "Led twelve people"]
    assert [line.heading for line in draft.lines] == [2, 0, 0, 0]
    assert [line.bullet for line in draft.lines] == [False, False, False, True]


def test_bold_span_and_hidden_span() -> None:
    draft = read_odt(pack(
        '<text:p><text:span text:style-name="B">Ada Example</text:span>'
        '<text:span text:style-name="V">chief product officer</text:span></text:p>'
    ))  # fmt: skip
    assert [(line.text, line.bold, line.hidden) for line in draft.lines] == [
        ("Ada Example", True, False),
        ("chief product officer", False, True),
    ]


def test_tracked_deletions_and_comments_are_left_out() -> None:
    draft = read_odt(pack(
        "<text:tracked-changes><text:p>Deleted words</text:p></text:tracked-changes>"
        "<text:p>Kept<office:annotation><text:p>A comment</text:p></office:annotation></text:p>"
    ))  # fmt: skip
    assert texts(draft) == ["Kept"]


def test_table_of_entries_is_joined_by_tabs() -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = "".join(
        f"<table:table-row>{cell.format(years)}{cell.format(job)}</table:table-row>"
        for years, job in (("2019 - 2022", "Product Lead"), ("2015 - 2019", "Product Manager"))
    )
    draft = read_odt(pack(f"<table:table>{rows}</table:table>"))
    assert texts(draft) == ["2019 - 2022\tProduct Lead", "2015 - 2019\tProduct Manager"]


def test_box_on_the_right_comes_after_the_text() -> None:
    side = "".join(f"<text:p>{word}</text:p>" for word in ("Contact", "ada@example.com", "Leeds"))
    box = f'<draw:frame svg:x="400pt"><draw:text-box>{side}</draw:text-box></draw:frame>'
    draft = read_odt(pack(f"<text:p>{box}Ada Example</text:p><text:p>Head of Product</text:p>"))
    assert texts(draft) == ["Ada Example", "Head of Product", "Contact", "ada@example.com", "Leeds"]
    assert [line.column for line in draft.lines] == [0, 0, 1, 1, 1]


def test_header_comes_first_and_footer_last() -> None:
    masters = (
        "<style:master-page><style:header><text:p>Ada Example</text:p></style:header>"
        "<style:footer><text:p>ada@example.com</text:p></style:footer></style:master-page>"
    )
    assert texts(read_odt(pack("<text:p>Body</text:p>", masters))) == [
        "Ada Example",
        "Body",
        "ada@example.com",
    ]


def test_damaged_zip_is_refused() -> None:
    with pytest.raises(RefusedFile) as refused:
        read_odt(pack("<text:p>Body</text:p>")[:200])
    assert refused.value.reason == "damaged"


_WHITE = (
    '<style:style style:name="W" style:family="text">'
    '<style:text-properties fo:color="#ffffff"/></style:style>'
    '<style:style style:name="Dark" style:family="table-cell">'
    '<style:table-cell-properties fo:background-color="#1a2b3c"/></style:style>'
    '<style:style style:name="DarkP" style:family="paragraph">'
    '<style:paragraph-properties fo:background-color="#1a2b3c"/></style:style>'
    '<style:style style:name="DarkBox" style:family="graphic">'
    '<style:graphic-properties draw:fill="solid" draw:fill-color="#1a2b3c"/></style:style>'
)


@pytest.mark.parametrize(
    ("body", "hidden"),
    [
        pytest.param("<text:p>{}</text:p>", True, id="on paper"),
        pytest.param('<text:p text:style-name="DarkP">{}</text:p>', False, id="in a dark paragraph"),
        pytest.param(
            "<table:table><table:table-row>"
            '<table:table-cell table:style-name="Dark"><text:p>{}</text:p></table:table-cell>'
            "</table:table-row></table:table>",
            False,
            id="in a dark cell",
        ),
        pytest.param(
            '<text:p><draw:frame draw:style-name="DarkBox"><draw:text-box>'
            "<text:p>{}</text:p></draw:text-box></draw:frame></text:p>",
            False,
            id="in a dark box",
        ),
    ],
)
def test_white_text_is_seen_on_a_dark_ground(body: str, hidden: bool) -> None:
    white = '<text:span text:style-name="W">Head of Product</text:span>'
    (line,) = read_odt(pack(body.format(white), styles=_WHITE)).lines
    assert (line.text, line.hidden) == ("Head of Product", hidden)

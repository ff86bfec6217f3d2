from __future__ import annotations

import io
import time
import zipfile

import docx as python_docx
import pytest

from cpo_screen.documents.build import DraftLine
from cpo_screen.documents.docx import read_docx
from cpo_screen.errors import RefusedFile
from documents.docx_builder import docx, paragraph, table


def read(body: str, **parts: str) -> tuple[DraftLine, ...]:
    return read_docx(docx(body, **parts)).lines


def texts(body: str, **parts: str) -> list[str]:
    return [line.text for line in read(body, **parts) if not line.hidden]


def hidden(body: str, **parts: str) -> list[str]:
    return [line.text for line in read(body, **parts) if line.hidden]


def test_a_file_made_by_python_docx() -> None:
    made = python_docx.Document()
    made.add_heading("Experience", level=1)
    made.add_paragraph("Led nine PMs", style="List Bullet")
    line = made.add_paragraph("VP Product, ")
    line.add_run("Acme").bold = True
    out = io.BytesIO()
    made.save(out)
    heading, bullet, mixed = read_docx(out.getvalue()).lines
    assert (heading.text, heading.heading, heading.bold) == ("Experience", 1, True)
    assert (bullet.text, bullet.bullet, bullet.heading) == ("Led nine PMs", True, 0)
    assert [(mixed.text[one.start : one.end], one.bold) for one in mixed.styles] == [
        ("VP Product, ", False),
        ("Acme", True),
    ]


# --- inside a paragraph -------------------------------------------------------------------------


def test_soft_breaks_tabs_and_special_characters() -> None:
    body = (
        "<w:p><w:r><w:t>Acme</w:t><w:br/><w:t>VP</w:t><w:noBreakHyphen/><w:t>Product</w:t><w:tab/>"
        '<w:tab/><w:t>2019</w:t><w:sym w:font="Wingdings" w:char="F028"/></w:r></w:p>'
    )
    assert texts(body) == ["Acme", "VP-Product\t2019"]


def test_a_sentence_over_a_soft_break_goes_on() -> None:
    body = "<w:p><w:r><w:t>Led the organisation through</w:t><w:br/><w:t>two mergers.</w:t></w:r></w:p>"
    assert [line.continues for line in read(body)] == [False, True]


def test_insertions_count_and_deletions_do_not() -> None:
    body = (
        "<w:p><w:r><w:t>Led </w:t></w:r><w:ins><w:r><w:t>forty</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>four</w:delText></w:r></w:del><w:r><w:t> people</w:t></w:r></w:p>"
    )
    assert texts(body) == ["Led forty people"]


def test_fields_show_their_result() -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>May 2024</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        '<w:p><w:fldSimple w:instr="AUTHOR"><w:r><w:t>Ada</w:t></w:r></w:fldSimple></w:p>'
    )
    assert texts(body) == ["May 2024", "Ada"]


def test_content_controls_and_smart_tags_are_read() -> None:
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('Ada Example')}</w:sdtContent></w:sdt>"
        "<w:p><w:sdt><w:sdtContent><w:r><w:t>VP </w:t></w:r></w:sdtContent></w:sdt>"
        "<w:smartTag><w:r><w:t>London</w:t></w:r></w:smartTag></w:p>"
    )
    assert texts(body) == ["Ada Example", "VP London"]


def test_a_link_that_hides_its_address_shows_it() -> None:
    link = '<w:p><w:hyperlink r:id="r9"><w:r><w:t>LinkedIn</w:t></w:r></w:hyperlink></w:p>'
    made = docx(link, relations={"r9": "https://www.linkedin.com/in/ada-example/"})
    assert [line.text for line in read_docx(made).lines] == ["LinkedIn linkedin.com/in/ada-example"]


def test_a_link_that_shows_its_address_shows_it_once() -> None:
    link = '<w:p><w:hyperlink r:id="r9"><w:r><w:t>ada@example.com</w:t></w:r></w:hyperlink></w:p>'
    made = docx(link, relations={"r9": "mailto:ada@example.com"})
    assert [line.text for line in read_docx(made).lines] == ["ada@example.com"]


def test_bullets_numbers_and_headings_come_from_styles() -> None:
    styles = (
        "<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='20'/></w:rPr></w:rPrDefault>"
        "</w:docDefaults>"
        "<w:style w:type='paragraph' w:styleId='berschrift2'><w:name w:val='heading 2'/>"
        "<w:rPr><w:b/><w:sz w:val='28'/></w:rPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='Mein'><w:name w:val='Mein'/>"
        "<w:basedOn w:val='berschrift2'/><w:rPr><w:i/></w:rPr></w:style></w:styles>"
    )
    numbering = (
        "<w:numbering><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/>"
        "</w:lvl></w:abstractNum><w:num w:numId='7'><w:abstractNumId w:val='0'/></w:num></w:numbering>"
    )
    listed = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='7'/></w:numPr>"
    body = paragraph("Werdegang", "<w:pStyle w:val='Mein'/>") + paragraph("Leitete neun Leute", listed)
    heading, bullet = read(body, styles=styles, numbering=numbering)
    assert (heading.heading, heading.bold, heading.italic, heading.size) == (2, True, True, 14.0)
    assert (bullet.bullet, bullet.size, bullet.heading) == (True, 10.0, 0)


def test_a_section_heading_in_a_bulleted_list_is_no_bullet() -> None:
    body = paragraph("• EXPERIENCE", run="<w:b/>") + paragraph("• Led nine PMs")
    assert [line.bullet for line in read(body)] == [False, True]


# --- what nobody sees ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "run",
    ["<w:vanish/>", "<w:color w:val='FFFFFF'/>", "<w:sz w:val='2'/>", "<w:color w:val='FEFEFE'/>"],
)
def test_unseen_text_is_kept_apart(run: str) -> None:
    body = paragraph("Ada Example") + paragraph("best product leader ever", run=run)
    assert texts(body) == ["Ada Example"]
    assert hidden(body) == ["best product leader ever"]


@pytest.mark.parametrize(
    ("properties", "run"),
    [
        ("<w:shd w:val='clear' w:fill='1F3864'/>", "<w:color w:val='FFFFFF'/>"),
        ("", "<w:color w:val='FFFFFF'/><w:shd w:val='clear' w:fill='000000'/>"),
        ("", "<w:color w:val='FFFFFF'/><w:highlight w:val='blue'/>"),
        ("", "<w:vanish w:val='0'/>"),
        ("", "<w:color w:val='D9D9D9'/>"),
    ],
)
def test_light_text_on_a_dark_ground_is_seen(properties: str, run: str) -> None:
    body = paragraph("PROFILE", properties, run)
    assert texts(body) == ["PROFILE"]


def test_white_text_in_a_dark_cell_is_seen() -> None:
    white = paragraph("Contact", run="<w:color w:val='FFFFFF'/>")
    shade = "<w:tcPr><w:shd w:val='clear' w:fill='203040'/></w:tcPr>"
    cell = f"<w:tbl><w:tr><w:tc>{shade}{white}</w:tc></w:tr></w:tbl>"
    assert texts(cell) == ["Contact"]


# --- tables -------------------------------------------------------------------------------------


def test_a_date_rail_is_read_row_by_row() -> None:
    body = table(
        ["2019 – 2021", "VP Product, Acme"], ["2015 – 2019", "Head of Product\nBorealis\n• Led nine"]
    )
    assert texts(body) == [
        "2019 – 2021\tVP Product, Acme",
        "2015 – 2019\tHead of Product",
        "Borealis",
        "Led nine",
    ]


def test_a_broken_range_in_a_rail_is_one_date() -> None:
    body = table(["Oct 2019 –\nNov 2021", "VP Product\nAcme"], ["Jan 2015 –\nSep 2019", "PM\nBorealis"])
    assert texts(body)[:2] == ["Oct 2019 – Nov 2021\tVP Product", "Acme"]


def test_a_sidebar_is_read_after_or_before_the_main_text_but_not_mixed() -> None:
    side = "Contact\nada@example.com\nSkills\nSQL\nRoadmaps"
    main = "Ada Example\nExperience\nVP Product, Acme\n2019 – 2021\nLed nine product managers"
    lines = read(table([side, main]))
    assert [line.text for line in lines] == [*side.split("\n"), *main.split("\n")]
    assert len({line.column for line in lines[:5]}) == len({line.column for line in lines[5:]}) == 1
    assert lines[0].column != lines[5].column


def test_a_label_beside_its_value_and_records() -> None:
    body = table(["Name", ":", "Ada Example"]) + table(["MBA", "INSEAD", "2012"], ["BSc", "Leeds", "2006"])
    assert texts(body) == ["Name:\tAda Example", "MBA\tINSEAD\t2012", "BSc\tLeeds\t2006"]


def test_a_nested_table_is_read_once() -> None:
    inner = table(["VP Product", "Acme"])
    assert texts(table([inner + paragraph("after"), "other"])) == ["VP Product\tAcme", "after", "other"]


def test_a_merged_cell_is_read_once() -> None:
    start, go_on = "<w:vMerge w:val='restart'/>", "<w:vMerge/>"
    row = "<w:tr><w:tc><w:tcPr>{}</w:tcPr>{}</w:tc><w:tc><w:tcPr/>{}</w:tc></w:tr>"
    rows = row.format(start, paragraph("Acme"), paragraph("VP")) + row.format(
        go_on, "<w:p/>", paragraph("PM")
    )
    assert texts(f"<w:tbl>{rows}</w:tbl>") == ["Acme\tVP", "PM"]


# --- boxes, headers, pages ----------------------------------------------------------------------

BOX = (
    "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{}</w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:rect><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:rect></w:pict>"
    "</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>beside</w:t></w:r></w:p>"
)


def anchored(inner: str, x: int, y: int, width: int = 150, height: int = 60) -> str:
    """A floating box; its place in points."""
    across, down, wide, high = (points * 12700 for points in (x, y, width, height))
    return (
        "<wp:anchor behindDoc='0'>"
        f"<wp:positionH relativeFrom='page'><wp:posOffset>{across}</wp:posOffset></wp:positionH>"
        f"<wp:positionV relativeFrom='page'><wp:posOffset>{down}</wp:posOffset></wp:positionV>"
        f"<wp:extent cx='{wide}' cy='{high}'/><a:graphic><a:graphicData><wps:wsp><wps:spPr/><wps:txbx>"
        f"<w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
    )


def test_a_text_box_is_read_once() -> None:
    inner = paragraph("Ada Example")
    assert sorted(texts(BOX.format(anchored(inner, 60, 20), inner))) == ["Ada Example", "beside"]


def test_boxes_of_a_page_are_read_column_by_column() -> None:
    places = {"Skills": (40, 300), "VP Product": (250, 300), "Name": (40, 20), "Contact": (40, 150)}
    places |= {"Experience": (250, 150)}
    drawings = "".join(
        f"<w:drawing>{anchored(paragraph(text), *place, width=500 if text == 'Name' else 150)}</w:drawing>"
        for text, place in places.items()
    )
    lines = read(f"<w:p><w:r>{drawings}</w:r></w:p>")
    assert [line.text for line in lines] == ["Name", "Contact", "Skills", "Experience", "VP Product"]
    assert lines[1].column == lines[2].column != lines[3].column


SECTION = "<w:sectPr><w:headerReference w:type='default' r:id='header1'/>{}</w:sectPr>"


def test_the_name_in_the_page_header_comes_first() -> None:
    header = f"<w:hdr>{paragraph('Ada Example')}</w:hdr>"
    footer = f"<w:ftr>{paragraph('ada@example.com')}</w:ftr>"
    section = SECTION.format("<w:footerReference w:type='default' r:id='footer1'/>")
    body = paragraph("Experience") + section
    assert texts(body, header1=header, footer1=footer) == ["Ada Example", "Experience", "ada@example.com"]


def test_page_numbers_and_repeated_headers_are_left_out() -> None:
    field = '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    number = f"<w:p><w:r><w:t>Page </w:t></w:r>{field}</w:p>"
    header = f"<w:hdr>{paragraph('Ada Example')}{number}</w:hdr>"
    assert texts(paragraph("Ada Example") + SECTION.format(""), header1=header) == ["Ada Example"]


def test_a_first_page_header_that_is_switched_off_is_not_shown() -> None:
    header = f"<w:hdr>{paragraph('Old Name')}</w:hdr>"
    section = "<w:sectPr><w:headerReference w:type='first' r:id='header1'/>{}</w:sectPr>"
    assert texts(paragraph("Ada") + section.format(""), header1=header) == ["Ada"]
    assert texts(paragraph("Ada") + section.format("<w:titlePg/>"), header1=header) == ["Old Name", "Ada"]


def test_pages_are_counted_by_words_own_record() -> None:
    body = (
        paragraph("one")
        + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>two</w:t></w:r></w:p>"
        + "<w:p><w:r><w:t>still two </w:t><w:lastRenderedPageBreak/><w:t>and on</w:t></w:r></w:p>"
        + paragraph("three")
    )
    draft = read_docx(docx(body))
    assert [(line.text, line.page) for line in draft.lines] == [
        ("one", 1),
        ("two", 2),
        ("still two and on", 2),
        ("three", 3),
    ]
    assert draft.pages == 3


def test_asked_page_breaks_count_where_word_kept_no_record() -> None:
    body = paragraph("one") + '<w:p><w:r><w:br w:type="page"/><w:t>two</w:t></w:r></w:p>'
    assert [(line.text, line.page) for line in read(body)] == [("one", 1), ("two", 2)]


def test_footnotes_come_last() -> None:
    body = "<w:p><w:r><w:t>CPO</w:t><w:footnoteReference w:id='2'/></w:r></w:p>" + paragraph("Acme")
    notes = f"<w:footnotes><w:footnote w:id='2'>{paragraph('interim')}</w:footnote></w:footnotes>"
    assert texts(body, footnotes=notes) == ["CPO", "Acme", "interim"]


# --- damaged ------------------------------------------------------------------------------------


def many() -> str:
    """Ninety paragraphs that compress badly enough to be cut in their middle."""
    return "".join(paragraph(f"Line {index} {hash((index, 7)) & 0xFFFFFFFF:x}") for index in range(90))


def test_a_file_that_is_cut_off_gives_what_is_there() -> None:
    whole = docx(many())
    start = whole.index(b"word/document.xml")
    cut = whole[: start + (len(whole) - start) // 2]
    draft = read_docx(cut)
    assert draft.lines[0].text.startswith("Line 0 ")
    assert 1 < len(draft.lines) < 90
    assert [warning.code for warning in draft.warnings] == ["damaged"]


def test_malformed_xml_gives_what_is_there() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr(
            "word/document.xml",
            "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>"
            "<w:p><w:r><w:t>Ada & Example</w:t></w:r></w:p>",
        )
    draft = read_docx(made.getvalue())
    assert "Ada" in draft.lines[0].text
    assert [warning.code for warning in draft.warnings] == ["damaged"]


def test_a_package_without_text_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/styles.xml", "<styles/>")
    with pytest.raises(RefusedFile) as refused:
        read_docx(made.getvalue())
    assert refused.value.reason == "damaged"


def test_missing_styles_numbering_and_relations_do_not_matter() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx(paragraph("Ada")))) as whole, zipfile.ZipFile(made, "w") as packed:
        packed.writestr("word/document.xml", whole.read("word/document.xml"))
    assert [line.text for line in read_docx(made.getvalue()).lines] == ["Ada"]


def test_a_bomb_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"<a>" + b" " * (40 * 1024 * 1024) + b"</a>")
    with pytest.raises(RefusedFile) as refused:
        read_docx(made.getvalue())
    assert refused.value.reason == "too_large"


def test_entities_are_not_expanded() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr(
            "word/document.xml",
            "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><w:document "
            "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>"
            "<w:p><w:r><w:t>Ada &x;</w:t></w:r></w:p></w:body></w:document>",
        )
    assert [line.text for line in read_docx(made.getvalue()).lines] == ["Ada"]


def test_a_picture_alone_is_told() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx("<w:p/>"))) as whole, zipfile.ZipFile(made, "w") as packed:
        for name in whole.namelist():
            packed.writestr(name, whole.read(name))
        packed.writestr("word/media/image1.png", b"\x89PNG")
    draft = read_docx(made.getvalue())
    assert draft.lines == ()
    assert [warning.code for warning in draft.warnings] == ["no_text"]


# --- made to do harm ----------------------------------------------------------------------------


def test_thousands_of_boxes_and_deep_tables_end_in_time() -> None:
    drawing = f"<w:drawing>{anchored(paragraph('x'), 40, 20)}</w:drawing>"
    deep = paragraph("inside")
    for _ in range(90):
        deep = table([deep])
    wide = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='999999999'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
    start = time.process_time()
    lines = read(f"<w:p><w:r>{drawing * 2000}</w:r></w:p>{deep}{wide}{paragraph('end')}")
    assert time.process_time() - start < 10
    assert sum(line.text == "x" for line in lines) == 2000


@pytest.mark.parametrize("value", ["-5", "1e400", "nan", "x", "", "99999999999999999999"])
def test_numbers_out_of_bounds_do_no_harm(value: str) -> None:
    body = (
        f"<w:p><w:pPr><w:spacing w:before='{value}' w:after='{value}'/>"
        f"<w:outlineLvl w:val='{value}'/></w:pPr>"
        f"<w:r><w:rPr><w:sz w:val='{value}'/></w:rPr><w:t>Ada</w:t></w:r></w:p>"
        f"<w:tbl><w:tr><w:trPr><w:gridBefore w:val='{value}'/></w:trPr><w:tc><w:tcPr>"
        f"<w:gridSpan w:val='{value}'/></w:tcPr>{paragraph('Example')}</w:tc></w:tr></w:tbl>"
    )
    lines = read(body)
    assert {line.text for line in lines} == {"Ada", "Example"}
    assert {line.heading for line in lines} == {0}

"""Word and OpenDocument files: entities, bombs, depth, tables without bounds, styles in circles."""

from __future__ import annotations

import io
import zipfile
from random import Random

from hostile.kinds import READ, kind
from hostile.people import cv_lines
from hostile.writers import docx, docx_of, odt, odt_of, paragraphs, zipped

_BROKEN = f"{READ} damaged empty"
_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + "]>"
)


def _body(random: Random) -> str:
    return paragraphs(cv_lines(random))


def _odt_body(random: Random) -> str:
    return "".join(f"<text:p>{one}</text:p>" for one in cv_lines(random))


def _run(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


# --- Word -------------------------------------------------------------------------------------------


@kind(".docx", f"{_BROKEN} unsupported")
def docx_cut(random: Random) -> bytes:
    data = docx_of(cv_lines(random))
    return data[: random.randrange(30, len(data))]


@kind(".docx", f"{_BROKEN} encrypted unsupported not_a_cv too_large")
def docx_flipped(random: Random) -> bytes:
    data = bytearray(docx_of(cv_lines(random)))
    for _ in range(random.choice((1, 10, 100))):
        data[random.randrange(4, len(data))] = random.randrange(256)
    return bytes(data)


@kind(".docx", _BROKEN)
def docx_xxe(random: Random) -> bytes:
    """An outside entity that would read a file of this computer, or call another."""
    where = random.choice(
        ("file:///etc/passwd", "http://127.0.0.1:9/x", "/etc/passwd", "ftp://127.0.0.1/x")
    )
    head = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{where}"><!ENTITY % p SYSTEM "{where}"> %p;]>'
    return docx(_body(random) + _run("&e;"), head)


@kind(".docx", f"{_BROKEN} too_large")
def docx_billion_laughs(random: Random) -> bytes:
    return docx(_body(random) + _run("&a11;"), _LAUGHS)


@kind(".docx", f"{_BROKEN} too_large")
def docx_quadratic_entities(random: Random) -> bytes:
    head = f'<!DOCTYPE x [<!ENTITY e "{"product " * 20_000}">]>'
    return docx(_body(random) + _run("&e;" * 20_000), head)


@kind(".docx", f"{_BROKEN} too_large")
def docx_entity_in_attribute(random: Random) -> bytes:
    return docx(f'<w:p w:x="&a11;">{_run("x")}</w:p>' + _body(random), _LAUGHS)


@kind(".docx", "too_large damaged")
def docx_bomb(random: Random) -> bytes:
    blanks = "<w:p/>" * 100_000 * random.choice((200, 300))
    return docx(blanks + _body(random))


@kind(".docx", f"{_BROKEN} too_large")
def docx_bomb_beside_the_text(random: Random) -> bytes:
    return docx(_body(random), styles=b" " * (110 << 20), numbering=b"<a>" * 1_000_000)


@kind(".docx", f"{_BROKEN} too_large timed_out")
def docx_nested_tables(random: Random) -> bytes:
    depth = random.choice((30, 100, 3000, 100_000))
    opening, closing = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return docx(opening * depth + _body(random) + closing * depth)


@kind(".docx", f"{_BROKEN} too_large timed_out")
def docx_nested_everything(random: Random) -> bytes:
    name = random.choice(("w:p", "w:r", "w:sdt", "w:sdtContent", "w:ins", "w:hyperlink", "w:smartTag"))
    depth = random.choice((50, 240, 50_000))
    return docx(f"<{name}>" * depth + _body(random) + f"</{name}>" * depth)


@kind(".docx", f"{_BROKEN} too_large timed_out")
def docx_many_text_runs(random: Random) -> bytes:
    """Two hundred thousand runs in one paragraph."""
    runs = "".join(f"<w:r><w:t>w{one % 89} </w:t></w:r>" for one in range(200_000))
    return docx(f"{_body(random)}<w:p>{runs}</w:p>")


@kind(".docx", f"{_BROKEN} too_large timed_out")
def docx_wide_table(random: Random) -> bytes:
    span = random.choice(("1000000000", "-5", "99999999999999999999", "x"))
    cell = (
        f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/><w:vMerge w:val="restart"/></w:tcPr>{_run("a")}</w:tc>'
    )
    grid = '<w:tblGrid><w:gridCol w:w="999999999999"/></w:tblGrid>'
    return docx(f"<w:tbl>{grid}<w:tr>{cell * 3}</w:tr></w:tbl>" + _body(random))


@kind(".docx", f"{_BROKEN} too_large timed_out")
def docx_table_of_many_cells(random: Random) -> bytes:
    row = "<w:tr>" + f"<w:tc>{_run('x')}</w:tc>" * 300 + "</w:tr>"
    return docx(f"<w:tbl>{row * 300}</w:tbl>" + _body(random))


@kind(".docx", _BROKEN)
def docx_styles_in_a_circle(random: Random) -> bytes:
    styles = (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="C"><w:basedOn w:val="C"/></w:style></w:styles>'
    )
    told = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{random.choice("ABC")}"/></w:pPr><w:r><w:t>{one}</w:t></w:r></w:p>'
        for one in cv_lines(random)
    )
    return docx(told, styles=styles)


@kind(".docx", f"{_BROKEN} too_large")
def docx_numbers_without_measure(random: Random) -> bytes:
    value = random.choice(("1e308", "-99999999999", "nan", "inf", "0x10", "٣", "1" * 5000))
    look = (
        f'<w:pPr><w:ind w:left="{value}"/><w:spacing w:before="{value}"/><w:outlineLvl w:val="{value}"/>'
        f'<w:numPr><w:ilvl w:val="{value}"/><w:numId w:val="{value}"/></w:numPr><w:tabs>'
        f'<w:tab w:pos="{value}"/></w:tabs></w:pPr>'
    )
    run = f'<w:r><w:rPr><w:sz w:val="{value}"/><w:color w:val="{value}"/></w:rPr><w:tab/>'
    return docx("".join(f"<w:p>{look}{run}<w:t>{one}</w:t></w:r></w:p>" for one in cv_lines(random)))


@kind(".docx", _BROKEN)
def docx_two_of_each_part(random: Random) -> bytes:
    data = io.BytesIO(docx_of(cv_lines(random)))
    with zipfile.ZipFile(data, "a") as packed:
        info = zipfile.ZipInfo("word/document.xml", (2024, 1, 1, 0, 0, 0))
        packed.writestr(info, docx_of(["nobody"]))
    return data.getvalue()


@kind(".docx", f"{_BROKEN} unsupported not_a_cv same_content")
def docx_without_text_part(random: Random) -> bytes:
    other = random.choice(("word/other.xml", "word/document.xml.rels", "Document.xml"))
    return zipped({"[Content_Types].xml": "<Types/>", "_rels/.rels": "<x/>", other: "<w:document/>"})


@kind(".docx", _BROKEN)
def docx_not_well_formed(random: Random) -> bytes:
    body = _body(random)
    at = random.randrange(len(body))
    return docx(body[:at] + random.choice(("<", "&", "</w:p></w:p>", "]]>", "\x00", "\x1b")) + body[at:])


@kind(".docx", _BROKEN)
def docx_lies_about_encoding(random: Random) -> bytes:
    main = (
        f'<?xml version="1.0" encoding="{random.choice(("UTF-16", "UTF-7", "x-user", "EBCDIC-CP-US"))}"?>'
    )
    document = f'{main}<w:document xmlns:w="http://x"><w:body>{_body(random)}</w:body></w:document>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


@kind(".docx", _BROKEN)
def docx_relations_outside(random: Random) -> bytes:
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="x/officeDocument" Target="../../../../etc/passwd"/>'
        '<Relationship Id="r2" Type="x/officeDocument" Target="http://127.0.0.1:9/a.xml" '
        'TargetMode="External"/></Relationships>'
    )
    document = docx_of(cv_lines(random))
    with zipfile.ZipFile(io.BytesIO(document)) as packed:
        text = packed.read("word/document.xml")
    return zipped({"[Content_Types].xml": "<x/>", "_rels/.rels": relation, "word/document.xml": text})


# --- OpenDocument -----------------------------------------------------------------------------------


@kind(".odt", f"{_BROKEN} unsupported not_a_cv encrypted too_large")
def odt_flipped(random: Random) -> bytes:
    data = bytearray(odt_of(cv_lines(random)))
    for _ in range(random.choice((1, 10, 100))):
        data[random.randrange(4, len(data))] = random.randrange(256)
    return bytes(data)


@kind(".odt", _BROKEN)
def odt_xxe(random: Random) -> bytes:
    head = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return odt(_odt_body(random) + "<text:p>&e;</text:p>", head)


@kind(".odt", f"{_BROKEN} too_large")
def odt_billion_laughs(random: Random) -> bytes:
    return odt(_odt_body(random) + "<text:p>&a11;</text:p>", _LAUGHS)


@kind(".odt", "too_large damaged")
def odt_bomb(random: Random) -> bytes:
    return odt("<text:p/>" * 20_000_000 + _odt_body(random))


@kind(".odt", f"{_BROKEN} too_large timed_out")
def odt_repeats(random: Random) -> bytes:
    """Repetitions of repetitions: blanks, cells, columns, rows."""
    many = random.choice(("1000000000", "2147483648", "-1", "x"))
    cell = f'<table:table-cell table:number-columns-repeated="{many}"><text:p>a</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="{many}">{cell * 5}</table:table-row>'
    blanks = f'<text:p>a<text:s text:c="{many}"/>b</text:p>'
    return odt(f"<table:table>{row * 5}</table:table>{blanks * 10}" + _odt_body(random))


@kind(".odt", _BROKEN)
def odt_styles_in_a_circle(random: Random) -> bytes:
    styles = "".join(
        f'<style:style style:name="{one}" style:family="paragraph" style:parent-style-name="{two}"/>'
        for one, two in ("AB", "BA", "CC")
    )
    body = "".join(f'<text:p text:style-name="A">{one}</text:p>' for one in cv_lines(random))
    return odt(body, styles=styles)


@kind(".odt", f"{_BROKEN} too_large timed_out")
def odt_nested_deeply(random: Random) -> bytes:
    name = random.choice(("text:section", "text:list", "text:list-item", "text:span", "table:table"))
    depth = random.choice((50, 240, 50_000))
    return odt(f"<{name}>" * depth + _odt_body(random) + f"</{name}>" * depth)


@kind(".odt", f"{_BROKEN} too_large timed_out")
def odt_many_spans(random: Random) -> bytes:
    return odt(_odt_body(random) + "<text:p>" + "<text:span>ab </text:span>" * 200_000 + "</text:p>")

"""Inputs made from others: cut, flipped, doubled, spliced, with words that mean something to a format."""

from __future__ import annotations

import zlib
from random import Random

_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"65536",
    b"2147483647",
    b"-2147483648",
    b"99999999999999999999",
    b"1e400",
    b"nan",
)
_WORDS: dict[str, tuple[bytes, ...]] = {
    "pdf": (
        *(
            b"obj",
            b"endobj",
            b"stream",
            b"endstream",
            b"<<",
            b">>",
            b"[",
            b"]",
            b"(",
            b")",
            b"/Kids",
            b"/Page",
        ),
        *(b"/Length", b"/Filter", b"/FlateDecode", b"/LZWDecode", b"/Parent", b"1 0 R", b"2 0 R", b"4 0 R"),
        *(
            b"/Contents",
            b"BT",
            b"ET",
            b"Tj",
            b"TJ",
            b"Tf",
            b"cm",
            b"Do",
            b"q",
            b"Q",
            b"/Type",
            b"/Font",
            b"xref",
        ),
        *(
            b"/ToUnicode",
            b"/Encrypt",
            b"/Prev",
            b"/ObjStm",
            b"/XRef",
            b"/W",
            b"/Index",
            b"/Rotate",
            b"null",
        ),
    ),
    "xml": (
        *(
            b"<w:p>",
            b"</w:p>",
            b"<w:tbl>",
            b"<w:tr>",
            b"<w:tc>",
            b"<w:r>",
            b"<w:t>",
            b"<w:sdt>",
            b"&a;",
            b"<!--",
        ),
        *(
            b"<text:p>",
            b"<text:s text:c='9'/>",
            b"<table:table>",
            b"<![CDATA[",
            b"<?xml?>",
            b"w:val",
            b"xmlns",
        ),
        *(b"<w:drawing>", b"<w:fldChar/>", b"<w:numPr>", b"<text:note>", b"<text:list>", b"<draw:frame>"),
    ),
    "html": (
        b"<table>",
        b"<td>",
        b"<tr>",
        b"<li>",
        b"<p>",
        b"<br>",
        b"</div>",
        b"style='",
        b"&#0;",
        b"<style>",
    ),
    "rtf": (
        b"{",
        b"}",
        b"\\par ",
        b"\\cell ",
        b"\\row ",
        b"\\u-1?",
        b"\\'ff",
        b"\\bin9 ",
        b"\\*",
        b"\\uc0 ",
        b"\\ ",
    ),
    "md": (
        b"# ",
        b"| a | b |\n|---|---|\n",
        b"- ",
        b"> ",
        b"```",
        b"**",
        b"[a](",
        b"---\n",
        b"1. ",
        b"<b>",
    ),
    "json": (
        b'"work":',
        b'"basics":',
        b"[",
        b"]",
        b"{",
        b"}",
        b"null",
        b'"',
        b",",
        b"\\ud800",
        b'"startDate":',
    ),
    "txt": (
        b"\n",
        b"\t",
        b"\x0c",
        b" - ",
        b"2019",
        b"present",
        b"Head of Product",
        b"(",
        b"@",
        b"\xe2\x80\x93",
    ),
    "yaml": (
        *(
            b": ",
            b"- ",
            b"&a ",
            b"*a",
            b"!!python/object:os.system ",
            b"|\n",
            b">\n",
            b"? ",
            b"<<: *a",
            b"%YAML 9\n",
        ),
        *(
            b"weight: ",
            b"'",
            b'"',
            b"[",
            b"{",
            b"~",
            b"no",
            b"0x1f",
            b"1_0",
            b"2020-01-01",
            b".inf",
            b"\t",
            b"---\n",
        ),
    ),
}
_KIND = {
    "pdfium": "pdf", "pdfminer": "pdf", "whole_pdf": "pdf", "docx": "xml", "odt": "xml", "zip": "xml",
    "whole_txt": "txt", "criteria": "yaml",
}  # fmt: skip


def mutated(name: str, random: Random, pool: list[bytes]) -> bytes:
    """One input for a target: a seed, changed one to eight times; packed formats also on their inside."""
    data = random.choice(pool)
    if name in ("docx", "odt", "zip") and random.random() < 0.8:
        return _repacked(name, data, random)
    return _changed(name, bytearray(data), random, pool)


def _changed(name: str, data: bytearray, random: Random, pool: list[bytes]) -> bytes:
    words = (*_WORDS.get(_KIND.get(name, name), _WORDS["txt"]), *_NUMBERS)
    for _ in range(random.randint(1, 8)):
        at = random.randrange(len(data) + 1)
        end = min(len(data), at + random.choice((1, 2, 8, 64, 500)))
        match random.randrange(7):
            case 0 if at < len(data):
                data[at] = random.randrange(256)
            case 1:
                del data[at:end]
            case 2:
                data[at:at] = data[at:end] * random.choice((1, 2, 50))
            case 3 | 4:
                data[at:at] = random.choice(words)
            case 5:
                other = random.choice(pool)
                cut = random.randrange(len(other) + 1)
                data[at:end] = other[cut : cut + random.choice((10, 100, 2000))]
            case _:
                data[at:end] = random.choice(words)
    return bytes(data[:300_000])


def _repacked(name: str, data: bytes, random: Random) -> bytes:
    """A zip with one member changed on its inside; the zip itself where it cannot be opened."""
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = {one: packed.read(one) for one in packed.namelist()[:20]}
    except (zipfile.BadZipFile, OSError, ValueError, zlib.error, RuntimeError, EOFError):
        return _changed(name, bytearray(data), random, [data])
    if members:
        chosen = random.choice(list(members))
        members[chosen] = _changed(name, bytearray(members[chosen]), random, list(members.values()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for member, content in members.items():
            packed.writestr(zipfile.ZipInfo(member, (2024, 1, 1, 0, 0, 0)), content)
    return out.getvalue()

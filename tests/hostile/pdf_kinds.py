"""PDFs: cut, flipped, in circles, bombs, lies about lengths, fonts without letters."""

from __future__ import annotations

import zlib
from random import Random

from hostile.kinds import READ, kind
from hostile.people import cv_lines
from hostile.writers import flate, page_objects, pdf, pdf_of, stream, typed

_BROKEN = f"{READ} damaged empty"
_BOMB = f"{_BROKEN} too_large timed_out crashed"  # crashed: pdfium gives up where it gets no more memory


def _with(content: bytes, more: dict[int, bytes] | None = None, resources: bytes = b"") -> bytes:
    return pdf(page_objects(content, resources) | (more or {}))


def _text(random: Random) -> bytes:
    return typed(cv_lines(random))


def _bomb(size: int, char: bytes = b" ") -> bytes:
    """So many times the same byte, deflated: one packed block, again and again."""
    packer = zlib.compressobj(9)
    start = packer.compress(char) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(char * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return start + block * (size >> 20)


# --- broken by chance -----------------------------------------------------------------------------


@kind(".pdf", f"{_BROKEN} not_a_cv unsupported")
def pdf_cut(random: Random) -> bytes:
    data = pdf_of(cv_lines(random))
    return data[: random.randrange(20, len(data))]


@kind(".pdf", f"{_BROKEN} encrypted too_many_pages too_large not_a_cv unsupported")
def pdf_flipped(random: Random) -> bytes:
    data = bytearray(pdf_of(cv_lines(random)))
    for _ in range(random.choice((1, 5, 40, 400))):
        data[random.randrange(8, len(data))] = random.randrange(256)
    return bytes(data)


@kind(".pdf", _BROKEN)
def pdf_objects_swapped(random: Random) -> bytes:
    objects = page_objects(flate(_text(random)))
    one, two = random.sample(sorted(objects), 2)
    objects[one], objects[two] = objects[two], objects[one]
    return pdf(objects)


@kind(".pdf", _BROKEN)
def pdf_object_missing(random: Random) -> bytes:
    objects = page_objects(flate(_text(random)))
    del objects[random.choice((2, 3, 4, 5))]
    return pdf(objects)


@kind(".pdf", _BROKEN)
def pdf_without_xref(random: Random) -> bytes:
    return pdf(page_objects(flate(_text(random))), xref=False)


@kind(".pdf", _BROKEN)
def pdf_xref_lies(random: Random) -> bytes:
    data = pdf_of(cv_lines(random))
    start, end = data.index(b"xref\n") + 28, data.index(b"trailer")
    table = b"".join(
        b"%010d 00000 n \n" % random.randrange(0, len(data) * 2) for _ in range((end - start) // 20)
    )
    return data[:start] + table + data[end:]


@kind(".pdf", f"{_BROKEN} not_a_cv unsupported")
def pdf_random_bytes(random: Random) -> bytes:
    return b"%PDF-1.7\n" + random.randbytes(random.choice((10, 1000, 100_000)))


# --- in circles -----------------------------------------------------------------------------------


@kind(".pdf", _BROKEN)
def pdf_page_tree_in_a_circle(random: Random) -> bytes:
    objects = page_objects(flate(_text(random)))
    objects[2] = b"<</Type/Pages/Kids[3 0 R 2 0 R 6 0 R]/Count 3>>"
    objects[6] = b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R 6 0 R]/Count 2>>"
    return pdf(objects)


@kind(".pdf", f"{_BROKEN} too_many_pages")
def pdf_page_count_lies(random: Random) -> bytes:
    objects = page_objects(flate(_text(random)))
    count = random.choice((b"0", b"-1", b"50", b"2147483647", b"99999999999999999999", b"/x"))
    objects[2] = b"<</Type/Pages/Kids[3 0 R]/Count %s>>" % count
    return pdf(objects)


@kind(".pdf", _BROKEN)
def pdf_page_is_its_own_parent(random: Random) -> bytes:
    objects = page_objects(flate(_text(random)))
    objects[3] = b"<</Type/Page/Parent 3 0 R/Contents 4 0 R>>"
    return pdf(objects)


@kind(".pdf", _BROKEN)
def pdf_reference_to_itself(random: Random) -> bytes:
    objects = page_objects(flate(_text(random)))
    number = random.choice((2, 3, 4, 5))
    objects[number] = b"%d 0 R" % number
    return pdf(objects)


@kind(".pdf", _BROKEN)
def pdf_length_refers_to_itself(random: Random) -> bytes:
    body = b"<</Length 4 0 R>>\nstream\n" + _text(random) + b"\nendstream"
    return _with(body)


@kind(".pdf", _BROKEN)
def pdf_contents_in_a_circle(random: Random) -> bytes:
    return pdf(page_objects(b"[4 0 R 6 0 R 4 0 R]") | {6: stream(_text(random))})


@kind(".pdf", _BROKEN)
def pdf_form_in_itself(random: Random) -> bytes:
    form = stream(
        b"/X Do " + _text(random),
        b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<</XObject<</X 6 0 R>>/Font<</F1 5 0 R>>>>",
    )
    return _with(stream(_text(random) + b" /X Do"), {6: form}, b"/XObject<</X 6 0 R>>")


@kind(".pdf", _BOMB)
def pdf_forms_that_double(random: Random) -> bytes:
    """Each form paints the next one twice: a thousand million times the last one's words."""
    forms = {}
    for number in range(6, 36):
        extra = (
            b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<</XObject<</X %d 0 R>>"
            b"/Font<</F1 5 0 R>>>>" % (number + 1)
        )
        forms[number] = stream(b"/X Do /X Do", extra)
    forms[36] = stream(b"BT /F1 9 Tf (ha) Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]")
    return _with(stream(_text(random) + b" /X Do"), forms, b"/XObject<</X 6 0 R>>")


@kind(".pdf", f"{_BROKEN} timed_out")
def pdf_forms_nested_deeply(random: Random) -> bytes:
    forms = {}
    for number in range(6, 3000):
        extra = b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<</XObject<</X %d 0 R>>>>" % (
            number + 1
        )
        forms[number] = stream(b"/X Do", extra)
    return _with(stream(_text(random) + b" /X Do"), forms, b"/XObject<</X 6 0 R>>")


@kind(".pdf", _BROKEN)
def pdf_xref_before_itself(random: Random) -> bytes:
    data = pdf_of(cv_lines(random))
    start = data.index(b"xref\n")
    return data.replace(b"/Size", b"/Prev %d/Size" % start)


@kind(".pdf", f"{_BROKEN} timed_out")
def pdf_deep_arrays(random: Random) -> bytes:
    opening = random.choice((b"[", b"<</A "))
    return _with(flate(_text(random)), {6: opening * random.choice((1000, 100_000))})


@kind(".pdf", f"{_BROKEN} timed_out")
def pdf_deep_catalog(random: Random) -> bytes:
    objects = page_objects(flate(_text(random)))
    depth = random.choice((300, 50_000))
    objects[1] = b"<</Type/Catalog/Pages 2 0 R/Deep " + b"[" * depth + b"]" * depth + b">>"
    return pdf(objects)


@kind(".pdf", f"{_BROKEN} timed_out")
def pdf_deep_operands(random: Random) -> bytes:
    return _with(flate(b"[" * 200_000 + b" TJ " + _text(random)))


# --- bombs and lies about lengths ---------------------------------------------------------------------


@kind(".pdf", _BOMB)
def pdf_flate_bomb(random: Random) -> bytes:
    """A gigabyte of blanks in the page's stream, in one megabyte."""
    size = random.choice((200, 1000)) << 20
    return _with(stream(_bomb(size), b"/Filter/FlateDecode"))


@kind(".pdf", _BOMB)
def pdf_flate_bomb_twice(random: Random) -> bytes:
    """Deflated twice: ten gigabytes in some kilobytes."""
    packed = zlib.compress(_bomb(random.choice((1, 8)) << 30), 9)
    return _with(stream(packed, b"/Filter[/FlateDecode/FlateDecode]"))


@kind(".pdf", _BOMB)
def pdf_flate_many_times(random: Random) -> bytes:
    data = flate(_text(random) + b" " * 10_000_000)
    filters = b"/FlateDecode" * random.choice((20, 2000))
    return _with(data.replace(b"/Filter/FlateDecode", b"/Filter[" + filters + b"]"))


@kind(".pdf", _BOMB)
def pdf_lzw_bomb(random: Random) -> bytes:
    """LZW codes that repeat what came before: each is longer than the one before it."""
    data = bytes([0x80, 0x0B, 0x60, 0x50]) + bytes(random.randrange(256) for _ in range(200_000))
    return _with(stream(data, b"/Filter/LZWDecode"))


@kind(".pdf", _BOMB)
def pdf_run_length_bomb(random: Random) -> bytes:
    data = b"\x81 " * (random.choice((1, 4)) << 20)
    return _with(stream(zlib.compress(data), b"/Filter[/FlateDecode/RunLengthDecode]"))


@kind(".pdf", _BOMB)
def pdf_predictor_lies(random: Random) -> bytes:
    columns = random.choice((0, -1, 1_000_000_000, 2_147_483_647))
    extra = b"/DecodeParms<</Predictor 15/Columns %d/Colors 32/BitsPerComponent 16>>" % columns
    return _with(flate(_text(random), extra))


@kind(".pdf", _BROKEN)
def pdf_length_lies(random: Random) -> bytes:
    length = random.choice((-1, 0, 3, 100_000, 2**31, 2**63, 10**30))
    return _with(stream(_text(random), length=length))


@kind(".pdf", f"{_BROKEN} not_a_cv unsupported")
def pdf_stream_without_end(random: Random) -> bytes:
    data = pdf_of(cv_lines(random)).replace(b"endstream", b"").replace(b"endobj", b"")
    return data[: data.index(b"xref")] if random.random() < 0.5 else data


@kind(".pdf", _BOMB)
def pdf_object_stream_lies(random: Random) -> bytes:
    count = random.choice((b"-1", b"1000000000", b"0"))
    packed = flate(b"2 0 3 10 <<>> <<>>", b"/Type/ObjStm/N %s/First %s" % (count, count))
    return _with(flate(_text(random)), {6: packed.replace(b"/Type", b"/Extends 6 0 R/Type")})


@kind(".pdf", f"{_BROKEN} too_many_pages")
def pdf_many_pages(random: Random) -> bytes:
    number = random.choice((61, 5000))
    objects = page_objects(flate(_text(random)))
    kids = b" ".join(b"%d 0 R" % one for one in range(6, 6 + number))
    objects[2] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, number)
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    )
    return pdf(objects | dict.fromkeys(range(6, 6 + number), page))


@kind(".pdf", "encrypted damaged")
def pdf_encrypted(random: Random) -> bytes:
    extra = b"/Filter/Standard/V 2/R 3/Length 128/P -4/O<%s>/U<%s>" % (
        random.randbytes(32).hex().encode(),
        random.randbytes(32).hex().encode(),
    )
    objects = page_objects(flate(_text(random))) | {6: b"<<%s>>" % extra}
    return pdf(objects, trailer=b"/Encrypt 6 0 R/ID[<00><00>]")


# --- pages that are too much ----------------------------------------------------------------------


@kind(".pdf", _BOMB)
def pdf_many_text_runs(random: Random) -> bytes:
    """Two hundred thousand words, each painted for itself."""
    words = (
        b"BT /F1 4 Tf 1 0 0 1 %d %d Tm (word%d) Tj ET"
        % (random.randrange(595), random.randrange(842), one % 97)
        for one in range(200_000)
    )
    return _with(flate(_text(random) + b"\n" + b"\n".join(words)))


@kind(".pdf", _BOMB)
def pdf_many_letters_in_one_place(random: Random) -> bytes:
    return _with(flate(_text(random) + b" BT /F1 10 Tf 100 100 Td " + b"(a) Tj " * 200_000 + b"ET"))


@kind(".pdf", _BOMB)
def pdf_many_shapes(random: Random) -> bytes:
    rules = b"".join(
        b"%d %d %d 1 re f\n" % (random.randrange(500), random.randrange(800), random.randrange(400))
        for _ in range(100_000)
    )
    return _with(flate(_text(random) + b"\n" + rules))


@kind(".pdf", _BOMB)
def pdf_deep_graphics_states(random: Random) -> bytes:
    return _with(flate(b"q " * 500_000 + _text(random)))


@kind(".pdf", _BROKEN)
def pdf_page_of_any_size(random: Random) -> bytes:
    box = random.choice(
        (b"[0 0 0 0]", b"[0 0 1e30 1e30]", b"[-1e9 -1e9 1e9 1e9]", b"[1 2]", b"[/a /b /c /d]", b"[9 9 1 1]")
    )
    return pdf(page_objects(flate(_text(random)), box=box))


@kind(".pdf", _BROKEN)
def pdf_numbers_without_measure(random: Random) -> bytes:
    number = random.choice((b"1e308", b"99999999999999999999", b"-2147483649", b"0.0000000001", b"nan"))
    return _with(
        flate(b"BT /F1 %s Tf %s %s Td (Product) Tj ET " % (number, number, number) + _text(random))
    )


@kind(".pdf", _BROKEN)
def pdf_matrices_that_squash(random: Random) -> bytes:
    matrix = random.choice((b"0 0 0 0 0 0", b"1e9 0 0 1e9 0 0", b"0 1 -1 0 300 300", b"-1 0 0 -1 500 800"))
    return _with(flate(matrix + b" cm " + _text(random)))


@kind(".pdf", f"{_BROKEN} timed_out")
def pdf_picture_without_end(random: Random) -> bytes:
    picture = b" BI /W 1000000 /H 1000000 /BPC 8 /CS /RGB ID " + random.randbytes(1000)
    return _with(flate(_text(random) + picture))


@kind(".pdf", _BOMB)
def pdf_picture_of_any_size(random: Random) -> bytes:
    picture = stream(
        _bomb(64 << 20, b"\0"),
        b"/Type/XObject/Subtype/Image/Width 100000/Height 100000/BitsPerComponent 8/ColorSpace/DeviceRGB"
        b"/Filter/FlateDecode",
    )
    hidden = b"1 1 1 rg " + typed(["Chief Product Officer " * 5], 300) if random.random() < 0.5 else b""
    content = flate(_text(random) + b" q 500 0 0 700 20 20 cm /P Do Q " + hidden)
    return _with(content, {6: picture}, b"/XObject<</P 6 0 R>>")


# --- words that no one can read, and words that harm -------------------------------------------------


@kind(".pdf", _BOMB)
def pdf_font_without_letters(random: Random) -> bytes:
    """A composite font that says nothing of which letters its signs are."""
    objects = page_objects(
        flate(b"BT /F1 12 Tf 50 700 Td <%s> Tj ET" % random.randbytes(400).hex().encode())
    )
    objects[5] = (
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font"
        b"/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>>>]>>"
    )
    return pdf(objects)


@kind(".pdf", _BOMB)
def pdf_letters_map_bomb(random: Random) -> bytes:
    """A map from signs to letters whose range is all the numbers there are."""
    ranges = b"<0000> <FFFF> <0041>\n" * 100
    if random.random() < 0.5:
        ranges += b"<00000000> <FFFFFFFF> <00000041>\n"
    body = b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n100 beginbfrange\n"
    objects = page_objects(flate(_text(random)))
    objects[5] = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
    return pdf(objects | {6: flate(body + ranges + b"endbfrange endcmap")})


@kind(".pdf", _BROKEN)
def pdf_letters_mean_others(random: Random) -> bytes:
    """A map that turns letters into control characters, half pairs and escape sequences."""
    to = random.choice((b"<001B>", b"<D800>", b"<0000>", b"<FFFF>", b"<202E>", b"<E000>"))
    body = b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n1 beginbfrange\n<41> <5A> [%s]\n"
    objects = page_objects(flate(_text(random)))
    objects[5] = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
    return pdf(objects | {6: flate(body % (to * 26) + b"endbfrange endcmap")})


@kind(".pdf", f"{_BROKEN} timed_out")
def pdf_type3_font_in_itself(random: Random) -> bytes:
    objects = page_objects(flate(_text(random)))
    objects[5] = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 65/LastChar 66"
        b"/Widths[1 1]/CharProcs<</A 6 0 R>>/Encoding<</Differences[65/A/A]>>"
        b"/Resources<</Font<</F1 5 0 R>>>>>>"
    )
    return pdf(objects | {6: stream(b"9 0 d0 BT /F1 1 Tf (AAAA) Tj ET")})


@kind(".pdf", _BROKEN)
def pdf_actions_and_links(random: Random) -> bytes:
    objects = page_objects(flate(_text(random)))
    objects[1] = (
        b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"
        b"/Names<</EmbeddedFiles 1 0 R>>>>"
    )
    link = (
        b"<</Type/Annot/Subtype/Link/Rect[0 0 600 900]/A<</S/URI/URI(javascript:alert\\(1\\)\\033[31m)>>>>"
    )
    objects[3] = objects[3].replace(b"/Contents", b"/Annots[6 0 R 6 0 R 3 0 R]/Contents")
    return pdf(objects | {6: link})


@kind(".pdf", _BROKEN)
def pdf_information_that_harms(random: Random) -> bytes:
    said = b"/Title(\\033]0;owned\\007 =cmd|' /C calc'!A1 one two three four five)/CreationDate(D:99999999)"
    objects = page_objects(flate(_text(random))) | {6: b"<<%s/Author 6 0 R>>" % said}
    return pdf(objects, trailer=b"/Info 6 0 R")

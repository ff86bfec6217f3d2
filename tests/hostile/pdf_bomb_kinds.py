"""PDFs that are too much: bombs, lies about lengths, pages of any size and number of words."""

from __future__ import annotations

import zlib
from random import Random

from hostile.kinds import kind
from hostile.pdf_kinds import BOMB, BROKEN, one_page, text_of
from hostile.people import cv_lines
from hostile.writers import flate, page_objects, pdf, pdf_of, stream, typed


def _bomb(size: int, char: bytes = b" ") -> bytes:
    """So many times the same byte, deflated: one packed block, again and again."""
    packer = zlib.compressobj(9)
    start = packer.compress(char) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(char * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return start + block * (size >> 20)


# --- bombs and lies about lengths ---------------------------------------------------------------------


@kind(".pdf", BOMB)
def pdf_flate_bomb(random: Random) -> bytes:
    """A gigabyte of blanks in the page's stream, in one megabyte."""
    size = random.choice((200, 1000)) << 20
    return one_page(stream(_bomb(size), b"/Filter/FlateDecode"))


@kind(".pdf", BOMB)
def pdf_flate_bomb_twice(random: Random) -> bytes:
    """Deflated twice: ten gigabytes in some kilobytes."""
    packed = zlib.compress(_bomb(random.choice((1, 8)) << 30), 9)
    return one_page(stream(packed, b"/Filter[/FlateDecode/FlateDecode]"))


@kind(".pdf", BOMB)
def pdf_flate_many_times(random: Random) -> bytes:
    data = flate(text_of(random) + b" " * 10_000_000)
    filters = b"/FlateDecode" * random.choice((20, 2000))
    return one_page(data.replace(b"/Filter/FlateDecode", b"/Filter[" + filters + b"]"))


@kind(".pdf", BOMB)
def pdf_lzw_bomb(random: Random) -> bytes:
    """LZW codes that repeat what came before: each is longer than the one before it."""
    data = bytes([0x80, 0x0B, 0x60, 0x50]) + bytes(random.randrange(256) for _ in range(200_000))
    return one_page(stream(data, b"/Filter/LZWDecode"))


@kind(".pdf", BOMB)
def pdf_run_length_bomb(random: Random) -> bytes:
    data = b"\x81 " * (random.choice((1, 4)) << 20)
    return one_page(stream(zlib.compress(data), b"/Filter[/FlateDecode/RunLengthDecode]"))


@kind(".pdf", BOMB)
def pdf_predictor_lies(random: Random) -> bytes:
    columns = random.choice((0, -1, 1_000_000_000, 2_147_483_647))
    extra = b"/DecodeParms<</Predictor 15/Columns %d/Colors 32/BitsPerComponent 16>>" % columns
    return one_page(flate(text_of(random), extra))


@kind(".pdf", BROKEN)
def pdf_length_lies(random: Random) -> bytes:
    length = random.choice((-1, 0, 3, 100_000, 2**31, 2**63, 10**30))
    return one_page(stream(text_of(random), length=length))


@kind(".pdf", f"{BROKEN} not_a_cv unsupported")
def pdf_stream_without_end(random: Random) -> bytes:
    data = pdf_of(cv_lines(random)).replace(b"endstream", b"").replace(b"endobj", b"")
    return data[: data.index(b"xref")] if random.random() < 0.5 else data


@kind(".pdf", BOMB)
def pdf_object_stream_lies(random: Random) -> bytes:
    count = random.choice((b"-1", b"1000000000", b"0"))
    packed = flate(b"2 0 3 10 <<>> <<>>", b"/Type/ObjStm/N %s/First %s" % (count, count))
    return one_page(flate(text_of(random)), {6: packed.replace(b"/Type", b"/Extends 6 0 R/Type")})


@kind(".pdf", f"{BROKEN} too_many_pages")
def pdf_many_pages(random: Random) -> bytes:
    number = random.choice((61, 5000))
    objects = page_objects(flate(text_of(random)))
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
    objects = page_objects(flate(text_of(random))) | {6: b"<<%s>>" % extra}
    return pdf(objects, trailer=b"/Encrypt 6 0 R/ID[<00><00>]")


# --- pages that are too much ----------------------------------------------------------------------


@kind(".pdf", BOMB)
def pdf_many_text_runs(random: Random) -> bytes:
    """Two hundred thousand words, each painted for itself."""
    words = (
        b"BT /F1 4 Tf 1 0 0 1 %d %d Tm (word%d) Tj ET"
        % (random.randrange(595), random.randrange(842), one % 97)
        for one in range(200_000)
    )
    return one_page(flate(text_of(random) + b"\n" + b"\n".join(words)))


@kind(".pdf", BOMB)
def pdf_many_letters_in_one_place(random: Random) -> bytes:
    return one_page(flate(text_of(random) + b" BT /F1 10 Tf 100 100 Td " + b"(a) Tj " * 200_000 + b"ET"))


@kind(".pdf", BOMB)
def pdf_many_shapes(random: Random) -> bytes:
    rules = b"".join(
        b"%d %d %d 1 re f\n" % (random.randrange(500), random.randrange(800), random.randrange(400))
        for _ in range(100_000)
    )
    return one_page(flate(text_of(random) + b"\n" + rules))


@kind(".pdf", BOMB)
def pdf_deep_graphics_states(random: Random) -> bytes:
    return one_page(flate(b"q " * 500_000 + text_of(random)))


@kind(".pdf", BROKEN)
def pdf_page_of_any_size(random: Random) -> bytes:
    box = random.choice(
        (b"[0 0 0 0]", b"[0 0 1e30 1e30]", b"[-1e9 -1e9 1e9 1e9]", b"[1 2]", b"[/a /b /c /d]", b"[9 9 1 1]")
    )
    return pdf(page_objects(flate(text_of(random)), box=box))


@kind(".pdf", BROKEN)
def pdf_numbers_without_measure(random: Random) -> bytes:
    number = random.choice((b"1e308", b"99999999999999999999", b"-2147483649", b"0.0000000001", b"nan"))
    return one_page(
        flate(b"BT /F1 %s Tf %s %s Td (Product) Tj ET " % (number, number, number) + text_of(random))
    )


@kind(".pdf", BROKEN)
def pdf_matrices_that_squash(random: Random) -> bytes:
    matrix = random.choice((b"0 0 0 0 0 0", b"1e9 0 0 1e9 0 0", b"0 1 -1 0 300 300", b"-1 0 0 -1 500 800"))
    return one_page(flate(matrix + b" cm " + text_of(random)))


@kind(".pdf", f"{BROKEN} timed_out")
def pdf_picture_without_end(random: Random) -> bytes:
    picture = b" BI /W 1000000 /H 1000000 /BPC 8 /CS /RGB ID " + random.randbytes(1000)
    return one_page(flate(text_of(random) + picture))


@kind(".pdf", BOMB)
def pdf_picture_of_any_size(random: Random) -> bytes:
    picture = stream(
        _bomb(64 << 20, b"\0"),
        b"/Type/XObject/Subtype/Image/Width 100000/Height 100000/BitsPerComponent 8/ColorSpace/DeviceRGB"
        b"/Filter/FlateDecode",
    )
    hidden = b"1 1 1 rg " + typed(["Chief Product Officer " * 5], 300) if random.random() < 0.5 else b""
    content = flate(text_of(random) + b" q 500 0 0 700 20 20 cm /P Do Q " + hidden)
    return one_page(content, {6: picture}, b"/XObject<</P 6 0 R>>")

"""PDFs: cut, flipped, in circles, bombs, lies about lengths, fonts without letters."""

from __future__ import annotations

from random import Random

from hostile.kinds import READ, kind
from hostile.people import cv_lines
from hostile.writers import flate, page_objects, pdf, pdf_of, stream, typed

BROKEN = f"{READ} damaged empty"
BOMB = f"{BROKEN} too_large timed_out crashed"  # crashed: pdfium gives up where it gets no more memory


def one_page(content: bytes, more: dict[int, bytes] | None = None, resources: bytes = b"") -> bytes:
    return pdf(page_objects(content, resources) | (more or {}))


def text_of(random: Random) -> bytes:
    return typed(cv_lines(random))


# --- broken by chance -----------------------------------------------------------------------------


@kind(".pdf", f"{BROKEN} not_a_cv unsupported")
def pdf_cut(random: Random) -> bytes:
    data = pdf_of(cv_lines(random))
    return data[: random.randrange(20, len(data))]


@kind(".pdf", f"{BROKEN} encrypted too_many_pages too_large not_a_cv unsupported")
def pdf_flipped(random: Random) -> bytes:
    data = bytearray(pdf_of(cv_lines(random)))
    for _ in range(random.choice((1, 5, 40, 400))):
        data[random.randrange(8, len(data))] = random.randrange(256)
    return bytes(data)


@kind(".pdf", BROKEN)
def pdf_objects_swapped(random: Random) -> bytes:
    objects = page_objects(flate(text_of(random)))
    one, two = random.sample(sorted(objects), 2)
    objects[one], objects[two] = objects[two], objects[one]
    return pdf(objects)


@kind(".pdf", BROKEN)
def pdf_object_missing(random: Random) -> bytes:
    objects = page_objects(flate(text_of(random)))
    del objects[random.choice((2, 3, 4, 5))]
    return pdf(objects)


@kind(".pdf", BROKEN)
def pdf_without_xref(random: Random) -> bytes:
    return pdf(page_objects(flate(text_of(random))), xref=False)


@kind(".pdf", BROKEN)
def pdf_xref_lies(random: Random) -> bytes:
    data = pdf_of(cv_lines(random))
    start, end = data.index(b"xref\n") + 28, data.index(b"trailer")
    table = b"".join(
        b"%010d 00000 n \n" % random.randrange(0, len(data) * 2) for _ in range((end - start) // 20)
    )
    return data[:start] + table + data[end:]


@kind(".pdf", f"{BROKEN} not_a_cv unsupported")
def pdf_random_bytes(random: Random) -> bytes:
    return b"%PDF-1.7\n" + random.randbytes(random.choice((10, 1000, 100_000)))


# --- in circles -----------------------------------------------------------------------------------


@kind(".pdf", BROKEN)
def pdf_page_tree_in_a_circle(random: Random) -> bytes:
    objects = page_objects(flate(text_of(random)))
    objects[2] = b"<</Type/Pages/Kids[3 0 R 2 0 R 6 0 R]/Count 3>>"
    objects[6] = b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R 6 0 R]/Count 2>>"
    return pdf(objects)


@kind(".pdf", f"{BROKEN} too_many_pages")
def pdf_page_count_lies(random: Random) -> bytes:
    objects = page_objects(flate(text_of(random)))
    count = random.choice((b"0", b"-1", b"50", b"2147483647", b"99999999999999999999", b"/x"))
    objects[2] = b"<</Type/Pages/Kids[3 0 R]/Count %s>>" % count
    return pdf(objects)


@kind(".pdf", BROKEN)
def pdf_page_is_its_own_parent(random: Random) -> bytes:
    objects = page_objects(flate(text_of(random)))
    objects[3] = b"<</Type/Page/Parent 3 0 R/Contents 4 0 R>>"
    return pdf(objects)


@kind(".pdf", BROKEN)
def pdf_reference_to_itself(random: Random) -> bytes:
    objects = page_objects(flate(text_of(random)))
    number = random.choice((2, 3, 4, 5))
    objects[number] = b"%d 0 R" % number
    return pdf(objects)


@kind(".pdf", BROKEN)
def pdf_length_refers_to_itself(random: Random) -> bytes:
    body = b"<</Length 4 0 R>>\nstream\n" + text_of(random) + b"\nendstream"
    return one_page(body)


@kind(".pdf", BROKEN)
def pdf_contents_in_a_circle(random: Random) -> bytes:
    return pdf(page_objects(b"[4 0 R 6 0 R 4 0 R]") | {6: stream(text_of(random))})


@kind(".pdf", BROKEN)
def pdf_form_in_itself(random: Random) -> bytes:
    form = stream(
        b"/X Do " + text_of(random),
        b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<</XObject<</X 6 0 R>>/Font<</F1 5 0 R>>>>",
    )
    return one_page(stream(text_of(random) + b" /X Do"), {6: form}, b"/XObject<</X 6 0 R>>")


@kind(".pdf", BOMB)
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
    return one_page(stream(text_of(random) + b" /X Do"), forms, b"/XObject<</X 6 0 R>>")


@kind(".pdf", f"{BROKEN} timed_out")
def pdf_forms_nested_deeply(random: Random) -> bytes:
    forms = {}
    for number in range(6, 3000):
        extra = b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<</XObject<</X %d 0 R>>>>" % (
            number + 1
        )
        forms[number] = stream(b"/X Do", extra)
    return one_page(stream(text_of(random) + b" /X Do"), forms, b"/XObject<</X 6 0 R>>")


@kind(".pdf", BROKEN)
def pdf_xref_before_itself(random: Random) -> bytes:
    data = pdf_of(cv_lines(random))
    start = data.index(b"xref\n")
    return data.replace(b"/Size", b"/Prev %d/Size" % start)


@kind(".pdf", f"{BROKEN} timed_out")
def pdf_deep_arrays(random: Random) -> bytes:
    opening = random.choice((b"[", b"<</A "))
    return one_page(flate(text_of(random)), {6: opening * random.choice((1000, 100_000))})


@kind(".pdf", f"{BROKEN} timed_out")
def pdf_deep_catalog(random: Random) -> bytes:
    objects = page_objects(flate(text_of(random)))
    depth = random.choice((300, 50_000))
    objects[1] = b"<</Type/Catalog/Pages 2 0 R/Deep " + b"[" * depth + b"]" * depth + b">>"
    return pdf(objects)


@kind(".pdf", f"{BROKEN} timed_out")
def pdf_deep_operands(random: Random) -> bytes:
    return one_page(flate(b"[" * 200_000 + b" TJ " + text_of(random)))


# --- words that no one can read, and words that harm -------------------------------------------------


@kind(".pdf", BOMB)
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


@kind(".pdf", BOMB)
def pdf_letters_map_bomb(random: Random) -> bytes:
    """A map from signs to letters whose range is all the numbers there are."""
    ranges = b"<0000> <FFFF> <0041>\n" * 100
    if random.random() < 0.5:
        ranges += b"<00000000> <FFFFFFFF> <00000041>\n"
    body = b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n100 beginbfrange\n"
    objects = page_objects(flate(text_of(random)))
    objects[5] = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
    return pdf(objects | {6: flate(body + ranges + b"endbfrange endcmap")})


@kind(".pdf", BROKEN)
def pdf_letters_mean_others(random: Random) -> bytes:
    """A map that turns letters into control characters, half pairs and escape sequences."""
    to = random.choice((b"<001B>", b"<D800>", b"<0000>", b"<FFFF>", b"<202E>", b"<E000>"))
    body = b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n1 beginbfrange\n<41> <5A> [%s]\n"
    objects = page_objects(flate(text_of(random)))
    objects[5] = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
    return pdf(objects | {6: flate(body % (to * 26) + b"endbfrange endcmap")})


@kind(".pdf", f"{BROKEN} timed_out")
def pdf_type3_font_in_itself(random: Random) -> bytes:
    objects = page_objects(flate(text_of(random)))
    objects[5] = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 65/LastChar 66"
        b"/Widths[1 1]/CharProcs<</A 6 0 R>>/Encoding<</Differences[65/A/A]>>"
        b"/Resources<</Font<</F1 5 0 R>>>>>>"
    )
    return pdf(objects | {6: stream(b"9 0 d0 BT /F1 1 Tf (AAAA) Tj ET")})


@kind(".pdf", BROKEN)
def pdf_actions_and_links(random: Random) -> bytes:
    objects = page_objects(flate(text_of(random)))
    objects[1] = (
        b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"
        b"/Names<</EmbeddedFiles 1 0 R>>>>"
    )
    link = (
        b"<</Type/Annot/Subtype/Link/Rect[0 0 600 900]/A<</S/URI/URI(javascript:alert\\(1\\)\\033[31m)>>>>"
    )
    objects[3] = objects[3].replace(b"/Contents", b"/Annots[6 0 R 6 0 R 3 0 R]/Contents")
    return pdf(objects | {6: link})


@kind(".pdf", BROKEN)
def pdf_information_that_harms(random: Random) -> bytes:
    said = b"/Title(\\033]0;owned\\007 =cmd|' /C calc'!A1 one two three four five)/CreationDate(D:99999999)"
    objects = page_objects(flate(text_of(random))) | {6: b"<<%s/Author 6 0 R>>" % said}
    return pdf(objects, trailer=b"/Info 6 0 R")

"""What fuzzing has found, in the smallest form: each was a crash, and is a case now."""

from __future__ import annotations

import pytest

from fuzz.targets import run_target
from hostile.writers import flate, odt, page_objects, pdf, typed

_PAGE = page_objects(flate(typed(["Ann Lee", "Head of Product, Example Ltd"])))
_ENTITY = "<!DOCTYPE x [<!ENTITY e SYSTEM 'x'>]>"
_FOUND = {
    "a page that is a name": ("pdfminer", pdf(_PAGE | {2: b"<</Type/Pages/Kids[/x 3 0 R]/Count 2>>"})),
    "a page that is a word": ("whole_pdf", pdf(_PAGE | {2: b"<</Type/Pages/Kids[endobj 3 0 R]/Count 2>>"})),
    "an object beyond all files": (
        "pdfminer",
        pdf(_PAGE).replace(b"%010d 00000 n" % pdf(_PAGE).index(b"2 0 obj"), b"9" * 20 + b" 00000 n"),
    ),
    "an object that is a reference to itself": ("pdfminer", pdf(_PAGE | {4: b"4 0 R"})),
    "an entity left in its place": ("odt", odt("<text:p>a&e;b</text:p>", _ENTITY)),
    "an encoding that is none of texts": ("html", b"<meta charset=punycode><body>\xff\xfe Ann Lee"),
    "an encoding that cannot replace": ("html", b"<meta charset=idna><body>\xff\xfe Ann Lee"),
}  # fmt: skip


@pytest.mark.parametrize("name", _FOUND)
def test_what_fuzzing_has_found_is_mended(name: str) -> None:
    target, data = _FOUND[name]
    run_target(target, data)

"""A folder of everything that is not a readable CV, small, and with one good CV in it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

GOOD = """Ann Lee
ann.lee@example.com

Experience

Chief Product Officer, Example Ltd
March 2019 - present
- Set the product strategy and led a team of 40 people in product and design

Head of Product, Sample GmbH
January 2014 - February 2019
- Owned the product roadmap; revenue grew from $3M to $12M

Education
MBA, Example Business School, 2012
"""
# A PNG's first bytes; a PDF of one page without any text.
PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 40
BLANK_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def zip_of(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name.replace("__", "."), data)
    return packed.getvalue()


def write_hostile_folder(folder: Path) -> dict[str, str]:
    """Write the files; returns what must become of each: `ranked`, or the reasons it may be given."""
    folder.mkdir(parents=True, exist_ok=True)
    good = GOOD.encode()
    inner = zip_of(b__txt=good)
    sheet = zip_of(**{"xl/workbook__xml": b"<x/>", "[Content_Types]__xml": b"<x/>"})
    letter = b"Dear all, please find the minutes of our meeting attached. Regards, Bo\n" * 3
    files: dict[str, tuple[bytes, str]] = {
        "good.txt": (good, "ranked"),
        "copy of good.txt": (good, "same_content"),
        "empty.pdf": (b"", "empty"),
        "empty.docx": (b"", "empty"),
        "blank.txt": (b" \n \n", "empty no_text"),
        "truncated.pdf": (b"%PDF-1.7\n1 0 obj\n<</Type/Cat", "damaged empty"),
        "truncated.docx": (b"PK\x03\x04" + b"\x14\x00" * 20, "damaged"),
        "picture.pdf": (PICTURE, "not_a_cv unsupported"),
        "picture.png": (PICTURE, "not_a_cv unsupported"),
        "program.pdf": (b"\x7fELF" + b"\x00\x01" * 200, "not_a_cv unsupported damaged"),
        "zip in zip.zip": (zip_of(inner__zip=inner, cv__txt=good + b"\nLanguages: French"), "unsupported"),
        "blank page.pdf": (BLANK_PDF, "no_text empty"),
        "sheet.docx": (sheet, "not_a_cv unsupported"),
        "letter.txt": (letter, "no_positions"),
        "emoji \U0001f600 name.txt": (good + b"\nSkills: Roadmaps", "ranked"),
        "new\nline.txt": (good + b"\nSkills: Pricing", "ranked"),
        "-rf.txt": (good + b"\nSkills: Research", "ranked"),
        "deep.json": (b"[" * 100_000, "damaged not_a_cv unsupported"),
    }  # fmt: skip
    for name, (data, _) in files.items():
        (folder / name).write_bytes(data)
    return {name: wanted for name, (_, wanted) in files.items()}

"""The files that are measured: PDFs of CVs, copies of them a few bytes apart, small invented CVs."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SYLLABLES = ("ba", "do", "ki", "lu", "me", "na", "po", "ra", "si", "te")
_SHARED = (ROOT.parent / "shared" / "gold", ROOT.parent / "shared" / "real")
_OWN = (ROOT / "tests" / "gold" / "files", ROOT / "samples")
_SMALL = """{given} {family}
{given}.{family}@example.com | +1 555 {number:07d} | London

Experience
Head of Product, {first} Ltd, London
{month} {year} - present
- Set the product strategy and led a team of {team} product managers
- Grew annual recurring revenue by {grown} % in two years

Product Manager, {second} GmbH, Berlin
March {before} - {month} {year}
- Launched the mobile app with engineering and design

Education
MBA, Example School of Business, {studied}
BSc Computer Science, Example University, {first_studied}
"""
_MONTHS = ("January", "February", "April", "May", "June", "September", "October", "November")


def find_pdfs() -> list[Path]:
    """Return the PDFs of the shared folders beside the repository, else those of the repository itself."""
    folders = _SHARED if all(one.is_dir() for one in _SHARED) else _OWN
    return sorted(path for folder in folders for path in folder.rglob("*.pdf"))


def where(pdfs: Sequence[Path]) -> str:
    """Say which files were measured."""
    shared = _SHARED[0] in pdfs[0].parents
    return f"{len(pdfs)} PDFs of {'shared/gold and shared/real' if shared else 'tests/gold and samples'}"


def middle_file(pdfs: Sequence[Path]) -> Path:
    """Return the file of median size."""
    return sorted(pdfs, key=lambda path: (path.stat().st_size, path.name))[len(pdfs) // 2]


def make_copies(pdfs: Sequence[Path], folder: Path, number: int) -> None:
    """Fill a folder with so many PDFs, each with a comment of its own after its end."""
    folder.mkdir()
    for index in range(number):
        data = pdfs[index % len(pdfs)].read_bytes()
        (folder / f"{index:06d}.pdf").write_bytes(data + b"\n%% %d\n" % index)


def make_small(folder: Path, number: int) -> None:
    """Fill a folder with so many small text CVs of different invented people, a thousand in a subfolder."""
    for index in range(number):
        within = folder / f"{index // 1000:03d}"
        within.mkdir(parents=True, exist_ok=True)
        (within / f"{index:06d}.txt").write_text(small_cv(index), "utf-8")


def small_cv(index: int) -> str:
    """Return the text of a small CV; each below a million is another person's, with other employers."""
    draw = random.Random(index)
    given, family = own_name(index)
    year = draw.randint(2016, 2022)
    return _SMALL.format(
        given=given,
        family=family,
        number=index,
        first="".join(draw.choices(SYLLABLES, k=4)).title(),
        second="".join(draw.choices(SYLLABLES, k=4)).title(),
        month=draw.choice(_MONTHS),
        year=year,
        before=year - draw.randint(2, 5),
        team=draw.randint(3, 30),
        grown=draw.randint(5, 60),
        studied=year - 6,
        first_studied=year - 10,
    )


def own_name(index: int) -> tuple[str, str]:
    """Return a given and a family name that no other number below a million has.

    >>> own_name(42), own_name(123456)
    (('Bababa', 'Bameki'), ('Dokilu', 'Menapo'))
    """
    name = "".join(SYLLABLES[int(digit)] for digit in f"{index:06d}")
    return name[:6].title(), name[6:].title()

"""LinkedIn's data archive: a folder or zip of CSV files that together are one candidate."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from zipfile import ZipFile

from cpo_screen.documents.archives import ZIP_ERRORS
from cpo_screen.documents.build import Draft
from cpo_screen.documents.sniff import load_bytes
from cpo_screen.documents.structured import StructuredLines, joined, period_text
from cpo_screen.documents.text import decode_text
from cpo_screen.errors import RefusedFile
from cpo_screen.model import Stamp

_LARGEST = 50 * 1024 * 1024  # bytes of one CSV file
_MOST_ROWS = 50_000  # LinkedIn allows 30,000 connections
_NAMED_DAY = re.compile(r"(?<!\d)(?P<month>0[1-9]|1[0-2])-[0-3]\d-(?P<year>20\d\d)(?!\d)")
_PREAMBLE = 12  # lines of notes that may stand before a file's header
_COLUMNS = frozenset(
    {"first name", "company name", "title", "school name", "degree name", "name", "email address", "number"}
)  # one of which stands in the header of each file that is read

Rows = list[dict[str, str]]


def read_linkedin_archive(path: Path) -> tuple[Draft, str]:
    """Read an archive; returns its lines and the sha256 of Positions.csv (or Profile.csv).

    Raises RefusedFile (damaged, too_large, not_a_cv). A file that is absent or empty is only silent.
    """
    files = _read_zip(path) if path.is_file() else _read_folder(path)
    main = files.get("positions") or files.get("profile")
    if main is None:
        raise RefusedFile("not_a_cv", "This LinkedIn archive has neither Positions.csv nor Profile.csv.")
    lines = StructuredLines()
    _add_profile(lines, files)
    _add_positions(lines, _rows(files, "positions"))
    _add_education(lines, _rows(files, "education"))
    _add_certifications(lines, _rows(files, "certifications"))
    _add_list(lines, "Skills", [one.get("name", "") for one in _rows(files, "skills")])
    languages = [joined([one.get("name"), one.get("proficiency")]) for one in _rows(files, "languages")]
    _add_list(lines, "Languages", languages)
    _add_connections(lines, files)
    draft = Draft(tuple(lines.lines), form="linkedin", stamps=tuple(_stamps(path)))
    return draft, hashlib.sha256(main).hexdigest()


def _stamps(path: Path) -> Iterator[Stamp]:
    """The day of the export: in the archive's own name (month first), else when its tables were packed."""
    named = _NAMED_DAY.search(path.name)
    if named is not None:
        yield Stamp("exported", f"{named['year']}-{named['month']}")
    elif path.is_file():
        with ZipFile(path) as archive:
            packed = [info.date_time for info in archive.infolist() if _name(info.filename) == "positions"]
        yield from (Stamp("exported", f"{year:04d}-{month:02d}") for year, month, *_ in packed)


def _name(path: str) -> str:
    return path.replace("\\", "/").rsplit("/", 1)[-1].lower().removesuffix(".csv")


def _read_folder(path: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for file in sorted(path.rglob("*")):
        if file.suffix.lower() == ".csv" and file.is_file() and _name(file.name) not in found:
            found[_name(file.name)] = load_bytes(file, _LARGEST)
    return found


def _read_zip(path: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    try:
        with ZipFile(path) as archive:
            for info in archive.infolist():
                if info.filename.lower().endswith(".csv") and _name(info.filename) not in found:
                    _check_size(info.file_size)
                    found[_name(info.filename)] = archive.read(info)
    except RuntimeError as error:
        raise RefusedFile("encrypted", "This archive is protected by a password.") from error
    except ZIP_ERRORS as error:
        raise RefusedFile("damaged", "This LinkedIn archive cannot be unpacked.") from error
    return found


def _check_size(size: int) -> None:
    if size > _LARGEST:
        raise RefusedFile("too_large", "A file in this LinkedIn archive is too large.")


def _rows(files: dict[str, bytes], name: str) -> Rows:
    """A file's records by lower-case column name; notes before the header are skipped."""
    csv.field_size_limit(_LARGEST)
    text = decode_text(files.get(name, b"")).replace("\0", "")
    read = csv.reader(io.StringIO(text, newline=""))
    rows = list(islice((row for row in read if any(cell.strip() for cell in row)), _MOST_ROWS + 1))
    if len(rows) > _MOST_ROWS:
        raise RefusedFile("too_large", "A file in this LinkedIn archive is too large.")
    for start, row in enumerate(rows[:_PREAMBLE]):
        header = [cell.strip().lower() for cell in row]
        if _COLUMNS & set(header):
            return [
                dict(zip(header, (cell.strip() for cell in one), strict=False)) for one in rows[start + 1 :]
            ]
    return []


def _add_profile(lines: StructuredLines, files: dict[str, bytes]) -> None:
    profile = next(iter(_rows(files, "profile")), {})
    lines.add("name", joined([profile.get("first name"), profile.get("last name")], " "))
    lines.add("headline", profile.get("headline"))
    lines.add("location", profile.get("geo location"))
    emails = _rows(files, "email addresses")
    primary = [one for one in emails if one.get("primary", "").lower() == "yes"] or emails
    lines.add("contact", primary[0].get("email address") if primary else None)
    phones = _rows(files, "phonenumbers")
    lines.add("contact", phones[0].get("number") if phones else None)
    if profile.get("summary"):
        lines.heading("Summary")
        lines.prose(profile["summary"])


def _add_positions(lines: StructuredLines, rows: Rows) -> None:
    if rows:
        lines.heading("Experience")
    for row in rows:
        lines.add("title", row.get("title"))
        lines.add("company", row.get("company name"))
        lines.add("dates", period_text(row.get("started on"), row.get("finished on")))
        lines.add("location", row.get("location"))
        lines.add("highlight", row.get("description"))


def _add_education(lines: StructuredLines, rows: Rows) -> None:
    if rows:
        lines.heading("Education")
    for row in rows:
        lines.add("degree", row.get("degree name"))
        lines.add("institution", row.get("school name"))
        lines.add("dates", period_text(row.get("start date"), row.get("end date"), is_open=False))


def _add_certifications(lines: StructuredLines, rows: Rows) -> None:
    if rows:
        lines.heading("Certifications")
    for row in rows:
        lines.add("programme", row.get("name"))
        lines.add("provider", row.get("authority"))
        lines.add("dates", period_text(row.get("started on"), None, is_open=False))


def _add_list(lines: StructuredLines, heading: str, values: list[str]) -> None:
    if any(values):
        lines.heading(heading)
        for value in values:
            lines.prose(value)


def _add_connections(lines: StructuredLines, files: dict[str, bytes]) -> None:
    if "connections" in files:
        lines.heading("Network")
        lines.add("network", f"{len(_rows(files, 'connections'))} connections")

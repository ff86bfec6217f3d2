"""JSON Resume (jsonresume.org): any part may be absent, null or of the wrong type."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from cpo_screen.documents.build import Draft
from cpo_screen.documents.structured import StructuredLines, joined, period_text
from cpo_screen.documents.text import decode_text
from cpo_screen.errors import RefusedFile
from cpo_screen.model import Stamp


def read_json_resume(data: bytes) -> Draft:
    """Read a JSON Resume. Raises RefusedFile (damaged, not_a_cv)."""
    try:
        loaded = json.loads(decode_text(data))
    except (ValueError, RecursionError) as error:
        raise RefusedFile("damaged", "The JSON in this file is not valid.") from error
    if not isinstance(loaded, dict) or not {"basics", "work", "education"} & loaded.keys():
        raise RefusedFile("not_a_cv", "This JSON file is not in the form of a JSON Resume.")
    lines = StructuredLines()
    _add_basics(lines, loaded.get("basics"))
    _add_jobs(lines, "Experience", loaded, "work")
    _add_jobs(lines, "Volunteering", loaded, "volunteer")
    _add_education(lines, loaded)
    _add_certificates(lines, loaded)
    _add_lists(lines, loaded)
    meta = loaded.get("meta")
    modified = _text(meta, "lastModified") if isinstance(meta, dict) else ""
    return Draft(tuple(lines.lines), stamps=(Stamp("modified", modified),) if modified else ())


def _records(loaded: Any, key: str) -> Iterator[dict[str, Any]]:
    """The mappings of a list, whatever else it holds."""
    values = loaded.get(key) if isinstance(loaded, dict) else None
    yield from (one for one in values or () if isinstance(one, dict)) if isinstance(values, list) else ()


def _text(record: dict[str, Any], *keys: str) -> str:
    """The first of these keys that holds a string or number."""
    found = (record.get(key) for key in keys)
    return next((str(value) for value in found if isinstance(value, str | int) and str(value).strip()), "")


def _add_basics(lines: StructuredLines, basics: Any) -> None:
    if not isinstance(basics, dict):
        return
    lines.add("name", _text(basics, "name"))
    lines.add("headline", _text(basics, "label"))
    for key in ("email", "phone", "url"):
        lines.add("contact", _text(basics, key))
    place = basics.get("location")
    if isinstance(place, dict):
        lines.add("location", joined(_text(place, key) for key in ("city", "region", "countryCode")))
    for profile in _records(basics, "profiles"):
        lines.add(
            "contact",
            _text(profile, "url") or joined([_text(profile, "network"), _text(profile, "username")]),
        )
    if _text(basics, "summary"):
        lines.heading("Summary")
        lines.prose(_text(basics, "summary"))


def _add_jobs(lines: StructuredLines, heading: str, loaded: dict[str, Any], key: str) -> None:
    jobs = list(_records(loaded, key))
    if jobs:
        lines.heading(heading)
    for job in jobs:
        lines.add("title", _text(job, "position", "title"))
        lines.add("company", _text(job, "name", "company", "organization"))
        lines.add("dates", period_text(_text(job, "startDate"), _text(job, "endDate")))
        lines.add("location", _text(job, "location"))
        lines.add("highlight", _text(job, "summary"))
        highlights = job.get("highlights")
        for one in highlights if isinstance(highlights, list) else ():
            lines.add("highlight", one if isinstance(one, str) else "")


def _add_education(lines: StructuredLines, loaded: dict[str, Any]) -> None:
    schools = list(_records(loaded, "education"))
    if schools:
        lines.heading("Education")
    for school in schools:
        lines.add("degree", _text(school, "studyType"))
        lines.add("field", _text(school, "area"))
        lines.add("institution", _text(school, "institution"))
        lines.add("dates", period_text(_text(school, "startDate"), _text(school, "endDate"), is_open=True))


def _add_certificates(lines: StructuredLines, loaded: dict[str, Any]) -> None:
    certificates = [*_records(loaded, "certificates"), *_records(loaded, "certifications")]
    if certificates:
        lines.heading("Certifications")
    for one in certificates:
        lines.add("programme", _text(one, "name", "title"))
        lines.add("provider", _text(one, "issuer"))
        lines.add("dates", period_text(_text(one, "date"), None, is_open=False))


def _add_lists(lines: StructuredLines, loaded: dict[str, Any]) -> None:
    for key, heading, names in (
        ("skills", "Skills", ("name",)),
        ("languages", "Languages", ("language", "fluency")),
        ("publications", "Publications", ("name", "publisher", "releaseDate")),
        ("awards", "Awards", ("title", "awarder", "date")),
        ("projects", "Projects", ("name", "description")),
        ("interests", "Interests", ("name",)),
        ("references", "References", ("name", "reference")),
    ):
        records = list(_records(loaded, key))
        if records:
            lines.heading(heading)
        for one in records:
            words = one.get("keywords")
            extra = [word for word in words if isinstance(word, str)] if isinstance(words, list) else []
            lines.prose(joined([*(_text(one, name) for name in names), *extra]))

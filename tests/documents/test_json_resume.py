from __future__ import annotations

import json

import pytest

from cpo_screen.documents.json_resume import read_json_resume
from cpo_screen.errors import RefusedFile


def read(resume: object) -> list[tuple[str | None, str]]:
    return [(line.role, line.text) for line in read_json_resume(json.dumps(resume).encode()).lines]


def test_a_whole_resume_in_one_order() -> None:
    resume = {
        "education": [
            {"institution": "Leeds", "area": "Physics", "studyType": "BSc", "endDate": "2008-06-30"}
        ],
        "certificates": [{"name": "PSPO I", "issuer": "Scrum.org", "date": "2019-10-01"}],
        "work": [
            {
                "name": "Acme",
                "position": "VP Product",
                "startDate": "2019-03-01",
                "endDate": None,
                "location": "Lisbon",
                "summary": "Set the strategy.",
                "highlights": ["Hired nine PMs", "• Doubled revenue"],
            }
        ],
        "basics": {
            "name": "Ada Example",
            "label": "Product leader",
            "email": "ada@example.com",
            "location": {"city": "Lisbon", "countryCode": "PT"},
            "profiles": [{"network": "LinkedIn", "url": "https://linkedin.com/in/ada-example"}],
        },
    }
    assert read(resume) == [
        ("name", "Ada Example"),
        ("headline", "Product leader"),
        ("contact", "ada@example.com"),
        ("location", "Lisbon, PT"),
        ("contact", "https://linkedin.com/in/ada-example"),
        ("heading", "Experience"),
        ("title", "VP Product"),
        ("company", "Acme"),
        ("dates", "2019-03 – present"),
        ("location", "Lisbon"),
        ("highlight", "Set the strategy."),
        ("highlight", "Hired nine PMs"),
        ("highlight", "Doubled revenue"),
        ("heading", "Education"),
        ("degree", "BSc"),
        ("field", "Physics"),
        ("institution", "Leeds"),
        ("dates", "2008-06"),
        ("heading", "Certifications"),
        ("programme", "PSPO I"),
        ("provider", "Scrum.org"),
        ("dates", "2019-10"),
    ]


@pytest.mark.parametrize(
    "resume",
    [
        {"basics": None},
        {"basics": [], "work": {}},
        {"basics": {"name": None, "location": "Lisbon", "profiles": None}},
        {"work": [None, 5, "x", {"position": ["a"], "highlights": "none", "startDate": 2019}]},
        {"work": [{"highlights": [None, {"a": 1}, ["b"], ""]}], "education": "none"},
        {"basics": {}, "skills": [{"name": None, "keywords": [None, 1]}], "languages": {}},
    ],
)
def test_parts_that_are_absent_null_or_of_the_wrong_kind_are_silent(resume: object) -> None:
    assert all(line.text.strip() for line in read_json_resume(json.dumps(resume).encode()).lines)


def test_line_breaks_within_a_value_are_lines() -> None:
    resume = {"work": [{"position": "CPO", "summary": "First.\r\n\r\n- Second."}]}
    assert read(resume)[2:] == [("highlight", "First."), ("highlight", "Second.")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"basics": {', "damaged"),
        (b"[" * 100_000, "damaged"),
        (b"[1, 2]", "not_a_cv"),
        (b'{"name": "a package"}', "not_a_cv"),
    ],
)
def test_other_json_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(RefusedFile) as refused:
        read_json_resume(data)
    assert refused.value.reason == reason

from __future__ import annotations

import pytest

from cpo_screen.training.baseline import parse_baseline
from cpo_screen.training.evaluation.records import Course, Degree, Facts, Job, Led

TEXT = """\
Ada Example
ada@example.com | +44 20 7946 0188 | linkedin.com/in/ada-example
Product Manager
Acme Ltd, March 2015 – 11/2019
MBA, INSEAD, 2014
Fontainebleau
Led 12 people along one roadmap
500+ connections
Certified Scrum Product Owner
"""


def test_reads_the_obvious() -> None:
    found = parse_baseline(TEXT)
    assert found.jobs == (Job("Product Manager", "Acme Ltd", "2015-03", "2019-11", True, "other"),)
    assert found.degrees == (Degree("MBA, INSEAD, 2014", "MBA", None, "Fontainebleau", 2014),)
    assert found.courses == (Course("Certified Scrum Product Owner"),)
    assert Led("roadmap", "Led 12 people along one roadmap") in found.leadership
    assert found.months["months_total"] == found.months["months_product"] == (48, 48, 48)
    assert found.values == {
        "name": "Ada Example",
        "email": "ada@example.com",
        "phone": "+44 20 7946 0188",
        "linkedin": "linkedin.com/in/ada-example",
        "background": "product",
        "connections": 500,
        "followers": None,
        "team_size_max": 12,
    }


def test_empty_text_says_nothing() -> None:
    found = parse_baseline("")
    assert (found.jobs, found.degrees, found.courses, found.leadership) == ((), (), (), ())
    assert not any(found.values.values())


def test_dates_alone_on_their_line() -> None:
    (job,) = parse_baseline("Acme\nCPO\nJan 2020 - Present").jobs
    assert (job.title, job.company, job.start, job.end) == ("CPO", "Acme", "2020-01", "present")


@pytest.mark.parametrize("text", ["9" * 50_000, "a@" * 20_000, "2019 - " * 20_000, "(1 " * 20_000])
def test_hostile_text_ends(text: str) -> None:
    assert isinstance(parse_baseline(text), Facts)

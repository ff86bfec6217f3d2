"""Reads the facts out of a profile as `cpo-screen parse` prints it; what is odd there counts as absent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cpo_screen.training.evaluation.records import Course, Degree, Facts, Job, Led, Months

_CONTACT = ("name", "email", "phone", "linkedin")
_MONTHS = ("months_total", "months_product", "months_product_leadership")


def read_facts(profile: Mapping[str, Any]) -> Facts:
    """Read what a profile says in the form that labels have."""
    experience = _mapping(profile.get("experience"))
    network = _mapping(profile.get("network"))
    values: dict[str, str | int | None] = {key: _text(profile.get(key)) for key in _CONTACT}
    values["background"] = _text(_mapping(profile.get("background")).get("field"))
    values["team_size_max"] = _number(profile.get("team_size_max"))
    values["claimed_years"] = _number(experience.get("claimed_years"))
    values["connections"] = _number(network.get("connections"))
    values["followers"] = _number(network.get("followers"))
    return Facts(
        values=values,
        months={key: months for key in _MONTHS if (months := _months(experience, key))},
        jobs=tuple(_job(one) for one in _records(profile, "positions")),
        degrees=tuple(_degree(one) for one in _records(profile, "education")),
        courses=tuple(
            _course(one) for one in _records(profile, "programmes") if one.get("status") != "taught"
        ),
        leadership=tuple(
            _led(one) for one in _records(profile, "leadership") if one.get("strength") != "contributed"
        ),
    )


def _job(one: Mapping[str, Any]) -> Job:
    product = one.get("product")
    return Job(
        _text(one.get("title")),
        _text(one.get("company")),
        _text(one.get("start")),
        _text(one.get("end")),
        product if isinstance(product, bool) else None,
        _text(one.get("level")),
        _near(one),
    )


def _degree(one: Mapping[str, Any]) -> Degree:
    return Degree(
        _text(one.get("degree")),
        _text(one.get("kind")),
        _text(one.get("field")),
        _text(one.get("institution")),
        _number(one.get("end_year")),
        one.get("completed") is not False,
        _near(one),
    )


def _course(one: Mapping[str, Any]) -> Course:
    held = one.get("status") in ("completed", "unknown", None)
    return Course(_text(one.get("name")), _text(one.get("provider")), held, _near(one))


def _led(one: Mapping[str, Any]) -> Led:
    return Led(_text(one.get("signal")) or "", _text(one.get("quote")) or "")


def _near(one: Mapping[str, Any]) -> str | None:
    return _text(_mapping(one.get("evidence")).get("quote"))


def _months(experience: Mapping[str, Any], key: str) -> Months | None:
    point = _number(experience.get(key))
    if point is None:
        return None
    low, high = _number(experience.get(f"{key}_low")), _number(experience.get(f"{key}_high"))
    return (point, point if low is None else low, point if high is None else high)


def _records(profile: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = profile.get(key)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None

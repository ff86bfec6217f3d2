"""Screenings for the report page: the samples, and as many candidates made from them as wanted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from cpo_screen.criteria import Criteria, load_criteria
from cpo_screen.model import CandidateProfile, Remark
from cpo_screen.pipeline import parse_file
from cpo_screen.ranking import rank_profiles
from cpo_screen.screening import Duplicate, Refused, Screening
from fakes.screenings import AS_OF

SAMPLES = Path(__file__).parent.parent.parent / "samples"


@cache
def sample_profiles() -> tuple[CandidateProfile, ...]:
    profiles = (parse_file(path, AS_OF) for path in sorted(SAMPLES.iterdir()))
    return tuple(
        replace(one, source=replace(one.source, path=f"cvs/{Path(one.source.path).name}"))
        for one in profiles
    )


def screen(profiles: Iterable[CandidateProfile], criteria: Criteria, **more: Any) -> Screening:
    ranked, review = rank_profiles(profiles, criteria)
    values: dict[str, Any] = {
        "refused": (), "duplicates": (), "as_of": AS_OF, "version": "0.1.0",
        "criteria_sha256": criteria.sha256, "criteria_names": tuple(one.id for one in criteria.criteria),
    }  # fmt: skip
    return Screening(ranked, review, **(values | more))


@cache
def sample_screening() -> Screening:
    return screen(
        sample_profiles(),
        load_criteria(),
        refused=(Refused("cvs/locked.pdf", None, Remark("encrypted", "Needs a password.")),),
        duplicates=(Duplicate("cvs/copy.txt", "a" * 64, "cvs/fergus_mo.txt"),),
    )


@cache
def crowd(number: int) -> Screening:
    """As many candidates, each a sample with fewer months and a name of its own."""
    whole = [one for one in sample_profiles() if one.positions]
    return screen(
        (_varied(whole[at % len(whole)], at, at // len(whole)) for at in range(number)), load_criteria()
    )


def _varied(profile: CandidateProfile, at: int, by: int) -> CandidateProfile:
    old, less = profile.experience, (7 * by) % 61
    clocks = {
        f"months_{clock}{end}": max(getattr(old, f"months_{clock}{end}") - less // share, 0)
        for clock, share in (("product", 1), ("product_leadership", 2))
        for end in ("", "_low", "_high")
    }
    return replace(
        profile,
        experience=replace(old, **clocks),
        source=replace(profile.source, path=f"cvs/{at:05d}.pdf", sha256=f"{at * 7919:064x}"),
        contact=replace(profile.contact, name=f"{profile.contact.name} {at}"),
    )


def with_weights(criteria: Criteria, weights: Iterable[float]) -> Criteria:
    pairs = zip(criteria.criteria, weights, strict=True)
    return replace(criteria, criteria=tuple(replace(one, weight=weight) for one, weight in pairs))


def data_of(page: bytes) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page.decode(), re.S)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data

"""Whatever stands in a criteria file, the answer is a list of mistakes or criteria that score."""

from __future__ import annotations

import copy
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cpo_screen.criteria import check_criteria, parse_criteria
from cpo_screen.resources import resource_path
from cpo_screen.scoring import score_profile
from profile_builder import build_profile

DEFAULT = yaml.safe_load(resource_path("criteria.yaml").read_text(encoding="utf-8"))
PROFILE = build_profile(
    {"positions": [{"title": "VP Product", "level": "vp", "start": "2015-01", "end": "present"}]}
)
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 200), st.floats(), st.text(max_size=12),
    st.sampled_from(["network", "vp", "MBA", "age", "*", "5 %", "led", "review"]),
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)


def places_in(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [place for key, value in items for place in ((*path, key), *places_in(value, (*path, key)))]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_one_value_replaced(data: st.DataObject) -> None:
    changed = copy.deepcopy(DEFAULT)
    *way, last = data.draw(st.sampled_from(places_in(DEFAULT)))
    group = changed
    for key in way:
        group = group[key]
    group[last] = data.draw(VALUES)
    text = yaml.safe_dump(changed, allow_unicode=True)
    mistakes = [each for each in check_criteria(text) if each.severity == "error"]
    assert all(each.line >= 1 and each.column >= 1 and each.message for each in mistakes)
    if not mistakes:
        card = score_profile(PROFILE, parse_criteria(text))
        assert 0 <= card.low <= card.total <= card.high <= 100


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("ab:- {}[]*&!'\"#\n\t|>%?,1é\u2028\ud7ff"), max_size=40))
def test_any_text(text: str) -> None:
    assert all(each.line >= 1 and each.column >= 1 for each in check_criteria(text))

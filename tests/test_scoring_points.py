from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cpo_screen.scoring.points import FULL, apportion_points, apportion_weights, total_points

WEIGHTS = st.lists(st.floats(0, 1000), min_size=1, max_size=30)
SHARES = st.floats(0, 1)


@given(WEIGHTS)
def test_weights_add_up_to_100(weights: list[float]) -> None:
    assert sum(apportion_weights(tuple(weights))) == (FULL if sum(weights) > 0 else 0)


@given(st.data(), WEIGHTS)
def test_points_add_up_to_the_total_and_stay_within_their_weight(
    data: st.DataObject, raw: list[float]
) -> None:
    weights = apportion_weights(tuple(raw))
    shares = data.draw(st.lists(SHARES, min_size=len(weights), max_size=len(weights)))
    points = apportion_points(shares, weights)
    assert sum(points) == total_points(shares, weights)
    assert all(0 <= earned <= weight for earned, weight in zip(points, weights, strict=True))
    assert all(abs(p - s * w) < 1 + 1e-9 for p, s, w in zip(points, shares, weights, strict=True))


@given(st.data(), WEIGHTS)
def test_all_or_nothing_is_exact(data: st.DataObject, raw: list[float]) -> None:
    weights = apportion_weights(tuple(raw))
    shares = data.draw(st.lists(st.sampled_from([0.0, 1.0]), min_size=len(weights), max_size=len(weights)))
    expected = [weight if share else 0 for share, weight in zip(shares, weights, strict=True)]
    assert list(apportion_points(shares, weights)) == expected


@given(st.data(), WEIGHTS, SHARES)
def test_a_higher_share_never_lowers_the_total(data: st.DataObject, raw: list[float], more: float) -> None:
    weights = apportion_weights(tuple(raw))
    shares = data.draw(st.lists(SHARES, min_size=len(weights), max_size=len(weights)))
    at = data.draw(st.integers(0, len(weights) - 1))
    raised = [max(share, more) if index == at else share for index, share in enumerate(shares)]
    assert total_points(raised, weights) >= total_points(shares, weights)

"""Which columns of ranked.csv hold numbers; all others hold texts."""

from __future__ import annotations

POINTS = "points_"  # begins the name of each criterion's column
COUNTS = frozenset(
    {
        "rank", "best_rank", "worst_rank", "claimed_years", "graduate_degrees", "promotions",
        "connections", "followers", "team_size",
    }
)  # fmt: skip
MONEY = frozenset({"p_and_l", "budget", "revenue", "funding", "exit"})
DECIMALS = frozenset(
    {
        "score", "low", "high", "product_years", "product_years_low", "product_years_high",
        "product_leadership_years", "total_years", "score_without_doubts",
    }
)  # fmt: skip

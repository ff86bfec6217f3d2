"""Profile × criteria → Scorecard → ranking: pure and fast, the half that recruiters repeat."""

from cpo_screen.scoring.card import score_profile, score_total
from cpo_screen.scoring.ranking import RankedCard, rank_scorecards
from cpo_screen.scoring.titles import is_product_title, retitle

__all__ = ["RankedCard", "is_product_title", "rank_scorecards", "retitle", "score_profile", "score_total"]

"""Keywords gain no more than one honest sentence: listed in a job, among the skills, or repeated."""

from __future__ import annotations

from typing import get_args

import pytest

from cpo_screen.criteria import load_criteria
from cpo_screen.documents.text import document_from_text
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Signal
from cpo_screen.pipeline import parse_as_of, parse_document
from cpo_screen.ranking import score_candidate

AS_OF = parse_as_of("2026-11")
CV = """Ann Lee
ann@example.com

Experience

Head of Product, Larch Ltd
January 2016 - present
- Kept the calendar of the two showrooms, ordered samples and answered letters from dealers abroad.
- Sat in on the yearly fair in Leeds and packed the stand with colleagues from the warehouse.
- Answered the questions of the desk about delivery terms every week of the year and filed the answers.
{job}

Product Manager, Birch Ltd
March 2010 - December 2015
- Wrote the letters of the office in four colours and filed every answer with the desk upstairs.
- Watered the plants on both floors and kept the keys of the cupboards, the bicycles and the cellar.

Education
MSc Physics, University of Leeds, 2009
{skills}
"""
HONEST: dict[Signal, str] = {
    "vision_strategy": "Set the product vision and strategy for the whole company.",
    "roadmap": "Owned the product roadmap for four squads.",
    "product_process": "Introduced OKRs and product discovery in all teams.",
    "lifecycle_delivery": "Launched the billing product from idea to general availability.",
    "people_leadership": "Hired, coached and led a team of twelve product managers.",
    "cross_functional": "Led engineering, design and marketing through the move to the cloud.",
    "evangelism": "Spoke about the product at industry conferences as keynote speaker.",
    "customer_research": "Ran interviews with 60 customers to find out what they need.",
    "outcomes": "Grew revenue from $4m to $11m in two years.",
    "commercial": "Owned the P&L and the pricing of the product line.",
    "executive_influence": "Presented the strategy to the CEO and the board every quarter.",
    "data_fluency": "Built the dashboards and decided by A/B tests which features to keep.",
}


def points(signal: Signal, job: str = "", skills: str = "") -> float:
    profile = parse_document(document_from_text(CV.format(job=job, skills=skills)), AS_OF)
    results = score_candidate(profile, load_criteria()).results
    return next(one.points for one in results if one.criterion == f"leadership.{signal}")


@pytest.mark.parametrize("signal", get_args(Signal))
def test_keywords_gain_no_more_than_one_honest_sentence(signal: Signal) -> None:
    honest = points(signal, job=f"- {HONEST[signal]}")
    words = [word.rstrip("*") for word in load_lexicon("leadership_skills")[signal]["en"].split("|")]
    assert points(signal) < honest
    assert points(signal, job="- " + ", ".join(words * 6)) <= honest
    assert points(signal, job="\n".join(f"- {word}" for word in words * 3)) <= honest
    assert points(signal, skills="Skills\n" + ", ".join(words * 6)) < honest / 2
    assert points(signal, job="\n".join([f"- {HONEST[signal]}"] * 12)) <= honest

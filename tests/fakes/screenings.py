"""Small screenings made by hand, for the exports."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cpo_screen.model import (
    CandidateProfile,
    CarriedMoney,
    Contact,
    CriterionResult,
    Disagreement,
    Education,
    Evidence,
    Experience,
    GateResult,
    HandsOn,
    LeadershipSignal,
    NamedSkill,
    Network,
    PartialDate,
    Period,
    Position,
    Programme,
    Remark,
    Rung,
    ScopeEntry,
    Scorecard,
    Source,
    Span,
    TeamSize,
    Trait,
    Trajectory,
    Written,
)
from cpo_screen.scoring.stability import Stability, Swap
from cpo_screen.screening import Duplicate, ForReview, Ranked, Refused, Screening

AS_OF = PartialDate(2026, 11)


def words(quote: str, page: int = 1, line: int = 1) -> Evidence:
    return Evidence(page, line, Span(0, len(quote)), quote, "rule:test")


def position(
    title: str, company: str, start: PartialDate, *, product: bool = True, **more: Any
) -> Position:
    values: dict[str, Any] = {
        "period": Period(start, None, is_current=True),
        "location": None,
        "function": "product_management",
        "level": "c_level",
        "highlights": (),
        "evidence": words(title),
        "block": Span(0, 0),
    } | more
    return Position(title=title, company=company, is_product=product, **values)


def degree(kind: Any, level: Any, **more: Any) -> Education:
    values: dict[str, Any] = {
        "degree": kind, "field": None, "institution": None, "end_year": 2012, "completed": True,
        "evidence": words(kind),
    }  # fmt: skip
    return Education(kind=kind, level=level, **(values | more))


def profile(name: str | None = "Ann Lee", file: str = "cvs/lee.pdf", **more: Any) -> CandidateProfile:
    values: dict[str, Any] = {
        "as_of": AS_OF,
        "source": Source(file, "a" * 64, "pdf", 2, "en"),
        "status": "ok",
        "contact": Contact(name, "ann@example.com", "+44 20 7946 0018", "linkedin.com/in/annlee", "Leeds"),
        "positions": (position("Chief Product Officer", "Acme", PartialDate(2019, 3)),),
        "education": (degree("MBA", "master"),),
        "programmes": (Programme("CPO Program", "Kellogg", 2022, "completed", words("CPO Program")),),
        "experience": Experience(210, 210, 210, 100, 94, 106, 93, 93, 93, claimed_years=15),
        "network": Network(
            500, words("500+ connections"), extras=(("talk", words("Talk at Mind")),), grades=("listed",)
        ),
        "team_size": TeamSize(45, words("a team of 45")),
        "leadership": (
            LeadershipSignal("roadmap", "led", None, words("Owned the roadmap"), 0),
            LeadershipSignal("outcomes", "led", "$38M", words("ARR to $38M"), 0, 0.9, measure="money"),
        ),
        "leadership_skills": (
            NamedSkill("roadmap", words("Roadmaps")),
            NamedSkill("evangelism", words("Public speaking")),
        ),
        "statements": (words("Owned the roadmap"),),
        "scope": (
            ScopeEntry("people", 45, 45, words("a team of 45")),
            ScopeEntry("people", 900, 900, words("a company of 900"), is_led=False),
            ScopeEntry("p_and_l", 88e6, 88e6, words("P&L of $88M"), "USD"),
        ),
        "trajectory": Trajectory(
            (Rung("manager", 24, None), Rung("c_level", 60, None)),
            ((1, 0),),
            "jumped",
            ("vp",),
            (Trait("banking", words("a bank")), Trait("banking", words("another bank"))),
        ),
        "hands_on": (HandsOn("technical", words("SQL"), is_skill=True),),
        "written": Written(PartialDate(2026, 10), "metadata"),
    } | more
    return CandidateProfile(**values)


def card(of: CandidateProfile | None = None, total: float = 62.5) -> Scorecard:
    results = (
        CriterionResult(
            "product_experience", "Years in product roles", "met", 60.0, 50.5, 48.0, 52.0, True,
            "8 years 4 months", (words("Chief Product Officer", 1, 7),), ("Q1",),
        ),
        CriterionResult(
            "graduate_degrees", "Graduate degrees", "not_met", 40.0, 12.0, 12.0, 12.0, True,
            "MBA", (), ("Q2",),
        ),
        CriterionResult("network", "Network", "unknown", 5.0, 0.0, 0.0, 5.0, False, "not said"),
    )  # fmt: skip
    gates = (
        GateResult("years", "8 years in product roles", "not_met", "7 years"),
        GateResult("degree", "A graduate degree", "unknown", "not said"),
        GateResult("held", "Has held a product role", "met", "yes"),
    )
    money = (CarriedMoney("p_and_l", "EUR", 79_200_000.0, 79_200_000.0, words("P&L of $88M")),)
    return Scorecard(of or profile(), results, gates, total, 48.0, 70.25, "possible", money=money)


def screening(*cards: Scorecard, **more: Any) -> Screening:
    values: dict[str, Any] = {
        "ranked": tuple(Ranked(rank, one, FIRM) for rank, one in enumerate(cards, 1)),
        "review": (), "refused": (), "duplicates": (), "as_of": AS_OF, "version": "0.1.0",
        "criteria_sha256": "c" * 64,
        "criteria_names": ("product_experience", "graduate_degrees", "network"),
    }  # fmt: skip
    return Screening(**(values | more))


FIRM = Stability(1, 3, True, Swap("network", 5.0, 9.0), 0.3)


def full_screening() -> Screening:
    both = profile(
        others=(Source("cvs/lee_li.pdf", "d" * 64, "pdf", 3, "en", "linkedin"),),
        other_contacts=(Contact("Ann Lee"),),
        disagreements=(
            Disagreement("title", "The CV says Head.", (words("Head"), replace(words("VP"), source=1))),
        ),
    )
    scan = profile(None, "cvs/scan.pdf", positions=(), education=(), status="partial")
    return screening(
        card(both),
        review=(ForReview(card(scan), Remark("no_text", "A scan.")),),
        refused=(Refused("cvs/locked.pdf", "b" * 64, Remark("encrypted", "Needs a password.")),),
        duplicates=(Duplicate("cvs/z.pdf", "a" * 64, "cvs/lee.pdf"),),
    )

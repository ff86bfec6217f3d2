"""The second half: profile × criteria → scorecards → a ranking. Pure, and no file is read for it."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from cpo_screen.criteria import Criteria
from cpo_screen.extraction.background import find_background
from cpo_screen.extraction.doubtful import without_doubtful
from cpo_screen.extraction.experience import measure_experience
from cpo_screen.extraction.own_signals import add_own_signals, shares_of_statements
from cpo_screen.judgement import review_reason
from cpo_screen.model import Background, CandidateProfile, Remark, Scorecard
from cpo_screen.scoring import rank_scorecards, retitle, score_profile, score_total
from cpo_screen.screening import Duplicate, ForReview, Ranked, Screening

_WIDE = 0.3  # of all statements; the widest signal of the shipped ones stands in 1 of 6
_FEWEST_STATEMENTS = 50  # a share of fewer says little


@contextmanager
def no_garbage() -> Iterator[None]:
    """Let nobody look for garbage in a block that makes hundreds of thousands of records and no cycles.

    Python's collector would walk all of them again and again: five times the time of making them. They are
    freed as ever when nobody holds them.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()


def rank_profiles(
    profiles: Iterable[CandidateProfile], criteria: Criteria
) -> tuple[tuple[Ranked, ...], tuple[ForReview, ...]]:
    """Score and rank; what was read badly, or what the criteria say, goes to a person instead."""
    with no_garbage():
        ordered = rank_scorecards(score_candidate(profile, criteria) for profile in profiles)
    ranked = tuple(Ranked(one.rank, one.card) for one in ordered if one.rank is not None)
    review = tuple(ForReview(one.card, _reason(one.card)) for one in ordered if one.rank is None)
    return ranked, review


def with_stability(screening: Screening, criteria: Criteria, draws: int = 1000) -> Screening:
    """Add to each place how firm it is; `criteria` are those that the screening was scored by."""
    from cpo_screen.scoring.stability import measure_stability

    cards = [one.card for one in screening.ranked]
    firm = measure_stability(cards, criteria, draws=draws)
    ranked = [Ranked(one.rank, one.card, how) for one, how in zip(screening.ranked, firm, strict=True)]
    return replace(screening, ranked=tuple(ranked))


def score_candidate(profile: CandidateProfile, criteria: Criteria) -> Scorecard:
    """Score one profile by the recruiter's own product titles; a bad reading is a reason for review."""
    own = retitle(profile, criteria, measure_experience, _background_anew)
    own = add_own_signals(own, criteria.phrase_rules)
    card = score_profile(own, criteria)
    if own.integrity:
        rest = without_doubtful(own)
        total = card.total if rest is own else score_total(rest, criteria)
        card = replace(card, total_without=total)
    doubt = review_reason(own)
    return card if doubt is None else replace(card, review=(doubt.message, *card.review))


def find_wide_phrases(criteria: Criteria, statements: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Warn of a recruiter's phrases that match a large share of statements, given as (text, language)."""
    if not criteria.phrases:
        return ()
    total, shares = shares_of_statements(statements, criteria.phrase_rules)
    return tuple(
        f"{one.file}:{one.line}:{one.column}: warning: {one.where}: this phrase matches {share:.0%} of "
        f"{total} statements; what nearly everybody writes tells nobody apart"
        for one, share in zip(criteria.phrases, shares, strict=True)
        if share >= _WIDE and total >= _FEWEST_STATEMENTS
    )


def statements_of(profiles: Iterable[CandidateProfile]) -> Iterator[tuple[str, str]]:
    """Yield what CVs say that somebody did, as (text, language)."""
    for profile in profiles:
        for one in profile.statements:
            yield one.quote, profile.source.language


def set_duplicates_aside(
    profiles: Iterable[CandidateProfile],
) -> tuple[list[CandidateProfile], list[Duplicate]]:
    """Keep the first of files with equal content, and name the others with the file they equal."""
    first: dict[str, CandidateProfile] = {}
    duplicates = []
    for profile in profiles:
        kept = first.setdefault(profile.source.sha256, profile)
        if kept is not profile:
            duplicates.append(Duplicate(profile.source.path, profile.source.sha256, kept.source.path))
    return list(first.values()), duplicates


def _background_anew(profile: CandidateProfile) -> Background:
    return find_background(profile.positions, profile.education, profile.as_of)


def _reason(card: Scorecard) -> Remark:
    return review_reason(card.profile) or Remark("criteria", "; ".join(card.review))

"""The profile without what rests on doubtful words, so that a score can stand with and without them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from cpo_screen.extraction.team import largest_team
from cpo_screen.model import Block, CandidateProfile, Evidence, Network, Trajectory

_NOT_OWN = frozenset({"copied_text", "keyword_stuffing", "prompt_injection"})
_COPIES = frozenset({"repeated_text"})


class _Proven(Protocol):
    """A finding with the words that show it."""

    @property
    def evidence(self) -> Evidence:
        """The words on a page."""


_Finding = TypeVar("_Finding", bound=_Proven)


def without_doubtful(profile: CandidateProfile) -> CandidateProfile:
    """Return the profile without the findings that rest on stuffed, copied or repeated lines.

    Of a passage that is repeated, one finding stays. Positions and degrees stay as they are, and so does
    the profile itself where nothing is doubtful; signals, scope, own work, courses, traits, the team's size
    and the reach beyond LinkedIn's numbers can go.
    """
    not_own = _passages(profile, _NOT_OWN)
    copies = _passages(profile, _COPIES)
    if not not_own and not copies:
        return profile

    def kept(findings: Sequence[_Finding]) -> tuple[_Finding, ...]:
        return _without_copies([one for one in findings if not _rests_on(one.evidence, not_own)], copies)

    size, scope = profile.team_size, kept(profile.scope)
    return replace(
        profile,
        leadership=kept(profile.leadership),
        leadership_skills=kept(profile.leadership_skills),
        scope=scope,
        hands_on=kept(profile.hands_on),
        programmes=kept(profile.programmes),
        network=_network(profile.network, [*not_own, *copies]),
        team_size=largest_team(scope) if size is not None and _rests_on(size.evidence, not_own) else size,
        trajectory=_trajectory(profile.trajectory, not_own),
    )


def _passages(profile: CandidateProfile, codes: frozenset[str]) -> list[Block]:
    return [
        Block(one.source, one.span)
        for doubt in profile.integrity
        if doubt.code in codes
        for one in doubt.evidence
    ]


def _rests_on(evidence: Evidence, passages: Iterable[Block]) -> bool:
    start, end = evidence.span
    return any(
        source == evidence.source and start < span.end and span.start < end for source, span in passages
    )


def _without_copies(findings: Sequence[_Finding], copies: Sequence[Block]) -> tuple[_Finding, ...]:
    """The findings, of those in a copied passage only the ones that no other finding says as well."""
    said = {_said(one) for one in findings if not _rests_on(one.evidence, copies)}
    kept = []
    for one in findings:
        if not _rests_on(one.evidence, copies):
            kept.append(one)
        elif _said(one) not in said:
            said.add(_said(one))
            kept.append(one)
    return tuple(kept)


def _said(finding: _Proven) -> tuple[str, str]:
    """What a finding is and the words that show it, wherever they stand."""
    kind = getattr(finding, "signal", None) or getattr(finding, "kind", "")
    return str(kind), " ".join(finding.evidence.quote.casefold().split())


def _network(network: Network, passages: Sequence[Block]) -> Network:
    stays = [not _rests_on(evidence, passages) for _, evidence in network.extras]
    extras = tuple(one for one, is_own in zip(network.extras, stays, strict=True) if is_own)
    grades = tuple(one for one, is_own in zip(network.grades, stays, strict=False) if is_own)
    return replace(network, extras=extras, grades=grades)


def _trajectory(trajectory: Trajectory, passages: Sequence[Block]) -> Trajectory:
    def own(traits: tuple[_Finding, ...]) -> tuple[_Finding, ...]:
        return tuple(one for one in traits if not _rests_on(one.evidence, passages))

    return replace(
        trajectory,
        industries=own(trajectory.industries),
        business_models=own(trajectory.business_models),
        stages=own(trajectory.stages),
        countries=own(trajectory.countries),
    )

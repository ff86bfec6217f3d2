"""What stays of a profile when the doubtful lines are left out."""

from __future__ import annotations

from dataclasses import replace

from cpo_screen.extraction.doubtful import without_doubtful
from cpo_screen.model import (
    CandidateProfile,
    Doubt,
    Evidence,
    LeadershipSignal,
    Network,
    PartialDate,
    Programme,
    Source,
    Span,
    TeamSize,
)

_WORDS = "Owned the roadmap"


def _words(start: int, quote: str = _WORDS) -> Evidence:
    return Evidence(1, 1, Span(start, start + len(quote)), quote, "test")


def _roadmap(start: int) -> LeadershipSignal:
    return LeadershipSignal("roadmap", "led", None, _words(start))


def _doubt(code: str, *starts: int) -> Doubt:
    return Doubt(code, "notice", "a doubt", tuple(_words(start) for start in starts))


def _profile(**fields: object) -> CandidateProfile:
    source = Source("cv.txt", "0" * 64, "txt", 1, "en")
    return replace(CandidateProfile(PartialDate(2026, 11), source, "ok"), **fields)  # type: ignore[arg-type]


def test_nothing_doubtful_leaves_the_profile_itself() -> None:
    profile = _profile(leadership=(_roadmap(0),), integrity=(_doubt("hidden_text", 0),))
    assert without_doubtful(profile) is profile


def test_findings_in_copied_sentences_go() -> None:
    profile = _profile(leadership=(_roadmap(0), _roadmap(100)), integrity=(_doubt("copied_text", 0),))
    assert [one.evidence.span.start for one in without_doubtful(profile).leadership] == [100]


def test_of_repeated_passages_one_finding_stays() -> None:
    doubts = (_doubt("repeated_text", 100, 200),)
    all_three = _profile(leadership=(_roadmap(0), _roadmap(100), _roadmap(200)), integrity=doubts)
    assert [one.evidence.span.start for one in without_doubtful(all_three).leadership] == [0]
    copies_only = _profile(leadership=(_roadmap(100), _roadmap(200)), integrity=doubts)
    assert [one.evidence.span.start for one in without_doubtful(copies_only).leadership] == [100]


def test_team_programmes_and_extras_go_with_their_words() -> None:
    profile = _profile(
        team_size=TeamSize(40, _words(0)),
        programmes=(Programme("CPO Program", None, None, "completed", _words(0)),),
        network=Network(
            500, extras=(("board", _words(0)), ("talk", _words(300))), grades=("listed", "stated")
        ),
        integrity=(_doubt("keyword_stuffing", 0),),
    )
    left = without_doubtful(profile)
    assert left.team_size is None
    assert left.programmes == ()
    assert left.network == Network(500, extras=(("talk", _words(300)),), grades=("stated",))

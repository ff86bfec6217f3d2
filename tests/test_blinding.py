"""Blinding: what goes, what stays, and what nobody may change: scores, ranks, their order."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml

from cpo_screen import model
from cpo_screen.blinding import Blinded, blind_screening
from cpo_screen.blinding.blind import walk_of
from cpo_screen.blinding.pseudonyms import assign_codes, code_of
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import CandidateProfile, Contact, Disagreement, PartialDate, Remark, Source
from cpo_screen.scoring.stability import Swap
from cpo_screen.screening import Duplicate, ForReview, Refused, Screening
from fakes import screenings as fakes

SENTENCES = yaml.safe_load(
    (Path(__file__).parent / "blinding" / "sentences.yaml").read_text(encoding="utf-8")
)


def blinded_text(text: str, name: str | None, language: str = "en") -> str:
    """Blind one statement of a candidate, and return it."""
    source = Source("cvs/a.pdf", "d" * 64, "pdf", 1, language)
    of = fakes.profile(
        name,
        contact=Contact(name),
        source=source,
        statements=(fakes.words(text),),
        education=(),
        programmes=(),
        positions=(),
    )
    blinded = blind_screening(fakes.screening(fakes.card(of))).screening
    return blinded.ranked[0].card.profile.statements[0].quote


@pytest.mark.parametrize("case", SENTENCES, ids=lambda case: case["text"][:60])
def test_sentences(case: dict[str, Any]) -> None:
    got = blinded_text(case["text"], case.get("of", "Ottoline Quibbleworth"), case.get("language", "en"))
    assert [one for one in case.get("gone", []) if one in got] == [], got
    assert [one for one in case.get("stays", []) if one not in got] == [], got
    again = blinded_text(got, case.get("of", "Ottoline Quibbleworth"), case.get("language", "en"))
    assert again == got


# --- screenings ---------------------------------------------------------------------------------------


def candidate(name: str, file: str, sha256: str, **more: Any) -> CandidateProfile:
    """A candidate of a file with this content."""
    return fakes.profile(name, source=Source(file, sha256, "pdf", 2, "en"), **more)


def pool() -> Screening:
    """Two ranked candidates, one of them with two files, one for review, one refused, one copy."""
    other = Source("cvs/Lee LinkedIn.pdf", "2" * 64, "pdf", 1, "en", "linkedin")
    twice = candidate(
        "Ann Lee", "cvs/Ann Lee.pdf", "1" * 64, others=(other,),
        other_contacts=(Contact("Ann Lee-Marsh", "a.marsh@example.net"),),
        warnings=(Remark("other_source", "cvs/Lee LinkedIn.pdf: The pages are pictures."),),
        disagreements=(
            Disagreement(
                "degree", "Ann Lee.pdf dates MBA to 2012, Lee LinkedIn.pdf to 2013.",
                (fakes.words("MBA 2012"), replace(fakes.words("MBA 2013"), source=1)),
            ),
        ),
    )  # fmt: skip
    scan = candidate("Bo Quibbleworth", "in/Quibbleworth.pdf", "3" * 64, positions=(), status="partial")
    return fakes.screening(
        fakes.card(twice), fakes.card(candidate("Cy Vandermolen", "cvs/cy.docx", "4" * 64), 50.0),
        review=(ForReview(fakes.card(scan), Remark("no_text", "Quibbleworth.pdf is a scan.")),),
        refused=(Refused("cvs/Dee Oh.pdf", "5" * 64, Remark("encrypted", "cvs/Dee Oh.pdf is locked.")),),
        duplicates=(
            Duplicate("cvs/b/Ann Lee.pdf", "1" * 64, "cvs/Ann Lee.pdf"),
            Duplicate("cvs/c/Ann Lee.pdf", "1" * 64, "cvs/Ann Lee.pdf"),
        ),
    )  # fmt: skip


def test_scores_ranks_and_their_order_are_unchanged() -> None:
    before, after = pool(), blind_screening(pool()).screening
    assert after.counts == before.counts
    assert [one.rank for one in after.ranked] == [one.rank for one in before.ranked]
    for one, other in zip(before.ranked, after.ranked, strict=True):
        assert (one.card.total, one.card.low, one.card.high) == (
            other.card.total,
            other.card.low,
            other.card.high,
        )
        assert one.stability == other.stability
        kept = [replace(each, reason="", evidence=()) for each in one.card.results]
        assert kept == [replace(each, reason="", evidence=()) for each in other.card.results]
        assert other.card.profile.experience == one.card.profile.experience
        assert [each.period for each in other.card.profile.positions] == [
            each.period for each in one.card.profile.positions
        ]


def test_nothing_of_the_files_is_left() -> None:
    told = str(blind_screening(pool()).screening)
    for gone in (
        "Ann",
        "Lee",
        "Quibbleworth",
        "Vandermolen",
        "Dee Oh",
        "cvs/",
        "in/",
        "1" * 64,
        "5" * 64,
        "Leeds",
    ):
        assert gone not in told, gone


def test_years_of_schools_and_courses_go() -> None:
    profile = blind_screening(pool()).screening.ranked[0].card.profile
    assert [one.end_year for one in profile.education] == [None]
    assert [one.year for one in profile.programmes] == [None]
    assert [one.evidence[0].quote for one in profile.disagreements] == ["MBA ····"]
    assert "2012" not in profile.disagreements[0].message


def test_the_key_tells_who_is_who() -> None:
    blinded = blind_screening(pool())
    screening, key = blinded.screening, {row.shown_file: row for row in blinded.key}
    first = screening.ranked[0].card.profile
    row = key[first.source.path]
    assert (row.pseudonym, row.file, row.sha256) == (first.contact.name, "cvs/Ann Lee.pdf", "1" * 64)
    assert (row.name, row.email, row.phone) == ("Ann Lee", "ann@example.com", "+44 20 7946 0018")
    assert key[first.others[0].path].file == "cvs/Lee LinkedIn.pdf"
    assert key[screening.refused[0].file].file == "cvs/Dee Oh.pdf"
    assert {key[one.file].file for one in screening.duplicates} == {
        "cvs/b/Ann Lee.pdf",
        "cvs/c/Ann Lee.pdf",
    }
    assert {one.same_as for one in screening.duplicates} == {first.source.path}
    assert len(key) == len(blinded.key) == 7


def test_a_pseudonym_comes_from_the_content_alone() -> None:
    def named(one: CandidateProfile) -> str | None:
        return blind_screening(fakes.screening(fakes.card(one))).screening.profiles[0].contact.name

    first = named(candidate("Ann Lee", "cvs/lee.pdf", "1" * 64))
    assert first == named(candidate("Bo Oh", "elsewhere/b.pdf", "1" * 64))
    assert first != named(candidate("Ann Lee", "cvs/lee.pdf", "2" * 64))
    assert first is not None
    assert re.fullmatch(r"Candidate [2-9B-Z]{4}-[2-9B-Z]{2}", first)


def test_equal_codes_are_made_longer_whatever_the_order() -> None:
    seen: dict[str, str] = {}
    for number in range(3000):
        content = f"{number:064x}"
        other = seen.setdefault(code_of(content, 4), content)
        if other != content:
            break
    pair = [content, other]
    codes = assign_codes(pair, shortest=4)
    assert codes == assign_codes(pair[::-1], shortest=4)
    assert codes[content] != codes[other]
    assert {len(code) for code in codes.values()} == {len(code_of(content, 6))}


def test_equal_contents_get_codes_of_their_own() -> None:
    ones = [fakes.card(candidate("Ann Lee", f"{at}.pdf", "1" * 64)) for at in range(3)]
    names = [one.contact.name for one in blind_screening(fakes.screening(*ones)).screening.profiles]
    assert len(set(names)) == 3


def test_blinding_twice_changes_nothing_and_runs_agree() -> None:
    once = blind_screening(pool())
    assert blind_screening(pool()) == once
    assert blind_screening(once.screening) == Blinded(once.screening, ())


def test_a_record_that_nobody_foresaw_is_blinded() -> None:
    @dataclass(frozen=True)
    class Later:
        words: str
        many: tuple[str, ...]
        kind: Literal["Ann"] = "Ann"

    of = candidate("Ann Lee", "a.pdf", "1" * 64)
    walk = walk_of(of, "K7Q2-MX")
    assert walk.blind(Later("Ann Lee led", ("by Ann Lee",))) == Later("[name] led", ("by [name]",))


def test_codes_of_the_records_are_named_as_they_are() -> None:
    """A field that is renamed must be renamed in the lexicon as well, or its codes would be blinded."""
    kinds = {kind.__name__: kind for kind in vars(model).values() if is_dataclass(kind)}
    kinds |= {"Screening": Screening, "Swap": Swap}
    for code in [*load_lexicon("blinding")["codes"], *load_lexicon("blinding")["places"]]:
        kind, name = code.split(".")
        assert name in {one.name for one in fields(kinds[kind])}, code


def test_lists_have_no_doubles() -> None:
    for name, words in load_lexicon("blinding_words").items():
        if isinstance(words, list):
            assert len(words) == len(set(words)), name


@pytest.mark.parametrize(
    ("title", "told"), [("Founder", "[name] Consulting"), ("Product Manager", "Baker Consulting")]
)
def test_a_firm_of_ones_own_goes_with_the_name(title: str, told: str) -> None:
    """Will Baker's Baker Consulting tells who they are; Baker Consulting where they worked does not."""
    job = fakes.position(title, "Baker Consulting", PartialDate(2019), level="other")
    words = fakes.words("Ran Baker Consulting for ten years")
    of = candidate("Will Baker", "a.pdf", "1" * 64, positions=(job,), statements=(words,))
    profile = blind_screening(fakes.screening(fakes.card(of))).screening.profiles[0]
    assert profile.positions[0].company == told
    assert profile.statements[0].quote == f"Ran {told} for ten years"


def test_places_of_work_stay_and_the_home_goes() -> None:
    job = fakes.position("CPO", "Acme", PartialDate(2019), location="Leeds")
    told = (fakes.words("Leeds, United Kingdom"), fakes.words("Opened an office in Leeds"))
    of = candidate(
        "Ann Lee", "a.pdf", "1" * 64, positions=(job,), statements=told, education=(), programmes=()
    )
    profile = blind_screening(fakes.screening(fakes.card(of))).screening.profiles[0]
    assert (profile.contact.location, profile.positions[0].location) == (None, "Leeds")
    assert [one.quote for one in profile.statements] == ["[place]", "Opened an office in Leeds"]

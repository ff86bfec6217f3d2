"""One person, several files: groups, one profile of all files with the source of each finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from areas.persons import read_file
from cpo_screen.documents.read import read_document
from cpo_screen.model import CandidateProfile, Doubt, Evidence, Network
from cpo_screen.persons import find_persons, merge_persons, merge_profiles
from cpo_screen.pipeline import parse_as_of, parse_document
from profile_builder import evidence

FILES = Path(__file__).parent / "gold" / "files"
PAIRS = {
    "nkemelu": ("nkemelu-reid-cv.pdf", "nkemelu-reid-linkedin.pdf"),
    "castellane": ("Bronwen Castellane CV.pdf", "bronwen_li_export.pdf"),
}
MAIL = {"email": "ada@example.org"}
ADA = {"name": "Ada Brunner", "contact": MAIL}
CPO = "CPO | Acme | 2021-02 | present | *"


@pytest.fixture(scope="module")
def gold() -> dict[str, tuple[CandidateProfile, str]]:
    """Profiles of the pairs in the gold set, with the text of each file, by path."""
    found = {}
    for name in (name for pair in PAIRS.values() for name in pair):
        document = read_document(FILES / name, name)
        found[name] = (parse_document(document, parse_as_of("2026-11")), document.text)
    return found


def test_the_gold_pairs_are_found_and_nobody_else(gold: dict[str, tuple[CandidateProfile, str]]) -> None:
    assert find_persons([profile for profile, _ in gold.values()]) == ((0, 1), (2, 3))


def test_the_gold_disagreements(gold: dict[str, tuple[CandidateProfile, str]]) -> None:
    people = merge_persons([profile for profile, _ in gold.values()])
    assert [[one.message for one in person.disagreements] for person in people] == [
        [
            "The CV says VP Product at Thistlepay Ltd, the LinkedIn profile says Director of Product: "
            "another level (vice president, director)."
        ],
        [
            "The CV dates Group Product Manager at Halyard Insurance from February 2021 to today, "
            "the LinkedIn profile from September 2021 to today: the starts are 7 months apart."
        ],
    ]


@pytest.mark.parametrize("pair", PAIRS)
def test_every_quote_stands_in_the_file_that_it_is_said_to_be_from(
    gold: dict[str, tuple[CandidateProfile, str]], pair: str
) -> None:
    merged = merge_profiles([gold[name][0] for name in PAIRS[pair]])
    texts = [gold[one.path][1] for one in merged.sources]
    cited = list(_words_of(merged))
    assert {one.source for one in cited} == {0, 1}
    for words in cited:
        assert texts[words.source][words.span.start : words.span.end] == words.quote
    assert {tuple(each.source for each in one.evidence) for one in merged.disagreements} == {(0, 1)}


def _words_of(value: Any) -> Iterator[Evidence]:
    """Yield every quote of a record."""
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _words_of(each)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _words_of(getattr(value, one.name))


def test_positions_of_findings_are_those_of_the_merged_profile(
    gold: dict[str, tuple[CandidateProfile, str]],
) -> None:
    cv, linkedin = (gold[name][0] for name in PAIRS["nkemelu"])
    merged = merge_profiles([cv, linkedin])
    own = {one.evidence.span: one.position for one in linkedin.leadership}
    compared = 0
    for one in merged.leadership:
        before = own.get(one.evidence.span) if one.evidence.source else None
        if before is not None and one.position is not None:
            mine, theirs = merged.positions[one.position], linkedin.positions[before]
            assert mine.period == theirs.period
            assert mine.holds(one.evidence)
            compared += 1
    assert compared


def test_the_order_of_the_files_does_not_matter() -> None:
    files = [
        {**ADA, "file": "b.docx", "positions": CPO},
        {**ADA, "kind": "linkedin", "file": "a.pdf",
         "positions": "CPO | Acme | 2021-09 | present\nPM | Birch | 2015-01 | 2021-08"},
        {**ADA, "file": "c.docx", "positions": CPO},
    ]  # fmt: skip
    found = {merge_profiles([read_file(one) for one in order]) for order in permutations(files)}
    assert len(found) == 1


def test_each_file_is_in_one_group() -> None:
    profiles = [
        read_file({"name": name, "contact": MAIL}, n) for n, name in enumerate(["A Bell", "Cy Dunn"] * 3)
    ]
    groups = find_persons(profiles)
    assert sorted(at for group in groups for at in group) == list(range(6))
    assert [len(one.sources) for one in merge_persons(profiles)] == [len(group) for group in groups]


def test_a_single_file_stays_as_it_is() -> None:
    profile = read_file({"name": "Ada Brunner", "positions": CPO})
    assert merge_profiles([profile]) == profile
    assert profile.others == ()
    with pytest.raises(ValueError, match="one file"):
        merge_profiles([])
    assert find_persons([]) == () == merge_persons([])


def test_contact_and_reach_are_completed() -> None:
    cv = read_file({**ADA, "positions": CPO})
    linkedin = read_file(
        {**ADA, "kind": "linkedin", "contact": {**MAIL, "linkedin": "linkedin.com/in/ada"}},
        2,
    )
    words = evidence("512 connections")
    linkedin = replace(
        linkedin, network=Network(512, words, extras=(("board", evidence("Board member, Alder")),))
    )
    cv = replace(
        cv, network=Network(500, evidence("500+"), extras=(("board", evidence("Alder: board member")),))
    )
    merged = merge_profiles([linkedin, cv])
    assert [one.path for one in merged.sources] == ["cv1.docx", "linkedin2.pdf"]
    assert (merged.contact.email, merged.contact.linkedin) == (
        MAIL["email"],
        "linkedin.com/in/ada",
    )
    assert merged.network.connections == 512
    assert merged.network.connections_evidence == replace(words, source=1)
    assert len(merged.network.extras) == 1


def test_what_is_doubtful_in_another_file_is_not_added() -> None:
    cv = read_file({**ADA, "positions": CPO})
    linkedin = read_file(
        {**ADA, "kind": "linkedin",
         "leadership": [{"signal": "roadmap", "quote": "Roadmap roadmap roadmap"}]}, 2
    )  # fmt: skip
    assert len(merge_profiles([cv, linkedin]).leadership) == 1
    stuffed = Doubt("keyword_stuffing", "serious", "Stuffed.", (linkedin.leadership[0].evidence,))
    merged = merge_profiles([cv, replace(linkedin, integrity=(stuffed,))])
    assert merged.leadership == ()
    assert [one.message for one in merged.integrity] == ["linkedin2.pdf: Stuffed."]
    assert merged.integrity[0].evidence[0].source == 1


def test_a_scan_beside_a_readable_file_needs_no_review() -> None:
    from cpo_screen.judgement import review_reason
    from cpo_screen.model import Remark

    scan = replace(
        read_file({"name": None, "contact": MAIL}),
        status="partial",
        warnings=(Remark("no_text", "A scan."),),
    )
    linkedin = read_file(
        {
            "name": "Ada Brunner",
            "kind": "linkedin",
            "contact": MAIL,
            "positions": "CPO | Acme | 2021 | present",
        },
        2,
    )
    merged = merge_profiles([scan, linkedin])
    assert merged.source.path == "linkedin2.pdf"
    assert review_reason(merged) is None
    assert "cv1.docx: A scan." in [one.message for one in merged.warnings]


def test_a_present_position_of_an_old_file_alone_ends_when_it_was_written() -> None:
    old = read_file({**ADA, "written": "2020-06",
                     "positions": "Product Manager | Birch | 2018-01 | present"})  # fmt: skip
    new = read_file({**ADA, "kind": "linkedin",
                     "positions": "Product Manager | Acme | 2021-01 | present | *"}, 2)  # fmt: skip
    merged = merge_profiles([old, new])
    assert merged.experience.months_product == 30 + 71

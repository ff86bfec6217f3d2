"""Every export of every gold CV, blinded, searched for the person; and what is planted is found."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from blinding.exports import write_exports
from blinding.leaks import Truth, find_leaks, find_personal, truth_of
from cpo_screen.blinding import Blinded, blind_screening
from cpo_screen.criteria import Criteria, load_criteria
from cpo_screen.model import Contact, Evidence, Network, Span
from cpo_screen.pipeline import Reading, screen_folder
from cpo_screen.ranking import with_stability
from cpo_screen.screening import Screening

GOLD = Path(__file__).parent / "gold"
RECORDS = [json.loads(line) for line in (GOLD / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
TRUTHS = [truth_of(record) for record in RECORDS]


@pytest.fixture(scope="module")
def criteria() -> Criteria:
    return load_criteria(None)


@pytest.fixture(scope="module")
def screening(criteria: Criteria) -> Screening:
    """All gold CVs, read by the program."""
    found = screen_folder(GOLD / "files", criteria, as_of="2026-11", reading=Reading(jobs=2))
    return with_stability(found, criteria, draws=50)


@pytest.fixture(scope="module")
def blinded(screening: Screening) -> Blinded:
    return blind_screening(screening)


@pytest.fixture(scope="module")
def exports(
    blinded: Blinded, criteria: Criteria, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    return write_exports(blinded.screening, criteria, tmp_path_factory.mktemp("blinded"))


def test_no_export_tells_who_somebody_is(exports: dict[str, str], screening: Screening) -> None:
    """Where somebody lives may stand there as a place of work, of themselves or of others."""
    places = (one.location for each in screening.profiles for one in each.positions)
    workplaces = frozenset(filter(None, places))
    truths = [truth_of(record, workplaces) for record in RECORDS]
    found = {
        (name, leak) for name, text in exports.items() for one in truths for leak in find_leaks(text, one)
    }
    assert sorted(found) == []


def test_no_export_tells_of_birth_family_origin_or_sex(exports: dict[str, str]) -> None:
    """The page's own program is left out: of it, the data are searched."""
    texts = {name: text for name, text in exports.items() if name != "report.html"}
    found = {(name, word) for name, text in texts.items() for word in find_personal(text)}
    assert sorted(found) == []


def test_the_search_finds_all_in_the_exports_that_are_not_blinded(
    screening: Screening, criteria: Criteria, tmp_path: Path
) -> None:
    texts = write_exports(screening, criteria, tmp_path)
    for name in (
        "ranked.csv",
        "ranked.json",
        "ranked.xlsx",
        "ranked.parquet",
        "report.html",
        "ranked.ledger.csv",
    ):
        kinds = {leak.partition(":")[0] for truth in TRUTHS for leak in find_leaks(texts[name], truth)}
        wanted = {"name", "file"} if "ledger" in name else {"name", "file", "e-mail", "phone", "LinkedIn"}
        assert wanted <= kinds, name
    assert "school year" in {
        leak.partition(":")[0] for truth in TRUTHS for leak in find_leaks(texts["ranked.json"], truth)
    }


PLANTED = Truth(
    "Ottoline Quibbleworth", "otto.q@example.com", "+44 20 7946 0018", "linkedin.com/in/otto-q-example",
    "cvs/Quibbleworth CV.pdf", "e" * 64, (("Leeds Business School", 2004),), "Ilkley, Yorkshire",
)  # fmt: skip
LEAKS = {
    "name: quibbleworth": "Worked with Quibbleworth's team",
    "name: ottoline": "OTTOLINE led it",
    "e-mail: otto.q@example.com": "otto.q@example.com",
    "phone: +44 20 7946 0018": "call 020-7946 0018",
    "LinkedIn: linkedin.com/in/otto-q-example": "in/otto-q-example",
    "file: cvs/Quibbleworth CV.pdf": "Quibbleworth CV.pdf: a scan",
    "school year: Leeds Business School 2004": "Leeds Business School, MBA, 2004",
    "location: Ilkley, Yorkshire": "Ilkley, Yorkshire",
}


@pytest.fixture(scope="module")
def planted(
    blinded: Blinded, criteria: Criteria, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """The exports of one blinded candidate, with every leak put into the quotes behind the blinding."""
    first = blinded.screening.ranked[0]
    words = [Evidence(1, at, Span(0, 9), text, "rule:test") for at, text in enumerate(LEAKS.values(), 1)]
    result = first.card.results[0]
    results = tuple(
        replace(result, criterion=one.criterion, evidence=tuple(words[at * 2 : at * 2 + 2]))
        for at, one in enumerate(first.card.results)
    )
    profile = replace(
        first.card.profile,
        network=Network(extras=tuple(("talk", one) for one in words), grades=("listed",) * len(words)),
    )
    card = replace(first.card, results=results, profile=profile)
    one = replace(blinded.screening, ranked=(replace(first, card=card),), review=())
    return write_exports(one, criteria, tmp_path_factory.mktemp("planted"))


@pytest.mark.parametrize("leak", LEAKS)
@pytest.mark.parametrize(
    "name", ["ranked.json", "report.html", "ranked.xlsx", "explain-0.md", "explain-0.txt"]
)
def test_a_leak_that_is_planted_behind_the_blinding_is_found(
    leak: str, name: str, planted: dict[str, str]
) -> None:
    assert leak in find_leaks(planted[name], PLANTED)


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda truth: truth.name)
def test_every_name_goes_from_sentences_that_hold_it(truth: Truth, screening: Screening) -> None:
    """Each gold person's own details, put into a CV's highlights, are gone."""
    card = screening.ranked[0].card
    contact = Contact(truth.name, truth.email, truth.phone, truth.linkedin, truth.location)
    planted = tuple(
        Evidence(1, at, Span(9000, 9001), text, "rule:test") for at, text in enumerate(_sentences(truth))
    )
    profile = replace(
        card.profile, contact=contact, statements=planted,
        source=replace(card.profile.source, path=truth.file or "", language="en"),
    )  # fmt: skip
    one = replace(
        screening, ranked=(replace(screening.ranked[0], card=replace(card, profile=profile)),), review=()
    )
    told = blind_screening(one).screening.ranked[0].card.profile.statements
    for before, after in zip(planted, told, strict=True):
        assert find_leaks(after.quote, truth) == [], before.quote


def _sentences(truth: Truth) -> list[str]:
    words = truth.name.replace(",", "").split()
    first, last = words[0], words[-1]
    phone, site = truth.phone or "+44 20 7946 0018", truth.linkedin or "x.example.org"
    return [
        f"{truth.name} led the product team",
        f"{truth.name.upper()} – CPO",
        f"by {first} {last}, 2019",
        f"{first[0]}. {last} owned pricing",
        f"{last}, {first}",
        f"the roadmap of {last}'s team",
        f"{first}\n{last} shipped it",
        f"Contact: {truth.email or 'a@example.com'} | {phone}",
        f"call {''.join(phone.split())} or {phone.replace('-', '.')}",
        f"see https://{site}",
        f"{last} Consulting Ltd",
        f"{first.lower()}{last.lower()}.example.com",
        f"({first}) {last} joined in 2019",
        f"{truth.file}: the dates are odd",
        f"{truth.location or 'Leeds, UK'}",
    ]

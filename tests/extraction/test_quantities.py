"""Numbers, money, percentages and multiples as CVs of several countries write them."""

from __future__ import annotations

import pytest

from cpo_screen.documents.text import document_from_text
from cpo_screen.extraction.quantities import find_amounts, parse_number
from cpo_screen.model import PartialDate
from cpo_screen.pipeline import parse_document, profile_line

MONEY = [
    ("$88M", "en", 88e6),
    ("US$ 1.5 billion", "en", 1.5e9),
    ("GBP 27m", "en", 27e6),
    ("£240,000", "en", 240e3),
    ("€4m", "en", 4e6),
    ("EUR 31m", "en", 31e6),
    ("12,5 Mio. EUR", "de", 12.5e6),
    ("3,4 Mrd. €", "de", 3.4e9),
    ("4,2 M€", "fr", 4.2e6),
    ("3 millions d'euros", "fr", 3e6),
    ("900.000 euros", "es", 900e3),
    ("CHF 60m", "en", 60e6),
    ("INR 40 crore", "en", 4e8),
    ("S$8.2m", "en", 8.2e6),
    ("$2-3M", "en", 3e6),
    ("1'200'000 CHF", "de", 1.2e6),
    ("$70,000", "en", 70e3),
    ("$40mm", "en", 40e6),
    ("2 million dollars", "en", 2e6),
]
NUMBERS = [
    ("forty", "en", 40),
    ("twenty-five", "en", 25),
    ("two hundred and ten", "en", 210),
    ("a dozen", "en", 12),
    ("1,200", "en", 1200),
    ("10–12", "en", 12),
    ("15+", "en", 15),
    ("410k", "en", 410_000),
    ("1.3M", "en", 1_300_000),
    ("fünfundachtzig", "de", 85),
    ("zwölf", "de", 12),
    ("zweihundert", "de", 200),
    ("1.300", "de", 1300),
    ("quatre-vingt-douze", "fr", 92),
    ("soixante-dix", "fr", 70),
    ("vingt-deux", "fr", 22),
    ("deux cents", "fr", 200),
    ("treinta y cinco", "es", 35),
    ("veintidós", "es", 22),
    ("40.000", "es", 40_000),
    ("doscientos", "es", 200),
]
OTHERS = [
    ("14%", "en", "percent", 14.0),
    ("48 auf 29 Prozent", "de", "percent", 29.0),
    ("37 %", "es", "percent", 37.0),
    ("2.4x", "en", "multiple", 2.4),
    ("three-fold", "en", "multiple", 3.0),
    ("2019", "en", "year", 2019.0),
    ("2019-2021", "en", "year", 2021.0),
    ("twelve percent", "en", "percent", 12.0),
    ("250 bps", "en", "percent", 250.0),
]


@pytest.mark.parametrize(("text", "language", "value"), MONEY)
def test_money(text: str, language: str, value: float) -> None:
    (amount,) = find_amounts(text, language)
    assert (amount.kind, round(amount.value)) == ("money", value)
    assert text[amount.start : amount.end] == text


@pytest.mark.parametrize(("text", "language", "value"), NUMBERS)
def test_numbers(text: str, language: str, value: int) -> None:
    assert parse_number(text, language) == value


@pytest.mark.parametrize(("text", "language", "kind", "value"), OTHERS)
def test_other_kinds(text: str, language: str, kind: str, value: float) -> None:
    amount = find_amounts(text, language)[-1]
    assert (amount.kind, amount.value) == (kind, value)


@pytest.mark.parametrize("text", ["B2B", "GPT-4o", "Q3", "H2O", "e2e", "few", "", "once upon a time"])
def test_no_numbers(text: str) -> None:
    assert [amount for amount in find_amounts(text) if amount.kind != "number" or amount.value > 4] == []


def test_a_change_is_two_amounts() -> None:
    assert [amount.value for amount in find_amounts("ARR from $38M to $164M")] == [38e6, 164e6]


@pytest.mark.parametrize(
    "text",
    [
        "Owned a 500-figure budget",
        "Led 1" + ",000" * 120 + " people",
        "a P&L of $1" + ",000" * 120,
        "0-figure deal",
    ],
)
def test_numbers_that_nobody_means_are_none(text: str) -> None:
    assert all(amount.value < 1e16 for amount in find_amounts(text))
    document = document_from_text(f"Ann Lee\n\nExperience\nHead of Product, Acme, 2019 - 2021\n- {text}\n")
    assert "Infinity" not in profile_line(parse_document(document, PartialDate(2026, 11)))

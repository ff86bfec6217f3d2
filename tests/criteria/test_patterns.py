from __future__ import annotations

import pytest

from cpo_screen.criteria.patterns import parse_wildcard


@pytest.mark.parametrize(
    ("pattern", "title"),
    [
        ("product owner", "Senior Product Owner, Payments"),
        ("product owner", "PRODUCT-OWNER"),
        ("product owner", "product  owner"),
        ("head of * growth", "Head of User Growth"),
        ("head of * growth", "Head of Growth and Consumer Growth"),
        ("produ*t owner", "Produkt Owner"),
        ("*marketing*", "Telemarketinghilfe"),
        ("product & design", "Head of Product and Design"),
        ("product and design", "Head of Product & Design"),
        ("leiter*", "Leiterin Produktmanagement"),
        ("développement produit", "Directrice Développement Produit"),
    ],
)
def test_found(pattern: str, title: str) -> None:
    wildcard = parse_wildcard(pattern)
    assert wildcard is not None
    assert wildcard.matches(title)


@pytest.mark.parametrize(
    ("pattern", "title"),
    [
        ("product", "Production Manager"),
        ("product owner", "Owner of Product"),
        ("product owner", "Product Line Owner"),
        ("head of * growth", "Head of Growth"),
        ("head of * growth", "Growth, Head of User"),
        ("vp", "SVP Product"),
    ],
)
def test_not_found(pattern: str, title: str) -> None:
    wildcard = parse_wildcard(pattern)
    assert wildcard is not None
    assert not wildcard.matches(title)


@pytest.mark.parametrize("pattern", ["", " ", "*", "* *", "--", "*-*"])
def test_without_a_word(pattern: str) -> None:
    assert parse_wildcard(pattern) is None

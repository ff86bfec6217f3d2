"""LinkedIn's PDFs in German, French, Spanish and Portuguese are read as the English ones are."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpo_screen.model import CandidateProfile
from cpo_screen.pipeline import parse_file
from fakes.linkedin_pages import LANGUAGES, draw_profile

EXPECTED = {
    "german": (
        "de", "Friedlinde Osterkamp", "linkedin.com/in/friedlinde-osterkamp-example",
        ["2021-03 present", "2018-10 2021-02", "2015-01 2018-09", "2011-04 2014-12", "2010-05 2010-05"],
        ["diplom 2011", "EMBA 2018"], 64,
        ["Stuttgart und Umgebung, Deutschland", "Stuttgart", "Hamburg, Deutschland", None, "Esslingen"],
    ),
    "french": (
        "fr", "Apolline Treguier", "linkedin.com/in/apolline-treguier-example",
        ["2022-01 present", "2018-09 2021-12", "2013-02 2018-08", "2010-09 2013-01", "2010-03 2010-08"],
        ["diplom 2010", "EMBA 2020"], 38,
        ["Nantes, Pays de la Loire, France", "Nantes", "Rennes, Bretagne, France",
         "Paris et périphérie", "Paris et périphérie"],
    ),
    "spanish": (
        "es", "Itziar Goñi Zabaleta", "linkedin.com/in/itziar-goni-example",
        ["2020-07 present", "2015-01 2020-06", "2011-03 2014-12", "2008-09 2011-02"],
        ["bachelor_other 2008", "MBA 2014"], 52,
        ["Barcelona, Cataluña, España", "Barcelona y alrededores, España", "Bilbao, País Vasco, España",
         "Bilbao"],
    ),
    "portuguese": (
        "pt", "Iracema Tavares do Vale", "linkedin.com/in/iracema-tv-example",
        ["2023-03 present", "2021-03 2023-02", "2017-08 2021-02", "2013-01 2017-07", "2012-06 2012-12"],
        ["bachelor_other 2012", "MBA 2019"], 27,
        ["São Paulo, Brasil", "São Paulo e Região", "Belo Horizonte, Minas Gerais, Brasil",
         "Itabira, Minas Gerais", None],
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def profiles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, CandidateProfile]:
    folder: Path = tmp_path_factory.mktemp("linkedin")
    found = {}
    for language in LANGUAGES:
        file = folder / f"{language}.pdf"
        file.write_bytes(draw_profile(language))
        found[language] = parse_file(file, "2026-11")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_profile_is_read(profiles: dict[str, CandidateProfile], language: str) -> None:
    one = profiles[language]
    periods = [
        f"{p.period.start} {'present' if p.period.is_current else p.period.end}" for p in one.positions
    ]
    team = one.team_size.people if one.team_size else None
    assert (
        one.source.language,
        one.contact.name,
        one.contact.linkedin,
        periods,
        [f"{each.kind} {each.end_year}" for each in one.education],
        team,
        [each.location for each in one.positions],
    ) == EXPECTED[language]
    assert {signal.signal for signal in one.leadership} >= {"people_leadership", "roadmap"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_marks_are_no_text(profiles: dict[str, CandidateProfile], language: str) -> None:
    quotes = [words.quote for each in profiles[language].positions for words in each.highlights]
    assert not [
        quote
        for quote in quotes
        if any(f"{n} {of} 2" in quote for n in "12" for of in ("von", "sur", "de"))
    ]

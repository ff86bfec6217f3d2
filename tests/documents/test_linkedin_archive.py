from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from cpo_screen.documents.build import DraftLine
from cpo_screen.documents.linkedin_archive import read_linkedin_archive
from cpo_screen.errors import RefusedFile

PROFILE = "First Name,Last Name,Headline,Geo Location,Summary\nAda,Example,CPO,Lisbon,Two\n"
POSITIONS = (
    "Company Name,Title,Description,Location,Started On,Finished On\n"
    'Acme,CPO,"Set the strategy.\n\n- Hired ""nine"" PMs",Lisbon,Mar 2019,\n'
    "Borealis,Product Manager,,,Jan 2015,Feb 2019\n"
)
CONNECTIONS = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some, not all, addresses are missing."\n\n'
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Bob,Example,https://example.com,,Acme,PM,01 Jan 2020\n"
    "Carol,Example,,,,,02 Jan 2020\n"
)


def read(folder: Path, **files: str | bytes) -> tuple[DraftLine, ...]:
    for name, data in files.items():
        path = folder / f"{name.replace('_', ' ')}.csv"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_linkedin_archive(folder)[0].lines


def of_role(lines: tuple[DraftLine, ...], role: str) -> list[str]:
    return [line.text for line in lines if line.role == role]


def test_profile_and_positions(tmp_path: Path) -> None:
    lines = read(tmp_path, Profile=PROFILE, Positions=POSITIONS)
    assert [(line.role, line.text) for line in lines] == [
        ("name", "Ada Example"),
        ("headline", "CPO"),
        ("location", "Lisbon"),
        ("heading", "Summary"),
        (None, "Two"),
        ("heading", "Experience"),
        ("title", "CPO"),
        ("company", "Acme"),
        ("dates", "Mar 2019 – present"),
        ("location", "Lisbon"),
        ("highlight", "Set the strategy."),
        ("highlight", 'Hired "nine" PMs'),
        ("title", "Product Manager"),
        ("company", "Borealis"),
        ("dates", "Jan 2015 – Feb 2019"),
    ]


@pytest.mark.parametrize("prefix", [b"\xef\xbb\xbf", b""])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_connections_are_counted_below_their_notes(tmp_path: Path, prefix: bytes, newline: str) -> None:
    data = prefix + CONNECTIONS.replace("\n", newline).encode()
    lines = read(tmp_path, Profile=PROFILE, Connections=data)
    assert of_role(lines, "network") == ["2 connections"]


def test_a_row_with_a_cell_too_many_is_no_header(tmp_path: Path) -> None:
    positions = "Company Name,Title,Started On\nAcme,CPO,Mar 2019\nBorealis,PM,Jan 2015,stray\n"
    lines = read(tmp_path, Profile=PROFILE, Positions=positions)
    assert of_role(lines, "company") == ["Acme", "Borealis"]


def test_contact_education_and_certificates(tmp_path: Path) -> None:
    lines = read(
        tmp_path,
        Profile=PROFILE,
        Email_Addresses="Email Address,Primary\nold@example.com,No\nada@example.com,Yes\n",
        PhoneNumbers="Extension,Number,Type\n,+44 20 7946 0001,Mobile\n",
        Education="School Name,Start Date,End Date,Notes,Degree Name\nINSEAD,2010,2011,,MBA\n",
        Certifications="Name,Url,Authority,Started On,Finished On\nPSPO,,Scrum.org,Oct 2019,\n",
        Skills="Name\nPricing\n",
        Languages="Name,Proficiency\nEnglish,Native\n",
    )
    assert of_role(lines, "contact") == ["ada@example.com", "+44 20 7946 0001"]
    assert of_role(lines, "degree") + of_role(lines, "institution") == ["MBA", "INSEAD"]
    assert of_role(lines, "programme") + of_role(lines, "provider") == ["PSPO", "Scrum.org"]
    assert {"Pricing", "English, Native"} <= {line.text for line in lines}


@pytest.mark.parametrize("broken", [b"", b"\xef\xbb\xbf", b"\n\n", b'"', b"Title", b"\0\0\0", b"a\nb\nc\n"])
def test_tables_that_are_empty_or_broken_are_silent(tmp_path: Path, broken: bytes) -> None:
    files = dict.fromkeys(["Positions", "Education", "Connections", "Skills", "Email_Addresses"], broken)
    lines = read(tmp_path, Profile=PROFILE, **files)
    assert of_role(lines, "name") == ["Ada Example"]


def test_a_very_long_cell_is_read(tmp_path: Path) -> None:
    positions = f'Company Name,Title,Description\nAcme,CPO,"{"word " * 40_000}"\n'
    assert of_role(read(tmp_path, Profile=PROFILE, Positions=positions), "company") == ["Acme"]


def test_an_archive_without_profile_or_positions_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Skills.csv").write_text("Name\nPricing\n")
    with pytest.raises(RefusedFile) as refused:
        read_linkedin_archive(tmp_path)
    assert refused.value.reason == "not_a_cv"


def test_a_zip_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "export.zip"
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("Profile.csv", PROFILE)
    file.write_bytes(file.read_bytes()[:-20])
    with pytest.raises(RefusedFile) as refused:
        read_linkedin_archive(file)
    assert refused.value.reason == "damaged"

from __future__ import annotations

import os
import socket
import stat
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from cpo_screen.documents.discover import FoundFile, find_files
from cpo_screen.documents.unpack import UnpackLimits
from cpo_screen.errors import UsageError


def touch(path: Path, data: bytes = b"Ada Example") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def find(folder: Path, *paths: Path, limits: UnpackLimits | None = None) -> list[FoundFile]:
    """Search as the command would, with paths shown relative to the folder."""
    unpack_to = folder.parent / f"{folder.name}-unpacked"
    unpack_to.mkdir(exist_ok=True)
    before = Path.cwd()
    os.chdir(folder)
    try:
        return list(find_files([path.relative_to(folder) for path in paths] or ["."], unpack_to, limits))
    finally:
        os.chdir(before)


def shown(found: list[FoundFile]) -> list[str]:
    return [one.shown for one in found]


def reasons(found: list[FoundFile]) -> dict[str, str]:
    return {one.shown: one.refused[0] for one in found if one.refused}


def zipped(**members: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "cvs"
    made.mkdir()
    return made


# --- folders ------------------------------------------------------------------------------------


def test_folders_are_searched_through_in_order(folder: Path) -> None:
    for name in ("b.pdf", "a/z.docx", "a/b/c.txt", "B.pdf"):
        touch(folder / name)
    assert shown(find(folder)) == ["./B.pdf", "./a/b/c.txt", "./a/z.docx", "./b.pdf"]


def test_an_empty_folder_has_no_files(folder: Path) -> None:
    assert find(folder) == []


def test_a_path_that_does_not_exist_is_a_mistake(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"nobody\.pdf"):
        find_files([folder / "nobody.pdf"], folder)


def test_a_file_named_twice_is_found_once(folder: Path) -> None:
    file = touch(folder / "a.pdf")
    assert shown(find(folder, file, file)) == ["a.pdf"]


@pytest.mark.parametrize(
    "name",
    [".DS_Store", "Thumbs.db", "desktop.ini", "~$ada.docx", ".~lock.ada.docx#", "ranked.csv",
     "Ranked-2.xlsx", "ranked.ledger.csv", "criteria.yaml", "__MACOSX/x.pdf", ".git/config"],
)  # fmt: skip
def test_what_is_no_candidate_is_left_out(folder: Path, name: str) -> None:
    touch(folder / name)
    touch(folder / "ada.pdf")
    assert shown(find(folder)) == ["./ada.pdf"]


def test_our_own_csv_is_known_by_its_header_under_any_name(folder: Path) -> None:
    touch(folder / "shortlist.csv", b"\xef\xbb\xbfrank,tier,score,low\n1,A,88,80\n")
    touch(folder / "people.csv", b"name,score\nAda,88\n")
    assert shown(find(folder)) == ["./people.csv"]


@pytest.mark.parametrize(
    "name", [".hidden.pdf", "cv", "cv.pages", "cv.jpg", "._real.pdf", "notes.exe", "a.tmp"]
)
def test_what_might_be_a_cv_is_never_left_out(folder: Path, name: str) -> None:
    touch(folder / name)
    assert shown(find(folder)) == [f"./{name}"]


def test_macs_companion_files_are_left_out(folder: Path) -> None:
    touch(folder / "._ada.pdf", b"\x00\x05\x16\x07\x00\x02\x00\x00")
    assert find(folder) == []


def test_odd_names_are_found_and_can_be_shown(folder: Path) -> None:
    touch(folder / "🚀 Ada.pdf")
    touch(folder / "new\nline.pdf")
    touch(folder / "tab\tulated.pdf")
    touch(folder / os.fsdecode(b"M\xfcller.pdf"))
    found = find(folder)
    assert [one.shown.removeprefix("./") for one in found] == [
        "M\\udcfcller.pdf",
        "new\\nline.pdf",
        "tab\\tulated.pdf",
        "🚀 Ada.pdf",
    ]
    assert all(one.path.name and one.refused is None for one in found)
    "".join(shown(found)).encode()


def test_links_in_a_circle_end(folder: Path) -> None:
    touch(folder / "a/ada.pdf")
    (folder / "a/again").symlink_to(folder, target_is_directory=True)
    (folder / "self").symlink_to(folder / "self")
    found = find(folder)
    assert shown(found) == ["./a/ada.pdf", "./self"]
    assert reasons(found) == {"./self": "damaged"}


def test_a_broken_link_is_told(folder: Path) -> None:
    (folder / "ada.pdf").symlink_to(folder / "gone.pdf")
    assert reasons(find(folder)) == {"./ada.pdf": "vanished"}


def test_pipes_and_sockets_are_refused_without_opening_them(folder: Path) -> None:
    os.mkfifo(folder / "pipe.pdf")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(folder / "socket.pdf"))
        assert reasons(find(folder)) == {"./pipe.pdf": "not_a_cv", "./socket.pdf": "not_a_cv"}


def test_a_folder_that_cannot_be_opened_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(folder / "secret/ada.pdf")
    touch(folder / "bob.pdf")
    real = os.scandir

    def closed(place: Path) -> object:
        if place.name == "secret":
            raise PermissionError(13, "Permission denied")
        return real(place)

    monkeypatch.setattr(os, "scandir", closed)
    found = find(folder)
    assert shown(found) == ["./bob.pdf", "./secret"]
    assert reasons(found) == {"./secret": "permission"}


def test_very_deep_folders_do_not_end_the_search(folder: Path) -> None:
    deep = folder
    for _ in range(600):
        deep = deep / "d"
        deep.mkdir()
    touch(deep / "ada.pdf")
    assert [one.path.name for one in find(folder)] == ["ada.pdf"]


# --- zips ---------------------------------------------------------------------------------------


def test_a_zip_of_cvs_is_unpacked(folder: Path) -> None:
    touch(folder / "cvs.zip", zipped(**{"b.txt": b"Bob", "more/a.txt": b"Ada", "__MACOSX/._b.txt": b"x"}))
    found = find(folder)
    assert shown(found) == ["./cvs.zip/b.txt", "./cvs.zip/more/a.txt"]
    assert [one.path.read_bytes() for one in found] == [b"Bob", b"Ada"]


def test_a_zip_can_be_named_itself(folder: Path) -> None:
    file = touch(folder / "cvs.zip", zipped(**{"a.txt": b"Ada"}))
    assert shown(find(folder, file)) == ["cvs.zip/a.txt"]


def test_a_zip_within_a_zip_is_refused(folder: Path) -> None:
    touch(folder / "cvs.zip", zipped(**{"a.txt": b"Ada", "inner.zip": zipped(**{"b.txt": b"Bob"})}))
    found = find(folder)
    assert shown(found) == ["./cvs.zip/a.txt", "./cvs.zip/inner.zip"]
    assert reasons(found) == {"./cvs.zip/inner.zip": "unsupported"}


def test_no_member_leaves_the_folder(folder: Path) -> None:
    names = ["../../evil.txt", "/etc/evil2.txt", "C:\\evil3.txt", "a/../../evil4.txt", "..\\evil5.txt"]
    touch(folder / "cvs.zip", zipped(**dict.fromkeys(names, b"x")))
    found = find(folder)
    root = (folder.parent / "cvs-unpacked").resolve()
    assert len(found) == 5
    assert all(one.path.resolve().is_relative_to(root) for one in found)
    assert not any(part == ".." for one in found for part in one.shown.split("/"))
    assert sorted(file.name for file in folder.parent.rglob("evil*.txt")) == sorted(
        one.path.name for one in found
    )


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_of_one_name_are_both_found(folder: Path) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("cv.txt", b"Ada")
        packed.writestr("cv.txt", b"Bob")
    touch(folder / "cvs.zip", out.getvalue())
    assert [one.path.read_bytes() for one in find(folder)] == [b"Ada", b"Bob"]


def test_a_bomb_is_refused_and_its_neighbours_are_read(folder: Path) -> None:
    touch(folder / "cvs.zip", zipped(**{"bomb.txt": b"0" * (30 * 1024 * 1024), "a.txt": b"Ada"}))
    found = find(folder)
    assert shown(found) == ["./cvs.zip/a.txt", "./cvs.zip/bomb.txt"]
    assert reasons(found) == {"./cvs.zip/bomb.txt": "too_large"}


def test_the_limits_of_a_zip_hold(folder: Path) -> None:
    members = {f"{number}.txt": os.urandom(1000) for number in range(10)}
    touch(folder / "cvs.zip", zipped(**members))
    assert reasons(find(folder, limits=UnpackLimits(members=9))) == {"./cvs.zip": "too_large"}
    limited = find(folder, limits=UnpackLimits(total_bytes=4500))
    assert len(limited) == 10
    assert len(reasons(limited)) == 6


def test_a_zip_with_a_password_is_found_for_its_reader_to_refuse(folder: Path) -> None:
    data = bytearray(zipped(**{"a.txt": b"Ada"}))
    data[6] |= 1
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    touch(folder / "cvs.zip", bytes(data))
    assert shown(find(folder)) == ["./cvs.zip"]


def test_one_member_with_a_password_is_refused(folder: Path) -> None:
    data = bytearray(zipped(**{"a.txt": b"Ada", "b.txt": b"Bob"}))
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    data[second + 8] |= 1
    touch(folder / "cvs.zip", bytes(data))
    assert reasons(find(folder)) == {"./cvs.zip/b.txt": "encrypted"}


def test_a_damaged_member_is_refused(folder: Path) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("a.txt", b"Ada Example")
        packed.writestr("b.txt", b"Bob")
    data = out.getvalue().replace(b"Ada Example", b"Ada Exomple")
    touch(folder / "cvs.zip", data)
    assert reasons(find(folder)) == {"./cvs.zip/a.txt": "damaged"}


def test_names_in_the_zip_that_forgot_to_say_utf8(folder: Path) -> None:
    data = zipped(**{"Mxxller.txt": b"x"}).replace(b"Mxxller", "Müller".encode())
    touch(folder / "cvs.zip", data)
    assert shown(find(folder)) == ["./cvs.zip/Müller.txt"]


def test_a_link_in_a_zip_is_refused(folder: Path) -> None:
    info = zipfile.ZipInfo("link.txt")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(info, "/etc/passwd")
        packed.writestr("a.txt", b"Ada")
    touch(folder / "cvs.zip", out.getvalue())
    assert reasons(find(folder)) == {"./cvs.zip/link.txt": "not_a_cv"}


def test_an_office_file_is_no_zip_of_cvs(folder: Path) -> None:
    touch(folder / "ada.docx", zipped(**{"[Content_Types].xml": b"", "word/document.xml": b""}))
    touch(folder / "ada.zip", zipped(**{"[Content_Types].xml": b"", "word/document.xml": b""}))
    assert shown(find(folder)) == ["./ada.docx", "./ada.zip"]


def test_a_zip_that_is_cut_off_is_found_for_its_reader_to_refuse(folder: Path) -> None:
    touch(folder / "cvs.zip", zipped(**{"a.txt": b"Ada"})[:-30])
    assert shown(find(folder)) == ["./cvs.zip"]


# --- LinkedIn's archive -------------------------------------------------------------------------

TABLES = {"Profile.csv": b"First Name\nAda\n", "Positions.csv": b"Company Name\nAcme\n", "Skills.csv": b""}


@pytest.mark.parametrize("inner", ["", "Basic_LinkedInDataExport/", "Complete_LinkedInDataExport/"])
def test_an_archive_is_one_candidate(folder: Path, inner: str) -> None:
    for name, data in TABLES.items():
        touch(folder / "ada" / inner / name, data)
    touch(folder / "ada" / inner / "Jobs/Job Applications.csv")
    touch(folder / "ada" / inner / "Articles/one.html")
    touch(folder / "bob.pdf")
    found = find(folder)
    assert [(one.shown, one.kind) for one in found] == [
        (f"./ada/{inner}".rstrip("/"), "linkedin_archive"),
        ("./bob.pdf", "file"),
    ]


@pytest.mark.parametrize("inner", ["", "Basic_LinkedInDataExport/"])
def test_a_zipped_archive_is_one_candidate(folder: Path, inner: str) -> None:
    touch(folder / "ada.zip", zipped(**{inner + name: data for name, data in TABLES.items()}))
    found = find(folder)
    assert [(one.shown, one.kind, one.path.name) for one in found] == [
        ("./ada.zip", "linkedin_archive", "ada.zip")
    ]


def test_a_cv_beside_an_archives_tables_is_not_lost(folder: Path) -> None:
    for name, data in TABLES.items():
        touch(folder / name, data)
    touch(folder / "bob.pdf")
    touch(folder / "carol.html")
    found = find(folder)
    assert [(one.shown, one.kind) for one in found] == [
        (".", "linkedin_archive"),
        ("./bob.pdf", "file"),
        ("./carol.html", "file"),
    ]


def test_a_cv_beside_an_archive_in_a_zip_is_not_lost(folder: Path) -> None:
    members = {f"ada/{name}": data for name, data in TABLES.items()} | {"bob.pdf": b"%PDF-"}
    touch(folder / "all.zip", zipped(**members))
    assert [(one.shown, one.kind) for one in find(folder)] == [
        ("./all.zip/ada", "linkedin_archive"),
        ("./all.zip/bob.pdf", "file"),
    ]


def test_a_zipped_archive_within_a_zip_is_read(folder: Path) -> None:
    touch(folder / "all.zip", zipped(**{"ada.zip": zipped(**TABLES), "bob.txt": b"Bob"}))
    assert [(one.shown, one.kind) for one in find(folder)] == [
        ("./all.zip/ada.zip", "linkedin_archive"),
        ("./all.zip/bob.txt", "file"),
    ]

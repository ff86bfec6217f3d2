"""What is more than bytes: links in circles, pipes, sockets, names that harm, closed folders."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from random import Random

from hostile.kinds import READ, placed
from hostile.people import cv_text


def _cv(path: Path, random: Random) -> None:
    path.write_text(cv_text(random), encoding="utf-8")


@placed("", f"{READ} none")
def folder_linked_to_itself(path: Path, random: Random) -> None:
    path.mkdir()
    (path / "again").symlink_to(path, target_is_directory=True)
    (path / "up").symlink_to("..", target_is_directory=True)
    _cv(path / "cv.txt", random)


@placed(".txt", "damaged vanished")
def link_to_itself(path: Path, random: Random) -> None:  # noqa: ARG001
    path.symlink_to(path.name)


@placed(".txt", "vanished")
def link_to_nothing(path: Path, random: Random) -> None:  # noqa: ARG001
    path.symlink_to("nothing here.txt")


@placed(".txt", "not_a_cv")
def link_to_a_device(path: Path, random: Random) -> None:
    path.symlink_to(random.choice(("/dev/zero", "/dev/null", "/dev/random", "/dev/tty")))


@placed(".pdf", "not_a_cv")
def pipe(path: Path, random: Random) -> None:  # noqa: ARG001
    os.mkfifo(path)


@placed(".pdf", "not_a_cv")
def unix_socket(path: Path, random: Random) -> None:  # noqa: ARG001
    with socket.socket(socket.AF_UNIX) as one:  # a socket's path is short: bind it from within its folder
        before = Path.cwd()
        os.chdir(path.parent)
        try:
            one.bind(path.name)
        finally:
            os.chdir(before)


@placed(".txt", "permission ranked")
def file_not_to_be_read(path: Path, random: Random) -> None:
    """Root reads it all the same."""
    _cv(path, random)
    path.chmod(0)


@placed("", "permission ranked")
def folder_not_to_be_read(path: Path, random: Random) -> None:
    path.mkdir()
    _cv(path / "cv.txt", random)
    path.chmod(0)


@placed("", READ)
def folders_within_folders(path: Path, random: Random) -> None:
    deep = path.joinpath(*["d"] * random.choice((10, 300)))
    deep.mkdir(parents=True)
    _cv(deep / "cv.txt", random)


@placed("", READ)
def names_of_255_bytes(path: Path, random: Random) -> None:
    path.mkdir()
    _cv(path / ("x" * 251 + ".txt"), random)
    _cv(path / ("é" * 125 + "a.txt"), random)


@placed("", READ)
def names_not_utf8(path: Path, random: Random) -> None:
    path.mkdir()
    for name in (b"cv\xff.txt", b"\xc3\x28.txt"):
        with open(os.path.join(os.fsencode(path), name), "wb") as file:  # noqa: PTH118, PTH123
            file.write(cv_text(random).encode())


@placed("", READ)
def names_that_act(path: Path, random: Random) -> None:
    path.mkdir()
    for name in ("\x1b[31mred.txt", "=cmd|x!A1.txt", "a\r\nb.txt", "-rf.txt", "<b>.txt", "[red]x[bold].txt",
                 "\u202etxt.fdp", "  .txt", "..\\x.txt", "a\tb.txt", "%s%n.txt", "$(id).txt"):  # fmt: skip
        _cv(path / name, random)


@placed("", "none")
def folder_of_nothing(path: Path, random: Random) -> None:
    path.joinpath("a", "b", str(random.randrange(9))).mkdir(parents=True)


@placed(".txt", "too_large")
def file_with_a_hole(path: Path, random: Random) -> None:
    """Ten gigabytes that take no room on the disk."""
    _cv(path, random)
    os.truncate(path, 10 << 30)


@placed("", f"{READ} damaged not_a_cv empty")
def folder_named_as_a_file(path: Path, random: Random) -> None:
    path.joinpath("cv.pdf").mkdir(parents=True)
    _cv(path / "cv.pdf" / "Profile.csv", random)

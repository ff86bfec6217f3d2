"""The program, the platform, the libraries, the models and the terminal."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, requires, version
from typing import IO

from cpo_screen import __version__
from cpo_screen.batch import available_cores
from cpo_screen.doctor.findings import Finding, absent, broken, say_bytes
from cpo_screen.errors import ModelMissing
from cpo_screen.lexicons import load_lexicon

_REQUIREMENT = re.compile(r"([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*(?:\(?>=\s*([\d.]+))?")
_EXTRA = re.compile(r"extra\s*==\s*['\"](\w+)['\"]")
_SHOWN = "é–●"  # what a name, a span of years and a list need


def find_program() -> Iterable[Finding]:
    """The versions of the program, of Python and of the system; cores and memory."""
    yield Finding("program", "cpo-screen", __version__)
    yield Finding("program", "Python", f"{platform.python_version()} ({platform.python_implementation()})")
    yield Finding("program", "system", platform.platform())
    cores = available_cores()
    memory = _memory()
    size = f", {say_bytes(memory)} of memory" if memory else ""
    yield Finding("program", "computer", f"{cores} core{'s' if cores > 1 else ''}{size}")


def _memory() -> int | None:
    """The bytes of memory in this computer, where the system tells."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None


# --- libraries -------------------------------------------------------------------------------------


def find_libraries() -> Iterable[Finding]:
    """The libraries that the installation asks for, each with its version, and whether it is new enough."""
    try:
        wanted = requires("cpo-screen") or []
    except PackageNotFoundError:
        yield Finding("libraries", "needed", "not known: the program runs without being installed")
        return
    for one in wanted:
        requirement, _, condition = one.partition(";")
        extra = _EXTRA.search(condition)
        match = _REQUIREMENT.match(requirement.strip())
        if match is not None:
            yield _library(match[1], match[2] or "", extra[1] if extra else None)


def _library(name: str, least: str, extra: str | None) -> Finding:
    try:
        found = version(name)
    except PackageNotFoundError:
        if extra is None:
            return broken("libraries", name, "library", "not installed")
        cost = load_lexicon("doctor")["extras"].get(extra, f"pip install 'cpo-screen[{extra}]' brings it.")
        return Finding("libraries", name, "not installed", "absent", cost)
    if numbers(found) < numbers(least):
        return broken("libraries", name, "library", f"{found}, older than the {least} that is needed")
    return Finding("libraries", name, found)


def numbers(text: str) -> tuple[int, ...]:
    """Return a version's leading numbers without the zeros at their end, to be compared.

    >>> numbers("3.8.4"), numbers("20240706"), numbers("2.0rc1"), numbers("5.10")
    ((3, 8, 4), (20240706,), (2,), (5, 10))
    """
    match = re.match(r"\d+(?:\.\d+)*", text)
    found = list(map(int, match[0].split("."))) if match else []
    while found and found[-1] == 0:
        found.pop()
    return tuple(found)


# --- models and terminal ------------------------------------------------------------------------------


def find_models() -> Iterable[Finding]:
    """The trained models: there, of this version, and how large."""
    from cpo_screen.trained_models import MODELS, VERSION, model_path

    for name, files in MODELS.items():
        try:
            paths = [model_path(name, file) for file in files]
        except (ModelMissing, FileNotFoundError) as error:
            yield broken("models", name, "models", str(error))
            continue
        size = sum(path.stat().st_size for path in paths)
        yield Finding("models", name, f"version {VERSION}, {say_bytes(size)}")


def find_terminal(stream: IO[str]) -> Iterable[Finding]:
    """Whether the terminal can show what is printed."""
    encoding = getattr(stream, "encoding", None) or "unknown"
    value = encoding if stream.isatty() else f"{encoding} (this output is no terminal)"
    try:
        _SHOWN.encode(encoding)
    except (UnicodeError, LookupError):
        yield absent("terminal", "encoding", "encoding", value)
        return
    yield Finding("terminal", "encoding", value)

"""A kind of hostile file: how it is made, and what may become of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

Make = Callable[[Random], bytes]
Place = Callable[[Path, Random], None]

# Words that may stand in a kind's `wanted`: `ranked`, the reasons for review and for refusal, and `none`
# where nothing is found, so that nothing has to be told.
READ = "ranked no_positions no_text garbled_text criteria"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind: its file's ending, the outcomes that are right for it, and its maker.

    `place` instead of `make` for what is more than a file's bytes (links, pipes, folders): it writes at
    the path that it is given.
    """

    name: str
    suffix: str
    wanted: frozenset[str]
    make: Make | None = None
    place: Place | None = None

    def write(self, path: Path, random: Random) -> None:
        """Write one variation at a path."""
        if self.make is not None:
            path.write_bytes(self.make(random))
        elif self.place is not None:
            self.place(path, random)


KINDS: dict[str, Kind] = {}


def kind(suffix: str, wanted: str) -> Callable[[Make], Make]:
    """Register a maker of bytes under its own name."""

    def register(make: Make) -> Make:
        name = make.__name__
        assert name not in KINDS, name
        KINDS[name] = Kind(name, suffix, frozenset(wanted.split()), make=make)
        return make

    return register


def placed(suffix: str, wanted: str) -> Callable[[Place], Place]:
    """Register a maker of something at a path under its own name."""

    def register(place: Place) -> Place:
        name = place.__name__
        assert name not in KINDS, name
        KINDS[name] = Kind(name, suffix, frozenset(wanted.split()), place=place)
        return place

    return register

"""The files of one run against a store: which need not be read, and what is kept of those that were."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from cpo_screen.documents.discover import FoundFile
from cpo_screen.documents.options import ReadOptions
from cpo_screen.errors import RefusedFile
from cpo_screen.model import PartialDate
from cpo_screen.store.database import Store
from cpo_screen.store.keys import content_key, reading_key
from cpo_screen.store.records import Kept, decode

_AHEAD = 200  # profiles that are fetched at once

_IN_HASTE = "ocr_timed_out"


class KeptReadings:
    """What a store holds of these files; without a store, nothing."""

    def __init__(
        self, store: Store | None, files: Sequence[FoundFile], as_of: PartialDate, options: ReadOptions
    ) -> None:
        self._store = store
        self._reading = reading_key(as_of, options)
        self._keys: dict[str, str] = {}
        if store is not None:
            keys = {one.shown: content_key(one, options) for one in files if one.refused is None}
            self._keys = {shown: key for shown, key in keys.items() if key is not None}
        known = store.known(tuple(self._keys.values()), self._reading) if store else frozenset()
        self._known = {shown: key for shown, key in self._keys.items() if key in known}
        self._waiting = iter(self._known.values())
        self._fetched: dict[str, bytes | None] = {}

    def has(self, found: FoundFile) -> bool:
        """Tell whether a file need not be read."""
        return found.shown in self._known

    def load(self, found: FoundFile) -> Kept | None:
        """Return what is kept of a file; None where it turns out to be damaged, or was deleted meanwhile.

        The files that follow are fetched with it: ask for them in their order.
        """
        key = self._known[found.shown]
        if key not in self._fetched:
            self._fetch(key)
        kept = self._fetched[key]
        return None if kept is None else decode(kept, found.shown)

    def _fetch(self, key: str) -> None:
        keys = [key, *(one for one in islice(self._waiting, _AHEAD) if one != key)]
        found = self._store.load(keys, self._reading) if self._store is not None else {}
        self._fetched = {one: found.get(one) for one in keys}

    def save(self, found: FoundFile, kept: Kept) -> None:
        """Keep what was read of a file, if there is a store and its content could be told.

        A scan that there was no time to read whole may fare better at the next run.
        """
        key = self._keys.get(found.shown)
        in_time = isinstance(kept, RefusedFile) or all(one.code != _IN_HASTE for one in kept.warnings)
        if self._store is not None and key is not None and in_time:
            self._store.save(key, self._reading, kept)

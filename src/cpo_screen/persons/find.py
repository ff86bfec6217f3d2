"""Which files are of one person: by their addresses, else by name together with shared positions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, pairwise

from cpo_screen.model import CandidateProfile
from cpo_screen.persons.keys import (
    contradicts,
    contradicts_strongly,
    fold_email,
    fold_profile_address,
    is_same_phone,
    phone_tail,
)
from cpo_screen.persons.names import Name, compare_names, is_telling, name_keys, read_name
from cpo_screen.persons.sameness import employer_keys, is_same_time_and_place

_MOST_FILES = 3  # an address on more files than these, under different names, is nobody's
_NEEDED, _NEEDED_OF_COMMON = 1, 2  # shared positions

Groups = tuple[tuple[int, ...], ...]
Pair = tuple[int, int]


def find_persons(profiles: Sequence[CandidateProfile]) -> Groups:
    """Group the indices of profiles that are of one person; each index stands in exactly one group.

    Two files are one person's by the same LinkedIn address, e-mail or phone, where the names do not
    contradict; else by the same name together with a position at one employer and time (two where the name
    is common or short). Never by name alone. Groups are in the order of their first file. What links two
    files most surely is taken first, and nothing joins files that contradict in name and address.
    """
    names = [read_name(one.contact.name) for one in profiles]
    clusters = _Clusters(profiles, names)
    for pair in _linked(profiles, names):
        clusters.join(*pair)
    return clusters.groups()


def _linked(profiles: Sequence[CandidateProfile], names: Sequence[Name]) -> Iterator[Pair]:
    """Yield pairs of files, the surest first."""
    addresses = [fold_profile_address(one.contact.linkedin) for one in profiles]
    yield from _by_address(profiles, names, addresses, near=True)
    yield from _by_address(profiles, names, [fold_email(p.contact.email) for p in profiles], near=True)
    yield from _by_address(profiles, names, _phones(profiles), near=False)
    yield from _by_name(profiles, names)


# --- by address -----------------------------------------------------------------------------------


def _by_address(
    profiles: Sequence[CandidateProfile], names: Sequence[Name], keys: Sequence[str | None], near: bool
) -> Iterator[Pair]:
    """Yield the pairs with one key; with `near`, also those whose names only share the given name.

    Where names are entirely different (two clients of one recruiter, a couple), a shared position decides.
    """
    for block in _blocks(keys):
        if _is_nobodys(block, names):
            continue
        for a, b in _pairs(block):
            agreement = compare_names(names[a], names[b])
            accepted = agreement in ("same", "unknown") or (near and agreement == "near")
            if accepted or _shares(profiles[a], profiles[b], _NEEDED):
                yield a, b


def _blocks(keys: Iterable[str | None]) -> Iterator[list[int]]:
    """Yield the indices of each key that several files have."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, key in enumerate(keys):
        if key is not None:
            found[key].append(at)
    yield from (block for block in found.values() if len(block) > 1)


def _is_nobodys(block: Sequence[int], names: Sequence[Name]) -> bool:
    """Whether an address stands on many files under different names: a recruiter's, a firm's."""
    if len(block) <= _MOST_FILES:
        return False
    first = max((names[at] for at in block), key=len)
    return any(compare_names(first, names[at]) in ("near", "other") for at in block)


def _pairs(block: Sequence[int]) -> Iterator[Pair]:
    """Yield all pairs of a small block; of a large one each file with the first and with the one before."""
    if len(block) <= 2 * _MOST_FILES:
        yield from combinations(block, 2)
        return
    for before, at in pairwise(block):
        yield block[0], at
        if before != block[0]:
            yield before, at


def _phones(profiles: Sequence[CandidateProfile]) -> list[str | None]:
    """Return per file a key that those with one number share; only numbers with equal ends are read."""
    keys: list[str | None] = [None] * len(profiles)
    for block in _blocks(phone_tail(one.contact.phone) for one in profiles):
        said = {at: (profiles[at].contact.phone or "", profiles[at].source.language) for at in block}
        firsts: list[int] = []
        for at in block:
            first = next((one for one in firsts if is_same_phone(said[one], said[at])), at)
            if first == at:
                firsts.append(at)
            keys[at] = f"{phone_tail(profiles[at].contact.phone)}/{first}"
    return keys


# --- by name and positions ------------------------------------------------------------------------


def _by_name(profiles: Sequence[CandidateProfile], names: Sequence[Name]) -> Iterator[Pair]:
    """Yield the pairs with the same name that share positions; only those with an employer in common are
    compared."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, name in enumerate(names):
        for key in name_keys(name):
            found[key].append(at)
    candidates: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for key, block in found.items():
        for at in block if len(block) > 1 else ():
            for employer in _employers(profiles[at]):
                candidates[(*key, employer)].append(at)
    compared: set[Pair] = set()
    for block in candidates.values():
        for pair in combinations(block, 2):
            if pair not in compared:
                compared.add(pair)
                if _is_same_by_name(profiles, names, *pair):
                    yield pair


def _employers(profile: CandidateProfile) -> set[str]:
    return set().union(*(employer_keys(one.company) for one in profile.positions))


def _is_same_by_name(profiles: Sequence[CandidateProfile], names: Sequence[Name], a: int, b: int) -> bool:
    if compare_names(names[a], names[b]) != "same":
        return False
    needed = _NEEDED if is_telling(names[a], names[b]) else _NEEDED_OF_COMMON
    needed += contradicts_strongly(profiles[a].contact, profiles[b].contact)
    return _shares(profiles[a], profiles[b], needed)


def _shares(one: CandidateProfile, other: CandidateProfile, needed: int) -> bool:
    """Whether so many positions are the same work at one employer and time, each counted once."""
    left = list(other.positions)
    shared = 0
    for position in one.positions:
        at = next(
            (at for at, each in enumerate(left) if is_same_time_and_place(position, each, one.as_of)), None
        )
        if at is not None:
            del left[at]
            shared += 1
            if shared >= needed:
                return True
    return False


# --- groups ---------------------------------------------------------------------------------------


class _Clusters:
    """Files joined one pair at a time, except where that would join people who contradict one another."""

    def __init__(self, profiles: Sequence[CandidateProfile], names: Sequence[Name]) -> None:
        self._profiles = profiles
        self._of = list(range(len(profiles)))
        self._members: dict[int, dict[Name, list[int]]] = {at: {names[at]: [at]} for at in self._of}

    def join(self, a: int, b: int) -> None:
        """Join the groups of two files."""
        kept, gone = sorted((self._of[a], self._of[b]))
        if kept == gone or self._contradict(kept, gone):
            return
        for name, others in self._members.pop(gone).items():
            self._members[kept].setdefault(name, []).extend(others)
            for at in others:
                self._of[at] = kept

    def _contradict(self, one: int, other: int) -> bool:
        """Whether a file of one group and one of the other differ in name and in every address."""
        return any(
            contradicts(self._profiles[a].contact, self._profiles[b].contact)
            for name, mine in self._members[one].items()
            for another, others in self._members[other].items()
            if compare_names(name, another) == "other"
            for a in mine
            for b in others
        )

    def groups(self) -> Groups:
        """Return the groups in the order of their first file."""
        groups = (sorted(chain(*names.values())) for names in self._members.values())
        return tuple(sorted(map(tuple, groups)))

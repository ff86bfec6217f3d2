"""A walk over the records of a candidate: every text that is not the program's own is blinded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from cpo_screen.blinding.texts import PLAIN, Place, Texts
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import (
    CandidateProfile,
    Contact,
    Education,
    Evidence,
    Programme,
    Remark,
    Source,
    Span,
    Written,
)

_SCHOOL = Place(school=True)
_WORKPLACE = Place(place=True)
_DATES = Place(dates=True)
_QUOTE = Place(quote=True)


class _Field(NamedTuple):
    name: str
    is_text: bool
    is_place: bool


@dataclass(frozen=True, slots=True)
class Spans:
    """Where, as (file, span), degrees and courses stand, and where positions do."""

    schools: tuple[tuple[int, Span], ...]
    positions: frozenset[tuple[int, Span]]

    @classmethod
    def of(cls, profile: CandidateProfile) -> Spans:
        """Gather the spans of a profile."""
        told = [one.evidence for one in profile.education] + [one.evidence for one in profile.programmes]
        jobs = [one.evidence for one in profile.positions]
        return cls(
            tuple((one.source, one.span) for one in told),
            frozenset((one.source, one.span) for one in jobs),
        )

    def place_of(self, evidence: Evidence) -> Place:
        """Tell whether words stand at a school or are the head of a position."""
        source, span = evidence.source, evidence.span
        if (source, span) in self.positions:
            return _DATES
        at_school = any(
            source == file and span.start < known.end and known.start < span.end
            for file, known in self.schools
        )
        return _SCHOOL if at_school else _QUOTE


@dataclass(frozen=True, slots=True)
class Walk:
    """Blinds records: `texts` the words, `files` the names of files; `name` stands for the person."""

    texts: Texts
    files: Mapping[str, str]
    name: str
    spans: Spans

    def blind(self, value: Any, where: Place = PLAIN, is_text: bool = True) -> Any:
        """Return a value of any shape without the person; what does not change stays the same object."""
        if isinstance(value, str):
            return self.texts.blind(value, where) if is_text else value
        if isinstance(value, tuple) and not hasattr(value, "_fields"):
            made = tuple(self.blind(one, where, is_text) for one in value)
            return value if all(map(_same, made, value)) else made
        if is_dataclass(value) and not isinstance(value, type):
            return self._record(value, where)
        return value

    def _record(self, record: Any, where: Place) -> Any:
        match record:
            case Contact():
                return Contact(name=self.name)
            case Source():
                return replace(record, path=self.files[record.path], sha256="")
            case Evidence():
                place = where if where.school else self.spans.place_of(record)
                quote = self.texts.blind(record.quote, place)
                return record if quote == record.quote else replace(record, quote=quote)
            case Education():
                return self._fields(replace(record, end_year=None), _SCHOOL)
            case Programme():
                return self._fields(replace(record, year=None), _SCHOOL)
            case CandidateProfile():
                return self._fields(_without_school_dates(record, self.spans), where)
        return self._fields(record, _SCHOOL if "degree" in getattr(record, "kind", "") else where)

    def _fields(self, record: Any, where: Place) -> Any:
        changed = {}
        for name, is_text, is_place in _plan(record.__class__):
            value = getattr(record, name)
            made = self.blind(value, _WORKPLACE if is_place else where, is_text)
            if made is not value and made != value:
                changed[name] = made
        return replace(record, **changed) if changed else record


def _same(one: Any, other: Any) -> bool:
    return one is other or one == other


@cache
def _plan(kind: type) -> tuple[_Field, ...]:
    """Return the fields of a class that can hold texts or records; numbers and codes are left alone."""
    lexicon = load_lexicon("blinding")
    codes, places = frozenset(lexicon["codes"]), frozenset(lexicon["places"])
    hints = _hints(kind)
    plan = []
    for one in fields(kind):
        named = f"{kind.__name__}.{one.name}"
        inside = _types_in(hints[one.name])
        is_text = str in inside and named not in codes
        if is_text or any(is_dataclass(each) for each in inside):
            plan.append(_Field(one.name, is_text, named in places))
    return tuple(plan)


def _hints(kind: type) -> dict[str, Any]:
    """Return the types of a class's fields; where they cannot be told, any field may hold a text."""
    try:
        return get_type_hints(kind)
    except NameError:
        return {one.name: str for one in fields(kind)}


def _types_in(hint: Any) -> frozenset[Any]:
    """Return the types that a hint is made of; the words of a Literal are none."""
    if get_origin(hint) is not None and get_args(hint):
        return frozenset().union(*map(_types_in, get_args(hint)))
    return frozenset({hint}) if isinstance(hint, type) else frozenset()


def _without_school_dates(profile: CandidateProfile, spans: Spans) -> CandidateProfile:
    """Leave out what the program tells of the years of schools in its own sentences."""
    lexicon = load_lexicon("blinding")
    own = _own_sentences()
    written: Written | None = profile.written
    is_schools = (
        written is not None
        and written.evidence is not None
        and written.source == "latest_date"
        and spans.place_of(written.evidence).school
    )
    remarks = [
        Remark(one.code, own.sub("", one.message))
        for one in profile.warnings
        if not (is_schools and one.code == lexicon["latest"])
    ]
    return replace(profile, warnings=tuple(remarks), written=None if is_schools else written)


@cache
def _own_sentences() -> re.Pattern[str]:
    return re.compile(load_lexicon("blinding")["own_sentences"])

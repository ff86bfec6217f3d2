"""The values that stand in criteria.yaml: amounts, per cent, patterns, phrases, and ramps over amounts."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, model_validator
from pydantic_core import PydanticCustomError

from cpo_screen.criteria.fairness import find_protected_pattern
from cpo_screen.criteria.patterns import Wildcard, parse_wildcard
from cpo_screen.lexicons import load_lexicon
from cpo_screen.phrases import PhraseError, PhraseRule, parse_rule

_SIZED = re.compile(r"(\d+(?:\.\d+)?) ?(k|m|bn)", re.IGNORECASE)
_SIZES = {"k": 1e3, "m": 1e6, "bn": 1e9}


def refuse(message: str, at: str = "") -> PydanticCustomError:
    """Make an error whose text is shown to the recruiter as it is; `at` are the words that are wrong."""
    return PydanticCustomError("in_our_words", "{text}", {"text": message, "at": at})


def _read_pattern(value: object) -> Wildcard:
    if not isinstance(value, str):
        raise refuse("expected words, such as: head of * growth")
    if reason := find_protected_pattern(value):
        raise refuse(f"a pattern cannot use these words: {reason}")
    pattern = parse_wildcard(value)
    if pattern is None:
        raise refuse("there is no word in this pattern, so it would match everything")
    return pattern


def _read_phrase(value: object) -> PhraseRule:
    if not isinstance(value, str):
        raise refuse("expected a phrase, such as: own~ ..3 roadmap*")
    if reason := find_protected_pattern(value):
        raise refuse(f"a phrase cannot use these words: {reason}")
    try:
        return parse_rule(value.strip(), load_lexicon("signals.en")["lists"])
    except PhraseError as error:
        raise refuse(str(error), error.words) from error


def _read_sized(value: object) -> object:
    """Turn "50m" into a number; what is none is left for the next check to refuse."""
    found = _SIZED.fullmatch(value.strip()) if isinstance(value, str) else None
    return float(found[1]) * _SIZES[found[2].lower()] if found else value


def _read_steps(value: object) -> object:
    """Turn the keys of `steps` into numbers; what is no number is left for the next check to refuse."""
    if not isinstance(value, dict):
        return value
    try:
        return {float(str(_read_sized(str(key)))): percent for key, percent in value.items()}
    except ValueError:
        raise refuse("expected steps such as {5: 30, 20: 70}: a number, then its per cent") from None


Percent = Annotated[float, Field(strict=True, ge=0, le=100, allow_inf_nan=False)]
Amount = Annotated[float, Field(strict=True, ge=0, le=1_000_000, allow_inf_nan=False)]
LargeAmount = Annotated[
    float, Field(strict=True, ge=0, le=1e13, allow_inf_nan=False), BeforeValidator(_read_sized)
]
Rate = Annotated[float, Field(strict=True, gt=0, le=1e6, allow_inf_nan=False)]
Weight = Annotated[float, Field(strict=True, ge=0, le=1_000, allow_inf_nan=False)]
Whole = Annotated[int, Field(strict=True, ge=1, le=1_000)]
Text = Annotated[str, Field(strict=True, min_length=1, max_length=200)]
Switch = Annotated[bool, Field(strict=True)]
Pattern = Annotated[Wildcard, PlainValidator(_read_pattern)]
Phrases = tuple[Annotated[PhraseRule, PlainValidator(_read_phrase)], ...]
Texts = Annotated[
    tuple[Text, ...],
    BeforeValidator(lambda value: [value] if isinstance(value, str) else value),
]


class Settings(BaseModel):
    """A group of settings: frozen, and nothing in it that is not known."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


class Ramp(Settings):
    """From an amount to a share of the points: rising evenly from `from` to `full`, or in `steps`.

    `must` is the amount from which the criterion counts as met.
    """

    from_: Amount = Field(0.0, alias="from")
    full: Amount | None = None
    steps: Annotated[dict[float, Percent], BeforeValidator(_read_steps)] | None = None
    must: Amount | None = None

    @model_validator(mode="after")
    def _check_order(self) -> Ramp:
        if (self.full is None) == (self.steps is None):
            raise refuse('expected either "full" (where all points are reached) or "steps"')
        if self.full is not None and self.full < self.from_:
            raise refuse('"full" must not be lower than "from": more can never count less')
        amounts = sorted(self.steps or {})
        shares = [(self.steps or {})[amount] for amount in amounts]
        if shares != sorted(shares):
            raise refuse("a higher step must not give less than a lower one: more can never count less")
        return self

    def share_of(self, amount: float) -> float:
        """Return the share of the points, 0 to 1, that `amount` earns."""
        if self.steps is not None:
            return (
                max((percent for step, percent in self.steps.items() if amount >= step), default=0.0) / 100
            )
        if self.full is None or amount >= self.full:
            return 1.0
        return (amount - self.from_) / (self.full - self.from_) if amount > self.from_ else 0.0


class LargeRamp(Ramp):
    """A ramp over money or users: amounts up to 10 000 000 000 000, also written 500k, 10m, 2.5bn."""

    from_: LargeAmount = Field(0.0, alias="from")
    full: LargeAmount | None = None
    must: LargeAmount | None = None

"""criteria.yaml → Criteria, or all its mistakes at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from cpo_screen.criteria.changes import apply_changes
from cpo_screen.criteria.checks import add_reference_mistakes, add_warnings
from cpo_screen.criteria.mistakes import InvalidCriteria, Mistake, name_setting
from cpo_screen.criteria.records import (
    Criteria,
    Criterion,
    MustHave,
    OwnPhrase,
    ProductTitles,
    ReviewRules,
    Rule,
    SignalRule,
    Tier,
)
from cpo_screen.criteria.schema import (
    CareerSettings,
    CriteriaFile,
    ExperienceSettings,
    LeadershipSettings,
    ScopeSettings,
    TeamSettings,
    parse_criteria_file,
)
from cpo_screen.criteria.translate import add_validation_mistakes
from cpo_screen.criteria.yaml_tree import YamlTree, read_yaml_tree
from cpo_screen.errors import CriteriaError
from cpo_screen.phrases import NamedRule
from cpo_screen.resources import resource_path

_MAX_BYTES = 1_000_000


def load_criteria(path: str | Path | None = None, changes: Sequence[str] = ()) -> Criteria:
    """Read a criteria file, the shipped one by default, with `changes` such as "ladder.weight=20" applied.

    Raises CriteriaError when it cannot be read, and InvalidCriteria with every mistake in it.
    """
    found = Path(path) if path is not None else resource_path("criteria.yaml")
    return parse_criteria(read_criteria_text(found), str(path or found.name), changes)


def parse_criteria(text: str, name: str = "criteria.yaml", changes: Sequence[str] = ()) -> Criteria:
    """Read the text of a criteria file; raises InvalidCriteria with every mistake in it."""
    file, tree = _validate(text, name, changes)
    if file is None:
        raise InvalidCriteria(sorted(set(tree.mistakes)))
    return _build(file, text, tuple(changes), tree)


def check_criteria(text: str, name: str = "criteria.yaml") -> list[Mistake]:
    """Return every mistake in the text of a criteria file, or its warnings where there is no mistake."""
    file, tree = _validate(text, name)
    return sorted(set(tree.mistakes if file is None else add_warnings(file, tree)))


def read_criteria_text(path: Path) -> str:
    """Read a criteria file's text (UTF-8, with or without its mark); raises CriteriaError."""
    try:
        if not path.is_file():
            raise CriteriaError(f"{path}: there is no such criteria file")
        if (size := path.stat().st_size) > _MAX_BYTES:
            raise CriteriaError(
                f"{path}: {size / 1e6:.1f} MB is too much for criteria; is it the right file?"
            )
        content = path.read_bytes()
    except OSError as error:
        raise CriteriaError(f"{path}: cannot be read ({error.strerror})") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        message = "this is not UTF-8 text; save the file again as plain text with the encoding UTF-8"
        raise InvalidCriteria([Mistake(line, column, "", message, str(path))]) from error


def _validate(text: str, name: str, changes: Sequence[str] = ()) -> tuple[CriteriaFile | None, YamlTree]:
    tree = read_yaml_tree(text, name)
    if tree.data is not None:
        apply_changes(tree, changes)
    file = None
    if tree.data is not None:
        try:
            file = parse_criteria_file(tree.data)
        except ValidationError as error:
            add_validation_mistakes(error, tree)
        add_reference_mistakes(tree)
    return (None if tree.mistakes else file), tree


def _build(file: CriteriaFile, text: str, changes: tuple[str, ...], tree: YamlTree) -> Criteria:
    criteria = tuple(_build_criteria(file))
    must_haves = tuple(_build_must_haves(file, {each.id: each for each in criteria}))
    asked = {each.id for each in must_haves}
    return Criteria(
        title=file.title,
        criteria=criteria,
        must_haves=must_haves,
        tiers=tuple(Tier(t.name, t.from_, tuple(n for n in t.needs if n in asked)) for t in file.tiers),
        product_titles=ProductTitles(file.product_titles.include, file.product_titles.exclude),
        review=ReviewRules(file.review_if_known_below, file.review_if_older_than, file.review_if_doubtful),
        sha256=hashlib.sha256("\0".join([text, *changes]).encode("utf-8")).hexdigest(),
        phrases=tuple(_build_phrases(file, tree)),
        money=file.money,
        warnings=tuple(add_warnings(file, tree)),
        name=tree.name,
        text=text,
        changes=changes,
    )


def _build_criteria(file: CriteriaFile) -> Iterator[Criterion]:
    for name, settings in file.criteria.items():
        if not settings.enabled:
            continue
        if isinstance(settings, LeadershipSettings):
            yield from _build_signals(name, settings, file)
        else:
            label = settings.label or _label(name)
            unknown = settings.unknown or file.unknown
            yield Criterion(name, label, settings.weight, unknown, settings.source, settings)


def _build_signals(name: str, block: LeadershipSettings, file: CriteriaFile) -> Iterator[Criterion]:
    for signal, settings in block.signals.items():
        if settings.enabled:
            yield Criterion(
                f"{name}.{signal}",
                settings.label or _label(signal),
                settings.weight,
                block.unknown or file.unknown,
                settings.source or block.source,
                SignalRule(signal, block),
            )


def _build_phrases(file: CriteriaFile, tree: YamlTree) -> Iterator[OwnPhrase]:
    for name, block in file.criteria.items():
        if not isinstance(block, LeadershipSettings) or not block.enabled:
            continue
        for signal, settings in block.signals.items():
            for way in ("led", "contributed", "never"):
                for at, rule in enumerate(getattr(settings.phrases, way)):
                    path = ("criteria", name, "signals", signal, "phrases", way, at)
                    place = tree.place_of(path)
                    yield OwnPhrase(NamedRule(signal, way, rule), tree.name, *place, name_setting(path))


def _build_must_haves(file: CriteriaFile, criteria: dict[str, Criterion]) -> Iterator[MustHave]:
    for name, settings in file.must_haves.items():
        criterion = criteria.get(settings.criterion)
        if criterion is not None:
            label = settings.label or criterion.label
            rule = None if settings.at_least is None else _ask(criterion.rule, settings.at_least)
            yield MustHave(name, label, criterion.id, settings.effect, rule)


def _ask(rule: Rule, at_least: float) -> Rule:
    """Return the rule with another amount from which it is met."""
    if isinstance(rule, ExperienceSettings):
        return rule.model_copy(update={"years": rule.years.model_copy(update={"must": at_least})})
    if isinstance(rule, TeamSettings):
        return rule.model_copy(update={"people": rule.people.model_copy(update={"must": at_least})})
    if isinstance(rule, ScopeSettings):
        return rule.model_copy(update={"amount": rule.amount.model_copy(update={"must": at_least})})
    if isinstance(rule, CareerSettings):
        return rule.model_copy(update={"number": rule.number.model_copy(update={"must": at_least})})
    return rule


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()

"""What the schema alone cannot see: references between settings, and criteria that do nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cpo_screen.criteria.fairness import find_protected_key
from cpo_screen.criteria.mistakes import Mistake, Path, list_words, name_setting, suggest
from cpo_screen.criteria.schema import CriteriaFile, LeadershipSettings, MarketSettings, TierSettings
from cpo_screen.criteria.yaml_tree import YamlTree
from cpo_screen.lexicons import load_lexicon

_ID = re.compile(r"[^\W_][\w-]{0,59}")
_WITH_AMOUNTS = (
    "product_experience", "product_leadership", "total_experience", "team_size", "scope", "promotions",
    "countries",
)  # fmt: skip
_MONEY = ("budget", "p_and_l", "revenue", "funding", "exit")


def add_reference_mistakes(tree: YamlTree) -> None:
    """Note names that lead nowhere; works on plain data, so also where the schema found mistakes."""
    criteria = _group(tree.data, "criteria")
    must_haves = _group(tree.data, "must_haves")
    for part, names in (("criteria", criteria), ("must_haves", must_haves)):
        for name in names:
            _check_id(tree, part, name)
    for name, settings in must_haves.items():
        if isinstance(settings, Mapping):
            _check_must_have(tree, name, settings, criteria)
    _check_tiers(tree, must_haves)
    _check_money(tree, criteria)


def add_warnings(file: CriteriaFile, tree: YamlTree) -> list[Mistake]:
    """Return what can be used as it is, but is perhaps not what was meant."""
    found = [
        *_idle_criteria(file),
        *_unknown_markets(file),
        *_idle_must_haves(file),
        *_idle_tiers(file.tiers),
    ]
    warnings = []
    for path, message in found:
        place = tree.place_of(path, key=True)
        warnings.append(Mistake(*place, name_setting(path), message, tree.name, "warning"))
    return warnings


def scored_ids(criteria: Mapping[str, Any]) -> dict[str, str]:
    """Return the id of every line of the scorecard with its kind, from the plain data."""
    found: dict[str, str] = {}
    for name, settings in criteria.items():
        kind = str(settings.get("kind")) if isinstance(settings, Mapping) else ""
        if kind == "leadership":
            found |= {f"{name}.{signal}": kind for signal in _group(settings, "signals")}
        else:
            found[name] = kind
    return found


def _group(data: Any, name: str) -> Mapping[str, Any]:
    found = data.get(name) if isinstance(data, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _check_id(tree: YamlTree, part: str, name: str) -> None:
    place = tree.place_of((part, name), key=True)
    if reason := find_protected_key(name):
        tree.add(place, f'no criterion can be called "{name}": {reason}', (part, name))
    elif not _ID.fullmatch(name):
        tree.add(place, f'"{name}" is no good name: use letters, digits and _ (60 at most)', (part, name))


def _check_must_have(
    tree: YamlTree, name: str, settings: Mapping[str, Any], criteria: Mapping[str, Any]
) -> None:
    known, wanted = scored_ids(criteria), settings.get("criterion")
    path = ("must_haves", name, "criterion")
    if isinstance(wanted, str) and wanted not in known:
        rest = suggest(wanted, list(known)) or f" Known: {list_words(list(known), 40)}."
        tree.add(tree.place_of(path), f'there is no criterion "{wanted}".{rest}', path)
    elif "at_least" in settings and known.get(str(wanted)) not in _WITH_AMOUNTS:
        path = ("must_haves", name, "at_least")
        message = '"at_least" is for years and other amounts; here the criterion\'s own "must" decides'
        tree.add(tree.place_of(path, key=True), message, path)


def _check_tiers(tree: YamlTree, must_haves: Mapping[str, Any]) -> None:
    tiers = tree.data.get("tiers")
    if not isinstance(tiers, list) or not all(isinstance(tier, Mapping) for tier in tiers):
        return
    for index, tier in enumerate(tiers):
        needs = tier.get("needs", [])
        for number, wanted in enumerate(needs if isinstance(needs, list) else [needs]):
            if isinstance(wanted, str) and wanted not in must_haves:
                rest = suggest(wanted, list(must_haves)) or f" Known: {list_words(list(must_haves))}."
                path: Path = ("tiers", index, "needs", number)
                tree.add(tree.place_of(path), f'there is no must-have "{wanted}".{rest}', path)
    if tiers and (tiers[-1].get("from") != 0 or tiers[-1].get("needs")):
        path = ("tiers", len(tiers) - 1)
        message = 'the last tier must have "from: 0" and no "needs", so that everybody has a tier'
        tree.add(tree.place_of(path), message, path)


def _check_money(tree: YamlTree, criteria: Mapping[str, Any]) -> None:
    for name, settings in criteria.items():
        of = settings.get("of") if isinstance(settings, Mapping) else None
        if of in _MONEY and settings.get("kind") == "scope" and "money" not in tree.data:
            path = ("criteria", name, "of")
            message = (
                f'to compare a {of}, say in which currency: "money: {{currency: EUR, rates: …}}" at the top'
            )
            tree.add(tree.place_of(path), message, path)


_Found = Iterator[tuple[Path, str]]


def _idle_criteria(file: CriteriaFile) -> _Found:
    asked = {must_have.criterion for must_have in file.must_haves.values()}
    weights = []
    for name, settings in file.criteria.items():
        is_block = isinstance(settings, LeadershipSettings)
        lines = settings.signals if isinstance(settings, LeadershipSettings) else {name: settings}
        for part, line in lines.items():
            path = ("criteria", name, *(("signals", part) if is_block else ()))
            is_on = settings.enabled and line.enabled
            weights.append(line.weight if is_on else 0.0)
            if is_on and not line.weight and (f"{name}.{part}" if is_block else name) not in asked:
                yield path, 'a weight of 0 gives no points; use "enabled: false" to switch it off'
    if not any(weights):
        yield ("criteria",), "no criterion has a weight above 0, so every score is 0"


def _unknown_markets(file: CriteriaFile) -> _Found:
    """Yield the industries, business models and stages that no CV is ever said to be of."""
    for name, settings in file.criteria.items():
        if isinstance(settings, MarketSettings):
            lexicon = load_lexicon(settings.kind)
            known = list(dict.fromkeys([*lexicon["anywhere"], *lexicon.get("employers", ())]))
            for pattern in settings.values:
                if not any(pattern.matches(one) for one in known):
                    rest = suggest(pattern.text, known) or f" Known: {list_words(known, 40)}."
                    path = ("criteria", name, "values", pattern.text)
                    yield path, f'nothing that CVs are read for is called "{pattern.text}".{rest}'


def _idle_must_haves(file: CriteriaFile) -> _Found:
    for name, must_have in file.must_haves.items():
        block, _, signal = must_have.criterion.partition(".")
        settings = file.criteria[block]
        is_off = not settings.enabled
        if signal and isinstance(settings, LeadershipSettings):
            switched_off = [part for part, each in settings.signals.items() if not each.enabled]
            is_off = is_off or signal in switched_off
        if is_off:
            yield ("must_haves", name), f'"{must_have.criterion}" is switched off, so this is not looked at'


def _idle_tiers(tiers: Sequence[TierSettings]) -> _Found:
    for index, tier in enumerate(tiers):
        for before in tiers[:index]:
            if before.from_ <= tier.from_ and set(before.needs) <= set(tier.needs):
                yield ("tiers", index), f'nobody can reach this: "{before.name}" above takes them all'
                break

"""Degrees, executive programmes, and the technical or design judgement that degrees and jobs show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cpo_screen.criteria.patterns import Wildcard, fold_words
from cpo_screen.criteria.schema import DegreesSettings, ProgrammesSettings, TechnicalSettings
from cpo_screen.model import DegreeLevel, Education, Evidence, Position, Programme
from cpo_screen.scoring.measure import Facts, Measure, known, say_count, unknown

_MOST_OWN = 3  # quotes of own work that are shown
_GRADUATE: frozenset[DegreeLevel] = frozenset({"master", "doctorate"})


def measure_degrees(facts: Facts, rule: DegreesSettings) -> Measure:
    """Measure the best degree held and the further graduate ones; unknown without any education."""
    education = facts.profile.education
    if not education:
        return unknown("The CV says nothing about education")
    graduate = [each for each in education if each.level in _GRADUATE]
    held = [each for each in graduate if _is_held(each)]
    best = max([_degree_percent(each, rule) for each in education])
    percent = min(best + rule.further * max(len(held) - 1, 0), 100.0)
    if not percent and _is_unreadable(education):
        return unknown("Education is listed, but not which degree", _evidence(education))
    shown = graduate or education
    return known(percent / 100, len(held) >= rule.must, _say_degrees(held, graduate), _evidence(shown))


def measure_programmes(facts: Facts, rule: ProgrammesSettings) -> Measure:
    """Measure the courses; unknown where the CV lists neither courses nor education."""
    profile = facts.profile
    if not profile.programmes:
        if profile.education:
            return known(0.0, False, "No executive programme is listed")
        return unknown("The CV says nothing about courses")
    percent = min(sum([_course_percent(each, rule) for each in profile.programmes]), 100.0)
    names = "; ".join(dict.fromkeys([_say_course(each) for each in profile.programmes]))
    evidence = tuple([each.evidence for each in profile.programmes])
    return known(percent / 100, percent >= rule.must, names, evidence)


def measure_technical(facts: Facts, rule: TechnicalSettings) -> Measure:
    """Measure technical and design judgement; unknown where the half that could show it is missing."""
    profile = facts.profile
    degrees = _technical_degrees(profile.education, rule)
    positions = _technical_positions(profile.positions, rule)
    deeds = [each.evidence for each in profile.hands_on if not each.is_skill]
    skills = [each.evidence for each in profile.hands_on if each.is_skill]
    own = rule.hands_on if deeds else rule.skill if skills else 0.0
    percent = min(rule.degree * bool(degrees) + rule.position * bool(positions) + own, 100.0)
    if not percent and not (profile.education and profile.positions):
        return unknown("The CV says too little about degrees or positions")
    found = [each.field or each.degree or each.kind for each in degrees]
    found += [each.title or each.function for each in positions]
    found += ["own work"] if deeds and rule.hands_on else ["skills listed"] if skills and rule.skill else []
    reason = "Shown by: " + "; ".join(dict.fromkeys(found)) if found else "No technical degree or job"
    evidence = [each.evidence for each in degrees] + [each.evidence for each in positions]
    evidence += (deeds or skills)[:_MOST_OWN] if own else []
    return known(percent / 100, percent >= rule.must, reason, tuple(evidence))


def _is_held(education: Education) -> bool:
    """Tell whether a degree is held; one that the CV just lists is."""
    return education.completed is not False and education.status is None


def _degree_percent(education: Education, rule: DegreesSettings) -> float:
    percent = rule.degrees.get(education.kind, 0.0)
    if rule.fields and education.level in _GRADUATE:
        text = education.field or education.degree or ""
        percent = max([percent, *_fitting(rule.fields, text)])
    return percent if _is_held(education) else percent * rule.unfinished / 100


def _is_unreadable(education: tuple[Education, ...]) -> bool:
    """Tell whether some entry names no degree at all, only a school or a subject."""
    return any(each.kind == "other" and each.degree is None for each in education)


def _evidence(education: list[Education] | tuple[Education, ...]) -> tuple[Evidence, ...]:
    return tuple([each.evidence for each in education])


def _say_degrees(held: list[Education], graduate: list[Education]) -> str:
    if not held:
        standings = [(each.status or "not_completed").replace("_", " ") for each in graduate]
        unfinished = ", ".join(f"{each.kind} {how}" for each, how in zip(graduate, standings, strict=True))
        return f"No graduate degree held ({unfinished})" if unfinished else "No graduate degree is listed"
    names = ", ".join(f"{each.kind} {each.field}" if each.field else each.kind for each in held)
    return f"{say_count(len(held), 'graduate degree')}: {names}"


def _course_percent(programme: Programme, rule: ProgrammesSettings) -> float:
    text = f"{programme.name} {programme.provider or ''}"
    percent = max(_fitting(rule.courses, text), default=rule.other_courses)
    return percent * rule.status.get(programme.status, 100.0) / 100


def _say_course(programme: Programme) -> str:
    name = f"{programme.name}, {programme.provider}" if programme.provider else programme.name
    return name if programme.status in ("completed", "unknown") else f"{name} ({programme.status})"


def _technical_degrees(education: Sequence[Education], rule: TechnicalSettings) -> list[Education]:
    texts = [fold_words(f"{each.field or ''} {each.degree or ''}") for each in education]
    words, kinds = _at_hand(rule.degree_fields, texts), rule.degree_kinds
    pairs = zip(education, texts, strict=True)
    return [each for each, text in pairs if each.kind in kinds or (words and _is_any_in(words, text))]


def _technical_positions(positions: Sequence[Position], rule: TechnicalSettings) -> list[Position]:
    texts = [fold_words(each.title or "") for each in positions]
    words, functions = _at_hand(rule.titles, texts), rule.functions
    pairs = zip(positions, texts, strict=True)
    return [
        each for each, text in pairs if each.function in functions or (words and _is_any_in(words, text))
    ]


def _at_hand(patterns: Iterable[Wildcard], folded: Sequence[str]) -> list[Wildcard]:
    """Return the few patterns that can stand in some text: one look at all, for their first words."""
    whole = "".join(folded)
    return [words for words in patterns if words.pieces[0] in whole]


def _fitting(percents: Mapping[Wildcard, float], text: str) -> list[float]:
    """Return the per cent of each pattern that stands in `text`."""
    folded = fold_words(text)
    return [
        value for words, value in percents.items() if words.pieces[0] in folded and words.stands_in(folded)
    ]


def _is_any_in(patterns: Iterable[Wildcard], folded: str) -> bool:
    return any(words.stands_in(folded) for words in patterns)

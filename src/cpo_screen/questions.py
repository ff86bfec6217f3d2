"""What to ask in the interview: a question for each open must-have and each unknown criterion."""

from __future__ import annotations

from collections.abc import Iterator

from cpo_screen.criteria import Criteria
from cpo_screen.criteria.records import Criterion, SignalRule
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import GateResult, Scorecard


def questions_for(card: Scorecard, criteria: Criteria) -> tuple[str, ...]:
    """Return the questions to a candidate, must-haves first, then by weight; none twice.

    Raises ValueError where the card was scored by other criteria.
    """
    return tuple(dict.fromkeys(_questions(card, criteria)))


def _questions(card: Scorecard, criteria: Criteria) -> Iterator[str]:
    asked: set[str] = set()
    for gate, must_have in zip(card.gates, criteria.must_haves, strict=True):
        if gate.verdict != "met":
            asked.add(must_have.criterion)
            yield _ask_of_gate(gate)
    pairs = zip(card.results, criteria.criteria, strict=True)
    unknown = [(result, criterion) for result, criterion in pairs if result.verdict == "unknown"]
    for result, criterion in sorted(unknown, key=lambda pair: -pair[1].weight):
        if criterion.id not in asked and criterion.weight:
            yield _ask_of(criterion, result.label)


def _ask_of_gate(gate: GateResult) -> str:
    form = load_lexicon("questions")["must_haves"][gate.verdict]
    return str(form).format(label=gate.label, reason=gate.reason)


def _ask_of(criterion: Criterion, label: str) -> str:
    """Return the question of a signal or of a kind of criterion, else the general one."""
    rule = criterion.rule
    if isinstance(rule, SignalRule):
        form = load_lexicon("questions")["signals"][rule.signal]
    else:
        kinds = load_lexicon("questions")["kinds"]
        form = kinds.get(f"{rule.kind}.{getattr(rule, 'of', '')}") or kinds[rule.kind]
    return str(form).format(label=label)

"""Network, background and the size of the team."""

from __future__ import annotations

from cpo_screen.criteria.schema import BackgroundSettings, NetworkSettings, TeamSettings
from cpo_screen.criteria.values import Ramp
from cpo_screen.model import Evidence, Grade, Network
from cpo_screen.scoring.measure import Facts, Measure, known, measure_amount, say_count, unknown


def measure_network(facts: Facts, rule: NetworkSettings) -> Measure:
    """Measure the best of stated connections, followers, and boards, talks and the like."""
    network = facts.profile.network
    stated = [
        *_stated(rule.connections, network.connections, "connection", network.connections_evidence),
        *_stated(rule.followers, network.followers, "follower", network.followers_evidence),
        *_extras(rule, network),
    ]
    if not stated:
        return unknown("The CV says nothing about the network")
    share = max(each[0] for each in stated)
    reason = ", ".join(each[1] for each in stated)
    evidence = tuple(quote for each in stated for quote in each[2])
    return known(share, share * 100 >= rule.must, reason, evidence)


def measure_background(facts: Facts, rule: BackgroundSettings) -> Measure:
    """Measure the function before the first product role."""
    background = facts.profile.background
    if background.field is None:
        return unknown("The CV does not tell what came before the first product role")
    percent = rule.fields.get(background.field, 0.0)
    if background.field == "product":
        reason = "Always in product"
    else:
        reason = f"Before product: {background.field.replace('_', ' ')}"
    evidence = (background.evidence,) if background.evidence else ()
    return known(percent / 100, percent >= rule.must, reason, evidence)


def measure_team(facts: Facts, rule: TeamSettings) -> Measure:
    """Measure the largest number of people led."""
    team = facts.profile.team_size
    if team is None:
        return unknown("The CV gives no number of people led")
    amounts = (float(team.people),) * 3
    people = "1 person" if team.people == 1 else f"{team.people} people"
    measure = measure_amount(rule.people, amounts, f"Led up to {people}", (team.evidence,))
    if not facts.is_outside_product(team.evidence) or rule.outside_product_roles == 100:
        return measure
    share = measure.share * rule.outside_product_roles / 100
    reason = f"{measure.reason}, outside product roles"
    return measure._replace(share=share, low=share, high=share, reason=reason)


_Stated = tuple[float, str, tuple[Evidence, ...]]


def _stated(ramp: Ramp | None, amount: int | None, noun: str, evidence: Evidence | None) -> list[_Stated]:
    if ramp is None or amount is None:
        return []
    return [(ramp.share_of(amount), say_count(amount, noun), (evidence,) if evidence else ())]


def _extras(rule: NetworkSettings, network: Network) -> list[_Stated]:
    """Count boards, talks and the like, each quote once, less where they are less reliable."""
    listed: Grade = "listed"
    grades = network.grades or (listed,) * len(network.extras)
    graded = zip(network.extras, grades, strict=True)
    found = [(*extra, grade) for extra, grade in graded if extra[0] in rule.extra_kinds]
    if rule.extras is None or not found:
        return []
    distinct = {evidence.quote.casefold(): (kind, evidence) for kind, evidence, _ in found}
    worth: dict[str, float] = {}
    for _, words, grade in found:
        quote = words.quote.casefold()
        worth[quote] = max(worth.get(quote, 0.0), rule.grades.get(grade, 100.0) / 100)
    share = rule.extras.share_of(sum(worth.values())) * rule.extras_at_most / 100
    kinds = ", ".join(dict.fromkeys(kind.replace("_", " ") for kind, _ in distinct.values()))
    evidence = tuple(evidence for _, evidence in distinct.values())
    return [(share, f"{say_count(len(distinct), 'sign')} of reach: {kinds}", evidence)]

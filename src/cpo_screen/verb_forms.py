"""The forms of English verbs, so that a lexicon names each once."""

from __future__ import annotations

import re

_DOUBLING = re.compile(r"[^aeiou][aeiou][bdgklmnprt]")


def verb_forms(base: str) -> set[str]:
    """Return the forms of a regular English verb, doubled and plain where both could be.

    >>> sorted(verb_forms("manage")), sorted(verb_forms("apply"))
    (['manage', 'managed', 'manages', 'managing'], ['applied', 'applies', 'apply', 'applying'])
    >>> "shipped" in verb_forms("ship"), "launches" in verb_forms("launch")
    (True, True)
    """
    if base.endswith("e"):
        return {base, base + "s", base + "d", base[:-1] + "ing"}
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return {base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"}
    plural = base + ("es" if base.endswith(("s", "x", "z", "ch", "sh")) else "s")
    forms = {base, plural, base + "ed", base + "ing"}
    if _DOUBLING.fullmatch(base[-3:]):
        forms |= {base + base[-1] + "ed", base + base[-1] + "ing"}
    return forms

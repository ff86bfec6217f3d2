"""The words that tell of a network: names of things, what is said in running text, and what spoils them."""

from __future__ import annotations

import re
from functools import cache

from cpo_screen.lexicons import load_lexicon

KINDS = ("advisory", "board", "investor", "mentoring", "community", "talk", "publication")
NAME = r"(?-i:[A-ZÀ-ÖØ-ÝŁŚŻĀŌ0-9“\"„«‘])"


def first_cue(text: str, name: str, begin: int | None = None) -> tuple[str, re.Match[str]] | None:
    """The cue that stands first, the longest of those; with `begin` only one that begins there."""
    best: tuple[str, re.Match[str]] | None = None
    for kind in KINDS:
        pattern = cue_pattern(name, kind)
        match = pattern.search(text) if begin is None else pattern.match(text, begin)
        if match is None or expression("others").search(text[: match.start()]):
            continue
        if best is None or (match.start(), -match.end()) < (best[1].start(), -best[1].end()):
            best = (kind, match)
    if best is not None and best[0] == "board" and cue_pattern(name, "advisory").search(text):
        return "advisory", best[1]
    return best


@cache
def cue_pattern(name: str, kind: str) -> re.Pattern[str]:
    """The cues of a kind: its `names`, or what is `said` in running text."""
    lexicon = load_lexicon("network")
    options = "|".join(lexicon[name][kind]).replace("{AT}", lexicon["at"]).replace("{N}", NAME)
    return re.compile(rf"(?<!\w)(?:{options})", re.IGNORECASE)


@cache
def any_stem() -> re.Pattern[str]:
    """What stands in every line of running text, in lower case, that tells of a network."""
    return re.compile(rf"\b(?:{'|'.join(load_lexicon('network')['cue_stems'])})")  # in lower case: fast


@cache
def expression(name: str) -> re.Pattern[str]:
    """An entry of the lexicon as a pattern."""
    lexicon = load_lexicon("network")
    return re.compile(f"(?:{lexicon[name]})".replace("{AT}", lexicon["at"]), re.IGNORECASE)

"""Which language a CV is written in, by counting everyday words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from cpo_screen.lexicons import load_lexicon

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENOUGH = 40_000  # characters; a CV's language does not change after them


@cache
def _languages_by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for language, words in load_lexicon("stopwords").items():
        for word in words:
            found.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in found.items()}


def guess_language(text: str, default: str = "en") -> str:
    """Guess the ISO 639-1 code (en de fr es pt it nl) of a text; `default` where no word tells.

    A word shared by several languages counts its share for each.

    >>> guess_language("Leitung der Produktentwicklung und Aufbau von zwei Teams")
    'de'
    >>> guess_language("")
    'en'
    """
    languages = _languages_by_word()
    score: dict[str, float] = {}
    for word, times in Counter(_WORD.findall(text[:_ENOUGH].lower())).items():
        claimed = languages.get(word, ())
        for language in claimed:
            score[language] = score.get(language, 0.0) + min(times, 20) / len(claimed)
    if not score:
        return default
    best = max(score.values())
    winners = [language for language, points in score.items() if points >= best * 0.999]
    return default if default in winners else sorted(winners)[0]

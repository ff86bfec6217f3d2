"""What the background model sees of a job: words and letters of its title, its company, its duties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from cpo_screen.extraction.title_words import fold
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Function

_WORD = re.compile(r"[^\W\d_]+(?:[+#]+)?|[0-9]+")
_LETTERS = (3, 4, 5)
_LONG = 3  # a shorter word has no letters of its own
_SHORT = 5  # no longer word has an ending of its own
_LONGEST_ENDING = 8
_DUTY_WORDS = 60
Features = dict[str, float]


def job_features(
    title: str | None, company: str | None, duties: Iterable[str], rule: Function | None
) -> Features:
    """The features of one job and their weights; `rule` is what the rules read out of its title.

    >>> list(job_features("Key buyer", None, (), "operations"))[:5]
    ['t=key', 't=buyer', 't=key buyer', 't^key', 't$buyer']
    """
    found = dict(_title_features(title or ""))
    if rule is not None:
        found[f"r={rule}"] = 1.0
    found.update(_company_features(company or ""))
    found.update(_bag("h", _first_words(duties), 1.5))
    return found


@lru_cache(maxsize=8192)
def _title_features(title: str) -> tuple[tuple[str, float], ...]:
    words = [_without_gender(word) for word in _words(title)]
    if not words:
        return ()
    found = {f"t={word}": 1.0 for word in words}
    found.update({f"t={one} {two}": 0.7 for one, two in pairwise(words)})
    found[f"t^{words[0]}"] = found[f"t${words[-1]}"] = 0.5
    return (*found.items(), *_letter_features("l", words, 2.0))


@lru_cache(maxsize=8192)
def _company_features(company: str) -> tuple[tuple[str, float], ...]:
    words = _words(company)
    return (*_bag("c", words, 1.0).items(), *_letter_features("k", words, 1.0))


def _letter_features(mark: str, words: Sequence[str], weight: float) -> tuple[tuple[str, float], ...]:
    letters = dict.fromkeys(f"{mark}={part}" for word in words for part in _letters(word))
    share = weight / max(len(letters), 1) ** 0.5
    return tuple((one, share) for one in letters)


def _letters(word: str) -> Iterable[str]:
    if len(word) < _LONG:
        return
    marked = f"<{word}>"
    for size in _LETTERS:
        for at in range(len(marked) - size + 1):
            yield marked[at : at + size]


def _words(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text)]


@lru_cache(maxsize=16384)
def _without_gender(word: str) -> str:
    """The word with its masculine ending: both forms of a title are judged alike.

    >>> _without_gender("entwicklerin"), _without_gender("entwickler"), _without_gender("vendedora")
    ('entwickler', 'entwickler', 'vendedor')
    """
    endings: dict[str, str] = load_lexicon("background")["endings"]
    if len(word) > _SHORT:
        for size in range(min(len(word) - 2, _LONGEST_ENDING), 2, -1):
            if (masculine := endings.get(word[-size:])) is not None:
                return word[:-size] + masculine
    return word


def _first_words(duties: Iterable[str]) -> list[str]:
    words: list[str] = []
    for duty in duties:
        words += [word for word in _words(duty) if len(word) >= _LONG]
        if len(words) >= _DUTY_WORDS:
            break
    return words[:_DUTY_WORDS]


def _bag(mark: str, words: Sequence[str], weight: float) -> Features:
    """Each word once; many words weigh together as much as `weight` times the root of a few."""
    once = dict.fromkeys(words)
    share = weight / max(len(once), 1) ** 0.5
    return {f"{mark}={word}": share for word in once}

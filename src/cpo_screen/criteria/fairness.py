"""What no criterion may be built on; the words and reasons stand in `lexicons/protected.yaml`."""

from __future__ import annotations

import re
from functools import cache

from cpo_screen.criteria.patterns import fold_words
from cpo_screen.lexicons import load_lexicon

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def find_protected_key(key: str) -> str | None:
    """Return the reason why a criterion or setting of this name is refused, if it is.

    >>> find_protected_key("graduationYear")
    'age is protected by law, and years of birth or graduation stand for it'
    >>> find_protected_key("stage") is None
    True
    """
    return _find_reason("keys", _CAMEL.sub(" ", key))


def find_protected_pattern(pattern: str) -> str | None:
    """Return the reason why a title, field or course pattern is refused, if it is.

    >>> find_protected_pattern("* women in *")
    'sex and gender are protected by law'
    """
    return _find_reason("patterns", pattern)


def find_upper_limit(key: str) -> str | None:
    """Return why a setting that limits experience upwards is refused, if `key` is one."""
    limits = load_lexicon("protected")["upper_limit"]
    return str(limits["reason"]) if key.casefold() in limits["keys"] else None


def _find_reason(kind: str, text: str) -> str | None:
    folded = fold_words(text)
    return next((reason for words, reason in _words_and_reasons(kind) if words in folded), None)


@cache
def _words_and_reasons(kind: str) -> tuple[tuple[str, str], ...]:
    groups = load_lexicon("protected")["groups"].values()
    return tuple((fold_words(words), str(group["reason"])) for group in groups for words in group[kind])

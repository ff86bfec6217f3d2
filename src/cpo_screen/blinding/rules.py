"""What forms and letters tell of a person: rules of the lexicon, made into patterns once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from cpo_screen.blinding.folding import plain_letters
from cpo_screen.blinding.marks import NAME, is_mark, sign_of
from cpo_screen.lexicons import load_lexicon

_TOKEN = re.compile(r"[^\W_]+")
_PART = re.compile(r"\{([a-z]+)\}")
_PIECES = re.compile(r"\[(?:\\.|[^\]\\])*\]|\\.|\(\?<?[=!:]|\{[^}]*\}|.", re.DOTALL)
_NO_FORM = r"(?![:·/(*_-]{1,2}[^\W\d_])"  # not 'Leiter:in': what has both forms already
_NESTED = 3  # parts stand inside parts


@dataclass(frozen=True, slots=True)
class Rule:
    """Patterns, each with what stands in its place.

    They are tried where the text holds one of the words in `when`, so many `digits`, and what the `gate`
    finds; `on_labels` come first and mind no gate. `after`: behind the person's own names.
    """

    replacements: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]
    when: frozenset[str] = frozenset()
    on_labels: tuple[tuple[re.Pattern[str], str], ...] = ()
    labels: frozenset[str] = frozenset()
    gate: re.Pattern[str] | None = None
    digits: int = 0
    after: bool = False

    @property
    def is_always(self) -> bool:
        """Whether no word has to call it."""
        return bool(self.replacements) and not self.when

    def apply(self, text: str, words: frozenset[str], digits: int) -> str:
        """Replace what the patterns find in a text with these words and so many digits."""
        if not self.labels.isdisjoint(words):
            for pattern, mark in self.on_labels:
                text = pattern.sub(mark, text)
        if digits < self.digits or (self.when and self.when.isdisjoint(words)):
            return text
        if self.gate is not None and self.gate.search(text) is None:
            return text
        for pattern, instead in self.replacements:
            text = pattern.sub(instead, text)
        return text


def signs_of(text: str) -> frozenset[str]:
    """Return the words of a text, without case and accents, and its signs: what rules ask for."""
    signs = {char for char in set(text) if not char.isalpha()}
    return frozenset(signs.union(_TOKEN.findall(plain_letters(text))))


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules in their order; `asked`: the numbers of those that a word calls, `always`: of the others."""

    rules: tuple[Rule, ...]
    asked: Mapping[str, tuple[int, ...]]
    always: tuple[int, ...]

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> Rules:
        """Put rules together."""
        known = tuple(rules)
        asked: dict[str, tuple[int, ...]] = {}
        for number, rule in enumerate(known):
            for word in rule.when | rule.labels:
                asked[word] = (*asked.get(word, ()), number)
        return cls(known, asked, tuple(at for at, rule in enumerate(known) if rule.is_always))

    def apply(self, text: str, words: frozenset[str], digits: int) -> str:
        """Replace what the rules find in a text with these words and so many digits."""
        numbers = set(self.always)
        for word in self.asked.keys() & words:
            numbers.update(self.asked[word])
        for number in sorted(numbers):
            text = self.rules[number].apply(text, words, digits)
        return text


@cache
def personal_rules() -> Rules:
    """Return the rules on contact, birth, sex, origin, family and the like, in their order."""
    return Rules.of(rule for rule in _all_rules() if not rule.after)


@cache
def rules_after_names() -> Rules:
    """Return the rules on names that need the person's own ones to be out."""
    return Rules.of(rule for rule in _all_rules() if rule.after)


@cache
def _all_rules() -> tuple[Rule, ...]:
    return tuple(_make_rule(record) for record in load_lexicon("blinding")["rules"])


@cache
def rules_on_sex(languages: frozenset[str]) -> Rules:
    """Return the rules on pronouns and on words with a man's and a woman's form, for a file's languages."""
    return Rules.of(
        _rule_on_sex(kind, language, languages)
        for kind in ("pronouns", "forms")
        for language in sorted(languages | {"en"})
        if language in load_lexicon("blinding_words")[kind]
    )


def _rule_on_sex(kind: str, language: str, languages: frozenset[str]) -> Rule:
    lexicon = load_lexicon("blinding_words")
    foreign = {word for one in sorted(languages) for word in lexicon["foreign"].get(one, ())}
    when: frozenset[str] = frozenset()
    found: list[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]] = []
    for source, instead, *more in lexicon[kind][language]:
        if source == "when":
            when = frozenset((instead, *more))
            continue
        if language == "en" and language not in languages:
            source = _without(source, foreign)
        put = sign_of(instead) if is_mark(instead) else _in_case(instead)
        found.append((re.compile(f"(?:{source}){_NO_FORM}", re.IGNORECASE), put))
    return Rule(tuple(found), when)


def _in_case(instead: str) -> Callable[[re.Match[str]], str]:
    """Begin with a capital what stands in the place of a word with one."""

    def put(match: re.Match[str]) -> str:
        made = str(match.expand(instead)) if "\\" in instead else instead
        return made[:1].upper() + made[1:] if match.group()[:1].isupper() else made

    return put


def _without(source: str, foreign: Iterable[str]) -> str:
    """A pattern that does not match words that mean something else in the file's language."""
    words = "|".join(sorted(foreign))
    return rf"(?!(?:{words})\b)(?:{source})" if words else source


def _make_rule(record: Mapping[str, Any]) -> Rule:
    mark = sign_of(str(record["mark"]))
    sources = [(str(source), re.IGNORECASE) for source in record.get("patterns", ())]
    sources += [(str(source), re.NOFLAG) for source in record.get("exact", ())]
    labels = _labels(record)
    return Rule(
        tuple((_compile(source, flags), mark) for source, flags in sources),
        frozenset(plain_letters(str(word)) for word in record.get("when", ())),
        tuple((_compile(_of_labels(record, one), re.IGNORECASE), mark) for one in labels),
        frozenset(_first_word(label) for _, words in labels for label in words),
        _compile(record["gate"], re.NOFLAG) if "gate" in record else None,
        int(record.get("digits", 0)),
        bool(record.get("after")),
    )


def _labels(record: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    kinds = (("value", "labels"), ("short", "short_labels"))
    return [(value, list(record[kind])) for value, kind in kinds if record.get(kind)]


def _first_word(label: str) -> str:
    return str(_TOKEN.findall(plain_letters(label))[0])


def _of_labels(record: Mapping[str, Any], labels: tuple[str, list[str]]) -> str:
    """A label, a sign, and the value behind it; with `keep_value` only the label."""
    value, words = labels
    longest = sorted(words, key=lambda word: (-len(word), word))
    named = "|".join(re.escape(word).replace(r"\ ", r"[ ]") for word in longest)
    label = rf"(?<![\w\[])(?:{named})(?!\w)"
    if record.get("keep_value"):
        return rf"{label}(?={{sep}})"
    if record.get("whole_line"):
        value = "line" if value == "value" else value
    separator = "loose" if record.get("loose") else "sep"
    return rf"{label}{{{separator}}}{{{value}}}"


def _compile(source: str, flags: re.RegexFlag) -> re.Pattern[str]:
    parts = load_lexicon("blinding")["parts"] | {"name": NAME, "address": sign_of("[address]")}
    for _ in range(_NESTED):
        source = _PART.sub(lambda match: str(parts.get(match[1], match[0])), source)
    return re.compile("".join(map(_with_plain, _PIECES.findall(source))), flags)


def _with_plain(piece: str) -> str:
    """Let an accented letter outside a set stand for the plain one as well."""
    if len(piece) != 1 or piece.isascii() or not piece.isalpha():
        return piece
    plain = unicodedata.normalize("NFKD", piece)[0]
    plain = {"ł": "l", "ø": "o"}.get(piece, plain)
    return f"[{piece}{plain}]" if plain != piece and plain.isalpha() else piece

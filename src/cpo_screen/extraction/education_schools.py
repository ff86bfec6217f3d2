"""Schools and universities inside a piece of text: by name, or by a school word and its neighbours."""

from __future__ import annotations

import re
from functools import cache

from cpo_screen.extraction.tokens import Token, find_tokens, fold, word_set
from cpo_screen.lexicons import load_lexicon

_LEXICON = "institutions"
_ELIDED = re.compile(r"(?:dell|dall|nell)['’][A-ZÀ-Þ]")
_ARTICLE = re.compile(r"['’]$")
_COURSEWORK = re.compile(r"\s+(?:coursework|studies)$", re.IGNORECASE)
_OPENING, _CLOSING = '„“"«', ("”", "“", '"', "»")
_SHORT = 4
_SMALL = 2  # words in lower case within a name
_JOINT = re.compile(r"[\s\-–&.'’/°º\u2060„“”\"«»]*(?:[dlDL]['’])?|\s?[-–&]\s?")
_NUMBER = re.compile(r"(?<!\bNo\.)(?<!\bNr\.)(?<!\bNo)(?<!\bNr)(?<!\b[Nn][º°])(?<!\bN\.º)\s+\d{1,2}$")
_ORDINAL = re.compile(r"[IVX]+\b(?!\s[a-zß-ÿ])")
_BRACKET = re.compile(r"\s*[(\[][^()\[\]]*[)\]]?\s*$")


def words_of(name: str) -> frozenset[str]:
    """Return a list of the institutions lexicon, folded."""
    return word_set(name, _LEXICON)


@cache
def _names() -> dict[str, tuple[tuple[str, ...], ...]]:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for name in load_lexicon(_LEXICON)["names"]:
        words = tuple(fold(word) for word in name.split())
        by_first.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in by_first.items()}


@cache
def is_school_word(word: str) -> bool:
    """True for 'university', 'Gelehrtenschule', 'FernUniversität' (folded)."""
    if word in words_of("schools"):
        return True
    return any(word.endswith(end) and len(word) > len(end) for end in words_of("school_suffixes"))


def find_school(text: str, after_field: bool = False) -> tuple[int, int] | None:
    """Return the offsets of the first school named in the text, or None.

    With `after_field` the words before may be a field of study ("Political Science Grand Valley State
    University"): the name then begins behind the last of them.

    >>> text = "Political Science Grand Valley State University"
    >>> text[slice(*find_school(text, after_field=True))]
    'Grand Valley State University'
    """
    tokens = tuple(map(_without_article, find_tokens(text)))
    for at, token in enumerate(tokens):
        if is_school_word(token.word) and _is_name_like(tokens, at) and not _is_mode_bracket(text, token):
            first = _leftmost(tokens, at, text, after_field)
            if all(one.word in words_of("bare") for one in tokens[first : at + 1]):
                first = _leftmost(tokens, at, text, False)  # 'Philippine Science High School'
            return _trimmed(text, tokens[first].start, _rightmost(tokens, at, text))
        named = _name_at(tokens, at, text)
        if named:
            end = _rightmost(tokens, at + named - 1, text)
            longer = any(is_school_word(one.word) for one in tokens[at + named :] if one.end <= end)
            first = at if after_field else _leftmost_name(tokens, at)
            if longer and at and tokens[at - 1].word not in word_set("fields"):
                first = _leftmost(tokens, at, text, after_field)
            return _trimmed(text, tokens[first].start, end)
    return None


def _without_article(token: Token) -> Token:
    """The name in "l'École Centrale"."""
    if len(token.raw) < _SHORT or token.raw[0] not in "lLdD" or token.raw[1] not in "'’":
        return token
    return Token(fold(token.raw[2:]), token.raw[2:], token.start + 2, token.end)


def _is_name_like(tokens: tuple[Token, ...], at: int) -> bool:
    """A school word counts if it is written large: 'the University of ...', not 'my school years'."""
    token = tokens[at]
    after_name = any(one.raw[:1].isupper() for one in tokens[max(at - _SMALL, 0) : at])
    small = after_name and token.word in words_of("small_schools")
    return any(char.isupper() for char in token.raw) or small


def _is_mode_bracket(text: str, token: Token) -> bool:
    """'(Univ.)' and '(FH)' say what kind of degree it is, not where."""
    return (
        text[token.start - 1 : token.start] == "("
        and text[token.end : token.end + 1] == ")"
        and token.start > 0
    )


def _name_at(tokens: tuple[Token, ...], at: int, text: str) -> int:
    """Return how many words from here are a known name, 0 if none."""
    for words in _names().get(tokens[at].word, ()):
        found = tokens[at : at + len(words)]
        if len(found) == len(words) and all(t.word == w for t, w in zip(found, words, strict=True)):
            raw = text[found[0].start : found[-1].end]
            small = raw.casefold() in words_of("lower_names") and not text[: found[0].start].strip()
            large = raw[:1].isupper() if len(raw) > _SHORT else _is_short_name(raw, text)
            if large or small:
                return len(words)
    return 0


def _is_short_name(raw: str, text: str) -> bool:
    """'MIT' anywhere; 'Yale' only where it is all there is."""
    return raw.isupper() or (raw[:1].isupper() and len(text.strip()) <= len(raw) + 12)


def _leftmost(tokens: tuple[Token, ...], at: int, text: str, after_field: bool) -> int:
    first = at
    for i in range(at - 1, -1, -1):
        token = tokens[i]
        if not _JOINT.fullmatch(text, token.end, tokens[i + 1].start):
            break
        particle = token.raw[:1].isupper() and token.word in words_of("particles")
        if token.word in words_of("inside") and not (particle or _is_initial(token)):
            continue
        if token.raw.endswith(".") and len(token.raw) > _SHORT + 1 and token.raw.count(".") == 1:
            break  # the end of a sentence
        if i == at - 1 and token.raw.islower() and tokens[at].raw.islower():
            continue  # 'Lunds tekniska högskola'
        if not (token.raw[:1].isupper() or token.raw[:1].isdigit()) or token.word in words_of("ends"):
            break
        if after_field and token.word in word_set("fields") and not _belongs(tokens, i, at):
            break
        named = token.raw.isupper() or token.word in words_of("leading")
        if after_field and tokens[at].word in words_of("front") and not named:
            break  # 'Maestría en Finanzas Universidad Iberoamericana'
        first = i
    return first - 1 if first and tokens[first - 1].raw == "The" else first


def _is_initial(token: Token) -> bool:
    return token.raw.endswith(".") and len(token.raw) == len("W.") and token.raw[0].isupper()


def _belongs(tokens: tuple[Token, ...], i: int, at: int) -> bool:
    """'Business' in 'Harvard Business School'; not in 'International Business Institute of Technology'."""
    followed = tokens[at + 1].word if at + 1 < len(tokens) else ""
    return i == at - 1 and followed not in ("of", "for", "de") and tokens[at].word != "university"


def _leftmost_name(tokens: tuple[Token, ...], at: int) -> int:
    """A known name may have its place before it: 'Wharton', 'The Wharton School'."""
    return at - 1 if at and tokens[at - 1].word == "the" else at


def _rightmost(tokens: tuple[Token, ...], at: int, text: str) -> int:
    last = at
    small = 0
    for i in range(at + 1, len(tokens)):
        token = tokens[i]
        between = text[tokens[i - 1].end : token.start]
        if not _JOINT.fullmatch(between):
            break
        if _ORDINAL.match(text, token.start) and token.word not in words_of("ends"):
            last = i  # 'Universitat Jaume I'
            continue
        if token.word in words_of("inside"):
            continue
        if token.word in words_of("told_begins") or (
            token.word in words_of("ends") and not token.raw[:1].isupper()
        ):
            break
        foreign = _goes_on_small(tokens, at, i)
        if _ELIDED.match(token.raw):  # "Università dell'Aquila"
            last = i
            continue
        joined = _is_joined(tokens[i - 1], between)
        subject = joined and (foreign or token.word in word_set("fields"))
        if token.raw.islower() and foreign and not joined:
            small += 1
            last = i if token.word in words_of("small_ends") and small <= _SMALL else last
            if small <= _SMALL:
                continue
        if not (token.raw[:1].isupper() or (token.raw.isdigit() and len(token.raw) < 4) or subject):
            break
        last = i
    return tokens[last].end


def _is_joined(before: Token, between: str) -> bool:
    """'de negocios', "d'arts": the word goes on with a name, not with what was studied."""
    linked = before.word in words_of("inside") and before.word not in words_of("field_leads")
    return linked or _ARTICLE.search(between) is not None


def _goes_on_small(tokens: tuple[Token, ...], at: int, i: int) -> bool:
    """'École hôtelière de Laval', 'Hochschule für angewandte Wissenschaften': not so in English."""
    return tokens[at].word not in words_of("english_schools") and tokens[i].word not in words_of("ends")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out words that cannot begin a name, and a bracket at its end."""
    for token in find_tokens(text[start:end]):
        particle = token.raw[:1].isupper() and token.word in words_of("particles")
        if token.word not in words_of("not_first") or token.raw == "The" or particle:
            start += token.start
            break
    end += closes_quote(text[start:end], text[end : end + 1])
    numbered = any(token.word in words_of("numbered") for token in find_tokens(text[start:end]))
    number = None if numbered else _NUMBER.search(text[start:end])
    return start, start + number.start() if number else end


def closes_quote(part: str, sign: str) -> bool:
    """True for the sign behind 'Colegiul Național „Gheorghe Lazăr'."""
    return sign in _CLOSING and any(opening in part for opening in _OPENING)


def is_place(text: str) -> bool:
    """True if the text is nothing but places and postal codes: 'Boston', 'Glasgow', 'MA 02139'."""
    tokens = [token for token in find_tokens(text) if not token.word.isdigit()]
    if not tokens or not text.lstrip("( ")[:1].isupper():
        return False
    words = [token.word for token in tokens]
    if " ".join(words) in words_of("places"):
        return True
    return len(words) > 1 and all(word in words_of("places") for word in words)


@cache
def _wide_places() -> frozenset[str]:
    data = load_lexicon("places")
    return frozenset([*data["countries"].split("|"), *data["regions"].split("|")])


def is_wide_place(text: str) -> bool:
    """True for a country, a state or its code."""
    words = " ".join(token.word for token in find_tokens(text))
    codes = load_lexicon("places")["codes"].split("|")
    return words in _wide_places() or text.strip(" .") in codes


def has_part_word(one: str, other: str) -> bool:
    """True if one of two schools is called a school, faculty or college: a part of the other."""
    words = [token.word for text in (one, other) for token in find_tokens(text)]
    return any(word in words_of("parts") for word in words)


def is_mode(text: str) -> bool:
    """True for 'part-time', 'distance learning', 'evenings': how something was studied."""
    words = [token.word for token in find_tokens(text)]
    return " ".join(words) in words_of("modes") or (
        bool(words) and all(word in words_of("mode_words") for word in words)
    )


def without_mode(text: str) -> str:
    """Drop a bracket that says how it was studied: 'Great Lakes Institute, Chennai (weekend)'."""
    bracket = _BRACKET.search(text)
    return text[: bracket.start()] if bracket and bracket.start() and is_mode(bracket.group()) else text


def is_only_field(text: str) -> bool:
    """True if a text is nothing but a field of study: 'Management, Economics and Statistics'."""
    words = [token.word for token in find_tokens(text)]
    known = word_set("fields")
    loose = words_of("inside") | word_set("field_links")
    return words[:1] != [] and words[0] in known and all(word in known or word in loose for word in words)


def without_coursework(text: str) -> str:
    """'Project Management Coursework' is about project management."""
    return _COURSEWORK.sub("", text)


def is_subject(text: str) -> bool:
    """True if a text can be what was studied where no degree is named."""
    bare = without_coursework(text)
    return is_only_field(bare) or (bare != text and is_field(bare))


def is_field(text: str) -> bool:
    """True if the text speaks of a field of study."""
    return any(token.word in word_set("fields") for token in find_tokens(text))


def begins_with_field(text: str) -> bool:
    """True for 'Hotel Administration Whittemore School': two words of a field, then a name."""
    tokens = find_tokens(text)
    at = next((i for i, token in enumerate(tokens) if is_school_word(token.word)), len(tokens))
    fields = word_set("fields")
    run = next((i for i, token in enumerate(tokens[:at]) if token.word not in fields), at)
    return 2 <= run < at < len(tokens) and tokens[run].word not in words_of("inside")

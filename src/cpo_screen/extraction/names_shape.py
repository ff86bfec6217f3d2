"""What a person's name looks like: titles before it, letters behind it, and what is no name at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from cpo_screen.extraction.education_schools import is_school_word
from cpo_screen.extraction.places import is_place
from cpo_screen.extraction.title_likeness import title_likeness
from cpo_screen.headings import fold, is_broken_heading, parse_heading, parse_heading_loosely
from cpo_screen.lexicons import load_lexicon
from cpo_screen.sections import is_document_title

_WORD = re.compile(r"[^\W\d_]['’‘`]?[^\W\d_]*(?:['’‘`.‑-][^\W\d_]+)*[.’']?")
_ASIDE = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_SPELLED = re.compile(r"(?:[^\W\d_][.]?[ ]){2,}[^\W\d_]\b")
_SITE = re.compile(r"\w\.[a-z]{2}")  # 'ada.example.org'; not 'J.R.'
_UNLIKE = frozenset("@/:&+%!?<>=#*|_{}\\…")
_MOST_WORDS = 6
_LABEL_WORDS = 4
_SHORT = 5  # letters of a title behind a name that no list knows
_LONGEST = 60  # characters
_CAPITALS = re.compile(r"^(?!.*[a-z][A-Z]{4}).*[A-Z]{2}")  # BVSc, CertAVP; not McKENNA
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)
_DOTS = re.compile(r"(?<=\w)\.(?=\w)")


@cache
def name_words(name: str) -> frozenset[str]:
    """Return a list of the names lexicon, folded."""
    return frozenset(fold(word) or word for word in load_lexicon("names")[name])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load_lexicon("names")[name], re.IGNORECASE)


def clean_name(text: str) -> str:
    """Leave out the document's own title, academic titles before and credentials behind a name.

    >>> clean_name("Dr.-Ing. Henrik Oldenburger, MBA"), clean_name("Tan Hui Min, Clarissa")
    ('Henrik Oldenburger', 'Tan Hui Min, Clarissa')
    >>> clean_name("CURRICULUM VITAE OF DR JANE DOE (she/her)"), clean_name("Jane Doe's Resume")
    ('JANE DOE', 'Jane Doe')
    """
    text = _joined_letters(text.strip(" ,;:|•·–—-\t"))
    text = _pattern("title_before").sub("", text)
    text = _pattern("title_behind").sub("", text)
    mixed = not text.isupper()
    text = _ASIDE.sub(lambda aside: "" if _is_remark(aside.group(1), mixed) else aside.group(), text)
    words = text.split()
    words = words[_words_of_label(words) :]
    text = _without_credentials(_without_titles(words))
    return text.strip(" ,;:|•·–—-")


def _words_of_label(words: Sequence[str]) -> int:
    """How many words label the name that follows them: 'Nome e cognome Ezio Sartorelli'."""
    labels = name_words("bare_labels")
    counts = range(min(_LABEL_WORDS, len(words) - 2), 0, -1)
    return next((count for count in counts if fold(" ".join(words[:count])) in labels), 0)


def has_bare_label(text: str) -> bool:
    """Whether a label of several words stands before a name without a sign.

    >>> has_bare_label("First name / Surname Ada Byron"), has_bare_label("Nome Ada Byron")
    (True, False)
    """
    return _words_of_label(text.split()) > 1


def _joined_letters(text: str) -> str:
    """'J A N E\\tD O E' is two words; the gap between them is wider than that between letters."""
    parts = re.split(r"\t|\s{2,}", text)
    if not all(_SPELLED.fullmatch(part) or len(part) == 1 for part in parts):
        return text
    return " ".join(part.replace(" ", "") for part in parts)


def _is_remark(aside: str, mixed: bool) -> bool:
    """'(she/her)', '(née Smith)', '(Product Manager)': no part of the name; '(Gary)' is."""
    words = aside.split()
    known = bool(words) and fold(words[0]) in name_words("asides")
    if any(map(str.isdigit, aside)):
        return False
    return "/" in aside or known or not words or len(words) > 2 or _is_credential(aside, mixed)


def _without_titles(words: list[str]) -> list[str]:
    """Drop 'Prof. Dr. h.c.', 'dr inż.', 'Dipl.-Ing. (FH)' from the front; 'Sir' only before two names."""
    at = 0
    own = next((number + 1 for number, word in enumerate(words) if word.endswith(",")), len(words))
    while at < len(words) - 1:
        folded = fold(words[at]).replace("-", " ").strip()
        parts = [folded.replace(" ", ""), *folded.split()]
        known = parts[0] in name_words("prefixes") or all(
            one in name_words("prefixes") for one in parts[1:]
        )
        ambiguous = folded in name_words("honorifics") and at + 2 < own
        bracketed = at > 0 and words[at].startswith("(") and words[at].endswith(")") and words[at].isupper()
        if not (known or ambiguous or (bracketed and len(words[at]) <= 5)):
            break
        at += 1
    return words[at:]


def _without_credentials(words: list[str]) -> str:
    """Drop ', MBA, PMP' and trailing letters; 'Doe, Jane' and 'Jean DUPONT' stay whole."""
    text = " ".join(words)
    head, comma, tail = text.partition(",")
    mixed = not head.isupper()
    if comma:
        parts = [part.strip() for part in tail.split(",") if part.strip()]
        beside = any(map(str.isdigit, tail)) or title_likeness(tail) >= 0.5
        letters = len(parts) > 1 and all(len(part) <= _SHORT and " " not in part for part in parts)
        if not parts or beside or letters or _is_credential(parts[0], mixed):
            text = head
    words = text.split()
    while len(words) > 2 and (fold(words[-1]) == "" or _is_trailing(words[-1], mixed)):
        words = words[:-1]
    return " ".join(words)


def _is_trailing(word: str, mixed: bool) -> bool:
    """'MIET' behind 'Jane Doe'; in 'LI NA MA' and 'Nguyen Thi Mai' nothing is."""
    capitals = sum(map(str.isupper, word))
    letters = mixed and bool(_CAPITALS.search(word)) and (not word.isupper() or not _VOWEL.search(word))
    return letters or (_is_listed(word) and capitals > 1 and (mixed or len(word) > 2))


def _is_listed(word: str) -> bool:
    """Letters behind a name that stand in the lexicon, with or without dots."""
    bare = _DOTS.sub("", word.strip(".,®™()")).lower()
    return bare.replace("-", "") in _credentials() or fold(bare) in name_words("credentials")


@cache
def _credentials() -> frozenset[str]:
    return frozenset(one.replace(" ", "").replace("-", "") for one in load_lexicon("names")["credentials"])


def _is_credential(text: str, mixed: bool) -> bool:
    """'MBA', 'Ph.D.', 'CIPP/US', 'B.Tech (Civil)'; behind a name in mixed case also any short capitals."""
    first = text.split()[0] if text.split() else ""
    if _is_listed(first) or _is_listed(text.replace(" ", "")):
        return True
    capitals = sum(map(str.isupper, first))
    if mixed:
        return capitals >= 2 and len(first) <= 9
    return first.count(".") > 1 or "/" in first or "®" in text or not _VOWEL.search(first)


def is_name_shaped(name: str) -> bool:
    """True if every word could be a name's word: 'Ana', 'O'Neil', 'J.', 'van', '黒田'.

    >>> is_name_shaped("Gráinne Ní Chaoimh"), is_name_shaped("Phone: 12")
    (True, False)
    """
    words = [word.strip(',()"“”„«»') for word in name.split()]
    if not 1 <= len(words) <= _MOST_WORDS or len(name) > _LONGEST or name.count(",") > 1:
        return False
    named = [word for word in words if fold(word) not in name_words("particles")]
    letters = "".join(named)
    if _SITE.search(name) or any(map(str.isdigit, name)):
        return False
    if _UNLIKE & set(letters) or not all(map(_WORD.fullmatch, named)):
        return False
    if name.endswith(".") and len(words) > 1 and len(words[-1]) > 3:
        return False
    if any(len(word) == 1 and word.islower() for word in named):
        return False
    return any(len(word.strip(".")) > 1 for word in named)


def small_words(name: str) -> int:
    """Count the words that begin small and are no particles: none in most names.

    >>> small_words("Ludwig van der Rohe"), small_words("Mohit khan"), small_words("d'Arcy Wu")
    (0, 1, 0)
    """
    named = [word.strip(',()"“”„«»') for word in name.split() if fold(word) not in name_words("particles")]
    return sum(word[:1].islower() and not (word[1:2] in "’'‘-" and word[2:3].isupper()) for word in named)


def is_no_name(name: str) -> bool:
    """True for headings, places, schools, companies and the words of forms ('Company Name')."""
    words = [fold(word) for word in name.split()]
    if is_document_title(name) or _pattern("title_alone").search(name):
        return True
    if words[:1] and words[0] in name_words("location_labels"):
        return True
    kind = parse_heading_loosely(name) if len(words) > 1 else parse_heading(name)
    if kind is not None or is_broken_heading(name) or is_place(name):
        return True
    if any(word in name_words("not_names") or is_school_word(word) for word in words):
        return True
    head, comma, tail = name.partition(",")
    return bool(comma) and (is_place(head.strip()) or is_place(tail.strip()))

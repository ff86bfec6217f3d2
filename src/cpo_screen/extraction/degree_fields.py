"""What belongs to a degree's name beside the name itself: modes, abbreviations, the field of study."""

from __future__ import annotations

import re

from cpo_screen.extraction.degree_ends import before_field_end, cut_tail, is_remark, without_minor
from cpo_screen.extraction.degree_forms import DegreeMatch, find_degrees
from cpo_screen.extraction.tokens import find_tokens, word_set
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import DegreeKind, DegreeLevel

_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]{1,60})[)\]]")
_CODE = re.compile(r"[a-z]{2,4}(?:-[a-z])?|\d{1,3} [a-z]{3,8}")  # 'hbo-v'
_ELIDED = re.compile(r"[dl]['’](?=\w)")  # 'Licence d'économie'
_DOTTED = re.compile(r"(?:[A-Z][a-z]{0,4}\.\s?)+(?:[A-Z][a-z]{0,4}\.?)?")  # 'S.T.'
_HONOURS = re.compile(r"\s+(?:(?i:Hons|Honours|Honors)\b\.?|[A-Z]{2,3}(?= (?:in|für|en) ))")
_GOES_ON = re.compile(r"\s+(?:(?:and|&|und)\s+(?=[A-Z])|(?:de|du|des)\s+\w)")
_NAMED = re.compile(r"\w+ (?:of|in|en) (?=\w)")
_LINKED = re.compile(r"\s+(?:in|of|en)\s+\w")
_FEW = 4
_FOLLOWED = re.compile(r"\s+[A-ZÀ-Þ][^\W\d_]{2,}")
_MARKS = re.compile(r"[A-E*]{2,}")
_GENERAL: frozenset[DegreeKind] = frozenset({"bachelor_other", "master_other", "other"})
_EDGE = " \t\n.,;:|·–—-/&"


def absorb(text: str, matches: tuple[DegreeMatch, ...]) -> tuple[DegreeMatch, int]:
    """Return the first match and where it ends with its modes and its own abbreviation.

    'BSc (Hons)', 'Master of Science (MS)', 'Master of Business Administration - MBA'. The abbreviation may
    say what kind a general name is: 'Civilingenjör (M.Sc.)'.
    """
    match = _extended(text, matches[0])
    end = match.end
    if text[end : end + 1] == ")" and text[: match.start].rstrip().endswith("("):
        end += 1
    for other in matches[1:]:
        if other.start < end:
            continue
        bridge = text[end : other.start]
        if other.kind != match.kind and not bridge.rstrip().endswith(("(", "[")):
            break
        if not re.fullmatch(r"\s*(?:degree)?\s*[-–—/(\[:]?\s*", bridge):
            break
        end = other.end
        if match.kind in _GENERAL and other.kind not in _GENERAL:
            match = match._replace(kind=other.kind, level=other.level)
        closing = re.match(r"\s*[)\]]", text[end:])
        end += closing.end() if closing and "(" in bridge + "[" else 0
    return match, _absorb_modes(text, end)


def _extended(text: str, match: DegreeMatch) -> DegreeMatch:
    """'Bachelor of Business Information Technology' is no BBA in IT: its subject goes on."""
    named = re.match(r"(?:bachelors?|masters?) (?:of|in) (.+)$", match.words)
    more = re.match(r"\s+[A-Z][^\W\d_]{3,}[\w &]*", text[match.end :])
    if named is None or more is None or named.group(1) not in word_set("extendable"):
        return match
    follows = find_tokens(more.group())[0]
    if follows.word in word_set("field_links") or match.kind == "BS":
        return match
    kind: DegreeKind = "bachelor_other" if match.level == "bachelor" else "master_other"
    return match._replace(kind=kind, end=match.end + len(more.group().rstrip()))


def closing_degree(
    text: str, matches: tuple[DegreeMatch, ...], match: DegreeMatch, end: int
) -> DegreeMatch | None:
    """Return the degree in a bracket behind the field: 'Maestría en Administración (MBA)'."""
    for other in matches[1:]:
        opened = text[: other.start].rstrip().endswith("(") and text[other.end : other.end + 1] == ")"
        if opened and other.start <= end + 2 and match.kind in _GENERAL and other.kind not in _GENERAL:
            return other
    return None


def _absorb_modes(text: str, end: int) -> int:
    """Extend over '(Hons)', 'Hons', '(Univ.)', '(part-time)' and a closing bracket left open."""
    opened = text[:end].count("(") > text[:end].count(")")
    if opened:
        closing = re.match(r"(?: \w{1,3})?\)", text[end:])
        end += closing.end() if closing else 0
    while True:
        bracket = _BRACKETED.match(text, end)
        if bracket and _is_mode(bracket.group(1)):
            end = bracket.end()
            continue
        word = _HONOURS.match(text, end)
        if not word:
            return end
        end = word.end()


def _is_mode(inside: str) -> bool:
    tokens = find_tokens(inside)
    words = " ".join(token.word for token in tokens)
    if tokens and tokens[0].word in word_set("honours"):
        return True
    if words in word_set("modes") or words in word_set("modes", "institutions"):
        return True
    if _DOTTED.fullmatch(inside.strip()) and words not in word_set("fields"):
        return True
    if _CODE.fullmatch(inside.strip()) and words not in word_set("fields"):
        return True
    found = find_degrees(inside)
    loose = bool(found) and found[0].weak and found[0].level == "secondary"
    return bool(found) and not loose and found[0].end - found[0].start >= len(inside.strip()) - 1


def level_of(text: str, match: DegreeMatch, end: int) -> DegreeLevel:
    """Return the level; a Scottish MA (Hons) is a first degree."""
    honours = "hon" in text[match.start : end].casefold()
    return "bachelor" if match.kind == "MA" and honours else match.level


def start_of_degree(text: str, match: DegreeMatch) -> int:
    """Return where the degree begins with what belongs to it before ('Executive', 'Fernstudium')."""
    start = match.start
    if match.words in word_set("trailing") or is_closing(text, match):
        return len(text[:start]) - len(text[:start].lstrip(_EDGE))
    for token in reversed(find_tokens(text[: match.start])):
        if token.word not in word_set("prefixes") or text[token.end : start].strip(" -"):
            break
        start = token.start
    return start


def find_field(text: str, match: DegreeMatch, end: int) -> tuple[tuple[int, int], str | None]:
    """Return the field's offsets and words: behind the degree, within its own words, or by the person.

    The offsets reach as far as the degree's name does. Schools' certificates have only a stream
    in brackets.
    """
    if match.words in word_set("own_fields"):
        stop = end + len(before_field_end(text[end:]).rstrip(_EDGE))
        return (end, stop), cut_tail(text[match.start : stop].strip())
    if before := _subject_before(text, match):
        return (end, end), before
    bracket = _BRACKETED.match(text, end)
    if bracket and _FOLLOWED.match(text, bracket.end()) and len(bracket.group(1).split()) == 1:
        end, bracket = bracket.end(), None  # 'PGDE (Secondary) Physics with Science'
    if bracket and is_remark(bracket.group(1)):
        if not _LINKED.match(text, bracket.end()):
            return (end, end), _own_field(text, match)
        end, bracket = bracket.end(), None  # 'M.Sc. (5-year) in Computer Engineering'
    if bracket and not _is_mode(bracket.group(1)) and any(map(str.isalpha, bracket.group(1))):
        return _in_bracket(bracket, match, text, end)
    start = _after_links(text, end)
    if _GOES_ON.match(text, end) and (named := _NAMED.match(text, match.start, end)):
        start = named.end()  # 'Master of Finance and Control'
    rest = before_field_end(text[start : len(text.rstrip(_EDGE + "(["))])
    loose = {token.word for token in find_tokens(rest)} <= word_set("field_links") | word_set(
        "degree_words"
    )
    if any(map(str.isalpha, rest)) and not loose and not (_is_mode(rest) and not _is_subject(rest)):
        closed = start + len(rest) + (text[start + len(rest) : start + len(rest) + 1] == ")")
        if match.level == "secondary":
            words = " ".join(one.word for one in find_tokens(rest))
            stream = rest if words in word_set("streams") else None
            return ((end, end) if ":" in text[end:start] else (start, closed)), stream
        if (major := _major_behind(rest, match)) is not None:
            return (start, start + major.start()), major.group(1)
        return (start, closed - _spelled_out(rest)), _subject(rest, match)
    if match.level == "secondary":
        return (end, end), None
    own = (_own_field(text, one) for one in (match, *find_degrees(text[:end])))
    return (end, end), next((one for one in own if one), None)


def _major_behind(rest: str, match: DegreeMatch) -> re.Match[str] | None:
    """'Master of Dental Surgery (Paediatric Dentistry)': the subject of a degree that names its own."""
    major = re.search(r"\s*\(([^()]*)\)$", rest)
    named = match.words.endswith(" of") and major is not None and major.start() > 0
    return major if major and named and _has_subject(major.group(1)) else None


def _subject_before(text: str, match: DegreeMatch) -> str | None:
    """The words before 'Electrician Apprenticeship' and 'Culinary Arts Diploma'."""
    before = text[: match.start].strip(_EDGE)
    closed = is_closing(text, match) and _has_subject(before)
    return before or None if closed or match.words in word_set("trailing") else None


def is_closing(text: str, match: DegreeMatch) -> bool:
    """True for 'Culinary Arts Diploma': the diploma behind a few words written large."""
    words = find_tokens(text[: match.start])
    large = all(token.raw[:1].isupper() or token.word in word_set("field_links") for token in words)
    named = match.words == "diploma" and 0 < len(words) <= _FEW and large
    return named and not text[match.end :].strip(_EDGE)


def _spelled_out(rest: str) -> int:
    """How many characters a degree in words takes at the end: '... Informatics (magister inżynier)'."""
    bracket = re.search(r"\s*\(([^()]* [^()]*)\)$", rest)
    return len(bracket.group()) if bracket and find_degrees(bracket.group(1)) else 0


def _in_bracket(
    bracket: re.Match[str], match: DegreeMatch, text: str, end: int
) -> tuple[tuple[int, int], str | None]:
    inside = bracket.group(1).strip()
    subjects = "," in inside or len(inside.split()) > 3 or _MARKS.fullmatch(inside)
    if match.level == "secondary":
        return ((end, end), None) if subjects else ((end, bracket.end()), _stream(inside))
    if find_tokens(inside)[0].word in word_set("minors"):
        return (end, bracket.end()), _own_field(text, match)
    return (end, bracket.end()), _subject(_major_of(inside), match)


def _major_of(inside: str) -> str:
    """The major of 'Major: Finance; Minor: Psychology'."""
    parts = [part.strip() for part in re.split(r"[;|]", inside)]
    for part in parts:
        label, colon, rest = part.partition(":")
        if (
            colon
            and rest.strip()
            and " ".join(one.word for one in find_tokens(label)) in word_set("majors")
        ):
            return rest.strip()
    return inside


def _stream(inside: str) -> str | None:
    known = {token.word for token in find_tokens(inside)} & word_set("fields")
    return inside if known else None


def _has_subject(rest: str) -> bool:
    return not {one.word for one in find_tokens(rest)}.isdisjoint(word_set("fields"))


def _is_subject(rest: str) -> bool:
    return {one.word for one in find_tokens(rest)} <= word_set("fields")


def _subject(rest: str, match: DegreeMatch) -> str | None:
    """The field without '(IHK)' behind it and, of an apprenticeship, without the trade's person."""
    bracket = re.search(r"\s*\(([^()]*)\)$", rest)
    if bracket and _is_mode(bracket.group(1)):
        rest = rest[: bracket.start()]
    if match.words in word_set("apprenticeships"):
        trade = rest.partition(" ")[2].strip(" /,")
        return trade[_after_links(trade, 0) :] or None if not _is_mode(trade) else None
    return cut_tail(without_minor(rest.strip()))


def _after_links(text: str, end: int) -> int:
    """Skip brackets, commas, colons and 'in', 'of', 'with a major in' behind the degree."""
    while end < len(text):
        skipped = len(text) - len(text[end:].lstrip(_EDGE + "([")) if text[end:].strip() else len(text)
        tokens = find_tokens(text[skipped : skipped + 60])
        for count in range(min(5, len(tokens) - 1), 0, -1):
            if " ".join(token.word for token in tokens[:count]) in word_set("field_links"):
                skipped += tokens[count - 1].end
                break
        else:
            return skipped + (2 if _ELIDED.match(text, skipped) else 0)
        end = skipped
    return end


def _own_field(text: str, match: DegreeMatch) -> str | None:
    """The field inside the degree's own words: 'Bachelor of Computing', 'Diplom-Informatikerin'."""
    own = text[match.start : match.end]
    for token in find_tokens(own)[-1:]:
        persons: dict[str, str] = load_lexicon("degrees")["persons"]
        for stem in (token.word, token.word.removesuffix("in"), token.word.replace("diplom", "")):
            if stem in persons:
                return persons[stem]
    found = re.search(r"\b(?:of|in)\s+(.{3,})$", own, re.IGNORECASE)
    if not found:
        return None
    words = " ".join(token.word for token in find_tokens(found.group(1)))
    if words in word_set("bare_fields") and match.kind != "BBA":
        return None
    return found.group(1).rstrip(".")

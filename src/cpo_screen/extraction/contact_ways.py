"""How somebody is reached: the e-mail, phone and profile addresses of a CV's lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from cpo_screen.headings import fold
from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Line

_LOCAL, _DOMAIN = r"[\w.+%'-]{1,64}", r"(?:[\w-]{1,63}\.){1,6}[A-Za-z]{2,24}"
_EMAIL = re.compile(rf"(?<![\w.+%-]){_LOCAL}@{_DOMAIN}(?![\w-])")
_EMAIL_APART = re.compile(
    rf"({_LOCAL})\s?(?:@|[\[({{]\s?(?:at|AT|@|arroba)\s?[\])}}])\s?"
    r"((?:[\w-]{1,63}\s?(?:\.|[\[({]\s?(?:dot|DOT|\.|punkt)\s?[\])}])\s?){1,6}[A-Za-z]{2,24})(?![\w-])"
)
_TAIL_OF_EMAIL = re.compile(r"^[\w.+%-]*@?[\w.-]*\.[A-Za-z]{2,24}(?=[\s|,;]|$)")
_PHONE = re.compile(
    r"(?:(?<![\w@/_])|(?<=[^\W\d_])(?=[+(])|(?<=[^\W\d_][.:]))(?<!\d[.])[+(]{0,2}\d[\d\s().\-/–‑]{6,24}\d"
    r"(?:\s?(?:ext\.?|x|extn\.?|durchwahl|poste|Ext\.?)\s?\d{1,5})?(?![\w@])"
)
_TWO_PHONES = re.compile(r"\s+/\s*|\s*/\s+|\s/|/(?=\+|00)")
_NO_PHONE = re.compile(  # numbers of identity cards, postal codes, dates, ranges of years, an ORCID
    r"\d\d?\.\d{3}\.\d{3}-[\dkK]|\d{4}-\d{3}|\(?(?:19|20)\d\d\s*[-–/]\s*(?:19|20)\d\d.*|\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d(?!\d).*"
    r"|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}(?!\d).*|(?:\d{4}-){3}\d{4}"
    r"|\(?(?:0?[1-9]|1[0-2])\s?[./-]\s?(?:19|20)\d\d(?!\d).*|(?:19|20)\d\d\s?[./-]\s?(?:0[1-9]"
    r"|1[0-2])(?!\d)(?:\s?[-–./(].*)?"
    r"|[01]?\d/\d\d\s?[-–]\s?[01]?\d/\d\d|1[0-9]\d\d\s?[-–]\s?1[0-9]\d\d|\d{1,2}/\d{2}(?:19|20)\d\d"
)
_FEWEST_DIGITS, _MOST_DIGITS = 7, 16
_BEGINNING = 5  # letters of a name that its handle must have
_REGIONS = ("US", "GB", "DE", "FR", "ES", "IN", "SG")
_LINKEDIN = re.compile(
    r"(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\s?\.\s?com\s?/\s?(?:mwlite/)?(?:in|pub)\s?/\s?[\w%.–-]{0,100}",
    re.I,
)
_LINKEDIN_SHORT = re.compile(
    r"(?:https?://)?(?:www\.)?linkedin\.com/(?!company|school|feed|posts|jobs|pulse|groups)([\w%-]{3,100})",
    re.I,
)
_HANDLE = re.compile(r"(?:^|[\s(|:])/?in/([\w%-]{3,100})(?=[\s|,;)]|$)")
_NAMED_HANDLE = re.compile(
    r"\blinked\s?-?in\b\s*(?:profile|profil)?\s*[:|–-]?\s+@?(?:/?in/)?([\w%-]{5,100})(?=[\s|,;)]|$)", re.I
)
_REST = re.compile(r"[\w%-]+(?=\s*\(|\s*$)")


# --- e-mail ---------------------------------------------------------------------------------------


def find_email(lines: Sequence[Line]) -> str | None:
    """The first address of the lines, put together where it is broken, spaced out or spelt '[at]'."""
    for before, line in pairwise([None, *lines]):
        match = _EMAIL.search(line.text) if line is not None else None
        if match is not None and line is not None:
            begun = _begun_above(before, line) if match.start() == 0 else ""
            return begun + match.group().strip("'.-") + _rest_below(match, line, lines)
    for text in _broken(lines):
        match = _EMAIL.search(text)
        if match is not None:
            return match.group().strip("'")
    for line in lines:
        match = _EMAIL_APART.search(line.text)
        if match is not None and _is_spelt_out(match.group()):
            domain = re.sub(
                r"\s|[\[({]\s?(?:dot|DOT|\.|punkt)\s?[\])}]",
                lambda one: "" if one.group().isspace() else ".",
                match[2],
            )
            return f"{match[1]}@{domain}"
    return None


def _rest_below(match: re.Match[str], line: Line, lines: Sequence[Line]) -> str:
    """'ada@example.co' / 'm': the last letters of the address stand alone on the next line."""
    if match.end() != len(line.text):
        return ""
    after = next((one.text for before, one in pairwise(lines) if before is line), "")
    return after if re.fullmatch(r"[a-z]{1,2}", after) else ""


def _is_spelt_out(text: str) -> bool:
    """'ada @ example.com' is an address; 'growth @ Acme. Led' is none."""
    return "[" in text or "(" in text or "{" in text or (text.islower() and text.count(" ") <= 3)


def _begun_above(before: Line | None, line: Line) -> str:
    """The first half of a local part that a narrow column broke: 'jane.' / 'doe@example.com'."""
    if before is None or before.column != line.column or not re.fullmatch(r"[\w.+%-]*[._-]", before.text):
        return ""
    return before.text


def _broken(lines: Sequence[Line]) -> Iterator[str]:
    """Two lines as one where an address goes on over their end."""
    for before, line in pairwise(lines):
        last, first = before.text.split()[-1:], line.text.split()[:1]
        if not last or not first or last[0].count("@") + first[0].count("@") != 1:
            continue
        is_domain = last[0].endswith(".") and first[0] == line.text.strip() and first[0].islower()
        if is_domain or _TAIL_OF_EMAIL.search(first[0]):
            yield last[0] + first[0]


# --- phone ----------------------------------------------------------------------------------------


def find_phone(lines: Iterable[Line]) -> str | None:
    """The first possible phone number, as written; no date, passport or licence number."""
    for line in lines:
        for match in _PHONE.finditer(line.text):
            if _is_other_number(line.text[: match.start()]):
                continue
            for found in _one_by_one(_without_open_bracket(match.group())):
                if _is_phone(found):
                    return _unbracketed(found)
    return None


def _one_by_one(text: str) -> Iterator[str]:
    """Each of two numbers with a slash between them; '0171 / 555 01 48' is one."""
    start = 0
    for cut in _TWO_PHONES.finditer(text):
        if sum(map(str.isdigit, text[start : cut.start()])) >= _FEWEST_DIGITS:
            yield text[start : cut.start()].strip()
            start = cut.end()
    yield text[start:].strip()


def _is_phone(found: str) -> bool:
    import phonenumbers

    digits = sum(map(str.isdigit, found))
    if found.startswith("+") and _FEWEST_DIGITS + 1 < digits < _MOST_DIGITS:
        return True
    if not _FEWEST_DIGITS <= digits <= _MOST_DIGITS + 5 or _NO_PHONE.fullmatch(found):
        return False
    for region in _REGIONS:
        try:
            number = phonenumbers.parse(found, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(number):
            return True
    return False


def _unbracketed(found: str) -> str:
    return found if found.count("(") == found.count(")") else found.strip("() ")


def _without_open_bracket(text: str) -> str:
    """'0711 5550 (2023' is a number and the beginning of something else."""
    opened = text.rfind("(")
    return text[:opened] if opened > 0 and ")" not in text[opened:] else text


def _is_other_number(before: str) -> bool:
    """Say whether the words right before a number announce something else: a passport, a date, a fax."""
    piece = re.split(r"[\t|•·]", before)[-1]
    words = [fold(word) for word in re.findall(r"[^\W\d_]+", piece)][-4:]
    return any(word in _words("no_phone_labels") for word in words) and not any(
        word in _words("phone_labels") for word in words
    )


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(map(fold, load_lexicon("network")[name]))


# --- profile --------------------------------------------------------------------------------------


def find_profile(lines: Sequence[Line], name: str | None = None) -> str | None:
    """The LinkedIn address; with the person's `name`, also one that an icon alone stands before."""
    for number, line in enumerate(lines):
        match = _LINKEDIN.search(line.text)
        whole = _whole_address(match, lines, number) if match is not None else None
        if whole is not None:
            return whole
    for line in lines:
        short = _LINKEDIN_SHORT.search(line.text)
        handle = _HANDLE.search(line.text) or _NAMED_HANDLE.search(line.text)
        if short is not None:
            return f"linkedin.com/{short[1]}"
        if handle is not None and handle[1].islower() and fold(handle[1]) not in _words("no_handles"):
            return f"linkedin.com/in/{handle[1]}"
    return _beside_icon(lines, name) if name is not None else None


def _whole_address(match: re.Match[str], lines: Sequence[Line], number: int) -> str | None:
    """The address without its scheme; a narrow sidebar may break it over two lines."""
    found = match.group()
    after = lines[number + 1] if number + 1 < len(lines) else None
    if match.end() == len(lines[number].text) and after is not None:
        rest = _REST.match(after.text)
        broken = found.endswith(("-", "/")) or after.text.startswith("-")
        if rest and (broken or (after.continues and rest.group().islower())):
            found += rest.group()
    plain = re.sub(r"^https?://(?:www\.)?|^www\.|\s", "", found.rstrip("-–."))
    return None if plain.endswith("/") else plain


def find_icon_handles(lines: Sequence[Line]) -> Iterator[str]:
    """What stands behind LinkedIn's icon: the 'jane-doe' of 'ð jane-doe'."""
    for line in lines:
        yield from _icon().findall(line.text)


@cache
def _icon() -> re.Pattern[str]:
    marks = "|".join(map(re.escape, load_lexicon("network")["linkedin_icons"]))
    return re.compile(rf"(?:^|\s)(?:{marks})\s*([\w-]{{5,100}})(?=[\s|]|$)")


def _beside_icon(lines: Sequence[Line], name: str) -> str | None:
    """The handle behind LinkedIn's icon, if it is made of the person's names."""
    words = [_plain(word)[:_BEGINNING] for word in re.findall(r"[^\W\d_]{2,}", name)]
    for handle in find_icon_handles(lines):
        if sum(word in _plain(handle) for word in words) >= min(len(words), 2):
            return f"linkedin.com/in/{handle}"
    return None


def _plain(text: str) -> str:
    """Folded, with 'ue' as 'u': people write their umlauts in either way."""
    return re.sub(r"(?<=[aou])e", "", fold(text))

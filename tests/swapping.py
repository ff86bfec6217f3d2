"""A CV with another person in it: name, pronouns, birth, nationality, family, address, school years."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from cpo_screen.model import Document, Line, Section, Span, Style

_BIRTH = re.compile(
    r"\b(?:born|birth\w*|dob|geboren|geb\.|geburts\w*|née?|naissance|nacid[oa]|nacimiento|nascid[oa]|nascimento|nascita|"
    r"geboorte\w*)(?!\w)|\b(?:age|alter|âge|edad|età|idade|leeftijd)\s*[:\t]",
    re.I,
)
_AGE = re.compile(r"\b\d{2} (years old|Jahre|ans|años|anni|anos|jaar)\b")
_NATION = re.compile(
    r"\b(nationality|citizenship|staatsangehörigkeit|nationalität|nationalité|nacionalidad|nazionalità|cittadinanza|"
    r"nacionalidade|nationaliteit)\b(\s*[:\t]\s*)([^\t|·,;]+)",
    re.I,
)
_YEAR = re.compile(r"(?<![\d-])(19[5-9]\d|20[0-2]\d)(?!\d)")
_PAIRS = (
    ("he", "she"), ("his", "her"), ("him", "her"), ("himself", "herself"), ("Mr", "Ms"),
    ("he/him", "they/them"), ("she/her", "he/him"), ("Herr", "Frau"), ("Monsieur", "Madame"),
    ("Señor", "Señora"),
    ("married", "single"), ("verheiratet", "ledig"), ("marié", "célibataire"), ("mariée", "célibataire"),
    ("casado", "soltero"), ("casada", "soltera"), ("sposato", "celibe"), ("coniugata", "nubile"),
    ("gehuwd", "ongehuwd"), ("male", "female"), ("männlich", "weiblich"), ("homme", "femme"),
    ("two children", "no children"), ("2 children", "no children"), ("zwei Kinder", "keine Kinder"),
    ("2 Kinder", "keine Kinder"), ("deux enfants", "sans enfants"), ("dos hijos", "sin hijos"),
)  # fmt: skip
_WORK = frozenset({"experience", "boards", "volunteering", "projects", "education"})
_XML_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)(</w:t>)")
_EDGES = r"(?<![\w@]){}(?!\w)"


@dataclass(frozen=True)
class Person:
    """Whom the CV is to be of."""

    given: tuple[str, ...]
    family: str
    nation: str
    address: str
    born: int
    studied: int
    """Years by which the dates of school move."""


PEOPLE = (
    Person(("Oluwaseun", "Ifeoma", "Adaeze"), "Nwachukwu", "Nigerian", "Enugu, Nigeria", 1961, -6),
    Person(("Ragnhild", "Solveig", "Astrid"), "Bjørnstad", "Norwegian", "Tromsø, Norway", 1999, -1),
    Person(("Wei", "Jun", "Min"), "Zhang", "Chinese", "Chengdu, China", 1984, -11),
)


def swapped(
    document: Document, sections: Iterable[Section], name: str | None, location: str | None, person: Person
) -> Document:
    """Return the document with its lines changed and all offsets right again."""
    kinds = {id(line): section.kind for section in sections for line in section.lines}
    rules = [*_name_rules(document.text, name, person), *_word_rules()]
    lines: list[Line] = []
    start = 0
    for index, line in enumerate(document.lines):
        kind = kinds.get(id(line), "")
        own = list(rules)
        if index < 12 or kind in ("contact", "header", "personal"):
            own += _location_rules(location, person)
        changed = _changed(line, own, kind, person)
        lines.append(replace(changed, span=Span(start, start + len(changed.text))))
        start += len(changed.text) + 1
    return replace(document, lines=tuple(lines), text="\n".join(line.text for line in lines))


def swapped_file(data: bytes, suffix: str, name: str | None, person: Person) -> bytes:
    """Return a text file, or a Word file, with another person's name, pronouns, family and photo in it."""
    if suffix != ".docx":
        return swapped_text(data.decode("utf-8"), name, person).encode("utf-8")
    changed = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(changed, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename.startswith("word/") and info.filename.endswith(".xml"):
                part = _XML_TEXT.sub(
                    lambda match: match[1] + swapped_text(match[2], name, person) + match[3],
                    part.decode("utf-8"),
                ).encode("utf-8")
            elif info.filename.startswith("word/media/"):
                part = part[::-1]  # another picture: what it shows is not read
            new.writestr(info, part)
    return changed.getvalue()


def swapped_text(text: str, name: str | None, person: Person) -> str:
    """Return a text with another person's name, pronouns and family."""
    for pattern, new in [*_name_rules(text, name, person), *_word_rules()]:
        text = pattern.sub(new, text)
    return text


_Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def _changed(line: Line, rules: list[_Rule], kind: str, person: Person) -> Line:
    if _BIRTH.search(line.text) and kind not in _WORK:
        rules = [*rules, (_YEAR, str(person.born)), (_AGE, r"51 \1")]
    elif kind == "education":
        rules = [*rules, (_YEAR, lambda match: _earlier(match, person))]
    rules = [*rules, (_NATION, lambda match: f"{match[1]}{match[2]}{person.nation}")]
    for pattern, new in rules:
        line = _substituted(line, pattern, new)
    return line


def _earlier(match: re.Match[str], person: Person) -> str:
    year = int(match[0])
    return match[0] if year >= 2025 else str(year + person.studied)


def _substituted(line: Line, pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str]) -> Line:
    """Change a line's text; its styles go on where they did."""
    matches = list(pattern.finditer(line.text))
    if not matches:
        return line
    shifts = [
        (match.end(), len(match.expand(new) if isinstance(new, str) else new(match)) - len(match[0]))
        for match in matches
    ]

    def moved(at: int) -> int:
        return at + sum(shift for end, shift in shifts if end <= at)

    styles = tuple(
        Style(moved(one.start), moved(one.end), one.bold, one.italic, one.size) for one in line.styles
    )
    return replace(line, text=pattern.sub(new, line.text), styles=styles)


def _name_rules(text: str, name: str | None, person: Person) -> list[_Rule]:
    words = [word for word in re.split(r"[\s.]+", name or "") if len(word) > 2]
    rules: list[_Rule] = []
    given = iter(person.given)
    for index, word in enumerate(words):
        if re.search(rf"(?<![\w@/.-]){re.escape(word.lower())}(?![\w@.-])", text):
            continue  # an ordinary word, too
        new = person.family if index == len(words) - 1 else next(given, person.family)
        for form in (str.upper, str.title, str):
            rules.append((re.compile(_EDGES.format(re.escape(form(word)))), form(new)))
    return rules


def _word_rules() -> list[_Rule]:
    return [
        (re.compile(_EDGES.format(re.escape(form(old)))), form(new))
        for old, new in _PAIRS
        for form in (str, str.capitalize)
    ]


def _location_rules(location: str | None, person: Person) -> list[_Rule]:
    return [(re.compile(re.escape(location)), person.address)] if location else []

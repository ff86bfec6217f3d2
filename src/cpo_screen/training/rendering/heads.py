"""Heads of positions and degrees: the same facts in the orders, separators and types that CVs use."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from cpo_screen.training.careers import CareerDegree, CareerPosition
from cpo_screen.training.rendering.dates import Period
from cpo_screen.training.rendering.page import Fragment, FragmentRole, Row
from cpo_screen.training.rendering.words import in_language

_JOINTS = (", ", ", ", ", ", ", ", " - ", " – ", " | ", " • ", " · ", " / ", " — ", ": ")
_PLACES = (", ", ", ", ", ", " – ", " - ", " | ", " · ")
_DATE_PLACES = (
    "right",
    "right",
    "right",
    "second_right",
    "own",
    "own",
    "own_first",
    "end",
    "brackets",
    "start",
    "last",
)


@dataclass(frozen=True, slots=True)
class HeadForm:
    """How one CV writes the heads of its positions."""

    title_first: bool
    one_line: bool
    joint: str
    dates: str
    place: str
    place_joint: str
    bold: str
    italic: str
    capitals: str
    scale: float
    labels: tuple[str, ...]
    label_joint: str
    about: str
    note: str
    duration: str
    anonymous: bool
    numbered: bool


def choose_head_form(random: Random, language: str, rail: bool = False) -> HeadForm:
    """Choose one form; with `rail` the dates stand elsewhere."""
    anonymous = random.random() < 0.1
    joint = in_language("at", language) if random.random() < 0.1 else random.choice(_JOINTS)
    if anonymous:
        joint = random.choice((" ", " - ", ", "))
    labels = random.choice(in_language("labels", language)) if random.random() < 0.06 else ()
    return HeadForm(
        title_first=random.random() < 0.55 or joint.isalpha(),
        one_line=random.random() < 0.5,
        joint=joint,
        dates="none" if rail else random.choice(_DATE_PLACES),
        place=random.choice(("company", "company", "dates", "own", "right", "brackets", "none")),
        place_joint=random.choice((" ", " ï¼ ", " - ", ", ")) if anonymous else random.choice(_PLACES),
        bold=random.choice(("title", "company", "both", "first", "none", "title")),
        italic=random.choice(("", "", "", "company", "title", "dates")),
        capitals=random.choice(("", "", "", "", "", "", "company", "title")),
        scale=random.choice((1.0, 1.0, 1.0, 1.1, 1.2)),
        labels=tuple(labels),
        label_joint=random.choice((": ", " : ", ":   ", "\u2003: ")),
        about=random.choice(("row", "row", "company", "italic", "label", "place", "none")),
        note=random.choice(("company", "title", "row", "dates")) if random.random() < 0.2 else "",
        duration=random.choice(in_language("duration", language)) if random.random() < 0.1 else "",
        anonymous=anonymous,
        numbered=random.random() < 0.04,
    )


def head_rows(
    form: HeadForm, job: CareerPosition, period: Period, language: str, grouped: bool = False
) -> list[Row]:
    """The rows of one position's head; `grouped`: its company stands above already."""
    dates = period(job.start, job.end)
    if form.anonymous:
        places = ("City , State", "City, State", "City, State, Country")
        left_out = places[sum(map(ord, form.joint + form.bold)) % len(places)]
        job = job.model_copy(update={"company": "Company Name", "location": left_out})
    if form.labels:
        return _labelled(form, job, dates)
    if dates and form.duration:
        dates += form.duration.format(years=len(job.title) % 5 + 1, months=len(dates) % 11 + 1)
    title = _one(form, "title", job.title)
    company = None if grouped or job.company is None else _one(form, "company", job.company)
    place = job.location if not grouped and form.place != "none" else None
    lines = _lines(form, title, company, place)
    _add_about(form, job, lines)
    _add_note(form, job, language, lines)
    rows = _with_dates(form, lines, dates)
    if place and form.place == "own" and not (job.about and form.about == "place"):
        rows.append(Row((Fragment(place, "location"),)))
    if place and form.place == "right" and rows and not rows[-1].right:
        rows[-1] = replace(rows[-1], right=(Fragment(place, "location"),))
    if job.about:
        rows += _about_rows(form, job, job.about, language)
    return _numbered(rows, len(job.title) % 9 + 1) if form.numbered else rows


def _about_rows(form: HeadForm, job: CareerPosition, about: str, language: str) -> list[Row]:
    """What the company does, on a line of its own."""
    if form.about == "label":
        labels = in_language("about_labels", language)
        label = Fragment(labels[len(form.joint) % len(labels)], "label")
        return [Row((label, Fragment(about, "other")))]
    if form.about == "place" and job.location and form.place in ("none", "own"):
        sentence = about[:1].upper() + about[1:].rstrip(".")
        return [
            Row((Fragment(job.location, "location"), Fragment(". "), Fragment(f"{sentence}.", "other")))
        ]
    if form.about in ("row", "italic", "place"):
        return [Row((Fragment(about, "other", italic=form.about == "italic"),))]
    return []


def _numbered(rows: list[Row], number: int) -> list[Row]:
    return [replace(rows[0], left=(Fragment(f"{number}. "), *rows[0].left)), *rows[1:]]


def _lines(
    form: HeadForm, title: Fragment, company: Fragment | None, place: str | None
) -> list[list[Fragment]]:
    parts = [[title]]
    if company is not None:
        second = [company]
        if place and form.place == "company":
            second += [Fragment(form.place_joint), Fragment(place, "location")]
        if place and form.place == "brackets":
            second += [Fragment(" ("), Fragment(place, "location"), Fragment(")")]
        parts = [[title], second] if form.title_first else [second, [title]]
    if form.one_line and len(parts) == 2:
        return [[*parts[0], Fragment(form.joint), *parts[1]]]
    return parts


def _one(form: HeadForm, role: FragmentRole, text: str) -> Fragment:
    first = (role == "title") == form.title_first
    bold = form.bold in ("both", role) or (form.bold == "first" and first)
    text = text.upper() if form.capitals == role else text
    return Fragment(text, role, bold, form.italic == role, form.scale if first else 1.0)


def _add_about(form: HeadForm, job: CareerPosition, lines: list[list[Fragment]]) -> None:
    if form.about != "company" or not job.about or len(job.about) > 60:
        return
    for line in lines:
        if any(one.role == "company" for one in line):
            line += [
                Fragment(form.place_joint if form.place_joint.strip() else " · "),
                Fragment(job.about, "other"),
            ]


def _add_note(form: HeadForm, job: CareerPosition, language: str, lines: list[list[Fragment]]) -> None:
    """'full-time', '(3 days a week)', '420 employees' for some of the jobs: no part of a company's name."""
    notes = in_language("notes", language)
    number = sum(map(ord, job.title))
    if not form.note or number % 3 == 0:
        return
    note = Fragment(notes[number % len(notes)].format(number=number % 900 + 8), "other")
    if form.note == "row":
        lines.append([note])
        return
    for line in lines:
        at = next((index for index, one in enumerate(line) if one.role == form.note), None)
        if at is not None and form.note == "title":
            line[at] = replace(line[at], text=f"{line[at].text} ({note.text})")
        elif at is not None:
            bracket = number % 2 == 0
            extra = [Fragment(" ("), note, Fragment(")")] if bracket else [Fragment(", "), note]
            line[at + 1 : at + 1] = extra


def _with_dates(form: HeadForm, lines: list[list[Fragment]], dates: str) -> list[Row]:
    rows = [Row(tuple(line)) for line in lines]
    if not dates or form.dates == "none":
        return rows
    one = Fragment(dates, "dates", italic=form.italic == "dates")
    at = {"second_right": len(rows) - 1, "last": len(rows) - 1}.get(form.dates, 0)
    if form.dates in ("right", "second_right"):
        rows[at] = replace(rows[at], right=(one,))
    elif form.dates == "own_first":
        rows.insert(0, Row((one,)))
    elif form.dates == "own":
        rows.append(Row((one,)))
    elif form.dates == "brackets":
        rows[at] = replace(rows[at], left=(*rows[at].left, Fragment(" ("), one, Fragment(")")))
    elif form.dates == "start":
        rows[0] = replace(rows[0], left=(one, Fragment(form.joint), *rows[0].left))
    else:
        rows[at] = replace(rows[at], left=(*rows[at].left, Fragment(form.joint), one))
    return rows


def _labelled(form: HeadForm, job: CareerPosition, dates: str) -> list[Row]:
    names = dict(zip(("title", "company", "dates", "location", "other"), form.labels, strict=True))
    facts: list[tuple[FragmentRole, str | None]] = [
        ("title", job.title),
        ("company", job.company),
        ("dates", dates or None),
        ("location", job.location),
    ]
    if not form.title_first:
        facts[0], facts[1] = facts[1], facts[0]
    if job.about and form.about != "none":
        facts.insert(len(job.title) % 4, ("other", job.about))
    return [
        Row((Fragment(names[role], "label"), Fragment(form.label_joint), Fragment(text, role)))
        for role, text in facts
        if text
    ]


def group_row(form: HeadForm, jobs: list[CareerPosition], period: Period, dated: bool) -> Row:
    """The line of a company above several titles."""
    first = jobs[0]
    left = [_one(replace(form, title_first=False), "company", first.company or "")]
    if first.location and form.place in ("company", "brackets"):
        left += [Fragment(form.place_joint), Fragment(first.location, "location")]
    right = (Fragment(period(jobs[-1].start, first.end), "dates"),) if dated else ()
    return Row(tuple(left), right, space=0.6)


# --- degrees ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DegreeForm:
    """How one CV writes its degrees."""

    degree_first: bool
    one_line: bool
    joint: str
    field_joint: str
    dates: str
    range: bool
    bold: str
    place: bool
    note: str


def choose_degree_form(random: Random, language: str, rail: bool = False) -> DegreeForm:
    """Choose one form; with `rail` the dates stand elsewhere."""
    return DegreeForm(
        degree_first=random.random() < 0.6,
        one_line=random.random() < 0.5,
        joint=random.choice((", ", ", ", " - ", " – ", " | ", " · ")),
        field_joint=random.choice((", ", in_language("in_field", language), " ", " (", " – ", " - ")),
        dates="none" if rail else random.choice(("right", "own", "end", "brackets", "start")),
        range=random.random() < 0.5,
        bold=random.choice(("degree", "institution", "none")),
        place=random.random() < 0.5,
        note=random.choice(("row", "end", "none")),
    )


def degree_rows(form: DegreeForm, degree: CareerDegree, period: Period) -> list[Row]:
    """The rows of one degree."""
    dates = period(degree.start, degree.end) if form.range else period(None, degree.end)
    first = [Fragment(degree.degree, "degree", form.bold == "degree")]
    if degree.field:
        first += [Fragment(form.field_joint), Fragment(degree.field, "field", form.bold == "degree")]
        first += [Fragment(")")] if form.field_joint.endswith("(") else []
    second = (
        [Fragment(degree.institution, "institution", form.bold == "institution")]
        if degree.institution
        else []
    )
    if second and degree.location and form.place:
        second += [Fragment(", "), Fragment(degree.location, "location")]
    parts = [part for part in ((first, second) if form.degree_first else (second, first)) if part]
    if form.one_line and len(parts) == 2:
        parts = [[*parts[0], Fragment(form.joint), *parts[1]]]
    if degree.note and form.note == "end":
        parts[-1] += [Fragment(form.joint), Fragment(degree.note, "other")]
    rows = [Row(tuple(part)) for part in parts]
    if dates:
        rows = _degree_dates(form, rows, Fragment(dates, "dates"))
    if degree.note and form.note == "row":
        rows.append(Row((Fragment(degree.note, "other"),)))
    return [replace(rows[0], space=0.4), *rows[1:]]


def _degree_dates(form: DegreeForm, rows: list[Row], dates: Fragment) -> list[Row]:
    if form.dates == "right":
        rows[0] = replace(rows[0], right=(dates,))
    elif form.dates == "own":
        rows.append(Row((dates,)))
    elif form.dates == "end":
        rows[-1] = replace(rows[-1], left=(*rows[-1].left, Fragment(form.joint), dates))
    elif form.dates == "brackets":
        rows[-1] = replace(rows[-1], left=(*rows[-1].left, Fragment(" ("), dates, Fragment(")")))
    elif form.dates == "start":
        rows[0] = replace(rows[0], left=(dates, Fragment(form.joint), *rows[0].left))
    return rows

"""Careers as LinkedIn saves a profile to PDF: a dark sidebar, 'March 2021 - Present (5 years 9 months)'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from random import Random

from cpo_screen.training.careers import Career, CareerDegree, CareerPosition
from cpo_screen.training.rendering.page import Block, Fragment, FragmentRole, Page, Row, Style
from cpo_screen.training.rendering.words import in_language

AS_OF = (2026, 11)
_SIZE = 10.5
_PALE, _GREY = "a8b0b5", "b0b0b0"
_WIDE = 0.96


def linkedin_page(career: Career, seed: int) -> Page:
    """The career as such a page; the same seed gives the same page."""
    random = Random(f"{career.id}/{seed}/linkedin")
    words = _choose_words(career.language, random)
    main = [
        *_person(career),
        *_summary(career, words),
        *_experience(career, words, random),
        *_education(career, words, random),
    ]
    style = Style(
        size=_SIZE, margin=22.0, edge=48.0, leading=0.45,
        paper=random.choice(("us-letter", "us-letter", "a4")),
        side_share=0.31, gutter=26.0, side_fill="293e49", side_ink="ffffff",
        side_only_first=random.random() < 0.5, embedded=random.random() < 0.5,
        footer=True, footer_words=words.page,
    )  # fmt: skip
    return Page(tuple(main), tuple(_side(career, words)), style=style)


@dataclass(frozen=True, slots=True)
class _Words:
    """The headings and the words of dates: in one language, or a few of them left in English."""

    headings: tuple[str, ...]
    names: tuple[str, ...]
    month: str
    dash: str
    present: str
    years: tuple[str, str]
    months: tuple[str, str]
    page: str
    levels: tuple[str, ...]

    def date(self, date: str) -> str:
        """A date (YYYY-MM or YYYY) as written."""
        if "-" not in date:
            return date
        return self.month.format(month=self.names[int(date[5:]) - 1], year=date[:4])

    def length(self, months: int) -> str:
        """A number of months in years and months."""
        parts = [(months // 12, self.years), (months % 12, self.months)]
        return " ".join(f"{count} {words[count > 1]}" for count, words in parts if count)

    def period(self, start: str | None, end: str | None) -> str:
        """Start, end and the time between."""
        dates = [self.present if one == "present" else self.date(one) for one in (start, end) if one]
        length = self.length(months_between(start, end)) if start and end else ""
        return self.dash.join(dates) + (f" ({length})" if length else "")


def months_between(start: str, end: str) -> int:
    """Months from start to end, both counted if the dates have months.

    >>> months_between("2021-03", "present"), months_between("2012", "2016")
    (69, 48)
    """
    year, month = AS_OF if end == "present" else (int(end[:4]), int(end[5:] or 0))
    both = "-" in start and (end == "present" or "-" in end)
    if not both:
        return (year - int(start[:4])) * 12
    return (year - int(start[:4])) * 12 + month - int(start[5:]) + 1


def _choose_words(language: str, random: Random) -> _Words:
    mixed = "en" if random.random() < 0.6 else language
    own = list(in_language("linkedin.headings", language))
    own[2:4] = in_language("linkedin.headings", mixed)[2:4]
    names = in_language("months", language)
    years, months = (tuple(in_language(f"linkedin.{one}", language)) for one in ("years", "months"))
    return _Words(
        headings=tuple(own),
        names=tuple(names),
        month=in_language("linkedin.month", language),
        dash=in_language("linkedin.dash", language),
        present=in_language("linkedin.present", mixed),
        years=(years[0], years[1]),
        months=(months[0], months[1]),
        page=in_language("linkedin.page", mixed),
        levels=tuple(in_language("linkedin.levels", language)),
    )


def _row(text: str, role: FragmentRole, size: float = _SIZE, space: float = 0.0, colour: str = "") -> Row:
    return Row((Fragment(text, role, scale=size / _SIZE, colour=colour),), space=space)


# --- the sidebar --------------------------------------------------------------------------------


def _side(career: Career, words: _Words) -> list[Block]:
    contact, skills, languages, certificates = words.headings[:4]
    rows = [*_part(contact, _contact(career))]
    rows += _part(skills, [_row(one, "other", space=0.35) for one in career.skills[:3]])
    rows += _part(languages, [_language(one, words, at) for at, one in enumerate(career.languages)])
    rows += _part(certificates, [_row(one.name, "course", space=0.35) for one in career.courses[:5]])
    return list(rows)


def _part(heading: str, rows: Sequence[Row]) -> list[Row]:
    return [_row(heading, "heading", 13.0, 1.8, "d8e0e5"), *rows] if rows else []


def _contact(career: Career) -> list[Row]:
    noted = ((career.phone, " (Mobile)"), (career.email, ""), (_link(career.linkedin), " (LinkedIn)"),
             (career.website, " (Company)"))  # fmt: skip
    return [
        Row((Fragment(fact, "contact"), Fragment(note, "contact", colour=_PALE)), space=0.4)
        for fact, note in noted
        if fact
    ]


def _link(link: str | None) -> str | None:
    return f"www.{link}" if link and link.startswith("linkedin.com") else link


def _language(text: str, words: _Words, at: int) -> Row:
    name, bracket, level = text.partition(" (")
    level = level if bracket else f"{words.levels[min(at, len(words.levels) - 1)]})"
    return Row((Fragment(name, "other"), Fragment(f" ({level}", "other", colour=_PALE)), space=0.35)


# --- the main column ----------------------------------------------------------------------------


def _person(career: Career) -> list[Row]:
    rows = [_row(career.name, "name", 26.0, 0.4)]
    if career.headline:
        rows.append(_row(career.headline, "headline", 12.0, 0.2))
    if career.location:
        rows.append(_row(career.location, "location", 12.0, 0.0, _GREY))
    return rows


def _heading(text: str, ruled: bool = True) -> list[Row]:
    rows = [Row((), rule=True, rule_share=0.1, space=0.3)] if ruled else []
    return [*rows, _row(text, "heading", 15.75, 1.0)]


def _summary(career: Career, words: _Words) -> list[Row]:
    if not career.summary:
        return []
    scale = 12.0 / _SIZE
    texts = [
        Row((Fragment(text, "other", scale=scale),), space=0.9 if at else 0.2, leading=0.75)
        for at, text in enumerate(career.summary)
    ]
    return [*_heading(words.headings[4], ruled=False), *texts]


def _experience(career: Career, words: _Words, random: Random) -> list[Row]:
    mark = random.choice(("", "", "- ", "• ", "* "))
    keyed = [(job.company or str(number), job) for number, job in enumerate(career.positions)]
    rows = _heading(words.headings[5]) if keyed else []
    for _, group in groupby(keyed, key=lambda one: one[0]):
        jobs = [job for _, job in group]
        if jobs[0].company:
            rows.append(_row(jobs[0].company, "company", 12.0, 1.6))
        if len(jobs) > 1 and (total := _total(jobs, words)):
            rows.append(_row(total, "dates", space=0.1))
        for at, job in enumerate(jobs):
            rows += _position(job, words, mark, space=1.1 if at else 0.1)
    return rows


def _total(jobs: Sequence[CareerPosition], words: _Words) -> str:
    """The time at a company, from the first start to the last end."""
    start, end = jobs[-1].start, jobs[0].end
    return words.length(months_between(start, end)) if start and end else ""


def _position(job: CareerPosition, words: _Words, mark: str, space: float) -> list[Row]:
    rows = [_row(job.title, "title", 11.5, space)]
    dates = words.period(job.start, job.end)
    rows += [_row(dates, "dates", space=0.1)] if dates else []
    rows += [_row(job.location, "location", colour=_GREY)] if job.location else []
    said = [Row((Fragment(job.about, "other"),), leading=_WIDE)] if job.about else []
    for text in job.highlights:
        said.append(Row((Fragment(mark), Fragment(text, "highlight")), leading=_WIDE))
    if said:
        said[0] = Row(said[0].left, space=0.8, leading=_WIDE)
    return rows + said


def _education(career: Career, words: _Words, random: Random) -> list[Row]:
    rows = _heading(words.headings[6]) if career.education else []
    dash = random.choice((" - ", " - ", " – "))
    for degree in career.education:
        if degree.institution:
            rows.append(_row(degree.institution, "institution", 12.0, 1.0))
        rows.append(_degree(degree, words, dash))
    return rows


def _degree(degree: CareerDegree, words: _Words, dash: str) -> Row:
    parts = [Fragment(degree.degree, "degree")]
    parts += [Fragment(", "), Fragment(degree.field, "field")] if degree.field else []
    dates = dash.join(words.date(one) for one in (degree.start, degree.end) if one)
    parts += [Fragment(" · ("), Fragment(dates, "dates"), Fragment(")")] if dates else []
    return Row(tuple(parts), space=0.1)

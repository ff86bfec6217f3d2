"""Compose a career into a page: parts, their order, heads and layout are chosen by chance, from a seed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from random import Random
from typing import Literal

from cpo_screen.training.careers import Career, CareerPosition
from cpo_screen.training.rendering.dates import Period, choose_dates
from cpo_screen.training.rendering.heads import (
    DegreeForm,
    HeadForm,
    choose_degree_form,
    choose_head_form,
    degree_rows,
    group_row,
    head_rows,
)
from cpo_screen.training.rendering.page import Block, Fragment, FragmentRole, Grid, Page, Rail, Row, Style
from cpo_screen.training.rendering.variation import varied
from cpo_screen.training.rendering.words import in_language, load_words

Layout = Literal["single", "sidebar", "rail", "table", "beside"]
_HEADED = 0.9  # of the renderings begin with the name; the others with a part
LAYOUTS: tuple[Layout, ...] = ("single", "single", "sidebar", "sidebar", "rail", "table", "beside")


@dataclass(frozen=True, slots=True)
class Choices:
    """What one rendering of a CV looks like."""

    layout: Layout
    language: str
    head: HeadForm
    degree: DegreeForm
    period: Period
    bullet: str
    duties: str
    heading_capitals: bool
    heading_scale: float
    heading_rule: bool
    grouped: bool
    group_dated: bool
    boards_apart: bool
    space: float


def compose(career: Career, seed: int, layout: Layout) -> Page:
    """One rendering of a career; the same seed gives the same page."""
    random = Random(f"{career.id}/{seed}/{layout}")
    career = varied(career, random)
    choices = _choose(career, random, layout)
    top = _person(career, random, with_contact=layout != "sidebar") if random.random() < _HEADED else []
    style = _style(random)
    parts = {
        "summary": _texts(career, choices, "summary", career.summary),
        "positions": [*_positions(career, choices, random), *_boards(career, choices, random)],
        "education": _education(career, choices),
        "courses": _courses(career, choices, random),
        "skills": _skills(career, choices, random),
        "languages": _lists(career, choices, "languages", career.languages, random),
    }
    blocks = [block for extra in career.blocks for block in _extra(extra.heading, extra.lines, choices)]
    order = ["summary", "positions", "education", "courses", "skills", "languages"]
    if random.random() < 0.25:
        order = ["summary", "education", "positions", "skills", "courses", "languages"]
    if layout != "sidebar":
        main = [block for name in order for block in parts[name]]
        return Page((*top, *main, *blocks), style=style)
    beside = random.sample(["education", "courses", "skills", "languages", "summary"], random.randint(2, 4))
    side = [
        *_contact_part(career, choices),
        *(one for name in order if name in beside for one in parts[name]),
    ]
    main = [block for name in order if name not in beside for block in parts[name]]
    if random.random() < 0.5:
        return Page((*main, *blocks), tuple(side), tuple(top), style)
    return Page((*top, *main, *blocks), tuple(side), (), style)


def _choose(career: Career, random: Random, layout: Layout) -> Choices:
    rail = layout == "rail"
    return Choices(
        layout=layout,
        language=career.language,
        head=choose_head_form(random, career.language, rail),
        degree=choose_degree_form(random, career.language, rail and random.random() < 0.7),
        period=choose_dates(random, career.language),
        bullet=random.choice([*load_words()["bullets"], ""]),
        duties=random.choice(in_language("duties", career.language)) if random.random() < 0.12 else "",
        heading_capitals=random.random() < 0.35,
        heading_scale=random.choice((1.0, 1.1, 1.2, 1.3, 1.5)),
        heading_rule=random.random() < 0.35,
        grouped=random.random() < 0.5,
        group_dated=random.random() < 0.4,
        boards_apart=random.random() < 0.6,
        space=random.choice((0.3, 0.6, 0.9)),
    )


def _style(random: Random) -> Style:
    return Style(
        size=random.choice((8.5, 9.0, 9.5, 10.0, 10.0, 10.5, 11.0, 12.0)),
        margin=random.choice((36.0, 50.0, 57.0, 72.0)),
        leading=random.choice((0.4, 0.5, 0.65, 0.8)),
        serif=random.random() < 0.4,
        paper=random.choice(("a4", "us-letter")),
        side_share=random.choice((0.26, 0.3, 0.34, 0.38)),
        side_left=random.random() < 0.6,
        side_dark=random.random() < 0.25,
        footer=random.random() < 0.25,
    )


# --- the parts ----------------------------------------------------------------------------------


def _heading(text: str | None, choices: Choices) -> list[Row]:
    if text is None:
        return []
    text = text.upper() if choices.heading_capitals else text
    bold = choices.heading_scale < 1.5
    fragment = Fragment(text, "heading", bold=bold, scale=choices.heading_scale)
    return [Row((fragment,), space=1.0, rule=choices.heading_rule)]


def _heading_of(career: Career, name: str, choices: Choices) -> list[Row]:
    own = getattr(career.headings, name)
    given = name in career.headings.model_fields_set
    return _heading(own if given else in_language(f"headings.{name}", career.language)[0], choices)


def _person(career: Career, random: Random, with_contact: bool) -> list[Block]:
    scale = random.choice((1.3, 1.6, 2.0, 2.6))
    name = career.name.upper() if random.random() < 0.2 else career.name
    rows = [Row((Fragment(name, "name", bold=random.random() < 0.7, scale=scale),))]
    if career.headline:
        rows.append(Row((Fragment(career.headline, "headline", italic=random.random() < 0.2),)))
    if with_contact:
        rows += _contact(career, random)
    return list(rows)


def _contact(career: Career, random: Random) -> list[Row]:
    facts = [
        one for one in (career.location, career.phone, career.email, career.linkedin, career.website) if one
    ]
    fragments = [Fragment(one, "location" if one == career.location else "contact") for one in facts]
    if random.random() < 0.3 or not facts:
        return [Row((one,)) for one in fragments]
    joint = random.choice((" | ", " • ", "  ", " · ", ", "))
    joined: list[Fragment] = []
    for one in fragments:
        joined += [Fragment(joint), one] if joined else [one]
    return [Row(tuple(joined))]


def _contact_part(career: Career, choices: Choices) -> list[Block]:
    rows = _heading(in_language("headings.contact", career.language)[0], choices)
    facts = [one for one in (career.phone, career.email, career.linkedin, career.location) if one]
    return [
        *rows,
        *(Row((Fragment(one, "location" if one == career.location else "contact"),)) for one in facts),
    ]


def _texts(career: Career, choices: Choices, name: str, texts: Sequence[str]) -> list[Block]:
    if not texts:
        return []
    return [
        *_heading_of(career, name, choices),
        *(Row((Fragment(text, "other"),), space=0.2) for text in texts),
    ]


def _education(career: Career, choices: Choices) -> list[Block]:
    if not career.education:
        return []
    heading = _heading_of(career, "education", choices)
    if choices.layout == "rail" and choices.degree.dates == "none":
        rails = [
            Rail(
                _dates_row(choices, one.start, one.end),
                tuple(degree_rows(choices.degree, one, choices.period)),
                0.4,
            )
            for one in career.education
        ]
        return [*heading, *rails]
    rows = [row for one in career.education for row in degree_rows(choices.degree, one, choices.period)]
    return [*heading, *rows]


def _dates_row(choices: Choices, start: str | None, end: str | None) -> tuple[Row, ...]:
    text = choices.period(start, end)
    return (Row((Fragment(text, "dates"),)),) if text else ()


def _courses(career: Career, choices: Choices, random: Random) -> list[Block]:
    if not career.courses:
        return []
    joint = random.choice((", ", " – ", " - ", " | "))
    bullet = choices.bullet if random.random() < 0.5 else ""
    rows = []
    for one in career.courses:
        parts = [Fragment(one.name, "course")]
        parts += [Fragment(joint), Fragment(one.provider, "provider")] if one.provider else []
        year = choices.period(None, one.year)
        parts += [Fragment(joint), Fragment(year, "dates")] if year else []
        rows.append(Row(tuple(parts), bullet=bullet))
    return [*_heading_of(career, "courses", choices), *rows]


def _skills(career: Career, choices: Choices, random: Random) -> list[Block]:
    return _lists(career, choices, "skills", career.skills, random)


def _lists(
    career: Career, choices: Choices, name: str, items: Sequence[str], random: Random
) -> list[Block]:
    if not items:
        return []
    heading = _heading_of(career, name, choices)
    if random.random() < 0.5:
        joint = random.choice((", ", " · ", " | ", " • "))
        return [*heading, Row((Fragment(joint.join(items), "other"),))]
    bullet = choices.bullet if random.random() < 0.6 else ""
    return [*heading, *(Row((Fragment(one, "other"),), bullet=bullet) for one in items)]


def _extra(heading: str, lines: Sequence[str], choices: Choices) -> list[Block]:
    return [
        *_heading(heading, choices),
        *(Row((Fragment(one, "other"),), bullet=choices.bullet) for one in lines),
    ]


# --- positions ----------------------------------------------------------------------------------


def _positions(career: Career, choices: Choices, random: Random) -> list[Block]:
    if not career.positions:
        return []
    heading: list[Block] = list(_heading_of(career, "positions", choices))
    if choices.layout == "table":
        return [*heading, _table(career, choices, random)]
    blocks: list[Block] = []
    listed = [job for job in career.positions if not (choices.boards_apart and _is_board(job))]
    for jobs in _groups(listed, choices):
        if len(jobs) > 1:
            blocks.append(group_row(choices.head, jobs, choices.period, choices.group_dated))
        for job in jobs:
            blocks += _position(job, choices, grouped=len(jobs) > 1)
    if choices.layout == "beside":
        return [Rail(tuple(row for row in heading if isinstance(row, Row)), _rows(blocks), 0.8)]
    return [*heading, *blocks]


def _is_board(job: CareerPosition) -> bool:
    words = job.title.lower()
    return any(one in words for one in load_words()["board_words"]) and len(job.highlights) < 2


def _boards(career: Career, choices: Choices, random: Random) -> list[Block]:
    """Board seats and the like under a heading of their own, a line each."""
    jobs = [job for job in career.positions if choices.boards_apart and _is_board(job)]
    if not jobs or choices.layout == "table":
        return []
    rows = []
    form = replace(
        choices.head, one_line=True, joint=", ", labels=(), about="none", note="", title_first=True
    )
    form = replace(form, dates=random.choice(("brackets", "end", "right")), place="none", anonymous=False)
    bullet = choices.bullet if random.random() < 0.6 else ""
    for job in jobs:
        rows += [
            replace(row, bullet=bullet) for row in head_rows(form, job, choices.period, career.language)
        ]
    return [*_heading(random.choice(in_language("headings.boards", career.language)), choices), *rows]


def _rows(blocks: Iterable[Block]) -> tuple[Row, ...]:
    return tuple(block for block in blocks if isinstance(block, Row))


def _groups(jobs: Sequence[CareerPosition], choices: Choices) -> list[list[CareerPosition]]:
    """Neighbouring titles at one company together, where this CV groups them."""
    if not choices.grouped or choices.head.labels:
        return [[job] for job in jobs]
    keyed = [(job.company or str(number), job) for number, job in enumerate(jobs)]
    return [[job for _, job in group] for _, group in groupby(keyed, key=lambda one: one[0])]


def _position(job: CareerPosition, choices: Choices, grouped: bool) -> list[Block]:
    rows = head_rows(choices.head, job, choices.period, choices.language, grouped)
    body = _body(job, choices)
    if choices.layout == "rail":
        return [Rail(_dates_row(choices, job.start, job.end), (*rows, *body), choices.space)]
    return [replace(rows[0], space=choices.space), *rows[1:], *body]


def _body(job: CareerPosition, choices: Choices) -> list[Row]:
    rows = (
        [Row((Fragment(choices.duties, "label", bold=True),))] if choices.duties and job.highlights else []
    )
    return rows + [Row((Fragment(text, "highlight"),), bullet=choices.bullet) for text in job.highlights]


def _table(career: Career, choices: Choices, random: Random) -> Grid:
    """Positions as rows of a table: dates | title and company | highlights, or the head above these."""
    columns = random.choice((2, 2, 3, 4))
    form = replace(
        choices.head, dates="none", labels=(), place="none" if columns == 4 else choices.head.place
    )
    rows: list[tuple[tuple[Row, ...], ...]] = []
    for job in career.positions:
        dates = _dates_row(choices, job.start, job.end)
        body = tuple(_body(job, choices))
        if columns == 4:
            company: tuple[Row, ...] = (Row((Fragment(job.company, "company"),)),) if job.company else ()
            rows.append((dates, company, (Row((Fragment(job.title, "title"),)),), body))
        else:
            head = tuple(head_rows(form, job, choices.period, choices.language))
            rows.append((dates, (*head, *body)) if columns == 2 else (dates, head, body))
    widths = {2: (0.2, 0.8), 3: (0.17, 0.3, 0.53), 4: (0.17, 0.2, 0.2, 0.43)}[columns]
    return Grid(tuple(rows), widths, ruled=random.random() < 0.6)


__all__ = ["LAYOUTS", "FragmentRole", "Layout", "compose"]

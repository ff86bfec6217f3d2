"""The invented careers that the models are trained on: `careers/*.yaml`, a list of records each."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

FOLDER = Path(__file__).parent / "careers"
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=False, pattern=r"^\S(?:.*\S)?$")]
Month = Annotated[str, StringConstraints(pattern=r"^(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?$")]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class CareerPosition(_Record):
    """One job, its texts as on the page; `start` and `end` are YYYY-MM or YYYY, `end` also "present"."""

    title: Text
    company: Text | None
    start: Month | None
    end: Month | str | None
    location: Text | None = None
    about: Text | None = None
    highlights: list[Text] = []

    @model_validator(mode="after")
    def _dates_are_in_order(self) -> CareerPosition:
        if (
            self.end is not None
            and self.end != "present"
            and not re.fullmatch(r"(?:19|20)\d\d(-\d\d)?", self.end)
        ):
            raise ValueError(f"end: {self.end!r} is neither YYYY-MM, YYYY nor present")
        if (
            self.start
            and self.end not in (None, "present")
            and str(self.end)[:7] < self.start[: len(str(self.end))]
        ):
            raise ValueError(f"ends {self.end} before it starts {self.start}")
        return self


class CareerDegree(_Record):
    """One degree: `degree`, `field` and `institution` as printed; `start` and `end` are YYYY-MM or YYYY."""

    degree: Text
    kind: Text
    field: Text | None = None
    institution: Text | None
    start: Month | None = None
    end: Month | None = None
    location: Text | None = None
    note: Text | None = None


class CareerCourse(_Record):
    """One course, certificate or executive programme that is no degree."""

    name: Text
    provider: Text | None = None
    year: Month | None = None


class CareerBlock(_Record):
    """Any further part of the CV: its heading and its lines."""

    heading: Text
    lines: list[Text] = Field(min_length=1)


class CareerHeadings(_Record):
    """How this person heads the parts of the CV; null where the part stands without a heading."""

    summary: Text | None = None
    positions: Text | None = None
    education: Text | None = None
    courses: Text | None = None
    skills: Text | None = None
    languages: Text | None = None


class Career(_Record):
    """One invented person's CV as structured text, without a layout."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    name: Text
    headline: Text | None = None
    email: Text | None = None
    phone: Text | None = None
    linkedin: Text | None = None
    website: Text | None = None
    location: Text | None = None
    summary: list[Text] = []
    headings: CareerHeadings = CareerHeadings()
    positions: list[CareerPosition] = []
    education: list[CareerDegree] = []
    courses: list[CareerCourse] = []
    skills: list[Text] = []
    languages: list[Text] = []
    blocks: list[CareerBlock] = []


def read_careers(folder: Path = FOLDER) -> list[Career]:
    """All careers of a folder, in order; a ValueError names the file and record that is wrong."""
    careers: list[Career] = []
    for path in sorted(folder.glob("*.yaml")):
        for number, record in enumerate(yaml.safe_load(path.read_text("utf-8")) or [], start=1):
            try:
                careers.append(Career.model_validate(record))
            except ValueError as error:
                raise ValueError(f"{path.name}, record {number} ({record.get('id')}): {error}") from error
    twice = {career.id for career in careers if sum(other.id == career.id for other in careers) > 1}
    if twice:
        raise ValueError(f"two careers of one id: {', '.join(sorted(twice))}")
    return careers


if __name__ == "__main__":
    read = read_careers()
    print(f"{len(read)} careers, {sum(len(career.positions) for career in read)} positions")

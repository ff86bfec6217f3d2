"""Other facts for a rendering: what companies do, names without a tell-tale word, 'as above'."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from random import Random

from cpo_screen.headings import fold
from cpo_screen.lexicons import load_lexicon
from cpo_screen.training.careers import Career, CareerPosition
from cpo_screen.training.rendering.words import in_language

_DESCRIBED = 0.1  # of the renderings say what each company does
_BARE = 0.1  # name companies without legal forms and words such as 'Systems'
_SAME = 0.03  # write 'as above' for the company of the job before


def varied(career: Career, random: Random) -> Career:
    """The career as one rendering tells it."""
    jobs: Sequence[CareerPosition] = career.positions
    if random.random() < _BARE:
        jobs = [_changed(job, company=_bare(job.company)) for job in jobs]
    if random.random() < _DESCRIBED:
        pool = in_language("abouts", career.language)
        jobs = [job if job.about else _changed(job, about=random.choice(pool)) for job in jobs]
    if random.random() < _SAME:
        jobs = _with_same(jobs, random.choice(in_language("same_company", career.language)))
    return career.model_copy(update={"positions": list(jobs)})


def _changed(job: CareerPosition, **facts: str | None) -> CareerPosition:
    return job.model_copy(update=facts)


def _with_same(jobs: Sequence[CareerPosition], same: str) -> list[CareerPosition]:
    """'as above' for every second job at one company."""
    found = list(jobs[:1])
    for before, job in pairwise(jobs):
        again = job.company is not None and job.company == before.company == found[-1].company
        found.append(_changed(job, company=same) if again else job)
    return found


def _bare(company: str | None) -> str | None:
    """'Tiffinpay Technologies Pvt. Ltd.': 'Tiffinpay'."""
    words = company.split() if company else []
    while len(words) > 1 and fold(words[-1]).replace(" ", "") in _telling():
        words.pop()
    bare = " ".join(words).rstrip(",&–- ")
    return bare if len(bare) > 2 else company


@cache
def _telling() -> frozenset[str]:
    companies = load_lexicon("companies")
    return frozenset(
        fold(word).replace(" ", "") for word in (*companies["legal_forms"], *companies["words"])
    )

"""Invented people: CVs as lines, each of a person of their own."""

from __future__ import annotations

from random import Random

_FIRST = [
    "Alva",
    "Bram",
    "Cleo",
    "Dario",
    "Edda",
    "Falk",
    "Greta",
    "Hugo",
    "Imke",
    "Jonas",
    "Kaja",
    "Lorenz",
    "Mila",
    "Nils",
    "Oda",
    "Piet",
    "Runa",
    "Sven",
    "Thea",
    "Udo",
    "Vera",
    "Wim",
    "Xenia",
    "Yara",
    "Zeno",
]
_LAST = [
    "Abendroth",
    "Birkholm",
    "Cranshaw",
    "Dunmore",
    "Eversley",
    "Fennimore",
    "Garrick",
    "Hollander",
    "Ilkeston",
    "Jessop",
    "Kestrel",
    "Lindqvist",
    "Marchmont",
    "Northcote",
    "Oakridge",
    "Pemberton",
    "Quillfeather",
    "Ravenscroft",
    "Silverdale",
    "Thornbury",
]
_SYLLABLES = [one + two for one in "bdfgklmnprstv" for two in "aeiou"]
_FIRMS = [
    "Copperline",
    "Bluefinch",
    "Harbourlight",
    "Quillmark",
    "Tinderbox",
    "Northgate",
    "Larkfield",
    "Mossbank",
    "Ironbridge",
    "Saltmarsh",
    "Fernhill",
    "Greyfriars",
    "Windrush",
    "Oakhaven",
]
_ENDS = ("Ltd", "GmbH", "Inc.", "Labs", "Software")
_TITLES = (
    ("Chief Product Officer", "VP Product", "Head of Product"),
    ("Head of Product", "Senior Product Manager", "Product Manager"),
    ("Director of Product", "Group Product Manager", "Software Engineer"),
    ("Senior Product Manager", "Product Manager", "Marketing Manager"),
    ("VP Product", "Director of Product Management", "Data Analyst"),
)
_DEGREES = ("MBA", "MS Computer Science", "BSc Physics", "BA Economics", "MSc Design")
_DID = (
    "Set the product strategy and the roadmap for three years",
    "Led a team of {n} product managers and designers",
    "Grew annual revenue from ${n}M to ${m}M",
    "Launched the product in {n} countries",
    "Interviewed {n} customers and made personas from it",
)


def cv_lines(random: Random) -> list[str]:
    """Lines of a CV that reads well; the person is someone else with every call."""
    first, number = random.choice(_FIRST), random.randrange(10**9)
    last = f"{random.choice(_LAST)}-{''.join(random.choices(_SYLLABLES, k=3)).capitalize()}"
    year = random.randint(2004, 2010)
    lines = [f"{first} {last}", f"{first}.{last}.{number}@example.com".lower(), "", "Experience", ""]
    jobs = []
    for title in reversed(random.choice(_TITLES)):
        end = year + random.randint(2, 5)
        jobs.append((title, year, end))
        year = end
    for at, (title, begun, ended) in enumerate(reversed(jobs)):
        firm = f"{random.choice(_FIRMS)} {random.choice(_ENDS)}"
        lines += [f"{title}, {firm}", f"March {begun} - {f'February {ended}' if at else 'present'}"]
        lines += [f"- {_did(random)}" for _ in range(2)] + [""]
    return [*lines, "Education", f"{random.choice(_DEGREES)}, Example University, {year - 20}"]


def _did(random: Random) -> str:
    few = random.randint(3, 30)
    return random.choice(_DID).format(n=few, m=few * random.randint(2, 5))


def cv_text(random: Random) -> str:
    """The same as one text."""
    return "\n".join(cv_lines(random)) + "\n"

"""Lists of skills: 'Skills: SQL, roadmaps' in any section, and the lines below the heading of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cpo_screen.lexicons import load_lexicon
from cpo_screen.model import Line, SectionKind

_ITEM = re.compile(r"(?:[^,;|•·/\t()\n]|(?<=\b[Aa])/(?=[Bb]\b))+")
_LONGEST = 40  # characters of a skill; longer is a sentence


def begins_with_label(line: Line) -> bool:
    """Whether a line says that it lists skills: 'Tools: SQL, Jira'."""
    return _expression("labels").match(line.text) is not None


def listed_skills(line: Line, section: SectionKind) -> Iterator[re.Match[str]]:
    """Yield the items of a line that lists skills, as places in its text, without what denies or wishes."""
    label = None if section == "skills" else _expression("labels").match(line.text)
    if section != "skills" and label is None:
        return
    for item in _ITEM.finditer(line.text, label.end() if label else 0):
        if len(item.group().strip()) <= _LONGEST and not _expression("denied").search(item.group()):
            yield item


@cache
def _expression(name: str) -> re.Pattern[str]:
    return re.compile(load_lexicon("skill_lists")[name], re.IGNORECASE)

"""Rich text's markup, rewritten so that what striprtf would drop survives it as marks of private use."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from cpo_screen.documents.docx_styles import PLAIN, Look

CELL, ROW, BULLET, PAGE, LOOK, HEADING, IN_CELL, BREAK = (chr(0xE000 + at) for at in range(1, 9))
_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'[0-9a-fA-F]{2}|\\[^a-zA-Z]|[{}]|[\r\n]+|[^\\{}\r\n]+|\\"
)
_LISTS = frozenset({"listtext", "pntext"})
_WORD_MARKS = {"cell": CELL, "nestcell": CELL, "row": ROW, "nestrow": ROW, "page": PAGE, "line": BREAK}
_DROPPED = frozenset(
    {"pict", "fldinst", "object", "objdata", "nonshppict", "shprslt", "nonesttables", "annotation"}
)
_ASIDE = frozenset({"footer", "footerf", "footerl", "footerr", "footnote"})
_SHOWN = frozenset({"header", "headerf", "shptxt"})
_MOST_GROUPS = 2000
_BANNER_LINES = 3
_WHITE_MARKS = re.compile("[\ue000-\ue00f]")


@dataclass(frozen=True, slots=True)
class Marked:
    """Rewritten markup, and the looks that its marks number."""

    text: str
    looks: list[Look]


@dataclass(frozen=True, slots=True)
class _Group:
    look: Look = PLAIN
    dropped: bool = False
    deleted: bool = False
    aside: bool = False
    boxed: bool = False


@dataclass(slots=True)
class _Marking:
    group: _Group = field(default_factory=_Group)
    stack: list[_Group] = field(default_factory=list)
    main: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    box: list[str] = field(default_factory=list)
    looks: dict[Look, int] = field(default_factory=dict)
    in_table: bool = False
    fresh: bool = True

    @property
    def out(self) -> list[str]:
        """Where text goes: the body, a text box, or what comes last."""
        return self.box if self.group.boxed else self.aside if self.group.aside else self.main

    def mark(self, mark: str) -> None:
        """Write a mark so that no skipped character swallows it."""
        self.out.append(f"\\plain {mark}")


def mark_rtf(markup: str) -> Marked:
    """Rewrite untrusted markup in one pass: pictures and field codes go, marks come in."""
    marking = _Marking()
    markup = _WHITE_MARKS.sub("", markup)
    at = 0
    while at < len(markup):
        token = _TOKEN.match(markup, at)
        if token is None:
            break
        at = token.end()
        if token.group(1) == "bin":
            at += max(int(token.group(2) or 0), 0)
        elif token.group(1) is not None:
            _read_word(token, marking)
        else:
            _read_other(token.group(), marking)
    body = "".join(marking.main)
    end = body.rfind("}") if not marking.stack else len(body)
    rest = "\\par ".join(["", "".join(marking.box), "".join(marking.aside)])
    return Marked(f"{body[:end]}{rest}}}", list(marking.looks))


def _read_other(token: str, marking: _Marking) -> None:
    if token == "{":
        if len(marking.stack) < _MOST_GROUPS:
            marking.stack.append(marking.group)
        marking.fresh = True
    elif token == "}":
        was = marking.group
        if not was.dropped:
            marking.out.append("}")
        marking.group = marking.stack.pop() if marking.stack else _Group()
        marking.fresh = True
        return
    if marking.group.dropped:
        return
    if marking.group.deleted and token not in ("{", "\\*"):
        return
    if marking.fresh and token not in ("{", "\\*") and token.strip("\r\n"):
        _mark_look(marking)
    marking.out.append(token)


def _mark_look(marking: _Marking) -> None:
    look = marking.group.look
    marking.mark(f"{LOOK}{marking.looks.setdefault(look, len(marking.looks))};")
    marking.fresh = False


def _read_word(token: re.Match[str], marking: _Marking) -> None:
    word, argument = token.group(1), int(token.group(2) or 1)
    if _redirect(word, marking) or marking.group.dropped:
        return
    marking.group = replace(marking.group, look=_look(word, token.group(2), marking.group.look))
    if word == "deleted":
        marking.group = replace(marking.group, deleted=token.group(2) != "0")
    if word == "u":
        if marking.group.deleted:
            return
        if marking.fresh:
            _mark_look(marking)
        marking.out.append(token.group())
        return
    marking.fresh = True
    if word in ("pard", "intbl"):
        marking.in_table = word == "intbl"
    if word in _WORD_MARKS:
        marking.mark(_WORD_MARKS[word])
    elif word == "par" and marking.in_table and not marking.group.boxed:
        marking.mark(IN_CELL)
    elif word == "outlinelevel" and 0 <= argument < 9 and token.group(2):
        marking.mark(f"{HEADING}{argument + 1}")
    else:
        marking.out.append(token.group())
        if word == "par":
            _place_banner(marking)


def _place_banner(marking: _Marking) -> None:
    """Put a small text box after the paragraph that it hangs on; long ones come after the text."""
    if marking.group.boxed or marking.group.aside or not marking.box:
        return
    if sum(1 for token in marking.box if token.rstrip() == "\\par") <= _BANNER_LINES:
        marking.main.extend(["{\\plain ", *marking.box, "\\par }"])
        marking.box.clear()


def _redirect(word: str, marking: _Marking) -> bool:
    """Whether a word begins a group that goes elsewhere, is dropped, or is shown for what it stands for."""
    group = marking.group
    if group.dropped:
        return True
    if word in _LISTS:
        del marking.out[_opening(marking.out) :]
        marking.mark(BULLET)
        marking.group = replace(group, dropped=True)
        return True
    if word in _DROPPED:
        del marking.out[_opening(marking.out) :]
        marking.group = replace(group, dropped=True)
        return True
    if word in _ASIDE or word in _SHOWN:
        del marking.out[_opening(marking.out) :]
        marking.group = replace(group, aside=word in _ASIDE, boxed=word == "shptxt")
        marking.out.append("{")
        return True
    return False


def _opening(out: list[str]) -> int:
    """Where the group at hand was opened in what is written so far."""
    at = len(out)
    while at and out[at - 1] != "{" and len(out) - at < 4:
        at -= 1
    return at - 1 if at and out[at - 1] == "{" else len(out)


def _look(word: str, argument: str | None, look: Look) -> Look:
    on = argument != "0"
    match word:
        case "plain":
            return PLAIN
        case "b":
            return replace(look, bold=on)
        case "i":
            return replace(look, italic=on)
        case "fs":
            return replace(look, size=int(argument or 24) / 2)
        case "v":
            return replace(look, vanish=on)
        case "caps":
            return replace(look, caps=on)
    return look

"""The little of CSS that decides what a reader of a web page sees: hidden, bold, size, side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

Declarations = dict[str, str]
Compound = tuple[str, frozenset[str], str]  # element name or *, classes, id
_COMPOUND = re.compile(r"([a-z][\w-]*|\*)?((?:[.#][\w-]+)*)", re.I)
_NAME = re.compile(r"([.#])([\w-]+)")
_FACTOR = re.compile(r"([\d.]{1,8})\s*(px|pt|em|rem|%)?")
_FAR = re.compile(r"-\d{3,}")
_REPEAT = re.compile(r"repeat\(\s*(\d{1,2})\s*,")
_MOST_RULES = 1000
_WHITE = frozenset({"white", "#fff", "#ffffff", "rgb(255,255,255)"})
_SIZES = {"xx-small": 0.6, "x-small": 0.75, "small": 0.89, "large": 1.2, "x-large": 1.5, "xx-large": 2.0}
_OFFSETS = ("left", "top", "text-indent", "margin-left")


@dataclass(frozen=True, slots=True)
class Rule:
    """Declarations for the elements that match a chain of compounds, the last being the element's own."""

    chain: tuple[Compound, ...]
    declarations: Declarations


def parse_declarations(text: str) -> Declarations:
    """Property and value pairs of a style attribute, in small letters.

    >>> parse_declarations("Display: NONE !important; color:#fff")
    {'display': 'none', 'color': '#fff'}
    """
    pairs = (part.partition(":") for part in text.lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, colon, value in pairs if colon}


def parse_rules(text: str) -> tuple[Rule, ...]:
    """Rules of a style sheet whose selectors are elements, classes and ids, alone or nested.

    >>> [rule.declarations for rule in parse_rules("nav, .x p { display:none } a:hover { color:red }")]
    [{'display': 'none'}, {'display': 'none'}]
    """
    rules: list[Rule] = []
    for block in _without_media(_without_comments(text)).split("}"):
        selectors, _, body = block.rpartition("{")
        declarations = parse_declarations(body)
        for selector in selectors.split(","):
            chain = _chain(selector)
            if chain and len(rules) < _MOST_RULES:
                rules.append(Rule(chain, declarations))
    return tuple(sorted(rules, key=_weight))


def _without_comments(text: str) -> str:
    first, *others = text.replace("<!--", " ").replace("-->", " ").split("/*")
    return " ".join([first, *(other.partition("*/")[2] for other in others)])


def _without_media(text: str) -> str:
    """Drop @-blocks (print, narrow screens, fonts) and @-statements."""
    kept: list[str] = []
    at = 0
    while (start := text.find("@", at)) >= 0:
        kept.append(text[at:start])
        at = _end_of_block(text, start)
    return "".join([*kept, text[at:]])


def _end_of_block(text: str, start: int) -> int:
    depth = 0
    for at in range(start, len(text)):
        if text[at] == "{":
            depth += 1
        elif text[at] == "}":
            depth -= 1
        if (text[at] == "}" and depth <= 0) or (text[at] == ";" and depth == 0):
            return at + 1
    return len(text)


def _chain(selector: str) -> tuple[Compound, ...]:
    chain = []
    for part in selector.replace(">", " ").split():
        match = _COMPOUND.fullmatch(part)
        if match is None:
            return ()
        names = _NAME.findall(match.group(2))
        classes = frozenset(name for mark, name in names if mark == ".")
        identity = next((name for mark, name in names if mark == "#"), "")
        chain.append(((match.group(1) or "*").lower(), classes, identity))
    return tuple(chain)


def _weight(rule: Rule) -> tuple[int, int, int]:
    """How strongly a rule counts: ids, then classes, then element names."""
    return (
        sum(bool(identity) for _, _, identity in rule.chain),
        sum(len(classes) for _, classes, _ in rule.chain),
        sum(tag != "*" for tag, _, _ in rule.chain),
    )


class Sheet:
    """The rules of a page; which of them can concern an element is looked up once per kind of element."""

    def __init__(self, text: str) -> None:
        self._rules = parse_rules(text)
        self._known: dict[tuple[str, str, str], tuple[Rule, ...]] = {}

    def declarations(self, element: etree._Element) -> Declarations:
        """What the style sheet and the style attribute say about an element itself."""
        found: Declarations = {}
        for rule in self._candidates(element):
            if _nested(element, rule.chain[:-1]):
                found.update(rule.declarations)
        style = element.get("style")
        return found | parse_declarations(style) if style else found

    def _candidates(self, element: etree._Element) -> tuple[Rule, ...]:
        key = (str(element.tag), element.get("class") or "", element.get("id") or "")
        if key not in self._known:
            self._known[key] = tuple(rule for rule in self._rules if _matches(element, rule.chain[-1]))
        return self._known[key]


def _matches(element: etree._Element, compound: Compound) -> bool:
    tag, wanted, identity = compound
    if tag not in ("*", element.tag) or (identity and element.get("id") != identity):
        return False
    return wanted <= set((element.get("class") or "").split())


def _nested(element: etree._Element, outer: tuple[Compound, ...]) -> bool:
    left = list(outer)
    above = element.getparent()
    while left and above is not None:
        if _matches(above, left[-1]):
            left.pop()
        above = above.getparent()
    return not left


def is_unseen(style: Declarations) -> bool:
    """Whether an element so styled cannot be seen: not displayed, invisible, tiny, moved off the page."""
    if style.get("display") == "none" or style.get("visibility") in ("hidden", "collapse"):
        return True
    if style.get("mso-hide") == "all" or re.fullmatch(r"0*\.?0+%?", style.get("opacity", "1")):
        return True
    size = _FACTOR.match(style.get("font-size", ""))
    if size and float_of(size.group(1)) < (2 if size.group(2) in ("px", "pt") else 0.1):
        return True
    return any(_FAR.match(style.get(name, "")) for name in _OFFSETS)


def is_white(style: Declarations) -> bool:
    """Whether the text is set in white."""
    return style.get("color", "").replace(" ", "") in _WHITE


def text_colour(style: Declarations, outer: str) -> str:
    """The colour of the text as rrggbb, or as the page says it; empty for black.

    >>> text_colour({"color": "#c50"}, ""), text_colour({"color": "black"}, "cc5500")
    ('cc5500', '')
    """
    colour = style.get("color", "").replace(" ", "")
    if not colour or colour in ("inherit", "currentcolor"):
        return outer
    bare = colour.removeprefix("#")
    wide = "".join(char * 2 for char in bare) if colour.startswith("#") and len(bare) == 3 else bare
    return "" if wide in ("black", "000000") else wide


def has_backdrop(style: Declarations) -> bool:
    """Whether something other than white paper is put behind the text."""
    value = (style.get("background-color") or style.get("background") or "").replace(" ", "")
    return bool(style.get("background-image")) or value not in ("", "none", "transparent", *_WHITE)


def font_size(style: Declarations, outer: float, root: float) -> float:
    """The size in points that a style sets, else the size around it."""
    value = style.get("font-size", "")
    match = _FACTOR.match(value)
    if match is None:
        return outer * _SIZES[value] if value in _SIZES else outer
    number = float_of(match.group(1))
    factors = {"px": 0.75, "pt": 1.0, "em": outer, "rem": root, "%": outer / 100}
    size = number * factors.get(match.group(2) or "px", 0.75)
    return size if 1 <= size <= 200 else outer


def float_of(text: str) -> float:
    """The number that a text of digits and points stands for, 0.0 if it is none."""
    return float(text) if re.fullmatch(r"\d*\.?\d+|\d+\.", text) else 0.0


def tracks(style: Declarations) -> int:
    """How many texts stand side by side in an element: 0 none, 99 all its children."""
    display = style.get("display", "")
    if display in ("flex", "inline-flex"):
        return 0 if style.get("flex-direction", "row").startswith("column") else 99
    columns = style.get("grid-template-columns", "")
    if display != "grid" or not columns:
        return 0
    repeat = _REPEAT.search(columns)
    return int(repeat.group(1)) if repeat else len(re.sub(r"\([^()]*\)", "", columns).split())

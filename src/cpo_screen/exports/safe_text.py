"""Text from strangers' files made safe for a spreadsheet's cell and for a terminal."""

from __future__ import annotations

import re
import unicodedata

# What a spreadsheet may take for the start of a formula, once spaces and quotes before it are gone.
# NFKC turns the full-width and small forms into these; U+2212 is the minus sign that it leaves alone.
_TRIGGERS = "=+-@\u2212"
_BEFORE = re.compile(r"[\s'\"`´‘’“”«»]*")
# Where semicolons separate columns (Excel in much of Europe), a new cell begins behind one.
_BEHIND_SEMICOLON = re.compile(r"(;[\s'\"]*)(?=[=+\-@\u2212＝＋－＠﹢﹣﹦﹫])")


def one_line(text: str) -> str:
    """Make white space single spaces and drop what is not printed: controls, escapes, bidi marks.

    >>> one_line("Ann\\x1b[31m\\n  Lee")
    'Ann[31m Lee'
    """
    if text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text  # a space is the only printable white space
    line = " ".join(text.split())
    return line if line.isprintable() else "".join(char for char in line if char.isprintable())


def cell(text: str) -> str:
    """Make a spreadsheet's cell that no program takes for a formula: an apostrophe goes before it.

    >>> cell("=1+1"), cell("+49 30 901820"), cell("Ann Lee")
    ("'=1+1", "'+49 30 901820", 'Ann Lee')
    """
    line = one_line(text)
    if ";" in line:
        line = _BEHIND_SEMICOLON.sub(r"\1'", line)
    if line[:1].isalnum():
        return line
    begin = _BEFORE.sub("", line, count=1)[:1]
    risky = begin != "" and unicodedata.normalize("NFKC", begin)[:1] in _TRIGGERS
    return f"'{line}" if risky else line

"""Bold and italic by a font's name: what PDF producers have left of it."""

from __future__ import annotations

import re

_BOLD = re.compile(
    r"bold|black|heavy|semibd|demi(?!l)|extrabd|\bbd\b|-bd|cmbx|sfbx|cmssbx|ecbx|tcbx|lmbx|f[0-9]+b$", re.I
)
_PLAIN = re.compile(r"regular|roman|book|normal|medium|light|thin|italic|oblique", re.I)
_NOT_BOLD = re.compile(r"(?:semi)?light|thin", re.I)
_ITALIC = re.compile(r"italic|oblique|slanted|-it\b|ital$|cmti|sfti|cmsl|ecti|-i$|kursiv", re.I)


def is_bold_name(name: str) -> bool:
    """Say whether a font's name speaks of bold type.

    >>> is_bold_name("ABCDEF+Lato-SemiBold"), is_bold_name("CMBX10"), is_bold_name("Lato-Light")
    (True, True, False)
    """
    return bool(_BOLD.search(name)) and not _NOT_BOLD.search(name)


def is_italic_name(name: str) -> bool:
    """Say whether a font's name speaks of italic type.

    >>> is_italic_name("Arial-ItalicMT"), is_italic_name("CMTI10"), is_italic_name("Arial")
    (True, True, False)
    """
    return bool(_ITALIC.search(name))


def is_plain_name(name: str) -> bool:
    """Say whether a font's name speaks of ordinary weight, whatever its stems measure.

    >>> is_plain_name("NotoSans-Regular"), is_plain_name("ABCDEF+Jost")
    (True, False)
    """
    return bool(_PLAIN.search(name)) and not is_bold_name(name)

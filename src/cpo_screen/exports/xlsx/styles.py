"""How cells look: fonts, fills, number formats. The colours can be told apart without red and green."""

from __future__ import annotations

from typing import Any

_TOP: dict[str, Any] = {"valign": "top"}
_LINE: dict[str, Any] = {"bottom": 1, "bottom_color": "#D9DEE4"}
_PLAIN = _TOP | _LINE | {"align": "left", "indent": 1}
_NUMBER = _TOP | _LINE | {"align": "right", "indent": 1}
_INK = "#1F2A37"
_TIER_FILLS = ("#2F7D6B", "#A9D6C8", "#DCEBF5", "#ECEEF1")
_TIER_INKS = ("#FFFFFF", _INK, _INK, "#4B5563")
TIERS = len(_TIER_FILLS)

STYLES: dict[str, dict[str, Any]] = {
    "text": _PLAIN,
    "wrapped": _PLAIN | {"text_wrap": True},
    "bold": _PLAIN | {"bold": True, "text_wrap": True},
    "quote": _PLAIN | {"text_wrap": True, "italic": True},
    "faint": _PLAIN | {"font_color": "#6B7280"},
    "whole": _NUMBER | {"num_format": "0"},
    "one": _NUMBER | {"num_format": "0.0"},
    "score": _NUMBER | {"num_format": "0.0", "bold": True},
    "money": _NUMBER | {"num_format": "#,##0"},
    "percent": _NUMBER | {"num_format": "0.0%"},
    "link": _PLAIN | {"font_color": "#1D4E89", "underline": 1, "bold": True},
    "header": {
        "bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": _INK, "font_color": "#FFFFFF",
        "border": 1, "border_color": "#4B5563", "align": "left", "indent": 1,
    },
    "title": {"bold": True, "font_size": 16, "font_color": _INK},
    "heading": {"bold": True, "font_size": 12, "font_color": _INK},
    "note": {"valign": "top", "font_color": "#4B5563"},
    "said": {"valign": "top"},
    "alert": {"valign": "top", "bold": True, "font_color": "#8A4B00"},
    "sum": {"bold": True, "top": 1, "num_format": "0.0", "align": "right", "indent": 1},
    "sum_text": {"bold": True, "top": 1, "align": "left", "indent": 1},
    "met": _PLAIN | {"font_color": "#17614F", "bold": True},
    "not_met": _PLAIN | {"font_color": "#9B1C1C", "bold": True},
    "unknown": _PLAIN | {"font_color": "#8A4B00", "bold": True},
    **{
        f"tier_{at}": _PLAIN | {"bg_color": fill, "font_color": ink, "bold": at == 0}
        for at, (fill, ink) in enumerate(zip(_TIER_FILLS, _TIER_INKS, strict=True))
    },
}  # fmt: skip
SCORE_SCALE = {
    "type": "3_color_scale", "min_color": "#FBE3B5", "mid_color": "#FFFFFF", "max_color": "#8CCBB8",
}  # fmt: skip
POINTS_SCALE = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#9EC5E8"}

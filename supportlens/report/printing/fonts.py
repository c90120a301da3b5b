"""The typeface of printed pages, which is shipped with the program."""

from __future__ import annotations

from contextlib import suppress
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from supportlens.resources import resource

_FAMILY = "Inter"
_NARROWER = 0.9
"""Inter is wider than the typeface that the widths of the columns were chosen for."""


@cache
def _load_fonts() -> None:
    for path in sorted(resource("fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(path))


def page_font(size: float, *, bold: bool = False, italic: bool = False) -> QFont:
    """Return the typeface in a size of the sheet, in points of the page."""
    _load_fonts()
    font = QFont(_FAMILY)
    font.setPixelSize(max(1, round(size * _NARROWER)))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    font.setItalic(italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    with suppress(TypeError):  # PySide6 6.8 has no way to name a feature: "(4" is then copied without "("
        font.setFeature(QFont.Tag("calt"), 0)
    return font

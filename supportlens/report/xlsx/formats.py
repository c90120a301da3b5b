"""Turns styles into the formats of one file, each different one once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supportlens.report.layout.styles import DAY, MOMENT, TYPEFACE

if TYPE_CHECKING:
    from collections.abc import Callable

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

    from supportlens.report.layout.styles import Style

_DOWN = {"top": "top", "center": "vcenter", "bottom": "bottom"}
_BUILT_IN = {DAY: 14, MOMENT: 22}
"""The numbers of the formats that follow the reader's country: they must not be written as text."""
_SOLID, _THIN = 1, 1


class FormatShelf:
    """The formats of one file by style."""

    def __init__(self, book: Workbook, colour: Callable[[str], str]) -> None:
        """Make formats of `book`; `colour` returns the company's colour for one of the program's."""
        self._book, self._colour = book, colour
        self._known: dict[tuple[Style, bool], Format] = {}

    def format(self, style: Style, *, quoted: bool = False) -> Format:
        """Return the format of a style; `quoted` keeps a text from becoming a formula when it is edited."""
        key = (style, quoted)
        if key not in self._known:
            made = self._book.add_format(_properties(style, self._colour))
            if quoted:
                made.set_quote_prefix()
            made._get_xf_index()  # noqa: SLF001 - a streamed sheet needs the number before it is assembled
            self._known[key] = made
        return self._known[key]

    def run(self, colour: str, size: float, *, bold: bool) -> Format:
        """Return the format of a part of a text."""
        return self._book.add_format(
            {"font_name": TYPEFACE, "font_size": size, "font_color": f"#{self._colour(colour)}", "bold": bold}
        )


def _properties(style: Style, colour: Callable[[str], str]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "font_name": TYPEFACE,
        "font_size": style.size,
        "font_color": f"#{colour(style.colour)}",
        "bold": style.bold,
        "italic": style.italic,
        "underline": int(style.underline),
        "align": style.across,
        "valign": _DOWN[style.down],
        "text_wrap": style.wrap,
        "indent": style.indent,
        "num_format": _BUILT_IN.get(style.format, style.format),
    }
    if style.fill:
        found |= {"pattern": _SOLID, "bg_color": f"#{colour(style.fill)}"}
    if style.line:
        found |= {"bottom": _THIN, "bottom_color": f"#{colour(style.line)}"}
    return found

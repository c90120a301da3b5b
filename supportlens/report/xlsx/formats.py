"""Turns styles into the formats of one file, each different one once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supportlens.report.layout.styles import TYPEFACE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

    from supportlens.report.layout.styles import Style

_DOWN = {"top": "top", "center": "vcenter", "bottom": "bottom"}
_SOLID, _THIN = 1, 1


class FormatShelf:
    """The formats of one file by style."""

    def __init__(
        self, book: Workbook, colour: Callable[[str], str], formats: Mapping[str, str] | None = None
    ) -> None:
        """Make formats of `book`.

        `colour` returns the company's colour for one of the program's; `formats` holds how the language of
        the file writes some of the program's number formats.
        """
        self._book, self._colour, self._written = book, colour, formats or {}
        self._known: dict[tuple[Style, bool], Format] = {}

    def format(self, style: Style, *, quoted: bool = False) -> Format:
        """Return the format of a style; `quoted` keeps a text from becoming a formula when it is edited."""
        key = (style, quoted)
        if key not in self._known:
            made = self._book.add_format(_properties(style, self._colour, self.number_format(style.format)))
            if quoted:
                made.set_quote_prefix()
            made._get_xf_index()  # noqa: SLF001 - a streamed sheet needs the number before it is assembled
            self._known[key] = made
        return self._known[key]

    def number_format(self, own: str) -> str:
        """Return how this file writes a number format of the program."""
        return self._written.get(own, own)

    def run(self, colour: str, size: float, *, bold: bool) -> Format:
        """Return the format of a part of a text."""
        return self._book.add_format(
            {"font_name": TYPEFACE, "font_size": size, "font_color": f"#{self._colour(colour)}", "bold": bold}
        )


def _properties(style: Style, colour: Callable[[str], str], number_format: str) -> dict[str, Any]:
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
        "num_format": number_format,
    }
    if style.fill:
        found |= {"pattern": _SOLID, "bg_color": f"#{colour(style.fill)}"}
    if style.line:
        found |= {"bottom": _THIN, "bottom_color": f"#{colour(style.line)}"}
    return found

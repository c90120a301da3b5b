"""The workbook's look: the light colours of the window, one typeface, a few styles."""

from __future__ import annotations

from dataclasses import dataclass, replace

INK = "1B2430"
INK_2 = "566072"
INK_3 = "626B7A"
ACCENT = "0B6E69"
ACCENT_SOFT = "E3F1EF"
REST = "C9CDD4"
WARN = "A54A07"
WARN_SOFT = "FBEFE2"
GROUND = "F6F5F1"
LINE = "E4E2DB"
SERIES = ("0072B2", "CC79A7", "009E73", "56B4E9", "D55E00")
"""Lines that must be told apart (Okabe and Ito)."""
LINK = ACCENT
"""Text that leads to another cell."""

# The window's typeface is not on the reader's computer; this one comes with every Excel.
TYPEFACE = "Calibri"

INTEGER = "#,##0"
DECIMAL = "#,##0.0"
RATE = "[=0]0;[<1]0.00;#,##0.0"
"""Tickets a day or a week: below one, one decimal would hide half of it."""
PERCENT = "0%"
PERCENT_1 = "0.0%"
RATIO = '[>=10]"×"#,##0;"×"#,##0.0'
MARK = '"●"'
"""A height at which a chart draws a mark: whoever reads the cell sees the mark."""
# Each file writes these as its language does.
DAY = "d mmm yyyy"
MOMENT = "d mmm yyyy hh:mm"
SHORT_DAY = "d mmm"


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell is formatted."""

    size: float = 11
    bold: bool = False
    italic: bool = False
    colour: str = INK
    fill: str | None = None
    across: str = "left"
    down: str = "top"
    wrap: bool = True
    format: str = "General"
    line: str | None = None
    """Colour of a hairline below."""
    indent: int = 0
    underline: bool = False


BODY = Style()
MUTED = Style(colour=INK_2)
SMALL = Style(size=9, colour=INK_3)
EYEBROW = Style(size=10, bold=True, colour=INK_3, wrap=False)
TITLE = Style(size=20, bold=True, down="center")
SUBTITLE = Style(size=14, bold=True, down="center")
HEADING = Style(size=11, bold=True, colour=ACCENT, down="bottom", wrap=False)
SENTENCE = Style(size=18, down="center")
FIGURE = Style(size=22, bold=True, fill=GROUND, down="center", wrap=False, indent=1)
CAPTION = Style(size=10, colour=INK_2, fill=GROUND, indent=1)
HEADER = Style(bold=True, colour="FFFFFF", fill=INK_2, down="center", indent=1)
LABEL = Style(bold=True, colour=INK_2, line=LINE)
FIELD = Style(line=LINE)
FILL_IN = Style(fill=GROUND, line=REST)
"""A cell for the reader to write in."""
NOTICE = Style(colour=INK_2, fill=GROUND, indent=1, down="center")
WARNING = Style(colour=WARN, fill=WARN_SOFT, indent=1, down="center")
CELL = Style(line=LINE, indent=1)
STRONG = replace(CELL, bold=True, colour=ACCENT)

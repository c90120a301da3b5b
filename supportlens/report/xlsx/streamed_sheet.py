"""A sheet whose rows go to the file one by one, without being held as cells."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from xlsxwriter.url import Url
from xlsxwriter.worksheet import Worksheet

from supportlens.report.layout.styles import HEADER, Style
from supportlens.report.writing.addresses import column_letter
from supportlens.report.writing.safe_text import excel_safe, opens_like_formula

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from supportlens.report.layout.book import CellLink, StreamedColumn, StreamedRows
    from supportlens.report.xlsx.formats import FormatShelf

_BLOCK = 2_000
"""Rows that are read and written before the next report. Judgement: some thirty milliseconds; more would hold
more values at once, fewer would ask each column more often."""
_MOST_LINKS = 20_000
"""Links of one sheet, in its first rows. Excel takes 65 530 and opens a sheet with that many slowly."""
_REMEMBERED = 4_096
"""Different values of a column whose cell is kept ready: names repeat, texts do not."""
_FIRST_DAY, _DAY_ZERO = datetime(1900, 3, 1), datetime(1899, 12, 30)  # noqa: DTZ001 - days of Excel have no zone
"""Excel counts a day in February 1900 that never was; dates before are written as text."""
_EXACT = 10**15
"""Whole numbers from here on lose digits in Excel, and are written as text."""
_ESCAPED = re.compile("(_x[0-9a-fA-F]{4}_)")
_MARKUP = re.compile("[&<>]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


class StreamedSheet(Worksheet):  # type: ignore[misc] # the library has no types
    """A worksheet of XlsxWriter whose data are written from columns while the file is assembled.

    XlsxWriter spends most of its time on one call and one tuple per cell. The rows of tickets are plain,
    so this writes them as XML directly: a third of the time, and no cell is held. Everything around the
    data (widths, panes, tables, print set-up) is XlsxWriter's.
    """

    def fill(self, streamed: StreamedRows, shelf: FormatShelf, report: Callable[[int], None]) -> None:
        """Take the rows to write; `report` is told how many were written and may raise to stop."""
        self._streamed, self._report, self._links_left = streamed, report, _MOST_LINKS
        self._quoted = shelf.format(Style(wrap=False, down="bottom"), quoted=True)
        self._plain = {
            column.format: shelf.format(Style(wrap=False, down="bottom", format=column.format))
            for column in streamed.columns
        }
        self._linked = shelf.format(Style(wrap=False, down="bottom", colour="0B6E69", underline=True))
        first, last = streamed.header_row - 1, streamed.header_row - 1 + len(streamed.rows)
        self._check_dimensions(last, len(streamed.columns) - 1)
        if not streamed.rows:
            return
        # A table of two rows, then its true end: `add_table` notes every cell of it in a dictionary.
        titles = [
            {"header": column.title, "header_format": shelf.format(HEADER)} for column in streamed.columns
        ]
        width = len(titles) - 1
        look = {"name": streamed.table, "columns": titles, "style": "Table Style Light 1"}
        self.add_table(first, 0, first + 1, width, {**look, "banded_rows": False})
        whole = f"A{first + 1}:{column_letter(width + 1)}{last + 1}"
        self.tables[-1].update({"range": whole, "a_range": whole, "autofilter": whole})

    def _write_rows(self) -> None:
        """Write the rows above the data from their cells, then the data."""
        streamed = self._streamed
        # Only the rows above: XlsxWriter makes an entry for every row that it looks at.
        self.dim_rowmax = streamed.header_row - 1
        super()._write_rows()
        self.dim_rowmax = streamed.header_row - 1 + len(streamed.rows)
        try:
            self._write_streamed()
        except BaseException:
            self._xml_close()  # or the file would stay open after somebody stopped the work
            raise

    def _write_streamed(self) -> None:
        streamed = self._streamed
        renderers = [lru_cache(_REMEMBERED)(self._renderer(column)) for column in streamed.columns]
        letters = [column_letter(at) for at in range(1, len(streamed.columns) + 1)]
        row = streamed.header_row
        for done in range(0, len(streamed.rows), _BLOCK):
            self._report(done)
            columns = list(streamed.read(streamed.rows[done : done + _BLOCK]))
            self._note_links(row, columns)
            rendered = [map(render, values) for render, values in zip(renderers, columns, strict=True)]
            for cells in zip(*rendered, strict=True):
                row += 1
                written = "".join(
                    [
                        f'<c r="{letter}{row}{cell}'
                        for letter, cell in zip(letters, cells, strict=True)
                        if cell
                    ]
                )
                self.fh.write(f'<row r="{row}">{written}</row>')

    def _renderer(self, column: StreamedColumn) -> Callable[[object], str]:
        """Return what turns a value into its cell, from after the address on."""
        index = self._plain[column.format]._get_xf_index()  # noqa: SLF001 - as in `FormatShelf`
        quoted = self._quoted._get_xf_index()  # noqa: SLF001 - as above
        linked = self._linked._get_xf_index()  # noqa: SLF001 - as above
        links = column.links

        def render(value: object) -> str:
            if value is None or value == "":
                return ""
            number = number_text(value)
            if number is not None:
                kind = "b" if isinstance(value, bool) else "n"
                return f'" s="{index}" t="{kind}"><v>{number}</v></c>'
            text = excel_safe(str(value))
            style = index
            if links is not None and links(value) is not None:
                style = linked
            elif opens_like_formula(text):
                style = quoted
            return f'" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'

        return render

    def _note_links(self, first: int, columns: Sequence[Sequence[object]]) -> None:
        """Note the links of some rows while there is room; XlsxWriter writes them after the data."""
        for at, (column, values) in enumerate(zip(self._streamed.columns, columns, strict=True)):
            if column.links is None:
                continue
            for row, value in enumerate(values, start=first):
                link = column.links(value) if self._links_left else None
                if link is not None:
                    self._links_left -= 1
                    self.hyperlinks[row][at] = _internal(link)


def _internal(link: CellLink) -> Any:
    return Url(link_address(link))


def link_address(link: CellLink) -> str:
    """Return the address of a cell of the same workbook as XlsxWriter takes it."""
    sheet = link.sheet.replace("'", "''")
    return f"internal:'{sheet}'!{column_letter(link.column)}{link.row}"


def number_text(value: object) -> str | None:
    """Return a number, truth value or date as Excel stores it; None for what must be a text."""
    if isinstance(value, int):  # a truth value is one too
        return str(int(value)) if abs(value) < _EXACT else None
    if isinstance(value, float):
        return repr(float(value)) if abs(value) < float("inf") else None
    if isinstance(value, datetime):
        if value.tzinfo is not None or value < _FIRST_DAY:
            return None
        return repr((value - _DAY_ZERO).total_seconds() / 86_400)
    if isinstance(value, date):
        return str((value - _DAY_ZERO.date()).days) if value >= _FIRST_DAY.date() else None
    return None


def escape(text: str) -> str:
    """Return a text as XML; what Excel would read as an escaped character is escaped itself."""
    if "_x" in text:
        text = _ESCAPED.sub(r"_x005F\1", text)
    return _MARKUP.sub(lambda found: _ENTITIES[found.group()], text) if _MARKUP.search(text) else text

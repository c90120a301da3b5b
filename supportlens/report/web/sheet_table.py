"""A sheet as a table of a web page, with its charts in between."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from supportlens.report.drawing.canvas import Box
from supportlens.report.drawing.chart_drawing import chart_box, draw_chart
from supportlens.report.drawing.shown_values import shown_text
from supportlens.report.layout.book import RichText
from supportlens.report.layout.charts import recolour
from supportlens.report.layout.ranges import CellRange
from supportlens.report.layout.styles import HEADER, INK
from supportlens.report.web.svg_canvas import SvgCanvas
from supportlens.report.web.tints import tint_cells

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from supportlens.i18n import Words
    from supportlens.report.layout.book import BookDraft, CellLink, SheetCell, SheetDraft
    from supportlens.report.web.style_sheet import StyleSheet

    Place = tuple[str, int]
    """The name of a sheet and a row of it."""

_USUAL_WIDTH = 8.43
_LETTER, _PADDING = 7.4, 14.0
"""Points of the screen of a character of the width of a column, and of the white beside its text."""
_SPARK = Box(0, 0, 98, 16)


class SheetTable:
    """One sheet while it is set as a table."""

    def __init__(
        self,
        book: BookDraft,
        sheet: SheetDraft,
        words: Words,
        looks: StyleSheet,
        anchors: Mapping[Place, str],
    ) -> None:
        """`anchors` names the rows that links lead to."""
        self._book, self._sheet, self._words, self._looks, self._anchors = book, sheet, words, looks, anchors
        self._sparks = {(one.row, one.column): one for one in sheet.sparks}
        places = [*sheet.cells, *self._sparks]
        last = max((column for _, column in places), default=1)
        self._columns = [at for at in range(1, last + 1) if at not in sheet.hidden]
        self._spans = {(cells.first_row, cells.first_column): cells for cells in sheet.merged}
        self._covered = _covered(sheet.merged)
        self._tints = tint_cells(sheet)
        self._titles = {one.cells.first_row for one in sheet.tables}

    def text(self) -> str:
        """Return the table."""
        by_row: dict[int, set[int]] = {}
        for row, column in [*self._sheet.cells, *self._sparks]:
            by_row.setdefault(row, set()).add(column)
        charts: dict[int, list[str]] = {}
        for chart in self._sheet.charts:
            canvas = SvgCanvas()
            draw_chart(canvas, self._book, self._sheet, recolour(chart, self._book.colour), self._words)
            # A chart beside or below a table stands before the row at which it begins.
            charts.setdefault(chart.at[0], []).append(canvas.finish(chart_box(chart), chart.description))
        parts, before = [], 0
        for row in sorted({*by_row, *charts}):
            if before and row > before + 1:
                parts.append(f'<tr class="space"><td colspan="{len(self._columns)}"></td></tr>')
            if row in charts:
                parts.append(
                    f'<tr><td colspan="{len(self._columns)}"><div class="charts">'
                    f"{''.join(charts[row])}</div></td></tr>"
                )
            if row in by_row:
                parts.append(self._row(row, by_row[row]))
            before = row
        widths = [self._width(at) for at in self._columns]
        sizes = "".join(f'<col style="width:{width:.0f}px">' for width in widths)
        body = "\n".join(parts)
        return (
            f'{self._pictures()}<div class="scroll"><table style="min-width:{sum(widths):.0f}px">'
            f"<colgroup>{sizes}</colgroup>\n{body}\n</table></div>"
        )

    def _width(self, column: int) -> float:
        return self._sheet.widths.get(column, _USUAL_WIDTH) * _LETTER + _PADDING

    def _pictures(self) -> str:
        """Return the pictures of the sheet, inside the page itself."""
        found = []
        for picture in self._sheet.pictures:
            kind = "png" if picture.content.startswith(b"\x89PNG") else "jpeg"
            content = b64encode(picture.content).decode("ascii")
            found.append(
                f'<img src="data:image/{kind};base64,{content}" alt="{escape(picture.description)}">'
            )
        return "".join(found)

    def _row(self, row: int, columns: Collection[int]) -> str:
        anchor = self._anchors.get((self._sheet.title, row))
        cells, last = [], max(columns)
        for column in self._columns:
            if column > last:
                break
            if (row, column) not in self._covered:
                cells.append(self._cell(row, column))
        named = f' id="{anchor}"' if anchor else ""
        return f"<tr{named}>{''.join(cells)}</tr>"

    def _cell(self, row: int, column: int) -> str:
        cell = self._sheet.cells.get((row, column))
        span = self._spans.get((row, column))
        marks = _spans(span, self._sheet.hidden) if span else ""
        spark = self._spark(row, column)
        if cell is None:
            return f"<td{marks}>{spark}</td>"
        title = row in self._titles and cell.style.fill == HEADER.fill
        tag = "th" if title else "td"
        marks += ' scope="col"' if title else ""
        leads_away = cell.link is not None and self._target(cell.link) is None
        style = replace(cell.style, colour=INK) if leads_away else cell.style
        marks += f' class="{self._looks.name(style)}"'
        tint = self._tints.get((row, column))
        marks += f' style="background:{tint}"' if tint else ""
        return f"<{tag}{marks}>{self._content(cell)}{spark}</{tag}>"

    def _content(self, cell: SheetCell) -> str:
        if isinstance(cell.value, RichText):
            shown = "".join(
                f'<span style="color:#{self._book.colour(run.colour)}'
                f'{";font-weight:600" if run.bold else ""}">{escape(run.text)}</span>'
                for run in cell.value.runs
            )
        else:
            shown = escape(shown_text(cell, self._words))
        target = self._target(cell.link)
        return f'<a href="#{target}">{shown}</a>' if target and shown else shown

    def _target(self, link: CellLink | None) -> str | None:
        return self._anchors.get((link.sheet, link.row)) if link else None

    def _spark(self, row: int, column: int) -> str:
        """Return the small chart of a cell."""
        spark = self._sparks.get((row, column))
        if spark is None:
            return ""
        source = next((one for one in self._book.sheets if one.title == spark.sheet), self._sheet)
        cells = spark.values
        held = [
            source.cells.get((at, side))
            for at in range(cells.first_row, cells.last_row + 1)
            for side in range(cells.first_column, cells.last_column + 1)
        ]
        values = [float(one.value) if one and isinstance(one.value, int | float) else 0.0 for one in held]
        if not values:
            return ""
        canvas, top, step = SvgCanvas(), max(*values, 1.0), _SPARK.width / len(values)
        for at, value in enumerate(values):
            height = _SPARK.height * value / top
            canvas.fill(
                Box(at * step, _SPARK.height - height, step * 0.8, height), self._book.colour(spark.colour)
            )
        told = self._words.listed([self._words.number(value) for value in values])
        return canvas.finish(_SPARK, told, small=True)


def _covered(merged: Collection[CellRange]) -> set[tuple[int, int]]:
    return {
        (row, column)
        for cells in merged
        for row in range(cells.first_row, cells.last_row + 1)
        for column in range(cells.first_column, cells.last_column + 1)
        if (row, column) != (cells.first_row, cells.first_column)
    }


def _spans(cells: CellRange, hidden: Collection[int]) -> str:
    wide = sum(at not in hidden for at in range(cells.first_column, cells.last_column + 1))
    high = cells.last_row - cells.first_row + 1
    return (f' colspan="{wide}"' if wide > 1 else "") + (f' rowspan="{high}"' if high > 1 else "")

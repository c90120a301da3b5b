"""Prints the rows of a list below its page: every row that is listed, not only those in view."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPen
from PySide6.QtPrintSupport import QPrinter

from supportlens.gui.jobs import Job
from supportlens.gui.main_window.leaving.copy_runner import write_cells
from supportlens.gui.theme import LIGHT, Theme
from supportlens.gui.widgets.tickets.ticket_table import TicketTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFont, QPainter

    from supportlens.domain import Progress, Study
    from supportlens.gui.models.ticket_rows import LeavingRows
    from supportlens.gui.pages.base.page import Page
    from supportlens.i18n import Words

MOST_PRINTED = 1_000
"""Rows that are printed. Judgement: some thirty sheets; more are read in a file."""
TEXT_SIZE, PADDING, GAP = 12, 5.0, 12.0
"""Pixels of the page: of the texts, above and below a row, and between two columns."""
FOOT = 24.0
BETWEEN_WORDS, ANYWHERE = int(Qt.TextFlag.TextWordWrap), int(Qt.TextFlag.TextWrapAnywhere)
LEAST_COLUMN = 64.0
"""Pixels that a column has at least: a date in one line."""


@dataclass(frozen=True, slots=True)
class PrintedList:
    """A list as it is printed: what is said of it, its titles and its rows, masked if that is wanted."""

    said: str
    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def find_list(page: Page) -> TicketTable | None:
    """Return the list that a page shows, if all of its rows can leave the program."""
    tables = (one for one in page.findChildren(TicketTable) if one.isVisibleTo(page))
    return next((one for one in tables if hasattr(one.model(), "take_rows")), None)


def say_how_many(printed: int, listed: int, words: Words, *, mask: bool) -> str:
    """Return how many of the listed rows are printed, and whether they are masked."""
    said = words.say_n(
        "The list has {count} row, which follows.", "The list has {count} rows, which follow.", listed
    )
    if printed < listed:
        said = words.say_n(
            "The first row of {total} follows; save or copy the list to have them all.",
            "The first {count} rows of {total} follow; save or copy the list to have them all.",
            printed,
            total=words.number(listed),
        )
    return f"{said} {words.say('Personal data is hidden, as in the report.')}" if mask else said


class ListPrinter(QObject):
    """Prepares one list at a time beside the window; emits `prepared(PrintedList)` or `failed(error)`."""

    prepared = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._job: Job | None = None

    def begin(self, table: TicketTable, study: Study, words: Words, *, mask: bool) -> None:
        """Prepare the first rows of a table; a list that is under way is given up."""
        self.close()
        listed = table.model().rowCount()
        rows: LeavingRows = table.model().take_rows(range(min(listed, MOST_PRINTED)))  # type: ignore[attr-defined] # `find_list` looked
        said = say_how_many(rows.count, listed, words, mask=mask)

        def work(progress: Progress) -> PrintedList:
            cells = write_cells(rows, study, words, mask=mask, progress=progress)
            titles = tuple(next(iter(cells), ()))
            return PrintedList(said, titles, tuple(tuple(row) for row in islice(cells, rows.count)))

        job = Job(work, self)
        job.succeeded.connect(self._finish)
        job.failed.connect(self._fail)
        self._job = job
        job.start()

    def close(self) -> None:
        """Stop what is under way and wait for it."""
        if self._job is not None:
            self._job.close()
            self._job.deleteLater()
            self._job = None

    def _finish(self, listed: PrintedList) -> None:
        self.close()
        self.prepared.emit(listed)

    def _fail(self, error: BaseException) -> None:
        self.close()
        self.failed.emit(error)


class ListDrawing:
    """Draws a list on the sheets of a printer, its titles on each."""

    def __init__(self, printer: QPrinter, listed: PrintedList, width: float, words: Words) -> None:
        """Draw on sheets that are `width` pixels of the page wide."""
        self._printer, self._listed, self._words = printer, listed, words
        room = printer.pageRect(QPrinter.Unit.DevicePixel)
        self._scale = room.width() / width
        self._width, self._high = width, room.height() / self._scale - FOOT
        self._theme = Theme(LIGHT).for_copied_texts()
        self._font, self._strong = self._theme.font(TEXT_SIZE), self._theme.font(TEXT_SIZE, 600)
        self._widths = share_width(self._natural_widths(), width - GAP * (len(listed.titles) - 1))

    def draw(self, painter: QPainter, top: float) -> int:
        """Draw the list from `top` on, and return how many sheets were begun for it."""
        heights = [self._height(row, self._font) for row in self._listed.rows]
        title = self._height(self._listed.titles, self._strong)
        said = QRectF(0, top + GAP, self._width, QFontMetricsF(self._font).height() + 2 * PADDING)
        begun = int(said.bottom() + title + max(heights[:1], default=0.0) > self._high)
        if begun:
            self._printer.newPage()
            said.moveTop(0)
        painter.save()
        painter.scale(self._scale, self._scale)
        self._draw_text(painter, said, self._listed.said, self._font, "ink_2")
        sheets = fill_rows(heights, self._high - title, said.bottom())
        at = said.bottom()
        for number, rows in enumerate(sheets, start=1):
            if number > 1:
                self._printer.newPage()
                at = 0.0
            at = self._draw_row(painter, at, title, self._listed.titles, self._strong)
            for row in rows:
                at = self._draw_row(painter, at, heights[row], self._listed.rows[row], self._font)
            place = self._words.say("Page {page} of {pages}", page=number, pages=len(sheets))
            foot = QRectF(0, self._high, self._width, FOOT)
            self._draw_text(painter, foot, place, self._font, "ink_3", Qt.AlignmentFlag.AlignRight)
        painter.restore()
        return begun + max(0, len(sheets) - 1)

    def _natural_widths(self) -> list[float]:
        """Return the width that each column needs for its longest text in one line."""
        plain, strong = QFontMetricsF(self._font), QFontMetricsF(self._strong)
        widths = [strong.horizontalAdvance(title) for title in self._listed.titles]
        for place, column in enumerate(zip(*self._listed.rows, strict=True)):
            widths[place] = max(widths[place], *map(plain.horizontalAdvance, set(column)))
        return widths

    def _height(self, row: Sequence[str], font: QFont) -> float:
        metrics = QFontMetricsF(font)
        tall = (
            metrics.boundingRect(QRectF(0, 0, width, 1e6), wrapping(text, metrics, width), text).height()
            for width, text in zip(self._widths, row, strict=True)
        )
        return min(max(tall, default=0.0) + 2 * PADDING, self._high / 2)

    def _draw_row(
        self, painter: QPainter, top: float, height: float, row: Sequence[str], font: QFont
    ) -> float:
        """Draw a row with the line below it, and return where it ends."""
        left, metrics = 0.0, QFontMetricsF(font)
        for width, text in zip(self._widths, row, strict=True):
            box = QRectF(left, top + PADDING, width, height - 2 * PADDING)
            self._draw_text(painter, box, text, font, "ink", wrapping(text, metrics, width))
            left += width + GAP
        painter.setPen(QPen(self._theme.colour("line"), 0.8))
        painter.drawLine(QPointF(0, top + height), QPointF(self._width, top + height))
        return top + height

    def _draw_text(
        self, painter: QPainter, box: QRectF, text: str, font: QFont, ink: str, how: int = BETWEEN_WORDS
    ) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        painter.drawText(box, how, text)


def wrapping(text: str, metrics: QFontMetricsF, width: float) -> int:
    """Return where a text goes on in the next line: within a word only if one is wider than its column."""
    fits = metrics.horizontalAdvance(text) <= width
    whole = fits or all(metrics.horizontalAdvance(word) <= width for word in text.split())
    return BETWEEN_WORDS if whole else ANYWHERE


def share_width(natural: Sequence[float], room: float) -> list[float]:
    """Return widths of columns that fill a room: narrow columns keep theirs, wide ones share what is left."""
    widths = [max(LEAST_COLUMN, one + 1) for one in natural]
    shared = sorted(range(len(widths)), key=lambda place: widths[place])
    left = room
    for number, place in enumerate(shared):
        widths[place] = min(widths[place], left / (len(shared) - number))
        left -= widths[place]
    if shared:
        widths[shared[-1]] += max(0.0, left)
    return widths


def fill_rows(heights: Sequence[float], room: float, start: float) -> list[range]:
    """Return the rows of each sheet that has a room for rows; `start` of the first is taken."""
    sheets, first, used = [], 0, start
    for row, height in enumerate(heights):
        if used + height > room and row > first:
            sheets.append(range(first, row))
            first, used = row, 0.0
        used += height
    return [*sheets, range(first, len(heights))]

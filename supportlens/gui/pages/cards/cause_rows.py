"""Rows of causes: short ones for the verdict page, full ones for the table of causes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from supportlens.gui.widgets.basics.labels import CARD_TITLE, MUTED, STRONG, TextRole, label
from supportlens.gui.widgets.charts.sparkline import Sparkline
from supportlens.gui.widgets.controls.row import Row
from supportlens.i18n.amounts import tickets_phrase, weeks_phrase
from supportlens.i18n.labels import cause_kind_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QLabel

    from supportlens.domain import Cause, Study
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words


FIGURE = TextRole("figure-cell", 14, 600)
QUIET = TextRole("muted", 13, 400)


def brief_row(cause: Cause, study: Study, words: Words, theme: Theme) -> Row:
    """Return a short row of a cause (name, kind, weeks, share, tickets) that links to its detail."""
    row = Row(_accessible_name(cause, words), theme, payload=f"causes/{cause.id}")
    row.setMinimumHeight(42)
    row.add(label(words.read(cause.name), STRONG, theme), 1)
    _add_kind(row, cause, words, theme, width=180)
    row.add(cause_sparkline(cause, study, words, theme))
    row.add(_cell(_share(cause, words), FIGURE, theme), width=64)
    tickets = words.say_n("{count} ticket", "{count} tickets", cause.tickets)
    row.add(_cell(tickets, MUTED, theme), width=104)
    return row


COLUMN_WIDTHS = (24, None, 166, 88, 60, 56, 62)
"""Widths of the table: rank, name (what is left), kind, shape, share, tickets, since."""
WIDE_DAY = date(2020, 12, 30)
"""A day as long as any; a log of years writes it with the year."""


def _titles(words: Words) -> tuple[str, ...]:
    say = words.say
    return ("", say("Cause"), say("Kind"), say("By week"), "%", say("Tickets"), say("Since"))


def _widths(words: Words, theme: Theme) -> list[int | None]:
    """Return the widths of the columns: their own, or that of their title where a language needs more."""
    metrics = QFontMetrics(theme.font(CARD_TITLE.size, CARD_TITLE.weight))
    longest = [*_titles(words)[:-1], max(_titles(words)[-1], words.day(WIDE_DAY), key=len)]
    return [
        width and max(width, round((metrics.horizontalAdvance(text) + 2) * 100 / theme.zoom))
        for text, width in zip(longest, COLUMN_WIDTHS, strict=True)
    ]


def heading_row(words: Words, theme: Theme) -> Row:
    """Return the header row of the table."""
    row = Row(words.say("Columns"), theme)
    for position, (text, width) in enumerate(zip(_titles(words), _widths(words, theme), strict=True)):
        head = label(text, CARD_TITLE, theme, wrap=False)
        if position >= 4:
            head.setAlignment(_RIGHT)
        row.add(head, 1 if width is None else 0, width=width)
    return row


def table_figures(causes: Iterable[Cause], words: Words) -> list[list[str]]:
    """Return the table of causes as plain rows for other programs, without what is drawn."""
    _rank, cause_title, kind, _weeks, *figures = _titles(words)
    rows = [
        [
            words.read(cause.name),
            cause_kind_name(cause, words),
            f"{cause.share * 100:.1f}",
            str(cause.tickets),
            cause.onset.day.isoformat() if cause.onset else "",
        ]
        for cause in causes
    ]
    return [[cause_title, kind, *figures], *rows]


def table_row(rank: int, cause: Cause, study: Study, words: Words, theme: Theme) -> Row:
    """Return the row of a cause in the table; it links to its detail."""
    row = Row(_accessible_name(cause, words), theme, payload=cause.id)
    widths = _widths(words, theme)
    row.setMinimumHeight(40)
    row.add(label(words.number(rank), QUIET, theme, wrap=False, tabular=True), width=widths[0])
    row.add(label(words.read(cause.name), STRONG, theme), 1)
    _add_kind(row, cause, words, theme, width=widths[2] or 0)
    row.add(cause_sparkline(cause, study, words, theme), width=widths[3])
    row.add(_cell(_share(cause, words), FIGURE, theme), width=widths[4])
    row.add(_cell(words.number(cause.tickets), MUTED, theme), width=widths[5])
    since = words.day(cause.onset.day) if cause.onset else "\N{EN DASH}"
    row.add(_cell(since, MUTED, theme), width=widths[6])
    return row


def cause_sparkline(cause: Cause, study: Study, words: Words, theme: Theme) -> Sparkline:
    """Return the sparkline of the weeks of a cause."""
    text = words.say(
        "{tickets} over {weeks}",
        tickets=tickets_phrase(cause.tickets, words),
        weeks=weeks_phrase(len(study.weeks), words),
    )
    return Sparkline(
        cause.weekly, theme, name=text, colour="accent" if cause is study.main_cause else "ink_3"
    )


def _accessible_name(cause: Cause, words: Words) -> str:
    return words.say(
        "{name}: {kind}, {share}, {tickets}",
        name=words.read(cause.name),
        kind=cause_kind_name(cause, words),
        share=_share(cause, words),
        tickets=tickets_phrase(cause.tickets, words),
    )


def _share(cause: Cause, words: Words) -> str:
    """Return a share as the workbook's table has it: with a decimal, so that those of a few causes add up."""
    return words.percent(cause.share, 1)


def _add_kind(row: Row, cause: Cause, words: Words, theme: Theme, *, width: int) -> None:
    """Add the kind as a coloured dot and its name, or that it is no cause."""
    mark = label("", QUIET, theme, wrap=False)
    mark.setPixmap(theme.dot(theme.kind_colour(cause.kind)).pixmap(10, 10))
    row.add(mark, width=10)
    row.add(label(cause_kind_name(cause, words), QUIET, theme), width=width - 22)


def _cell(text: str, role: TextRole, theme: Theme) -> QLabel:
    made = label(text, role, theme, wrap=False, tabular=True)
    made.setAlignment(_RIGHT)
    return made


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

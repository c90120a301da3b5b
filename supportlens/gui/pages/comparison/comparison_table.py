"""The table of the causes in two periods, with their total."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from supportlens.domain import TicketQuery, Trend
from supportlens.gui.widgets import Card, faint, hairline
from supportlens.gui.widgets.basics.labels import BODY, CARD_TITLE, MUTED, STRONG, TextRole, label
from supportlens.gui.widgets.controls.link import Link
from supportlens.i18n.amounts import change_phrase
from supportlens.i18n.periods import no_cause_label, ratio_line, trend_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.domain import PartChange, Period, PeriodComparison, Study
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

NAME, TREND, BEFORE, AFTER, CHANGE, DAILY, USERS = range(7)
"""The columns; the last needs the numbers of users."""
PARTS_SHOWN = 12
"""Parts with a row of their own at first, if not more have changed. Judgement: a table of one screen."""
SHOW_ALL = "whole"
"""The link that shows the whole table."""
ORDER = {trend: place for place, trend in enumerate(Trend)}
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ComparisonGrid(NamedTuple):
    """What every row of the table needs."""

    grid: QGridLayout
    comparison: PeriodComparison
    words: Words
    theme: Theme
    wanted: Callable[[object], None]


def comparison_card(
    comparison: PeriodComparison,
    study: Study,
    words: Words,
    theme: Theme,
    wanted: Callable[[object], None],
    *,
    whole: bool = False,
) -> Card:
    """Return the table of causes with counts, rates and trends, and their total.

    Without `whole` the smallest steady causes share one line; its link passes `SHOW_ALL` to
    `wanted`.
    """
    card = Card(theme, words.say("Every cause in both periods"))
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(NAME, 1)
    table = ComparisonGrid(grid, comparison, words, theme, wanted)
    _set_heads(table)
    shown, rest = _split_parts(comparison, whole=whole)
    for part in shown:
        _set_part(table, part, study)
    if rest:
        _set_rest(table, rest)
    _set_line(table)
    _set_total(table)
    card.add(holder)
    card.add(faint(sum_line(comparison, words), theme))
    card.offer_table(lambda: list_figures(comparison, study, words))
    return card


def list_figures(comparison: PeriodComparison, study: Study, words: Words) -> list[list[str]]:
    """Return every cause and the total as rows for other programs: numbers without signs of a language."""
    say = words.say
    rows = [[say("Cause"), say("Trend"), say("Before"), say("Now"), say("Change")]]
    for part in (*_split_parts(comparison, whole=True)[0], comparison.total):
        cause = study.cause(part.id)
        name = words.read(cause.name) if cause else no_cause_label(words)
        if part is comparison.total:
            name = say("All tickets")
        figures = map(str, (part.before, part.after, part.change))
        rows.append([name, trend_name(part.trend, words), *figures])
    return rows


def _split_parts(comparison: PeriodComparison, *, whole: bool) -> tuple[list[PartChange], list[PartChange]]:
    """Return the parts that get a row (changed ones first, tickets without a cause last), and the rest."""
    ordered = sorted(comparison.causes, key=lambda part: (not part.id, ORDER[part.trend], -abs(part.change)))
    if whole or len(ordered) <= PARTS_SHOWN:
        return ordered, []
    moved = sum(part.trend.is_change and bool(part.id) for part in ordered)
    first = max(PARTS_SHOWN, moved)
    rest = [part for part in ordered[first:] if part.id]
    return [*ordered[:first], *(part for part in ordered[first:] if not part.id)], rest


def _set_rest(table: ComparisonGrid, parts: list[PartChange]) -> None:
    """Add the sum of the parts without a row, and the link that shows them."""
    _set_line(table)
    words, row = table.words, table.grid.rowCount()
    text = words.say_n("Show {count} more", "Show {count} more", len(parts))
    more = Link(text, table.theme, SHOW_ALL, size=13)
    more.wanted.connect(table.wanted)
    table.grid.addWidget(more, row, NAME, LEFT)
    before, after = sum(part.before for part in parts), sum(part.after for part in parts)
    cells = (
        (BEFORE, words.number(before)),
        (AFTER, words.number(after)),
        (CHANGE, words.signed(after - before)),
    )
    for column, figure in cells:
        table.grid.addWidget(_cell(figure, MUTED, table.theme), row, column)


def sum_line(comparison: PeriodComparison, words: Words) -> str:
    """Return the sentence that shows how the changes add up to the total."""
    more = sum(part.change for part in comparison.causes if part.change > 0)
    fewer = sum(part.change for part in comparison.causes if part.change < 0)
    return words.say(
        "The parts add up to the total: {more} {fewer} = {change}.",
        more=words.signed(more),
        fewer=words.signed(fewer) if fewer else "\N{MINUS SIGN}0",
        change=change_phrase(more + fewer, words),
    )


def _set_heads(table: ComparisonGrid) -> None:
    say = table.words.say
    heads = [say("Cause"), say("Trend"), say("Before"), say("Now"), say("Change"), say("Per working day")]
    if _has_users(table):
        heads.append(say("Per hundred users"))
    for column, text in enumerate(heads):
        head = label(text, CARD_TITLE, table.theme, wrap=False)
        if column >= BEFORE:
            head.setAlignment(RIGHT)
        table.grid.addWidget(head, 0, column)


def _has_users(table: ComparisonGrid) -> bool:
    parts = (table.comparison.total, *table.comparison.causes)
    return any(part.users_before is not None for part in parts)


def _set_part(table: ComparisonGrid, part: PartChange, study: Study) -> None:
    cause = study.cause(part.id)
    name = table.words.read(cause.name) if cause else no_cause_label(table.words)
    _set_line(table)
    row = table.grid.rowCount()
    if cause is None:
        table.grid.addWidget(label(name, BODY, table.theme), row, NAME)
    else:
        link = Link(name, table.theme, f"causes/{cause.id}")
        link.wanted.connect(table.wanted)
        table.grid.addWidget(link, row, NAME, LEFT)  # unaligned, the shortest name would be the widest
    _set_figures(table, row, part, name, MUTED)


def _set_total(table: ComparisonGrid) -> None:
    row = table.grid.rowCount()
    name = table.words.say("All tickets")
    table.grid.addWidget(label(name, STRONG, table.theme), row, NAME)
    _set_figures(table, row, table.comparison.total, name, STRONG)


def _set_figures(table: ComparisonGrid, row: int, part: PartChange, name: str, role: TextRole) -> None:
    """Add the trend, the counts (which link to their tickets), the change and the rates of a part."""
    words, theme, grid, comparison = table.words, table.theme, table.grid, table.comparison
    trend = label(trend_name(part.trend, words), role, theme, wrap=False)
    trend.setToolTip(ratio_line(part, words))
    grid.addWidget(trend, row, TREND)
    everything = part is comparison.total
    for column, count, period in (
        (BEFORE, part.before, comparison.first),
        (AFTER, part.after, comparison.second),
    ):
        query = TicketQuery(cause_id=None if everything else part.id, period=period)
        grid.addWidget(_count(table, name, count, period, query), row, column, RIGHT)
    grid.addWidget(_cell(words.signed(part.change), role, theme), row, CHANGE)
    grid.addWidget(_cell(_rate_change(part.daily_before, part.daily_after, words), role, theme), row, DAILY)
    if part.users_before is not None and part.users_after is not None:
        grid.addWidget(
            _cell(_rate_change(part.users_before, part.users_after, words), role, theme), row, USERS
        )


def _count(table: ComparisonGrid, name: str, count: int, period: Period, query: TicketQuery) -> QWidget:
    """Return a count that links to its tickets; zero has no link."""
    words = table.words
    if not count:
        return _cell(words.number(0), MUTED, table.theme)
    link = Link(words.number(count), table.theme, query, size=13, weight=600, side="right")
    link.setAccessibleName(
        words.say_n(
            "{name}: {count} ticket from {first} to {last}",
            "{name}: {count} tickets from {first} to {last}",
            count,
            name=name,
            first=words.day(period.first, "long"),
            last=words.day(period.last, "long"),
        )
    )
    link.wanted.connect(table.wanted)
    return link


def _rate_change(before: float, after: float, words: Words) -> str:
    """Format two rates; those below one get two decimals, so that one ticket in twenty days is not zero."""
    first, then = (words.number(rate, 2 if rate < 1 else 1) for rate in (before, after))
    return f"{first} \N{RIGHTWARDS ARROW} {then}"


def _cell(text: str, role: TextRole, theme: Theme) -> QLabel:
    made = label(text, role, theme, wrap=False, tabular=True)
    made.setAlignment(RIGHT)
    return made


def _set_line(table: ComparisonGrid) -> None:
    table.grid.addWidget(hairline(), table.grid.rowCount(), 0, 1, -1)

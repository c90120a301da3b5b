"""The Pareto: which causes make up most of the tickets."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from supportlens.i18n.labels import kind_name
from supportlens.report.layout.book import open_sheet
from supportlens.report.layout.charts import ChartSeries, Drawn, NativeChart
from supportlens.report.layout.ranges import CellRange
from supportlens.report.layout.styles import ACCENT, INK_2, INTEGER, PERCENT, PERCENT_1, REST
from supportlens.report.layout.tables import SheetColumn, number_column, write_table_sheet
from supportlens.report.sheet import Sheet

if TYPE_CHECKING:
    from supportlens.domain import Study
    from supportlens.i18n import Words
    from supportlens.report.layout.book import BookDraft, SheetDraft
    from supportlens.report.layout.cells import Value
    from supportlens.report.sheet import Edition

_BARS = 12
"""More bars than this cannot be read in a chart; the table has them all."""


def add(book: BookDraft, study: Study, words: Words, _edition: Edition) -> None:
    """Add the Pareto table with its chart."""
    sheet = open_sheet(book, SHEET.title(words), colour=REST)
    columns = (
        SheetColumn(words.say("Cause"), 40),
        SheetColumn(words.say("Kind"), 26),
        number_column(words.say("Tickets"), 11, INTEGER),
        number_column(words.say("Share"), 10, PERCENT_1),
        number_column(words.say("Cumulative share"), 15, PERCENT_1),
    )
    ordered = study.causes_by_size
    chief = next((at for at, cause in enumerate(ordered) if cause.id == study.verdict.cause_id), None)
    rows = _rows(study, words)
    write_table_sheet(sheet, words, columns, rows, freeze="A2", strong=() if chief is None else (chief,))
    if ordered:
        _add_chart(sheet, min(len(ordered), _BARS), chief, len(study.tickets), words)


def _rows(study: Study, words: Words) -> list[list[Value]]:
    """Return a row per cause, most tickets first, then one for tickets without a cause."""
    total = max(1, len(study.tickets))
    ordered = study.causes_by_size
    counted: list[tuple[str, str, int]] = [
        (words.read(cause.name), kind_name(cause.kind, words), cause.tickets) for cause in ordered
    ]
    alone = total - study.noise - sum(cause.tickets for cause in ordered)
    for name, tickets in (
        (words.say("Without a cause"), alone),
        (words.say("Without content"), study.noise),
    ):
        if tickets > 0:
            counted.append((name, "\N{EN DASH}", tickets))
    sums = accumulate(tickets for _, _, tickets in counted)
    return [
        [name, kind, tickets, tickets / total, summed / total]
        for (name, kind, tickets), summed in zip(counted, sums, strict=True)
    ]


def _add_chart(sheet: SheetDraft, bars: int, chief: int | None, total: int, words: Words) -> None:
    """Draw the bars up to all tickets and the line up to 100 %, so that both axes share one scale."""

    def column(at: int) -> CellRange:
        return CellRange(2, at, bars + 1, at)

    marked = () if chief is None or chief >= bars else ((chief, ACCENT),)
    title = words.say("Tickets by cause and cumulative share")
    sheet.charts.append(
        NativeChart(
            title=title,
            description=title,
            series=(
                ChartSeries((1, 3), column(3), REST, points=marked),
                ChartSeries((1, 5), column(5), INK_2, Drawn.LINE, second_axis=True),
            ),
            categories=column(1),
            at=(2, 7),
            size=(900, 490),
            number_format=INTEGER,
            gap=35,
            top=total,
            second_format=PERCENT,
        )
    )


SHEET = Sheet(
    position=20,
    title=lambda words: words.say("Pareto"),
    contents=lambda _, words: words.say("Causes from most to least frequent, with the cumulative share."),
    add=add,
)

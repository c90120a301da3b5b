"""The causes: one row each with the findings; the sheet of evidence shows what they rest on."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from supportlens.domain import Firmness
from supportlens.i18n.actions import action_line
from supportlens.i18n.amounts import onset_firmness
from supportlens.i18n.labels import cause_kind_name
from supportlens.i18n.locations import place_label
from supportlens.i18n.symptoms import log_line_label
from supportlens.report.content.line_evidence import find_line_claims
from supportlens.report.content.ticket_places import TicketPlaces
from supportlens.report.content.weekly_table import timeline_title, weekly_cells, weekly_columns
from supportlens.report.layout.book import DataBars, SparkLine, open_sheet
from supportlens.report.layout.cells import link_cell
from supportlens.report.layout.charts import ChartSeries, Drawn, NativeChart
from supportlens.report.layout.ranges import CellRange
from supportlens.report.layout.styles import (
    ACCENT,
    DAY,
    DECIMAL,
    INK_2,
    INK_3,
    INTEGER,
    PERCENT,
    PERCENT_1,
    REST,
)
from supportlens.report.layout.tables import SheetColumn, number_column, write_table_sheet
from supportlens.report.sheet import Sheet

if TYPE_CHECKING:
    from supportlens.domain import Cause, Onset, Study
    from supportlens.i18n import Words
    from supportlens.report.layout.book import BookDraft, SheetDraft
    from supportlens.report.layout.cells import Value
    from supportlens.report.sheet import Edition

_LINES = 5
"""Machines' lines of one cause, those of most tickets first."""
_EXAMPLES = 3
"""Tickets of a cause that a cell leads to."""
_BARS = 12
"""More bars than this cannot be read in a chart; the table has them all."""
_NAME, _TICKETS, _CUMULATIVE, _SPARK, _FIRST_EXAMPLE = 2, 5, 7, 13, 15


def add(book: BookDraft, study: Study, words: Words, edition: Edition) -> None:
    """Add the table of causes, most tickets first, and below it the chart of their shares."""
    sheet = open_sheet(book, SHEET.title(words), colour=ACCENT)
    columns = _columns(words) + _line_columns(study, words)
    ordered = study.causes_by_size
    chief = next((at for at, cause in enumerate(ordered) if cause.id == study.verdict.cause_id), None)
    rows = _rows(study, words, len(columns))
    strong = () if chief is None else (chief,)
    after = write_table_sheet(sheet, words, columns, rows, freeze="C2", strong=strong)
    if not ordered:
        return
    last = len(ordered) + 1
    sheet.bars.append(DataBars(CellRange(2, _TICKETS, last, _TICKETS), REST))
    _link_tickets(sheet, study, words, edition)
    _draw_weeks(sheet, study, words)
    _add_chart(sheet, after + 1, min(len(ordered), _BARS), chief, len(study.tickets), words)


def _columns(words: Words) -> tuple[SheetColumn, ...]:
    say = words.say
    examples = (say("Example {number}", number=number) for number in range(1, _EXAMPLES + 1))
    return (
        SheetColumn(say("Cause no."), 6),
        SheetColumn(say("Cause"), 32),
        SheetColumn(say("Kind"), 18),
        number_column(say("Priority"), 8, INTEGER, optional=True),
        number_column(say("Tickets"), 8, INTEGER),
        number_column(say("Share"), 8, PERCENT_1),
        number_column(say("Cumulative share"), 9, PERCENT_1),
        number_column(say("People"), 8, INTEGER, optional=True),
        SheetColumn(say("Where it is concentrated"), 26, optional=True),
        SheetColumn(say("Since"), 11, DAY, "right", optional=True),
        number_column(say("Ratio to the level before"), 8, DECIMAL, optional=True),
        SheetColumn(say("Change it coincides with"), 26, optional=True),
        SheetColumn(say("Week by week"), 22),
        SheetColumn(say("What to do"), 44),
        *(SheetColumn(title, 12) for title in examples),
    )


def _line_columns(study: Study, words: Words) -> tuple[SheetColumn, ...]:
    """Return the column of machine lines, none for a log without machine lines."""
    return (SheetColumn(words.say("Machine-written lines"), 48, optional=True),) if _has_lines(study) else ()


def _has_lines(study: Study) -> bool:
    return study.stage_results is not None and bool(study.stage_results.cleaned.templates)


def _rows(study: Study, words: Words, width: int) -> list[list[Value]]:
    """Return a row per cause, most tickets first, then one for tickets without a cause."""
    total = max(1, len(study.tickets))
    ordered = study.causes_by_size
    sums = list(accumulate(cause.tickets for cause in ordered))
    rows = [_row(cause, summed / total, study, words) for cause, summed in zip(ordered, sums, strict=True)]
    summed = sums[-1] if sums else 0
    alone = total - study.noise - summed
    for name, tickets in ((words.say("Without a cause"), alone), (words.say("Without content"), study.noise)):
        if tickets > 0:
            summed += tickets
            counted: list[Value] = [None, name, None, None, tickets, tickets / total, summed / total]
            rows.append(counted + [None] * (width - len(counted)))
    return rows


def _row(cause: Cause, cumulative: float, study: Study, words: Words) -> list[Value]:
    onset = cause.onset
    examples: list[Value] = list(cause.ticket_ids_sample[:_EXAMPLES])
    return [
        cause.id,
        words.read(cause.name),
        cause_kind_name(cause, words),
        100 * cause.priority.score if cause.priority else None,
        cause.tickets,
        cause.share,
        cumulative,
        cause.customers,
        place_label(cause.where, words) if cause.where else None,
        onset.day if onset else None,
        _level_ratio(onset, words),
        cause.change.change.name if cause.change else None,
        None,
        action_line(cause, study, words),
        *examples,
        *(None for _ in range(_EXAMPLES - len(examples))),
        *_lines(cause, study, words),
    ]


def _link_tickets(sheet: SheetDraft, study: Study, words: Words, edition: Edition) -> None:
    """Lead from the count of each cause to its first ticket, and from each example to itself."""
    places = TicketPlaces(study, words, edition.row_limit)
    for row, cause in enumerate(study.causes_by_size, start=2):
        first = places.first_of_cause(cause.id)
        if first is not None:
            link_cell(sheet, row, _TICKETS, first)
        for at, ticket in enumerate(cause.ticket_ids_sample[:_EXAMPLES]):
            place = places.of_ticket(ticket)
            if place is not None:
                link_cell(sheet, row, _FIRST_EXAMPLE + at, place)


def _draw_weeks(sheet: SheetDraft, study: Study, words: Words) -> None:
    """Draw the weeks of each cause in its row, from the cells of the timeline."""
    columns = weekly_columns(study)
    for row, cause in enumerate(study.causes_by_size, start=2):
        if cause.id in columns:
            colour = ACCENT if cause.id == study.verdict.cause_id else INK_3
            weeks = weekly_cells(study, columns[cause.id])
            sheet.sparks.append(SparkLine(row, _SPARK, timeline_title(words), weeks, colour))


def _add_chart(sheet: SheetDraft, row: int, bars: int, chief: int | None, total: int, words: Words) -> None:
    """Draw the bars up to all tickets and the line up to 100 %, so that both axes share one scale."""

    def column(at: int) -> CellRange:
        return CellRange(2, at, bars + 1, at)

    marked = () if chief is None or chief >= bars else ((chief, ACCENT),)
    title = words.say("Tickets by cause and cumulative share")
    sheet.charts.append(
        NativeChart(
            title=title,
            description=words.say(
                "Bars: the tickets of each cause, most first. Line: their cumulative share of all {total}.",
                total=words.number(total),
            ),
            series=(
                ChartSeries((1, _TICKETS), column(_TICKETS), REST, points=marked),
                ChartSeries((1, _CUMULATIVE), column(_CUMULATIVE), INK_2, Drawn.LINE, second_axis=True),
            ),
            categories=column(_NAME),
            at=(row, 2),
            size=(980, 420),
            number_format=INTEGER,
            gap=35,
            top=total,
            second_format=PERCENT,
        )
    )


def _lines(cause: Cause, study: Study, words: Words) -> list[Value]:
    if not _has_lines(study):
        return []
    claims = find_line_claims(study, cause.id)[:_LINES]
    return ["\n".join(log_line_label(claim, words) for claim in claims) or None]


def _level_ratio(onset: Onset | None, words: Words) -> Value:
    """Return the ratio to the level before, in words if there was next to nothing before."""
    if onset is None:
        return None
    firmness = onset_firmness(onset)
    if firmness is Firmness.FIRM:
        return onset.rate_ratio
    if firmness is Firmness.AT_LEAST:
        return words.say("at least {ratio}", ratio=words.times(onset.rate_low))
    return words.say("none before") if firmness is Firmness.NONE_BEFORE else words.say("almost none before")


SHEET = Sheet(
    position=20,
    title=lambda words: words.say("Causes"),
    contents=lambda study, words: words.say_n(
        "{count} cause: its kind, place, start and the evidence against it.",
        "{count} causes: their kind, place, start and the evidence against them.",
        len(study.causes),
    ),
    add=add,
)

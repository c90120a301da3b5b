"""The impact: what each cause costs, and since when it was detectable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.i18n.impact import first_contact_definition
from supportlens.report.layout.book import open_sheet
from supportlens.report.layout.cells import write_across, write_note
from supportlens.report.layout.styles import BODY, DAY, DECIMAL, INTEGER, PERCENT, PERCENT_1, REST
from supportlens.report.layout.tables import SheetColumn, number_column, write_table_sheet
from supportlens.report.sheet import Sheet

if TYPE_CHECKING:
    from supportlens.domain import Cause, Impact, Satisfaction, Share, Study
    from supportlens.i18n import Words
    from supportlens.report.layout.book import BookDraft
    from supportlens.report.layout.cells import Value
    from supportlens.report.sheet import Edition

_ALWAYS = 2
"""Columns that stand even where they are empty: the cause and its tickets."""
_MARK = "0.00"
_EFFECT = "+0.00;\N{MINUS SIGN}0.00;0.00"


def add(book: BookDraft, study: Study, words: Words, _edition: Edition) -> None:
    """Add a row per cause with its cost; figures that the log lacks have no column."""
    sheet = open_sheet(book, SHEET.title(words), colour=REST)
    columns, rows = _drop_empty_columns(_columns(words), [_row(cause, words) for cause in study.causes])
    span, room = (1, len(columns)), sum(column.wide for column in columns)
    row = write_table_sheet(sheet, words, columns, rows, freeze="B2")
    if len(columns) == _ALWAYS:
        nothing = words.say("The log has no satisfaction scores, hours or reopened tickets.")
        write_across(sheet, row + 1, span, nothing, BODY, room=room)
    else:
        for line in _notes(study, words):
            row = write_note(sheet, row + 1, span, line, room)


def _drop_empty_columns(
    columns: tuple[SheetColumn, ...], rows: list[list[Value]]
) -> tuple[list[SheetColumn], list[list[Value]]]:
    """Leave out the columns in which no row has a value."""
    filled = [at for at in range(len(columns)) if at < _ALWAYS or any(row[at] is not None for row in rows)]
    return [columns[at] for at in filled], [[row[at] for at in filled] for row in rows]


def _columns(words: Words) -> tuple[SheetColumn, ...]:
    say = words.say
    return (
        SheetColumn(say("Cause"), 36),
        number_column(say("Tickets"), 9, INTEGER),
        number_column(say("Satisfaction (1 to 5)"), 11, _MARK),
        number_column(say("Answers"), 9, INTEGER),
        number_column(say("Score without this cause"), 9, _MARK),
        number_column(say("Effect on the score"), 9, _EFFECT),
        number_column(say("Hours"), 9, DECIMAL),
        number_column(say("Share of all hours"), 9, PERCENT_1),
        number_column(say("Reopened"), 9, PERCENT_1),
        number_column(say("Reopened, other tickets"), 9, PERCENT_1),
        number_column(say("Solved at first contact"), 9, PERCENT),
        number_column(say("First contact, other tickets"), 9, PERCENT),
        SheetColumn(say("Detectable from"), 11, DAY, "right"),
        number_column(say("Tickets since then"), 9, INTEGER),
        number_column(say("Hours since then"), 9, DECIMAL),
        number_column(say("Share of all effort"), 9, PERCENT_1),
    )


def _row(cause: Cause, words: Words) -> list[Value]:
    name: list[Value] = [words.read(cause.name), cause.tickets]
    if cause.impact is None:
        return [*name, *(None for _ in range(14))]
    return [
        *name,
        *_satisfaction_values(cause.impact.satisfaction),
        *_effort_values(cause.impact),
        *_detection_values(cause.impact),
    ]


def _satisfaction_values(found: Satisfaction | None) -> list[Value]:
    if found is None:
        return [None] * 4
    # Rounded, because less than half a hundredth would read "-0.00".
    return [found.mean, found.satisfied.known, found.without, round(found.effect, 2) + 0.0]


def _effort_values(impact: Impact) -> list[Value]:
    return [
        impact.hours,
        impact.hours_share,
        _share_value(impact.reopened),
        _share_value(impact.reopened_outside),
        _share_value(impact.first_contact),
        _share_value(impact.first_contact_outside),
    ]


def _share_value(share: Share | None) -> float | None:
    return share.share if share is not None and share.known else None


def _detection_values(impact: Impact) -> list[Value]:
    if impact.detectable_from is None:
        return [None] * 4
    return [
        impact.detectable_from,
        impact.tickets_since_detectable,
        impact.hours_since_detectable,
        impact.effort_share,
    ]


def _notes(study: Study, words: Words) -> list[str]:
    impacts = [cause.impact for cause in study.causes if cause.impact is not None]
    lines = []
    rated = next((impact.satisfaction for impact in impacts if impact.satisfaction), None)
    if rated is not None:
        lines.append(
            words.say(
                "Effect on the score: the mean of all answers, {overall}, minus the mean without this "
                "cause's answers.",
                overall=words.number(rated.overall, 2),
            )
        )
    if any(impact.first_contact for impact in impacts):
        lines.append(first_contact_definition(words))
    if any(impact.detectable_from for impact in impacts):
        lines.append(
            words.say(
                "Detectable from: the first day on which the tickets so far were enough evidence. Effort "
                "since then is a share of all hours, or of all tickets if hours are unknown."
            )
        )
    return lines


SHEET = Sheet(
    position=150,
    title=lambda words: words.say("Impact"),
    contents=lambda _, words: words.say("Satisfaction, hours and reopened tickets of each cause."),
    add=add,
)

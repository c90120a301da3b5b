"""The causes: one row each with all that is claimed and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.i18n.naming import action_name, field_name, kind_name, shape_name
from supportlens.i18n.places import combined_place
from supportlens.i18n.sentences import action_line, signal_line
from supportlens.report.book import open_sheet
from supportlens.report.look import ACCENT, DAY, DECIMAL, INTEGER, PERCENT, PERCENT_1
from supportlens.report.setting import (
    Column,
    lay_table,
    number_column,
    set_page,
    set_widths,
)

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

    from supportlens.domain import Cause, Onset, Study
    from supportlens.i18n import Words
    from supportlens.report.edition import Edition
    from supportlens.report.setting import Value


def add(book: Workbook, study: Study, words: Words, _edition: Edition) -> None:
    """Add the table of causes, the verdict's first."""
    sheet = open_sheet(book, words.say("Causes"), colour=ACCENT)
    columns = _columns(words)
    set_widths(sheet, [column.wide for column in columns])
    chief = next((at for at, cause in enumerate(study.causes) if cause.id == study.verdict.cause_id), None)
    rows = [_row(cause, study, words) for cause in study.causes]
    lay_table(sheet, 1, columns, rows, strong=() if chief is None else (chief,))
    sheet.freeze_panes = "C2"
    set_page(sheet, words, pages_wide=3, title_rows="1:1", title_columns="A:B")


def _columns(words: Words) -> tuple[Column, ...]:
    say = words.say
    return (
        Column(say("Cause no."), 8),
        Column(say("Cause"), 34),
        Column(say("Kind"), 18),
        number_column(say("Tickets"), 10, INTEGER),
        number_column(say("Share"), 9, PERCENT_1),
        number_column(say("Share, low"), 9, PERCENT_1),
        number_column(say("Share, high"), 9, PERCENT_1),
        number_column(say("People"), 10, INTEGER),
        Column(say("Where it sits"), 26),
        number_column(say("Lift"), 9, DECIMAL),
        Column(say("Since"), 12, DAY, "right"),
        Column(say("Earliest"), 12, DAY, "right"),
        Column(say("Latest"), 12, DAY, "right"),
        Column(say("Shape"), 12),
        number_column(say("Times the level before"), 12, DECIMAL),
        Column(say("Change it coincides with"), 30),
        number_column(say("Days from the change"), 11, INTEGER),
        number_column(say("Chance of such a match"), 12, PERCENT),
        Column(say("What speaks for the kind"), 84),
        Column(say("What speaks against"), 56),
        Column(say("Action"), 20),
        Column(say("What to do"), 56),
        number_column(say("Annoyed tone"), 10, PERCENT),
        number_column(say("Hours"), 10, INTEGER),
        Column(say("Example tickets"), 30),
    )


def _row(cause: Cause, study: Study, words: Words) -> list[Value]:
    return [
        cause.id,
        cause.name.in_(words.language),
        kind_name(cause.kind, words),
        cause.tickets,
        cause.share,
        cause.share_low,
        cause.share_high,
        cause.customers,
        *_where(cause, words),
        *_since(cause.onset, words),
        *_after(cause),
        "\n".join(signal_line(signal, study, words) for signal in cause.signals_for) or None,
        "\n".join(signal_line(signal, study, words) for signal in cause.signals_against) or None,
        action_name(cause.action, words),
        action_line(cause, study, words),
        cause.angry_share,
        cause.hours,
        ", ".join(cause.ticket_ids_sample[:3]) or None,
    ]


def _where(cause: Cause, words: Words) -> list[Value]:
    if cause.where is None:
        return [None, None]
    claims = [f"{field_name(claim.field, words)}: {claim.value}" for claim in cause.scope[:3]]
    if cause.where.also:
        place = combined_place(cause.where, words)
        claims.insert(0, place[:1].upper() + place[1:])
    return ["\n".join(claims), cause.where.lift]


def _since(onset: Onset | None, words: Words) -> list[Value]:
    if onset is None:
        return [None, None, None, None, None]
    ratio = onset.rate_ratio if onset.before_per_week else None
    return [onset.day, onset.low, onset.high, shape_name(onset.shape, words), ratio]


def _after(cause: Cause) -> list[Value]:
    if cause.change is None:
        return [None, None, None]
    return [cause.change.change.name, cause.change.lag_days, cause.change.chance]

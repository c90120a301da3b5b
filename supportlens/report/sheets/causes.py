"""The causes: one row each with the findings; the sheet of evidence shows what they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import Firmness
from supportlens.i18n.actions import action_line
from supportlens.i18n.labels import kind_name
from supportlens.i18n.locations import place_label
from supportlens.i18n.ratios import onset_firmness
from supportlens.i18n.symptoms import log_line_label
from supportlens.report.content.line_evidence import find_line_claims
from supportlens.report.layout.book import open_sheet
from supportlens.report.layout.styles import ACCENT, DAY, DECIMAL, INTEGER, PERCENT_1
from supportlens.report.layout.tables import SheetColumn, number_column, write_table_sheet
from supportlens.report.sheet import Sheet

if TYPE_CHECKING:
    from supportlens.domain import Cause, Onset, Study
    from supportlens.i18n import Words
    from supportlens.report.layout.book import BookDraft
    from supportlens.report.layout.cells import Value
    from supportlens.report.sheet import Edition

_LINES = 5
"""Machines' lines of one cause, those of most tickets first."""


def add(book: BookDraft, study: Study, words: Words, _edition: Edition) -> None:
    """Add the table of causes, the verdict's first."""
    sheet = open_sheet(book, SHEET.title(words), colour=ACCENT)
    columns = _columns(words) + _line_columns(study, words)
    chief = next((at for at, cause in enumerate(study.causes) if cause.id == study.verdict.cause_id), None)
    rows = [_row(cause, study, words) for cause in study.causes]
    write_table_sheet(sheet, words, columns, rows, freeze="C2", strong=() if chief is None else (chief,))


def _columns(words: Words) -> tuple[SheetColumn, ...]:
    say = words.say
    return (
        SheetColumn(say("Cause no."), 6),
        SheetColumn(say("Cause"), 32),
        SheetColumn(say("Kind"), 18),
        number_column(say("Priority"), 8, INTEGER),
        number_column(say("Tickets"), 8, INTEGER),
        number_column(say("Share"), 8, PERCENT_1),
        number_column(say("People"), 8, INTEGER),
        SheetColumn(say("Where it is concentrated"), 26),
        SheetColumn(say("Since"), 11, DAY, "right"),
        number_column(say("Ratio to the level before"), 8, DECIMAL),
        SheetColumn(say("Change it coincides with"), 26),
        SheetColumn(say("What to do"), 44),
    )


def _line_columns(study: Study, words: Words) -> tuple[SheetColumn, ...]:
    """Return the column of machine lines, none for a log without machine lines."""
    return (SheetColumn(words.say("Machine-written lines"), 48),) if _has_lines(study) else ()


def _has_lines(study: Study) -> bool:
    return study.stage_results is not None and bool(study.stage_results.cleaned.templates)


def _row(cause: Cause, study: Study, words: Words) -> list[Value]:
    onset = cause.onset
    return [
        cause.id,
        words.read(cause.name),
        kind_name(cause.kind, words),
        100 * cause.priority.score if cause.priority else None,
        cause.tickets,
        cause.share,
        cause.customers,
        place_label(cause.where, words) if cause.where else None,
        onset.day if onset else None,
        _level_ratio(onset, words),
        cause.change.change.name if cause.change else None,
        action_line(cause, study, words),
        *_lines(cause, study, words),
    ]


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
    position=40,
    title=lambda words: words.say("Causes"),
    contents=lambda study, words: words.say_n(
        "{count} cause: its kind, place, start and the evidence against it.",
        "{count} causes: their kind, place, start and the evidence against them.",
        len(study.causes),
    ),
    add=add,
)

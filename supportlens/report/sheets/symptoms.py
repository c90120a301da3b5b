"""The symptoms: tickets that say the same thing, with the cause they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.i18n.labels import cause_kind_name
from supportlens.i18n.symptoms import features_line, typical_text
from supportlens.i18n.trends import trend_name
from supportlens.report.layout.book import open_sheet
from supportlens.report.layout.styles import INTEGER, PERCENT_1, REST
from supportlens.report.layout.tables import SheetColumn, number_column, write_table_sheet
from supportlens.report.sheet import Sheet

if TYPE_CHECKING:
    from supportlens.domain import Continuation, Study, Symptom
    from supportlens.i18n import Words
    from supportlens.report.layout.book import BookDraft
    from supportlens.report.layout.cells import Value
    from supportlens.report.masking.masker import Masker
    from supportlens.report.sheet import Edition


def add(book: BookDraft, study: Study, words: Words, edition: Edition) -> None:
    """Add the table of symptoms, grouped by cause, largest first."""
    sheet = open_sheet(book, SHEET.title(words), colour=REST)
    columns = (
        SheetColumn(words.say("Symptom no."), 11),
        SheetColumn(words.say("Symptom"), 46),
        SheetColumn(words.say("Cause"), 40, optional=True),
        SheetColumn(words.say("Kind"), 20, optional=True),
        number_column(words.say("Tickets"), 11, INTEGER),
        number_column(words.say("Share"), 10, PERCENT_1),
        SheetColumn(words.say("Example tickets"), 36),
        SheetColumn(words.say("Recognised by"), 52, optional=True),
        SheetColumn(words.say("A typical ticket"), 72),
        *([SheetColumn(words.say("Trend"), 14)] if study.continuation else []),
    )
    order = {cause.id: at for at, cause in enumerate(study.causes)}
    symptoms = sorted(
        study.symptoms, key=lambda one: (order.get(one.cause_id or "", len(order)), -one.tickets, one.id)
    )
    strong = [
        at for at, one in enumerate(symptoms) if one.cause_id and one.cause_id == study.verdict.cause_id
    ]
    rows = [_row(one, study, words, edition.masker) for one in symptoms]
    write_table_sheet(sheet, words, columns, rows, freeze="C2", strong=strong)


def _row(symptom: Symptom, study: Study, words: Words, masker: Masker | None) -> list[Value]:
    cause = study.cause(symptom.cause_id)
    typical = typical_text(symptom, study)
    return [
        symptom.id,
        words.read(symptom.name),
        words.read(cause.name) if cause else None,
        cause_kind_name(cause, words) if cause else None,
        symptom.tickets,
        symptom.tickets / max(1, len(study.tickets)),
        ", ".join(symptom.example_ids[:3]) or None,
        features_line(symptom.features, words) or None,
        (masker.mask_text(typical) if masker else typical) or None,
        *([_trend(symptom, study.continuation, words)] if study.continuation else []),
    ]


def _trend(symptom: Symptom, continuation: Continuation, words: Words) -> str | None:
    trend = continuation.trend(symptom.id)
    return trend_name(trend, words) if trend else None


SHEET = Sheet(
    position=30,
    title=lambda words: words.say("Symptoms"),
    contents=lambda study, words: words.say_n(
        "{count} symptom: what people say, and how often.",
        "{count} symptoms: what people say, and how often.",
        len(study.symptoms),
    ),
    add=add,
)

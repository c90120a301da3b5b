"""Prepares a ticket for the reading pane: its texts with highlights, and its fields."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.app.queries.evidence import explain_codes, find_word_spans
from supportlens.domain import Assigned, Derived, Field, TicketQuery, UnassignedReason
from supportlens.gui.models.character_folding import compose
from supportlens.gui.models.filter_texts import bucket_name
from supportlens.gui.models.filtering import Bucket
from supportlens.gui.models.list_columns import confidence_tip
from supportlens.gui.models.ticket_search import find_spans
from supportlens.gui.widgets.tickets.reading_pane import MarkedText, ShortFact, TicketReading, UnusedText
from supportlens.i18n import field_name
from supportlens.i18n.contacts.codes import ground_line
from supportlens.i18n.symptoms import excerpt, features_line, spoken_language_label, unassigned_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from supportlens.domain import Study
    from supportlens.gui.models.filtering import TicketFilter
    from supportlens.i18n import Words

TITLE_LENGTH = 80
"""The longest title: without a subject it is the first line of the text, which may be long."""
TEXT_FIELDS = (Field.SUBJECT, Field.DESCRIPTION, Field.RESOLUTION)
"""Fields that are shown as text and not in the list."""


def read_ticket(
    study: Study, position: int, wanted: TicketFilter, words: Words, hues: Mapping[str, str]
) -> TicketReading:
    """Return the ticket at `position` for the reading pane, with search terms highlighted."""
    row = study.tickets.frame.iloc[position]
    text = str(row[Derived.TEXT]).strip()
    subject = str(row.get(Field.SUBJECT.value, "")).strip() or text.partition("\n")[0]
    title = excerpt(subject, TITLE_LENGTH)
    # A title that is cut off is repeated in full below.
    message = text if title != subject else text.removeprefix(subject).strip() or text
    return TicketReading(
        title=compose(title or _no_text(study, words)),
        said=_add_ties(_mark(message, wanted, None), study, position),
        answer_title=field_name(Field.RESOLUTION, words),
        answer=_mark(str(row.get(Field.RESOLUTION.value, "")).strip(), wanted, Field.RESOLUTION),
        short_facts=tuple(_mentions(study, position, words, hues)),
        facts=(
            *_assignment_facts(study, position, words),
            *_field_facts(study, row, words),
            *_unmapped_columns(study, position),
            _source(row, words),
        ),
        unused=tuple(_unused_texts(study, position, words)),
    )


def _no_text(study: Study, words: Words) -> str:
    return words.say("(text not kept)") if study.tickets.texts_left_out else words.say("(no text)")


def _add_ties(marked: MarkedText, study: Study, position: int) -> MarkedText:
    """Mark the words that tie a ticket to its symptom, except where search terms are highlighted."""
    symptom = study.symptom(study.assignment[Assigned.SYMPTOM].iloc[position])
    if symptom is None:
        return marked
    ties = ((start, end - start) for start, end in find_word_spans(marked.text, symptom.features.words))
    return replace(marked, ties=tuple(tie for tie in ties if not _is_overlapping(tie, marked.spans)))


def _is_overlapping(one: tuple[int, int], others: tuple[tuple[int, int], ...]) -> bool:
    return any(one[0] < start + length and start < one[0] + one[1] for start, length in others)


def _assignment_facts(study: Study, position: int, words: Words) -> Iterator[tuple[str, str]]:
    """Yield the evidence for the symptom, or why the ticket has no symptom."""
    assigned = study.assignment.iloc[position]
    symptom, reason = study.symptom(assigned[Assigned.SYMPTOM]), assigned[Assigned.ASIDE]
    if symptom is not None and features_line(symptom.features, words):
        yield words.say("Symptom recognised by"), features_line(symptom.features, words)
    if reason:
        yield words.say("Why no symptom"), unassigned_line(UnassignedReason(reason), words)
    codes = explain_codes(study, position)
    if codes:
        lines = (ground_line(rule, code, said, words) for code, rule, said in codes)
        yield words.say("Codes"), "; ".join(lines)


def _unused_texts(study: Study, position: int, words: Words) -> Iterator[UnusedText]:
    """Yield the text that was left out of the comparison, and the machine lines."""
    if study.stage_results is None:
        return
    cleaned = study.stage_results.cleaned
    if cleaned.removed[position]:
        yield UnusedText(words.say("Ignored when comparing tickets"), cleaned.removed[position])
    events = dict.fromkeys(cleaned.events[position])
    if events:
        yield UnusedText(
            words.say("Machine-written lines"),
            tuple(cleaned.templates[event].pattern for event in events),
        )


def _mark(text: str, wanted: TicketFilter, column: str | None) -> MarkedText:
    shown = compose(text)
    return MarkedText(shown, find_spans(shown, wanted.terms, wanted.pattern_in(column)))


def _mentions(study: Study, position: int, words: Words, hues: Mapping[str, str]) -> Iterator[ShortFact]:
    assigned = study.assignment.iloc[position]
    cause, symptom = study.cause(assigned[Assigned.CAUSE]), study.symptom(assigned[Assigned.SYMPTOM])
    if cause is not None:
        name = words.say("cause: {name}", name=words.read(cause.name))
        yield ShortFact(name, TicketQuery(cause_id=cause.id), hues.get(cause.id, ""))
    if symptom is None:
        informative = bool(study.tickets.frame[Derived.INFORMATIVE].iloc[position])
        bucket = Bucket.UNASSIGNED if informative else Bucket.SAYS_NOTHING
        reason = UnassignedReason(assigned[Assigned.ASIDE]) if assigned[Assigned.ASIDE] else None
        tip = unassigned_line(reason, words) if reason else ""
        yield ShortFact(bucket_name(reason or bucket, words), tip=tip)
        yield from _language(assigned[Assigned.LANGUAGE], words)
        return
    name = words.say("symptom: {name}", name=words.read(symptom.name))
    yield ShortFact(name, TicketQuery(symptom_id=symptom.id))
    confidence = words.percent(float(assigned[Assigned.CONFIDENCE]))
    yield ShortFact(words.say("confidence {share}", share=confidence), tip=confidence_tip(words))
    runner_up = study.symptom(assigned[Assigned.RUNNER_UP])
    if runner_up is not None:
        name = words.say("next nearest: {name}", name=words.read(runner_up.name))
        yield ShortFact(name, TicketQuery(symptom_id=runner_up.id))
    yield from _language(assigned[Assigned.LANGUAGE], words)


def _language(code: str, words: Words) -> Iterator[ShortFact]:
    if spoken_language_label(code, words):
        yield ShortFact(spoken_language_label(code, words))


def _field_facts(study: Study, row: pd.Series[str], words: Words) -> Iterator[tuple[str, str]]:
    """Yield the fields of a ticket that are not empty."""
    for field in Field:
        if field in TEXT_FIELDS or field.value not in row.index:
            continue
        value: object = row[field.value]
        if isinstance(value, pd.Timestamp) and _has_only_days(study, field, value):
            value = value.date()
        text = _format_value(field, value, words)
        if text:
            yield field_name(field, words), text


def _has_only_days(study: Study, field: Field, value: pd.Timestamp) -> bool:
    """Return whether a field holds only days, so that midnight is not shown as a time."""
    if value != value.normalize():
        return False
    column = pd.to_datetime(study.tickets.frame[field.value]).dropna()
    return bool((column == column.dt.normalize()).all())


def _format_value(field: Field, value: object, words: Words) -> str:
    if pd.isna(value):  # type: ignore[call-overload]  # the stubs refuse plain objects
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{words.day(value.date(), 'long')}, {words.clock(value)}"
    if isinstance(value, date):
        return words.day(value, "long")
    if field is Field.REOPENED:
        return words.say("yes") if float(str(value)) else words.say("no")
    return words.number(value, 1) if isinstance(value, float) else str(value).strip()


def _unmapped_columns(study: Study, position: int) -> Iterator[tuple[str, str]]:
    """Yield the columns of the file that are mapped to no field."""
    used = {header for file in study.tickets.files for header in file.columns.values()}
    row, text_of_ticket = (
        study.tickets.original.iloc[position],
        study.tickets.frame[Derived.TEXT].iloc[position],
    )
    for header, value in row.items():
        text = "" if value is None or value != value else str(value).strip()  # noqa: PLR0124 - NaN
        if text and text not in text_of_ticket and str(header) not in used:
            yield str(header), text


def _source(row: pd.Series[str], words: Words) -> tuple[str, str]:
    name = PurePath(str(row[Derived.SOURCE_FILE])).name
    place = words.say("{file}, row {row}", file=name, row=row[Derived.SOURCE_ROW])
    return words.say("Source"), place

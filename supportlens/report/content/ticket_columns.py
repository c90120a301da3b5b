"""The columns of the sheet of tickets: those of the files, unchanged, then the program's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from supportlens.domain import HERE, Assigned, Derived, Dimension, Field, UnassignedReason
from supportlens.i18n.contacts.codes import code_names, dimension_name
from supportlens.i18n.imports import distinct_file_names
from supportlens.i18n.labels import cause_kind_name, field_name
from supportlens.i18n.reading.apart import group_name
from supportlens.i18n.symptoms import spoken_language_label, unassigned_label
from supportlens.report.layout.book import CellLink
from supportlens.report.layout.styles import DAY, MOMENT, PERCENT
from supportlens.report.writing.safe_text import CELL_LIMIT, excel_safe

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from supportlens.domain import Study, Workers
    from supportlens.i18n import Words
    from supportlens.report.masking.masker import Masker

_PLACE = (Derived.SOURCE_FILE, Derived.SOURCE_ROW)


@dataclass(frozen=True, slots=True)
class FilledColumn:
    """A column of the sheet of tickets, whose values are made a few rows at a time."""

    title: str
    read: Callable[[slice], list[Any]]
    """Returns the values of some rows, None for empty cells."""
    width: float = 18
    format: str = "General"
    links: Callable[[object], CellLink | None] | None = None
    """Where a value leads to."""


def original_columns(
    study: Study,
    words: Words,
    masker: Masker | None,
    report: Callable[[float], None] = lambda _: None,
    workers: Workers = HERE,
) -> list[FilledColumn]:
    """Return the columns of the files in their order, masked if a masker is given.

    `report` is told how much is masked, which `workers` do.
    """
    original = study.tickets.original
    if masker is not None:
        # Here, because the list of sheets needs no numbering plans: they kept the page of the report waiting.
        from supportlens.report.masking.masked_tickets import mask_columns  # noqa: PLC0415 - as said

        original = mask_columns(study.tickets, masker, words, report, workers)
    columns = (original.iloc[:, at] for at in range(original.shape[1]))
    return [
        FilledColumn(str(column.name), _cut_long(column, study, words), _width(column)) for column in columns
    ]


def _cut_long(column: pd.Series[Any], study: Study, words: Words) -> Callable[[slice], list[Any]]:
    """Return the values; a text that no cell holds is cut, and its end says where the whole text stands."""
    frame, plain = study.tickets.frame, _values(column)

    def read(rows: slice) -> list[Any]:
        values = plain(rows)
        for at, value in enumerate(values):
            if isinstance(value, str) and len(value) > CELL_LIMIT // 2:
                file, row = (frame[name].iloc[rows].iloc[at] for name in _PLACE)
                place = words.say("the whole text: {file}, row {row}", file=PurePath(file).name, row=int(row))
                values[at] = excel_safe(value, f" [\N{HORIZONTAL ELLIPSIS} {place}]")
        return values

    return read


def apart_columns(study: Study, words: Words, masker: Masker | None) -> list[FilledColumn]:
    """Return the columns of the tickets that were set apart: those of the files, the origin, the group."""
    apart = study.screening.tickets
    if apart is None:
        return []
    names = {
        ticket: group_name(group, words) for group in study.screening.apart for ticket in group.ticket_ids
    }
    frame = apart.frame
    return [
        *original_columns(replace(study, tickets=apart), words, masker),
        FilledColumn(words.say("File"), _file_names(frame[Derived.SOURCE_FILE])),
        FilledColumn(words.say("Row in the file"), _values(frame[Derived.SOURCE_ROW]), 12),
        FilledColumn(words.say("Why set apart"), _named(frame[Field.TICKET_ID.value], names), 36),
    ]


def own_columns(study: Study, words: Words) -> list[FilledColumn]:
    """Return the columns that the program adds: the origin of a row and what was found about it."""
    frame = study.tickets.frame
    return [
        FilledColumn(words.say("File"), _file_names(frame[Derived.SOURCE_FILE])),
        FilledColumn(words.say("Row in the file"), _values(frame[Derived.SOURCE_ROW]), 12),
        *_date_columns(study, words),
        *_found_columns(study, words),
        *_code_columns(study, words),
    ]


def _file_names(paths: pd.Series[Any]) -> Callable[[slice], list[Any]]:
    return _named(paths, distinct_file_names(paths.unique()))


def _date_columns(study: Study, words: Words) -> list[FilledColumn]:
    if not study.tickets.has(Field.CREATED_AT):
        return []
    import pandas as pd  # noqa: PLC0415 - the window imports this part before it needs pandas

    opened = study.tickets.frame[Field.CREATED_AT.value]
    mondays = opened.dt.normalize() - pd.to_timedelta(opened.dt.day_of_week, unit="D")
    return [
        FilledColumn(field_name(Field.CREATED_AT, words), _values(opened), 17, MOMENT),
        FilledColumn(words.say("Week of"), _values(mondays), 13, DAY),
    ]


def _found_columns(study: Study, words: Words) -> list[FilledColumn]:
    assignment = study.assignment
    symptoms = {symptom.id: words.read(symptom.name) for symptom in study.symptoms}
    causes = {cause.id: words.read(cause.name) for cause in study.causes}
    kinds = {cause.id: cause_kind_name(cause, words) for cause in study.causes}
    moments = {match.moment.id: words.read(match.moment.name) for match in study.moments}
    # A ticket without a symptom has no confidence: the cell stays empty.
    confidence = assignment[Assigned.CONFIDENCE].where(assignment[Assigned.SYMPTOM].isin(list(symptoms)))
    reasons = {reason.value: unassigned_label(reason, words) for reason in UnassignedReason}
    languages = {
        code: spoken_language_label(code, words) or None for code in assignment[Assigned.LANGUAGE].unique()
    }
    flags = {str(one): _flag_names(str(one), words) for one in assignment[Assigned.FLAGS].unique()}

    def column(title: str, width: float, assigned: str, names: Mapping[str, str | None]) -> FilledColumn:
        return FilledColumn(title, _named(assignment[assigned], names), width)

    cause = column(words.say("Cause"), 32, Assigned.CAUSE, causes)
    return [
        column(words.say("Symptom"), 32, Assigned.SYMPTOM, symptoms),
        replace(cause, links=_cause_links(study, words)),
        column(words.say("Kind"), 18, Assigned.CAUSE, kinds),
        FilledColumn(words.say("Confidence"), _values(confidence), 12, PERCENT),
        column(words.say("Moment of truth"), 26, Assigned.MOMENT, moments),
        column(words.say("Signs"), 26, Assigned.FLAGS, flags),
        column(words.say("Next symptom"), 32, Assigned.RUNNER_UP, symptoms),
        column(words.say("Why no symptom"), 30, Assigned.ASIDE, reasons),
        column(words.say("Language of the text"), 14, Assigned.LANGUAGE, languages),
    ]


def _cause_links(study: Study, words: Words) -> Callable[[object], CellLink | None]:
    """Return what leads from the name of a cause to its row."""
    sheet, tip = words.say("Causes"), words.say("Show the cause")
    rows = {
        words.read(cause.name): CellLink(sheet, row, 2, tip)
        for row, cause in enumerate(study.causes_by_size, start=2)
    }
    return lambda name: rows.get(str(name))


def _code_columns(study: Study, words: Words) -> list[FilledColumn]:
    """Return a column for each dimension of codes, with the names of the codes."""
    coding = study.coding
    if coding is None:
        return []

    @cache
    def name(joined: str) -> str | None:
        return code_names(joined, words) or None

    def column(dimension: Dimension) -> FilledColumn:
        def read(rows: slice) -> list[Any]:
            return [name(one) for one in coding.values(dimension, rows)]

        return FilledColumn(dimension_name(dimension, words), read, 20)

    return [column(dimension) for dimension in Dimension if dimension.row.shown]


def _flag_names(flags: str, words: Words) -> str | None:
    names = {
        "angry": words.say("annoyed tone"),
        "reopened": words.say("reopened"),
        "decision": words.say("is thinking of leaving"),
        "repeat": words.say("asked again within a week"),
        "critical": words.say("critical"),
    }
    return ", ".join(names.get(flag, flag) for flag in flags.split(",") if flag) or None


def _named(column: pd.Series[Any], names: Mapping[str, str | None]) -> Callable[[slice], list[Any]]:
    """Return the values of a column by their names, an empty cell for what has none."""
    return lambda rows: [names.get(str(one)) for one in column.iloc[rows].tolist()]


def _values(column: pd.Series[Any]) -> Callable[[slice], list[Any]]:
    """Return the values of a column as they are, an empty cell for what is missing."""
    return lambda rows: [
        value if kept else None
        for value, kept in zip(column.iloc[rows].tolist(), column.iloc[rows].notna().tolist(), strict=True)
    ]


def _width(column: pd.Series[Any]) -> float:
    longest = column.astype(str).str.len().quantile(0.9) if len(column) else 0
    return float(min(48, max(12, longest + 2, len(str(column.name)) + 4)))

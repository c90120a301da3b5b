"""Converts a table with mapped columns to the fields of the domain."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as dataclass_field
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import Derived, Field, Rejection
from supportlens.ingest.columns.column_values import NEARLY_ALL
from supportlens.ingest.columns.date_parts import complete_dates, find_undated
from supportlens.ingest.columns.id_dates import read_moments
from supportlens.ingest.columns.opening_dates import read_opening_dates
from supportlens.ingest.tables.headers import duration_unit
from supportlens.ingest.values.dates import OrderDecision, decide_order, find_out_of_range, scan_dates
from supportlens.ingest.values.durations import read_minutes
from supportlens.ingest.values.numbers import read_reopened
from supportlens.ingest.values.plain_text import (
    NOTHING,
    find_lost_formulas,
    has_words,
    join_texts,
    to_plain_column,
)
from supportlens.ingest.values.satisfaction import read_satisfaction
from supportlens.ingest.values.tag_lists import merge_tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supportlens.domain import FractionProgress
    from supportlens.ingest.columns.mapping import Mapping
    from supportlens.ingest.tables.table import Origin, Table
    from supportlens.ingest.tickets.conversations import Conversation
    from supportlens.ingest.values.dates import DateColumn, DateOrder

UPDATED = "_updated"
WRITTEN_ID = "_written_id"
SHEET = "_sheet"
SPEAKER = "_speaker"
MOMENT = "_moment"
MESSAGE = "_message"
"""Columns that only merging needs: the last change of a row, whether its id was in the file, its sheet,
and of a message who wrote it, when, and what."""

_ZERO = r"[\W_0]*"
_ROUNDED_ID = r"\d(?:[.,]\d+)?[eE]\+\d+|\d[.,]\d+[eE]\d+"
"""Values that are no id if they repeat: zeros and signs, and numbers that a spreadsheet has rounded."""

MADE = 6
"""Steps of the progress for what is made from the columns, beside one per field; affects nothing else."""
_MOMENTS = (Field.CREATED_AT, Field.RESOLVED_AT)


@dataclass(frozen=True, slots=True)
class ConvertedTable:
    """One table in the domain's fields: `frame` and `original` as in `Tickets`, on one RangeIndex."""

    origin: Origin
    frame: pd.DataFrame
    original: pd.DataFrame
    rejections: tuple[Rejection, ...]
    columns: dict[str, str]
    date_order: str | None
    custom: tuple[str, ...]
    vendor: str = ""
    reasons: dict[str, str] = dataclass_field(default_factory=dict)
    remarks: tuple[Rejection, ...] = ()
    date_reason: str | None = None
    are_messages: bool = False
    """Whether rows of one id are certainly messages of one ticket."""
    undated_column: str = ""


def convert_table(
    table: Table,
    mapping: Mapping,
    remarks: tuple[Rejection, ...] = (),
    conversation: Conversation | None = None,
    progress: FractionProgress = lambda _: None,
) -> ConvertedTable:
    """Convert a table; rows without text, date and number are rejected.

    `remarks` are earlier remarks on rows; `conversation` says who wrote what in a table whose ids repeat.
    `progress` receives the fraction done, and stops the work by raising.
    """
    dates = _scan_dates(table, mapping, conversation.moment if conversation else "")
    opening = read_opening_dates(table.frame, mapping)
    if opening is not None:
        dates = {**dates, opening[0]: opening[1]}
    decision = _decide_order(dates, mapping)
    order = decision.order if decision else None
    frame = pd.DataFrame(index=table.frame.index)
    for place, field in enumerate(Field):
        progress(place / (len(Field) + MADE))
        column = mapping.fields.get(field)
        if field is Field.TAGS and column is not None:
            frame[field.value] = merge_tags(table.frame[name] for name in mapping.tag_columns)
        elif column is not None:
            frame[field.value] = _convert_column(
                field, table.frame[column], mapping, dates.get(column), order
            )
    by_id = _read_id_moments(table, mapping)
    if by_id is not None:
        frame[Field.CREATED_AT.value] = by_id
    elif opening is not None and order:
        frame[Field.CREATED_AT.value] = opening[1].moments(order)
    if mapping.address is not None:
        frame[Derived.ADDRESS] = to_plain_column(table.frame[mapping.address])
    progress(len(Field) / (len(Field) + MADE))
    updated = dates.get(mapping.updated or "")
    frame[UPDATED] = updated.moments(order) if updated and order else _no_moments(frame.index)
    _add_made(frame, table)
    frame[SHEET] = table.sheets or table.origin.sheet
    _add_messages(frame, table, conversation, dates, order)
    undated, undated_reason = find_undated(mapping) if decision is None else ("", "")
    useless = _find_non_tickets(frame, table.frame)
    rejected = tuple(Rejection(int(row), "no_text") for row in frame.loc[useless, Derived.SOURCE_ROW])
    return ConvertedTable(
        origin=table.origin,
        frame=frame[~useless].reset_index(drop=True),
        original=table.frame[~useless].reset_index(drop=True),
        rejections=(*table.rejections, *rejected),
        columns=_name_columns(mapping, by_id=by_id is not None, by_text=opening[0] if opening else ""),
        date_order=order.value if order else None,
        custom=mapping.custom,
        vendor=mapping.vendor.name if mapping.vendor else "",
        reasons={field.value: reason for field, reason in mapping.reasons.items()},
        remarks=(
            *remarks,
            *_remark_on_dates(frame[~useless], table.frame, mapping, undated),
            *_remark_on_lost_texts(frame[~useless], table.frame, mapping),
        ),
        date_reason=decision.reason if decision else undated_reason or None,
        undated_column=undated,
        are_messages=conversation is not None and conversation.known,
    )


def _name_columns(mapping: Mapping, *, by_id: bool, by_text: str) -> dict[str, str]:
    """Return the column of each field; the one of ids, or of texts, may tell the day as well."""
    columns = {field.value: name for field, name in mapping.fields.items()}
    if not by_id and not by_text:
        return columns
    return columns | {Field.CREATED_AT.value: columns[Field.TICKET_ID.value] if by_id else by_text}


def _read_id_moments(table: Table, mapping: Mapping) -> pd.Series | None:
    """Return when tickets were made by their ids, None where a column says it or the ids do not.

    A last change is no column that says it.
    """
    said = Field.CREATED_AT in mapping.fields and mapping.reasons.get(Field.CREATED_AT) != "only_date"
    identifier = mapping.fields.get(Field.TICKET_ID)
    return None if said or identifier is None else read_moments(table.frame[identifier])


def _add_messages(
    frame: pd.DataFrame,
    table: Table,
    conversation: Conversation | None,
    dates: dict[str, DateColumn],
    order: DateOrder | None,
) -> None:
    """Add who wrote each row, when, and what, as far as the table tells."""
    written = dates.get(conversation.moment) if conversation else None
    created = frame.get(Field.CREATED_AT.value, _no_moments(frame.index))
    frame[MOMENT] = written.moments(order) if written and order else created
    frame[SPEAKER] = conversation.speakers if conversation else ""
    chosen = conversation.text if conversation else ""
    described = frame.get(Field.DESCRIPTION.value, frame[Derived.TEXT])
    wrote = to_plain_column(table.frame[chosen]) if chosen else described
    frame[MESSAGE] = wrote.where(wrote.ne(""), frame[Derived.TEXT])


def _decide_order(dates: dict[str, DateColumn], mapping: Mapping) -> OrderDecision | None:
    """Return the date order that a user chose, else the inferred one."""
    if mapping.order is not None:
        return OrderDecision(mapping.order, "decided")
    return decide_order(dates.values(), day_first=mapping.day_first)


def _remark_on_dates(
    frame: pd.DataFrame, original: pd.DataFrame, mapping: Mapping, undated: str
) -> Iterator[Rejection]:
    """Yield a remark on every unreadable or outlying date, unless the whole column is `undated`."""
    for field in _MOMENTS:
        if field.value not in frame or mapping.fields.get(field, undated) == undated:
            continue
        moments = frame[field.value]
        written = ~original.loc[frame.index, mapping.fields[field]].str.strip().str.lower().isin(NOTHING)
        for reason, rows in (
            ("date_unread", moments.isna() & written),
            ("date_out_of_range", find_out_of_range(moments)),
        ):
            yield from (Rejection(int(row), reason) for row in frame.loc[rows, Derived.SOURCE_ROW])


def _remark_on_lost_texts(
    frame: pd.DataFrame, original: pd.DataFrame, mapping: Mapping
) -> Iterator[Rejection]:
    """Yield a remark on every row whose text a spreadsheet took for a formula."""
    lost = pd.Series(False, index=frame.index)
    for field in (Field.SUBJECT, Field.DESCRIPTION, Field.RESOLUTION):
        if field in mapping.fields:
            lost |= find_lost_formulas(original.loc[frame.index, mapping.fields[field]])
    yield from (Rejection(int(row), "lost_formula") for row in frame.loc[lost, Derived.SOURCE_ROW])


def _scan_dates(table: Table, mapping: Mapping, moment: str) -> dict[str, DateColumn]:
    """Scan all date columns, so that any of them may decide the date order of all."""
    texts = complete_dates(table.frame, mapping, table.origin.path, moment)
    return {name: scan_dates(values, numbers=True) for name, values in texts.items()}


def _convert_column(
    field: Field, values: pd.Series, mapping: Mapping, dates: DateColumn | None, order: DateOrder | None
) -> pd.Series:
    if field in _MOMENTS:
        return dates.moments(order) if dates and order else _no_moments(values.index)
    if field is Field.MINUTES:
        return read_minutes(values, duration_unit(mapping.column(mapping.fields[field]).header))
    if field is Field.SATISFACTION:
        return read_satisfaction(values, mapping.column(mapping.fields[field]).header.forms[0])
    if field is Field.REOPENED:
        return read_reopened(values)
    return _replace_codes(
        to_plain_column(values), mapping.vendor.codes.get(field, {}) if mapping.vendor else {}
    )


def _replace_codes(values: pd.Series, codes: dict[str, str]) -> pd.Series:
    """Replace a vendor's numeric codes by words."""
    return values.map(lambda value: codes.get(value, value)).astype("str") if codes else values


def _no_moments(index: pd.Index) -> pd.Series:
    return pd.Series(pd.NaT, index=index, dtype="datetime64[ns]")


def _add_made(frame: pd.DataFrame, table: Table) -> None:
    """Add the columns of `Derived`, and missing ids."""
    nothing = pd.Series("", index=frame.index, dtype="str")
    subjects = frame.get(Field.SUBJECT.value, nothing)
    descriptions = frame.get(Field.DESCRIPTION.value, nothing)
    texts = pd.Series(join_texts(subjects, descriptions), index=frame.index, dtype="str")
    frame[Derived.SOURCE_FILE] = pd.Series(table.origin.path, index=frame.index, dtype="str")
    frame[Derived.SOURCE_ROW] = table.rows
    frame[Derived.TEXT] = texts
    frame[Derived.INFORMATIVE] = [has_words(text) for text in texts]
    written = _keep_ids(frame.get(Field.TICKET_ID.value, nothing))
    place = "-".join(filter(None, (Path(table.origin.path).stem, table.origin.sheet)))
    given = pd.Series([f"{place}-{row}" for row in table.rows], index=frame.index, dtype="str")
    frame[WRITTEN_ID] = written.ne("")
    frame[Field.TICKET_ID.value] = written.where(written.ne(""), given)


def _keep_ids(values: pd.Series) -> pd.Series:
    """Return ids, "" for values that stand for none where they repeat: zeros, words, rounded numbers."""
    again = values.duplicated(keep=False) & values.ne("")
    if not again.any():
        return values
    numbered = float(values[values.ne("")].str.contains(r"\d").mean()) >= NEARLY_ALL
    counts = values[values.ne("")].value_counts()
    often = values.map(counts > 2 * counts.median())  # the first of many messages may be number 0
    none = values.str.fullmatch(_ROUNDED_ID) | (~values.str.contains(r"\d") & numbered)
    return values.mask(again & (none | (values.str.fullmatch(_ZERO) & often)), "")


def _find_non_tickets(frame: pd.DataFrame, original: pd.DataFrame) -> pd.Series:
    """Mark rows that are not tickets: a total below the table, a line of dashes."""
    silent = frame[Derived.TEXT].eq("")
    if not silent.any():
        return silent
    created = frame.get(Field.CREATED_AT.value, _no_moments(frame.index))
    filled = pd.Series(0, index=frame.index)
    for name in original.columns:
        filled[silent] += original.loc[silent, name].str.strip().ne("")
    return pd.Series(silent & created.isna() & (~frame[WRITTEN_ID] | (filled < 2)))

"""Finds doubts about an import, and applies a user's decisions."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import Decisions, Field, ImportDoubt, ImportGuess, ImportPreview
from supportlens.ingest.columns.date_parts import find_clocks, join_clocks
from supportlens.ingest.columns.table_columns import profile_columns
from supportlens.ingest.tables.headers import header_rules
from supportlens.ingest.values.dates import DateOrder, order_of, scan_dates
from supportlens.resources import reading_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from supportlens.ingest.columns.mapping import Mapping
    from supportlens.ingest.columns.table_columns import TableColumn
    from supportlens.ingest.tables.table import Table
    from supportlens.ingest.values.dates import DateColumn

SHOWN = 50
"""Rows in a preview."""

_LOOKED_AT = 2_000
"""Maximum rows checked for foreign letters. Judgement: they are everywhere or nowhere."""


def guess_import(table: Table, mapping: Mapping) -> ImportGuess:
    """Return how `table` would be imported by `mapping`, with its doubts."""
    headers = tuple(str(name) for name in table.frame.columns)
    dates = _scan_dates(table, mapping)
    order = order_of(dates, day_first=mapping.day_first)
    rows = table.frame.head(SHOWN).itertuples(index=False, name=None)
    return ImportGuess(
        path=table.origin.path,
        signature=hashlib.sha256("\0".join(headers).encode()).hexdigest()[:32],
        headers=headers,
        rows=tuple(tuple(str(cell) for cell in row) for row in rows),
        columns={field.value: name for field, name in mapping.fields.items()},
        date_order=order.value if order else None,
        encoding=table.origin.encoding,
        doubts=tuple(_find_doubts(table, mapping, dates)),
    )


def recode_table(table: Table, encoding: str | None) -> Table:
    """Return `table` decoded with another single-byte encoding; its cell boundaries stay."""
    old = table.origin.encoding
    if not encoding or not old or encoding == old or not can_recode(old):
        return table
    columns = [_recode(str(name), old, encoding) for name in table.frame.columns]
    frame = table.frame.map(lambda cell: _recode(cell, old, encoding)).astype("str")
    frame.columns = pd.Index(columns)
    return replace(table, frame=frame, origin=replace(table.origin, encoding=encoding))


def can_recode(encoding: str | None) -> bool:
    """Return whether an encoding was guessed among the single-byte ones."""
    return bool(encoding) and not str(encoding).lower().startswith("utf")


def apply_decisions(mapping: Mapping, decisions: Decisions) -> Mapping:
    """Return a mapping with the columns that a user chose; unknown headers are ignored."""
    names = {column.name for column in mapping.columns}
    fields, reasons = dict(mapping.fields), dict(mapping.reasons)
    for chosen, header in decisions.columns.items():
        field = Field(chosen)
        if fields.get(field, "") == header or (header and header not in names):
            continue
        for other in [known for known, name in fields.items() if header and name == header]:
            del fields[other]
        fields.pop(field, None)
        if header:
            fields[field] = header
            reasons[field] = "chosen"
    order = DateOrder(decisions.date_order) if decisions.date_order else None
    return replace(mapping, fields=fields, reasons={key: reasons[key] for key in fields}, order=order)


def preview(guessed: ImportGuess, decisions: Decisions) -> ImportPreview:
    """Return the first rows of a file imported with `decisions`."""
    rows = guessed.rows
    old, new = guessed.encoding, decisions.encoding
    if old and new and old != new and can_recode(old):
        rows = tuple(tuple(_recode(cell, old, new) for cell in row) for row in rows)
    header = decisions.columns.get(Field.CREATED_AT.value, guessed.columns.get(Field.CREATED_AT.value, ""))
    order = decisions.date_order or guessed.date_order or DateOrder.DAY_FIRST.value
    if header not in guessed.headers or not rows:
        return ImportPreview(rows, tuple(None for _ in rows))
    frame = pd.DataFrame(list(rows), columns=list(guessed.headers), dtype="str")
    clocks = find_clocks(frame, profile_columns(frame), header)
    texts = frame[header] if clocks is None else join_clocks(frame[header], clocks)
    moments = scan_dates(texts, numbers=True).moments(DateOrder(order))
    return ImportPreview(rows, tuple(_to_datetime(moment) for moment in moments))


def _to_datetime(moment: pd.Timestamp) -> datetime | None:
    return None if pd.isna(moment) else moment.to_pydatetime()


def _recode(text: str, old: str, new: str) -> str:
    return text if text.isascii() else text.encode(old, errors="replace").decode(new, errors="replace")


def _find_doubts(table: Table, mapping: Mapping, dates: Sequence[DateColumn]) -> Iterator[ImportDoubt]:
    if Field.CREATED_AT not in mapping.fields and any(_might_be_date(column) for column in mapping.free):
        yield ImportDoubt.NO_DATE
    if _has_two_texts(mapping):
        yield ImportDoubt.TWO_TEXTS
    if Field.CREATED_AT in mapping.fields and _is_order_open(dates):
        yield ImportDoubt.DATE_ORDER
    if can_recode(table.origin.encoding) and _has_foreign_letters(table):
        yield ImportDoubt.ENCODING


def _might_be_date(column: TableColumn) -> bool:
    return column.profile.written > 0 and max(column.profile.dates, column.profile.counted_dates) >= 0.3


def _has_two_texts(mapping: Mapping) -> bool:
    """Return whether the text was chosen by its values alone and another column has as much text."""
    chosen = mapping.fields.get(Field.DESCRIPTION)
    if chosen is None or Field.SUBJECT in mapping.fields:
        return False
    column = mapping.column(chosen)
    if header_rules().fields[Field.DESCRIPTION].weight(column.header) or mapping.vendor:
        return False
    others = [other for other in mapping.free if other.profile.is_prose]
    return any(_text_amount(other) >= 0.6 * _text_amount(column) for other in others)


def _text_amount(column: TableColumn) -> float:
    return column.profile.length * min(column.profile.written, 1_000)


def _is_order_open(dates: Iterable[DateColumn]) -> bool:
    """Return whether neither a day above twelve nor the order of the rows decides the date order."""
    undecided = [column for column in dates if column.is_undecided]
    if not undecided or any(column.order_by_days() or column.order_by_run() for column in undecided):
        return False
    first = undecided[0]
    return not first.moments(DateOrder.DAY_FIRST).equals(first.moments(DateOrder.MONTH_FIRST))


def _scan_dates(table: Table, mapping: Mapping) -> list[DateColumn]:
    """Scan the columns of dates: when tickets were opened, resolved and changed last."""
    names = [mapping.fields.get(Field.CREATED_AT), mapping.fields.get(Field.RESOLVED_AT), mapping.updated]
    return [scan_dates(table.frame[name], numbers=True) for name in names if name is not None]


def _has_foreign_letters(table: Table) -> bool:
    """Return whether a third of the non-ASCII letters belong to no known language."""
    cells = table.frame.head(_LOOKED_AT).to_numpy().ravel()
    beyond = [char for cell in cells if not cell.isascii() for char in cell if not char.isascii()]
    known = reading_words().letters
    strange = sum(1 for char in beyond if char not in known)
    return strange >= 2 and strange * 3 >= len(beyond)

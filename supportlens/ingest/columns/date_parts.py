"""Completes dates whose clock or year is elsewhere: a column of hours, other dates, the name of the file."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import PurePath
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import Field
from supportlens.ingest.columns.column_values import MOSTLY, NEARLY_ALL
from supportlens.ingest.tables.headers import header_rules
from supportlens.ingest.values.date_wording import add_year
from supportlens.ingest.values.dates import order_of, scan_dates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.ingest.columns.mapping import Mapping
    from supportlens.ingest.columns.table_columns import TableColumn
    from supportlens.ingest.tables.headers import Header

_CLOCK = re.compile(
    r"(?:(?:1899-12-3[01]|1900-01-0[01])[ T])?(?P<clock>\d{1,2}[:.h]\d{2}(?::\d{2})?)(?:[.,]\d+)?"
    r"(?P<half>\s*[ap]\.?\s?m\.?)?\s*(?:hrs?\.?|h)?",
    re.IGNORECASE,
)
"""An hour alone; spreadsheets write the first day of their calendar before it."""

_HALF = re.compile(r"[ap]\.?\s?m\.?", re.IGNORECASE)
_FRACTION = re.compile(r"0?[.,]\d{2,}")
"""A part of a day, as spreadsheets count hours."""

_FULL_DAY = re.compile(r"(?<!\d)(20\d\d)[-_. ]?(0[1-9]|1[0-2])[-_. ]?(0[1-9]|[12]\d|3[01])(?!\d)")
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")
_LEAP_YEAR = 2024
"""Every day and month is valid in it."""


def complete_dates(frame: pd.DataFrame, mapping: Mapping, path: str, also: str = "") -> dict[str, pd.Series]:
    """Return the texts of the columns of dates, with the hour and the year that stand elsewhere.

    They are those of the mapping, and the column `also`.
    """
    created, resolved = (mapping.fields.get(field) for field in (Field.CREATED_AT, Field.RESOLVED_AT))
    fields = dict.fromkeys((created, resolved, mapping.updated, also))
    texts = {}
    for name in filter(None, fields):
        values = frame[name]
        if mapping.column(name).profile.yearless >= NEARLY_ALL:
            values = _add_years(values, frame, mapping, path)
        clocks = find_clocks(frame, mapping.columns, name)
        texts[name] = values if clocks is None else join_clocks(values, clocks)
    return texts


def join_clocks(days: pd.Series, clocks: pd.Series) -> pd.Series:
    """Return n days followed by their hours."""
    joined = [
        f"{day} {clock}".strip() if day.strip() else day for day, clock in zip(days, clocks, strict=True)
    ]
    return pd.Series(joined, index=days.index, dtype="str")


def find_clocks(frame: pd.DataFrame, columns: Sequence[TableColumn], name: str) -> pd.Series | None:
    """Return the hours that belong to the days of a column, None if the days have hours or there are none."""
    at = next((at for at, column in enumerate(columns) if column.name == name), None)
    if at is None or columns[at].profile.clocked > 1 - NEARLY_ALL:
        return None
    hours = [other for other in columns if other is not columns[at] and _holds_clocks(other)]
    chosen = _choose_clocks(columns[at], hours, columns)
    if chosen is None:
        return None
    clocks = frame[chosen.name].map(_read_clock)
    half = _find_half(columns, chosen, frame)
    return clocks if half is None else (clocks + " " + half).str.strip()


def _holds_clocks(column: TableColumn) -> bool:
    rules = header_rules()
    if rules.clock.weight(column.header) <= 0 or rules.fields[Field.MINUTES].weight(column.header) > 0:
        return False
    sample = [text.strip() for text in column.profile.sample]
    return bool(sample) and sum(1 for text in sample if _read_clock(text)) >= NEARLY_ALL * len(sample)


def _choose_clocks(
    day: TableColumn, hours: list[TableColumn], columns: Sequence[TableColumn]
) -> TableColumn | None:
    """Choose the hours whose header says the same as that of the days, else the only hours beside them.

    Of two hours, of a beginning and of an end, the first is chosen for days of a beginning or of anything.
    """
    said = _without_kind(day.header)
    same = [column for column in hours if _without_kind(column.header) == said]
    if same:
        return same[0]
    first = [column for column in hours if _says_beginning(_without_kind(column.header))]
    if len(first) == 1 and (not said or _says_beginning(said)):
        return first[0]
    if len(hours) != 1:
        return None
    places = {column.name: at for at, column in enumerate(columns)}
    (only,) = hours
    beside = abs(places[only.name] - places[day.name]) == 1
    named = not _without_kind(only.header) or header_rules().fields[Field.CREATED_AT].is_whole(only.header)
    return only if named and (beside or not said) else None


def _without_kind(header: Header) -> str:
    """Return a header without the words for a day and an hour: "closed" for "Closed date"."""
    kinds = header_rules().kinds_of_moment
    return " ".join(word for word in header.forms[0].split() if word not in kinds)


def _says_beginning(said: str) -> bool:
    return bool(said) and set(said.split()) <= header_rules().beginnings


def _read_clock(text: str) -> str:
    """Return the hour of a cell as "13:22" or "1:22 pm", "" for any other text."""
    stripped = text.strip()
    if found := _CLOCK.fullmatch(stripped):
        half = re.sub(r"[^apm]", "", (found["half"] or "").lower())
        return f"{found['clock'].replace('.', ':').replace('h', ':')} {half}".strip()
    if _FRACTION.fullmatch(stripped):
        minutes = round(float(stripped.replace(",", ".")) * 24 * 60)
        return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
    return ""


def _find_half(columns: Sequence[TableColumn], chosen: TableColumn, frame: pd.DataFrame) -> pd.Series | None:
    """Return the column after the hours if it says which half of the day they are in."""
    at = columns.index(chosen) + 1
    if at >= len(columns) or not columns[at].profile.written:
        return None
    sample = columns[at].profile.sample
    if not all(_HALF.fullmatch(text.strip()) for text in sample):
        return None
    return frame[columns[at].name].str.lower().str.replace(r"[^apm]", "", regex=True)


def _add_years(values: pd.Series, frame: pd.DataFrame, mapping: Mapping, path: str) -> pd.Series:
    """Return days with their years; unchanged, hence unread, if these are not certain."""
    years = _years_beside(values, frame, mapping)
    if years is None:
        years = _years_by_name(values, mapping, PurePath(path).stem)
    if years is None:
        return values
    dated = [add_year(text, year) or text for text, year in zip(values, years, strict=True)]
    return pd.Series(dated, index=values.index, dtype="str")


def _years_beside(values: pd.Series, frame: pd.DataFrame, mapping: Mapping) -> list[int] | None:
    """Return the year of each row by another column of dates, which is not before the row's day."""
    free = {column.name for column in mapping.free}
    known = free | {mapping.fields.get(field, "") for field in (Field.CREATED_AT, Field.RESOLVED_AT)}
    known.add(mapping.updated or "")
    for column in mapping.columns:
        if column.name == values.name or column.name not in known or column.profile.dates < NEARLY_ALL:
            continue
        others = _moments(frame[column.name], mapping)
        usual = others.dt.year.mode()
        if usual.empty:
            continue
        years = others.dt.year.fillna(usual[0]).astype(int).tolist()
        own = _moments(
            pd.Series([add_year(t, y) or t for t, y in zip(values, years, strict=True)], dtype="str"), mapping
        )
        late = (own.to_numpy() > (others + pd.Timedelta(days=1)).to_numpy()).tolist()
        return [year - after for year, after in zip(years, late, strict=True)]
    return None


def _years_by_name(values: pd.Series, mapping: Mapping, stem: str) -> list[int] | None:
    """Return the year of each row by the day or the year in the name of the file, None if it is open."""
    if days := {day for found in _FULL_DAY.finditer(stem) if (day := _to_day(found)) is not None}:
        last = max(days)
        return [_latest_year(moment, last) for moment in _of_leap_year(values, mapping)]
    years = {int(year) for year in _YEAR.findall(stem)}
    if len(years) != 1 or _wraps(_of_leap_year(values, mapping)):
        return None
    return [*years] * len(values)


def _to_day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _latest_year(moment: pd.Timestamp, last: date) -> int:
    return last.year - int((moment.month, moment.day) > (last.month, last.day))


def _of_leap_year(values: pd.Series, mapping: Mapping) -> list[pd.Timestamp]:
    dated = pd.Series([add_year(text, _LEAP_YEAR) or text for text in values], dtype="str")
    return list(_moments(dated, mapping))


def _wraps(moments: list[pd.Timestamp]) -> bool:
    """Return whether neighbouring rows go from December to January or back: the log has two years."""
    months = [moment.month for moment in moments if not pd.isna(moment)]
    return any({one, other} == {1, 12} for one, other in pairwise(months))


def _moments(texts: pd.Series, mapping: Mapping) -> pd.Series:
    dates = scan_dates(texts.reset_index(drop=True), numbers=False)
    order = mapping.order or order_of((dates,), day_first=mapping.day_first)
    return dates.moments(order) if order else pd.Series(pd.NaT, index=range(len(texts)))


def find_undated(mapping: Mapping) -> tuple[str, str]:
    """Return the column with dates that nobody can place, and why: "relative" or "no_year"."""
    created = mapping.fields.get(Field.CREATED_AT)
    if created is not None:
        return (created, "no_year") if mapping.column(created).profile.yearless >= NEARLY_ALL else ("", "")
    role = header_rules().fields[Field.CREATED_AT]
    relative = [c for c in mapping.columns if c.profile.relative >= MOSTLY]
    best = max(relative, key=lambda column: role.weight(column.header), default=None)
    return (best.name, "relative") if best is not None else ("", "")

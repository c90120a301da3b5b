"""Merges the tickets of all files into one frame: each ticket once, in a fixed order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import Derived, Field, SourceFile, Tickets
from supportlens.ingest.tickets.converting import WRITTEN_ID
from supportlens.ingest.tickets.repeats.id_qualifying import name_units, number_units
from supportlens.ingest.tickets.repeats.repeat_evidence import UNIT
from supportlens.ingest.tickets.repeats.repeat_meaning import RepeatMeaning
from supportlens.ingest.tickets.repeats.repeated_ids import resolve_repeats
from supportlens.ingest.tickets.repeats.same_tickets import PART
from supportlens.ingest.tickets.row_order import find_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from supportlens.ingest.tickets.converting import ConvertedTable
    from supportlens.ingest.tickets.repeats.repeated_ids import Repeats

ANSWER = "answer"
"""The column that is added for the desk's answers where the file has none."""

_ID = Field.TICKET_ID.value
_CREATED = Field.CREATED_AT.value


def merge_tables(parts: Sequence[ConvertedTable], asides: Iterable[SourceFile]) -> Tickets:
    """Merge tables into tickets: rows of one ticket are joined, and those that are no ticket are rejected."""
    everything = _stack([part.frame.assign(**{PART: at}) for at, part in enumerate(parts)])
    original = _stack([part.original for part in parts])
    everything[UNIT] = number_units(everything)
    _name_unwritten(everything, parts)
    repeats = resolve_repeats(everything, original, parts)
    kept = repeats.rows
    by = [name for name in (_CREATED, _ID, Derived.TEXT) if name in kept]
    kept = kept.iloc[find_order(kept, by)]
    _show_joined(original, kept, parts, repeats)
    files = [_describe_file(part, at, repeats) for at, part in enumerate(parts)]
    return Tickets(
        frame=_select_columns(kept),
        original=original.loc[kept.index].reset_index(drop=True),
        files=tuple(sorted((*files, *asides), key=lambda file: (file.path, file.sheet))),
        custom=tuple(dict.fromkeys(name for part in parts for name in part.custom)),
    )


def _stack(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Concatenate frames; missing text columns are empty."""
    if len(frames) == 1:
        return frames[0]
    names = dict.fromkeys(name for frame in frames for name in frame.columns)
    columns = {}
    for name in names:
        kind = next(frame[name].dtype for frame in frames if name in frame)
        nothing = "" if pd.api.types.is_string_dtype(kind) else None
        pieces = [
            frame[name] if name in frame else pd.Series(nothing, index=frame.index, dtype=kind)
            for frame in frames
        ]
        columns[name] = pd.concat(pieces, ignore_index=True)
    return pd.DataFrame(columns)


def _show_joined(
    original: pd.DataFrame, kept: pd.DataFrame, parts: Sequence[ConvertedTable], repeats: Repeats
) -> None:
    """Write joined messages and answers into the columns that they come from, or one for the answers."""
    for at in repeats.counts:
        rows = kept.index[kept[PART] == at]
        columns = _name_columns(parts[at], at, repeats)
        if RepeatMeaning.MESSAGE not in repeats.counts[at]:
            continue
        for field in (Field.DESCRIPTION.value, Field.RESOLUTION.value):
            if field not in columns or field not in kept:
                continue
            if columns[field] not in original:
                original[columns[field]] = pd.Series("", index=original.index, dtype="str")
            original.loc[rows, columns[field]] = kept.loc[rows, field]


def _name_columns(part: ConvertedTable, at: int, repeats: Repeats) -> dict[str, str]:
    """Return the column of each field, with that of the answers where messages were joined."""
    joined = RepeatMeaning.MESSAGE in repeats.counts.get(at, {})
    return ({Field.RESOLUTION.value: ANSWER} if joined else {}) | part.columns


def _name_unwritten(everything: pd.DataFrame, parts: Sequence[ConvertedTable]) -> None:
    """Qualify made ids that two files of one name share, or that another file wrote."""
    made = everything.loc[~everything[WRITTEN_ID], _ID]
    if made.empty:
        return
    taken = set(everything.loc[everything[WRITTEN_ID], _ID])
    names = name_units(everything, parts)
    clashing = made[made.duplicated(keep=False) | made.isin(taken)]
    everything.loc[clashing.index, _ID] = [
        f"{names[unit]}:{old}"
        for unit, old in zip(everything.loc[clashing.index, UNIT], clashing, strict=True)
    ]


def _select_columns(kept: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of `Tickets.frame` in the order of `Field`, without fields that are all empty."""
    made = [Derived.SOURCE_FILE, Derived.SOURCE_ROW, Derived.TEXT, Derived.INFORMATIVE]
    named = (*(field.value for field in Field), Derived.ADDRESS)
    filled = [name for name in named if name in kept and _has_values(kept[name])]
    return kept[[*filled, *made]].reset_index(drop=True)


def _has_values(values: pd.Series) -> bool:
    filled = values.ne("") if pd.api.types.is_string_dtype(values) else values.notna()
    return bool(filled.any())


def _describe_file(part: ConvertedTable, at: int, repeats: Repeats) -> SourceFile:
    left = repeats.rejections.get(at, [])
    rejections = sorted((*part.rejections, *left), key=lambda rejection: (rejection.row, rejection.reason))
    gone = {rejection.row for rejection in rejections}
    kept = {remark for remark in part.remarks if remark.row not in gone}
    kept |= set(repeats.remarks.get(at, ()))
    return SourceFile(
        path=part.origin.path,
        format=part.origin.format,
        encoding=part.origin.encoding,
        delimiter=part.origin.delimiter,
        rows_read=len(part.frame) - len(left),
        rejections=tuple(rejections),
        columns=_name_columns(part, at, repeats),
        sha256=part.origin.sha256,
        header_row=part.origin.header_row,
        sheet=part.origin.sheet,
        reading=part.origin.reading,
        runner_up=part.origin.runner_up,
        date_order=part.date_order,
        date_reason=part.date_reason,
        undated_column=part.undated_column,
        vendor=part.vendor,
        reasons=part.reasons,
        remarks=tuple(sorted(kept, key=lambda rejection: (rejection.row, rejection.reason))),
        repeated_ids=repeats.counts.get(at, {}),
    )

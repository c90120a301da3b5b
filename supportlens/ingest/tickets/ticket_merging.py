"""Merges the tickets of all files into one frame: each ticket once, in a fixed order."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import Derived, Field, Rejection, SourceFile, Tickets
from supportlens.ingest.tickets.converting import UPDATED, WRITTEN_ID
from supportlens.ingest.tickets.row_order import find_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from supportlens.ingest.tickets.converting import ConvertedTable

_PART = "_part"
_ID = Field.TICKET_ID.value
_CREATED = Field.CREATED_AT.value


def merge_tables(parts: Sequence[ConvertedTable], asides: Iterable[SourceFile]) -> Tickets:
    """Merge tables into tickets: of repeated tickets the newest state is kept, the others are rejected."""
    everything = _stack([part.frame.assign(**{_PART: at}) for at, part in enumerate(parts)])
    _qualify_shared_ids(everything, parts)
    older = _find_older(everything)
    rejections: dict[int, list[Rejection]] = defaultdict(list)
    for part, row in zip(
        everything.loc[older, _PART], everything.loc[older, Derived.SOURCE_ROW], strict=True
    ):
        rejections[part].append(Rejection(int(row), "duplicate_id"))
    kept = everything[~older].copy()
    by = [name for name in (_CREATED, _ID, Derived.TEXT) if name in kept]
    kept = kept.iloc[find_order(kept, by)]
    original = _stack([part.original for part in parts]).loc[kept.index].reset_index(drop=True)
    files = [_describe_file(part, rejections[at]) for at, part in enumerate(parts)]
    return Tickets(
        frame=_select_columns(kept),
        original=original,
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


def _qualify_shared_ids(everything: pd.DataFrame, parts: Sequence[ConvertedTable]) -> None:
    """Qualify ids shared by different tickets of different files: two help desks may both count from one."""
    if len(parts) < 2:
        return
    shared = everything[everything.duplicated(_ID, keep=False)]
    clashing = _find_clashing_ids(shared)
    given_twice = shared.loc[~shared[WRITTEN_ID], _ID].unique()
    ours = everything[_ID].isin(given_twice) & ~everything[WRITTEN_ID]
    rows = everything.index[everything[_ID].isin(clashing) | ours]
    names = _name_tables(parts)
    owners = zip(everything.loc[rows, _PART], everything.loc[rows, _ID], strict=True)
    everything.loc[rows, _ID] = [f"{names[part]}:{old}" for part, old in owners]


def _find_clashing_ids(shared: pd.DataFrame) -> pd.Index:
    """Return the ids of different tickets in different files.

    Tickets are the same if all have the same time of creation, or the same text and times at most a day
    apart, which time zones and dates without a time can cause.
    """
    groups = shared.groupby(_ID)
    files, texts = groups[_PART].nunique(), groups[Derived.TEXT].nunique()
    created = shared[_CREATED] if _CREATED in shared else pd.Series(pd.NaT, index=shared.index)
    moments = created.groupby(shared[_ID])
    known = moments.count() == groups.size()
    apart = moments.max() - moments.min()
    near = ~known | (apart <= pd.Timedelta(days=1))
    same = (known & (apart == pd.Timedelta(0))) | ((texts == 1) & near)
    return files.index[(files > 1) & ~same]


def _name_tables(parts: Sequence[ConvertedTable]) -> list[str]:
    """Return a name for each table: its file name, with the start of its hash if that is not unique."""
    stems = ["-".join(filter(None, (Path(part.origin.path).stem, part.origin.sheet))) for part in parts]
    return [
        stem if stems.count(stem) == 1 else f"{stem}-{part.origin.sha256[:6]}"
        for stem, part in zip(stems, parts, strict=True)
    ]


def _find_older(everything: pd.DataFrame) -> pd.Series:
    """Mark the rows for which a newer state exists."""
    if not everything[_ID].duplicated().any():
        return pd.Series(data=False, index=everything.index)
    by = [name for name in (UPDATED, Field.RESOLVED_AT.value, _CREATED, Derived.TEXT) if name in everything]
    ordered = everything.iloc[find_order(everything, [*by, _PART, Derived.SOURCE_ROW], undated_first=True)]
    return ordered.duplicated(_ID, keep="last").reindex(everything.index)


def _select_columns(kept: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of `Tickets.frame` in the order of `Field`, without fields that are all empty."""
    made = [Derived.SOURCE_FILE, Derived.SOURCE_ROW, Derived.TEXT, Derived.INFORMATIVE]
    fields = [field.value for field in Field if field.value in kept and _has_values(kept[field.value])]
    return kept[[*fields, *made]].reset_index(drop=True)


def _has_values(values: pd.Series) -> bool:
    filled = values.ne("") if pd.api.types.is_string_dtype(values) else values.notna()
    return bool(filled.any())


def _describe_file(part: ConvertedTable, duplicates: list[Rejection]) -> SourceFile:
    rejections = sorted(
        (*part.rejections, *duplicates), key=lambda rejection: (rejection.row, rejection.reason)
    )
    gone = {rejection.row for rejection in rejections}
    kept = {remark for remark in part.remarks if remark.row not in gone}
    return SourceFile(
        path=part.origin.path,
        format=part.origin.format,
        encoding=part.origin.encoding,
        delimiter=part.origin.delimiter,
        rows_read=len(part.frame) - len(duplicates),
        rejections=tuple(rejections),
        columns=part.columns,
        sha256=part.origin.sha256,
        header_row=part.origin.header_row,
        sheet=part.origin.sheet,
        reading=part.origin.reading,
        runner_up=part.origin.runner_up,
        date_order=part.date_order,
        date_reason=part.date_reason,
        vendor=part.vendor,
        reasons=part.reasons,
        remarks=tuple(sorted(kept, key=lambda rejection: (rejection.row, rejection.reason))),
    )

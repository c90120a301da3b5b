"""Reads large well-formed delimited texts with the parser of pandas.

The start of the text determines the dialect and the header; a survey of all bytes determines which rows
follow the rules. The few odd rows are parsed tolerantly and inserted in their places. A text that is not
provably well-formed is parsed tolerantly as a whole.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from supportlens.domain import FractionProgress, Rejection
from supportlens.ingest.tables.byte_survey import Survey, survey_rows
from supportlens.ingest.tables.delimited import find_dialect, parse_delimited, parse_row
from supportlens.ingest.tables.dialects import Dialect
from supportlens.ingest.tables.filled_cells import count_filled
from supportlens.ingest.tables.layouts import Layout, find_layout
from supportlens.ingest.tables.shaping import name_columns, repeats_header, square_rows
from supportlens.ingest.tables.table_ends import MOST_FOOTERS, could_open_another, usual_filled
from supportlens.ingest.values.decoding import encoding_of

_HEAD = 1 << 17
"""Bytes that determine dialect, header and columns, as in `dialects`."""

_DIGIT = re.compile(r"\d").search
_MOST_ODD = 2_000
"""Maximum odd rows that are parsed tolerantly. Judgement: a text with more is not well-formed."""

_CELLS_AT_ONCE = 50_000
"""Cells parsed at a time.

Judgement: pandas holds the interpreter while it converts them; with ten times as many the window does not
answer for some 0.2 s.
"""

_PIECE = 1 << 22
"""Bytes searched at a time, because a search of bytes holds the interpreter too."""

_BYTE_VALUES = 256

Dtype = Literal["str", "object"]


@dataclass(frozen=True, slots=True)
class WellFormedTable:
    """A parsed table: `frame` has str cells under `columns`, `numbers` are its rows' numbers in the file."""

    columns: tuple[str, ...]
    frame: pd.DataFrame
    numbers: Sequence[int]
    rejections: tuple[Rejection, ...]
    header_row: int | None
    encoding: str
    delimiter: str


@dataclass(frozen=True, slots=True)
class _Plan:
    """How to parse a text, learnt from its start; `offset` is where the rows below the header begin."""

    encoding: str
    dialect: Dialect
    layout: Layout
    columns: tuple[str, ...]
    offset: int
    usual: int


def read_well_formed(
    data: bytes,
    longest: int,
    progress: FractionProgress = lambda _: None,
    dtype: Dtype = "str",
    *,
    as_written: bool = False,
) -> WellFormedTable | None:
    """Return the table in `data`; None if it must be parsed tolerantly.

    This is the case for rows longer than `longest` bytes, NULs, encodings with ASCII bytes inside other
    characters, quotes that break the rules, and footers or a second table. `progress` receives the fraction
    done; `dtype` is that of the columns: object columns convert to lists faster; `as_written` keeps the names
    of groups of columns.
    """
    plan = _make_plan(data, as_written=as_written)
    if plan is None:
        return None
    body = memoryview(data)[plan.offset :]
    found = survey_rows(
        body, plan.dialect.delimiter, len(plan.columns), _MOST_ODD, lambda done: progress(0.3 * done)
    )
    if found is None or found.longest > longest or not found.rows or (found.lined and _count(data, b"\r")):
        return None
    odd = [(at, _parse_odd_row(body[start:end], plan)) for at, start, end in found.odd]
    if any(row for at, row in odd if at >= found.rows - MOST_FOOTERS):  # perhaps a footer
        return None
    table = _parse_even(_even_bytes(data, plan, found), plan, found, progress, dtype)
    return _finish(table, [(at, row) for at, row in odd if row], plan, found)


def _make_plan(data: bytes, *, as_written: bool) -> _Plan | None:
    """Return how to parse the whole text, learnt from its start."""
    returns = _count(data, b"\r")
    if _count(data, b"\0") or (returns and returns != _count(data, b"\r\n")):
        return None
    encoding = encoding_of(data)
    if not _is_ascii_compatible(encoding):
        return None
    mark = 3 if encoding == "utf-8-sig" else 0
    head = data[mark : data.rfind(b"\n", 0, _HEAD) + 1]
    text = head.decode(encoding.removesuffix("-sig"), errors="replace").replace("\r\n", "\n")
    dialect = find_dialect(text)
    if (
        dialect != Dialect(dialect.delimiter)
        or len(dialect.delimiter) != 1
        or not dialect.delimiter.isascii()
    ):
        return None
    rows = parse_delimited(text)[0][:-1]  # the last one may be cut
    layout = find_layout(rows)
    if layout is None or layout.apart or layout.width < 2 or rows[0] == []:
        return None
    starts = survey_rows(head, dialect.delimiter, 0, len(rows) + 2)  # no row has zero cells, so all are odd
    if starts is None or layout.start >= len(starts.odd):
        return None
    offset = mark + starts.odd[layout.start][1]
    below = rows[layout.start :]
    columns = name_columns(rows, layout, as_written=as_written)
    return _Plan(encoding, dialect, layout, columns, offset, usual_filled(below[:200]))


def _count(data: bytes, mark: bytes) -> int:
    """Count a mark of one or two bytes, piece by piece."""
    after = len(mark) - 1  # a mark across two pieces belongs to the first
    return sum(data.count(mark, at, at + _PIECE + after) for at in range(0, len(data), _PIECE))


def _is_ascii_compatible(encoding: str) -> bool:
    """Return whether a byte below 128 is always the ASCII character and never part of another."""
    if encoding in {"utf-8", "utf-8-sig"}:
        return True
    every = bytes(range(_BYTE_VALUES)).decode(encoding, errors="replace")
    return len(every) == _BYTE_VALUES and every[:128] == bytes(range(128)).decode("ascii")


def _parse_odd_row(line: memoryview, plan: _Plan) -> list[str]:
    text = bytes(line).decode(plan.encoding.removesuffix("-sig"), errors="replace").rstrip("\r\n")
    row = parse_row(text, plan.dialect, len(plan.columns))
    return row if any(cell.strip() for cell in row) else []


def _even_bytes(data: bytes, plan: _Plan, found: Survey) -> io.BytesIO:
    """Return the bytes of all rows but the odd ones, without a copy if there are none."""
    if not found.odd:
        whole = io.BytesIO(data)
        whole.seek(plan.offset)
        return whole
    body, pieces, at = memoryview(data)[plan.offset :], [], 0
    for _, start, end in found.odd:
        pieces.append(body[at:start])
        at = end + 1
    return io.BytesIO(b"".join([*pieces, body[at:]]))


def _parse_even(
    text: io.BytesIO, plan: _Plan, found: Survey, progress: FractionProgress, dtype: Dtype
) -> pd.DataFrame:
    """Parse rows of known even width, in chunks, so that `progress` may stop it."""
    if found.rows == len(found.odd):
        return pd.DataFrame({at: pd.Series([], dtype=dtype) for at in range(len(plan.columns))})
    parts: list[pd.DataFrame] = []
    at_once = max(_CELLS_AT_ONCE // len(plan.columns), 1)
    with pd.read_csv(
        text,
        sep=plan.dialect.delimiter,
        header=None,
        names=list(range(len(plan.columns))),
        index_col=False,
        dtype=dtype,
        keep_default_na=False,
        na_filter=False,
        skip_blank_lines=False,
        engine="c",
        encoding=plan.encoding.removesuffix("-sig"),
        encoding_errors="replace",
        chunksize=at_once,
    ) as reader:
        for part in reader:
            parts.append(part)
            progress(0.3 + 0.6 * min(len(parts) * at_once / found.rows, 1.0))
    return pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]


def _finish(
    frame: pd.DataFrame, odd: list[tuple[int, list[str]]], plan: _Plan, found: Survey
) -> WellFormedTable | None:
    """Check that the parser agrees with the survey, reject invalid rows, and insert the odd rows."""
    places = np.delete(np.arange(found.rows), [at for at, _, _ in found.odd])
    if len(frame) != len(places) or _may_have_more(frame, plan):
        return None
    first = plan.layout.start + 1
    header = [cell.casefold() for cell in plan.columns]
    lengths = _first_lengths(frame)
    blank, again = _find_blank(frame, lengths), _find_repeated_headers(frame, lengths, header)
    rejections = [Rejection(int(places[at]) + first, "repeated_header") for at in np.flatnonzero(again)]
    if (drop := blank | again).any():
        frame, places = frame[~drop].reset_index(drop=True), places[~drop]
    grid = square_rows(
        plan.columns,
        [row for _, row in odd],
        replace(plan.layout, start=0, end=len(odd), width=len(plan.columns)),
        0,
        plan.dialect.delimiter,
    )
    if grid.rows:
        added = pd.DataFrame(list(grid.rows), columns=frame.columns, dtype=frame[0].dtype)
        where = np.concatenate((places, [odd[at][0] for at in grid.numbers]))
        order = np.argsort(where, kind="stable")
        frame, places = pd.concat([frame, added]).iloc[order].reset_index(drop=True), where[order]
    rejections += [Rejection(odd[one.row][0] + first, one.reason) for one in grid.rejections]
    even = len(places) == found.rows
    return WellFormedTable(
        plan.columns,
        frame,
        range(first, first + found.rows) if even else (places + first).tolist(),
        tuple(sorted(rejections, key=lambda one: one.row)),
        plan.layout.header[-1] + 1 if plan.layout.header else None,
        plan.encoding,
        plan.dialect.delimiter,
    )


def _cells(column: pd.Series) -> list[str]:
    """Return the cells of a column; a plain loop takes a third of the time of pandas' string methods."""
    return column.astype(object).tolist()


def _first_lengths(frame: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Return the length of the first cell of each row."""
    return np.array([len(cell.strip()) for cell in _cells(frame[0])], dtype=np.int64)


def _find_blank(frame: pd.DataFrame, lengths: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Return for each row whether it is blank."""
    blank: npt.NDArray[np.bool_] = np.equal(lengths, 0)
    for name in frame.columns[1:]:
        if not blank.any():
            break
        at = np.flatnonzero(blank)
        blank[at] = (frame[name].iloc[at].str.strip() == "").to_numpy(dtype=bool)
    return blank


def _find_repeated_headers(
    frame: pd.DataFrame, lengths: npt.NDArray[np.int64], header: list[str]
) -> npt.NDArray[np.bool_]:
    """Return for each row whether it repeats the header."""
    again: npt.NDArray[np.bool_] = np.equal(lengths, len(header[0]))
    places = np.flatnonzero(again)
    for at, cell in zip(places.tolist(), frame[0].iloc[places].tolist(), strict=True):
        again[at] = cell.strip().casefold() == header[0] and repeats_header(frame.iloc[at].tolist(), header)
    return again


def _may_have_more(frame: pd.DataFrame, plan: _Plan) -> bool:
    """Return whether the last row may be a footer, or any row may open a second table."""
    if len(frame) and count_filled(frame.iloc[-1].tolist()) <= 0.5 * plan.usual:
        return True
    typed = [at for at, column in enumerate(plan.layout.columns[: len(plan.columns)]) if column.form]
    left = np.arange(len(frame))
    for at in typed:
        cells = frame[at] if len(left) == len(frame) else frame[at].iloc[left]
        bare = [
            cell != "" and not cell[0].isdigit() and not cell[-1].isdigit() and not _DIGIT(cell)
            for cell in _cells(cells)
        ]
        left = left[np.array(bare, dtype=bool)]
        if not len(left):
            return False
    own = [cell.casefold() for cell in plan.columns]
    rows = frame.iloc[left].to_numpy().tolist() if typed else []
    return any(could_open_another(row, own, plan.layout.columns) for row in rows)

"""Turns the bytes of a file into tables, whatever they are; archives are read through."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from supportlens.domain import EmptyFile, InputError, NoRows, NotATable, TooLarge, Unsafe
from supportlens.ingest.files import archives
from supportlens.ingest.files.content_types import Content, recognise
from supportlens.ingest.files.finding import LOG_SUFFIXES
from supportlens.ingest.files.loading import refuse_nothing
from supportlens.ingest.formats import (
    calendar_events,
    chats,
    json_records,
    log_lines,
    mail,
    parquet,
    workbooks,
)
from supportlens.ingest.tables import delimited
from supportlens.ingest.tables.headers import words_known
from supportlens.ingest.tables.shaping import shape
from supportlens.ingest.tables.table import Grid, Origin, Table, tabulate, useless
from supportlens.ingest.values.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.ingest.files.resource_limits import Limits

    Step = Callable[[float], None]
    Reader = Callable[["Item", bytes, Limits, Step], tuple[Table, ...]]


@dataclass(frozen=True, slots=True)
class Item:
    """A file, or a file inside an archive, whose path goes on below the archive's.

    `named` says whether a person named it; `depth` counts the archives around it.
    """

    path: str
    named: bool
    depth: int = 0

    @property
    def name(self) -> str:
        """The last part of the path."""
        return PurePath(self.path).name

    def below(self, name: str, *, named: bool) -> Item:
        """Return the item of that name inside this archive."""
        return Item(f"{self.path}/{name}", named, self.depth + 1)

    def origin(self, form: str, data: bytes) -> Origin:
        """Return where a table of this item comes from."""
        return Origin(self.path, self.named, form, hashlib.sha256(data).hexdigest())


def tables_of(item: Item, data: bytes, limits: Limits, step: Step = lambda _: None) -> tuple[Table, ...]:
    """Read an item: its table, and the other sheets of a workbook after it; an archive gives many.

    Raises the `InputError` that says why nothing of it can be used.
    """
    refuse_nothing(item.path, data)
    return _READERS[recognise(item.path, data)](item, data, limits, step)


def _text(item: Item, data: bytes, limits: Limits, step: Step) -> tuple[Table, ...]:
    text, encoding = decode(data)
    if not text.strip():
        raise EmptyFile(item.path)
    step(0.2)
    form, grid, delimiter = grid_of_text(item, text, limits)
    origin = replace(item.origin(form, data), encoding=encoding, delimiter=delimiter)
    return (_table(origin, grid, limits, length=len(text)),)


def grid_of_text(item: Item, text: str, limits: Limits) -> tuple[str, Grid, str | None]:
    """Try the formats of text from the most particular to the least."""
    records = json_records.parse(text)
    if records is not None:
        return *records, None
    if PurePath(item.path).suffix.lower() in {".json", ".jsonl", ".ndjson"} or _is_broken_json(text):
        raise NotATable(item.path, "json")
    happened = calendar_events.parse(text)
    if happened is not None:
        return "ics", happened, None
    lined = text.replace("\r\n", "\n").replace("\r", "\n")
    chat = chats.parse(lined, item.name)
    if chat is not None:
        return "whatsapp", chat, None
    _refuse_vast(item.path, lined, limits)
    return _table_or_log(item, text, lined)


def _table_or_log(item: Item, text: str, lined: str) -> tuple[str, Grid, str | None]:
    """Read delimited text, or a log where nothing delimits."""
    rows, delimiter = delimited.rows_of(text)
    if delimiter == " " and log_lines.are_sentences(lined):
        rows, delimiter = [[line] for line in lined.split("\n")], None
    headed = any(words_known(row) >= 3 for row in rows[:5])
    log = log_lines.parse(lined) if _may_be_log(delimiter) and not headed else None
    if log is not None:
        return "log", log, None
    grid = shape(rows, delimiter=delimiter)
    if grid is None:
        raise EmptyFile(item.path)
    _refuse_notes(item, delimiter)
    return "tsv" if delimiter == "\t" else "csv", grid, delimiter


def _may_be_log(delimiter: str | None) -> bool:
    """Return whether dates in front may be a log's: bars and tabulators are what tables have."""
    return delimiter not in {"\t", "|"}


def _refuse_vast(path: str, text: str, limits: Limits) -> None:
    """Raise TooLarge for a line, or a number of cells in one, that no table has."""
    if len(text) > limits.cell and _longest_line(text, limits.cell) > limits.cell:
        raise TooLarge(path, "line")
    for line in text[: 1 << 22].split("\n", 40)[:40]:
        if max(line.count(delimiter) for delimiter in ",;\t|") >= limits.columns:
            raise TooLarge(path, "columns")


def _longest_line(text: str, most: int) -> int:
    """Return the length of the first line above `most`, 0 where there is none; jumps from line to line."""
    at = 0
    while len(text) - at > most:
        end = text.rfind("\n", at, at + most + 1)
        if end < 0:
            return most + 1
        at = end + 1
    return 0


def _is_broken_json(text: str) -> bool:
    """Return whether a text that is no JSON began as such."""
    compact = "".join(text[:200].split())
    return compact.startswith(('{"', '[{"', "[[", '["'))


def _refuse_notes(item: Item, delimiter: str | None) -> None:
    """Leave a plain text that merely lies in a folder alone: a read-me is no log."""
    if not item.named and delimiter is None and PurePath(item.path).suffix.lower() in {".txt", ""}:
        raise NotATable(item.path)


def _workbook(item: Item, data: bytes, limits: Limits, step: Step) -> tuple[Table, ...]:
    form = recognise(item.path, data)
    if form is not Content.XLS:
        archives.inspect(item.path, data, limits)
        archives.inspect_workbook(item.path, data, limits)
    step(0.2)
    grids = workbooks.grids(item.path, data, lambda share: step(0.2 + 0.7 * share))
    origin = item.origin(form.value, data)
    return tuple(
        _table(replace(origin, sheet=name if at else ""), grid, limits)
        for at, (name, grid) in enumerate(grids)
    )


def _parquet(item: Item, data: bytes, limits: Limits, step: Step) -> tuple[Table, ...]:
    step(0.2)
    return (_table(item.origin("parquet", data), parquet.grid(item.path, data, limits.columns), limits),)


def _mail(item: Item, data: bytes, limits: Limits, step: Step) -> tuple[Table, ...]:
    form, grid = mail.parse(data, lambda share: step(0.9 * share))
    return (_table(item.origin(form, data), grid, limits),)


def _gzip(item: Item, data: bytes, limits: Limits, step: Step) -> tuple[Table, ...]:
    _refuse_depth(item, limits)
    content = archives.gunzipped(item.path, data, limits)
    stem = item.name[:-3] if item.name.lower().endswith(".gz") else item.name
    return tables_of(item.below(stem, named=item.named), content, limits, step)


def _zip(item: Item, data: bytes, limits: Limits, step: Step) -> tuple[Table, ...]:
    """Read all files of an archive; those that cannot be used are set aside if another can."""
    _refuse_depth(item, limits)
    archives.inspect(item.path, data, limits)
    tables: list[Table] = []
    faults: list[InputError] = []
    for name, content in archives.members(item.path, data, LOG_SUFFIXES):
        inner = item.below(name, named=False)
        try:
            tables += tables_of(inner, content, limits, step)
        except InputError as fault:
            faults.append(fault)
            tables.append(useless(inner.origin(PurePath(name).suffix.lower().lstrip("."), content), fault))
    if len(faults) == len(tables):
        raise faults[0]
    return tuple(tables)


def _refuse_depth(item: Item, limits: Limits) -> None:
    if item.depth >= limits.depth:
        raise Unsafe(item.path, "depth")


def _table(origin: Origin, grid: Grid, limits: Limits, length: float = math.inf) -> Table:
    """Make a table of a grid; raises NoRows, or TooLarge for too many columns or a vast cell.

    No cell of a text is longer than the text's `length`.
    """
    if not grid.rows:
        raise NoRows(origin.path)
    if len(grid.columns) > limits.columns:
        raise TooLarge(origin.path, "columns")
    if length > limits.cell and any(len(cell) > limits.cell for row in grid.rows for cell in row):
        raise TooLarge(origin.path, "cell")
    return tabulate(origin, grid)


_READERS: dict[Content, Reader] = {
    Content.TEXT: _text,
    Content.XLSX: _workbook,
    Content.XLS: _workbook,
    Content.ODS: _workbook,
    Content.PARQUET: _parquet,
    Content.MAIL: _mail,
    Content.GZIP: _gzip,
    Content.ZIP: _zip,
}

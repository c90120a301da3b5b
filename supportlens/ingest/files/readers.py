"""Converts the bytes of a file to tables, with one reader per content type."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from supportlens.domain import EmptyFile, FractionProgress, InputError, NoRows, NotATable, TooLarge, Unsafe
from supportlens.domain.tickets.file_suffixes import DOCUMENT_SUFFIXES, LOG_SUFFIXES
from supportlens.ingest.files import archives
from supportlens.ingest.files.attached_tables import AttachedTables
from supportlens.ingest.files.content_types import ContentType, content_type_of
from supportlens.ingest.files.loading import refuse_empty
from supportlens.ingest.files.readings import Reading, name_runner_up, rank_readings
from supportlens.ingest.formats import (
    calendar_events,
    chats,
    json_records,
    mail,
    parquet,
    workbooks,
)
from supportlens.ingest.formats.json_content.documents import split_documents
from supportlens.ingest.formats.markup.reading import read_markup
from supportlens.ingest.tables.chat_messages import CHAT_FORMATS
from supportlens.ingest.tables.table import Origin, Part, Table, make_table, unusable_table
from supportlens.ingest.values.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from supportlens.ingest.files.resource_limits import Limits

    Reader = Callable[["Item", bytes, Limits, FractionProgress], tuple[Table, ...]]


@dataclass(frozen=True, slots=True)
class Item:
    """A file, or a file inside an archive, whose path extends the archive's.

    `named` is whether the user named it; `depth` counts the archives around it.
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
        """Return the origin of a table of this item."""
        return Origin(self.path, self.named, form, hashlib.sha256(data).hexdigest())


@dataclass(frozen=True, slots=True)
class TextParts:
    """The tables of a text and how it was read: format, delimiter, reading, and another that was close."""

    form: str
    parts: tuple[Part, ...]
    delimiter: str | None = None
    reading: str = ""
    runner_up: str = ""


def read_item(
    item: Item, data: bytes, limits: Limits, progress: FractionProgress = lambda _: None
) -> tuple[Table, ...]:
    """Return the table of an item, and those of a workbook's other sheets or of an archive's files.

    Raises the `InputError` that explains why nothing in it can be used.
    """
    refuse_empty(item.path, data)
    return _READERS[content_type_of(item.path, data)](item, data, limits, progress)


def _read_text(item: Item, data: bytes, limits: Limits, progress: FractionProgress) -> tuple[Table, ...]:
    text, encoding = decode(data)
    if not text.strip():
        raise EmptyFile(item.path)
    progress(0.2)
    found = read_parts(item, text, limits)
    origin = replace(
        item.origin(found.form, data),
        encoding=encoding,
        delimiter=found.delimiter,
        reading=found.reading,
        runner_up=found.runner_up,
    )
    return _make_tables(origin, found.parts, limits, length=len(text))


def read_parts(item: Item, text: str, limits: Limits) -> TextParts:
    """Return the tables of a text; formats that prove themselves come first, all others compete."""
    documents = split_documents(text)
    if documents is not None:
        chat_part = chats.read_chat(documents, item.path)
        if chat_part is not None:
            return TextParts(chat_part[0], (chat_part[1],))
        records = json_records.read_records(documents, named=item.named)
        if records is not None:
            return TextParts(*records)
    if PurePath(item.path).suffix.lower() in {".json", ".jsonl", ".ndjson"} or _is_broken_json(text):
        raise NotATable(item.path, "json")
    happened = calendar_events.parse_calendar(text)
    if happened is not None:
        return TextParts("ics", (Part("", happened),))
    lined = text.replace("\r\n", "\n").replace("\r", "\n")
    _refuse_vast(item.path, lined, limits)
    ranked = rank_readings(text, lined, item.path)
    for at, reading in enumerate(ranked):
        grid = reading.make_grid()
        if grid is not None:
            _refuse_notes(item, reading)
            runner_up = name_runner_up(ranked[at:])
            return TextParts(reading.form, (Part("", grid),), reading.delimiter, reading.name, runner_up)
    raise EmptyFile(item.path)


def _refuse_vast(path: str, text: str, limits: Limits) -> None:
    """Raise TooLarge for a line, or a number of cells in a line, that no table has."""
    if len(text) > limits.cell and _first_long_line(text, limits.cell) > limits.cell:
        raise TooLarge(path, "line")
    for line in text[: 1 << 22].split("\n", 40)[:40]:
        if max(line.count(delimiter) for delimiter in ",;\t|") >= limits.columns:
            raise TooLarge(path, "columns")


def _first_long_line(text: str, most: int) -> int:
    """Return the length of the first line longer than `most`, 0 without one; jumps from line to line."""
    at = 0
    while len(text) - at > most:
        end = text.rfind("\n", at, at + most + 1)
        if end < 0:
            return most + 1
        at = end + 1
    return 0


def _is_broken_json(text: str) -> bool:
    """Return whether a text that is not JSON begins like JSON."""
    compact = "".join(text[:200].split())
    return compact.startswith(('{"', '[{"', "[[", '["'))


def _refuse_notes(item: Item, reading: Reading) -> None:
    """Reject a plain text that was merely found in a folder: a read-me is not a log."""
    if not item.named and reading.name == "lines" and PurePath(item.path).suffix.lower() in {".txt", ""}:
        raise NotATable(item.path)


def _read_workbook(item: Item, data: bytes, limits: Limits, progress: FractionProgress) -> tuple[Table, ...]:
    form = content_type_of(item.path, data)
    if form is not ContentType.XLS:
        archives.check_archive(item.path, data, limits)
        archives.check_workbook(item.path, data, limits)
    progress(0.2)
    parts = workbooks.read_sheets(item.path, data, lambda share: progress(0.2 + 0.7 * share))
    return _make_tables(item.origin(form.value, data), parts, limits)


def _read_parquet(item: Item, data: bytes, limits: Limits, progress: FractionProgress) -> tuple[Table, ...]:
    progress(0.2)
    grid = parquet.read_parquet(item.path, data, limits.columns)
    return _make_tables(item.origin("parquet", data), (Part("", grid),), limits)


def _read_mail(item: Item, data: bytes, limits: Limits, progress: FractionProgress) -> tuple[Table, ...]:
    """Read mails, and the reports attached to them."""

    def read_attached(name: str, content: bytes) -> tuple[Table, ...]:
        _refuse_depth(item, limits)
        return read_item(item.below(name, named=False), content, limits)

    attached = AttachedTables(read_attached, limits.entries)
    place = PurePath(item.path)
    form, parts = mail.parse_mail(
        data, (place.stem, place.parent.name), attached.adopt, lambda share: progress(0.9 * share)
    )
    return (*_make_tables(item.origin(form, data), parts, limits), *attached.tables)


def _read_markup(item: Item, data: bytes, limits: Limits, progress: FractionProgress) -> tuple[Table, ...]:
    form, parts, encoding = read_markup(
        item.path, data, lambda share: progress(0.9 * share), named=item.named
    )
    return _make_tables(replace(item.origin(form, data), encoding=encoding), parts, limits, length=len(data))


def _read_gzip(item: Item, data: bytes, limits: Limits, progress: FractionProgress) -> tuple[Table, ...]:
    _refuse_depth(item, limits)
    content = archives.unpack_gzip(item.path, data, limits)
    stem = item.name[:-3] if item.name.lower().endswith(".gz") else item.name
    return read_item(item.below(stem, named=item.named), content, limits, progress)


def _read_zip(item: Item, data: bytes, limits: Limits, progress: FractionProgress) -> tuple[Table, ...]:
    """Read all files of an archive; unusable ones are set aside if another can be used."""
    _refuse_depth(item, limits)
    archives.check_archive(item.path, data, limits)
    tables: list[Table] = []
    faults: list[InputError] = []
    for name, content in archives.read_members(item.path, data, LOG_SUFFIXES | DOCUMENT_SUFFIXES):
        inner = item.below(name, named=False)
        try:
            tables += read_item(inner, content, limits, progress)
        except InputError as fault:
            faults.append(fault)
            tables.append(
                unusable_table(inner.origin(PurePath(name).suffix.lower().lstrip("."), content), fault)
            )
    if len(faults) == len(tables):
        raise faults[0]
    return tuple(tables)


def _refuse_depth(item: Item, limits: Limits) -> None:
    if item.depth >= limits.depth:
        raise Unsafe(item.path, "depth")


def _make_tables(
    origin: Origin, parts: Sequence[Part], limits: Limits, length: float = math.inf
) -> tuple[Table, ...]:
    """Make the tables of the parts of a file; the first has no name.

    Raises NoRows, or TooLarge for too many columns or too long a cell. No cell of a text is longer than the
    text's `length`.
    """
    has_lines = origin.format in CHAT_FORMATS and any(part.grid.rejections for part in parts)
    if not has_lines and not any(part.grid.rows for part in parts):  # a day of a chat may have joins alone
        raise NoRows(origin.path)
    for part in parts:
        if len(part.grid.columns) > limits.columns:
            raise TooLarge(origin.path, "columns")
        if length > limits.cell and any(len(cell) > limits.cell for row in part.grid.rows for cell in row):
            raise TooLarge(origin.path, "cell")
    return tuple(
        make_table(replace(origin, sheet=part.name if at or part.aside else ""), part.grid, part.aside)
        for at, part in enumerate(parts)
    )


_READERS: dict[ContentType, Reader] = {
    ContentType.TEXT: _read_text,
    ContentType.XLSX: _read_workbook,
    ContentType.XLS: _read_workbook,
    ContentType.ODS: _read_workbook,
    ContentType.PARQUET: _read_parquet,
    ContentType.MAIL: _read_mail,
    ContentType.MARKUP: _read_markup,
    ContentType.GZIP: _read_gzip,
    ContentType.ZIP: _read_zip,
}

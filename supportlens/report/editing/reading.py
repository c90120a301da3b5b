"""Reads the editable tables of a workbook that comes back from Excel or LibreOffice."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from supportlens.domain import FileMissing, OutputError
from supportlens.report.editing.table_writing import BEFORE, KEY, NAME_PREFIX, plain_text

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.domain import Study

FILES, LANGUAGE, MASKED = "SupportLens files", "SupportLens language", "SupportLens masked"
"""The properties of a workbook: which tickets it is about, its language, and whether it is masked."""
_MOST_BYTES = 400 << 20
"""Of a workbook unpacked; those of a million tickets have about half of it in their editable parts' file."""


@dataclass(frozen=True, slots=True)
class EditedRow:
    """A row as it came back: its values as written before and now, by field."""

    table: str
    key: str
    name: str
    before: dict[str, str]
    now: dict[str, str]
    further: tuple[tuple[str, str], ...]
    """Columns that somebody added."""


@dataclass(frozen=True, slots=True)
class ReturnedBook:
    """A workbook that came back."""

    files: frozenset[str]
    """The beginnings of the hashes of the files that it was written from."""
    language: str
    masked: bool
    rows: tuple[EditedRow, ...]


def read_returned(path: Path) -> ReturnedBook:
    """Return the editable rows of a workbook of ours.

    Raises `FileMissing` if it is not there, and `OutputError`: with the detail ``not_ours`` for any other
    file, with ``unreadable`` for one that cannot be opened.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - slow, and only this needs it

    if not path.is_file():
        raise FileMissing(str(path))
    try:
        _check_size(path)
        book: Any = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except (OSError, ValueError, KeyError, TypeError, IndexError, zipfile.BadZipFile) as fault:
        raise OutputError(str(path), "unreadable") from fault
    try:
        properties = {one.name: str(one.value) for one in book.custom_doc_props.props}
        if FILES not in properties:
            raise OutputError(str(path), "not_ours")
        rows = tuple(row for name in book.defined_names for row in _rows(book, name))
    finally:
        book.close()
    files = frozenset(properties[FILES].split())
    return ReturnedBook(files, properties.get(LANGUAGE, "en"), properties.get(MASKED) == "1", rows)


def name_files(study: Study) -> frozenset[str]:
    """Return the beginnings of the hashes of the files of a study."""
    return frozenset(file.sha256[:12] for file in study.tickets.files if file.sha256)


def _check_size(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        if sum(one.file_size for one in package.infolist()) > _MOST_BYTES:
            raise ValueError(path.name)


def _rows(book: Any, name: str) -> list[EditedRow]:
    """Return the rows of one editable table; none for another name, or for one whose cells are gone."""
    from openpyxl.utils.cell import range_boundaries  # noqa: PLC0415 - as above

    if not name.startswith(NAME_PREFIX):
        return []
    found = list(book.defined_names[name].destinations)
    if len(found) != 1 or found[0][0] not in book.sheetnames:
        return []
    first, top, _, bottom = range_boundaries(found[0][1].replace("$", ""))
    # To the end of the row: somebody may have added columns.
    cells = book[found[0][0]].iter_rows(top, bottom, first, None, values_only=True)
    head, *body = map(list, cells)
    titles = [str(title or "") for title in head]
    if KEY not in titles:
        return []
    table = name.removeprefix(NAME_PREFIX)
    return [_row(table, titles, values) for values in body if values[titles.index(KEY)]]


def _row(table: str, titles: list[str], values: list[Any]) -> EditedRow:
    """Return a row; a hidden title says which field a column in view is: ``before: owner=Responsable``."""
    by_title = {title: _plain(value) for title, value in zip(titles, values, strict=True) if title}
    fields = dict(title.removeprefix(BEFORE).split("=", 1) for title in by_title if title.startswith(BEFORE))
    now = {field: by_title[title] for field, title in fields.items() if title in by_title}
    before = {field: by_title[f"{BEFORE}{field}={title}"] for field, title in fields.items()}
    known = {KEY, titles[0], *fields.values(), *(f"{BEFORE}{one}={title}" for one, title in fields.items())}
    further = tuple((title, text) for title, text in by_title.items() if title not in known and text)
    return EditedRow(table, by_title[KEY], by_title[titles[0]], before, now, further)


def _plain(value: object) -> str:
    return plain_text(value.date() if isinstance(value, datetime) else value)

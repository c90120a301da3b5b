"""Reads files and folders into tables of text."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from supportlens.domain import EmptyFile, FolderWithoutLogs, InputError, NoRows, NotATable, Stage, silent
from supportlens.ingest import delimited, json_records, workbooks
from supportlens.ingest.decoding import decode
from supportlens.ingest.opening import Content, Found, find, load, recognise, settled
from supportlens.ingest.shaping import shape
from supportlens.ingest.tables import Origin, Table, tabulate, useless

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from supportlens.domain import Progress


def read(paths: Iterable[Path], progress: Progress = silent) -> tuple[Table, ...]:
    """Read the files at `paths` and all logs below the folders among them, each file once.

    A path that a person named raises its `InputError`; a file of a folder that cannot be used becomes
    a table with a `fault`, unless there is nothing else to read. Reports `Stage.READ`.
    """
    progress(Stage.READ, 0.0)
    listed = [(Path(path), found) for path in paths for found in find(Path(path))]
    files = _each_once(found for _, found in listed)
    total = sum(found.size + 1 for found in files)
    tables: list[Table] = []
    done = 0
    for found in files:

        def step(fraction: float, done: int = done, size: int = found.size) -> None:
            progress(Stage.READ, min((done + fraction * size) / total, 1.0))

        tables += _read_or_excuse(found, step)
        done += found.size + 1
    _refuse_if_useless(tables, [path for path, found in listed if not found.named])
    progress(Stage.READ, 1.0)
    return tuple(tables)


def _each_once(files: Iterable[Found]) -> list[Found]:
    """Drop what is named twice, or named and in a folder too; the naming counts."""
    kept: dict[Path, Found] = {}
    for found in files:
        place = found.path.resolve()
        if place not in kept or (found.named and not kept[place].named):
            kept[place] = found
    return list(kept.values())


def _refuse_if_useless(tables: list[Table], folders: list[Path]) -> None:
    """Raise what is wrong where no file at all can be used."""
    faults = [table.fault for table in tables if table.fault is not None]
    if not faults or len(faults) < len(tables):
        return
    raise faults[0] if len(faults) == 1 else FolderWithoutLogs(str(folders[0]))


def _read_or_excuse(found: Found, step: Callable[[float], None]) -> tuple[Table, ...]:
    try:
        return read_file(found, step)
    except InputError as fault:
        if found.named:
            raise
        kind = found.path.suffix.lower().lstrip(".")
        return (useless(Origin(str(found.path), named=False, format=kind, sha256=""), fault),)


def read_file(found: Found, step: Callable[[float], None] = lambda _: None) -> tuple[Table, ...]:
    """Read one file: its table, and the other sheets of a workbook after it.

    Raises the `InputError` that says why the file cannot be used.
    """
    with settled(found.path):
        data = load(found.path)
        step(0.3)
        content = recognise(found.path, data)
        digest = hashlib.sha256(data).hexdigest()
        tables: tuple[Table, ...]
        if content is Content.TEXT:
            tables = (_read_text(found, data, digest),)
        else:
            tables = _read_workbook(found, data, digest, content, step)
        step(0.9)
    return tables


def _read_workbook(
    found: Found, data: bytes, digest: str, content: Content, step: Callable[[float], None]
) -> tuple[Table, ...]:
    grids = workbooks.grids(str(found.path), data, lambda share: step(0.3 + 0.6 * share))
    return tuple(
        tabulate(Origin(str(found.path), found.named, content.value, digest, sheet=name if at else ""), grid)
        for at, (name, grid) in enumerate(grids)
    )


def _read_text(found: Found, data: bytes, digest: str) -> Table:
    path = str(found.path)
    text, encoding = decode(data)
    if not text.strip():
        raise EmptyFile(path)
    records = json_records.parse(text)
    if records is not None:
        kind, grid = records
        delimiter = None
    elif found.path.suffix.lower() in {".json", ".jsonl", ".ndjson"} or _is_broken_json(text):
        raise NotATable(path, "json")
    else:
        rows, delimiter = delimited.rows_of(text)
        shaped = shape(rows)
        if shaped is None:
            raise EmptyFile(path)
        grid, kind = shaped, "tsv" if delimiter == "\t" else "csv"
        _refuse_notes(found, delimiter)
    if not grid.rows:
        raise NoRows(path)
    return tabulate(Origin(path, found.named, kind, digest, encoding, delimiter), grid)


def _is_broken_json(text: str) -> bool:
    """Say whether a text that is no JSON began as such."""
    compact = "".join(text[:200].split())
    return compact.startswith(('{"', '[{"', "[[", '["'))


def _refuse_notes(found: Found, delimiter: str | None) -> None:
    """Leave a plain text that merely lies in a folder alone: a read-me is no log."""
    if not found.named and delimiter is None and found.path.suffix.lower() == ".txt":
        raise NotATable(str(found.path))

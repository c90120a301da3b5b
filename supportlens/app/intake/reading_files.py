"""Reads the files of an analysis, together with those that a project has already."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from supportlens.domain import HERE, ReadFiles, silent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pandas as pd

    from supportlens.domain import Progress, Table, Workers


def read_files(
    paths: Iterable[Path],
    customers: Iterable[Path] = (),
    earlier: ReadFiles | None = None,
    *,
    workers: Workers = HERE,
    progress: Progress = silent,
) -> ReadFiles:
    """Return the files at `paths` and those that were read earlier; one that is there already counts once.

    Raises what `ingest.read` raises, and `NoCustomers` for a file about customers without any.
    """
    from supportlens import ingest  # noqa: PLC0415 - slow: needs pandas

    known = earlier or ReadFiles()
    tables = ingest.read(paths, progress=progress, workers=workers)
    given = [table for path in customers for table in _read_customers(path)]
    return replace(
        known,
        logs=(*known.logs, *_new_tables(tables, known.logs)),
        customers=(*known.customers, *_new_tables(given, known.customers)),
    )


def read_table(path: Path) -> pd.DataFrame:
    """Return the first table of a file as text, "" for empty cells; raises what `ingest.read` raises."""
    from supportlens import ingest  # noqa: PLC0415 - slow: needs pandas

    return ingest.read([path])[0].frame.copy()


def _read_customers(path: Path) -> Iterable[Table]:
    from supportlens import ingest  # noqa: PLC0415 - slow: needs pandas

    tables = ingest.read([path])
    ingest.read_customers_file(tables, str(path))
    return tables


def _new_tables(tables: Iterable[Table], known: tuple[Table, ...]) -> list[Table]:
    """Return the tables of other content; a new file at a known path gets a name of its own."""
    contents = {_content(table) for table in known}
    fresh = [table for table in tables if not known or _content(table) not in contents]
    taken = {table.origin.path for table in known}
    names = {path: _free_name(path, taken) for path in dict.fromkeys(table.origin.path for table in fresh)}
    return [replace(table, origin=replace(table.origin, path=names[table.origin.path])) for table in fresh]


def _content(table: Table) -> tuple[str, str]:
    return table.origin.sha256 or table.origin.path, table.origin.sheet


def _free_name(path: str, taken: set[str]) -> str:
    """Return a path that no file of the project has: last month's export often had the same name."""
    name, number = path, 1
    while name in taken:
        number += 1
        pure = PurePath(path)
        name = str(pure.with_name(f"{pure.stem} ({number}){pure.suffix}"))
    return name

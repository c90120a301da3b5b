"""Reads the files of a project without texts again, where they are or among those that are given."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from supportlens.app.intake.inputs import InputState, find_input
from supportlens.app.intake.reading_files import read_files
from supportlens.domain import HERE, InputRole, ProjectWithoutTexts, ReadFiles, silent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import InputFile, Progress, Table, Workers


def read_again(
    kept: ReadFiles,
    inputs: Iterable[InputFile],
    project: Path,
    further: Iterable[Path] = (),
    *,
    workers: Workers = HERE,
    progress: Progress = silent,
) -> ReadFiles:
    """Return the files of a project with their rows; `kept` are those that the project holds without them.

    They are recognised by their hashes, where the project knows them and among `further`. Raises
    `ProjectWithoutTexts` with the names of those that are gone or have changed, and what `read_files` raises.
    """
    found = [find_input(one, project) for one in inputs]
    there = [(one.input.role, one.path) for one in found if one.state is not InputState.GONE]
    logs = [*(path for role, path in there if role is InputRole.LOG), *further]
    customers = [path for role, path in there if role is InputRole.CUSTOMERS]
    read = read_files(_once(logs), _once(customers), workers=workers, progress=progress)
    by_content = {_content(table): table for table in (*read.customers, *read.logs)}
    missing = [
        table.origin.path
        for table in (*kept.logs, *kept.customers)
        if table.rows and _content(table) not in by_content
    ]
    if missing:
        names = dict.fromkeys(PurePath(path).name for path in missing)
        raise ProjectWithoutTexts(str(project), tuple(names))

    def fill(table: Table) -> Table:
        return replace(by_content[_content(table)], origin=table.origin) if table.rows else table

    return replace(kept, logs=tuple(map(fill, kept.logs)), customers=tuple(map(fill, kept.customers)))


def _content(table: Table) -> tuple[str, str]:
    return table.origin.sha256, table.origin.sheet


def _once(paths: Iterable[Path]) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(path.absolute() for path in paths))

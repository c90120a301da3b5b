"""Reads files and folders into tables of text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from supportlens.domain import (
    HERE,
    FolderWithoutLogs,
    FractionProgress,
    InputError,
    OutlookDataFile,
    OutlookMessage,
    Stage,
    silent,
)
from supportlens.domain.tickets.file_suffixes import OUTLOOK_SUFFIXES
from supportlens.ingest.files.content_types import ContentType, content_type_of, refuse_foreign
from supportlens.ingest.files.large_texts import read_large_text
from supportlens.ingest.files.listing import FoundFile, find_documents, find_files
from supportlens.ingest.files.loading import load_bytes, load_head, unchanged_while_read
from supportlens.ingest.files.readers import Item, read_item
from supportlens.ingest.files.resource_limits import Limits
from supportlens.ingest.files.supervisor import Supervisor
from supportlens.ingest.formats.mail_files import join_mail_files
from supportlens.ingest.tables.table import Origin, Table, unusable_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import Progress, Workers

LIMITS = Limits()
"""The default limits for one file."""


def read(
    paths: Iterable[Path], progress: Progress = silent, limits: Limits = LIMITS, workers: Workers = HERE
) -> tuple[Table, ...]:
    """Read the files at `paths` and all logs below the folders among them, each file once.

    An unusable file becomes a table with a `fault`; if no file can be used, the first fault is raised. A path
    without a file raises at once. Reports `Stage.READ`; an exception in `progress` stops the reading of even
    a hanging file. `workers` read the files.
    """
    progress(Stage.READ, 0.0)
    listed: list[tuple[Path, FoundFile]] = []
    documents: list[FoundFile] = []
    for path in map(Path, paths):
        listed += [(path, found) for found in _find_logs(path)]
        documents += find_documents(path)
    files = _drop_repeated((*(found for _, found in listed), *documents))
    reading = _FileReading(limits)
    try:
        sizes = [found.size + 1 for found in files]
        read_files = workers.map(reading, files, partial(progress, Stage.READ), sizes)
    finally:
        reading.stop()
    tables = [table for each in read_files for table in each]
    aside = {str(found.path) for found in documents}
    logs = [table for table in tables if table.fault is None or table.origin.path not in aside]
    _refuse_if_unusable(logs, [path for path, found in listed if not found.named])
    progress(Stage.READ, 1.0)
    return tuple(join_mail_files(tables))


def _find_logs(path: Path) -> tuple[FoundFile, ...]:
    """Return the logs at a path; raises OutlookMessage or OutlookDataFile for a folder of nothing else."""
    try:
        return find_files(path)
    except FolderWithoutLogs as fault:
        for found in find_documents(path):
            if found.path.suffix.lower() not in OUTLOOK_SUFFIXES:
                continue
            try:
                refuse_foreign(str(found.path), load_head(found.path))
                content_type_of(str(found.path), load_bytes(found.path))
            except (OutlookMessage, OutlookDataFile) as outlook:
                raise outlook from fault
            except InputError:
                continue
        raise


def _drop_repeated(files: Iterable[FoundFile]) -> list[FoundFile]:
    """Drop files named twice, or named and also found in a folder; named ones take precedence."""
    kept: dict[Path, FoundFile] = {}
    for found in files:
        place = found.path.resolve()
        if place not in kept or (found.named and not kept[place].named):
            kept[place] = found
    return list(kept.values())


def _refuse_if_unusable(tables: list[Table], folders: list[Path]) -> None:
    """Raise the fault if no file can be used; a folder of several files has its own fault."""
    faults = [table for table in tables if table.fault is not None]
    if not faults or len(faults) < len(tables):
        return
    first = next((table for table in faults if table.origin.named), faults[0])
    if first.fault is not None and (first.origin.named or len(faults) == 1):
        raise first.fault
    raise FolderWithoutLogs(str(folders[0]))


@dataclass(frozen=True)
class _FileReading:
    """Reads one file after another; one that cannot be used becomes a table with its fault."""

    limits: Limits

    @cached_property
    def _supervisor(self) -> Supervisor:
        return Supervisor(self.limits)

    def __call__(self, found: FoundFile, progress: FractionProgress) -> tuple[Table, ...]:
        """Return the tables of a file."""
        try:
            return _read_supervised(found, progress, self._supervisor)
        except InputError as fault:
            kind = found.path.suffix.lower().lstrip(".")
            return (unusable_table(Origin(str(found.path), found.named, format=kind, sha256=""), fault),)

    def stop(self) -> None:
        """End what reads risky files."""
        self._supervisor.stop()


def read_file(
    found: FoundFile, progress: FractionProgress = lambda _: None, limits: Limits = LIMITS
) -> tuple[Table, ...]:
    """Read one file: its table, and further tables for other sheets of a workbook or files of an archive.

    Raises the `InputError` that explains why the file cannot be used.
    """
    with Supervisor(limits) as supervisor:
        return _read_supervised(found, progress, supervisor)


def _read_supervised(
    found: FoundFile, progress: FractionProgress, supervisor: Supervisor
) -> tuple[Table, ...]:
    limits, path = supervisor.limits, str(found.path)
    with unchanged_while_read(found.path):
        progress(0.1)
        refuse_foreign(path, load_head(found.path))
        if found.size <= limits.here:
            data = load_bytes(found.path, limits.file)
            if content_type_of(path, data) is ContentType.TEXT:  # safe here, without a worker
                tables = read_item(Item(path, found.named), data, limits, progress)
                progress(0.9)
                return tables
        elif (table := read_large_text(found.path, limits, progress, named=found.named)) is not None:
            return (table,)
        return supervisor.read(path, found.size, progress, named=found.named)

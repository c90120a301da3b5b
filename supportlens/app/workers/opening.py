"""Opens the workers of an analysis: none but this process, others beside it, or those of a cluster."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from supportlens.app.workers.processes import FROM_BYTES, ProcessWorkers, count_worthwhile
from supportlens.app.workers.table_memory import give_tables_back
from supportlens.domain import HERE, InputError, WorkersMissing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from supportlens.domain import Tickets, Workers, WorkersRequest


PACKED = frozenset((".parquet", ".gz", ".zip", ".xlsx", ".ods"))
UNPACKED = 2
"""Bytes of text per byte of a packed file. Measured on real tickets in Parquet: 2.5; more refuses logs that
fit."""


@contextmanager
def open_workers(request: WorkersRequest, paths: Sequence[Path]) -> Iterator[Workers]:
    """Open the workers for an analysis of the files and folders at `paths`, and end them afterwards.

    Where none are asked for, a large log is worked on by processes beside this one.

    Raises a `WorkersError` before the work if there is too little memory for it, if nobody answers, or if a
    worker would compute differently or does not see the files.
    """
    size = _measure(paths)
    if size >= FROM_BYTES:
        give_tables_back()
    if request.is_here:
        worthwhile = 1 if request.is_asked else count_worthwhile(size)
        if worthwhile == 1:
            yield HERE
            return
        with ProcessWorkers(worthwhile) as processes:
            yield processes
        return
    try:
        from supportlens import cluster  # noqa: PLC0415 - an extra that few install
    except ModuleNotFoundError as error:
        raise WorkersMissing from error
    cluster.refuse_short_memory(size, 0 if request.scheduler else request.count)
    opening = (
        cluster.open_cluster(request.scheduler, paths)
        if request.scheduler
        else cluster.open_local(request.count)
    )
    with opening as workers:
        yield workers


@contextmanager
def open_text_workers(tickets: Tickets) -> Iterator[Workers]:
    """Open processes for work on the texts of tickets, as for a log of so many characters, and end them."""
    from supportlens.domain import Derived  # noqa: PLC0415 - slow: needs pandas

    worthwhile = count_worthwhile(int(tickets.frame[Derived.TEXT].str.len().sum()))
    if worthwhile == 1:
        yield HERE
        return
    with ProcessWorkers(worthwhile) as processes:
        yield processes


def _measure(paths: Sequence[Path]) -> int:
    """Return the bytes of text of all logs at `paths`, about; what cannot be read is told by the reading."""
    from supportlens import ingest  # noqa: PLC0415 - slow: needs pandas

    total = 0
    for path in paths:
        try:
            total += sum(
                found.size * (UNPACKED if found.path.suffix.lower() in PACKED else 1)
                for found in ingest.find_files(path)
            )
        except InputError:
            continue
    return total

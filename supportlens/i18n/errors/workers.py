"""Sentences about workers, beside this process or on other machines, that cannot do the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import (
    MemoryShort,
    NoWorkers,
    WorkersDiffer,
    WorkersDiskFull,
    WorkersLost,
    WorkersMissing,
    WorkersShort,
    WorkersUnreachable,
    WorkersWithoutFiles,
)

if TYPE_CHECKING:
    from supportlens.domain import WorkersError
    from supportlens.i18n.words import Words

GIB = 1 << 30


def worker_sentence(error: WorkersError, words: Words) -> str:
    """Return what is wrong with the workers and what to do, "" for an error without a sentence of its own."""
    if isinstance(error, WorkersDiffer):
        return _difference(error, words)
    if isinstance(error, MemoryShort):
        return _shortage(error, words)
    where = error.where
    return {
        WorkersMissing: words.say(
            "Workers are not installed. Run {command}, or leave out --workers and --cluster.",
            command='pip install "supportlens[cluster]"',
        ),
        WorkersUnreachable: words.say(
            "No Dask scheduler answers at {where}. Check the address and that it is running, or use --workers to work on this machine.",
            where=where,
        ),
        NoWorkers: words.say(
            "The scheduler at {where} has no workers. Start some with: dask worker {where}", where=where
        ),
        WorkersWithoutFiles: words.say(
            "The worker {where} does not see {path}. Put the files in a folder that all machines share under the same path.",
            where=where,
            path=getattr(error, "path", ""),
        ),
        WorkersLost: words.say(
            "The workers stopped during the analysis, and nothing was written. Start them again, fewer on one machine if its memory is short."
        ),
        WorkersShort: words.say(
            "The memory of the workers ran out, and nothing was written. Start fewer of them on one machine, or give them more memory."
        ),
        WorkersDiskFull: words.say(
            "The disk to which the workers move what does not fit in memory is full, and nothing was written. Free some space and try again."
        ),
    }.get(type(error), "")


def _difference(error: WorkersDiffer, words: Words) -> str:
    if not error.theirs:
        return words.say(
            "The worker {where} lacks {ours}. Install the same versions on all machines.",
            where=error.where,
            ours=error.ours,
        )
    return words.say(
        "The worker {where} has {theirs} and this machine {ours}, so the answers might differ. Install the same versions on all machines.",
        where=error.where,
        theirs=error.theirs,
        ours=error.ours,
    )


def _shortage(error: MemoryShort, words: Words) -> str:
    needed, free = (f"{words.number(size / GIB, 1)} GB" for size in (error.needed, error.free))
    if error.fitting:
        return words.say(
            "This would need about {needed} of memory, and only {free} is free. Use --workers {fitting}, or close other programs.",
            needed=needed,
            free=free,
            fitting=error.fitting,
        )
    return words.say(
        "These files need about {needed} of memory here, and only {free} is free. Analyse a shorter period, or use a machine with more memory.",
        needed=needed,
        free=free,
    )

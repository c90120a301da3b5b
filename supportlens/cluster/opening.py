"""Opens workers: processes beside this one, or those of a scheduler; checks that they can do the work."""

from __future__ import annotations

import errno
import logging
import warnings
from contextlib import contextmanager, suppress
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import psutil
from distributed import Client, LocalCluster

from supportlens.cluster.dask_workers import DaskWorkers
from supportlens.cluster.performing import describe_worker, find_unseen
from supportlens.domain import (
    WorkersDiffer,
    WorkersDiskFull,
    WorkersLost,
    WorkersUnreachable,
    WorkersWithoutFiles,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

CONNECTING = 10.0
"""Seconds in which a scheduler must answer. Judgement: across a slow line it takes one."""


@contextmanager
def open_local(count: int) -> Iterator[DaskWorkers]:
    """Start `count` processes beside this one, and end them afterwards.

    Raises WorkersDiskFull or WorkersLost if they cannot be started.
    """
    with _quietly(), TemporaryDirectory(prefix="supportlens-", ignore_cleanup_errors=True) as folder:
        try:
            cluster = LocalCluster(
                n_workers=count,
                threads_per_worker=1,
                processes=True,
                host="127.0.0.1",
                dashboard_address=None,
                local_directory=folder,
                preload=["supportlens.cluster.performing"],
                silence_logs=logging.CRITICAL,
            )
        except (OSError, RuntimeError) as error:
            if isinstance(error, OSError) and error.errno == errno.ENOSPC:
                raise WorkersDiskFull from error
            raise WorkersLost from error
        with cluster, Client(cluster, set_as_default=False) as client:
            try:
                yield DaskWorkers(client, "")
            finally:
                _end_processes(cluster)


def _end_processes(cluster: LocalCluster) -> None:
    """End the workers at once: asked politely, each would finish its block first."""
    for nanny in cluster.workers.values():
        nanny.auto_restart = False
        with suppress(psutil.Error):
            psutil.Process(nanny.pid).kill()


@contextmanager
def open_cluster(address: str, paths: Sequence[Path]) -> Iterator[DaskWorkers]:
    """Join the workers of the scheduler at `address`, which must see the files at `paths`.

    Raises WorkersUnreachable, NoWorkers, WorkersDiffer or WorkersWithoutFiles.
    """
    with _quietly():
        try:
            client = Client(address, timeout=CONNECTING, set_as_default=False)
        except (OSError, ValueError, TypeError, ImportError) as error:
            raise WorkersUnreachable(address) from error
        with client:
            workers = DaskWorkers(client, address)
            workers.refuse_none()
            _refuse_other_versions(client)
            _refuse_unseen(client, paths)
            yield workers


def _refuse_other_versions(client: Client) -> None:
    """Raise WorkersDiffer if a worker would read or compute differently."""
    ours = describe_worker()
    for worker, theirs in client.run(describe_worker, on_error="return").items():
        if not isinstance(theirs, dict):  # the function itself was not found there
            raise WorkersDiffer(worker, "", f"SupportLens {ours['SupportLens']}")
        for name, version in ours.items():
            other = theirs.get(name, "")
            if version and other != version:
                raise WorkersDiffer(worker, other and f"{name} {other}", f"{name} {version}")


def _refuse_unseen(client: Client, paths: Sequence[Path]) -> None:
    """Raise WorkersWithoutFiles if a worker does not see a file that this machine sees."""
    seen = tuple(str(path.resolve()) for path in paths if path.exists())
    for worker, unseen in client.run(find_unseen, seen).items():
        if unseen:
            raise WorkersWithoutFiles(worker, unseen[0])


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep Dask's log and warnings to itself: what a person needs to know is an error of ours."""
    names = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] == "distributed"]
    levels = {logger: logger.level for logger in map(logging.getLogger, names)}
    for logger in levels:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in levels.items():
            logger.setLevel(level)

"""A cluster of two processes gives the same answer as one, whatever happens to it meanwhile."""

from __future__ import annotations

import csv
import json
import os
import signal
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("distributed")

from supportlens.app import analyse, as_json
from supportlens.cluster import (
    dask_workers,
    open_cluster,
    open_local,
    opening,
    refuse_short_memory,
    room,
)
from supportlens.domain import (
    HERE,
    Cancelled,
    FileMissing,
    MemoryShort,
    NotATable,
    NoWorkers,
    Stage,
    WorkersDiffer,
    WorkersDiskFull,
    WorkersLost,
    WorkersShort,
    WorkersUnreachable,
    WorkersWithoutFiles,
    cut,
    silent,
)
from supportlens.patterns import text_search
from supportlens.resources import sample_paths
from supportlens.screening import reading
from supportlens.symptoms.tree import centroids
from supportlens.text import cleaning, encoding
from tests import odd_jobs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from supportlens.cluster.dask_workers import DaskWorkers
    from supportlens.domain import Progress, Study, Workers

BLOCKS = cut(list(range(20)), 3)


@pytest.fixture(scope="module")
def workers() -> Iterator[DaskWorkers]:
    with open_local(2) as opened:
        yield opened


@pytest.fixture(scope="module")
def address(workers: DaskWorkers) -> str:
    return str(workers._client.scheduler.address)


@pytest.fixture(scope="module")
def _many_blocks() -> Iterator[None]:
    """Cut the tickets of a small log as those of a large one are cut."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cleaning, "STEP", 40)
        patch.setattr(reading, "STEP", 40)
        patch.setattr(encoding, "FITTED", 100)
        patch.setattr(encoding, "BLOCK", 30)
        patch.setattr(centroids, "BLOCK", 50)
        patch.setattr(text_search, "FEWEST_SHARED", 20)
        yield


@pytest.fixture(scope="module")
def partitions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A part of the sample log in six partitions of two formats, a broken one, and one that will go."""
    with sample_paths("es")[0].open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))[700:880]
    folder = tmp_path_factory.mktemp("partitions")
    for number, part in enumerate(cut(rows, 30)):
        if number % 2:
            lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in part)
            (folder / f"part-{number}.jsonl").write_text(lines, encoding="utf-8")
            continue
        with (folder / f"part-{number}.csv").open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, list(rows[0]))
            writer.writeheader()
            writer.writerows(part)
    (folder / "part-6-broken.json").write_text('{"tickets": [{"id": ', encoding="utf-8")
    (folder / "part-7-gone.csv").write_text("id,subject\n1,Nothing works", encoding="utf-8")
    return folder


class Counted:
    """Workers whose blocks are counted."""

    are_apart = True

    def __init__(self, workers: DaskWorkers) -> None:
        self._workers = workers
        self.count = workers.count
        self.blocks: Counter[str] = Counter()

    @property
    def behind(self) -> Counted:
        return self

    def pause_behind(self) -> AbstractContextManager[None]:
        return self._workers.pause_behind()

    def hasten_behind(self) -> AbstractContextManager[None]:
        return self._workers.hasten_behind()

    def map(self, work: Any, blocks: Any, *given: Any) -> list[Any]:
        self.blocks[getattr(work, "__name__", type(work).__name__)] += len(blocks)
        return self._workers.map(work, blocks, *given)


EVERY_WORK = {
    "_FileReading": 8,
    "_Converting": 6,
    "_SignReading": 3,
    "_Identifying": 1,
    "_Separating": 3,
    "_Judging": 3,
    "Placing": 2,
    "_compare": 4,
    "_SignalSearch": 4,
    "_SentenceCoding": 3,
    "_Marking": 3,
}
"""The least blocks of each work: of all that goes through the tickets one by one."""


def find(folder: Path, workers: Workers = HERE, progress: Progress = silent) -> tuple[Study, dict[str, Any]]:
    """Return the study of a folder, and its document without what tells of time and files."""
    study = analyse([folder], workers=workers, progress=progress)
    document = as_json(study, "en")
    document["engine"].pop("seconds")
    document.pop("input")
    return study, document


@pytest.mark.usefixtures("_many_blocks")
def test_a_worker_dies_a_partition_is_broken_and_one_vanishes_and_the_answer_is_that_of_one_process(
    workers: DaskWorkers, partitions: Path
) -> None:
    killed: list[int] = []
    looks: list[float] = []

    def meanwhile(stage: Stage, fraction: float) -> None:
        if stage is Stage.READ:
            looks.append(fraction)
            if len(looks) > 1:  # the folder is listed
                (partitions / "part-7-gone.csv").unlink(missing_ok=True)
        elif stage is Stage.ENCODE and fraction > 0.1 and not killed:
            killed.append(next(iter(workers._client.run(os.getpid).values())))
            os.kill(killed[0], signal.SIGKILL)

    counted = Counted(workers)
    study, document = find(partitions, counted, meanwhile)
    assert killed
    assert document == find(partitions)[1]
    assert {name: min(least, counted.blocks[name]) for name, least in EVERY_WORK.items()} == EVERY_WORK
    faults = {
        file.path.rpartition(os.sep)[2]: file.rejections[0].reason
        for file in study.tickets.files
        if not file.rows_read
    }
    assert faults == {"part-6-broken.json": NotATable.__name__, "part-7-gone.csv": FileMissing.__name__}


def test_results_stand_in_order_and_progress_goes_by_sizes(workers: DaskWorkers) -> None:
    told: list[float] = []
    found = workers.map(odd_jobs.double, BLOCKS, told.append, [len(block) for block in BLOCKS])
    assert [number for block in found for number in block] == [2 * number for number in range(20)]
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)
    assert workers.map(odd_jobs.double, [], told.append) == []


def test_progress_cancels_the_work(workers: DaskWorkers) -> None:
    def stop(part: float) -> None:
        if part > 0.2:
            raise Cancelled

    with pytest.raises(Cancelled):
        workers.map(odd_jobs.double, BLOCKS, stop)
    assert workers.map(odd_jobs.double, [[1]], lambda _: None) == [[2]]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no full disk at hand")  # noqa: PTH110
def test_a_full_disk_and_a_full_memory_are_told_apart(workers: DaskWorkers) -> None:
    with pytest.raises(WorkersDiskFull):
        workers.map(odd_jobs.spill_on_a_full_disk, BLOCKS, lambda _: None)
    with pytest.raises(WorkersShort):
        workers.map(odd_jobs.run_out_of_memory, BLOCKS, lambda _: None)


def test_a_scheduler_that_is_running_is_joined(workers: DaskWorkers, address: str, partitions: Path) -> None:
    with open_cluster(address, [partitions]) as joined:
        assert joined.count == 2
        assert joined.map(odd_jobs.double, [[1], [2]], lambda _: None) == [[2], [4]]


def test_a_worker_of_another_version_is_refused(workers: DaskWorkers, address: str) -> None:
    client = workers._client
    one = next(iter(client.scheduler_info(n_workers=-1)["workers"]))

    client.run(exec, "import supportlens; supportlens.__version__ = '0.0.1'", workers=[one])
    try:
        with pytest.raises(WorkersDiffer) as refused, open_cluster(address, []):
            pass
    finally:
        client.run(exec, f"import supportlens; supportlens.__version__ = {version()!r}", workers=[one])

    assert refused.value.where == one
    assert refused.value.theirs == "SupportLens 0.0.1"
    assert refused.value.ours == f"SupportLens {version()}"


def version() -> str:
    return sys.modules["supportlens"].__version__


def test_workers_that_do_not_see_the_files_are_refused(
    workers: DaskWorkers, address: str, tmp_path: Path
) -> None:
    run = workers._client.run
    run(exec, "import os; os.path.kept = os.path.exists; os.path.exists = lambda path: False")
    try:
        with pytest.raises(WorkersWithoutFiles) as refused, open_cluster(address, [tmp_path]):
            pass
    finally:
        run(exec, "import os; os.path.exists = os.path.kept")
    assert refused.value.path == str(tmp_path.resolve())


def test_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "CONNECTING", 0.5)
    for nowhere in ("tcp://127.0.0.1:1", "no address at all"):
        with pytest.raises(WorkersUnreachable) as refused, open_cluster(nowhere, []):
            pass
        assert refused.value.where == nowhere


def test_a_lack_of_memory_is_said_before_with_the_number_of_workers_that_fit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Memory:
        available = 4 << 30

    monkeypatch.setattr(room.psutil, "virtual_memory", lambda: Memory)
    refuse_short_memory(1 << 20, 2)
    with pytest.raises(MemoryShort) as refused:
        refuse_short_memory(1 << 20, 64)
    fitting = refused.value.fitting
    assert 0 < fitting < 64
    refuse_short_memory(1 << 20, fitting)
    with pytest.raises(MemoryShort) as refused:
        refuse_short_memory(100 << 30, 2)
    assert refused.value.fitting == 0


class Idle:
    """A client whose blocks are never done, with the workers that it is given."""

    def __init__(self, workers: dict[str, dict[str, object]], status: str = "running") -> None:
        self.workers = workers
        self.status = status

    def submit(self, *_given: object, **_named: object) -> Idle:
        return Idle({})

    def done(self) -> bool:
        return False

    def cancel(self, _futures: list[Idle], *, force: bool) -> None:
        assert force

    def scheduler_info(self, n_workers: int) -> dict[str, object]:
        assert n_workers == -1
        return {"workers": self.workers} if self.status == "running" else {}


@pytest.mark.parametrize(
    ("left", "fault"),
    [({}, WorkersLost), ({"tcp://one": {"nthreads": 1, "status": "paused"}}, WorkersShort)],
)
def test_waiting_ends_where_no_worker_can_go_on(
    left: dict[str, dict[str, object]], fault: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask_workers, "PATIENCE", 0.1)
    monkeypatch.setattr(dask_workers, "LOOK", 0.05)
    with pytest.raises(fault):
        dask_workers.DaskWorkers(Idle(left), "tcp://far").map(odd_jobs.double, BLOCKS, lambda _: None)


@pytest.mark.parametrize("status", ["connecting", "closed"])
def test_a_scheduler_that_is_gone_ends_the_work(status: str) -> None:
    with pytest.raises(WorkersLost):
        dask_workers.DaskWorkers(Idle({}, status), "tcp://far").map(odd_jobs.double, BLOCKS, lambda _: None)


def test_a_scheduler_without_workers_is_refused() -> None:
    with pytest.raises(NoWorkers):
        dask_workers.DaskWorkers(Idle({}), "tcp://far").refuse_none()


@pytest.mark.campaign
def test_a_block_that_ends_every_worker_ends_the_analysis() -> None:
    with open_local(1) as opened, pytest.raises(WorkersLost):
        opened.map(odd_jobs.end_the_worker, [[1]], lambda _: None)

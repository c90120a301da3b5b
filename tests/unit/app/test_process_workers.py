"""Processes that large logs get unasked: the same results, errors and cancellation as in this process."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from supportlens.app.output.reports import write_report
from supportlens.app.workers import processes
from supportlens.app.workers.opening import open_text_workers, open_workers
from supportlens.app.workers.processes import ProcessWorkers, count_worthwhile
from supportlens.domain import HERE, Cancelled, WorkersRequest
from tests.builders import a_study

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from supportlens.domain import FractionProgress

BLOCKS = [list(range(start, start + 5)) for start in range(0, 40, 5)]


def add_up(block: list[int], _: FractionProgress) -> tuple[int, int]:
    return sum(block), os.getpid()


def tell_threshold(_block: list[int], _: FractionProgress) -> tuple[int, int]:
    return gc.get_threshold()[0], os.getpid()


def rest(block: list[int], _: FractionProgress) -> int:
    time.sleep(0.05)
    return sum(block)


def rest_here(block: list[int], _: FractionProgress) -> tuple[int, int]:
    time.sleep(0.02)
    return sum(block), os.getpid()


def fail(block: list[int], _: FractionProgress) -> int:
    raise ValueError(block[0])


def die(block: list[int], _: FractionProgress) -> int:
    if os.getpid() != int(os.environ["SUPPORTLENS_TEST_PARENT"]):
        os._exit(1)
    return sum(block)


@pytest.fixture(scope="module")
def workers() -> Iterator[ProcessWorkers]:
    with ProcessWorkers(2) as opened:
        opened.behind.map(add_up, BLOCKS[:1], lambda _: None)  # nobody waits for one that still loads
        yield opened


def test_the_others_search_for_dead_objects_as_seldom_as_this_process() -> None:
    here = gc.get_threshold()
    gc.set_threshold(54_321)
    try:
        with ProcessWorkers(2) as opened:
            told = opened.behind.map(tell_threshold, BLOCKS[:2], lambda _: None)
    finally:
        gc.set_threshold(*here)

    assert [threshold for threshold, process in told if process != os.getpid()] == [54_321, 54_321]


def test_blocks_come_back_in_order_from_other_processes_and_this_one(workers: ProcessWorkers) -> None:
    parts: list[float] = []

    found = workers.map(add_up, BLOCKS, parts.append, [len(block) for block in BLOCKS])

    assert [total for total, _ in found] == [total for total, _ in HERE.map(add_up, BLOCKS, lambda _: None)]
    assert len({os.getpid(), *(process for _, process in found)}) > 1
    assert os.getpid() in {process for _, process in found}
    assert parts == sorted(parts)


def test_a_single_block_is_not_sent_away(workers: ProcessWorkers) -> None:
    ((_, process),) = workers.map(add_up, BLOCKS[:1], lambda _: None)

    assert process == os.getpid()


def test_what_is_done_behind_is_done_by_others_even_a_single_block(workers: ProcessWorkers) -> None:
    for blocks in (BLOCKS, BLOCKS[:1]):
        found = workers.behind.map(add_up, blocks, lambda _: None)

        assert [total for total, _ in found] == [sum(block) for block in blocks]
        assert os.getpid() not in {process for _, process in found}


def test_what_is_done_behind_waits_while_this_process_needs_the_cores(workers: ProcessWorkers) -> None:
    waited: list[float] = []

    def look(part: float) -> None:
        waited.append(part)
        if len(waited) > 3:
            raise Cancelled

    with workers.pause_behind(), pytest.raises(Cancelled):
        workers.behind.map(add_up, BLOCKS, look)

    assert waited == [0.0] * 4
    assert workers.behind.map(add_up, BLOCKS[:1], lambda _: None)[0][0] == sum(BLOCKS[0])


def test_who_waits_for_work_behind_helps_with_it(workers: ProcessWorkers) -> None:
    with workers.hasten_behind():
        found = workers.behind.map(rest_here, BLOCKS, lambda _: None)

    assert len({process for _, process in found}) > 1
    assert os.getpid() in {process for _, process in found}


def test_work_behind_keeps_no_block_waiting_with_the_others(workers: ProcessWorkers) -> None:
    under_way: list[int] = []

    found = workers.behind.map(rest, BLOCKS, lambda _: under_way.append(len(workers._under_way)))

    assert found == [sum(block) for block in BLOCKS]
    assert max(under_way) == 1  # so other work passes as soon as one is done


def test_an_error_of_the_work_is_raised(workers: ProcessWorkers) -> None:
    with pytest.raises(ValueError, match=r"0|5"):
        workers.map(fail, BLOCKS[:2], lambda _: None)


def test_a_cancelled_work_stops_the_waiting(workers: ProcessWorkers) -> None:
    def cancel(_: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        workers.map(add_up, BLOCKS, cancel)


def test_what_processes_leave_undone_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUPPORTLENS_TEST_PARENT", str(os.getpid()))
    with ProcessWorkers(2) as mortal:
        assert mortal.map(die, BLOCKS, lambda _: None) == [sum(block) for block in BLOCKS]
        assert mortal.map(die, BLOCKS, lambda _: None) == [sum(block) for block in BLOCKS]


@pytest.mark.skipif(sys.platform == "win32", reason="processes are listed otherwise there")
def test_a_killed_analysis_leaves_no_process_behind() -> None:
    code = (
        "import tests.unit.app.test_process_workers as t\n"
        "from supportlens.app.workers.processes import ProcessWorkers\n"
        "if __name__ == '__main__':\n"
        "    workers = ProcessWorkers(2)\n"
        "    found = workers.map(t.add_up, t.BLOCKS, lambda _: None)\n"
        "    print(*{process for _, process in found}, flush=True)\n"
        "    input()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        processes = [int(process) for process in parent.stdout.readline().split()]
        parent.kill()
    assert processes

    until = time.monotonic() + 20
    while any(_is_there(process) for process in processes) and time.monotonic() < until:
        time.sleep(0.1)
    assert not any(_is_there(process) for process in processes)


def _is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_only_a_large_log_gets_processes_and_only_unasked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes.os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    log = tmp_path / "log.csv"
    log.write_text("id,text\n1,the screen is dark\n", encoding="utf-8")

    assert count_worthwhile(processes.FROM_BYTES - 1) == 1
    assert count_worthwhile(processes.FROM_BYTES) == 2
    with open_workers(WorkersRequest(), [log]) as alone:
        assert alone is HERE
    monkeypatch.setattr(processes, "FROM_BYTES", 10)
    with open_workers(WorkersRequest(), [log]) as opened:
        assert isinstance(opened, ProcessWorkers)
    with open_workers(WorkersRequest(is_asked=True), [log]) as asked:
        assert asked is HERE
    monkeypatch.setattr(processes.sys, "frozen", True, raising=False)
    with open_workers(WorkersRequest(), [log]) as bundled:
        assert bundled is HERE


def test_the_report_of_a_large_study_is_masked_by_processes_unless_others_were_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study, chosen = a_study(), []
    monkeypatch.setattr(
        "supportlens.report.write_workbook", lambda *_, workers, **__: chosen.append(type(workers))
    )
    with open_text_workers(study.tickets) as alone:
        assert alone is HERE
    monkeypatch.setattr("supportlens.app.workers.opening.count_worthwhile", lambda _: 2)

    for more in ({}, {"workers": HERE}, {"mask": False}):
        write_report(study, tmp_path / "report.xlsx", "en", **more)

    assert chosen == [ProcessWorkers, type(HERE), type(HERE)]

"""A child does the work: its result, errors, questions and progress arrive, and it ends when it shall."""

from __future__ import annotations

import gc
import os
import pickle
import sys
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pytest

from supportlens.children import WORK_APART, ApartTask, NoChild, Workplace, parent, run_in_child
from supportlens.children.wire import _LARGE, Pipe
from supportlens.domain import Cancelled, ChildDied, NoTextColumn, Stage, silent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import numpy.typing as npt

    from supportlens.domain import Progress

PIECES = 3


@dataclass(frozen=True)
class Box:
    content: npt.NDArray[np.float64]
    number: int = 0


def pack(box: Box, progress: Progress) -> tuple[int, Box, Box]:
    progress(Stage.READ, 1.0)
    return os.getpid(), Box(box.content, box.number + 1), Box(box.content + 1)


def fail(progress: Progress) -> None:
    raise NoTextColumn("a.csv", ("one", "two"))


def stumble(progress: Progress) -> None:
    raise ZeroDivisionError


def go_on(file: Path | None, progress: Progress) -> None:
    try:
        while True:
            progress(Stage.GROUP, 0.5)
            time.sleep(0.002)
    finally:
        if file:
            file.touch()


def sleep(progress: Progress) -> None:
    progress(Stage.GROUP, 0.5)
    time.sleep(60)


def die(progress: Progress) -> None:
    os._exit(9)


def ask(question: Callable[[str, Progress], Box], fetch: Callable[[], Box], progress: Progress) -> Box:
    content = question("how many?", progress).content + fetch().content
    assert (content == 2 * PIECES).all()
    return fetch()


def refuse(question: Callable[[], None], progress: Progress) -> str:
    try:
        question()
    except NoTextColumn as error:
        return error.path
    return ""


def test_the_result_comes_from_another_process_and_shares_what_was_given() -> None:
    box, reported = Box(np.ones(100_000)), []
    process, same, other = run_in_child(ApartTask(pack, (box,)), lambda *at: reported.append(at))
    assert process != os.getpid()
    assert same.content is box.content
    assert same.number == 1
    assert (other.content == 2).all()
    assert (Stage.READ, 1.0) in reported


def test_errors_arrive_with_what_they_say_and_where_they_arose() -> None:
    with pytest.raises(NoTextColumn) as caught:
        run_in_child(ApartTask(fail, ()), silent)
    assert (caught.value.path, caught.value.columns) == ("a.csv", ("one", "two"))
    assert "in fail" in caught.value.__notes__[0]


def test_functions_of_the_parent_are_called_there() -> None:
    box, asked = Box(np.full(10, PIECES)), []

    def question(text: str, progress: Progress) -> Box:
        progress(Stage.READ, 0.5)
        asked.append((text, os.getpid()))
        return box

    def fetch() -> Box:
        return box

    calls = {"question": question, "fetch": fetch}
    found = run_in_child(ApartTask(ask, (question, fetch)), silent, calls)
    assert asked == [("how many?", os.getpid())]
    assert found is box


def test_what_a_function_of_the_parent_raises_is_raised_in_the_child() -> None:
    def question() -> None:
        raise NoTextColumn("b.csv")

    assert run_in_child(ApartTask(refuse, (question,)), silent, {"question": question}) == "b.csv"


def cancel_soon() -> Progress:
    first: list[float] = []

    def progress(stage: Stage, fraction: float) -> None:
        if fraction:  # the child is at work
            first.append(time.monotonic())
        if first and first[-1] - first[0] > 0.1:
            raise Cancelled

    return progress


def test_a_cancelled_child_may_tidy_up(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        run_in_child(ApartTask(go_on, (tmp_path / "tidied",)), cancel_soon())
    assert (tmp_path / "tidied").exists()


def test_a_child_that_does_not_stop_is_killed_within_a_second() -> None:
    began: list[float] = []

    def progress(stage: Stage, fraction: float) -> None:
        if fraction:
            began.append(time.monotonic())
            raise Cancelled

    with pytest.raises(Cancelled):
        run_in_child(ApartTask(sleep, ()), progress)
    assert time.monotonic() - began[0] < 1.5


def test_a_child_that_dies_is_said_to_have_died() -> None:
    with pytest.raises(ChildDied):
        run_in_child(ApartTask(die, ()), silent)


def test_a_task_that_cannot_be_sent_ends_with_the_reason() -> None:
    with pytest.raises(TypeError, match="lock"):
        run_in_child(ApartTask(max, ([1, threading.Lock()],)), silent)


def test_no_thread_is_left_behind() -> None:
    before = threading.active_count()
    for task, error in ((ApartTask(stumble, ()), ZeroDivisionError), (ApartTask(die, ()), ChildDied)):
        with pytest.raises(error):
            run_in_child(task, silent)
    latest = time.monotonic() + 10
    while threading.active_count() > before and time.monotonic() < latest:
        time.sleep(0.01)
    assert threading.active_count() == before


class SlowToSend:
    """A value whose sending takes long, and cannot be interrupted."""

    go_on, went_on = threading.Event(), threading.Event()

    def __reduce__(self) -> tuple[object, ...]:
        self.go_on.wait(10)
        self.went_on.set()
        return (SlowToSend, ())


def test_who_cancels_does_not_wait_until_a_task_is_sent() -> None:
    def progress(_stage: Stage, _fraction: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        run_in_child(ApartTask(sleep, (SlowToSend(),)), progress)
    assert not SlowToSend.went_on.is_set()
    SlowToSend.go_on.set()
    assert SlowToSend.went_on.wait(10)


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, "-m", "supportlens", WORK_APART]
    monkeypatch.setattr(parent, "_command", lambda: command)
    assert run_in_child(ApartTask(give_process, ()), silent) != os.getpid()


def give_process(progress: Progress) -> int:
    return os.getpid()


def test_work_stays_here_for_few_tickets_and_where_no_child_can_be_started(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    task = ApartTask(give_process, ())
    assert Workplace.place(task, tickets=1000)(silent) == os.getpid()
    assert Workplace.place(task, tickets=100_000)(silent) != os.getpid()
    assert Workplace.place(task)(silent) != os.getpid()

    def start() -> None:
        raise NoChild

    monkeypatch.setattr(parent, "_start", start)
    assert Workplace.place(task)(silent) == os.getpid()


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    """Return a pipe that receives what it sends."""
    reading, writing = os.pipe()
    made = Pipe(reading, writing)
    yield made
    made.close()


@pytest.fixture
def searches() -> Iterator[list[str]]:
    """Return a list that gets the name of each thread in which a search for garbage begins."""
    seen: list[str] = []

    def note(phase: str, _info: object) -> None:
        if phase == "start":
            seen.append(threading.current_thread().name)

    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)


def send_and_receive(pipe: Pipe, message: object) -> object:
    """Return what arrives of a message that another thread sends."""
    sending = threading.Thread(target=pipe.send, args=(message,), name="sending")
    sending.start()
    arrived = pipe.receive()
    sending.join()
    return arrived


class WatchedPipe(Pipe):
    """A pipe that notes how much is read in one go, to be copied by the interpreter."""

    longest = 0

    def read(self, size: int) -> bytes:
        self.longest = max(self.longest, size)
        return super().read(size)


def test_a_large_array_is_read_to_its_place() -> None:
    pipe = WatchedPipe(*os.pipe())
    array = np.arange(2_000_000, dtype=np.float64)
    arrived = send_and_receive(pipe, (array, "Atlas"))
    pipe.close()
    assert isinstance(arrived, tuple)
    np.testing.assert_array_equal(arrived[0], array)
    assert arrived[1] == "Atlas"
    assert pipe.longest < array.nbytes / 10


def test_no_search_for_garbage_begins_while_a_study_is_under_way(pipe: Pipe, searches: list[str]) -> None:
    many = [(number, str(number)) for number in range(300_000)]
    gc.collect()
    before = gc.get_freeze_count()
    searches.clear()
    arrived = send_and_receive(pipe, (many, bytes(_LARGE)))
    assert searches == []
    assert gc.isenabled()
    assert gc.get_freeze_count() - before > len(many)
    assert arrived == (many, bytes(_LARGE))


def test_a_small_message_leaves_the_search_for_garbage_as_it_was(pipe: Pipe) -> None:
    before = gc.get_freeze_count()
    gc.disable()
    try:
        send_and_receive(pipe, ["progress", 0.5])
        assert not gc.isenabled()
    finally:
        gc.enable()
    assert gc.get_freeze_count() == before


def test_half_a_message_leaves_the_search_for_garbage_on(pipe: Pipe) -> None:
    pipe.write(pickle.dumps(["a" * 100])[:50])
    pipe._outgoing.close()
    with pytest.raises((EOFError, pickle.UnpicklingError)):
        pipe.receive()
    assert gc.isenabled()

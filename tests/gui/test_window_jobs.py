"""Work in the background: one ending, a calm flow of progress, and a stop that stops."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject

from supportlens.domain import Cancelled, EmptyFile, Stage
from supportlens.gui.jobs import Job

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from supportlens.domain import Progress


class Endings:
    """What a job said at its end."""

    def __init__(self, job: Job) -> None:
        self.said: list[tuple[str, object]] = []
        job.succeeded.connect(lambda result: self.said.append(("succeeded", result)))
        job.failed.connect(lambda error: self.said.append(("failed", type(error))))
        job.cancelled.connect(lambda: self.said.append(("cancelled", None)))


def succeed(progress: Progress) -> object:
    progress(Stage.READ, 1.0)
    return 42


def fail(progress: Progress) -> object:
    raise EmptyFile("a.csv")


def stumble(progress: Progress) -> object:
    raise ZeroDivisionError


def go_on(progress: Progress) -> object:
    while True:
        progress(Stage.GROUP, 0.5)
        time.sleep(0.005)


@pytest.mark.parametrize(
    ("work", "ending"),
    [(succeed, ("succeeded", 42)), (fail, ("failed", EmptyFile)), (stumble, ("failed", ZeroDivisionError))],
)
def test_a_job_ends_exactly_once(
    qtbot: QtBot, work: Callable[[Progress], object], ending: tuple[str, object]
) -> None:
    owner = QObject()
    job = Job(work, owner)
    endings = Endings(job)
    job.start()
    qtbot.waitUntil(lambda: bool(endings.said))
    qtbot.wait(120)
    assert endings.said == [ending]


def test_a_cancelled_job_stops_and_says_only_that(qtbot: QtBot) -> None:
    owner = QObject()
    job = Job(go_on, owner)
    endings = Endings(job)
    with qtbot.waitSignal(job.progressed):
        job.start()
    job.cancel()
    qtbot.waitUntil(lambda: bool(endings.said))
    assert endings.said == [("cancelled", None)]


def test_progress_comes_at_most_twenty_times_a_second(qtbot: QtBot) -> None:
    def chatter(progress: Progress) -> object:
        for step in range(2000):
            progress(Stage.ENCODE, step / 2000)
            time.sleep(0.0005)
        return None

    owner = QObject()
    job = Job(chatter, owner)
    heard: list[float] = []
    job.progressed.connect(lambda _stage, _fraction: heard.append(time.monotonic()))
    with qtbot.waitSignal(job.succeeded, timeout=10_000):
        job.start()
    assert heard
    assert len(heard) <= 20 * (heard[-1] - heard[0]) + 2


def test_the_work_runs_away_from_the_window(qtbot: QtBot) -> None:
    owner = QObject()
    job = Job(lambda _progress: threading.get_ident(), owner)
    with qtbot.waitSignal(job.succeeded) as told:
        job.start()
    assert told.args != [threading.get_ident()]


def test_closing_waits_for_the_thread_and_says_nothing(qtbot: QtBot) -> None:
    owner = QObject()
    job = Job(go_on, owner)
    endings = Endings(job)
    with qtbot.waitSignal(job.progressed):
        job.start()
    job.close()
    assert not job.running
    qtbot.wait(120)
    assert endings.said == []


def test_the_stop_reaches_the_work_as_the_domain_says_it(qtbot: QtBot) -> None:
    seen: list[type[BaseException]] = []

    def watchful(progress: Progress) -> object:
        try:
            go_on(progress)
        except BaseException as error:
            seen.append(type(error))
            raise
        return None

    owner = QObject()
    job = Job(watchful, owner)
    with qtbot.waitSignal(job.progressed):
        job.start()
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
    assert seen == [Cancelled]

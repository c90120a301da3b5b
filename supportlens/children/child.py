"""The child: a process that does one piece of work for its parent and ends."""

from __future__ import annotations

import os
import queue
import signal
import threading
import time
import traceback
from typing import TYPE_CHECKING, Any

from supportlens.children.wire import ApartTask, CallAnswered, CallAsked, CancelAsked, Ended, Pipe, Reported
from supportlens.domain import Cancelled

if TYPE_CHECKING:
    from supportlens.domain import Stage

WORK_APART = "--work-apart"
"""With this argument alone a frozen program does one piece of work for another process of it."""

GIVEN = "given"
"""The name under which both ends know the arguments of the work."""

ANSWER = "answer"
"""The name, with a number, under which both ends know what the parent answered."""

PROGRESS = "progress"
"""The name of the progress, which the child reports."""

_BETWEEN_REPORTS = 0.03
"""Seconds between two reports of the progress of one stage. Judgement: a window shows no more."""


def serve() -> None:
    """Do the work that the parent sends, send its result, and end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # only the parent ends the child
    pipe = Pipe(os.dup(0), os.dup(1))
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)  # library output must not mix with the answers
    try:
        _TaskRunner(pipe).work()
    except (EOFError, OSError):  # the parent is gone
        os._exit(1)
    os._exit(0)  # without waiting for the thread that listens


class _TaskRunner:
    """Does one task; the parent answers its questions and may ask it to stop."""

    def __init__(self, pipe: Pipe) -> None:
        self._pipe = pipe
        self._stop = threading.Event()
        self._answers: queue.SimpleQueue[CallAnswered] = queue.SimpleQueue()
        self._sending = threading.Lock()
        self._asked = 0
        self._reported: tuple[Any, float] = (None, 0.0)
        self._progress = self._report
        pipe.know(PROGRESS, self._progress)

    def work(self) -> None:
        """Receive the names of the parent's functions and the task, do it, and send how it ended."""
        for name in self._pipe.receive():
            self._pipe.know(name, _ParentFunction(self, name))
        task: ApartTask = self._pipe.receive()
        self._pipe.know_parts(GIVEN, task.arguments)
        threading.Thread(target=self._listen, daemon=True).start()
        self._send(self._perform(task))

    def ask(self, name: str, arguments: tuple[Any, ...]) -> object:
        """Return what a function of the parent answers; raises what it raises."""
        self._asked += 1
        self._send(CallAsked(self._asked, name, arguments))
        answer = self._answers.get()
        if answer.error is not None:
            raise answer.error
        self._pipe.know_parts(f"{ANSWER}{self._asked}", answer.result)
        return answer.result

    def _perform(self, task: ApartTask) -> Ended:
        try:
            return Ended(task.function(*task.arguments, self._progress))
        except Exception as error:  # noqa: BLE001 - the parent raises it
            return Ended(None, error, "".join(traceback.format_tb(error.__traceback__)))

    def _report(self, stage: Stage, fraction: float) -> None:
        """Report the progress of the work; raises Cancelled if the parent wants an end."""
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if stage is self._reported[0] and now - self._reported[1] < _BETWEEN_REPORTS:
            return
        self._reported = (stage, now)
        self._send(Reported((stage, fraction)))

    def _send(self, message: object) -> None:
        with self._sending:
            self._pipe.send(message)

    def _listen(self) -> None:
        """Receive answers until the parent wants an end or is gone."""
        while not self._stop.is_set():
            try:
                message = self._pipe.receive()
            except (EOFError, OSError):
                message = CancelAsked()
            if isinstance(message, CancelAsked):
                self._stop.set()
                message = CallAnswered(error=Cancelled())
            self._answers.put(message)


class _ParentFunction:
    """A function of the parent, as the child sees it."""

    def __init__(self, worker: _TaskRunner, name: str) -> None:
        self._worker, self._name = worker, name

    def __call__(self, *arguments: object) -> object:
        """Have the parent call it."""
        return self._worker.ask(self._name, arguments)

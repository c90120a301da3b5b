"""The parent: starts a child for a piece of work, shows its progress, answers it, and can end it."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any, TypeAlias

from supportlens.children.child import ANSWER, GIVEN, PROGRESS, WORK_APART
from supportlens.children.wire import ApartTask, CallAnswered, CallAsked, CancelAsked, Ended, Pipe
from supportlens.domain import ChildDied, Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from supportlens.domain import Progress

    Calls: TypeAlias = "Mapping[str, Callable[..., Any]]"

_PULSE = 0.05
"""Seconds between two looks whether the work shall end, and so the maximum delay of noticing Cancel."""

_GRACE = 0.6
"""Seconds in which a child may end tidily (take away a file begun) before it is killed.

Judgement: most stages report within half a second; with more, Cancel would take longer than a second."""


_PARTING = 0.1
"""Seconds that the end of a child is waited for; after a tidy end it takes a few hundredths."""


class NoChild(Exception):  # noqa: N818 - a state, as those of the domain's errors
    """No child could be started."""


def run_in_child(task: ApartTask, progress: Progress, calls: Calls | None = None) -> Any:
    """Return the result of a task that a child process does.

    `progress` is called here, some twenty times a second; whatever it raises, usually `Cancelled`, ends the
    child. `calls` are functions among the arguments that stay here: the child has them called. Parts of the
    arguments that come back in the result are those that were given, not copies. Raises what the task raises,
    `ChildDied` for a child that was killed, and `NoChild` if none could be started.
    """
    child = _Child(progress, calls or {})
    try:
        result = child.run(task)
    except BaseException:
        child.end()
        child.leave()
        raise
    child.close()
    return result


class _Child:
    """A running child; two threads send it the task and receive its messages."""

    def __init__(self, progress: Progress, calls: Calls) -> None:
        self._process = _start()
        self._pipe = _pipe_of(self._process)
        self._progress, self._calls = progress, calls
        self._at: tuple[Any, ...] = (Stage.READ, 0.0)
        self._messages: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._sending = threading.Lock()
        self._threads: list[threading.Thread] = []

    def run(self, task: ApartTask) -> Any:
        """Send the task and wait for its end."""
        for work in (lambda: self._send_task(task), self._listen):
            thread = threading.Thread(target=work, daemon=True)
            self._threads.append(thread)
            thread.start()
        while not isinstance(message := self._wait(), Ended):
            if isinstance(message, CallAsked):
                answer = self._answer(message)
                self._send(answer, f"{ANSWER}{message.number}", answer.result)
            else:
                self._at = message.arguments
        if message.error is None:
            return message.result
        if message.trace:
            message.error.add_note(message.trace)
        raise message.error

    def end(self) -> None:
        """Ask the child to end tidily, if it is not just receiving the task."""
        if self._process.poll() is None and self._sending.acquire(timeout=_PULSE):
            try:
                with contextlib.suppress(OSError, ValueError):
                    self._pipe.send(CancelAsked())
                    self._process.wait(_GRACE)
            except subprocess.TimeoutExpired:
                return
            finally:
                self._sending.release()

    def leave(self) -> None:
        """Close without waiting long: to give back gigabytes takes a child that is killed seconds."""
        self._process.kill()
        closing = threading.Thread(target=self.close, daemon=True)
        closing.start()
        closing.join(_PARTING)

    def close(self) -> None:
        """Kill the child, if it still lives, and wait for what was sent to it and received from it."""
        self._process.kill()
        self._process.wait()
        for thread in self._threads:
            thread.join()
        with contextlib.suppress(OSError):
            self._pipe.close()

    def _wait(self) -> Any:
        """Return the next message; meanwhile report how far the work is."""
        while True:
            self._progress(*self._at)
            with contextlib.suppress(queue.Empty):
                message = self._messages.get(timeout=_PULSE)
                if isinstance(message, Exception):
                    raise ChildDied from message
                return message

    def _answer(self, asked: CallAsked) -> CallAnswered:
        try:
            return CallAnswered(self._calls[asked.name](*asked.arguments))
        except Exception as error:  # noqa: BLE001 - the child raises it
            return CallAnswered(error=error)

    def _send_task(self, task: ApartTask) -> None:
        """Send the task; what cannot be sent ends the work, because the child would wait for it for ever."""
        try:
            self._send(tuple(self._calls))
            for name, call in self._calls.items():
                self._pipe.know(name, call)
            self._pipe.know(PROGRESS, self._progress)
            self._send(task, GIVEN, task.arguments)
        except Exception as error:  # noqa: BLE001 - pickling raises whatever a value raises
            self._messages.put(Ended(error=error))

    def _send(self, message: object, name: str = "", known: object = None) -> None:
        """Send a message; what is `known` of it comes back by its name."""
        with self._sending, contextlib.suppress(OSError):  # the listener says that the child is gone
            self._pipe.send(message)
            self._pipe.know_parts(name, known)

    def _listen(self) -> None:
        """Receive messages until the child ends."""
        while True:
            try:
                message = self._pipe.receive()
            except Exception as error:  # noqa: BLE001 - half a message of a killed child can be anything
                self._messages.put(error)
                return
            self._messages.put(message)


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, WORK_APART]
    return [sys.executable, "-P", "-c", "from supportlens.children.child import serve; serve()"]


def _start() -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603 - this very program
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # the last output of a crashing library may quote customers
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise NoChild from error


def _pipe_of(process: subprocess.Popen[bytes]) -> Pipe:
    """Return the pipe to a child, without the buffers of `Popen`."""
    incoming, outgoing = process.stdout, process.stdin
    if incoming is None or outgoing is None:
        raise NoChild
    pipe = Pipe(os.dup(incoming.fileno()), os.dup(outgoing.fileno()))
    incoming.close()
    outgoing.close()
    return pipe

"""Work on many tickets a piece at a time, so that the window reacts between two pieces."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

AT_ONCE = 5_000
"""Tickets up to which a search, a sorting or a count is done in one go, in some ten milliseconds."""
TURN = 0.015
"""Seconds of work until the window has its turn: a frame of a common screen."""


class _Awaited(NamedTuple):
    steps: Iterator[None]
    then: Callable[[], object]


class Preparing(QTimer):
    """Does what somebody waits for and then what may be needed later; stops when all is done."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent, interval=0)
        self._awaited: dict[str, _Awaited] = {}
        self._ahead: list[Iterator[None]] = []
        self.timeout.connect(self._go_on)

    @property
    def awaited(self) -> bool:
        """Whether somebody waits for something."""
        return bool(self._awaited)

    def begin(self, name: str, steps: Iterator[None], then: Callable[[], object]) -> None:
        """Do what somebody waits for and call `then`; it replaces earlier work of the same name."""
        self._awaited[name] = _Awaited(steps, then)
        self.start()

    def give_up(self, name: str) -> None:
        """Drop the work of a name, if there is any."""
        self._awaited.pop(name, None)

    def prepare(self, steps: Iterator[None]) -> None:
        """Do something when nobody waits, in the order in which it is asked for."""
        self._ahead.append(steps)
        self.start()

    def _go_on(self) -> None:
        """Work for a turn on what somebody waits for, or do one piece of what may be needed later."""
        end = time.thread_time() + TURN
        while self._awaited:
            name, work = next(iter(self._awaited.items()))
            if next(work.steps, self) is self:
                del self._awaited[name]
                work.then()
                return
            if time.thread_time() > end:
                return
        if not self._awaited and self._ahead and next(self._ahead[0], self) is self:
            self._ahead.pop(0)
        if not self._awaited and not self._ahead:
            self.stop()

"""A watchdog of the window: a timer that should ring every 16 ms, and the times in which it could not."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONGEST = 0.1
"""Seconds that a person feels as waiting: no silence of the window may last longer."""

_LOOP = 0.0075
"""Seconds of the processor that `measure_handicap` takes where the limits were set.

On a busy machine it takes up to twice as long, as does everything else.
"""

_BEAT_MS = 16
"""A frame of a common screen."""


@dataclass(frozen=True, slots=True)
class Silence:
    """A time in which the window could not react, and what it was asked for."""

    during: str
    seconds: float
    used: float
    """Seconds of the processor that this process used meanwhile; the rest went to other programs."""
    window: float
    """Those of the window's own thread: the rest are threads that kept the interpreter from it."""

    @property
    def own(self) -> float:
        """The part for which this program is to blame."""
        return min(self.seconds, self.used)


def measure_handicap() -> float:
    """Return how many times slower than where the limits were set this machine is now, at least 1."""
    took = []
    for _ in range(21):
        start, made = time.thread_time(), {}
        for number in range(60_000):
            made[str(number)] = number * 3
        took.append(time.thread_time() - start)
    return max(sorted(took)[len(took) // 2] / _LOOP, 1.0)


class Watchdog(QObject):
    """Measures the silences of a window while a test or benchmark works with it."""

    def __init__(self) -> None:
        super().__init__()
        self.silences: list[Silence] = []
        self.during = ""
        self._last = self._now()
        self._timer = QTimer(self)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def stop(self) -> None:
        """Stop measuring."""
        self._timer.stop()

    @contextmanager
    def watch(self, during: str) -> Iterator[None]:
        """Name what the window is asked for."""
        self.during, before = during, self.during
        self._last = self._now()
        yield
        self.wait(0.05)
        self.during = before

    def wait_for(self, done: Callable[[], bool], seconds: float) -> bool:
        """Return whether something is done in time; the window works meanwhile."""
        latest = time.monotonic() + seconds
        while not done():
            if time.monotonic() > latest:
                return False
            QApplication.processEvents()
            time.sleep(0.002)
        QApplication.processEvents()
        return True

    def wait(self, seconds: float) -> None:
        """Wait while the window works."""
        end = time.monotonic() + seconds
        self.wait_for(lambda: time.monotonic() > end, seconds + 1)

    def too_long(self, longest: float = LONGEST) -> list[Silence]:
        """Return the silences that the program itself made too long, longest first."""
        return sorted((one for one in self.silences if one.own > longest), key=lambda one: -one.own)

    def _beat(self) -> None:
        now = self._now()
        wall, used, window = (after - before for after, before in zip(now, self._last, strict=True))
        self._last = now
        if wall > LONGEST / 2:
            self.silences.append(Silence(self.during, wall, used, window))

    @staticmethod
    def _now() -> tuple[float, float, float]:
        return time.perf_counter(), time.process_time(), time.thread_time()

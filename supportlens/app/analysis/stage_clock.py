"""Measures how long each stage of an analysis takes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supportlens.domain import Glimpse, Progress, Show, Stage


class StageClock:
    """A progress callback that measures the seconds of each stage, and shows what is known so far."""

    def __init__(self, progress: Progress, show: Show | None = None) -> None:
        self.seconds: dict[str, float] = {}
        self.seen: Glimpse | None = None
        """What was shown last, None if nobody looks."""
        self._progress = progress
        self._show = show
        self._stage: Stage | None = None
        self._since = time.perf_counter()

    def __call__(self, stage: Stage, fraction: float) -> None:
        """Note the time and pass the progress on."""
        now = time.perf_counter()
        if self._stage is not None:
            self.seconds[self._stage] = self.seconds.get(self._stage, 0.0) + now - self._since
        self._stage, self._since = stage, now
        self._progress(stage, fraction)

    @property
    def watched(self) -> bool:
        """Whether anybody looks at what is known so far."""
        return self._show is not None

    def show(self, seen: Glimpse) -> None:
        """Show what is known so far."""
        if self._show is not None:
            self.seen = seen
            self._show(seen)

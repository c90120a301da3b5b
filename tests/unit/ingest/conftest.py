"""One process reads the risky files of all these tests: to start one takes longer than most of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supportlens.ingest.files import reading
from supportlens.ingest.files.supervisor import Supervisor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supportlens.domain import FractionProgress
    from supportlens.ingest.files.resource_limits import Limits
    from supportlens.ingest.tables.table import Table


class KeptSupervisor(Supervisor):
    """A supervisor whose process outlives the reading that it was started for."""

    _in_read = False

    def read(
        self, path: str, size: int, progress: FractionProgress, *, named: bool = True
    ) -> tuple[Table, ...]:
        self._in_read = True
        try:
            return super().read(path, size, progress, named=named)
        finally:
            self._in_read = False

    def stop(self) -> None:
        """End the process if the file that is being read took too much; else leave it to the next test."""
        if self._in_read:
            super().stop()

    def end(self) -> None:
        super().stop()


@pytest.fixture(scope="session")
def kept_supervisor() -> Iterator[Supervisor]:
    kept = KeptSupervisor(reading.LIMITS)
    yield kept
    kept.end()


@pytest.fixture(autouse=True)
def reading_process(kept_supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read with one process for all tests, where a test sets no limits of its own."""

    def supervise(limits: Limits) -> Supervisor:
        return kept_supervisor if limits == reading.LIMITS else Supervisor(limits)

    monkeypatch.setattr(reading, "Supervisor", supervise)

"""Studies of the sample logs that tests share, among processes too: an analysis takes seconds."""

from __future__ import annotations

import os
import pickle
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from supportlens.resources import sample_log

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from supportlens.domain import Study

PATIENCE = 300.0
"""Seconds that a process waits for the study which another one is making."""


class SharedStudies:
    """Studies of sample logs, each made once and kept in a folder that belongs to one run of the tests."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._at_hand: dict[str, Study] = {}

    def __call__(self, *names: str, changes: str = "") -> Study:
        """Return the study of some sample logs, with a calendar of changes; nobody may write into it."""
        key = "+".join(names) + (f"~{changes}" if changes else "")
        if key not in self._at_hand:
            path = self._folder / f"{key}.pickle"
            with _alone(path.with_suffix(".lock")):
                if not path.exists():
                    path.write_bytes(pickle.dumps(_analysed(names, changes)))
            self._at_hand[key] = pickle.loads(path.read_bytes())  # noqa: S301 - written above
        return self._at_hand[key]


def _analysed(names: tuple[str, ...], changes: str) -> Study:
    from supportlens.app import analyse  # noqa: PLC0415 - heavy, and most tests need none

    return analyse([sample_log(name) for name in names], changes=sample_log(changes) if changes else None)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Wait until no other process holds a lock, and hold it."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
            break
        except FileExistsError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
    try:
        yield
    finally:
        lock.unlink()

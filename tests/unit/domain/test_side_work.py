"""Work beside other work: its result, its error, and that it stops when nobody waits for it any more."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from supportlens.domain import Cancelled, SideWork

if TYPE_CHECKING:
    from supportlens.domain import FractionProgress


def test_the_result_comes_with_the_progress_of_the_work() -> None:
    def work(progress: FractionProgress) -> str:
        progress(0.5)
        time.sleep(0.3)
        return "done"

    parts: list[float] = []
    with SideWork(work) as side:
        assert side.wait(parts.append) == "done"
    assert 0.5 in parts


def test_an_error_is_raised_where_the_result_is_waited_for() -> None:
    def work(progress: FractionProgress) -> None:
        raise ValueError("a pattern")

    with SideWork(work) as side, pytest.raises(ValueError, match="a pattern"):
        side.wait(lambda _: None)


def test_work_that_nobody_waits_for_stops_at_its_next_report() -> None:
    steps = []

    def work(progress: FractionProgress) -> None:
        for step in range(2_000):
            steps.append(step)
            progress(step / 2_000)
            time.sleep(0.005)

    def cancel(_: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled), SideWork(work) as side:
        side.wait(cancel)
    assert 0 < len(steps) < 1_000

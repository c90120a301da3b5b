"""The benchmark of speed: what its table says of several runs, and that its line is straight."""

from __future__ import annotations

import re

from tests.benchmarks.measuring import Ran
from tests.benchmarks.speed import curve
from tests.benchmarks.speed.__main__ import lay_out
from tests.benchmarks.speed.works import Work


def _work(name: str, goal: float | None) -> Work:
    return Work(name, goal, 1_000, lambda: (Ran(1.0, 1.0, 1.0), ""))


def test_the_table_says_the_middle_the_spread_and_whether_the_goal_is_reached() -> None:
    works = [_work("quick", 3.5), _work("slow", 2.0), _work("failed", 1.0)]
    took = {
        "quick": [Ran(seconds, 5.0, 300.0) for seconds in (3.0, 9.0, 2.0)],
        "slow": [Ran(4.0, None, None)],
        "failed": [],
    }

    quick, slow, failed = lay_out(works, took, {"failed": "not measured: gone"}).splitlines()[2:]

    assert re.findall(r"[\d.]+", quick)[:4] == ["3.0", "2.0", "9.0", "5.0"]
    assert "3.5 met" in quick
    assert "2.0 missed" in slow
    assert "not measured: gone" in failed


def test_equal_cost_per_ticket_is_drawn_as_a_straight_line() -> None:
    drawn = curve.draw([(10_000, 10.0), (100_000, 100.0), (1_000_000, 1_000.0)])

    (path,) = re.findall(r'polyline points="([^"]+)"', drawn)
    places = [tuple(float(value) for value in place.split(",")) for place in path.split()]
    (x0, y0), (x1, y1), (x2, y2) = places
    assert abs((y1 - y0) / (x1 - x0) - (y2 - y1) / (x2 - x1)) < 0.01
    assert drawn.startswith("<svg")

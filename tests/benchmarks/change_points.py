"""Measures how changes of a cause are dated: `python -m tests.benchmarks.change_points [--series 100]`.

Series of 240 days are planted with known changes, among other traffic with quiet weekends that grows
by half and swings or does not. The program's likelihood (`find_rise`, `find_levels`) is compared with
PELT of ruptures on the share of each day (cost l2, its usual penalty by Bayes' criterion), which runs
where ruptures is installed. A series is right when every change is found within seven days and none
besides; a climb has one change, at its foot. Then the starts of causes of 15 to 400 tickets are dated
(`onset_series`), and series without any cause say how often one is claimed.
"""

from __future__ import annotations

import argparse
import importlib.util
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from supportlens.causes.time.levels import find_levels
from supportlens.causes.time.onsets import find_rise
from supportlens.causes.time.thresholds import MAX_P
from tests.benchmarks.onset_series import HEAD, QUIET, SHAPES, dated, false_alarms

DAYS = 240
WEEK = np.array([1.2, 1.2, 1.1, 1.1, 1.0, 0.2, 0.1])[np.arange(DAYS) % 7]
GROWTH = 1.0 + 0.5 * np.arange(DAYS) / DAYS
WITHIN = 7

Series = tuple[np.ndarray, np.ndarray]
Plan = tuple[tuple[int, float], ...]

STEPS: dict[str, Plan] = {
    "nothing": ((0, 2.0),),
    "one step": ((0, 0.5), (120, 4.0)),
    "slight step": ((0, 1.0), (120, 2.2)),
    "two steps": ((0, 0.5), (80, 2.5), (160, 7.0)),
    "up and down": ((0, 0.5), (80, 4.0), (170, 0.5)),
    "down at the end": ((0, 0.5), (60, 5.0), (215, 0.4)),
    "burst of a day": ((0, 0.5), (120, 40.0), (121, 0.5)),
}


def planted(name: str, seed: int, swing: float | None) -> tuple[Series, tuple[int, ...]]:
    """Plant a series: the cause's counts and all counts, with the days of its changes."""
    generator = np.random.default_rng(seed)
    if name == "climb":
        mean = 0.3 + 7.0 * np.clip((np.arange(DAYS) - 90) / 100, 0.0, 1.0)
        changes: tuple[int, ...] = (90,)
    else:
        mean = np.zeros(DAYS)
        for day, level in STEPS[name]:
            mean[day:] = level
        changes = tuple(day for day, _ in STEPS[name][1:])
        changes = changes[:1] if name == "burst of a day" else changes
    members, rest = (_counts(generator, level, swing) for level in (mean, np.full(DAYS, 6.0)))
    return (members, members + rest), changes


def _counts(generator: np.random.Generator, mean: np.ndarray, swing: float | None) -> np.ndarray:
    mean = mean * WEEK * GROWTH
    if swing is not None:
        mean = mean * generator.gamma(swing, 1.0 / swing, DAYS)
    return generator.poisson(mean).astype(float)


def by_likelihood(members: np.ndarray, total: np.ndarray) -> list[int]:
    """Date the changes as the program does."""
    rise = find_rise(members, total)
    if rise is None or rise.p > MAX_P:
        return []
    settled, levels = find_levels(members, total, rise)
    return sorted([settled.day, *(level.day for level in levels)])


def by_ruptures(members: np.ndarray, total: np.ndarray) -> list[int]:
    """Date the changes with PELT on the daily share, days without traffic carried on from before."""
    ruptures: Any = __import__("ruptures")
    share = np.divide(members, total, out=np.full(DAYS, np.nan), where=total > 0)
    share = np.where(np.isnan(share), np.nanmean(share), share)
    noise = float(np.median(np.abs(np.diff(share))) / 0.954) ** 2
    found = ruptures.Pelt(model="l2", min_size=3, jump=1).fit(share).predict(pen=3.0 * np.log(DAYS) * noise)
    return [int(day) for day in found[:-1]]


def is_right(found: list[int], true: tuple[int, ...]) -> bool:
    """Return whether every change was found within a week and none besides."""
    near = all(abs(one - other) <= WITHIN for one, other in zip(found, true, strict=False))
    return len(found) == len(true) and near


def main() -> None:
    """Print, for every kind of series, the share that was dated right and the milliseconds each took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--series", type=int, default=100)
    arguments = parser.parse_args()
    methods: dict[str, Callable[[np.ndarray, np.ndarray], list[int]]] = {"likelihood": by_likelihood}
    if importlib.util.find_spec("ruptures"):
        methods["ruptures PELT"] = by_ruptures
    else:
        print("ruptures is not installed: the program alone is measured")
    print(f"| series | counts | {' | '.join(f'{method} right, ms' for method in methods)} |")
    print(f"| --- | --- | {' | '.join('---' for _ in methods)} |")
    for name in (*STEPS, "climb"):
        for swing, counts in ((None, "Poisson"), (3.0, "negative binomial")):
            cells = [_measured(method, name, swing, arguments.series) for method in methods.values()]
            print(f"| {name} | {counts} | {' | '.join(cells)} |", flush=True)
    _print_starts(arguments.series)


def _print_starts(series: int) -> None:
    """Print how well starts are dated for every shape, and how often one is claimed wrongly."""
    print(f"\n| start | {HEAD} |\n| --- |{' --- |' * (HEAD.count('|') + 1)}")
    for shape in SHAPES:
        print(f"| {shape} | {dated(find_rise, shape, series).line} |", flush=True)
    claimed = ", ".join(f"{shape} {false_alarms(find_rise, shape, series):.1%}" for shape in QUIET)
    print(f"a start claimed where there is none: {claimed}")


def _measured(
    method: Callable[[np.ndarray, np.ndarray], list[int]], name: str, swing: float | None, series: int
) -> str:
    right, seconds = 0, 0.0
    for seed in range(series):
        (members, total), true = planted(name, seed, swing)
        start = time.perf_counter()
        found = method(members, total)
        seconds += time.perf_counter() - start
        right += is_right(found, true)
    return f"{100 * right / series:.0f} %, {1000 * seconds / series:.0f}"


if __name__ == "__main__":
    main()

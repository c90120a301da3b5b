"""Series with one start each, drawn over all shapes and sizes, and what dating makes of them.

A cause of 15 to 400 tickets begins as a step, a climb of some weeks, an even climb or a spike, among
routine tickets of the same place and other traffic with quiet weekends and growth.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.time.thresholds import MAX_P

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.causes.time.rises import Rise

    Find = Callable[[np.ndarray, np.ndarray, np.ndarray], Rise | None]

WEEK = np.array([1.2, 1.2, 1.1, 1.1, 1.0, 0.2, 0.1])
SHAPES = ("step", "climb 2 weeks", "climb 4 weeks", "climb 6 weeks", "climb 8 weeks", "slope", "spike")
QUIET = ("flat", "growing", "swinging")
LENGTHS = (120, 180, 240, 365)
GROWTH = (0.0, 0.06, 0.3, 0.6)
SPIKE_DAYS = (2, 3, 5, 10)
WITHIN = 7
LEAST_OF_CLIMB = 0.04
"""The part of its final level that a climb has on its first day: some people are the first ones."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Daily counts of a cause with its place's routine, of all traffic, the day's weights, and the start."""

    members: np.ndarray
    total: np.ndarray
    exposure: np.ndarray
    start: int


def drawn(shape: str, seed: int) -> Drawn:
    """Draw a series of a shape; one of QUIET has a cause of no tickets."""
    draw = np.random.default_rng([seed, len(shape)])
    days = int(draw.choice(LENGTHS))
    week = np.roll(WEEK, int(draw.integers(7)))[np.arange(days) % 7]
    start = int(draw.integers(days // 4, days * 4 // 5))
    tickets = int(np.exp(draw.uniform(np.log(15), np.log(400))))
    growth = 1.0 + float(draw.choice(GROWTH)) * np.arange(days) / days
    share, routine = draw.uniform(0.08, 0.45), tickets * draw.uniform(0.0, 0.35)
    if shape in QUIET:
        routine, growth = routine + 10.0, growth * (1.0 + np.arange(days) / days * (shape == "growing"))
    swing = draw.gamma(3.0, 1.0 / 3.0, days) if shape == "swinging" else 1.0
    level = week * growth * _course(shape, days, start, int(draw.choice(SPIKE_DAYS)))
    members = draw.poisson(_scaled(level, 0 if shape in QUIET else tickets))
    members = members + draw.poisson(_scaled(week * growth * swing, routine))
    rest = draw.poisson(_scaled(week * growth, tickets * (1.0 / share - 1.0)))
    return Drawn(members.astype(float), (members + rest).astype(float), week, start)


def _course(shape: str, days: int, start: int, spike: int) -> np.ndarray:
    """Return the level of a cause on each day, its own week and growth left out."""
    when = np.arange(days)
    since = np.maximum(0, when - start)
    if shape == "spike":
        return np.asarray((when >= start) & (when < start + spike), dtype=float)
    if shape.startswith(("climb", "slope")):
        weeks = int(shape.split()[1]) if shape.startswith("climb") else 0
        climb = np.minimum(1.0, LEAST_OF_CLIMB + since / min(days - start, 7 * weeks or days))
        return np.where(when >= start, climb, 0.0)
    return np.asarray(when >= start, dtype=float)


def _scaled(level: np.ndarray, tickets: float) -> np.ndarray:
    return np.asarray(level * (tickets / max(level.sum(), 1e-9)))


@dataclass(frozen=True, slots=True)
class Dated:
    """How often a start was found, how near, and how often its interval held it."""

    found: float
    within: float
    error: float
    late: float
    covered: float
    width: float

    @property
    def line(self) -> str:
        """Return it as a row of a table."""
        return (
            f"{self.found:.0%} | {self.within:.1%} | {self.error:.0f} | {self.late:+.1f} "
            f"| {self.covered:.0%} | {self.width:.0f}"
        )


HEAD = "found | within 7 days | 75 % nearer than | mean days late | interval holds it | its days"


def dated(find: Find, shape: str, series: int) -> Dated:
    """Measure a way of dating on so many series of a shape; days are of those that it found."""
    late, covered, width = [], [], []
    for seed in range(series):
        one = drawn(shape, seed)
        rise = find(one.members, one.total, one.exposure)
        if rise is None or rise.p > MAX_P:
            continue
        late.append(rise.day - one.start)
        covered.append(rise.low <= one.start <= rise.high)
        width.append(rise.high - rise.low)
    away = np.abs(np.array(late or [0]))
    return Dated(
        len(late) / series,
        float(np.mean(away <= WITHIN)),
        float(np.quantile(away, 0.75)),
        float(np.mean(late or [0])),
        float(np.mean(covered or [0])),
        float(np.median(width or [0])),
    )


def false_alarms(find: Find, shape: str, series: int) -> float:
    """Return the share of series without a cause in which a rise is claimed."""
    claimed = 0
    for seed in range(series):
        one = drawn(shape, seed)
        rise = find(one.members, one.total, one.exposure)
        claimed += rise is not None and rise.p <= MAX_P
    return claimed / series

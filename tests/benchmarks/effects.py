"""Whether the effect of an action is told right: planted effects, general falls, no action, relapses.

``python -m tests.benchmarks.effects`` draws the days of the tickets of a cause and of everything else
(season, growth, working days, holidays, a trend of the cause alone, a fall that takes up to three weeks) and
has each action judged. The truth is what was planted; nothing of it reaches the judgement.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import EffectVerdict
from supportlens.effect.judging import judge_action
from supportlens.effect.series import count_weeks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.effect.judging import Judgement

FIRST = date(2025, 1, 6)
FALLS = (0.3, 0.5, 0.7, 0.9)
SIZES = (400, 700, 1000, 2000, 3500, 5000)
OFTEN = 30.0
"""Tickets of the cause a month from which a fall by half must be seen."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A drawn log: days of the cause's tickets and of the others, and what was planted."""

    own: np.ndarray
    control: np.ndarray
    first: date
    last: date
    start: date
    monthly: float
    """Tickets of the cause a month before the action."""


def plant(
    dice: np.random.Generator,
    *,
    fall: float = 0.0,
    general: float = 0.0,
    before: float = 0.0,
    relapse_weeks: int = 0,
    ramp: bool = True,
    tickets: int | None = None,
) -> Planted:
    """Draw a log with a fall of the cause, of everything, or of the cause four weeks before the action."""
    total = tickets or int(dice.choice(SIZES))
    length = int(dice.integers(26, 44)) * 7
    onset = int(length * dice.uniform(0.1, 0.35))
    start = onset + int(dice.integers(7, 12)) * 7 + int(dice.integers(0, 7))
    start = min(start, length - 7 * max(6, relapse_weeks + 4))
    share = dice.uniform(0.2, 0.45)
    day = np.arange(length)
    works = np.where((day % 7) > 4, 0.12, 1.0)
    works[dice.choice(length, 6, replace=False)] *= 0.15
    season = 1 + dice.uniform(0, 0.25) * np.sin(2 * np.pi * (day / 365 + dice.uniform()))
    growth = np.exp(day / length * dice.uniform(-0.3, 0.5))
    common = works * season * growth * np.where(day >= start, 1 - general, 1.0)
    drift = np.exp(dice.normal(0, 0.012) * (day - onset) / 7)
    takes = int(dice.choice([0, 7, 14, 21])) if ramp else 0
    done = np.clip((day - start + 1) / takes, 0, 1) if takes else (day >= start).astype(float)
    if relapse_weeks:
        done = np.where(day >= length - 7 * relapse_weeks, 0.0, done)
    level = np.where(day >= onset, 1.0, 0.02) * (1 - fall * done)
    level = level * np.where(day >= start - 28, 1 - before, 1.0)
    own_rate, other_rate = common * level * drift, common
    own_rate = own_rate / own_rate.sum() * total * share
    other_rate = other_rate / other_rate.sum() * total * (1 - share)
    counts = dice.poisson(own_rate), dice.poisson(other_rate)
    own, control = (np.repeat(day, each) + FIRST.toordinal() for each in counts)
    at = FIRST + timedelta(days=start)
    inside = own[(own >= (FIRST + timedelta(days=onset)).toordinal()) & (own < at.toordinal())]
    monthly = len(inside) / max(start - onset, 1) * 30.4
    begin = FIRST + timedelta(days=onset)
    return Planted(own, control, begin, FIRST + timedelta(days=length - 1), at, monthly)


def judge(planted: Planted) -> Judgement:
    """Return the judgement of the planted action."""
    weeks = count_weeks(planted.start, planted.first, planted.last, planted.own, planted.control)
    return judge_action(weeks)


def measure(runs: int, seed: int = 7) -> dict[str, float]:
    """Return each figure by name."""
    figures: dict[str, float] = {}
    dice = np.random.default_rng(seed)
    for fall in FALLS:
        held, told, wide = [], [], []
        for _ in range(runs):
            planted = plant(dice, fall=fall)
            found = judge(planted)
            truth = float(np.log1p(-fall))
            if found.verdict is not EffectVerdict.TOO_FEW or np.isfinite(found.change.low):
                held.append(found.change.low <= truth <= found.change.high)
                wide.append(found.change.relative[2] - found.change.relative[1])
            if planted.monthly >= OFTEN:
                told.append(found.verdict is EffectVerdict.FELL)
        figures[f"interval holds -{fall:.0%}"] = float(np.mean(held))
        figures[f"width at -{fall:.0%}"] = float(np.median(wide))
        figures[f"fell said at -{fall:.0%}, 30 a month or more"] = float(np.mean(told))
    kinds = {
        "general fall": [plant(dice, general=float(dice.choice([0.4, 0.6, 0.7]))) for _ in range(runs)],
        "no action": [plant(dice) for _ in range(runs)],
        "fell before": [plant(dice, before=0.7, tickets=2000) for _ in range(runs)],
    }
    for name, logs in kinds.items():
        found_all = [judge(one).verdict for one in logs]
        wanted = {"general fall": EffectVerdict.GENERAL, "fell before": EffectVerdict.BEFORE}.get(name)
        if wanted:
            figures[f"{name}: told"] = float(np.mean([one is wanted for one in found_all]))
        figures[f"{name}: no effect claimed"] = float(
            np.mean([one is not EffectVerdict.FELL for one in found_all])
        )
    for weeks in (4, 8):
        again = [judge(plant(dice, fall=0.7, relapse_weeks=weeks, tickets=2000)) for _ in range(runs)]
        figures[f"relapse found after {weeks} weeks"] = float(
            np.mean([one.relapse is not None for one in again])
        )
    steady = [judge(plant(dice, fall=0.7, tickets=2000)) for _ in range(runs)]
    figures["relapse claimed without one"] = float(np.mean([one.relapse is not None for one in steady]))
    return figures


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1000, help="a share of 0.95 is then known to 0.014")
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args(arguments)
    for name, value in measure(asked.runs, asked.seed).items():
        reach = (
            ""
            if name.startswith("width")
            else f"  (+- {1.96 * (value * (1 - value) / asked.runs) ** 0.5:.3f})"
        )
        print(f"{name:48} {value:6.3f}{reach}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

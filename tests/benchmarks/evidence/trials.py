"""Trials: logs drawn over the whole space of what can be planted, each repeatable by its number."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from sample_logs.planted import Kind, Language, Planting, Scenario, Shape, Situation, plant
from sample_logs.planted.dice import Dice
from sample_logs.planted.versions import FIRST_VERSIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FEWEST, MOST = 300, 20_000
FIRST = date(2026, 1, 1)
LENGTHS = (120, 180, 243, 243, 365)
"""Days that a log may cover."""
GROWTH = (0.0, 0.06, 0.3, 0.6)
RAMP_WEEKS = (3, 4, 6, 8)


class Trick(StrEnum):
    """What a log is for."""

    PLANTED = "planted"
    NONE = "none"
    """Nothing is planted: growth, season, and now and then an update that everybody gets."""
    SHUFFLED = "shuffled"
    """A cause is planted, and then the dates are shuffled among the tickets."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One log of the benchmark; the same seed, trick and number make the same log."""

    seed: int
    number: int
    trick: Trick | Situation
    scenario: Scenario

    @property
    def name(self) -> str:
        """Name the trial as `--only` takes it."""
        return f"{self.trick}:{self.number}"

    def planting(self) -> Planting:
        """Make the log."""
        planting = plant(self.scenario)
        return _with_dates_dealt(planting, self.seed) if self.trick is Trick.SHUFFLED else planting


def trials(seed: int, counts: dict[Trick, int]) -> Iterator[Trial]:
    """Draw so many trials of each sort; a longer run begins with the same ones as a shorter."""
    for trick, count in counts.items():
        for number in range(count):
            dice = Dice("evidence", seed, trick, number)
            draw = _nothing if trick is Trick.NONE else _something
            yield Trial(seed, number, trick, draw(dice, number, 1000 * seed + number))


def in_turn(drawn: Iterable[Trial]) -> list[Trial]:
    """Mix the sorts evenly, so that what a run has done by any moment holds some of each."""
    asked = list(drawn)
    sizes = Counter(trial.trick for trial in asked)
    return sorted(asked, key=lambda trial: ((trial.number + 0.5) / sizes[trial.trick], trial.trick))


def _something(dice: Dice, number: int, seed: int) -> Scenario:
    """Draw a scenario with one cause, every fifth time with two; the kinds take turns."""
    kinds = _kinds(dice, number)
    shape, weeks = _shape(dice, kinds)
    narrow = kinds[0] is not Kind.CONFIGURATION and dice.chance(0.1)
    most = 45 if len(kinds) == 1 else 35
    return replace(
        _log(dice, seed),
        kinds=kinds,
        shares=tuple(dice.between(8, most) / 100 for _ in kinds),
        shape=shape,
        ramp_weeks=weeks,
        people=dice.between(5, 12) / 100 if dice.chance(0.15) else None,
        segments=narrow or dice.chance(0.25),
        narrow=narrow,
    )


def _nothing(dice: Dice, number: int, seed: int) -> Scenario:
    """Draw a log in which nothing is planted; every third one is a version trap."""
    trap = dice.one(tuple(FIRST_VERSIONS)) if number % 3 == 0 else ""
    log = replace(_log(dice, seed), kinds=(), shares=(), segments=dice.chance(0.3), trap=trap)
    return replace(log, versions=True) if trap else log


def _log(dice: Dice, seed: int) -> Scenario:
    """Draw what any log has: its language, size, length, growth and columns."""
    return Scenario(
        language=tuple(Language)[dice.between(0, 2)],
        tickets=_size(dice),
        seed=seed,
        growth=dice.one(GROWTH),
        calendar=dice.chance(0.65),
        versions=dice.chance(0.7),
        resolutions=dice.chance(0.7),
        first=FIRST,
        last=FIRST + timedelta(days=dice.one(LENGTHS) - 1),
    )


def _size(dice: Dice) -> int:
    """Draw a size evenly over the logarithm, bent towards the small ones: few logs are large."""
    part = (dice.between(0, 1000) / 1000) ** 1.5
    return round(math.exp(math.log(FEWEST) + part * math.log(MOST / FEWEST)))


def _kinds(dice: Dice, number: int) -> tuple[Kind, ...]:
    every = tuple(Kind)
    first = every[number % len(every)]
    if number % 5 != 4:
        return (first,)
    return (first, dice.one([kind for kind in every if kind is not first]))


def _shape(dice: Dice, kinds: tuple[Kind, ...]) -> tuple[Shape | None, int]:
    """Draw a shape; what fell over does so at once, so that an outage is always a spike."""
    if Kind.OUTAGE in kinds:
        return None, 0
    shape = dice.weighted((Shape.STEP, Shape.SPIKE, Shape.RAMP), (50, 25, 25))
    return shape, dice.one(RAMP_WEEKS) if shape is Shape.RAMP else 0


def _with_dates_dealt(planting: Planting, seed: int) -> Planting:
    """Shuffle the dates of the tickets, so that texts and labels no longer depend on time."""
    tickets = planting.tickets
    times = Dice("dealt", seed).shuffle((ticket.created, ticket.resolved) for ticket in tickets)
    dealt = [
        replace(ticket, created=created, resolved=resolved)
        for ticket, (created, resolved) in zip(tickets, times, strict=True)
    ]
    dealt.sort(key=lambda ticket: (ticket.created, ticket.description))
    return replace(planting, tickets=tuple(replace(t, id=f"S-{n:05d}") for n, t in enumerate(dealt, 1)))

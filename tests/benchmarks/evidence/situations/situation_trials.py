"""Trials of situations: half of them alone, half together with one planted cause."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sample_logs.planted import Kind, Language, Scenario, Shape, Situation
from sample_logs.planted.dice import Dice
from tests.benchmarks.evidence.trials import FIRST, GROWTH, LENGTHS, Trial

if TYPE_CHECKING:
    from collections.abc import Iterator

FEWEST, MOST = 400, 6_000
SIZES = {
    # Its log grows to two and a half times the size.
    Situation.REDESIGN: (400, 3_000),
    # A day has to be busy before it can be four times as busy.
    Situation.OUTAGE_IN_MANY_WORDS: (1_500, 6_000),
    # Of its log a fifth is left.
    Situation.OPEN_ONLY: (1_500, 6_000),
}
"""Tickets before the situation, where not `FEWEST` to `MOST`."""
SHORT = (120, 180)
"""Days of a log in which single days are busy."""


def situation_trials(seed: int, count: int) -> Iterator[Trial]:
    """Draw so many trials of each situation; a longer run begins with the same ones as a shorter."""
    for number in range(count):
        for place, situation in enumerate(Situation):
            dice = Dice("situations", seed, situation.value, number)
            drawn = _draw(dice, situation, number, place, 1000 * seed + 100_000 * (place + 1) + number)
            yield Trial(seed, number, situation, drawn)


def _draw(dice: Dice, situation: Situation, number: int, place: int, seed: int) -> Scenario:
    """Draw the log of a trial; every second one has a cause, whose kinds take turns."""
    low, high = SIZES.get(situation, (FEWEST, MOST))
    busy = situation is Situation.OUTAGE_IN_MANY_WORDS
    languages = [
        language
        for language in Language
        if not (situation is Situation.NEW_LANGUAGE and language is Language.MIXED)
    ]
    log = Scenario(
        kinds=(),
        language=languages[(number // 2 + place) % len(languages)],
        tickets=round(math.exp(math.log(low) + dice.between(0, 1000) / 1000 * math.log(high / low))),
        seed=seed,
        growth=dice.one(GROWTH[:3]),
        calendar=dice.chance(0.65),
        versions=dice.chance(0.7),
        resolutions=dice.chance(0.8),
        first=FIRST,
        last=FIRST + timedelta(days=dice.one(SHORT if busy else LENGTHS) - 1),
        situations=(situation,),
    )
    if number % 2 == 0:
        return log
    kind = tuple(Kind)[(number // 2 + 2 * place) % len(Kind)]
    shape = None if kind is Kind.OUTAGE else dice.weighted((Shape.STEP, Shape.SPIKE), (80, 20))
    return replace(log, kinds=(kind,), shares=(dice.between(10, 40) / 100,), shape=shape)

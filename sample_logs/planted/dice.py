"""Random draws: the same seed gives the same draws on every platform and version of Python."""

from __future__ import annotations

import random
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

T = TypeVar("T")


class Dice:
    """Draws that use `Random.random` alone, whose sequence Python promises never to change."""

    def __init__(self, *seed: object) -> None:
        self._random = random.Random("/".join(str(part) for part in seed)).random

    def chance(self, probability: float) -> bool:
        """Return True with the given probability."""
        return self._random() < probability

    def between(self, low: int, high: int) -> int:
        """Draw a whole number from `low` to `high`, both included."""
        return low + int(self._random() * (high - low + 1))

    def one(self, choices: Sequence[T]) -> T:
        """Draw one of the choices, all equally likely."""
        return choices[int(self._random() * len(choices))]

    def weighted(self, choices: Sequence[T], weights: Iterable[float]) -> T:
        """Draw one of the choices in proportion to its weight."""
        sums = list(accumulate(weights))
        point = self._random() * sums[-1]
        return next(choice for choice, upper in zip(choices, sums, strict=True) if point < upper)

    def shuffle(self, things: Iterable[T]) -> list[T]:
        """Return the things in a random order."""
        deck = list(things)
        for position in range(len(deck) - 1, 0, -1):
            other = self.between(0, position)
            deck[position], deck[other] = deck[other], deck[position]
        return deck

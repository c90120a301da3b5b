"""Finds the praise in a log of reviews: who gives four or five stars asks for nothing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import SATISFIED_FROM, Derived, Field, fold

if TYPE_CHECKING:
    from supportlens.domain import ScreeningWords, Tickets
    from supportlens.screening.traits import Mask, Rows

FEWEST = 100
"""Ratings of a log from which it may be one of reviews. Judgement: of fewer, shares of words are chance."""
RATED = 0.95
"""The part of the tickets with a rating: a review always has one, of a desk's customers few give one."""
PRAISING, TIMES_AS_MANY = 0.3, 1.5
"""The part of the satisfied whose words praise, and how many times that of the others it is.

Of 21 009 reviews of an application (IDEA) 52 % of the satisfied praise, and 23 % of the others. Satisfied
customers of a desk describe what they asked for.
"""
_OF_A_DESK = (Field.AGENT, Field.TEAM, Field.STATUS, Field.PRIORITY, Field.REOPENED, Field.MINUTES)
"""Fields that only a desk fills in. Shops of applications know answers and their dates as well."""
_READ = 300
"""Characters of a text read for its tone."""


@lru_cache(maxsize=4)
def _compile(words: ScreeningWords) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words.praising) or '(?!)'})")


def find_praise(tickets: Tickets, free: Mask, words: ScreeningWords) -> Rows:
    """Return the satisfied among the tickets that are `free`, none unless the log is one of reviews."""
    nobody = np.array([], dtype=np.int64)
    if not tickets.has(Field.SATISFACTION) or any(map(tickets.has, _OF_A_DESK)):
        return nobody
    ratings = tickets.frame[Field.SATISFACTION.value].to_numpy(np.float64)
    if len(ratings) < FEWEST or np.isfinite(ratings).mean() < RATED:
        return nobody
    is_satisfied = ratings >= SATISFIED_FROM
    praises = _compile(words)
    praising = np.array(
        [bool(praises.search(fold(str(text)[:_READ]))) for text in tickets.frame[Derived.TEXT]], dtype=bool
    )
    satisfied, others = is_satisfied & free, ~is_satisfied & free
    inside, outside = (praising[rows].mean() if rows.any() else 0.0 for rows in (satisfied, others))
    if inside < PRAISING or inside < TIMES_AS_MANY * outside:
        return nobody
    return np.flatnonzero(satisfied)

"""Finds the tests of one person: many texts within weeks that say that they are tests, or say nothing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from supportlens.domain import ScreeningWords
    from supportlens.screening.traits import Mask, Rows, Traits

FEWEST = 15
"""Tests of one sender from which they are a group. Judgement: fewer are within what the noise of a log
hides."""
LEAST_PART = 0.5
"""The part of one sender's tickets, between the first test and the last, that say they are tests.

Judgement: testers write some texts without saying so; with less than half, the sender has other matters.
"""
LEAST_OF_TESTER = 0.3
"""The same of a sender who has written nothing before and nothing after."""
COMMON = 0.04
"""The part of everybody else's tickets with a word of tests from which it is a word of the trade, as in a
laboratory."""
MOST_SHAPES = 0.6
"""Different texts per ticket, up to which they repeat each other, unless most say that they are to be
ignored."""


@lru_cache(maxsize=4)
def _compile(words: ScreeningWords) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    loose = "|".join(sorted(map(re.escape, words.test_words))) or "(?!)"
    asking = "|".join(words.asking) or "(?!)"
    return (
        re.compile("|".join(words.tests) or "(?!)"),
        re.compile(rf"(?:[^\W\d_]+ )?(?:{loose})\b"),
        re.compile(rf"\?|{asking}"),
    )


def find_tests(traits: Traits, free: Mask, words: ScreeningWords) -> list[Rows]:
    """Return the tests of each tester among the tickets that are `free`."""
    certain, loose, asking = _compile(words)
    found = []
    for rows in traits.by_sender.values():
        own = rows[free[rows]]
        if len(own) < FEWEST:
            continue
        sure = _matching(traits, own, certain)
        said = sure | (_beginning(traits, own, loose) & ~_matching(traits, own, asking))
        if said.sum() > sure.sum() and said.sum() >= FEWEST and _is_of_trade(traits, rows, loose):
            said = sure
        if said.sum() < FEWEST:
            continue
        tests = _between(traits, own, said)
        has_others = len(tests) < len(rows)
        if said[np.isin(own, tests)].mean() < (LEAST_PART if has_others else LEAST_OF_TESTER):
            tests = own[sure]
        if len(tests) < FEWEST:
            continue
        shapes = {traits.plain_subjects[row] or traits.plain_texts[row] for row in tests.tolist()}
        certain_part = sure[np.isin(own, tests)].mean()
        if len(shapes) <= MOST_SHAPES * len(tests) or certain_part >= LEAST_PART:
            found.append(tests)
    return found


def _matching(traits: Traits, rows: Rows, pattern: re.Pattern[str]) -> Mask:
    return np.array(
        [
            bool(pattern.search(traits.subjects[row]) or pattern.search(traits.texts[row][:200]))
            for row in rows.tolist()
        ],
        dtype=bool,
    )


def _beginning(traits: Traits, rows: Rows, pattern: re.Pattern[str]) -> Mask:
    """Return which subjects, or texts without one, begin with a word of tests."""
    return np.array(
        [bool(pattern.match(traits.subjects[row] or traits.texts[row])) for row in rows.tolist()], dtype=bool
    )


def _is_of_trade(traits: Traits, own: Rows, pattern: re.Pattern[str]) -> bool:
    """Return whether everybody else writes of tests as well."""
    others = np.setdiff1d(np.arange(len(traits)), own)
    sample = others[:: max(1, len(others) // 3_000)]
    return len(sample) == 0 or float(_beginning(traits, sample, pattern).mean()) >= COMMON


def _between(traits: Traits, own: Rows, said: Mask) -> Rows:
    """Return the sender's tickets between the first and the last that say they are tests."""
    days = traits.days[own]
    low, high = days[said].min(), days[said].max()
    return np.asarray(own[(days >= low) & (days <= high)], dtype=np.int64)

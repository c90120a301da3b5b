"""Finds the tests of one person: many texts within weeks that say that they are tests, or say nothing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from supportlens.patterns import SearchedTexts
from supportlens.screening.traits import SaidTests

if TYPE_CHECKING:
    from collections.abc import Sequence

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

READ_LETTERS = 200
"""Letters of a text in which it says that it is a test. Judgement: later ones tell of other tests."""


@lru_cache(maxsize=4)
def _compile(words: ScreeningWords) -> tuple[re.Pattern[str], re.Pattern[str]]:
    loose = "|".join(sorted(map(re.escape, words.test_words))) or "(?!)"
    asking = "|".join(words.asking) or "(?!)"
    return re.compile(rf"(?:[^\W\d_]+ )?(?:{loose})\b"), re.compile(rf"\?|{asking}")


def mark_tests(subjects: Sequence[str], texts: Sequence[str], words: ScreeningWords) -> SaidTests:
    """Mark which of n tickets say that they are tests, by their folded subjects and texts."""
    loose, asking = _compile(words)
    heads = [text[:READ_LETTERS] for text in texts]
    sure = SearchedTexts(subjects).mark_any(words.tests) | SearchedTexts(heads).mark_any(words.tests)
    both = list(zip(subjects, heads, strict=True))
    begun = np.array([bool(loose.match(subject or head)) for subject, head in both], dtype=bool)
    asks = (
        is_begun and bool(asking.search(subject) or asking.search(head))
        for (subject, head), is_begun in zip(both, begun, strict=True)
    )
    return SaidTests(sure, begun, begun & ~np.fromiter(asks, bool, len(both)))


def find_tests(traits: Traits, free: Mask) -> list[Rows]:
    """Return the tests of each tester among the tickets that are `free`."""
    tests_of = traits.signs.tests
    found = []
    for _, rows in traits.by_sender.list_frequent(FEWEST):
        own = rows[free[rows]]
        if len(own) < FEWEST:
            continue
        sure = tests_of.certain[own]
        said = sure | tests_of.loose[own]
        if said.sum() > sure.sum() and said.sum() >= FEWEST and _is_of_trade(traits, rows):
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


def _is_of_trade(traits: Traits, own: Rows) -> bool:
    """Return whether everybody else writes of tests as well."""
    others = np.setdiff1d(np.arange(len(traits)), own)
    sample = others[:: max(1, len(others) // 3_000)]
    return len(sample) == 0 or float(traits.signs.tests.begun[sample].mean()) >= COMMON


def _between(traits: Traits, own: Rows, said: Mask) -> Rows:
    """Return the sender's tickets between the first and the last that say they are tests."""
    days = traits.days[own]
    low, high = days[said].min(), days[said].max()
    return np.asarray(own[(days >= low) & (days <= high)], dtype=np.int64)

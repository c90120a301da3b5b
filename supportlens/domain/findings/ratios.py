"""Decides how much of a rate ratio to display: the ratio, one bound of its interval, or nothing."""

from __future__ import annotations

from enum import StrEnum

MAX_INTERVAL_RATIO = 10.0
"""Maximum factor between the bounds of a 95 % interval for a ratio to be displayed.

Judgement: with three tickets or fewer before, the factor is always larger; larger displays ratios that rest
on almost nothing.
"""
_UNSEEN_LOW, _UNSEEN_HIGH = 7.0, 1.6
"""Bounds that only an interval with no tickets before reaches: see `classify_ratio`."""


class Firmness(StrEnum):
    """How much of a ratio its interval allows to display."""

    FIRM = "firm"
    """The ratio with its interval."""
    NONE_BEFORE = "none_before"
    """There were no tickets before: the ratio would be against the half ticket that replaces zero."""
    AT_LEAST = "at_least"
    """So few before that only the lower bound is informative."""
    AT_MOST = "at_most"
    """So few since that only the upper bound is informative."""
    LOOSE = "loose"
    """So few on both sides that neither a rise nor a fall is certain."""


def classify_ratio(ratio: float, low: float, high: float) -> Firmness:
    """Return how much of a ratio with an exact 95 % interval (Clopper and Pearson 1934) to display.

    If nothing was counted before, half a ticket is used: n tickets since then give an upper bound of (2n + 1)
    / 2n times the ratio (at most 1.5) and a lower bound of a seventh of it or less, which no counts with
    tickets before can give.
    """
    if low > 0 and ratio / low > _UNSEEN_LOW and high / ratio < _UNSEEN_HIGH:
        return Firmness.NONE_BEFORE
    if low > 0 and high <= MAX_INTERVAL_RATIO * low:
        return Firmness.FIRM
    if low > 1:
        return Firmness.AT_LEAST
    return Firmness.AT_MOST if high < 1 else Firmness.LOOSE

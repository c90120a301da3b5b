"""How much of a ratio of two rates to show: the ratio, one end of its interval, or nothing."""

from __future__ import annotations

from enum import StrEnum

MAX_INTERVAL_RATIO = 10.0
"""Largest factor between the ends of a 95 % interval with which a ratio is shown.

Judgement: with three tickets or fewer before, the factor is always larger; a larger limit shows ratios
that rest on almost nothing.
"""
_UNSEEN_LOW, _UNSEEN_HIGH = 7.0, 1.6
"""Bounds that only an interval over no tickets before reaches: see `classify_ratio`."""


class Firmness(StrEnum):
    """How much of a ratio its interval allows to show."""

    FIRM = "firm"
    """The ratio with its interval."""
    NONE_BEFORE = "none_before"
    """There was nothing before: a ratio would be one with the half ticket that stands in for none."""
    AT_LEAST = "at_least"
    """So few before that only the lower end says something."""
    AT_MOST = "at_most"
    """So few since that only the upper end says something."""
    LOOSE = "loose"
    """So few on both sides that neither a rise nor a fall is sure."""


def classify_ratio(ratio: float, low: float, high: float) -> Firmness:
    """Return how much of a ratio with an exact 95 % interval (Clopper and Pearson 1934) to show.

    Where nothing was counted before, half a ticket stands in: n tickets since then give an upper end
    of (2n + 1) / 2n times the ratio (at most 1.5) and a lower end of a seventh of it or less, which no
    counts with something before can give.
    """
    if low > 0 and ratio / low > _UNSEEN_LOW and high / ratio < _UNSEEN_HIGH:
        return Firmness.NONE_BEFORE
    if low > 0 and high <= MAX_INTERVAL_RATIO * low:
        return Firmness.FIRM
    if low > 1:
        return Firmness.AT_LEAST
    return Firmness.AT_MOST if high < 1 else Firmness.LOOSE

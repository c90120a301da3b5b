"""How long an analysis will still take, from how far it is and how many tickets the log has."""

from __future__ import annotations

from math import log

from supportlens.domain import Stage

_SMALL, _LARGE = 1_000, 88_827
_SHARES = {
    Stage.READ: (0.10, 0.01),
    Stage.NORMALISE: (0.17, 0.04),
    Stage.ENCODE: (0.36, 0.46),
    Stage.GROUP: (0.11, 0.09),
    Stage.ATTRIBUTE: (0.18, 0.31),
    Stage.JUDGE: (0.01, 0.01),
    Stage.MATCH: (0.05, 0.07),
    Stage.PLAN: (0.02, 0.01),
}
"""The part of each stage of the whole time in a small log and in a large one. Measured: the sample of 1 000
tickets and 88 827 questions, two cores. Wrong parts make the time said jump from one stage to the next."""

_FIRST = 4.0
"""Seconds before which nothing is said. Judgement: the start of a worker tells nothing of the log."""

_LEAST_DONE = 0.03
"""The part of the work before which nothing is said. Judgement: less is off by a factor of two."""


def work_done(stage: Stage, fraction: float, tickets: int = _SMALL) -> float:
    """Return the part of the whole work (0 to 1) that is done when `stage` is done in part."""
    if stage not in _SHARES:
        return 1.0
    weight = min(max(log(max(tickets, 1) / _SMALL) / log(_LARGE / _SMALL), 0.0), 1.0)
    shares = {one: small + weight * (large - small) for one, (small, large) in _SHARES.items()}
    stages = tuple(shares)
    before = sum(shares[one] for one in stages[: stages.index(stage)])
    return (before + shares[stage] * min(max(fraction, 0.0), 1.0)) / sum(shares.values())


def seconds_left(stage: Stage, fraction: float, elapsed: float, tickets: int = _SMALL) -> float | None:
    """Return the seconds that an analysis will still take, None if it is too early to tell."""
    done = work_done(stage, fraction, tickets)
    if elapsed < _FIRST or done < _LEAST_DONE:
        return None
    return elapsed * (1.0 - done) / done


def read_part(stage: Stage, fraction: float) -> float:
    """Return the part of the texts (0 to 1) that was read."""
    stages = tuple(_SHARES)
    if stage is Stage.ENCODE:
        return min(max(fraction, 0.0), 1.0)
    return float(stage in stages and stages.index(stage) > stages.index(Stage.ENCODE))

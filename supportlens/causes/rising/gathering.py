"""Gathers a day of trouble that people tell in many words: all tickets that the usual days do not explain."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.rising.growing import find_own_symptoms, set_level
from supportlens.domain import Shape

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.causes.rising.candidates import CauseCandidate, RisingLog
    from supportlens.causes.time.onsets import Rise

    Mask = npt.NDArray[np.bool_]

MAX_DAYS = 5
"""Days of a spike up to which its tickets are one matter.

Judgement: a working week; in longer ones other matters have a share.
"""
WHOLE_SHARE = 0.8
"""Share of the excess of all traffic that a cause must hold to be whole.

Judgement: four in five; a cause is never found to its last ticket.
"""
SAME_DAYS = 1
"""Days between the spike of all traffic and that of a cause which are the same: the evening before."""


def gather_spike(
    log: RisingLog, found: list[CauseCandidate], remaining: Mask, traffic: Rise | None
) -> tuple[list[CauseCandidate], Mask]:
    """Add to the clearest cause of the days in which all traffic had a spike what else is beyond the usual.

    A short failure hits people in all their work, and few of them use the same words. If the causes of those
    days hold clearly less than the excess of all traffic, the tickets beyond the usual number of each symptom
    are added. Returns the causes and the `remaining` tickets (n).
    """
    if traffic is None or traffic.end is None or traffic.end - traffic.day >= MAX_DAYS:
        return found, remaining
    days = (log.timeline.day >= traffic.day) & (log.timeline.day <= traffic.end)
    same = [at for at, cause in enumerate(found) if _is_same_spike(cause, traffic)]
    held = sum(int((found[at].members & days).sum()) for at in same)
    if not same or held >= WHOLE_SHARE * traffic.excess:
        return found, remaining
    first = max(same, key=lambda at: (int(found[at].members.sum()), -at))
    beyond = _mark_beyond_usual(log, remaining, days, math.floor(traffic.excess - held))
    cause = found[first]
    members = cause.members | beyond
    rise = cause.rise
    if rise is None or not beyond.any():
        return found, remaining
    level = set_level(rise, log.timeline, members)
    level = replace(level, excess=rise.excess + float(beyond.sum()))
    whole = replace(
        cause,
        members=members,
        family=cause.family | beyond,
        rise=level,
        symptoms=find_own_symptoms(log, members, rise),
    )
    return [*found[:first], whole, *found[first + 1 :]], remaining & ~members


def _is_same_spike(cause: CauseCandidate, traffic: Rise) -> bool:
    rise = cause.rise
    if rise is None or rise.shape is not Shape.SPIKE or rise.end is None or traffic.end is None:
        return False
    return rise.day <= traffic.end + SAME_DAYS and rise.end >= traffic.day - SAME_DAYS


def _mark_beyond_usual(log: RisingLog, among: Mask, days: Mask, most: int) -> Mask:
    """Mark at most `most` tickets of some days beyond the usual number of each symptom, largest excess first.

    The usual number is that of the other days, scaled by their expected traffic; tickets without a symptom
    are one group. Of each group the least certain tickets are marked.
    """
    line, exposure = log.timeline, log.timeline.exposure
    marked = np.zeros(len(among), dtype=bool)
    if exposure is None or not days.any():
        return marked
    window = np.unique(line.day[days])
    inside = float(exposure[window].sum())
    part = inside / max(1e-9, float(exposure.sum()) - inside)
    dated = among & (line.day >= 0)
    surplus: list[tuple[float, int]] = []
    for symptom in np.unique(log.labels[dated & days]):
        group = dated & (log.labels == symptom)
        usual = part * float((group & ~days).sum())
        surplus.append((float((group & days).sum()) - usual, int(symptom)))
    for excess, symptom in sorted(surplus, key=lambda pair: (-pair[0], pair[1])):
        count = min(math.floor(excess), most - int(marked.sum()))
        if count <= 0:
            break
        rows = np.flatnonzero(dated & days & (log.labels == symptom))
        marked[rows[np.lexsort((rows, log.confidence[rows]))][:count]] = True
    return marked

"""Gathers a day of trouble that people tell in many words: all tickets that the usual days do not explain."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import bdtrc

from supportlens.causes.rising.candidates import CauseCandidate
from supportlens.causes.rising.growing import find_own_symptoms, set_level
from supportlens.causes.time.traffic import find_traffic_rise
from supportlens.domain import Shape

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.causes.rising.candidates import RisingLog
    from supportlens.causes.time.rises import Rise

    Mask = npt.NDArray[np.bool_]

MAX_DAYS = 5
"""Days of a spike up to which its tickets are one matter.

Judgement: a working week; in longer ones other matters have a share.
"""
WHOLE_SHARE = 0.8
"""Share of the excess of all traffic that a cause must hold to be whole.

Judgement: four in five; a cause is never found to its last ticket.
"""
MAX_KIND_P = 0.05
"""Chance, over all kinds, for words of a kind to be commoner in a spike, once the spike is beyond chance.

One in twenty, once the traffic has passed `MAX_P`: of a day of 30 tickets too many seven name the failure.
Smaller leaves the days of small desks without a cause; larger makes a busy day of the usual mix one.
"""
MOST_SPIKES = 4
"""Spikes that are looked for one after the other.

Judgement: where more days are bad, none of them stands out; more only takes time.
"""
SAME_DAYS = 1
"""Days between the spike of all traffic and that of a cause which are the same: the evening before."""


def gather_spikes(
    log: RisingLog, found: list[CauseCandidate], remaining: Mask, traffic: Rise | None
) -> tuple[list[CauseCandidate], Mask]:
    """Gather the spike of all traffic, then one by one those of the traffic without the causes.

    A lasting cause is a step of all traffic that hides a shorter spike on other days, as a larger spike
    hides a smaller one. `traffic` is the rise of all traffic. Returns the causes and the `remaining` tickets
    (n).
    """
    for _ in range(MOST_SPIKES):
        before = remaining
        found, remaining = gather_spike(log, found, remaining, traffic)
        rest = find_traffic_rise(log.timeline.count_daily(remaining), log.timeline.exposure)
        if rest is None or (rest == traffic and remaining is before):
            break
        traffic = rest
    return found, remaining


def gather_spike(
    log: RisingLog, found: list[CauseCandidate], remaining: Mask, traffic: Rise | None
) -> tuple[list[CauseCandidate], Mask]:
    """Add to the clearest cause of the days in which all traffic had a spike what else is beyond the usual.

    A short failure hits people in all their work, and few of them use the same words. If the causes of those
    days hold clearly less than the excess of all traffic, the tickets beyond the usual number of each symptom
    are added. Where no cause began in those days, they are a cause of their own if the words of one kind of
    cause are commoner than on other days: more of the usual mix is none. Returns the causes and the
    `remaining` tickets (n).
    """
    if traffic is None or traffic.end is None or traffic.end - traffic.day >= MAX_DAYS:
        return found, remaining
    days = (log.timeline.day >= traffic.day) & (log.timeline.day <= traffic.end)
    same = [at for at, cause in enumerate(found) if _is_same_spike(cause, traffic)]
    if not same:
        own = _find_new_cause(log, remaining, days, traffic)
        return (found, remaining) if own is None else ([*found, own], remaining & ~own.members)
    held = sum(int((found[at].members & days).sum()) for at in same)
    if held >= WHOLE_SHARE * traffic.excess:
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


def _find_new_cause(log: RisingLog, remaining: Mask, days: Mask, traffic: Rise) -> CauseCandidate | None:
    """Return what some days brought beyond the usual as a cause, None if it has the usual mix of kinds."""
    kind = _find_commoner_kind(log, remaining, days)
    if kind is None:
        return None
    telling = _mark_beyond_usual(log, remaining & kind, days, math.floor(traffic.excess))
    others = _mark_beyond_usual(
        log, remaining & ~telling, days, math.floor(traffic.excess) - int(telling.sum())
    )
    members = telling | others
    level = replace(set_level(traffic, log.timeline, members), excess=float(members.sum()))
    return CauseCandidate(members, members, level, find_own_symptoms(log, members, traffic), traffic.end)


def _find_commoner_kind(log: RisingLog, among: Mask, days: Mask) -> Mask | None:
    """Return the kind of cause whose words are commoner in some days than in all others, beyond chance.

    The chance is that of a binomial count with the share of the other days, times the kinds (Bonferroni).
    """
    dated = among & (log.timeline.day >= 0)
    inside, beside = dated & days, dated & ~days
    if not inside.any() or not beside.any():
        return None
    size, rest = int(inside.sum()), int(beside.sum())
    tried: list[tuple[float, int]] = []
    for at, mask in enumerate(log.kind_masks):
        hits, share = int((mask & inside).sum()), (int((mask & beside).sum()) + 1) / (rest + 1)
        tried.append((float(bdtrc(hits - 1, size, min(1.0, share))) if hits else 1.0, at))
    chance, at = min(tried, default=(1.0, -1))
    return log.kind_masks[at] if tried and chance * len(tried) <= MAX_KIND_P else None


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

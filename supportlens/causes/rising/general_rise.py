"""The rise of all traffic: told apart from causes of another day, and dated with those of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.rising.growing import find_own_symptoms, set_level
from supportlens.causes.time.change_points import compute_start_gains
from supportlens.causes.time.common_start import date_with_traffic
from supportlens.causes.time.onsets import add_expected_traffic
from supportlens.causes.time.thresholds import SAME_START_DAYS
from supportlens.causes.time.traffic import find_traffic_rise

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from supportlens.causes.rising.candidates import CauseCandidate, RisingLog
    from supportlens.causes.rising.usual_mix import UsualValue
    from supportlens.causes.time.rises import Rise
    from supportlens.causes.time.timeline import LogTimeline

    Mask = npt.NDArray[np.bool_]


def separate_general_rise(
    line: LogTimeline,
    among: Mask,
    causes: Sequence[CauseCandidate],
    together: Rise | None,
    usual: Sequence[UsualValue] = (),
) -> Rise | None:
    """Return the rise of all traffic without the causes that began on another day than it did.

    Two causes that began weeks apart make one climb of all traffic, whose day is that of neither. What lies
    in no cause belongs to the causes of the day from which it rises most clearly; without such a rise, to the
    largest. The spike of a cause may hide a lasting rise. `together` is the rise of all traffic, returned as
    it is unless lasting causes of several days have a part in it; with the start of the causes of a single
    day that began with it, or else of the largest of the values `usual` that bring more of the same. `among`
    (n) marks the tickets that count.
    """
    if line.exposure is None:
        return together
    if together is None or together.end is not None:
        together = _find_lasting_rise(line, among, causes) or together
    if together is None or together.end is not None:
        return together
    starts = _group_by_start([cause for cause in causes if cause.rise is not None and cause.rise.end is None])
    if len(starts) == 1:
        return _start_with(together, max(starts[0], key=lambda cause: _sum_excess([cause])).rise)
    if not starts:
        largest = max(usual, key=lambda value: (value.rise.excess, -value.code), default=None)
        return _start_with(together, largest.rise if largest else None)
    risen = np.any([cause.members for group in starts for cause in group], axis=0)
    rest = line.count_daily(among & ~risen)
    own = max(starts, key=_sum_excess)
    if find_traffic_rise(rest, line.exposure) is not None:
        gains = compute_start_gains(rest, add_expected_traffic(rest, line.exposure), len(rest))
        own = max(starts, key=lambda group: float(gains[_first_day(group)]))
    other = np.any([cause.members for group in starts if group is not own for cause in group], axis=0)
    return find_traffic_rise(line.count_daily(among & ~other), line.exposure) or together


def _find_lasting_rise(line: LogTimeline, among: Mask, causes: Sequence[CauseCandidate]) -> Rise | None:
    """Return the lasting rise of all traffic that the spikes of causes hide, None without one."""
    risen = [(cause.members, cause.rise.end is not None) for cause in causes if cause.rise is not None]
    spikes = [members for members, is_spike in risen if is_spike]
    if not spikes or len(spikes) == len(risen):
        return None
    rise = find_traffic_rise(line.count_daily(among & ~np.any(spikes, axis=0)), line.exposure)
    return rise if rise is not None and rise.end is None else None


def date_with_general_rise(
    log: RisingLog, found: list[CauseCandidate], traffic: Rise | None, remaining: Mask
) -> tuple[list[CauseCandidate], Mask]:
    """Date the lasting causes that began with the rise of all `traffic` by both; return what remains (n) too.

    Where causes began on several days, the rise of all traffic has no day of its own.
    """
    line, exposure = log.timeline, log.timeline.exposure
    lasting = [cause for cause in found if cause.rise is not None and cause.rise.end is None]
    if traffic is None or exposure is None or len(_group_by_start(lasting)) != 1:
        return found, remaining
    total = line.count_daily(line.day >= 0)
    dated = []
    for cause in found:
        rise = cause.rise
        if rise is not None:
            rise = date_with_traffic(rise, line.count_daily(cause.family), total, traffic, exposure)
        if rise is None or rise is cause.rise:
            dated.append(cause)
            continue
        free = cause.members | (cause.family & remaining)
        members = free & line.mask_period(rise)
        remaining = (remaining | cause.members) & ~members
        level = set_level(rise, line, members)
        known = cause.detectable_from
        dated.append(
            replace(
                cause,
                members=members,
                rise=level,
                symptoms=find_own_symptoms(log, members, level),
                detectable_from=None if known is None else max(known, level.day),
            )
        )
    return dated, remaining


def _group_by_start(causes: Sequence[CauseCandidate]) -> list[list[CauseCandidate]]:
    """Group causes that began within SAME_START_DAYS of the one before."""
    groups: list[list[CauseCandidate]] = []
    for cause in sorted(causes, key=_start_of):
        if groups and _start_of(cause) - _start_of(groups[-1][-1]) <= SAME_START_DAYS:
            groups[-1].append(cause)
        else:
            groups.append([cause])
    return groups


def _start_with(together: Rise, rise: Rise | None) -> Rise:
    """Return the rise of all traffic with the start of another that began in the same days, if any did."""
    if rise is None or rise.high < together.low or together.high < rise.low or rise.day == together.day:
        return together
    return replace(together, day=rise.day, low=rise.low, high=rise.high, early=rise.early)


def _start_of(cause: CauseCandidate) -> int:
    return -1 if cause.rise is None else cause.rise.day


def _first_day(group: list[CauseCandidate]) -> int:
    return _start_of(max(group, key=lambda cause: 0.0 if cause.rise is None else cause.rise.excess))


def _sum_excess(group: list[CauseCandidate]) -> float:
    return sum(cause.rise.excess for cause in group if cause.rise is not None)

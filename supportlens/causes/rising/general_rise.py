"""The rise of all traffic, told apart from causes that began on another day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.time.change_points import compute_start_gains
from supportlens.causes.time.onsets import add_expected_traffic
from supportlens.causes.time.thresholds import SAME_START_DAYS
from supportlens.causes.time.traffic import find_traffic_rise

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from supportlens.causes.rising.candidates import CauseCandidate
    from supportlens.causes.time.onsets import Rise
    from supportlens.causes.time.timeline import LogTimeline

    Mask = npt.NDArray[np.bool_]


def separate_general_rise(
    line: LogTimeline, among: Mask, causes: Sequence[CauseCandidate], together: Rise | None
) -> Rise | None:
    """Return the rise of all traffic without the causes that began on another day than it did.

    Two causes that began weeks apart make one climb of all traffic, whose day is that of neither. What lies
    in no cause belongs to the causes of the day from which it rises most clearly; without such a rise, to the
    largest. `together` is the rise of all traffic, returned as it is unless lasting causes of several days
    have a part in it. `among` (n) marks the tickets that count.
    """
    if together is None or together.end is not None or line.exposure is None:
        return together
    starts = _group_by_start([cause for cause in causes if cause.rise is not None and cause.rise.end is None])
    if len(starts) < 2:
        return together
    risen = np.any([cause.members for group in starts for cause in group], axis=0)
    rest = line.count_daily(among & ~risen)
    own = max(starts, key=_sum_excess)
    if find_traffic_rise(rest, line.exposure) is not None:
        gains = compute_start_gains(rest, add_expected_traffic(rest, line.exposure), len(rest))
        own = max(starts, key=lambda group: float(gains[_first_day(group)]))
    other = np.any([cause.members for group in starts if group is not own for cause in group], axis=0)
    return find_traffic_rise(line.count_daily(among & ~other), line.exposure) or together


def _group_by_start(causes: Sequence[CauseCandidate]) -> list[list[CauseCandidate]]:
    """Group causes that began within SAME_START_DAYS of the one before."""
    groups: list[list[CauseCandidate]] = []
    for cause in sorted(causes, key=_start_of):
        if groups and _start_of(cause) - _start_of(groups[-1][-1]) <= SAME_START_DAYS:
            groups[-1].append(cause)
        else:
            groups.append([cause])
    return groups


def _start_of(cause: CauseCandidate) -> int:
    return -1 if cause.rise is None else cause.rise.day


def _first_day(group: list[CauseCandidate]) -> int:
    return _start_of(max(group, key=lambda cause: 0.0 if cause.rise is None else cause.rise.excess))


def _sum_excess(group: list[CauseCandidate]) -> float:
    return sum(cause.rise.excess for cause in group if cause.rise is not None)

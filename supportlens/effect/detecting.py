"""How small a fall of a cause would be seen in some weeks, before anything is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import DetectableFall
from supportlens.effect.judging import LEAST_TICKETS, find_detectable
from supportlens.effect.measuring import Measurer
from supportlens.effect.series import WEEK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.domain import Cause
    from supportlens.effect.measuring import LogOfCauses

AHEAD = (4, 8, 12)
"""Weeks for which it is said how large a fall could be seen. Judgement: a month, two and three."""


def find_detectable_falls(log: LogOfCauses, causes: Sequence[Cause]) -> tuple[DetectableFall, ...]:
    """Return for each cause how small a fall would be seen in four, eight and twelve weeks.

    It is computed from the rate since the cause rose, against all others.
    """
    first, last = log.tickets.first_date, log.tickets.last_date
    if first is None or last is None:
        return ()
    found = []
    for cause in causes:
        measurer = Measurer(log, ())
        since = max(first, cause.onset.day) if cause.onset else first
        own = measurer.mask_cause(cause)
        days = measurer.within(own, since, last)
        rest = measurer.within(measurer.find_others(cause, own, since, last), since, last)
        span = max((last - since).days + 1, 1) / WEEK
        if len(days) < LEAST_TICKETS:
            continue
        falls = tuple((weeks, find_detectable(len(days), len(rest), span, weeks)) for weeks in AHEAD)
        found.append(DetectableFall(cause.id, falls))
    return tuple(found)

"""More of the same: a value of a field that brings more tickets of the usual kinds, such as a new branch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.places.field_columns import EMPTY
from supportlens.causes.rising.candidate_sets import EVIDENCE_FIELDS, MAX_PLACE_SHARE, is_replacement
from supportlens.causes.time.onsets import find_rise
from supportlens.causes.time.thresholds import MIN_EXCESS_TICKETS, MIN_LOG_SHARE, is_reportable
from supportlens.statistics import measure_overlap

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from supportlens.causes.places.field_columns import FieldColumn
    from supportlens.causes.rising.candidates import RisingLog
    from supportlens.causes.time.onsets import Rise
    from supportlens.causes.time.timeline import LogTimeline

    Mask = npt.NDArray[np.bool_]
    Labels = npt.NDArray[np.int64]

MIN_MIX_OVERLAP = 0.7
"""Overlap of two mixes of symptoms, as a part of that of equal ones, from which they are the same.

Measured on planted logs: 0.89 to 1.03 for places, applications and channels with the usual mix, 0.94 for a
new branch, at most 0.32 for the place of a cause; larger calls a branch with one symptom of its own a cause.
"""
NEW_SHARE = 0.02
"""Share of a value's tickets before its rise up to which it is new.

Judgement: dates are sometimes wrong; larger calls small branches new.
"""
MOSTLY_INSIDE = 0.7
"""Share of a candidate's tickets in values with the usual mix, from which it is a part of theirs.

Judgement: larger makes causes of the words that a new branch uses for itself.
"""


@dataclass(frozen=True, slots=True, eq=False)
class UsualValue:
    """A value that rose with the usual mix: its column and code, its tickets since, and its rise."""

    column: FieldColumn
    code: int
    members: Mask
    rise: Rise
    is_new: bool


def find_usual_values(
    line: LogTimeline, labels: Labels, columns: tuple[FieldColumn, ...], among: Mask
) -> list[UsualValue]:
    """Find the values of place fields that rose with the usual mix of symptoms, among n tickets.

    The mix is that of the other tickets of the same days that have a value of the field, so that what began
    everywhere does not count, nor what no application has.
    """
    found: list[UsualValue] = []
    if not line.days:
        return found
    places = [column for column in columns if column.name not in EVIDENCE_FIELDS]
    tests, least = sum(len(column.labels) for column in places), MIN_LOG_SHARE * len(labels)
    traffic = line.count_daily(among)
    for column in places:
        inside = among & (column.codes >= 0) & (line.day >= 0)
        placed = column.codes[inside] * line.days + line.day[inside]
        daily = np.bincount(placed, minlength=len(column.labels) * line.days).astype(np.float64)
        daily = daily.reshape(len(column.labels), line.days)
        sizes = daily.sum(axis=1)
        eligible = (sizes >= max(MIN_EXCESS_TICKETS, least)) & (sizes <= MAX_PLACE_SHARE * among.sum())
        for code in np.flatnonzero(eligible):
            rise = find_rise(daily[code], traffic, line.exposure)
            if (
                rise is None
                or not is_reportable(rise, tests, least)
                or is_replacement(rise, int(code), daily)
            ):
                continue
            members = column.mask(int(code)) & among & line.mask_period(rise)
            beside = among & line.mask_period(rise) & (column.codes != EMPTY) & ~column.mask(int(code))
            if has_same_mix(labels[members], labels[beside]):
                before = float(daily[code, : rise.low].sum())
                is_new = rise.end is None and before <= NEW_SHARE * float(daily[code].sum())
                found.append(UsualValue(column, int(code), members, rise, is_new))
    return found


def is_more_of_the_same(mask: Mask, rise: Rise, log: RisingLog, usual: Sequence[UsualValue]) -> bool:
    """Return whether the tickets of a rise are mostly in values that bring more of the same."""
    within = mask & log.timeline.mask_period(rise)
    inside = np.zeros(len(mask), dtype=bool)
    for value in usual:
        inside |= value.members
    return bool((within & inside).sum() >= MOSTLY_INSIDE * within.sum())


def has_same_mix(inside: Labels, beside: Labels) -> bool:
    """Return whether tickets have the same mix of symptoms as others, allowing for chance."""
    inside, beside = inside[inside >= 0], beside[beside >= 0]
    if not len(inside) or not len(beside):
        return False
    size = int(max(inside.max(), beside.max())) + 1
    mine, theirs = np.bincount(inside, minlength=size), np.bincount(beside, minlength=size)
    return measure_overlap(mine, theirs) >= MIN_MIX_OVERLAP

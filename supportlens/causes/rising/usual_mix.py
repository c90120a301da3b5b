"""More of the same: a value of a field that brings more tickets of the usual kinds, such as a new branch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.places.field_columns import EMPTY
from supportlens.causes.places.scopes import MIN_LIFT_LOW
from supportlens.causes.rising.candidate_sets import EVIDENCE_FIELDS, MAX_PLACE_SHARE, is_replacement
from supportlens.causes.rising.left_over import stands_out
from supportlens.causes.rising.placed_tickets import PlacedTickets
from supportlens.causes.time.onsets import find_rise
from supportlens.causes.time.thresholds import MIN_EXCESS_TICKETS, MIN_LOG_SHARE, is_reportable, year_share
from supportlens.statistics import measure_overlap, risk_ratio

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from supportlens.causes.places.field_columns import FieldColumn
    from supportlens.causes.rising.candidates import RisingLog
    from supportlens.causes.time.rises import Rise
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
MANY_UNDATED = 0.1
"""Share of tickets without a day of their own from which these tell whether a value existed before.

Judgement: fewer are single bad dates; larger takes what an import moved for new.
"""
LEAST_COMPARED, LEAST_OTHERS = 30, 3
"""Tickets that show the mix of a value, and values that show what is usual of a field.

Judgement: a mix of less is chance, and of two values neither is the usual one.
"""
AS_USUAL = 0.7
"""Part of what is usual among the values of a field that a new value needs, in overlap and in variety.

Measured on planted logs with a new application, whose mix overlaps with the others' by 0.32 to 0.60 where
theirs overlap by 0.35 to 0.41 and which has 17 matters where they have 13 to 16; an application with a cause
has half of the variety. Larger takes a new application for a cause, smaller excuses causes in one.
"""
LEAST_KNOWN = 0.15
"""Overlap of a new value's mix with what the others had on other days, from which its matters are usual ones.

Where the values of a field have next to nothing in common, as the categories of a desk, `AS_USUAL` of it is
nothing either. Judgement: half of the least on six planted logs with a new application, 0.26 to 0.56. Larger
takes a new application for a cause, 0 excuses a category made for the questions after an update.
"""
MOSTLY_INSIDE, PARTLY_INSIDE = 0.7, 0.3
"""Share of a candidate's tickets in values with the usual mix, from which it is a part of theirs, and from
which it may be.

Judgement: larger makes causes of the words that a new branch uses for itself; a cause with less than three in
ten of its tickets there has risen without them.
"""


MOST_OF_VALUE = 0.5
"""Share of a value's tickets up to which some are a matter of its own.

Judgement: more are the value itself.
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

    The mix is that of the other tickets that have a value of the field: on the same days, so that what began
    everywhere does not count, or on all other days, so that a cause elsewhere does not either. Of a field
    whose values have matters of their own, as applications have, a value without any earlier ticket needs
    as much in common with the others, and as many matters, as is usual among them, and known ones.
    """
    found: list[UsualValue] = []
    if not line.days:
        return found
    places = [column for column in columns if column.name not in EVIDENCE_FIELDS]
    tests, least = (
        sum(len(column.labels) for column in places),
        MIN_LOG_SHARE * len(labels) * year_share(line.days),
    )
    traffic = line.count_daily(among)
    for column in places:
        inside = among & (column.codes >= 0) & (line.day >= 0)
        tickets = PlacedTickets(
            column.codes[inside].astype(np.int64), line.day[inside], len(column.labels), line.days
        )
        sizes = tickets.sizes
        eligible = np.flatnonzero(
            (sizes >= max(MIN_EXCESS_TICKETS, least)) & (sizes <= MAX_PLACE_SHARE * among.sum())
        )
        for code, daily in zip(eligible.tolist(), tickets.count_daily(eligible), strict=True):
            rise = find_rise(daily, traffic, line.exposure)
            if (
                rise is None
                or not is_reportable(rise, tests, least)
                or (line.left_over and not stands_out(rise, daily, traffic))
                or is_replacement(rise, code, tickets)
            ):
                continue
            own, within = column.mask(code), line.mask_period(rise)
            others = among & (column.codes != EMPTY) & ~own
            members = own & among & within
            before = float(daily[: rise.low].sum())
            is_new = (
                rise.end is None
                and before <= NEW_SHARE * float(daily.sum())
                and not _is_among_undated(own, line, among)
            )
            references = (labels[others & within], labels[others & ~within])
            if any(has_same_mix(labels[members], beside) for beside in references) or (
                is_new
                and not (own & among & ~within).any()
                and measure_mixes(labels[members], labels[others & ~within]) >= LEAST_KNOWN
                and has_mix_of_the_field(column, code, labels, among)
            ):
                found.append(UsualValue(column, code, members, rise, is_new))
    return found


def _is_among_undated(own: Mask, line: LogTimeline, among: Mask) -> bool:
    """Return whether a value has its part of many tickets without a day of their own, as after an import."""
    undated = line.day < 0
    usual = float(undated[among].mean()) if among.any() else 0.0
    return usual > MANY_UNDATED and float(undated[own & among].mean()) > usual / 2


def is_more_of_the_same(
    mask: Mask,
    rise: Rise,
    log: RisingLog,
    usual: Sequence[UsualValue],
    alike: Mask | None = None,
    whole: Mask | None = None,
) -> bool:
    """Return whether a rise is more of the same: its tickets are mostly `alike` or in values that bring such.

    Where they are partly, the others must have risen by themselves: the fault that is most frequent in a new
    application may be frequent elsewhere, and has risen by the application alone. Of a cause, `whole` marks
    the tickets of its symptoms at all times; of a candidate those are its own. A value that existed before
    excuses no matter that it alone has.
    """
    line = log.timeline
    since = line.mask_period(rise)
    within = mask & since
    inside = np.zeros(len(mask), dtype=bool) if alike is None else alike.copy()
    for value in usual:
        if value.is_new or not _is_matter_of(value, within, since):
            inside |= value.members
    share = float((within & inside).sum()) / max(1, int(within.sum()))
    if share >= MOSTLY_INSIDE or share < PARTLY_INSIDE or line.left_over:
        return share >= MOSTLY_INSIDE
    others = find_rise(
        line.count_daily((mask if whole is None else whole) & ~inside),
        line.count_daily(~inside),
        line.exposure,
    )
    return others is None or not is_reportable(others, 1, 0.0)


def _is_matter_of(value: UsualValue, within: Mask, since: Mask) -> bool:
    """Return whether tickets are a part of a value's and clearly more frequent in it than all others since.

    `within` and `since` mark among n tickets those looked at, and all of the same time.
    """
    size, held = int(within.sum()), int((value.members & since).sum())
    hits, rest = int((within & value.members).sum()), int(since.sum()) - size
    if hits > MOST_OF_VALUE * held or rest <= 0:
        return False
    return float(risk_ratio(hits, size, held - hits, rest)[1]) >= MIN_LIFT_LOW


def has_same_mix(inside: Labels, beside: Labels) -> bool:
    """Return whether tickets have the same mix of symptoms as others, allowing for chance."""
    return measure_mixes(inside, beside) >= MIN_MIX_OVERLAP


def measure_mixes(inside: Labels, beside: Labels) -> float:
    """Return the overlap of two mixes of symptoms, as a part of that of equal mixes."""
    size = int(max(inside.max(initial=-1), beside.max(initial=-1))) + 1
    return measure_overlap(_count(inside, size), _count(beside, size))


def has_mix_of_the_field(column: FieldColumn, code: int, labels: Labels, among: Mask) -> bool:
    """Return whether a value has as much in common with the others, and as many matters, as they have.

    The number of matters is the exponential of the Shannon entropy of the symptoms (Hill, 1973, order 1).
    """
    size = int(labels.max(initial=-1)) + 1
    inside = among & (column.codes >= 0) & (labels >= 0)
    placed = PlacedTickets(column.codes[inside].astype(np.int64), labels[inside], len(column.labels), size)
    compared = np.flatnonzero(placed.sizes >= LEAST_COMPARED)
    counts = placed.count_daily(compared).astype(np.int64)  # per symptom, in the place of days
    mixes = dict(zip(compared.tolist(), counts, strict=True))
    own = mixes.pop(code, None)
    if own is None or len(mixes) < LEAST_OTHERS:
        return False
    together = np.sum(list(mixes.values()), axis=0)
    overlaps = [measure_overlap(mix, together - mix) for mix in mixes.values()]
    varieties = [count_matters(mix) for mix in mixes.values()]
    return bool(
        measure_overlap(own, together) >= AS_USUAL * np.median(overlaps)
        and count_matters(own) >= AS_USUAL * np.median(varieties)
    )


def count_matters(mix: Labels) -> float:
    """Return the effective number of different things in a mix of counts, 1 if there is but one."""
    shares = mix[mix > 0] / mix.sum()
    return float(np.exp(-(shares * np.log(shares)).sum()))


def _count(labels: Labels, size: int) -> Labels:
    return np.bincount(labels[labels >= 0], minlength=size)

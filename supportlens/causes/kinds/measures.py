"""Measures of a cause that support or contradict a kind without words: people, duration, place, time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import PERSONS, Field, Shape, identify_people

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from supportlens.domain import Onset, Tickets

    Mask = npt.NDArray[np.bool_]
    Measure = Callable[[Tickets, Mask, Onset | None], tuple[float, float] | None]
    """Returns the strength, 0 to 1, and the displayed figure; None if the log lacks the data."""

MAX_BURST_DAYS = 3
"""Maximum days of a typical outage; longer spikes support an outage less and less.

Judgement: covers a weekend before the repair; larger counts week-long faults as outages.
"""
FADING_DAYS = 4.0
"""Further days after which a spike no longer supports an outage: a week without a fix is a fault or a change.

Judgement: a week together with the three days before; larger counts longer spikes as outages to some degree.
"""
MIN_PEOPLE = 8
"""Minimum number of named people for tickets per person to count.

Judgement: with fewer, one frequent caller dominates the mean.
"""
MIN_TIMED = 10
"""Minimum tickets with handling minutes, inside and outside, to compare medians.

Judgement: the median of fewer reflects one agent's habit.
"""
MIN_REPEATS = 12
"""Minimum number of repeats to compute a share.

Judgement: with fewer, one repeat moves the share by a tenth.
"""
MANY_EACH = 4.0
"""Tickets per person from which many people no longer ask once each, and the same few begin to ask often.

Judgement: who asks four times has more than a question; larger calls regulars many people.
"""
MANY_EACH_SPAN = 3.0
"""Tickets per person from nothing to full strength that many people ask: full at one each.

Follows from MANY_EACH, for nobody writes less than once.
"""
FEW_OFTEN_SPAN = 6.0
"""Tickets per person beyond MANY_EACH at which it is certain that the same few write: full at ten each.

Judgement: ten tickets of one person are a habit; larger weakens the sign.
"""
SHORT_RATIO, SHORT_SPAN = 0.9, 0.5
"""Median minutes over everybody else's from which handling is short, and how far below it is clearly so.

Judgement: a tenth less is within the habits of a desk, 0.4 is less than half; it moves a signal's strength.
"""
LONG_RATIO, LONG_SPAN = 1.2, 0.8
"""Median minutes over everybody else's from which handling is long, and how far above it is clearly so.

Judgement: a fifth more is within the habits of a desk, twice is not; it moves a signal's strength.
"""
MORE_THAN_ELSEWHERE = 1.5
"""How many times the share elsewhere, or that of an even spread, a share must be before it counts at all.

Judgement: half as much again; smaller counts what comes everywhere.
"""
REOPENED_SPAN = 0.25
"""Share of reopened tickets beyond that at which the sign is full.

Judgement: one in four more; larger weakens the sign.
"""
LEARNT_SPAN = 0.4
"""Share of soon repeats beyond that at which the sign is full.

Judgement: two in five more; larger weakens the sign.
"""
MIN_AT_SITES, MIN_OTHER_SITES = 10, 3
"""Tickets with a site, and different sites elsewhere, before one site says anything.

Judgement: of fewer tickets one site has most by chance, and of two sites one always has half.
"""
ONE_SITE_SHARE, ONE_SITE_SPAN = 0.6, 0.3
"""Share of one site from which it stands out, below which the rest must stay, and how far above it is alone.

Judgement: more than half by a margin, nine of ten at full strength; smaller takes large sites for the place.
"""
MANY_SITES = 3
"""Sites that a spike reaches from which it is not one site's.

Judgement: two may share a line or a lead; larger misses outages of firms with few sites.
"""
LASTING_WEEKS, LASTING_SPAN = 3.0, 5.0
"""Weeks at the new level from which it lasts, and how many more make it certain: full at eight.

Judgement: no outage goes on for three weeks; larger leaves young changes open.
"""
SOON_DAYS = 14
"""Days after a person's first ticket within which repeats count as learning.

Judgement: two weeks to get used to something; larger counts later errors as learning.
"""


def _count_per_person(tickets: Tickets, members: Mask) -> float | None:
    """Return the tickets per named person, None if too few are named."""
    people = identify_people(tickets.frame, PERSONS, members)
    if people is None:
        return None
    people = people[people.ne("")]
    different = people.nunique()
    return None if different == 0 or len(people) < MIN_PEOPLE else len(people) / different


def _measure_one_each(tickets: Tickets, members: Mask, onset: Onset | None) -> tuple[float, float] | None:
    """Measure tickets per person: strong if many people ask once or twice, 0 from four per person on."""
    del onset
    per_person = _count_per_person(tickets, members)
    if per_person is None or members.sum() / per_person < MIN_PEOPLE:
        return None
    return float(np.clip((MANY_EACH - per_person) / MANY_EACH_SPAN, 0.0, 1.0)), per_person


def _measure_few_often(tickets: Tickets, members: Mask, onset: Onset | None) -> tuple[float, float] | None:
    """Measure tickets per person: 0 up to four per person, strong if the same few write ten times."""
    del onset
    per_person = _count_per_person(tickets, members)
    return (
        None
        if per_person is None
        else (float(np.clip((per_person - MANY_EACH) / FEW_OFTEN_SPAN, 0.0, 1.0)), per_person)
    )


def _compare_handling(tickets: Tickets, members: Mask) -> tuple[float, float] | None:
    """Return the ratio of median handling minutes to those of all other tickets, and the minutes."""
    if not tickets.has(Field.MINUTES):
        return None
    minutes = tickets.frame[Field.MINUTES.value].to_numpy(float)
    inside, outside = minutes[members & ~np.isnan(minutes)], minutes[~members & ~np.isnan(minutes)]
    if len(inside) < MIN_TIMED or len(outside) < MIN_TIMED:
        return None
    middle = float(np.median(inside))
    return middle / max(float(np.median(outside)), 1e-9), middle


def _measure_short_handling(
    tickets: Tickets, members: Mask, onset: Onset | None
) -> tuple[float, float] | None:
    """Measure the median handling time: strong if well below that of all other tickets."""
    del onset
    found = _compare_handling(tickets, members)
    return (
        None if found is None else (float(np.clip((SHORT_RATIO - found[0]) / SHORT_SPAN, 0.0, 1.0)), found[1])
    )


def _measure_long_handling(
    tickets: Tickets, members: Mask, onset: Onset | None
) -> tuple[float, float] | None:
    """Measure the median handling time: strong if twice that of all other tickets."""
    del onset
    found = _compare_handling(tickets, members)
    return (
        None if found is None else (float(np.clip((found[0] - LONG_RATIO) / LONG_SPAN, 0.0, 1.0)), found[1])
    )


def _measure_reopened(tickets: Tickets, members: Mask, onset: Onset | None) -> tuple[float, float] | None:
    """Measure the share of reopened tickets (%): strong if clearly above that of all other tickets."""
    del onset
    if not tickets.has(Field.REOPENED):
        return None
    again = tickets.frame[Field.REOPENED.value].to_numpy(float) > 0
    inside, outside = float(again[members].mean()), float(again[~members].mean()) if (~members).any() else 0.0
    return float(np.clip((inside - MORE_THAN_ELSEWHERE * outside) / REOPENED_SPAN, 0.0, 1.0)), 100.0 * inside


def _measure_learnt(tickets: Tickets, members: Mask, onset: Onset | None) -> tuple[float, float] | None:
    """Measure the excess of repeats within SOON_DAYS of a person's first ticket over an even spread (%).

    Learners ask again soon and then stop. The expected share within SOON_DAYS is that of these days among all
    days left in the log.
    """
    people = identify_people(tickets.frame, PERSONS, members)
    if onset is None or onset.end is not None or people is None:
        return None
    opened = tickets.frame.loc[members, Field.CREATED_AT.value]
    opened = opened[people.ne("") & opened.notna()].sort_values(kind="stable")
    people = people[opened.index]
    first = opened.groupby(people).transform("min")
    after = (opened - first).dt.days.to_numpy(float)
    left = (opened.max() - first).dt.days.to_numpy(float)
    repeats = people.duplicated().to_numpy() & (left > 2 * SOON_DAYS)
    if repeats.sum() < MIN_REPEATS:
        return None
    soon, even = float((after[repeats] <= SOON_DAYS).mean()), float((SOON_DAYS / left[repeats]).mean())
    return float(np.clip((soon - MORE_THAN_ELSEWHERE * even) / LEARNT_SPAN, 0.0, 1.0)), 100.0 * soon


def _measure_burst(tickets: Tickets, members: Mask, onset: Onset | None) -> tuple[float, float] | None:
    """Measure a spike in days: strong up to MAX_BURST_DAYS, 0 from FADING_DAYS later on."""
    del tickets, members
    if onset is None or onset.shape is not Shape.SPIKE or onset.end is None:
        return None
    days = (onset.end - onset.day).days + 1
    return float(np.clip(1.0 - (days - MAX_BURST_DAYS) / FADING_DAYS, 0.0, 1.0)), float(days)


def _measure_one_site(tickets: Tickets, members: Mask, onset: Onset | None) -> tuple[float, float] | None:
    """Measure the share of the most frequent site (%): strong if it is nearly the only one."""
    del onset
    if not tickets.has(Field.SITE):
        return None
    sites = tickets.frame[Field.SITE.value]
    inside, outside = sites[members & sites.ne("").to_numpy()], sites[~members & sites.ne("").to_numpy()]
    if len(inside) < MIN_AT_SITES or outside.nunique() < MIN_OTHER_SITES:
        return None
    top = inside.value_counts().index[0]
    share, rest = float(inside.eq(top).mean()), float(outside.eq(top).mean())
    return float(np.clip((share - ONE_SITE_SHARE) / ONE_SITE_SPAN, 0.0, 1.0)) * float(
        rest < ONE_SITE_SHARE
    ), 100.0 * share


def _measure_many_sites(tickets: Tickets, members: Mask, onset: Onset | None) -> tuple[float, float] | None:
    """Count the sites that a burst reaches; None without a burst."""
    if not tickets.has(Field.SITE) or onset is None or onset.shape is not Shape.SPIKE:
        return None
    sites = tickets.frame.loc[members, Field.SITE.value]
    reached = sites[sites.ne("")].nunique()
    return (1.0 if reached >= MANY_SITES else 0.0), float(reached)


def _measure_plateau(tickets: Tickets, members: Mask, onset: Onset | None) -> tuple[float, float] | None:
    """Measure the weeks at the new level; outages do not last for months."""
    if onset is None or onset.shape is not Shape.STEP or not members.any():
        return None
    last = tickets.frame.loc[members, Field.CREATED_AT.value].max()
    weeks = (last.date() - onset.day).days / 7.0
    return float(np.clip((weeks - LASTING_WEEKS) / LASTING_SPAN, 0.0, 1.0)), weeks


MEASURES: dict[str, Measure] = {
    "one_each": _measure_one_each,
    "few_often": _measure_few_often,
    "short_handling": _measure_short_handling,
    "long_handling": _measure_long_handling,
    "reopened": _measure_reopened,
    "learnt": _measure_learnt,
    "burst": _measure_burst,
    "one_site": _measure_one_site,
    "many_sites": _measure_many_sites,
    "plateau": _measure_plateau,
}
"""Measures by their name in a signal's `where`."""

"""Finds one customer's own matter: hundreds of tickets within weeks about what nobody else has."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from supportlens.screening.traits import hide_values, part_covered

if TYPE_CHECKING:
    from supportlens.screening.traits import Mask, Rows, Traits

FEWEST = 60
"""Tickets of one sender within weeks that are a matter of their own. Judgement: three a working day for a
month; fewer are a busy customer, whom the shares can bear."""
TIMES = 6
"""Times as many as all but one in a hundred of the other senders have: so that a log of companies, which
all write hundreds of tickets, has no such sender."""
LARGEST_PART = 0.5
"""The part of the log from which one sender is the log itself, or a desk that writes for everybody."""
WEEKS = 8
PART_OF_LOG = 0.4
"""The longest time of a matter: eight weeks, or that part of a short log. Who writes all year round writes
for others."""
QUIET_BEFORE = 0.3
"""The part of the log before the first ticket of a matter that goes on to the end. Judgement: a new front
desk is as new, but OWN_LASTING tells it."""
OWN_LASTING = 0.85
"""As OWN, for a matter that goes on for longer than the weeks: who writes for months may write for others."""
DENSE = 0.85
"""The part of the sender's tickets that lie within that time."""
OPENINGS = 12
COVERED = 0.5
"""The part of the sender's subjects that begin in one of twelve ways, from which they are one matter."""
OWN = 0.6
"""The part of tickets with a word that others hardly use, and that begin in a way that others hardly do, from
which the matter is the sender's own. A front desk begins like everybody and only signs in its own way."""
FREQUENT, RARER = 0.05, 4.0
"""A word of the sender's own is in a twentieth of these tickets, and four times as frequent there as
elsewhere."""
MOST_SAMPLED = 3_000
GREETING = 2
"""Words of a greeting at most: "good morning", "hello team"."""
_BREAK = re.compile(r"[,.:;!?\n]+ *")


def find_one_person(traits: Traits, free: Mask) -> list[Rows]:
    """Return the tickets of each sender with a matter of their own, among those that are `free`."""
    if traits.moments is None or not len(traits.by_sender):
        return []
    named = np.array([bool(sender) for sender in traits.senders])
    sizes = traits.by_sender.sizes
    found = []
    for _, rows in traits.by_sender.list_frequent(FEWEST):
        own = rows[free[rows]]
        if len(own) < FEWEST or len(own) > LARGEST_PART * int((named & free).sum()):
            continue
        others = np.sort(np.delete(sizes, np.flatnonzero(sizes == len(rows))[0]))
        if len(others) == 0 or len(own) < TIMES * max(1.0, float(np.quantile(others, 0.99))):
            continue
        for rows_of, part in ((_find_dense, OWN), (_find_lasting, OWN_LASTING)):
            matter = rows_of(traits, own)
            if len(matter) >= FEWEST and _is_own_matter(traits, matter, free, part):
                found.append(matter)
                break
    return found


def _find_dense(traits: Traits, own: Rows) -> Rows:
    """Return the tickets within the weeks that hold most of them, none if they are spread over the log."""
    dated = own[traits.days[own] >= 0]
    if len(dated) < FEWEST:
        return dated[:0]
    days = np.sort(traits.days[dated])
    every = traits.days[traits.days >= 0]
    longest = max(1, min(7 * WEEKS, int(PART_OF_LOG * (every.max() - every.min() + 1))))
    # The most tickets that any window of that length holds.
    ends = np.searchsorted(days, days + longest, side="left")
    counts = ends - np.arange(len(days))
    start = int(np.argmax(counts))
    if counts[start] < DENSE * len(days):
        return dated[:0]
    low, high = days[start], days[ends[start] - 1]
    within = (traits.days[dated] >= low) & (traits.days[dated] <= high)
    return np.asarray(dated[within], dtype=np.int64)


def _find_lasting(traits: Traits, own: Rows) -> Rows:
    """Return the tickets of a sender who began within the log and writes to its end, else none."""
    dated = own[traits.days[own] >= 0]
    every = traits.days[traits.days >= 0]
    if len(dated) < FEWEST:
        return dated[:0]
    first, last, span = every.min(), every.max(), every.max() - every.min() + 1
    began, ended = traits.days[dated].min(), traits.days[dated].max()
    lasts = began - first >= QUIET_BEFORE * span and last - ended <= 7
    return np.asarray(dated if lasts else dated[:0], dtype=np.int64)


def _is_own_matter(traits: Traits, own: Rows, free: Mask, part: float) -> bool:
    """Return whether a part of the tickets is about few things, which the others' tickets are not about."""
    free_others = free.copy()
    free_others[own] = False
    others = np.flatnonzero(free_others)
    sample = others[:: max(1, len(others) // MOST_SAMPLED)]
    if part_covered([" ".join(_begin(traits, row)) for row in own.tolist()], OPENINGS) < COVERED:
        return False
    for parts_of in (_openings, _words):
        ours = Counter(part for row in own.tolist() for part in parts_of(traits, row))
        theirs = Counter(part for row in sample.tolist() for part in parts_of(traits, row))
        special = _special(ours, len(own), theirs, len(sample))
        if sum(not special.isdisjoint(parts_of(traits, row)) for row in own.tolist()) < part * len(own):
            return False
    return True


def _special(ours: Counter[str], own: int, theirs: Counter[str], others: int) -> set[str]:
    """Return what is frequent in one sender's tickets and rare in the others'."""
    return {
        each
        for each, count in ours.items()
        if count >= FREQUENT * own and count / own >= RARER * theirs[each] / max(others, 1)
    }


def _openings(traits: Traits, row: int) -> set[str]:
    """Return the first word of a ticket, and its first two: "add ana" and "add luis" begin alike."""
    first = _begin(traits, row)
    return {" ".join(first[:1]), " ".join(first)}


def _begin(traits: Traits, row: int) -> list[str]:
    """Return the first two words of a subject, or of the first part of a text that is no mere greeting."""
    if traits.subjects[row]:
        return traits.shape_of(row).split()[:2]
    parts = (hide_values(part).split() for part in _BREAK.split(traits.texts[row]))
    return next((words for words in parts if len(words) > GREETING), traits.shape_of(row).split())[:2]


def _words(traits: Traits, row: int) -> set[str]:
    said = f"{traits.plain_subjects[row]} {traits.plain_texts[row]}".split()
    return {word for word in said if len(word) > 2}

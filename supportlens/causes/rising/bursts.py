"""Finds bursts: a day or two of one matter in a log too small for symptoms to rise.

In a small log most of a day's traffic may be about one matter, which leaves hardly any other tickets to
compare with. So the other days of the log are the comparison, and the words identify the matter.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr, pdtrc

from supportlens.causes.rising.candidates import CauseCandidate
from supportlens.causes.time.onsets import MIN_DAYS
from supportlens.causes.time.rises import Rise
from supportlens.causes.time.thresholds import MAX_P, MIN_RATIO, SUFFICIENT_LOG_SHARE
from supportlens.domain import Shape
from supportlens.statistics import hypergeometric_tail, rate_ratio

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from supportlens.causes.rising.candidates import RisingLog
    from supportlens.patterns import FoldedColumn

    Mask = npt.NDArray[np.bool_]
    Counts = npt.NDArray[np.float64]

MAX_TICKETS = 300
"""Tickets from which a log has symptoms large enough to rise on their own.

Judgement: above this, symptoms of `MIN_EXCESS_TICKETS` rise in the usual search; larger tests words on logs
that do not need it.
"""
MAX_DAYS = 3
"""Maximum days of a burst.

Judgement: as long as an outage (`measures.MAX_BURST_DAYS`); larger multiplies the number of tests.
"""
MIN_TICKETS = 8
"""Minimum tickets of a burst, in total and in excess of what other days would bring.

Judgement: smaller reports days with a few calls, larger misses the bursts of small desks.
"""
MIN_TIMES = 2.0
"""Minimum ratio of a burst's traffic to that of any other days of the same number.

Judgement: twice the next busiest days, or a busy Monday would be a burst; larger misses one of several
bursts.
"""
MIN_BURST_SHARE = 1.0 / 3.0
"""Minimum share of a burst's tickets with a word for the word to belong to the matter.

Judgement: one matter is described in several words; larger misses the matter, smaller includes routine words.
"""
MIN_SAYING, MAX_SAYING = 3, 0.5
"""Tickets, and share of the log, between which a word counts for text similarity.

Judgement: rarer words are names and typing errors, commoner ones are typical of the desk; a wider range makes
unrelated texts similar.
"""
MAX_WORD_P = 0.05
"""Maximum chance for a word to belong to the burst, once its texts are known to be similar.

One in twenty, once the texts together have passed `MAX_P`; smaller misses tickets of the matter.
"""
_STEM = re.compile(r"(?<![^\W_])[^\W\d_]{6}")
"""The first six letters of a word, which identify its inflected forms in both languages."""


def find_burst(log: RisingLog, words: FoldedColumn, among: Mask) -> CauseCandidate | None:
    """Find the clearest burst in a log of at most MAX_TICKETS (n tickets), None if there is none.

    `words` are the n tickets' positions in the texts, and the texts; `among` (n) marks the tickets to search.
    Two tests must pass, each corrected for all that it tried (Bonferroni): the traffic of a few days exceeds
    that of all other days beyond chance (Poisson), and its texts are more similar than chance, which excludes
    busy days with unrelated tickets.
    """
    line = log.timeline
    dated = among & (line.day >= 0)
    if line.days < MIN_DAYS or not MIN_TICKETS <= dated.sum() <= len(among) <= MAX_TICKETS:
        return None
    windows = list(_find_windows(line.count_daily(dated)))
    matters = [_mark_topic(words, dated & _mark_window(log, window), dated) for window in windows]
    family, chance = min(matters, key=lambda matter: matter[1], default=(dated, 1.0))
    if chance * len(windows) > MAX_P:
        return None
    counts, p = line.count_daily(family), chance * len(windows)
    rises = [rise for window in windows if (rise := _compare_with_past(counts, *window, p)) is not None]
    rise = max(rises, key=lambda candidate: candidate.excess, default=None)
    if rise is None or rise.end is None or not _is_large(rise, int(dated.sum())):
        return None
    members = family & _mark_window(log, (rise.day, rise.end + 1))
    return CauseCandidate(members, family, rise, _list_symptoms(log.labels, members), rise.end)


def _mark_window(log: RisingLog, window: tuple[int, int]) -> Mask:
    day = log.timeline.day
    return np.asarray((day >= window[0]) & (day < window[1]))


def _find_windows(counts: Counts) -> Iterator[tuple[int, int]]:
    """Return the intervals of days, as (first, first after), with far more traffic than all other days."""
    tried = MAX_DAYS * len(counts)
    for length in range(1, MAX_DAYS + 1):
        sums = np.convolve(counts, np.ones(length), mode="valid")
        for start in np.flatnonzero(sums >= MIN_TICKETS).tolist():
            beside = np.abs(np.arange(len(sums)) - start) >= length
            expected = (counts.sum() - sums[start]) * length / max(1, len(counts) - length)
            rare = float(pdtrc(sums[start] - 1, expected)) * tried <= MAX_P
            if rare and start > 0 and sums[start] >= MIN_TIMES * sums[beside].max(initial=0.0):
                yield start, start + length


def _is_large(rise: Rise, tickets: int) -> bool:
    """Return whether a burst is as significant and as large as any rise must be."""
    return rise.ratio_low >= MIN_RATIO and rise.excess >= max(
        float(MIN_TICKETS), SUFFICIENT_LOG_SHARE * tickets
    )


def _mark_topic(words: FoldedColumn, within: Mask, dated: Mask) -> tuple[Mask, float]:
    """Mark the tickets with a word of a burst, and return the chance of texts so similar."""
    codes, texts = words
    rows = np.flatnonzero(dated)
    stems: dict[str, list[int]] = {}
    for place, row in enumerate(rows.tolist()):
        for stem in sorted(set(_STEM.findall(texts.texts[codes[row]]))):
            stems.setdefault(stem, []).append(place)
    inside, family = within[rows], np.zeros(len(dated), dtype=bool)
    size, whole = int(inside.sum()), len(rows)
    for having in stems.values():
        hits = int(inside[having].sum())
        if (
            hits >= MIN_BURST_SHARE * size
            and hypergeometric_tail(hits, whole, len(having), size) <= MAX_WORD_P
        ):
            family[rows[having]] = True
    return family, _test_likeness([having for having in stems.values() if len(having) >= MIN_SAYING], inside)


def _test_likeness(stems: list[list[int]], inside: Mask) -> float:
    """Return the chance that random texts are as similar as those `inside` (t texts).

    Compares the sum of the cosines between their words, weighted by rarity, with that of random sets of as
    many texts: exact mean and variance under sampling without replacement, and the normal tail (Mantel 1967).
    """
    common = [having for having in stems if len(having) <= MAX_SAYING * len(inside)]
    size, whole = int(inside.sum()), len(inside)
    if not common or not 1 < size < whole - 3:
        return 1.0
    table = np.zeros((whole, len(common)))
    for place, having in enumerate(common):
        table[having, place] = math.log(whole / len(having))
    table /= np.maximum(1e-9, np.linalg.norm(table, axis=1, keepdims=True))
    alike = table @ table.T
    np.fill_diagonal(alike, 0.0)
    total, squares, rows = alike.sum(), (alike**2).sum(), (alike.sum(axis=1) ** 2).sum()
    two, three, four = (
        math.prod((size - step) / (whole - step) for step in range(count)) for count in (2, 3, 4)
    )
    mean = two * total
    apart = total**2 - 4.0 * rows + 2.0 * squares
    variance = 2.0 * two * squares + 4.0 * three * (rows - squares) + four * apart - mean**2
    found = float(alike[np.ix_(inside, inside)].sum())
    return float(ndtr(-(found - mean) / math.sqrt(max(variance, 1e-9))))


def _compare_with_past(counts: Counts, start: int, stop: int, p: float) -> Rise | None:
    """Describe a burst compared with other days of the same matter; None if it brought no more."""
    hits, span, rest = float(counts[start:stop].sum()), stop - start, len(counts) - (stop - start)
    misses = float(counts.sum()) - hits
    if hits * rest <= misses * span:
        return None
    ratio, low, high = rate_ratio(hits, span, misses, rest)
    called = start + int(np.argmax(counts[start:stop] > 0))
    return Rise(
        day=called,
        low=called,
        high=called,
        end=stop - 1,
        shape=Shape.SPIKE,
        statistic=0.0,
        p=p,
        before_per_day=misses / rest,
        after_per_day=hits / span,
        ratio=ratio,
        ratio_low=low,
        ratio_high=high,
        excess=hits - misses * span / rest,
        early=called,
    )


def _list_symptoms(labels: npt.NDArray[np.int64], members: Mask) -> tuple[int, ...]:
    """Return the symptoms with most of their tickets in a burst, largest first."""
    inside = labels[members & (labels >= 0)]
    counts = np.bincount(inside, minlength=1)
    held = [int(one) for one in np.flatnonzero(counts) if counts[one] * 2 > (labels == one).sum()]
    return tuple(sorted(held, key=lambda one: (-int(counts[one]), one)))

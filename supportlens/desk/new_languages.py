"""A language in which customers begin to write, about the usual matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from supportlens.desk.desk_log import DeskLog
from supportlens.domain import DeskChange, DeskChangeKind, Field
from supportlens.statistics import max_log_likelihood, measure_overlap

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from supportlens.domain import Tickets

    Mask = npt.NDArray[np.bool_]
    Days = npt.NDArray[np.int64]

LEAST_TICKETS, LEAST_SHARE = 20, 0.02
"""Tickets, and share of the log, of a new language. Judgement: fewer are one customer's."""
STRAYS = 0.05
"""Share of its tickets before its day: short texts are sometimes taken for another language. Judgement."""
EXPECTED = 10.0
"""Tickets that would have come before its day at its later rate, as a multiple of the strays. Judgement."""
SAME_PLACES = 0.6
"""Overlap of the values of each such field with those of the other tickets since. Judgement, as for words."""
TOLD_BY = (Field.PRODUCT, Field.CATEGORY, Field.CHANNEL)
"""Fields that tell whether the matters are the usual ones: people of a language may well share a site."""


def find_new_languages(tickets: Tickets, languages: Sequence[str]) -> tuple[DeskChange, ...]:
    """Return the languages that began on a day, by the language of each ticket ("" unknown)."""
    log = DeskLog.of(tickets)
    if log is None:
        return ()
    spoken = np.array(languages, dtype=object)
    found = (_find_one(log, spoken, language) for language in sorted({*languages} - {"", "other"}))
    return tuple(change for change in found if change is not None)


def _find_one(log: DeskLog, spoken: npt.NDArray[np.object_], language: str) -> DeskChange | None:
    inside = (spoken == language) & (log.day >= 0)
    known = (spoken != "") & (log.day >= 0)
    if inside.sum() < max(LEAST_TICKETS, LEAST_SHARE * known.sum()) or not log.day[known].max():
        return None
    start = _find_start(log.day[inside], log.day[known])
    before, since = known & (log.day < start), inside & (log.day >= start)
    after = known & (log.day >= start)
    strays = int(inside.sum() - since.sum())
    expected = float(since.sum() / max(1, after.sum()) * before.sum())
    if strays > STRAYS * inside.sum() or expected < EXPECTED * max(1, strays):
        return None
    if not all(_has_same_places(log, since, after & ~inside, field) for field in TOLD_BY):
        return None
    return DeskChange(
        DeskChangeKind.NEW_VALUE,
        Field.LANGUAGE.value,
        log.to_date(start),
        after=language,
        ticket_ids=log.list_ids(since),
    )


def _find_start(days: Days, all_days: Days) -> int:
    """Return the day that best parts a few strays from the tickets of a language, of those of all languages.

    The binomial likelihood of two shares, one before and one from the day on, is largest.
    """
    last = int(all_days.max()) + 1
    hits, whole = (np.bincount(each, minlength=last).cumsum().astype(np.float64) for each in (days, all_days))
    early_hits, early = hits[:-1], whole[:-1]
    fit = max_log_likelihood(early_hits, early) + max_log_likelihood(hits[-1] - early_hits, whole[-1] - early)
    rises = early_hits * whole[-1] < hits[-1] * early
    return int(np.where(rises, fit, -np.inf).argmax()) + 1


def _has_same_places(log: DeskLog, inside: Mask, beside: Mask, field: Field) -> bool:
    if not log.tickets.has(field) or not beside.any():
        return True
    codes, names = log.tickets.values(field).factorize()
    counts = (np.bincount(codes[mask], minlength=len(names)) for mask in (inside, beside))
    return measure_overlap(*counts) >= SAME_PLACES

"""Finds combinations of two or three fields: a version of an application, a channel at a site.

Combinations are grown from frequent values as in Apriori (Agrawal and Srikant 1994) and pruned by their share
of the cause as in the DIFF operator (Abuzaid et al. 2018). Tickets are bits, so that a combination costs one
AND.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from supportlens.causes.places.field_columns import EMPTY, MIN_TICKETS
from supportlens.causes.places.scopes import (
    MIN_SHARE,
    OWN_COLUMN_WEIGHT,
    PLACE_WEIGHT,
    ContingencyTables,
    Trial,
    count_values,
    weigh_place,
)
from supportlens.domain import Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt

    from supportlens.causes.places.field_columns import FieldColumn

    Bits = npt.NDArray[np.uint8]
    Mask = npt.NDArray[np.bool_]

MAX_FIELDS = 3
"""Maximum number of fields in a combination.

Judgement: a sentence can name three things; a fourth multiplies the search by the number of fields.
"""
MIN_RAISE = 1.25
"""Minimum factor by which a further value must raise the risk ratio.

Judgement: larger drops a version within its application, smaller adds values without information.
"""
MAX_CHANCE = 0.01
"""Chance, over all combinations of a cause together, of adding an uninformative value.

Judgement: stricter than a single value's q, because thousands of combinations are tested; larger adds random
values.
"""
SAME_TICKETS_JACCARD = 0.9
"""Jaccard index of the cause's tickets from which two combinations count as the same.

Judgement: larger lists the same tickets twice under two names, smaller hides a neighbour.
"""
MAX_COMBINATIONS = 5
"""Maximum combinations kept per cause.

Judgement: fits a page; drops claims but no tests, so q is unaffected.
"""
VERSION_IN_SENTENCE = 1.4
"""Place of a version in the sentence of a combination: after its application, before all else.

Between the weights of the application and the site in PLACE_WEIGHT; it moves the order of words alone.
"""
JUDGEMENT_FIELDS = frozenset({Field.PRIORITY.value})
"""Fields that reflect a judgement of the ticket, not its origin."""
_ONES = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1).sum(axis=1).astype(np.uint8)

Item: TypeAlias = tuple[int, int]
"""The position of a column and one of its values."""
Items: TypeAlias = tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class _TicketBits:
    """The tickets of one side of a comparison as bits: those with a value, those with any."""

    columns: tuple[FieldColumn, ...]
    rows: npt.NDArray[np.int64]
    having: dict[Items, Bits]
    filled: dict[tuple[int, ...], Bits]

    def mark_all(self, items: Items) -> Bits:
        """Mark the tickets that have every value."""
        if items not in self.having:
            self.having[items] = (
                self._mark_value(items[0])
                if len(items) == 1
                else self.mark_all(items[:-1]) & self._mark_value(items[-1])
            )
        return self.having[items]

    def mark_filled(self, places: tuple[int, ...]) -> Bits:
        """Mark the tickets in which all of the columns are filled in."""
        if places not in self.filled:
            last = np.packbits(self.columns[places[-1]].codes[self.rows] != EMPTY)
            self.filled[places] = last if len(places) == 1 else self.mark_filled(places[:-1]) & last
        return self.filled[places]

    def _mark_value(self, item: Item) -> Bits:
        alone = (item,)
        if alone not in self.having:
            self.having[alone] = np.packbits(self.columns[item[0]].codes[self.rows] == item[1])
        return self.having[alone]


def find_combinations(
    owner: int, columns: tuple[FieldColumn, ...], inside: Mask, outside: Mask
) -> list[Trial]:
    """Compare combinations of two and three values between two sets of tickets of the same period.

    Masks are over n tickets. Combinations with at least MIN_TICKETS tickets and MIN_SHARE of the cause are
    tested. A combination is claimed only if each of its values raises the risk ratio of the others by
    MIN_RAISE, beyond chance over all combinations tested with it (Bonferroni): a value that another one
    implies adds nothing.
    """
    eligible = tuple(column for column in columns if column.name not in JUDGEMENT_FIELDS)
    within = _TicketBits(eligible, np.flatnonzero(inside), {}, {})
    beyond = _TicketBits(eligible, np.flatnonzero(outside), {}, {})
    if len(beyond.rows) < MIN_TICKETS:
        return []
    level = _find_frequent_values(within)
    found: list[tuple[Items, Trial]] = []
    for _ in range(MAX_FIELDS - 1):
        level = [items for items in _extend(level) if _is_frequent(within, items)]
        found += _try_combinations(owner, level, within, beyond)
    return _drop_repeats(found, within)


def _find_frequent_values(side: _TicketBits) -> list[Items]:
    frequent: list[Items] = []
    for place, column in enumerate(side.columns):
        hits, known = count_values(column, side.rows)
        values = np.flatnonzero(hits >= max(MIN_TICKETS, MIN_SHARE * known))
        frequent += [((place, int(value)),) for value in values]
    return frequent


def _extend(level: Sequence[Items]) -> Iterator[Items]:
    """Join combinations that differ only in their last value and whose shorter parts are all frequent."""
    frequent = set(level)
    for first, second in combinations(level, 2):
        if first[:-1] == second[:-1] and first[-1][0] != second[-1][0]:
            joined = (*first, second[-1])
            if all(part in frequent for part in _drop_each(joined)):
                yield joined


def _drop_each(items: Items) -> list[Items]:
    return [items[:place] + items[place + 1 :] for place in range(len(items))]


def _is_frequent(side: _TicketBits, items: Items) -> bool:
    hits = _count_bits(side.mark_all(items))
    return hits >= MIN_TICKETS and hits >= MIN_SHARE * _count_bits(side.mark_filled(_list_positions(items)))


def _try_combinations(
    owner: int, level: list[Items], within: _TicketBits, beyond: _TicketBits
) -> list[tuple[Items, Trial]]:
    counts = [
        (
            _count_bits(within.mark_all(items)),
            _count_bits(within.mark_filled(_list_positions(items))),
            _count_bits(beyond.mark_all(items)),
            _count_bits(beyond.mark_filled(_list_positions(items))),
        )
        for items in level
    ]
    kept = [n for n, (_, _, _, rest) in enumerate(counts) if rest >= MIN_TICKETS]
    if not kept:
        return []
    tables = ContingencyTables(*np.array([counts[n] for n in kept], dtype=np.float64).T)
    trials = tables.make_trials(owner, [_order_parts(level[n], within.columns) for n in kept])
    found = []
    for n, trial in zip(kept, trials, strict=True):
        holds = trial.claim is not None and _is_each_value_needed(level[n], within, beyond, len(kept))
        found.append((level[n], trial if holds else _drop_claim(trial)))
    return found


def _drop_claim(trial: Trial) -> Trial:
    """Return a trial without its claim; it still counts as a test."""
    return replace(trial, claim=None)


def _order_parts(items: Items, columns: tuple[FieldColumn, ...]) -> tuple[tuple[str, str], ...]:
    """Return fields and values in reading order: the version after its application."""
    named = [(columns[place].name, columns[place].labels[value]) for place, value in items]
    weight = {
        name: VERSION_IN_SENTENCE if name == Field.VERSION else PLACE_WEIGHT.get(name, OWN_COLUMN_WEIGHT)
        for name, _ in named
    }
    return tuple(sorted(named, key=lambda part: (-weight[part[0]], part)))


def _is_each_value_needed(items: Items, within: _TicketBits, beyond: _TicketBits, tests: int) -> bool:
    """Return whether every value raises the ratio of the others, beyond chance over `tests` combinations.

    An application need not raise that of its version, because a version alone identifies nothing.
    """
    names = {within.columns[place].name for place in _list_positions(items)}
    needed = [
        (item, rest)
        for item, rest in zip(items, _drop_each(items), strict=True)
        if not (within.columns[item[0]].name == Field.PRODUCT and Field.VERSION in names)
    ]
    counts = []
    for item, rest in needed:
        whole = tuple(sorted((*rest, item)))
        for side in (within, beyond):
            counts += [
                _count_bits(side.mark_all(whole)),
                _count_bits(side.mark_all(rest) & side.mark_filled((item[0],))),
            ]
    if not counts or min(counts[1::2]) == 0:
        return False
    tables = ContingencyTables(*np.array(counts, dtype=np.float64).reshape(-1, 4).T)
    raised = tables.ratios[0] >= MIN_RAISE
    return bool(raised.all() and (tables.p * tests <= MAX_CHANCE).all())


def _drop_repeats(found: Iterable[tuple[Items, Trial]], within: _TicketBits) -> list[Trial]:
    """Drop the claims of combinations whose tickets a stronger combination already covers."""
    ranked = sorted(found, key=lambda item: (item[1].claim is None, _rank(item[1])))
    kept: list[Bits] = []
    results = []
    for items, trial in ranked:
        tickets = within.mark_all(items)
        repeated = trial.claim is not None and (
            len(kept) == MAX_COMBINATIONS
            or any(_compute_jaccard(tickets, other) >= SAME_TICKETS_JACCARD for other in kept)
        )
        if trial.claim is not None and not repeated:
            kept.append(tickets)
        results.append(_drop_claim(trial) if repeated else trial)
    return results


def _rank(trial: Trial) -> tuple[float, int, tuple[tuple[str, str], ...]]:
    if trial.claim is None:
        return 0.0, 0, ()
    return -weigh_place(trial.claim), len(trial.claim.parts), trial.claim.parts


def _compute_jaccard(first: Bits, second: Bits) -> float:
    return _count_bits(first & second) / max(1, _count_bits(first | second))


def _list_positions(items: Items) -> tuple[int, ...]:
    return tuple(place for place, _ in items)


def _count_bits(bits: Bits) -> int:
    return int(_ONES[bits].sum(dtype=np.int64))

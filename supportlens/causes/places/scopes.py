"""Scopes: compares how often a field's value occurs inside and outside a cause."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import chdtrc, xlogy

from supportlens.causes.places.field_columns import MIN_TICKETS
from supportlens.domain import Derived, Field, ScopeClaim
from supportlens.statistics import control_false_discoveries, risk_ratio

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from supportlens.causes.places.field_columns import FieldColumn

    Mask = npt.NDArray[np.bool_]
    Counts = npt.NDArray[np.float64]

MIN_SHARE = 0.2
"""Minimum share of a cause's tickets for a value to be a place.

Judgement: a fifth; larger misses one of five sites, smaller names values with a few tickets.
"""
MIN_LIFT = 2.0
"""Minimum risk ratio, inside against outside, for a value to be a place.

Judgement: twice as likely; smaller names values that are only slightly commoner.
"""
MIN_LIFT_LOW = 1.3
"""Minimum lower bound of the risk ratio's 95 % interval.

Judgement: larger requires more tickets before a place is named, smaller claims ratios that may be slight.
"""
MAX_Q = 0.05
"""Maximum false discovery rate among the claims of a study.

The usual one in twenty (Benjamini and Hochberg 1995); smaller names fewer places in small causes.
"""
PLACE_WEIGHT: dict[str, float] = {
    Field.PRODUCT: 1.5,
    Field.SITE: 1.1,
    Field.CUSTOMER: 1.0,
    Derived.SEGMENT: 0.9,
    Field.ROLE: 0.9,
    Field.CATEGORY: 0.9,
    Field.VERSION: 0.7,
    Field.CHANNEL: 0.6,
    Field.TEAM: 0.6,
    Field.LANGUAGE: 0.5,
    Field.PRIORITY: 0.3,
}
"""Preference of a field as *the* place: a lead can act on an application, hardly on a priority.

Judgement, in the order in which leads name places; only ratios matter: it chooses the first of several valid
claims.
"""
OWN_COLUMN_WEIGHT = 0.8
"""The same for a custom column."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One comparison; `claim` is None if it falls short regardless of its q."""

    owner: int
    claim: ScopeClaim | None
    p: float


@dataclass(frozen=True, slots=True)
class ContingencyTables:
    """2 x 2 tables, one per entry (k): `hits` of `known` inside, `others` of `beyond` outside."""

    hits: Counts
    known: Counts
    others: Counts
    beyond: Counts

    @property
    def ratios(self) -> tuple[Counts, Counts, Counts]:
        """The risk ratios with 95 % intervals (Katz 1978); half a ticket replaces zero counts."""
        ratio, low, high = risk_ratio(self.hits, self.known, self.others, self.beyond)
        return np.asarray(ratio), np.asarray(low), np.asarray(high)

    @property
    def p(self) -> Counts:
        """The p of the likelihood-ratio test of each table."""
        cells = ((self.hits, self.known), (self.others, self.beyond))
        whole, total = self.hits + self.others, self.known + self.beyond
        statistic = np.zeros(len(self.hits))
        for had, size in cells:
            for count, share in ((had, whole / total), (size - had, 1.0 - whole / total)):
                statistic += xlogy(count, count) - xlogy(count, size * share)
        return np.asarray(chdtrc(1, 2.0 * np.maximum(0.0, statistic)))

    def make_trials(self, owner: int, parts: Sequence[tuple[tuple[str, str], ...]]) -> list[Trial]:
        """Return a trial per table; `parts` (k) are the fields and values of each table."""
        ratio, low, high = self.ratios
        inside, p = self.hits / self.known, self.p
        eligible = (inside >= MIN_SHARE) & (ratio >= MIN_LIFT) & (low >= MIN_LIFT_LOW)
        return [
            Trial(
                owner,
                self._make_claim(n, parts[n], (ratio[n], low[n], high[n])) if eligible[n] else None,
                p[n],
            )
            for n in range(len(parts))
        ]

    def _make_claim(
        self, n: int, parts: tuple[tuple[str, str], ...], ratio: tuple[float, float, float]
    ) -> ScopeClaim:
        return ScopeClaim(
            field=parts[0][0],
            value=parts[0][1],
            share_inside=float(self.hits[n] / self.known[n]),
            share_outside=float(self.others[n] / self.beyond[n]),
            lift=float(ratio[0]),
            lift_low=float(ratio[1]),
            lift_high=float(ratio[2]),
            q=1.0,
            tickets=int(self.hits[n]),
            known=int(self.known[n]),
            further=parts[1:],
        )


def compare_values(owner: int, columns: tuple[FieldColumn, ...], inside: Mask, outside: Mask) -> list[Trial]:
    """Compare every value of every column between two sets of tickets of the same period.

    Masks are over n tickets. Tickets with an empty field are ignored on both sides. Both sets must come from
    the same period, so that a version that everybody runs is not reported.
    """
    within, beyond = np.flatnonzero(inside), np.flatnonzero(outside)
    trials: list[Trial] = []
    for column in columns:
        trials += try_values(owner, column, count_spread(column, within, beyond))
    return trials


@dataclass(frozen=True, slots=True)
class ValueSpread:
    """The distribution of a field's values (k) inside and outside a cause, and how often it is filled in."""

    hits: Counts
    known: float
    others: Counts
    rest: float

    @property
    def is_comparable(self) -> bool:
        """Return whether the field is filled in often enough on both sides."""
        return self.known >= MIN_TICKETS and self.rest >= MIN_TICKETS

    def make_tables(self, values: npt.NDArray[np.int64]) -> ContingencyTables:
        """Return a 2 x 2 table per value."""
        size = np.ones(len(values))
        return ContingencyTables(self.hits[values], self.known * size, self.others[values], self.rest * size)


def count_spread(
    column: FieldColumn,
    within: npt.NDArray[np.int64],
    beyond: npt.NDArray[np.int64],
    weights: Counts | None = None,
) -> ValueSpread:
    """Count a field's values among the tickets at two sets of rows; `weights` apply to those `beyond`."""
    return ValueSpread(*count_values(column, within), *count_values(column, beyond, weights))


def try_values(owner: int, column: FieldColumn, spread: ValueSpread) -> list[Trial]:
    """Compare every value with enough tickets in a cause."""
    values = np.flatnonzero(spread.hits >= MIN_TICKETS)
    if not spread.is_comparable or not len(values):
        return []
    parts = [((column.name, column.labels[value]),) for value in values]
    return spread.make_tables(values).make_trials(owner, parts)


def count_values(
    column: FieldColumn, rows: npt.NDArray[np.int64], weights: Counts | None = None
) -> tuple[Counts, float]:
    """Count the tickets at `rows` by the value of a column, and all with the column filled in."""
    codes = column.codes[rows]
    # Shifted by the two negative codes: rare values come first, empty ones second.
    counts = np.bincount(codes + 2, weights, minlength=len(column.labels) + 2).astype(np.float64)
    return counts[2:], float(counts[0] + counts[2:].sum())


def select_claims(trials: list[Trial], owners: int) -> list[tuple[ScopeClaim, ...]]:
    """Keep, per owner, the claims that qualify, strongest place first.

    q is that of Benjamini and Hochberg (1995) over all tests of the study.
    """
    found: list[list[ScopeClaim]] = [[] for _ in range(owners)]
    if trials:
        adjusted = control_false_discoveries([trial.p for trial in trials])
        for trial, q in zip(trials, adjusted, strict=True):
            if trial.claim is not None and q < MAX_Q:
                found[trial.owner].append(replace(trial.claim, q=float(q)))
    return [tuple(sorted(group, key=lambda claim: (-weigh_place(claim), claim.parts))) for group in found]


def weigh_place(claim: ScopeClaim) -> float:
    """Score a claim as a place: its share of the cause, its lift and how actionable it is."""
    weight = max(PLACE_WEIGHT.get(field, OWN_COLUMN_WEIGHT) for field, _ in claim.parts)
    return weight * claim.share_inside * float(np.log(max(claim.lift_low, 1.0) + 1.0))

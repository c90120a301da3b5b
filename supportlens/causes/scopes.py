"""Where: how much more often a field's value is met inside a cause than outside."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import chi2, false_discovery_control

from supportlens.domain import SCOPE_FIELDS, Field, ScopeClaim

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    from supportlens.domain import Tickets

    Mask = npt.NDArray[np.bool_]

FEWEST = 10
LEAST_SHARE = 0.2
LEAST_LIFT = 2.0
LEAST_LIFT_LOW = 1.3
GREATEST_Q = 0.05
MOST_VALUES = 2_000
"""Values of one field that are looked at, the most frequent first."""
PLACE_WEIGHT = {
    Field.PRODUCT: 1.5,
    Field.SITE: 1.1,
    Field.CUSTOMER: 1.0,
    Field.ROLE: 0.9,
    Field.CATEGORY: 0.9,
    Field.VERSION: 0.7,
    Field.CHANNEL: 0.6,
    Field.TEAM: 0.6,
    Field.LANGUAGE: 0.5,
    Field.PRIORITY: 0.3,
}
"""How readily a field is named as *the* place: a lead can act on an application, hardly on a priority."""


@dataclass(frozen=True, slots=True)
class Column:
    """A field as numbers: `codes` (n tickets) point into `labels`, -1 where the ticket has none."""

    name: str
    codes: npt.NDArray[np.int64]
    labels: tuple[str, ...]

    def mask(self, value: int) -> Mask:
        """Say which tickets have the value at a position."""
        return np.asarray(self.codes == value)


def columns_of(tickets: Tickets) -> tuple[Column, ...]:
    """Turn every field that may hold a place, the lead's own columns included, into numbers."""
    frames: list[tuple[str, pd.Series]] = [
        (column.value, tickets.frame[column.value]) for column in SCOPE_FIELDS if tickets.has(column)
    ]
    frames += [(name, tickets.original[name]) for name in tickets.custom if name in tickets.original.columns]
    return tuple(_column(name, values) for name, values in frames)


def _column(name: str, values: pd.Series) -> Column:
    text = values.astype(str).str.strip()
    counts = text[text.ne("") & text.str.lower().ne("nan")].value_counts()
    ordered = sorted(counts.index, key=lambda value: (-int(counts[value]), value))[:MOST_VALUES]
    place = {value: position for position, value in enumerate(ordered)}
    return Column(name, text.map(place).fillna(-1).to_numpy(np.int64), tuple(ordered))


@dataclass(frozen=True, slots=True)
class Trial:
    """One comparison that was made: a value inside a cause against outside."""

    owner: int
    claim: ScopeClaim
    p: float


def compare(owner: int, columns: tuple[Column, ...], inside: Mask, outside: Mask) -> list[Trial]:
    """Compare every value of every column between two sets of tickets of the same period.

    The risk ratio's interval is Katz's (1978) on the log scale with half a ticket added where a
    count is nought; p is that of the likelihood-ratio test of a 2 x 2 table. Taking both sets
    from the same period is what keeps a version that everybody runs from being a finding.
    """
    trials: list[Trial] = []
    for column in columns:
        size = len(column.labels)
        within = np.bincount(column.codes[inside & (column.codes >= 0)], minlength=size).astype(float)
        beyond = np.bincount(column.codes[outside & (column.codes >= 0)], minlength=size).astype(float)
        known_in, known_out = within.sum(), beyond.sum()
        if known_in < FEWEST or known_out < FEWEST:
            continue
        trials += [
            _trial(owner, column, int(value), (within[value], known_in, beyond[value], known_out))
            for value in np.flatnonzero(within >= FEWEST)
        ]
    return trials


def _trial(owner: int, column: Column, value: int, counts: tuple[float, float, float, float]) -> Trial:
    a, n, b, m = counts
    share_in, share_out = a / n, b / m
    half = 0.5 if b == 0 else 0.0
    lift = ((a + half) / (n + half)) / ((b + half) / (m + half))
    spread = np.sqrt(max(0.0, 1 / (a + half) - 1 / (n + half) + 1 / (b + half) - 1 / (m + half)))
    claim = ScopeClaim(
        field=column.name,
        value=column.labels[value],
        share_inside=share_in,
        share_outside=share_out,
        lift=float(lift),
        lift_low=float(lift * np.exp(-1.96 * spread)),
        lift_high=float(lift * np.exp(1.96 * spread)),
        q=1.0,
        tickets=int(a),
        known=int(n),
    )
    return Trial(owner, claim, _g_test(a, n, b, m))


def _g_test(a: float, n: float, b: float, m: float) -> float:
    observed = np.array([[a, n - a], [b, m - b]])
    expected = np.outer(observed.sum(axis=1), observed.sum(axis=0)) / observed.sum()
    part = np.where(
        observed > 0,
        observed * np.log(np.where(observed > 0, observed, 1.0) / np.maximum(expected, 1e-300)),
        0.0,
    )
    return float(chi2.sf(2.0 * part.sum(), 1))


def claims(trials: list[Trial], owners: int) -> list[tuple[ScopeClaim, ...]]:
    """Keep, per owner, what passes the rule, strongest place first.

    q is Benjamini and Hochberg's (1995) over everything that was tried in the study.
    """
    found: list[list[ScopeClaim]] = [[] for _ in range(owners)]
    if trials:
        adjusted = false_discovery_control([trial.p for trial in trials])
        for trial, q in zip(trials, adjusted, strict=True):
            claim = trial.claim
            if (
                claim.share_inside >= LEAST_SHARE
                and claim.lift >= LEAST_LIFT
                and claim.lift_low >= LEAST_LIFT_LOW
                and q < GREATEST_Q
            ):
                found[trial.owner].append(replace(claim, q=float(q)))
    return [
        tuple(sorted(group, key=lambda claim: (-place_strength(claim), claim.field, claim.value)))
        for group in found
    ]


def place_strength(claim: ScopeClaim) -> float:
    """Weigh a claim as a place: how much of the cause it holds, how special it is, how actionable."""
    weight = PLACE_WEIGHT.get(Field(claim.field), 0.8) if claim.field in set(Field) else 0.8
    return weight * claim.share_inside * float(np.log(max(claim.lift_low, 1.0) + 1.0))

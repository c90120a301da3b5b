"""Which tickets are shown: a value made of parts that can each be taken away again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from supportlens.app import select
from supportlens.domain import Assigned, Derived, Field, TicketQuery, UnassignedReason
from supportlens.gui.models.text_search import terms_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.domain import Study
    from supportlens.gui.models.text_search import TextIndex


class Bucket(StrEnum):
    """Tickets that no symptom holds."""

    UNASSIGNED = "unassigned"
    SAYS_NOTHING = "says_nothing"


class Part(StrEnum):
    """One condition of a filter, in the order in which conditions are said."""

    IDS = "ids"
    CAUSE = "cause"
    SYMPTOM = "symptom"
    MOMENT = "moment"
    PRODUCT = "product"
    FIELD = "field"
    ALSO = "also"
    WEEK = "week"
    PERIOD = "period"
    PATTERN = "pattern"
    BUCKET = "bucket"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class PeopleQuery(TicketQuery):
    """The people behind a number: its tickets, to be shown by who asked."""


EVERYTHING = TicketQuery()
"""The query without a condition."""


@dataclass(frozen=True, slots=True)
class TicketFilter:
    """Conditions that a shown ticket meets, all of them."""

    query: TicketQuery = EVERYTHING
    product: str | None = None
    bucket: Bucket | UnassignedReason | None = None
    search: str = ""

    @classmethod
    def behind(cls, query: TicketQuery) -> TicketFilter:
        """Make the filter that shows what a query asks for."""
        if query.field == Field.PRODUCT and query.value is not None:
            return cls(query=replace(query, field=None, value=None), product=query.value)
        return cls(query=query)

    @property
    def terms(self) -> tuple[str, ...]:
        """The folded words and phrases to find and mark."""
        return terms_of(self.search)

    def pattern_in(self, column: str | None) -> str | None:
        """Return the pattern to mark in a column, None standing for what the customer wrote."""
        looked_in = self.query.field if self.query.value is None else None
        return self.query.pattern if looked_in == column else None

    @property
    def parts(self) -> tuple[Part, ...]:
        """The conditions that are set."""
        query = self.query
        values = {
            Part.IDS: query.ids,
            Part.CAUSE: query.cause_id,
            Part.SYMPTOM: query.symptom_id,
            Part.MOMENT: query.moment_id,
            Part.PRODUCT: self.product,
            Part.FIELD: query.value,
            Part.ALSO: query.also,
            Part.WEEK: query.week,
            Part.PERIOD: query.period,
            Part.PATTERN: query.pattern,
            Part.BUCKET: self.bucket,
            Part.SEARCH: self.terms,
        }
        return tuple(part for part, value in values.items() if value not in (None, ()))

    def without(self, part: Part) -> TicketFilter:
        """Return the filter with one condition taken away."""
        match part:
            case Part.PRODUCT:
                return replace(self, product=None)
            case Part.BUCKET:
                return replace(self, bucket=None)
            case Part.SEARCH:
                return replace(self, search="")
            case _:
                return replace(self, query=_without(self.query, part))


def _without(query: TicketQuery, part: Part) -> TicketQuery:
    return {
        Part.IDS: replace(query, ids=()),
        Part.CAUSE: replace(query, cause_id=None),
        Part.SYMPTOM: replace(query, symptom_id=None),
        Part.MOMENT: replace(query, moment_id=None),
        Part.FIELD: replace(query, field=None, value=None),
        Part.ALSO: replace(query, also=()),
        Part.WEEK: replace(query, week=None),
        Part.PERIOD: replace(query, period=None),
        Part.PATTERN: replace(query, pattern=None, field=query.field if query.value is not None else None),
    }[part]


def matching(study: Study, index: TextIndex, wanted: TicketFilter) -> npt.NDArray[np.int64]:
    """Return the positions of the tickets that meet every condition, in the order of the frame."""
    kept = np.ones(len(study.tickets), dtype=np.bool_)
    if wanted.query != EVERYTHING:
        kept &= _selected(study, wanted.query)
    if wanted.product is not None:
        kept &= _selected(study, TicketQuery(field=Field.PRODUCT, value=wanted.product))
    if wanted.bucket is not None:
        kept &= in_bucket(study, wanted.bucket)
    if wanted.terms:
        kept &= index.holding(wanted.terms)
    return np.flatnonzero(kept)


def _selected(study: Study, query: TicketQuery) -> npt.NDArray[np.bool_]:
    mask = np.zeros(len(study.tickets), dtype=np.bool_)
    mask[select(study, query)] = True
    return mask


def in_bucket(study: Study, bucket: Bucket | UnassignedReason) -> npt.NDArray[np.bool_]:
    """Say of each ticket (n,) whether it is in a bucket, or in no symptom for one reason."""
    if isinstance(bucket, UnassignedReason):
        return study.assignment[Assigned.ASIDE].eq(bucket.value).to_numpy(dtype=np.bool_)
    loose = study.assignment[Assigned.SYMPTOM].eq("").to_numpy(dtype=np.bool_)
    informative = study.tickets.frame[Derived.INFORMATIVE].to_numpy(dtype=np.bool_)
    said: npt.NDArray[np.bool_] = informative if bucket is Bucket.UNASSIGNED else ~informative
    return loose & said

"""The filter of the ticket list: conditions that can be removed one by one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from supportlens.app import select
from supportlens.domain import Assigned, Derived, Field, TicketQuery, UnassignedReason
from supportlens.gui.models.ticket_search import split_terms

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.domain import Study
    from supportlens.gui.models.ticket_search import SearchIndex


class Bucket(StrEnum):
    """Tickets without a symptom."""

    UNASSIGNED = "unassigned"
    SAYS_NOTHING = "says_nothing"


class FilterCondition(StrEnum):
    """The conditions of a filter, in the order in which they are shown."""

    IDS = "ids"
    CAUSE = "cause"
    SYMPTOM = "symptom"
    MOMENT = "moment"
    CODES = "codes"
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
    """The people behind a number: its tickets, sorted by requester."""


EVERYTHING = TicketQuery()
"""The query without a condition."""


@dataclass(frozen=True, slots=True)
class TicketFilter:
    """The conditions that a ticket must meet to be shown."""

    query: TicketQuery = EVERYTHING
    product: str | None = None
    bucket: Bucket | UnassignedReason | None = None
    search: str = ""

    @classmethod
    def for_query(cls, query: TicketQuery) -> TicketFilter:
        """Return the filter that shows the tickets of a query."""
        if query.field == Field.PRODUCT and query.value is not None:
            return cls(query=replace(query, field=None, value=None), product=query.value)
        return cls(query=query)

    @property
    def terms(self) -> tuple[str, ...]:
        """The folded words and phrases to find and highlight."""
        return split_terms(self.search)

    def pattern_in(self, column: str | None) -> str | None:
        """Return the pattern to highlight in a column; None stands for the customer's text."""
        looked_in = self.query.field if self.query.value is None else None
        return self.query.pattern if looked_in == column else None

    @property
    def conditions(self) -> tuple[FilterCondition, ...]:
        """The conditions that are set."""
        query = self.query
        values = {
            FilterCondition.IDS: query.ids,
            FilterCondition.CAUSE: query.cause_id,
            FilterCondition.SYMPTOM: query.symptom_id,
            FilterCondition.MOMENT: query.moment_id,
            FilterCondition.CODES: query.codes,
            FilterCondition.PRODUCT: self.product,
            FilterCondition.FIELD: query.value,
            FilterCondition.ALSO: query.further,
            FilterCondition.WEEK: query.week,
            FilterCondition.PERIOD: query.period,
            FilterCondition.PATTERN: query.pattern,
            FilterCondition.BUCKET: self.bucket,
            FilterCondition.SEARCH: self.terms,
        }
        return tuple(condition for condition, value in values.items() if value not in (None, ()))

    def without(self, condition: FilterCondition) -> TicketFilter:
        """Return the filter without one condition."""
        match condition:
            case FilterCondition.PRODUCT:
                return replace(self, product=None)
            case FilterCondition.BUCKET:
                return replace(self, bucket=None)
            case FilterCondition.SEARCH:
                return replace(self, search="")
            case _:
                return replace(self, query=_drop_condition(self.query, condition))


def _drop_condition(query: TicketQuery, condition: FilterCondition) -> TicketQuery:
    return {
        FilterCondition.IDS: replace(query, ids=()),
        FilterCondition.CAUSE: replace(query, cause_id=None),
        FilterCondition.SYMPTOM: replace(query, symptom_id=None),
        FilterCondition.MOMENT: replace(query, moment_id=None),
        FilterCondition.CODES: replace(query, codes=()),
        FilterCondition.FIELD: replace(query, field=None, value=None),
        FilterCondition.ALSO: replace(query, further=()),
        FilterCondition.WEEK: replace(query, week=None),
        FilterCondition.PERIOD: replace(query, period=None),
        FilterCondition.PATTERN: replace(
            query, pattern=None, field=query.field if query.value is not None else None
        ),
    }[condition]


def select_positions(study: Study, index: SearchIndex, wanted: TicketFilter) -> npt.NDArray[np.int64]:
    """Return the positions of the tickets that meet every condition, in ascending order."""
    mask = np.ones(len(study.tickets), dtype=np.bool_)
    if wanted.query != EVERYTHING:
        mask &= _query_mask(study, wanted.query)
    if wanted.product is not None:
        mask &= _query_mask(study, TicketQuery(field=Field.PRODUCT, value=wanted.product))
    if wanted.bucket is not None:
        mask &= bucket_mask(study, wanted.bucket)
    if wanted.terms:
        mask &= index.contains_all(wanted.terms)
    return np.flatnonzero(mask)


def _query_mask(study: Study, query: TicketQuery) -> npt.NDArray[np.bool_]:
    mask = np.zeros(len(study.tickets), dtype=np.bool_)
    mask[select(study, query)] = True
    return mask


def count_buckets(study: Study) -> dict[Bucket | UnassignedReason, int]:
    """Return how many tickets are in each bucket, and how many lack a symptom for each reason."""
    buckets: dict[Bucket | UnassignedReason, int] = {
        bucket: int(bucket_mask(study, bucket).sum()) for bucket in Bucket
    }
    return buckets | study.unassigned_by_reason


def bucket_mask(study: Study, bucket: Bucket | UnassignedReason) -> npt.NDArray[np.bool_]:
    """Return for each ticket (n,) whether it is in a bucket, or lacks a symptom for a given reason."""
    if isinstance(bucket, UnassignedReason):
        return study.assignment[Assigned.ASIDE].eq(bucket.value).to_numpy(dtype=np.bool_)
    loose = study.assignment[Assigned.SYMPTOM].eq("").to_numpy(dtype=np.bool_)
    informative = study.tickets.frame[Derived.INFORMATIVE].to_numpy(dtype=np.bool_)
    mask: npt.NDArray[np.bool_] = informative if bucket is Bucket.UNASSIGNED else ~informative
    return loose & mask

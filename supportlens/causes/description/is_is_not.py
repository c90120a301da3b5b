"""The is / is-not table: what, where, when and how much, compared with what might be expected but is not.

The questions follow Kepner and Tregoe's problem specification (The New Rational Manager, 1981).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from supportlens.causes.places.combinations import JUDGEMENT_FIELDS
from supportlens.causes.places.field_columns import MIN_TICKETS, find_column
from supportlens.causes.places.scopes import count_spread
from supportlens.domain import Aspect, Fact, FactKind, Field, IsIsNot, IsIsNotRow, identify_people

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy.typing as npt

    from supportlens.causes.description.cause_places import ComparedSides, Location
    from supportlens.causes.places.field_columns import FieldColumn
    from supportlens.causes.places.scopes import ValueSpread
    from supportlens.causes.rising.candidates import CauseCandidate
    from supportlens.causes.time.timeline import LogTimeline
    from supportlens.domain import Grouping, Onset, ScopeClaim, Tickets

    Mask = npt.NDArray[np.bool_]

OBJECT_FIELDS = (Field.PRODUCT.value, Field.VERSION.value, Field.CATEGORY.value)
"""Fields that answer *what* is affected; all others answer where."""
MAX_RATIO = 0.5
"""Upper 95 % bound of the risk ratio below which the cause counts as nearly absent from a value.

Judgement: at most half as likely, with 95 % certainty; larger lists values that are merely rarer.
"""
MAX_SYMPTOMS = 3
"""Maximum symptoms, values per field and facts in a table cell.

Judgement: fits a page; more would bury the first.
"""
MAX_OF_FIELD = 2
MAX_FACTS = 4
TREND_DAYS = 28
"""Days on either side of the comparison of recent tickets.

Four whole weeks, so that weekdays and month ends weigh alike.
"""


@dataclass(frozen=True, slots=True)
class TableContext:
    """Data of the whole log for the table; `people` (n) are numbers, -1 where nobody is named."""

    timeline: LogTimeline
    labels: npt.NDArray[np.int64]
    symptom_ids: tuple[str, ...]
    people: npt.NDArray[np.int64] | None


def prepare_context(tickets: Tickets, grouping: Grouping, timeline: LogTimeline) -> TableContext:
    """Prepare the data shared by all causes."""
    people, names = None, identify_people(tickets.frame)
    if names is not None:
        people = np.asarray(names.where(names.ne("")).factorize()[0], dtype=np.int64)
    return TableContext(timeline, grouping.labels, tuple(symptom.id for symptom in grouping.symptoms), people)


def build_is_is_not(
    group: CauseCandidate, place: Location, onset: Onset | None, context: TableContext
) -> IsIsNot:
    """Return the table of one cause; questions that the log cannot answer have no row."""
    rows = (
        _fill_what(group, place, context),
        _fill_where(place),
        _fill_when(group, onset, context.timeline),
        _fill_extent(group, place.sides, onset, context),
    )
    return IsIsNot(tuple(row for row in rows if row.is_ or row.is_not))


def _fill_what(group: CauseCandidate, place: Location, context: TableContext) -> IsIsNotRow:
    size = int(group.members.sum())
    symptoms = [
        Fact(FactKind.SYMPTOM, value=context.symptom_ids[symptom], tickets=count, share_inside=count / size)
        for symptom, count in _rank_symptoms(context.labels[group.members])
    ]
    named = _list_claimed(place, objects=True)
    other = [
        Fact(FactKind.ELSE, value=context.symptom_ids[symptom], tickets=count)
        for symptom, count in _rank_symptoms(_list_other_symptoms(place, context))
        if symptom not in group.symptoms and count >= MIN_TICKETS
    ]
    return IsIsNotRow(
        Aspect.WHAT, (*symptoms, *named), (*_list_absent(place, objects=True), *other[:MAX_OF_FIELD])
    )


def _rank_symptoms(labels: npt.NDArray[np.int64]) -> list[tuple[int, int]]:
    """Return the most frequent symptoms with their ticket counts."""
    counts = np.bincount(labels[labels >= 0], minlength=1)
    ordered = sorted(np.flatnonzero(counts), key=lambda symptom: (-counts[symptom], symptom))
    return [(int(symptom), int(counts[symptom])) for symptom in ordered[:MAX_SYMPTOMS]]


def _list_other_symptoms(place: Location, context: TableContext) -> npt.NDArray[np.int64]:
    """Return the symptoms of the other tickets in the place that names the cause."""
    claim = next((claim for claim in place.scope if claim.is_place), None)
    there = None if claim is None else _mark_value(place, claim)
    return context.labels[:0] if there is None else context.labels[place.sides.outside & there]


def _mark_home(place: Location) -> Mask | None:
    """Mark the tickets of the cause's application, None if it has none."""
    claim = next((claim for claim in place.scope if claim.is_place and claim.field == Field.PRODUCT), None)
    return None if claim is None else _mark_value(place, claim)


def _mark_value(place: Location, claim: ScopeClaim) -> Mask:
    column = find_column(place.sides.columns, claim)
    return column.mask(column.labels.index(claim.value))


def _fill_where(place: Location) -> IsIsNotRow:
    claimed = _list_claimed(place, objects=False)
    fields = {fact.field for fact in claimed}
    everywhere = [
        Fact(FactKind.SPREAD, column.name, count=int((spread.hits > 0).sum()), total=len(column.labels))
        for column, spread in place.spreads
        if column.name not in (*OBJECT_FIELDS, *JUDGEMENT_FIELDS, *fields) and len(column.labels) > 1
    ]
    return IsIsNotRow(
        Aspect.WHERE, (*claimed, *everywhere[:MAX_FACTS]), tuple(_list_absent(place, objects=False))
    )


def _list_claimed(place: Location, *, objects: bool) -> list[Fact]:
    """Return the most over-represented value of each field of the cause."""
    first = {claim.field: claim for claim in reversed(place.scope)}
    chosen = [claim for claim in place.scope if first[claim.field] is claim]
    return [
        Fact(
            FactKind.VALUE,
            claim.field,
            claim.value,
            claim.tickets,
            claim.share_inside,
            claim.share_outside,
        )
        for claim in chosen
        if (claim.field in OBJECT_FIELDS) is objects and claim.field not in JUDGEMENT_FIELDS
    ][:MAX_FACTS]


def _list_absent(place: Location, *, objects: bool) -> list[Fact]:
    """Return values that are common elsewhere and nearly absent from the cause, most expected first.

    Versions are compared within the cause's own application, because other applications have other versions.
    """
    found = [
        (expected, fact)
        for column, spread in _choose_spreads(place)
        if (column.name in OBJECT_FIELDS) is objects and column.name not in JUDGEMENT_FIELDS
        for expected, fact in _find_missing(column.name, column.labels, spread)
    ]
    found.sort(key=lambda item: (-item[0], item[1].field, item[1].value))
    return [fact for _, fact in found[:MAX_FACTS]]


def _choose_spreads(place: Location) -> Iterator[tuple[FieldColumn, ValueSpread]]:
    home = _mark_home(place)
    for column, spread in place.spreads:
        if column.name != Field.VERSION:
            yield column, spread
        elif home is not None:
            at_home = np.flatnonzero(place.sides.outside & home)
            own = count_spread(column, np.flatnonzero(place.sides.inside & home), at_home)
            if own.is_comparable:
                yield column, own


def _find_missing(name: str, labels: tuple[str, ...], spread: ValueSpread) -> Iterable[tuple[float, Fact]]:
    expected = spread.others / spread.rest * spread.known
    likely = np.flatnonzero(expected >= MIN_TICKETS)
    if not len(likely):
        return []
    _, _, high = spread.make_tables(likely).ratios
    missing = likely[high <= MAX_RATIO]
    ordered = missing[np.argsort(-expected[missing], kind="stable")][:MAX_OF_FIELD]
    return [
        (
            float(expected[value]),
            Fact(
                FactKind.ABSENT,
                name,
                labels[value],
                int(spread.hits[value]),
                float(spread.hits[value] / spread.known),
                float(spread.others[value] / spread.rest),
            ),
        )
        for value in ordered
    ]


def _fill_when(group: CauseCandidate, onset: Onset | None, timeline: LogTimeline) -> IsIsNotRow:
    if timeline.first is None:
        return IsIsNotRow(Aspect.WHEN, (), ())
    first, last = timeline.first, timeline.first + timedelta(days=timeline.days - 1)
    if onset is None:
        weekly = _compute_per_week(int((group.members & (timeline.day >= 0)).sum()), first, last)
        whole = Fact(FactKind.THROUGHOUT, first=first, last=last, per_week=weekly)
        return IsIsNotRow(Aspect.WHEN, (whole,), ())
    before = onset.low - timedelta(days=1)
    quiet = [Fact(FactKind.BEFORE, first=first, last=before, per_week=onset.before_per_week)]
    quiet = quiet if before >= first else []
    if onset.end is None:
        since = Fact(FactKind.SINCE, first=onset.day, per_week=onset.after_per_week)
        return IsIsNotRow(Aspect.WHEN, (since,), tuple(quiet))
    tickets = int(group.members.sum())
    burst = Fact(FactKind.BURST, tickets=tickets, first=onset.day, last=onset.end)
    after = onset.end + timedelta(days=1)
    if after <= last:
        later = int((group.family & (timeline.day >= (after - first).days)).sum())
        quiet.append(
            Fact(FactKind.AFTERWARDS, first=after, last=last, per_week=_compute_per_week(later, after, last))
        )
    return IsIsNotRow(Aspect.WHEN, (burst,), tuple(quiet))


def _compute_per_week(tickets: int, first: date, last: date) -> float:
    return 7.0 * tickets / ((last - first).days + 1)


def _fill_extent(
    group: CauseCandidate, sides: ComparedSides, onset: Onset | None, context: TableContext
) -> IsIsNotRow:
    tickets = int(group.members.sum())
    size = Fact(FactKind.SIZE, tickets=tickets, share_inside=tickets / len(group.members))
    asked, others = _count_people(sides, context)
    trend = _compare_recent(group, context.timeline) if onset is None or onset.end is None else []
    return IsIsNotRow(
        Aspect.EXTENT, (size, *asked, *trend), (*others, *_compare_rest(group, context.timeline))
    )


def _count_people(sides: ComparedSides, context: TableContext) -> tuple[list[Fact], list[Fact]]:
    """Count the people who asked about the cause, and those who asked only about other things."""
    if context.people is None:
        return [], []
    here, beyond = (
        np.bincount(known[known >= 0], minlength=int(context.people.max()) + 1) > 0
        for known in (context.people[sides.inside], context.people[sides.outside])
    )
    total, asked, other = int((here | beyond).sum()), int(here.sum()), int((beyond & ~here).sum())
    if not asked:
        return [], []
    others = [Fact(FactKind.OTHERS, count=other, total=total)] if other else []
    return [Fact(FactKind.PEOPLE, count=asked, total=total)], others


def _compare_recent(group: CauseCandidate, timeline: LogTimeline) -> list[Fact]:
    """Compare the last four whole weeks with the four before them; the last day may be incomplete."""
    end = timeline.days - 1
    if end < 2 * TREND_DAYS:
        return []
    day = timeline.day[group.members]
    now = int(((day >= end - TREND_DAYS) & (day < end)).sum())
    before = int(((day >= end - 2 * TREND_DAYS) & (day < end - TREND_DAYS)).sum())
    weeks = TREND_DAYS / 7
    return [Fact(FactKind.TREND, per_week=now / weeks, before_per_week=before / weeks)]


def _compare_rest(group: CauseCandidate, timeline: LogTimeline) -> list[Fact]:
    """Compare all other traffic during a rise with that at other times."""
    if group.rise is None:
        return []
    period, others = timeline.mask_period(group.rise), ~group.family & (timeline.day >= 0)
    last = timeline.days - 1 if group.rise.end is None else group.rise.end
    span = last - group.rise.low + 1
    rest = timeline.days - span
    if span <= 0 or rest <= 0:
        return []
    inside, outside = int((others & period).sum()), int((others & ~period).sum())
    return [Fact(FactKind.REST, per_week=7.0 * inside / span, before_per_week=7.0 * outside / rest)]

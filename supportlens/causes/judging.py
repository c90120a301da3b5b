"""Judges: which cause comes first, how sure that is, and what speaks against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import (
    Certainty,
    Doubt,
    Field,
    Gap,
    Kind,
    NoVerdict,
    Question,
    Shape,
    Stage,
    Verdict,
    silent,
)

if TYPE_CHECKING:
    from supportlens.domain import Attribution, Cause, Change, Progress, Tickets

FEWEST_TICKETS = 30
"""Fewer tickets than this are told apart from chance by nobody."""
FEW_IN_CAUSE = 25
FEW_DAYS = 10
WIDE_DAYS = 14
UNLIKELY = 0.2
CLOSE_KIND = 1.5
LEAST_SHARE_UNDATED = 0.15

QUESTIONS = {
    Kind.KNOWLEDGE_GAP: (Question.WORKS_AS_DESIGNED, Question.WHO_WAS_TOLD, Question.WHAT_CHANGED),
    Kind.DEFECT: (Question.WORKS_AS_DESIGNED, Question.WHERE_SEEN, Question.WHAT_CHANGED),
    Kind.ACCESS: (Question.WHAT_CHANGED, Question.WHO_WAS_TOLD, Question.WHERE_SEEN),
    Kind.CONFIGURATION: (Question.WHERE_SEEN, Question.WHAT_CHANGED, Question.WORKS_AS_DESIGNED),
    Kind.DATA: (Question.WHERE_SEEN, Question.SINCE_WHEN, Question.WHAT_CHANGED),
    Kind.OUTAGE: (Question.WHAT_CHANGED, Question.WHERE_SEEN, Question.WHO_WAS_TOLD),
    Kind.REQUEST: (Question.WHAT_CHANGED, Question.WHO_WAS_TOLD, Question.SINCE_WHEN),
    Kind.BILLING: (Question.WHAT_WAS_PROMISED, Question.WHAT_CHANGED, Question.WHO_WAS_TOLD),
    Kind.TREATMENT: (Question.SINCE_WHEN, Question.WHERE_SEEN, Question.WHAT_WAS_PROMISED),
    Kind.UNCLEAR: (Question.WORKS_AS_DESIGNED, Question.WHAT_CHANGED, Question.WHO_WAS_TOLD),
}
"""The three questions that would decide for or against each kind."""


def judge(
    attribution: Attribution, tickets: Tickets, calendar: tuple[Change, ...], *, progress: Progress = silent
) -> Verdict:
    """Single out the first cause, or say why none is.

    With dates only a cause that rose is a verdict; without them, one that takes at least
    LEAST_SHARE_UNDATED of the log and sits in one place.
    """
    progress(Stage.JUDGE, 0.0)
    gaps = _gaps(tickets, calendar)
    order = [cause.id for cause in attribution.causes]
    if len(tickets) < FEWEST_TICKETS:
        return Verdict(None, reason=NoVerdict.TOO_FEW_TICKETS, runners_up=tuple(order[:3]), gaps=gaps)
    chief = next((cause for cause in attribution.causes if _stands_out(cause, tickets)), None)
    if chief is None:
        return Verdict(None, reason=NoVerdict.NOTHING_CHANGED, runners_up=tuple(order[:3]), gaps=gaps)
    doubts = _doubts(chief)
    progress(Stage.JUDGE, 1.0)
    return Verdict(
        cause_id=chief.id,
        certainty=_certainty(chief, doubts),
        doubts=doubts,
        questions=QUESTIONS[chief.kind],
        runners_up=tuple(cause for cause in order if cause != chief.id)[:3],
        gaps=gaps,
    )


def _stands_out(cause: Cause, tickets: Tickets) -> bool:
    if cause.onset is not None:
        return True
    return tickets.first_date is None and cause.place is not None and cause.share >= LEAST_SHARE_UNDATED


def _gaps(tickets: Tickets, calendar: tuple[Change, ...]) -> tuple[Gap, ...]:
    first, last = tickets.first_date, tickets.last_date
    found = []
    if first is None or last is None:
        found.append(Gap.NO_DATES)
    elif (last - first).days + 1 < FEW_DAYS:
        found.append(Gap.FEW_DAYS)
    missing = (
        (Field.PRODUCT, Gap.NO_PRODUCTS),
        (Field.VERSION, Gap.NO_VERSIONS),
        (Field.REQUESTER, Gap.NO_REQUESTERS),
        (Field.RESOLUTION, Gap.NO_RESOLUTIONS),
    )
    found += [gap for column, gap in missing if not tickets.has(column)]
    if not calendar:
        found.append(Gap.NO_CALENDAR)
    return tuple(found)


def _doubts(cause: Cause) -> tuple[Doubt, ...]:
    onset, scores = cause.onset, sorted(cause.kind_scores.values(), reverse=True)
    found = []
    if onset is None:
        found.append(Doubt.NO_ONSET)
    else:
        if cause.change is None:
            found.append(Doubt.CHANGE_UNKNOWN)
        elif cause.change.chance > UNLIKELY:
            found.append(Doubt.CHANCE_MATCH)
        if any(rival.same_scope or (cause.change and not cause.change.same_scope) for rival in cause.rivals):
            found.append(Doubt.RIVAL_CHANGE)
        if (onset.high - onset.low).days > WIDE_DAYS and onset.shape is not Shape.SLOPE:
            found.append(Doubt.WIDE_ONSET)
    if len(scores) > 1 and scores[0] < CLOSE_KIND * scores[1]:
        found.append(Doubt.KIND_CLOSE)
    if cause.tickets < FEW_IN_CAUSE:
        found.append(Doubt.FEW_TICKETS)
    if cause.customers and cause.tickets / cause.customers > 4:
        found.append(Doubt.REPEATED_BY_FEW)
    return tuple(found)


def _certainty(cause: Cause, doubts: tuple[Doubt, ...]) -> Certainty:
    """High with no doubt but a missing calendar, low without a kind or with three doubts, else medium."""
    grave = [doubt for doubt in doubts if doubt is not Doubt.CHANGE_UNKNOWN]
    if cause.kind is Kind.UNCLEAR or len(grave) >= 3:
        return Certainty.LOW
    return Certainty.MEDIUM if grave else Certainty.HIGH

"""The verdict: the first cause, its certainty, and what contradicts it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.causes.verdict.answers import has_contradiction
from supportlens.causes.verdict.log_gaps import find_calendar_gaps, find_time_gaps
from supportlens.domain import (
    PERSONS,
    Certainty,
    CertaintyReason,
    Doubt,
    Field,
    Gap,
    Kind,
    NoVerdict,
    Question,
    Reply,
    Shape,
    Stage,
    Verdict,
    find_who_asked,
    silent,
)

if TYPE_CHECKING:
    from datetime import date

    from supportlens.domain import Attribution, Cause, Change, GeneralRise, Onset, Progress, Tickets

MIN_TICKETS = 30
"""Minimum tickets of a log for a verdict.

Judgement: with fewer neither a rise of `MIN_EXCESS_TICKETS` nor a place can be distinguished from chance;
larger rejects small logs.
"""
FEW_IN_CAUSE = 25
"""Tickets of a cause below which there is a doubt.

Judgement: with fewer, place and kind rest on a few words; affects certainty, not the verdict.
"""
WIDE_DAYS = 14
"""Days of an onset's interval beyond which there is a doubt.

Judgement: two weeks contain several changes; affects certainty, not the verdict.
"""
MAX_MATCH_CHANCE = 0.05
"""Chance up to which a matching change is unlikely to be a coincidence.

The usual one in twenty; affects the stated reasons for certainty.
"""
CLOSE_KIND_RATIO = 1.5
"""Ratio of the two best kinds below which there is a doubt.

Judgement: half as much again; larger doubts more kinds.
"""
MIN_SHARE_UNDATED = 0.15
"""Share of a log without before and after from which a cause in one place is the verdict.

Judgement: about one in seven; smaller makes a routine matter the verdict.
"""
CLEAR_P = 1e-6
"""Chance up to which a rise is reported as beyond chance.

Judgement: rare enough to stay rare over any number of logs; affects the stated reasons, not the verdict.
"""
DATED_DAYS = 7
"""Days of an onset's interval up to which its date is a reason for certainty.

Judgement: a week can be looked up; affects the stated reasons.
"""
CLEAR_KIND_RATIO = 2.0
"""Ratio of the two best kinds from which the kind is a reason for certainty.

Judgement: twice; affects the stated reasons.
"""
ONE_PLACE_SHARE = 0.8
"""Share of a cause in its place from which the place is a reason for certainty.

Judgement: four in five; affects the stated reasons.
"""
MIN_AGREEING_SYMPTOMS = 3
"""Symptoms of a cause that began on a day from which their agreement is a reason for certainty.

Judgement: two may rise together by chance; it moves what is said.
"""
MANY_TICKETS_EACH = 4
"""Tickets per person beyond which a few who repeat themselves are a doubt.

Judgement: who writes more often asks about one matter again and again; it moves certainty, not the verdict.
"""
GRAVE_DOUBTS = 3
"""Doubts, a missing change apart, from which certainty is low.

Judgement: one or two leave a verdict likely; smaller makes most verdicts uncertain.
"""
RUNNERS_UP = 3
"""Causes that are named after the first. Judgement: what a page shows."""
LONG_OVER_DAYS = 365
"""Days between the end of a cause and that of the log from which it is no verdict any more.

Judgement: a year, after which nobody acts on it; smaller forgets what comes back every year.
"""
MANY_PEOPLE = 20
"""People from which their number is a reason for certainty.

Judgement: a team; affects the stated reasons.
"""


def judge(
    attribution: Attribution,
    tickets: Tickets,
    calendar: tuple[Change, ...],
    *,
    country: str | None = None,
    today: date | None = None,
    progress: Progress = silent,
) -> Verdict:
    """Return the first cause with its certainty, or why there is none.

    With dates only a rising cause is a verdict; without before and after, one with at least MIN_SHARE_UNDATED
    of the log in one place. `country` is the country whose holidays were requested, `today` the day of the
    analysis.
    """
    progress(Stage.JUDGE, 0.0)
    verdict = replace(
        judge_causes(attribution.causes, tickets, calendar, country, today, attribution.general),
        usual=attribution.usual,
    )
    progress(Stage.JUDGE, 1.0)
    return verdict


def judge_causes(
    causes: tuple[Cause, ...],
    tickets: Tickets,
    calendar: tuple[Change, ...],
    country: str | None = None,
    today: date | None = None,
    general: GeneralRise | None = None,
) -> Verdict:
    """Judge causes sorted by priority, as `judge` does; `general` is the rise of all traffic."""
    gaps = _find_gaps(tickets, calendar, country, today)
    order = [cause.id for cause in causes]
    if len(tickets) < MIN_TICKETS:
        return Verdict(
            None, reason=NoVerdict.TOO_FEW_TICKETS, runners_up=tuple(order[:RUNNERS_UP]), gaps=gaps
        )
    last = tickets.last_date
    over = {cause.id for cause in causes if cause.onset is not None and is_long_over(cause.onset, last)}
    general = None if general is None or is_long_over(general.onset, last) else general
    chief = next((cause for cause in causes if cause.id not in over and _is_outstanding(cause, gaps)), None)
    if chief is None:
        rest = NoVerdict.LONG_OVER if over else NoVerdict.NOTHING_CHANGED
        reason = rest if general is None else NoVerdict.EVERYTHING_ROSE
        frequent = tuple(cause.id for cause in sorted(causes, key=lambda cause: -cause.tickets))[:RUNNERS_UP]
        return Verdict(None, reason=reason, runners_up=frequent, gaps=gaps, general=general)
    doubts = _find_doubts(chief, tickets)
    return Verdict(
        cause_id=chief.id,
        certainty=_judge_certainty(chief, doubts),
        doubts=doubts,
        questions=find_open_questions(chief),
        runners_up=tuple(cause for cause in order if cause != chief.id)[:RUNNERS_UP],
        gaps=gaps,
        certain_because=_find_reasons(chief),
        general=general,
    )


def find_open_questions(cause: Cause) -> tuple[Question, ...]:
    """Return the questions of the cause's kind that nobody has answered."""
    answered = {one.question for one in cause.answers if one.reply is not Reply.UNKNOWN}
    return tuple(question for question in cause.kind.row.questions if question not in answered)


def is_long_over(onset: Onset, last: date | None) -> bool:
    """Return whether a rise ended more than LONG_OVER_DAYS before the `last` day of its log."""
    return onset.end is not None and last is not None and (last - onset.end).days > LONG_OVER_DAYS


def _is_outstanding(cause: Cause, gaps: tuple[Gap, ...]) -> bool:
    if cause.onset is not None:
        return True
    in_one_place = cause.place is not None and cause.share >= MIN_SHARE_UNDATED
    return in_one_place and any(gap.hides_rises for gap in gaps)


def _find_gaps(
    tickets: Tickets, calendar: tuple[Change, ...], country: str | None, today: date | None
) -> tuple[Gap, ...]:
    found = [*find_time_gaps(tickets, country, today)]
    missing = (
        (tickets.has(Field.PRODUCT), Gap.NO_PRODUCTS),
        (tickets.has(Field.VERSION), Gap.NO_VERSIONS),
        (find_who_asked(tickets.frame) is not None, Gap.NO_REQUESTERS),
        (tickets.has(Field.RESOLUTION), Gap.NO_RESOLUTIONS),
    )
    found += [gap for known, gap in missing if not known]
    return (*found, *find_calendar_gaps(tickets, calendar))


def _find_doubts(cause: Cause, tickets: Tickets) -> tuple[Doubt, ...]:
    onset, scores = cause.onset, sorted(cause.kind_scores.values(), reverse=True)
    found = []
    if onset is None:
        found.append(Doubt.NO_ONSET)
    else:
        if cause.change is None:
            found.append(Doubt.CHANGE_UNKNOWN)
        elif cause.change.may_be_chance:
            found.append(Doubt.CHANCE_MATCH)
        if _has_rival(cause):
            found.append(Doubt.RIVAL_CHANGE)
        if (onset.high - onset.low).days > WIDE_DAYS and onset.shape is not Shape.SLOPE:
            found.append(Doubt.WIDE_ONSET)
    found += _find_kind_doubts(cause, scores)
    if cause.tickets < FEW_IN_CAUSE:
        found.append(Doubt.FEW_TICKETS)
    names_persons = find_who_asked(tickets.frame, PERSONS) is not None
    if names_persons and cause.customers and cause.tickets / cause.customers > MANY_TICKETS_EACH:
        found.append(Doubt.REPEATED_BY_FEW)
    if has_contradiction(cause):
        found.append(Doubt.ANSWER_DISAGREES)
    return tuple(found)


def _find_kind_doubts(cause: Cause, scores: list[float]) -> list[Doubt]:
    """Return the doubts about a kind; `scores` are those of all kinds, highest first."""
    close = len(scores) > 1 and scores[0] < CLOSE_KIND_RATIO * scores[1]
    conditions = {Doubt.KIND_CLOSE: close, Doubt.KIND_UNSAID: _is_kind_unsaid(cause)}
    return [doubt for doubt, holds in conditions.items() if holds]


def _is_kind_unsaid(cause: Cause) -> bool:
    """Return whether a kind rests on where and when its tickets came alone: no words, no person says it."""
    told = any(signal.share_inside is not None or signal.answer is not None for signal in cause.signals_for)
    return cause.kind is not Kind.UNCLEAR and bool(cause.signals_for) and not told


def _has_rival(cause: Cause) -> bool:
    """Return whether another change fits as well; never once a user has confirmed one."""
    change = cause.change
    if change is not None and change.confirmed:
        return False
    return any(rival.same_scope or (change is not None and not change.same_scope) for rival in cause.rivals)


def _find_reasons(cause: Cause) -> tuple[CertaintyReason, ...]:
    """Return the reasons for certainty whose thresholds are met."""
    scores = sorted(cause.kind_scores.values(), reverse=True)
    onset, change, place = cause.onset, cause.change, cause.place
    conditions = {
        CertaintyReason.BEYOND_CHANCE: onset is not None and onset.p <= CLEAR_P,
        CertaintyReason.DATED: onset is not None and (onset.high - onset.low).days <= DATED_DAYS,
        CertaintyReason.CHANGE_CONFIRMED: change is not None and change.confirmed,
        CertaintyReason.CHANGE_MATCHES: change is not None
        and change.same_scope
        and not change.confirmed
        and change.chance <= MAX_MATCH_CHANCE,
        CertaintyReason.ONE_PLACE: place is not None and place.share_inside >= ONE_PLACE_SHARE,
        CertaintyReason.SYMPTOMS_AGREE: onset is not None and len(cause.symptoms) >= MIN_AGREEING_SYMPTOMS,
        CertaintyReason.KIND_CLEAR: cause.kind is not Kind.UNCLEAR
        and not _is_kind_unsaid(cause)
        and (len(scores) < 2 or scores[0] >= CLEAR_KIND_RATIO * scores[1]),
        CertaintyReason.MANY_PEOPLE: (cause.customers or 0) >= MANY_PEOPLE,
        CertaintyReason.ANSWERED: any(
            signal.answer is not None and signal.weight > 0 and signal.kind is cause.kind
            for signal in cause.signals_for
        ),
    }
    return tuple(reason for reason, holds in conditions.items() if holds)


def _judge_certainty(cause: Cause, doubts: tuple[Doubt, ...]) -> Certainty:
    """Return high without doubts but a missing calendar, low without a kind or with three, else medium."""
    grave = [doubt for doubt in doubts if doubt is not Doubt.CHANGE_UNKNOWN]
    if cause.kind is Kind.UNCLEAR or len(grave) >= GRAVE_DOUBTS:
        return Certainty.LOW
    return Certainty.MEDIUM if grave else Certainty.HIGH

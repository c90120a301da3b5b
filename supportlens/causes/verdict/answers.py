"""Applies answers: they change the kind of a cause, name its change, and join its signals."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.causes.changes.calendar_matching import MAX_LAG_DAYS
from supportlens.causes.kinds.classifying import add_prior
from supportlens.causes.verdict.ranking import measure_actionability, sort_causes
from supportlens.domain import (
    Change,
    ChangeMatch,
    ChangeSource,
    Factor,
    Kind,
    Priority,
    Question,
    Reply,
    Signal,
    fold,
    pick_kind,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from supportlens.domain import Answer, AnswerRule, Cause, Onset, Playbook

AGREEING_DAYS = 7
"""Days between a start and an answered change or day that still agree.

Judgement: people remember the week; smaller lists more answers as contradicting the log.
"""
SAME_CHANGE_DAYS = 3
"""Days between an answered day and a calendar change that still count as the same change.

Judgement: larger confuses two changes of one week.
"""
CONTRADICTING_WEIGHT = -1.0
"""Weight against the leading kind from which an answer contradicts the log.

Judgement: the weight of a plain no; closer to 0 lists weak answers as contradictions.
"""


def apply_answers(
    causes: Iterable[Cause], answers: Iterable[Answer], playbook: Playbook, days: int
) -> tuple[Cause, ...]:
    """Return the causes by the log and all `answers` together, by priority.

    `answers` are all answers, not only new ones: removed ones are undone. Of two answers to the same question
    about the same cause the later one counts. `days` is the length of the log.
    """
    given = tuple(answers)
    return sort_causes([_apply_to_cause(cause, given, playbook, days) for cause in causes])


def _apply_to_cause(cause: Cause, answers: tuple[Answer, ...], playbook: Playbook, days: int) -> Cause:
    base = cause.unanswered or cause
    latest = {one.question: one for one in answers if one.cause_id == cause.id}
    if not latest:
        return base
    answered = _add_answers(base, tuple(latest.values()), playbook.answers)
    changed = _set_change(answered, latest.get(Question.WHAT_CHANGED), days)
    return replace(
        changed,
        priority=reweigh_priority(changed),
        answers=tuple(latest.values()),
        unanswered=base,
    )


def _add_answers(base: Cause, answers: tuple[Answer, ...], rules: tuple[AnswerRule, ...]) -> Cause:
    """Add the weights of the answers to the scores, and the answers to the signals."""
    signals = [
        Signal(rule.id, rule.kind, rule.weight, answer=one)
        for one in answers
        for rule in rules
        if (rule.question, rule.reply) == (one.question, one.reply)
    ]
    prior: dict[Kind, float] = {}
    for signal in signals:
        prior[signal.kind] = prior.get(signal.kind, 0.0) + signal.weight
    scores = add_prior(base.kind_scores, prior)
    kind = pick_kind(scores)
    believed = kind if kind is not Kind.UNCLEAR else next(iter(scores), Kind.UNCLEAR)
    signals.sort(key=lambda signal: (-abs(signal.weight), signal.id, signal.kind))
    known = (*base.signals_for, *base.signals_against)
    return replace(
        base,
        kind=kind,
        kind_scores=scores,
        signals_for=(
            *(signal for signal in signals if (signal.kind is believed) == (signal.weight > 0)),
            *(signal for signal in known if signal.kind is believed),
        ),
        signals_against=(
            *(signal for signal in signals if (signal.kind is believed) != (signal.weight > 0)),
            *(signal for signal in known if signal.kind is not believed),
        ),
    )


def _set_change(cause: Cause, answer: Answer | None, days: int) -> Cause:
    """Replace the matched change by the one in an answer; the matched one becomes a rival."""
    if answer is None or answer.reply is Reply.UNKNOWN:
        return cause
    candidates = (() if cause.change is None else (cause.change,)) + cause.rivals
    if answer.reply is Reply.NO:
        return replace(cause, change=None, rivals=candidates)
    named = next((match for match in candidates if _is_meant(match.change, answer)), None)
    if named is not None:
        others = tuple(match for match in candidates if match is not named)
        return replace(cause, change=replace(named, confirmed=True), rivals=others)
    if answer.about is None or not answer.text.strip():
        return cause
    return replace(cause, change=_make_match(cause, answer, days), rivals=candidates)


def _is_meant(change: Change, answer: Answer) -> bool:
    """Return whether an answer names a known change: by name, or by day if it gives one."""
    text, name = fold(answer.text), fold(change.name)
    if text and (text in name or (len(name) > 3 and name in text)):
        return answer.about is None or abs((answer.about - change.day).days) <= AGREEING_DAYS
    return answer.about is not None and not text and abs((answer.about - change.day).days) <= SAME_CHANGE_DAYS


def _make_match(cause: Cause, answer: Answer, days: int) -> ChangeMatch:
    """Build a match from an answer; its chance is that of one day of the log being as close."""
    day = answer.about
    if day is None:
        raise ValueError("a change has a day")
    place = cause.place
    product = place.value if place is not None and place.field == "product" else ""
    change = Change(day, answer.text.strip(), product, source=ChangeSource.ANSWER)
    if cause.onset is None:
        return ChangeMatch(change, 0, 1.0, same_scope=True, confirmed=True)
    lag = (cause.onset.day - day).days
    window = (cause.onset.high - cause.onset.low).days + 1 + abs(lag)
    return ChangeMatch(change, lag, min(1.0, window / max(1, days)), same_scope=True, confirmed=True)


def reweigh_priority(cause: Cause) -> Priority | None:
    """Recompute the actionability of a cause; all other factors stay the same."""
    if cause.priority is None:
        return None
    actionability = measure_actionability(cause)
    return Priority(
        tuple(
            replace(part, value=actionability, figure=actionability)
            if part.factor is Factor.ACTIONABLE
            else part
            for part in cause.priority.parts
        )
    )


def has_contradiction(cause: Cause) -> bool:
    """Return whether some answer contradicts the log about a cause."""
    contradicted = any(
        signal.answer is not None and signal.kind is cause.kind and signal.weight <= CONTRADICTING_WEIGHT
        for signal in (*cause.signals_for, *cause.signals_against)
    )
    return contradicted or any(_is_misfit(cause, one) for one in cause.answers)


def _is_misfit(cause: Cause, answer: Answer) -> bool:
    """Return whether the day of an answer, or a plain no, contradicts the start and its change."""
    if cause.onset is None:
        return False
    if answer.question is Question.SINCE_WHEN:
        return answer.reply is Reply.NO or _is_other_start(cause.onset, answer.about)
    if answer.question is not Question.WHAT_CHANGED:
        return False
    if answer.reply is Reply.NO:
        before = cause.unanswered.change if cause.unanswered else None
        return before is not None and before.same_scope
    return answer.about is not None and _is_too_far(cause.onset, answer.about)


def _is_other_start(onset: Onset, day: date | None) -> bool:
    return (
        day is not None
        and not -AGREEING_DAYS <= (day - onset.low).days <= (onset.high - onset.low).days + AGREEING_DAYS
    )


def _is_too_far(onset: Onset, day: date) -> bool:
    """Return whether a change on `day` came too long before the start, or after it."""
    return (onset.low - day).days > MAX_LAG_DAYS or (day - onset.high).days > AGREEING_DAYS

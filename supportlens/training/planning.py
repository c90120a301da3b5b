"""Plans training actions for causes, and says where there is nothing to teach."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from supportlens.domain import (
    ActionType,
    Assigned,
    Field,
    Promise,
    Stage,
    TrainingAction,
    TrainingPlan,
    Untaught,
    UntaughtCause,
    silent,
)
from supportlens.training.achieved import find_achieved
from supportlens.training.answers import choose_answer
from supportlens.training.audience import count_trainees, find_peers, group_audience, list_askers
from supportlens.training.days import choose_day, list_opened
from supportlens.training.formats import MOST_GATHERED, asks_once, choose_format, list_options
from supportlens.training.gaps import find_gaps
from supportlens.training.materials import MATERIALS
from supportlens.training.objectives import ObjectiveForms
from supportlens.training.promises import expect, is_over, measure_kept, measure_weekly
from supportlens.training.remainders import find_remainder, is_settled_by, mark_left
from supportlens.training.sights import Sight
from supportlens.training.syllabus import SyllabusReading, build_syllabus, count_asked
from supportlens.training.teachers import choose_teacher
from supportlens.training.ways import read_signs
from supportlens.training.worth import (
    asks_how,
    costs_more,
    find_floor_reason,
    measure_minutes,
    weigh_worth,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from supportlens.domain import Attribution, Cause, Playbook, Progress, Tickets, Verdict
    from supportlens.training.promises import Expectation

MAX_ACTIONS = 5
"""Maximum actions of a plan.

Judgement: as many as a team can carry out at a time.
"""


class Planner:
    """Plans one action after another, with what is known of the whole log."""

    def __init__(
        self,
        tickets: Tickets,
        attribution: Attribution,
        playbook: Playbook,
        holidays: Collection[date] = (),
    ) -> None:
        self._tickets, self._attribution, self._playbook = tickets, attribution, playbook
        self._holidays = holidays
        self._achieved = find_achieved(attribution.causes)
        self._words, self._rules = playbook.training_words, playbook.plan_rules
        signs = read_signs(tickets, playbook)
        self._reading = SyllabusReading(count_asked(tickets), signs, ObjectiveForms(self._words))

    def see(self, cause: Cause) -> Sight:
        """Measure a cause."""
        owners = self._attribution.assignment[Assigned.CAUSE]
        inside = self._tickets.frame[owners.eq(cause.id)]
        service = cause.action is ActionType.COACH_SERVICE
        remainder = find_remainder(cause, self._tickets, inside)
        rows = inside if remainder is None else remainder.rows
        people = count_trainees(rows, service=service)
        weekly = remainder.weekly if remainder else measure_weekly(cause, self._tickets, len(inside))
        kept = measure_kept(rows, self._attribution.assignment[Assigned.SYMPTOM])
        part = remainder.cause if remainder else cause
        expectation = expect(part, weekly, kept, self._rules, self._achieved)
        worth = weigh_worth(part, weekly, people, measure_minutes(rows), expectation, self._rules)
        return Sight(cause, inside, remainder, service, people, weekly, expectation, worth)

    def find_reason_in_part(self, sight: Sight) -> Untaught | None:
        """Return why what an action has left of a cause needs none, None if it does or nothing was done."""
        left = sight.remainder
        if left is None:
            return None
        low = find_floor_reason(
            left.cause, sight.worth, self._rules, over=is_over(sight.cause), service=sight.service
        )
        return left.reason_against if low or left.rows.empty else None

    def find_reason_against(self, sight: Sight) -> Untaught | None:
        """Return why a cause that teaching could reduce gets no training, None if it does."""
        cause = sight.cause
        said_by_person = cause.inferred_kind is not None or bool(cause.answers)
        trusted = sight.service or said_by_person
        if not trusted and not asks_how(sight.inside, self._words, self._reading.signs):
            return Untaught.NOT_ASKED_HOW
        return find_floor_reason(cause, sight.worth, self._rules, over=is_over(cause), service=sight.service)

    def plan(self, action_id: str, sight: Sight) -> TrainingAction:
        """Return the action for a cause."""
        cause, inside = sight.cause, sight.inside
        expected = sight.expectation
        elsewhere = sight.remainder.elsewhere if sight.remainder else 0.0
        symptom_ids = self._attribution.assignment[Assigned.SYMPTOM]
        syllabus, left_out = build_syllabus(
            cause, self._attribution.symptoms, inside, symptom_ids, self._reading
        )
        product = next((claim.value for claim in cause.scope if claim.field == Field.PRODUCT), "")
        action = TrainingAction(
            id=action_id,
            cause_id=cause.id,
            type=cause.action,
            family="service" if sight.service else "users",
            people=sight.people,
            audience=group_audience(sight.rows, service=sight.service, log=self._tickets.frame),
            product=product,
            change=cause.change.change.name if cause.change else "",
            minutes=0,
            syllabus=syllabus,
            weekly_now=expected.now + elsewhere if expected else 0.0,
            weekly_target=expected.target + elsewhere if expected else 0.0,
            promise=_promise(expected),
            worth=sight.worth,
            left_out=left_out,
            gaps=find_gaps(
                self._tickets,
                inside,
                syllabus,
                self._playbook.lexicon,
                sight.people,
                minutes_known=not sight.worth.minutes_assumed,
            ),
            materials=MATERIALS[cause.action],
            group_size=self._rules.group_size,
            ended=cause.onset.end if cause.onset else None,
            done=sight.remainder.done if sight.remainder else (),
            left=sight.remainder.list_groups() if sight.remainder else (),
        )
        askers = list_askers(sight.rows, self._reading.signs, service=sight.service)
        action = replace(action, askers=askers.names, knowing=askers.knowing)
        return self._prepare(action, sight) if cause.action.is_training else action

    def _prepare(self, action: TrainingAction, sight: Sight) -> TrainingAction:
        """Return a training with its peers, format, teacher and day."""
        left = mark_left(self._tickets.frame, action.done) if action.done else None
        peers = None if sight.service else find_peers(self._tickets, sight.rows, action.product, left)
        action = replace(action, peers=peers)
        options = list_options(
            action.syllabus, action.invited, sight.worth.saved_hours, self._rules, service=sight.service
        )
        option, reason = choose_format(
            options,
            action.syllabus,
            sight.people,
            self._rules,
            lasting=sight.cause.onset is None,
            gathered=self._can_gather(action, sight),
        )
        opened = list_opened(sight.inside)
        last = self._tickets.last_date
        day, peak = choose_day(opened, last, self._rules.lead_days, self._holidays)
        by = day + timedelta(days=self._rules.effect_days) if day else None
        return replace(
            action,
            options=options,
            format=option.format,
            format_reason=reason,
            minutes=option.minutes,
            teacher=None if sight.service else choose_teacher(sight.inside, self._reading.signs),
            day=day,
            peak_weekday=peak,
            promise=replace(action.promise, by=by) if action.promise else None,
            worth=replace(sight.worth, asked_hours=option.hours, payback_weeks=option.payback_weeks),
        )

    def reaches_nobody(self, action: TrainingAction, sight: Sight) -> bool:
        """Return whether a training would miss those who ask next, and there is no answer to hand them.

        So it is where people of no known group have always asked, once each.
        """
        if sight.service or sight.cause.onset is not None or action.peers is not None:
            return False
        told = any(topic.answer for topic in action.syllabus)
        return not told and bool(action.people) and asks_once(action.people or 0, len(sight.rows))

    def _can_gather(self, action: TrainingAction, sight: Sight) -> bool:
        """Return whether those invited can be brought together: few, or of known groups."""
        most = MOST_GATHERED * self._rules.group_size
        return action.peers is not None or (action.invited or len(sight.rows)) <= most

    def costs_more(self, action: TrainingAction) -> bool:
        """Return whether the chosen format of an action does not pay back in time."""
        option = next((one for one in action.options if one.format is action.format), None)
        return option is not None and action.family == "users" and costs_more(option, self._rules)

    def describe_untaught(
        self, sight: Sight, reason: Untaught, payback: float | None = None
    ) -> UntaughtCause:
        """Return the line of a cause without a training."""
        names = sight.cause.name.values()
        answer = choose_answer(sight.inside, names, self._reading.signs)
        return UntaughtCause(
            cause_id=sight.cause.id,
            reason=reason,
            weekly=sight.weekly,
            people=sight.people,
            hours=sight.worth.hours,
            payback_weeks=payback,
            answer=answer.text if reason is not Untaught.NOT_ASKED_HOW else "",
            answer_ticket_ids=answer.ticket_ids if reason is not Untaught.NOT_ASKED_HOW else (),
            ended=sight.cause.onset.end if sight.cause.onset else None,
            taken=sight.cause.taken or (sight.remainder.done[-1] if sight.remainder else None),
            target=self._find_target(sight),
        )

    def _find_target(self, sight: Sight) -> float | None:
        """Return the tickets a week that an action was to bring a cause to, from the rate before it."""
        effect = sight.cause.taken.effect if sight.cause.taken else None
        if effect is None:
            return None
        kept = measure_kept(sight.inside, self._attribution.assignment[Assigned.SYMPTOM])
        expected = expect(sight.cause, effect.weekly_before, kept, self._rules)
        return expected.target if expected else None


def find_settled(cause: Cause) -> Untaught | None:
    """Return why nothing more is to be planned for a cause about which something was done, None if it is.

    What fell is not taught again while it stays low, and nobody repeats an action before it can be told what
    came of it. What did not fall, or fell for another reason, keeps its plan.
    """
    taken = cause.taken
    if taken is None or taken.effect is None:
        return None
    if taken.worked:
        return Untaught.DONE_AND_FELL
    return Untaught.DONE_AND_WAITING if is_settled_by(cause, taken) else None


def _promise(expected: Expectation | None) -> Promise | None:
    if expected is None:
        return None
    return Promise(expected.basis, expected.saved_low, expected.saved_high, trainings=expected.trainings)


def plan_training(
    tickets: Tickets,
    attribution: Attribution,
    verdict: Verdict,
    playbook: Playbook,
    holidays: Collection[date] = (),
    progress: Progress = silent,
) -> TrainingPlan:
    """Plan an action for the verdict's cause and for every other cause that is worth a training.

    The verdict's cause comes first; one that needs something else than training gets its action whatever
    it takes. Then knowledge gaps and treatment in the order of `attribution.causes`, five actions at most. A
    cause that teaching could reduce and that is not worth it gets a line that says why.
    """
    chosen = _choose_causes(attribution.causes, verdict)
    if not chosen:
        progress(Stage.PLAN, 1.0)
        return TrainingPlan()
    planner = Planner(tickets, attribution, playbook, holidays)
    actions: list[TrainingAction] = []
    lines: list[UntaughtCause] = []
    for number, cause in enumerate(chosen):
        progress(Stage.PLAN, number / len(chosen))
        sight = planner.see(cause)
        reason = find_settled(cause) or planner.find_reason_in_part(sight)
        if reason is None and cause.action.is_training:
            reason = planner.find_reason_against(sight)
        if reason is None and len(actions) == MAX_ACTIONS:
            reason = Untaught.NO_ROOM
        if reason is not None:
            lines.append(planner.describe_untaught(sight, reason))
            continue
        action = planner.plan(f"A{len(actions) + 1}", sight)
        if planner.reaches_nobody(action, sight):
            lines.append(planner.describe_untaught(sight, Untaught.EVER_NEW_PEOPLE))
            continue
        if planner.costs_more(action):
            payback = action.worth.payback_weeks if action.worth else None
            lines.append(planner.describe_untaught(sight, Untaught.COSTS_MORE, payback))
            continue
        actions.append(action)
    progress(Stage.PLAN, 1.0)
    return TrainingPlan(tuple(actions), tuple(lines))


def _choose_causes(causes: tuple[Cause, ...], verdict: Verdict) -> list[Cause]:
    first = [cause for cause in causes if cause.id == verdict.cause_id]
    return first + [cause for cause in causes if cause.action.is_training and cause not in first]

"""Sentences about actions that were taken and what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import (
    ActionSource,
    EffectControl,
    EffectGap,
    EffectVerdict,
    uncapitalise,
)
from supportlens.i18n.amounts import hours_phrase, tickets_phrase, weeks_phrase
from supportlens.i18n.follow_up.taken_actions import taken_kind_name, taken_phrase

if TYPE_CHECKING:
    from supportlens.domain import Cause, MeasuredAction, MeasuredEffect, Study
    from supportlens.i18n.words import Words


def effect_name(measured: MeasuredAction, words: Words) -> str:
    """Name what came of an action in a few words."""
    effect = measured.effect
    if effect is None:
        return words.say("Nothing to measure")
    if effect.verdict is EffectVerdict.FELL and effect.relapse is not None:
        return words.say("It came back")
    return {
        EffectVerdict.FELL: words.say("It fell"),
        EffectVerdict.DID_NOT_FALL: words.say("It did not fall"),
        EffectVerdict.GENERAL: words.say("Everything fell"),
        EffectVerdict.TOO_FEW: words.say("Too few tickets to tell"),
        EffectVerdict.BEFORE: words.say("It had fallen before"),
    }[effect.verdict]


def change_phrase(effect: MeasuredEffect, words: Words) -> str:
    """Return the change with its interval: "-70 % (95 %: -78 to -60 %)"."""
    return words.say(
        "{change} (95% interval: {low} to {high})",
        change=_signed(effect.change, words),
        low=_signed(effect.low, words),
        high=_signed(effect.high, words),
    )


def _signed(change: float, words: Words) -> str:
    if change > 9.99:
        return words.say("more than +{share}", share=words.percent(9.99))
    sign = "\N{MINUS SIGN}" if change < 0 else "+"
    return sign + words.percent(abs(change))


def beyond_phrase(effect: MeasuredEffect, words: Words) -> str:
    """Return what the change is measured against."""
    return {
        EffectControl.UNTRAINED: words.say("beyond the groups that did not have it"),
        EffectControl.OTHER_CAUSES: words.say("beyond the other causes"),
        EffectControl.NONE: words.say("per working day, with nothing to compare it with"),
    }[effect.control]


def effect_line(measured: MeasuredAction, words: Words) -> str:
    """Return what came of an action in one or two sentences, or why nothing can be said."""
    effect = measured.effect
    if effect is None:
        return gap_sentence(measured, words)
    change, beyond = change_phrase(effect, words), beyond_phrase(effect, words)
    if effect.verdict is EffectVerdict.TOO_FEW:
        line = _too_few_line(effect, words)
    elif effect.verdict is EffectVerdict.BEFORE:
        line = words.say(
            "It had fallen before, about {day}: the action cannot be the reason.",
            day=words.day(effect.fell_on, "long") if effect.fell_on else "",
        )
    elif effect.verdict is EffectVerdict.GENERAL:
        line = words.say(
            "It fell by {own}, and so did everything else: {change} {beyond}, which may be chance.",
            own=words.percent(abs(min(effect.own_change, 0.0))),
            change=change,
            beyond=beyond,
        )
    elif effect.verdict is EffectVerdict.DID_NOT_FALL:
        line = words.say(
            "It did not fall: {change} {beyond}, which may be chance.", change=change, beyond=beyond
        )
    else:
        line = _fell_line(effect, change, beyond, words)
    if measured.gap is EffectGap.TOGETHER:
        line += " " + gap_sentence(measured, words)
    return line


def _fell_line(effect: MeasuredEffect, change: str, beyond: str, words: Words) -> str:
    saved = tickets_phrase(effect.tickets_avoided, words)
    if effect.hours_avoided is not None and effect.hours_avoided >= 0.5:
        line = words.say(
            "{change} {beyond}; {tickets} and {hours} avoided so far.",
            change=change,
            beyond=beyond,
            tickets=saved,
            hours=hours_phrase(effect.hours_avoided, words),
        )
    else:
        line = words.say(
            "{change} {beyond}; {tickets} avoided so far.", change=change, beyond=beyond, tickets=saved
        )
    if effect.relapse is not None:
        line += " " + words.say(
            "Since about {day} it has come back: repeat it, and ask what changed.",
            day=words.day(effect.relapse, "long"),
        )
    elif effect.fading:
        line += " " + words.say("It is fading: part of it has come back in the last weeks.")
    return line


def _too_few_line(effect: MeasuredEffect, words: Words) -> str:
    if effect.weeks_needed:
        return words.say(
            "Too few tickets to tell ({before} before, {after} since): {weeks} more are needed to see a fall by half.",
            before=words.number(effect.before),
            after=words.number(effect.after),
            weeks=weeks_phrase(effect.weeks_needed, words),
        )
    return words.say(
        "Too few tickets to tell: {before} before it and {after} since.",
        before=words.number(effect.before),
        after=words.number(effect.after),
    )


def gap_sentence(measured: MeasuredAction, words: Words) -> str:
    """Return why an action has no effect to measure, "" if it has."""
    if measured.gap is None:
        return ""
    day = words.day(measured.action.start, "long")
    return {
        EffectGap.NO_CAUSE: words.say(
            "No cause of this log is what it is about: give the cause, its name or its application."
        ),
        EffectGap.NO_DATES: words.say(
            "The log has no dates, so nothing can be measured before and after it."
        ),
        EffectGap.BEFORE_LOG: words.say("{day} is before the log begins: add the months before it.", day=day),
        EffectGap.AFTER_LOG: words.say(
            "{day} is after the log ends: what comes of it shows when later tickets are added.", day=day
        ),
        EffectGap.BEFORE_CAUSE: words.say(
            "The cause began after {day}: there was nothing to reduce.", day=day
        ),
        EffectGap.NO_GROUP: words.say(
            "No ticket of the log is of {group}: write it as the log does, or leave it empty if it was for everybody.",
            group=words.quoted(measured.action.value),
        ),
        EffectGap.TOGETHER: words.say(
            "Another action about the same cause began on the same day: this is what came of both."
        ),
    }[measured.gap]


def settled_clause(cause: Cause, words: Words) -> str:
    """Return the end of the verdict's sentence for a cause that fell after an action, "" for others."""
    taken = cause.taken
    if taken is None or taken.effect is None or not taken.worked:
        return ""
    return words.say(
        "since {action} it has fallen by {change} (95% interval: {low} to {high}) {beyond}; about {left} a week are left.",
        action=taken_phrase(taken.action, words),
        change=words.percent(-taken.effect.change),
        low=words.percent(-taken.effect.high),
        high=words.percent(-taken.effect.low),
        beyond=beyond_phrase(taken.effect, words),
        left=words.rate(taken.effect.weekly_after),
    )


def done_lines(cause: Cause, words: Words) -> list[str]:
    """Return what was decided about a cause, what came of it and what is left; empty if nothing was done."""
    taken = (*((cause.taken,) if cause.taken else ()), *cause.taken_in_part)
    return [line for one in taken for line in _taken_lines(one, words)]


def unmatched_lines(study: Study, words: Words) -> list[str]:
    """Return a line for each action of a list of actions that is about no cause, and what would tell which.

    A calendar may hold the trainings of a whole company.
    """
    return [
        words.say(
            "{name}, {day}: {reason}",
            name=words.quoted(one.action.name),
            day=words.day(one.action.start, "long"),
            reason=uncapitalise(gap_sentence(one, words)),
        )
        for one in study.measured
        if one.gap is EffectGap.NO_CAUSE and one.action.source is ActionSource.FILE
    ]


def _taken_lines(taken: MeasuredAction, words: Words) -> list[str]:
    action = taken.action
    facts = {
        "kind": taken_kind_name(action.kind, words),
        "name": words.quoted(action.name),
        "day": words.day(action.start, "long"),
    }
    if taken.is_for_all:
        decided = words.say("{kind}: {name}, {day}.", **facts)
    else:
        groups = words.listed(taken.groups)
        decided = words.say("{kind}: {name}, {day}, for {groups}.", groups=groups, **facts)
    lines = [decided, effect_line(taken, words)]
    if taken.worked and taken.effect is not None:
        lines.append(left_line(taken.effect, words))
    return lines


def left_line(effect: MeasuredEffect, words: Words) -> str:
    """Return the rate before and since, and what would have come."""
    return words.say(
        "{before} a week before it, {after} since; without it {expected} would have come.",
        before=words.rate(effect.weekly_before),
        after=words.rate(effect.weekly_after),
        expected=words.rate(effect.weekly_expected),
    )


def settled_line(cause: Cause, words: Words) -> str:
    """Return what to do about a cause after an action: nothing but to watch it, or to wait; "" without one."""
    taken = cause.taken
    if taken is None or taken.effect is None:
        return ""
    action = taken_phrase(taken.action, words)
    if taken.worked:
        return words.say(
            "Nothing more for now: since {action} it has fallen by {change}. Answer those who still ask ({left} a week) and watch that it stays low.",
            action=action,
            change=words.percent(abs(taken.effect.change)),
            left=words.rate(taken.effect.weekly_after),
        )
    if taken.effect.verdict is EffectVerdict.TOO_FEW and taken.effect.weeks_needed:
        return words.say(
            "Wait before repeating {action}: what came of it can be told in {weeks}.",
            action=action,
            weeks=weeks_phrase(taken.effect.weeks_needed, words),
        )
    return ""


def formula_line(effect: MeasuredEffect, words: Words) -> str:
    """Return how the change was computed, with its counts."""
    if effect.control is EffectControl.NONE:
        return words.say(
            "Interrupted time series (quasi-Poisson, per working day, trend before taken out); tickets before and since: {before} and {after}.",
            before=words.number(effect.before),
            after=words.number(effect.after),
        )
    return words.say(
        "Interrupted time series against a control, week by week (quasi-Poisson; seasons, holidays and growth that both share drop out); tickets before and since: {before} and {after}, of the control {control_before} and {control_after}.",
        before=words.number(effect.before),
        after=words.number(effect.after),
        control_before=words.number(effect.control_before),
        control_after=words.number(effect.control_after),
    )


def cause_name_of(measured: MeasuredAction, study: Study, words: Words) -> str:
    """Return the name of the cause that an action is about, what its row says where there is none."""
    cause = study.cause(measured.cause_id)
    return words.read(cause.name) if cause else measured.action.about


def phases_title(measured: MeasuredAction, study: Study, words: Words) -> str:
    """Return the title of what came of an action that was given to one group after another."""
    return words.say(
        "{cause}: all {count} phases together ({groups})",
        cause=cause_name_of(measured, study, words),
        count=words.number(len(measured.parts)),
        groups=measured.action.value,
    )


def behaviour_line(measured: MeasuredAction, words: Words) -> str:
    """Return how many of those who had asked before asked again, "" if nobody is known."""
    if not measured.askers_before:
        return ""
    return words.say_n(
        "Of {count} person who had asked before, {again} asked again after it.",
        "Of {count} people who had asked before, {again} asked again after it.",
        measured.askers_before,
        again=words.number(measured.asked_again),
    )


def kirkpatrick_lines(measured: MeasuredAction, words: Words) -> list[tuple[str, str]]:
    """Return Kirkpatrick's four levels with what was entered or measured of each."""
    action = measured.action
    unknown = words.say("not entered")
    reaction = (
        unknown
        if action.reaction is None
        else words.say("{share} found it useful", share=words.percent(action.reaction))
    )
    learning = (
        unknown
        if action.learning is None
        else words.say("{share} of the answers were right", share=words.percent(action.learning))
    )
    return [
        (words.say("1. Reaction"), reaction),
        (words.say("2. Learning"), learning),
        (
            words.say("3. Behaviour"),
            behaviour_line(measured, words) or words.say("the log does not name who asks"),
        ),
        (words.say("4. Results"), effect_line(measured, words)),
    ]

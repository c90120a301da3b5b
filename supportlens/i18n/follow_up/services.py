"""Words about services, the calls that follow them, and loyalty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import (
    CallOutcome,
)

if TYPE_CHECKING:
    from supportlens.domain import (
        CustomerCare,
        FollowUpDue,
        LoyaltyGroup,
        Pilot,
    )
    from supportlens.i18n.words import Words


def one_time_line(care: CustomerCare, words: Words) -> str:
    """Return how many customers had a single service, "" without services."""
    if not care.buyers:
        return ""
    return words.say_n(
        "{count} customer of {buyers} had a single service in the last year.",
        "{count} customers of {buyers} had a single service in the last year.",
        len(care.one_time),
        buyers=words.number(care.buyers),
    )


def due_line(care: CustomerCare, words: Words) -> str:
    """Return whose follow-up is due, and how many were in contact since; "" without services."""
    served = len(care.due) + care.follow_ups
    if not served:
        return ""
    if not care.follow_ups:
        return words.say_n(
            "{count} customer was served five to seven months ago; follow-ups since: zero.",
            "{count} customers were served five to seven months ago; follow-ups since: zero.",
            served,
        )
    if not care.due:
        return words.say_n(
            "{count} customer was served five to seven months ago and has been in contact since.",
            "{count} customers were served five to seven months ago; all have been in contact since.",
            served,
        )
    return words.say_n(
        "{count} customer was served five to seven months ago; in contact since: {since}, nobody asked the others.",
        "{count} customers were served five to seven months ago; in contact since: {since}, nobody asked the others.",
        served,
        since=words.number(care.follow_ups),
    )


def due_phrase(one: FollowUpDue, words: Words) -> str:
    """Return a customer to call, with the last service."""
    what = one.service or words.say("service")
    return words.say(
        "{customer}: {what}, {day}", customer=one.customer, what=what, day=words.day(one.day, "long")
    )


def pilot_line(pilot: Pilot, words: Words) -> str:
    """Return what a pilot says so far: "6 of 10 = 60 % (26-88 %, exact)"."""
    from supportlens.statistics import exact_interval  # noqa: PLC0415 - needs SciPy: too slow at the first paint

    if not pilot.answered:
        return words.say_n(
            "{count} call to make; write down what each customer said.",
            "{count} calls to make; write down what each customer said.",
            len(pilot.calls),
        )
    low, high = exact_interval(pilot.bought, pilot.answered)
    text = words.say(
        "{bought} of {answered} bought = {share} ({low} to {high}, exact).",
        bought=words.number(pilot.bought),
        answered=words.number(pilot.answered),
        share=words.percent(pilot.bought / pilot.answered),
        low=words.percent(low),
        high=words.percent(high),
    )
    if pilot.value:
        text += " " + words.say("Value: {value}.", value=words.number(pilot.value, 2))
    return text


def call_outcome_name(outcome: CallOutcome, words: Words) -> str:
    """Name what came of a call."""
    return {
        CallOutcome.OPEN: words.say("Not called yet"),
        CallOutcome.BOUGHT: words.say("Bought"),
        CallOutcome.NOT: words.say("Did not buy"),
        CallOutcome.LATER: words.say("Later"),
    }[outcome]


def bad_count_name(bad: int, words: Words) -> str:
    """Name a number of bad experiences."""
    if bad >= 3:
        return words.say("three or more")
    return (words.say("not one"), words.say("one"), words.say("two"))[bad]


def loyalty_line(one: LoyaltyGroup, words: Words) -> str:
    """Return the loyalty and recommendation of customers with so many bad experiences."""
    parts = [
        words.say_n(
            "Bad experiences: {bad}. {count} customer; back in the last half year: {returning}.",
            "Bad experiences: {bad}. {count} customers; back in the last half year: {returning}.",
            one.customers,
            bad=bad_count_name(one.bad, words),
            returning=words.percent(one.returning / one.customers),
        )
    ]
    if one.repurchased is not None:
        parts.append(
            words.say("Bought again: {share}.", share=words.percent(one.repurchased / one.customers))
        )
    if one.nps is not None:
        parts.append(words.say("NPS: {nps}.", nps=words.signed(round(one.nps))))
    if one.recommending or one.warning:
        parts.append(
            words.say(
                "They recommend: {yes}; they warn others: {no}.",
                yes=words.number(one.recommending),
                no=words.number(one.warning),
            )
        )
    return " ".join(parts)

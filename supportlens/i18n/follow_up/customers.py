"""Sentences about customers: who may leave, whom to call, what is due."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from supportlens.domain import (
    AgendaKind,
    CallOutcome,
    CareGap,
    RiskLevel,
    RowFault,
    SideFileKind,
)
from supportlens.i18n.words import tickets_phrase

if TYPE_CHECKING:
    from supportlens.domain import (
        AgendaEntry,
        BadEpisode,
        CriticalContact,
        CustomerAtRisk,
        CustomerCare,
        FileMatch,
        FollowUpDue,
        LoyaltyGroup,
        Pilot,
        SideFile,
        Study,
    )
    from supportlens.i18n.words import Words


def risk_level_name(level: RiskLevel, words: Words) -> str:
    """Name how near a customer is to leaving."""
    return {
        RiskLevel.WARNING: words.say("Warning: two bad experiences"),
        RiskLevel.ALARM: words.say("Alarm: three or more"),
    }[level]


def customers_headline(care: CustomerCare, words: Words) -> list[tuple[str, bool]]:
    """Return the heading of the customers as (text, is accented) segments."""
    alarms = sum(one.level is RiskLevel.ALARM for one in care.at_risk)
    warnings = len(care.at_risk) - alarms
    if CareGap.NO_CUSTOMERS in care.gaps:
        return [
            (words.say("Without tickets that name customers nobody can say who is about to leave."), False)
        ]
    if not care.at_risk:
        return [(words.say("No customer had two bad experiences in the last year."), False)]
    segments = []
    if alarms:
        segments.append(
            (
                words.say_n(
                    "{count} customer is about to leave", "{count} customers are about to leave", alarms
                ),
                True,
            )
        )
        segments.append((words.say(": three bad experiences or more in a year."), False))
    if warnings:
        text = words.say_n(
            "{count} customer is one step away, with two.",
            "{count} customers are one step away, with two.",
            warnings,
        )
        segments.append((f" {text}" if segments else text, False))
    return segments


def episode_line(episode: BadEpisode, study: Study, words: Words) -> str:
    """Return one bad experience: its day, its cause and its tickets."""
    return words.say(
        "{day}: {cause} ({tickets})",
        day=words.day(episode.day, "long"),
        cause=_cause_name(episode.cause_id, study, words),
        tickets=tickets_phrase(len(episode.ticket_ids), words),
    )


def _cause_name(cause_id: str, study: Study, words: Words) -> str:
    cause = study.cause(cause_id)
    return words.read(cause.name) if cause else words.say("no cause of its own")


def risk_facts(one: CustomerAtRisk, words: Words) -> list[str]:
    """Return what else is known of a customer at risk."""
    facts = []
    if one.recovered:
        facts.append(words.say("won back since: the last contact was good"))
    if one.spoiled:
        facts.append(words.say("was content before"))
    if one.value is not None:
        facts.append(words.say("value {value}", value=words.number(one.value)))
    if one.renewal is not None:
        facts.append(words.say("renews {day}", day=words.day(one.renewal, "long")))
    if one.spellings:
        facts.append(words.say("also written {names}", names=words.listed(one.spellings[:3])))
    return facts


def critical_line(one: CriticalContact, study: Study, words: Words) -> str:
    """Return a critical first contact in a line."""
    return words.say(
        "{day}: {customer}, {cause}",
        day=words.day(one.day, "long"),
        customer=one.customer or words.say("somebody unnamed"),
        cause=_cause_name(one.cause_id, study, words),
    )


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


def agenda_kind_name(kind: AgendaKind, words: Words) -> str:
    """Name what a date announces."""
    return {
        AgendaKind.RENEWAL: words.say("Renewal"),
        AgendaKind.AMOUNT: words.say("Unusual invoice"),
        AgendaKind.OVERDUE: words.say("Overdue payment"),
        AgendaKind.ANNIVERSARY: words.say("Anniversary as a customer"),
        AgendaKind.BIRTHDAY: words.say("Birthday"),
    }[kind]


def agenda_line(one: AgendaEntry, words: Words) -> str:
    """Return what to do for a customer, and what to look at first."""
    day = words.day(one.due, "long")
    if one.kind is AgendaKind.RENEWAL:
        text = words.say("Call {customer}: renews {day}.", customer=one.customer, day=day)
    elif one.kind is AgendaKind.AMOUNT:
        text = words.say(
            "Explain to {customer} before they ask: the invoice of {day} is {amount}, usually {usual}.",
            customer=one.customer,
            day=day,
            amount=words.number(one.amount or 0.0, 2),
            usual=words.number(one.usual or 0.0, 2),
        )
    elif one.kind is AgendaKind.OVERDUE:
        text = words.say(
            "{customer} owes {amount} since {day}: see the open tickets first, the delay may be a protest.",
            customer=one.customer,
            day=day,
            amount=words.number(one.amount or 0.0, 2),
        )
    elif one.kind is AgendaKind.ANNIVERSARY:
        text = words.say_n(
            "Greet {customer}: {count} year as a customer on {day}.",
            "Greet {customer}: {count} years as a customer on {day}.",
            one.days,
            customer=one.customer,
            day=day,
        )
    else:
        text = words.say("Greet {customer}: birthday on {day}.", customer=one.customer, day=day)
    return " ".join([text, *agenda_facts(one, words)])


def agenda_facts(one: AgendaEntry, words: Words) -> list[str]:
    """Return the bad experiences and open tickets to know before the call."""
    facts = []
    if one.episodes:
        facts.append(
            words.say_n(
                "{count} bad experience this year.", "{count} bad experiences this year.", one.episodes
            )
        )
    if one.open_ticket_ids:
        facts.append(words.say("Open: {ids}.", ids=words.listed(one.open_ticket_ids[:3])))
    elif one.kind is AgendaKind.OVERDUE:
        facts.append(words.say("No open ticket."))
    return facts


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


def side_kind_name(kind: str, words: Words) -> str:
    """Name what a file about customers holds."""
    return {
        SideFileKind.CUSTOMERS.value: words.say("Customers"),
        SideFileKind.SERVICES.value: words.say("Services"),
        SideFileKind.INVOICES.value: words.say("Invoices"),
    }[kind]


def side_file_line(one: SideFile, words: Words) -> str:
    """Return how many rows of a file were used, and what was not."""
    parts = [
        words.say(
            "{name} ({kind}): rows used: {used} of {rows}.",
            name=PurePath(one.path).name,
            kind=side_kind_name(one.kind.value, words),
            used=words.number(one.used),
            rows=words.number(one.rows),
        )
    ]
    if one.unused:
        parts.append(words.say("Columns not used: {names}.", names=words.listed(one.unused[:6])))
    parts += [fault_line(RowFault(fault), count, words) for fault, count in one.faults.items()]
    return " ".join(parts)


def fault_line(fault: RowFault, count: int, words: Words) -> str:
    """Return how many rows or values were not used, and why."""
    number = words.number(count)
    return {
        RowFault.NO_CUSTOMER: words.say("Without a customer: {count}.", count=number),
        RowFault.NO_DATE: words.say("Without a date: {count}.", count=number),
        RowFault.NO_AMOUNT: words.say("Without an amount: {count}.", count=number),
        RowFault.NEGATIVE: words.say(
            "Negative amounts, taken for credits and left out: {count}.", count=number
        ),
        RowFault.FUTURE_BIRTH: words.say("Birth dates in the future, ignored: {count}.", count=number),
    }[fault]


def match_line(one: FileMatch, words: Words) -> str:
    """Return how many customers of a kind of file the log knows, and by what."""
    parts = [
        words.say(
            "{kind}: {matched} of {customers} are in the log; by id {by_id}, by name {by_name}.",
            kind=side_kind_name(one.kind, words),
            matched=words.number(one.matched),
            customers=words.number(one.customers),
            by_id=words.number(one.by_id),
            by_name=words.number(one.by_name),
        )
    ]
    if one.respelt:
        pairs = [f"{wrong} \N{RIGHTWARDS ARROW} {right}" for right, wrong in one.respelt[:3]]
        parts.append(words.say("Taken for spellings: {names}.", names=words.listed(pairs)))
    if one.ambiguous:
        parts.append(
            words.say(
                "Several customers have the same name and no id tells them apart, so nothing is said about: {names}.",
                names=words.listed(one.ambiguous[:3]),
            )
        )
    return " ".join(parts)


def care_gap_line(gap: CareGap, words: Words) -> str:
    """Return what cannot be said, and which file or column would say it."""
    return {
        CareGap.NO_DATES: words.say("Nothing has a date, so nothing is due."),
        CareGap.NO_CUSTOMERS: words.say(
            "The log names nobody: a column with the customer would say who may leave."
        ),
        CareGap.NO_RENEWAL: words.say("Renewals: add a customers file with a renewal date."),
        CareGap.NO_SERVICES: words.say(
            "Customers of one service and whom to call: add a file with customer, date and service."
        ),
        CareGap.NO_INVOICES: words.say(
            "Unusual and overdue invoices: add a file with customer, date, amount, due and paid."
        ),
        CareGap.NO_DUE: words.say("Overdue invoices: add the column with the due date."),
        CareGap.NO_ANNIVERSARY: words.say("Anniversaries: add the date since when each is a customer."),
        CareGap.NO_VALUE: words.say("What is at stake: add what each customer is worth."),
        CareGap.NO_RECOMMENDATION: words.say(
            "Recommendation (NPS): add marks from 0 to 10 on how likely they recommend you."
        ),
    }[gap]


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


def care_lines(care: CustomerCare, words: Words) -> list[str]:
    """Return what is due to customers in a few lines."""
    lines = ["".join(text for text, _ in customers_headline(care, words)), due_line(care, words)]
    lines += [one_time_line(care, words)]
    for kind in AgendaKind:
        customers = {one.customer for one in care.agenda if one.kind is kind}
        if customers:
            name = agenda_kind_name(kind, words)
            lines.append(words.say("{what}: {number}", what=name, number=words.number(len(customers))))
    return [line for line in lines if line]

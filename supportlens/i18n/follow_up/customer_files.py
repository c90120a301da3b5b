"""Words about the files that say something about customers."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from supportlens.domain import (
    CareGap,
    RowFault,
    SideFileKind,
)

if TYPE_CHECKING:
    from supportlens.domain import (
        FileMatch,
        SideFile,
    )
    from supportlens.i18n.words import Words


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
        RowFault.UNREADABLE: words.say(
            "Dates and amounts that cannot be read, left empty: {count}.", count=number
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
    if one.several_contracts:
        parts.append(
            words.say_n(
                "{count} customer has several contracts: each is due on its own day.",
                "{count} customers have several contracts: each is due on its own day.",
                one.several_contracts,
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
        CareGap.NO_PAID: words.say(
            "Overdue invoices: add the column that says which are paid (a state, a day or what is left to pay)."
        ),
        CareGap.NO_ANNIVERSARY: words.say("Anniversaries: add the date since when each is a customer."),
        CareGap.NO_VALUE: words.say("What is at stake: add what each customer is worth."),
        CareGap.NO_RECOMMENDATION: words.say(
            "Recommendation (NPS): add marks from 0 to 10 on how likely they recommend you."
        ),
    }[gap]

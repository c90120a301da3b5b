"""Sentences about tickets that are nobody's request: how many were set apart, whose they are and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import ApartKind, ApartState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from supportlens.domain import ApartGroup, Study
    from supportlens.i18n.words import Words


def apart_lines(study: Study, words: Words) -> list[str]:
    """Return what must be said of the groups and of an only sender, nothing if there is neither."""
    lines = [line for line in (set_apart_line(study, words), _counted_line(study, words)) if line]
    lines += [
        _one_person_line(group, words)
        for group in study.screening.apart
        if group.kind is ApartKind.ONE_PERSON
    ]
    if study.screening.only_sender:
        lines.append(_only_sender_line(study, words))
    if study.screening.desk_answers:
        lines.append(_desk_answers_line(study, words))
    return lines


def set_apart_line(study: Study, words: Words) -> str:
    """Return which tickets were set apart, "" if none were."""
    apart = study.screening.apart
    if not apart:
        return ""
    return words.say(
        "Set apart: {groups}. They are in no share and no cause.", groups=_list_groups(apart, words)
    )


def account_with_apart(tickets: str, rows: str, apart: int, reasons: str, words: Words) -> str:
    """Return what became of all rows where `apart` tickets were set apart; `reasons` are of those left out."""
    facts = {
        "tickets": tickets,
        "rows": rows,
        "apart": words.say_n(
            "{count} was set apart from everybody's requests",
            "{count} were set apart from everybody's requests",
            apart,
        ),
    }
    if not reasons:
        return words.say("{tickets} from {rows}. {apart}.", **facts)
    return words.say("{tickets} from {rows}. {apart}. Left out: {reasons}.", reasons=reasons, **facts)


def nothing_else_line(study: Study, words: Words) -> str:
    """Return the verdict of a log in which all tickets are nobody's request."""
    alone = [group for group in study.apart if group.state is ApartState.ALONE]
    return words.say(
        "Nobody asks for anything in this log: {groups}. No cause is looked for in them.",
        groups=_list_groups(alone, words),
    )


def kind_of_group(group: ApartGroup, words: Words) -> str:
    """Name what a group consists of."""
    return words.say(group.kind.row.name)


def group_name(group: ApartGroup, words: Words) -> str:
    """Name a group by its kind, and by its sender if it has one."""
    return f"{kind_of_group(group, words)}: {group.sender}" if group.sender else kind_of_group(group, words)


def group_facts(group: ApartGroup, words: Words) -> list[str]:
    """Return the number of tickets, their days and the number of senders of a group."""
    facts = [words.say_n("{count} ticket", "{count} tickets", group.tickets)]
    if group.first and group.last:
        facts.append(_days_of(group.first, group.last, words))
    if group.senders:
        facts.append(words.say_n("{count} sender", "{count} senders", group.senders))
    return facts


def group_reason(group: ApartGroup, words: Words) -> str:
    """Return what the tickets of a group have in common, and what that means."""
    return words.say(group.kind.row.because)


def group_state(group: ApartGroup, words: Words) -> str:
    """Return what becomes of the tickets of a group."""
    return {
        ApartState.APART: words.say("Set apart: in no share and no cause."),
        ApartState.COUNTED: words.say("Counted as requests, because you said so."),
        ApartState.ALONE: words.say("Nothing else is in this log, so no cause is looked for."),
    }[group.state]


def _list_groups(groups: Iterable[ApartGroup], words: Words) -> str:
    """List the groups with the number of their tickets, those of one kind together."""
    counts: dict[ApartKind, int] = {}
    for group in groups:
        counts[group.kind] = counts.get(group.kind, 0) + group.tickets
    return words.listed(words.say_n(*kind.row.counted, count) for kind, count in counts.items())


def _days_of(first: date, last: date, words: Words) -> str:
    if first == last:
        return words.day(first)
    return words.say("{first} to {last}", first=words.day(first), last=words.day(last))


def _counted_line(study: Study, words: Words) -> str:
    counted = [group for group in study.apart if group.state is ApartState.COUNTED]
    if not counted:
        return ""
    return words.say(
        "Counted as requests, because you said so: {groups}.", groups=_list_groups(counted, words)
    )


def _one_person_line(group: ApartGroup, words: Words) -> str:
    name = words.quoted(group.sender)
    if group.first and group.last:
        wrote = words.say_n(
            "{name} alone wrote {count} ticket from {first} to {last}: one customer's matter.",
            "{name} alone wrote {count} tickets from {first} to {last}: one customer's matter.",
            group.tickets,
            name=name,
            first=words.day(group.first),
            last=words.day(group.last),
        )
    else:
        wrote = words.say_n(
            "{name} alone wrote {count} ticket: one customer's matter.",
            "{name} alone wrote {count} tickets: one customer's matter.",
            group.tickets,
            name=name,
        )
    risk = words.say(
        "A customer who has to write so often may leave: speak to this one in person; training others would "
        "not help."
    )
    return f"{wrote} {risk}"


def _desk_answers_line(study: Study, words: Words) -> str:
    return words.say_n(
        "{count} ticket reads like an answer of the desk: it says what was replied, not why somebody wrote. "
        "Export the column with the customers' own words.",
        "{count} tickets read like answers of the desk: they say what was replied, not why people wrote. "
        "Export the column with the customers' own words.",
        study.screening.desk_answers,
    )


def _only_sender_line(study: Study, words: Words) -> str:
    return words.say_n(
        "{name} wrote {count} ticket, and nobody else wrote: that says what this sender needs, not how many "
        "others need it.",
        "{name} wrote {count} tickets, and nobody else wrote: that says what this sender needs, not how many "
        "others need it.",
        len(study.tickets) + study.tickets.set_apart,
        name=words.quoted(study.screening.only_sender),
    )

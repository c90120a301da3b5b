"""Puts the ways of finding in a row: each takes its tickets, the next looks at the rest."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import HERE, ApartGroup, ApartKind, ApartState, Derived, Screening
from supportlens.screening.advertising import find_advertising
from supportlens.screening.alerts import find_alerts
from supportlens.screening.automatic import find_automatic
from supportlens.screening.desk_answers import count_desk_answers
from supportlens.screening.one_person import find_one_person
from supportlens.screening.praise import find_praise
from supportlens.screening.reading import read_traits
from supportlens.screening.tests_of_one import find_tests
from supportlens.screening.traits import add_unnamed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from supportlens.domain import ScreeningWords, Tickets, Workers
    from supportlens.screening.traits import Rows, Traits

_BY_FORM = frozenset((ApartKind.AUTOMATIC, ApartKind.SPAM, ApartKind.PRAISE))
"""Kinds whose groups have many senders."""
FEWEST_IN_LOG = 10
"""Tickets of a log from which it has an only sender: of fewer nothing follows."""


def screen_tickets(
    tickets: Tickets,
    words: ScreeningWords,
    counted: frozenset[str] = frozenset(),
    report: Callable[[float], None] = lambda _part: None,
    workers: Workers = HERE,
) -> Screening:
    """Return the groups of tickets that are nobody's request, with the rows of those that are set apart.

    Groups whose id or kind is among `counted` are requests all the same. Where nothing would be left, nothing
    is set apart. `workers` read the texts. `report` gets the fraction done; an exception in it stops the
    work.
    """
    if not len(tickets):
        return Screening()
    traits = read_traits(tickets, words, lambda part: report(0.7 * part), workers)
    free = np.ones(len(traits), dtype=bool)
    found: list[tuple[ApartKind, Rows]] = []

    def take(kind: ApartKind, finds: Iterable[Rows]) -> None:
        for rows in finds:
            if len(rows):
                whole = rows if kind in _BY_FORM else add_unnamed(traits, rows, free)
                found.append((kind, whole))
                free[whole] = False

    informative = tickets.frame[Derived.INFORMATIVE].to_numpy(dtype=bool)
    take(ApartKind.AUTOMATIC, [find_automatic(traits)])
    take(ApartKind.TEST, find_tests(traits, free))
    report(0.8)
    take(ApartKind.SPAM, [find_advertising(traits, free, words)])
    report(0.85)
    take(ApartKind.MACHINE, find_alerts(traits, free, words))
    report(0.9)
    take(ApartKind.ONE_PERSON, find_one_person(traits, free))
    take(ApartKind.PRAISE, [find_praise(tickets, free, words)])
    groups = [_make_group(kind, rows, traits, counted) for kind, rows in found]
    is_all = bool(groups) and not (free & informative).any() and all(group.is_apart for group in groups)
    if is_all:
        groups = [replace(group, state=ApartState.ALONE) for group in groups]
    groups.sort(key=lambda group: (-group.tickets, group.id))
    apart = {ticket for group in groups if group.is_apart for ticket in group.ticket_ids}
    positions = tuple(row for row, ticket in enumerate(traits.ids) if ticket in apart)
    report(1.0)
    return Screening(
        groups=tuple(groups),
        only_sender=_find_only_sender(traits),
        desk_answers=0 if is_all else count_desk_answers(traits, words),
        counted=counted,
        tickets=tickets.take(positions) if positions else None,
        positions=positions,
    )


def _find_only_sender(traits: Traits) -> str:
    """Return who wrote all tickets, "" if several people did or one ticket names nobody."""
    if len(traits) < FEWEST_IN_LOG or len(traits.by_sender) != 1 or "" in traits.senders:
        return ""
    return traits.written_senders[0]


def _make_group(kind: ApartKind, rows: Rows, traits: Traits, counted: frozenset[str]) -> ApartGroup:
    senders = {traits.senders[row] for row in rows.tolist()} - {""}
    one = len(senders) == 1 and kind not in _BY_FORM
    key = f"{kind.value}-{_shorten(next(iter(senders)))}" if one else kind.value
    days = [] if traits.moments is None else traits.moments.iloc[rows].dropna().dt.date.tolist()
    return ApartGroup(
        id=key,
        kind=kind,
        sender=next(filter(None, (traits.written_senders[row] for row in rows.tolist())), "") if one else "",
        senders=len(senders),
        ticket_ids=tuple(traits.ids[row] for row in rows.tolist()),
        first=min(days, default=None),
        last=max(days, default=None),
        state=ApartState.COUNTED if counted & {key, kind.value} else ApartState.APART,
    )


def _shorten(sender: str) -> str:
    """Return eight hexadecimal digits for a sender, so that an id names nobody."""
    return hashlib.blake2b(sender.encode("utf-8", "replace"), digest_size=4).hexdigest()

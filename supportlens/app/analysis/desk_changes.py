"""What changed at the desk, with the tickets of a study that show it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.domain import Derived, DeskChange, DeskChangeKind, Field, sort_desk_changes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    import numpy.typing as npt

    from supportlens.domain import Attribution, Tickets


def list_desk_changes(
    found: Iterable[DeskChange], attribution: Attribution, tickets: Tickets
) -> tuple[DeskChange, ...]:
    """Return what the desk changed, new values with the usual mix among it, each with its counted tickets."""
    return sort_desk_changes((*_restrict(found, tickets), *_list_new_values(attribution, tickets)))


def _restrict(changes: Iterable[DeskChange], tickets: Tickets) -> list[DeskChange]:
    """Return the changes of the desk with those of their tickets that are counted."""
    counted = set(tickets.frame[Field.TICKET_ID.value].astype(str))
    return [
        replace(change, ticket_ids=tuple(key for key in change.ticket_ids if key in counted))
        for change in changes
    ]


def _list_new_values(attribution: Attribution, tickets: Tickets) -> list[DeskChange]:
    """Return the new values that bring more of the same, with their tickets."""
    found = []
    for growth in attribution.usual:
        if growth.is_new:
            since = tickets.frame[Field.CREATED_AT.value].ge(str(growth.onset.day))
            own = tickets.frame[Field.TICKET_ID.value][since & tickets.mask(growth.field, growth.value)]
            found.append(replace(DeskChange.of_growth(growth), ticket_ids=tuple(own.astype(str))))
    return found


def keep_own_words(
    tickets: Tickets, removed: Sequence[Sequence[str]], found: Iterable[DeskChange]
) -> Tickets:
    """Return n tickets without the passages `removed` (n) where the desk began or ceased to add some.

    Names and kinds of causes come from these: a form's labels and the opening hours of an acknowledgement
    are commoner since the day of a cause, and say nothing about it.
    """
    if not any(change.is_of_texts and change.field == Field.DESCRIPTION for change in found):
        return tickets
    texts = zip(tickets.frame[Derived.TEXT], removed, strict=True)
    own = [_leave_out(text, gone) for text, gone in texts]
    return replace(tickets, frame=tickets.frame.assign(**{Derived.TEXT: own}))


def _leave_out(text: str, passages: Sequence[str]) -> str:
    left = text
    for passage in passages:
        left = left.replace(passage, "\n", 1)
    return left if left.strip() else text


def mark_new_languages(found: Iterable[DeskChange], tickets: Tickets) -> npt.NDArray[np.bool_]:
    """Mark the tickets (n) of languages that began on a day with the usual matters."""
    spoken = {
        key
        for change in found
        if change.kind is DeskChangeKind.NEW_VALUE and change.field == Field.LANGUAGE
        for key in change.ticket_ids
    }
    return tickets.frame[Field.TICKET_ID.value].astype(str).isin(spoken).to_numpy()

"""Puts right what the desk changed: renamed values count as one, made-up dates tell no rise."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.domain import Derived, Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy as np
    import numpy.typing as npt

    from supportlens.desk.renamings import Renaming
    from supportlens.domain import Tickets


def join_renamed(tickets: Tickets, renamings: Iterable[Renaming]) -> Tickets:
    """Return the tickets with both values of each renaming counted as one.

    A value renamed as a whole takes its latest name; what is called otherwise in part keeps the former one.
    A status stays as written: it tells what became of a ticket, not where it came from.
    """
    names: dict[str, dict[str, str]] = {}
    for one in renamings:
        if one.field == Field.STATUS:
            continue
        former, kept = (one.before, one.after) if one.is_whole else (one.after, one.before)
        names.setdefault(one.field, {})[former] = kept
    frame, spellings = tickets.frame, dict(tickets.spellings)
    for field, pairs in names.items():
        meant = {value: _follow(value, pairs) for value in pairs}
        earlier = {value: meant.get(shown, shown) for value, shown in spellings.get(field, {}).items()}
        spellings[field] = {**earlier, **meant}
        if field in frame.columns:
            frame = frame.assign(**{field: frame[field].replace(meant)})
    return replace(tickets, frame=frame, spellings=spellings)


def _follow(value: str, pairs: Mapping[str, str]) -> str:
    """Return the name at the end of a chain of renamings."""
    seen = {value}
    while (following := pairs.get(value)) is not None and following not in seen:
        value = following
        seen.add(value)
    return value


def mark_uncompared(tickets: Tickets, uncompared: npt.NDArray[np.bool_]) -> Tickets:
    """Return the tickets with those marked whose dates tell no rise; as they are if there are none."""
    if not uncompared.any():
        return tickets
    return replace(tickets, frame=tickets.frame.assign(**{Derived.UNCOMPARED: uncompared}))


def mark_left_over(tickets: Tickets) -> Tickets:
    """Return the tickets of a log that holds only what is still open, ever fewer of older times."""
    return replace(tickets, frame=tickets.frame.assign(**{Derived.LEFT_OVER: True}))

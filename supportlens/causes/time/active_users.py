"""Active users beside the tickets of the same applications, in the same months."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import Field, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from supportlens.domain import ActiveUsers, Tickets

    Counts = npt.NDArray[np.float64]
    Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class CountedUsers:
    """The users of some applications on each of d days, and which of n tickets come from these applications.

    A rate per user is computed from both, on the days that are `counted`: those of the months from the first
    date of the counts to the last, or all days if they have no date. Between two dates the number moves
    evenly, before the first and after the last it stays.
    """

    applications: tuple[str, ...]
    """Their names as in the log."""
    tickets: Mask
    daily: Counts
    counted: Mask
    varies: bool
    """Whether a number is known for several dates."""

    def find_months(self, first: date) -> tuple[date, date] | None:
        """Return the first and last counted day of a log that begins on `first`, None if all days are."""
        days = np.flatnonzero(self.counted)
        if self.counted.all() or not len(days):
            return None
        return first + timedelta(days=int(days[0])), first + timedelta(days=int(days[-1]))


def match_users(
    users: Iterable[ActiveUsers], tickets: Tickets, first: date | None, days: int
) -> tuple[CountedUsers, ...]:
    """Return the users of every application that both the log and the counts name, for `days` from `first`.

    Counts per site are parts, each beside the tickets of its site if the log has sites; a count without a
    site includes all of them. Where the log names no application, it is unknown whose users were counted.
    """
    if first is None or not tickets.has(Field.PRODUCT):
        return ()
    products, names = _fold_values(tickets, Field.PRODUCT)
    sites = _fold_values(tickets, Field.SITE)[0] if tickets.has(Field.SITE) else None
    found = []
    for (product, site), groups in _group_lines(users, by_site=sites is not None).items():
        mask = products == product if not site else (products == product) & (sites == site)
        if not product or not mask.any():
            continue
        counts = [_count_daily(lines, first, days) for lines in groups]
        found.append(
            CountedUsers(
                (names[product],),
                mask,
                np.sum([daily for daily, _ in counts], axis=0),
                np.all([counted for _, counted in counts], axis=0),
                any(len({record.day for record in lines}) > 1 for lines in groups),
            )
        )
    return tuple(found)


def join_users(
    counts: Iterable[CountedUsers], members: Mask, products: Sequence[str] = ()
) -> CountedUsers | None:
    """Add up the users of some applications, of all if none is named, as far as `members` (n) come from them.

    Only the days that are counted for all of them remain. None if nobody counted the users of any.
    """
    wanted = {fold(product) for product in products}
    found = [
        one
        for one in counts
        if (not wanted or fold(one.applications[0]) in wanted) and (one.tickets & members).any()
    ]
    if not found:
        return None
    return CountedUsers(
        tuple(dict.fromkeys(name for one in found for name in one.applications)),
        np.any([one.tickets for one in found], axis=0),
        np.sum([one.daily for one in found], axis=0),
        np.all([one.counted for one in found], axis=0),
        any(one.varies for one in found),
    )


def _fold_values(tickets: Tickets, field: Field) -> tuple[npt.NDArray[np.object_], dict[str, str]]:
    """Return the folded value of each ticket, and the value as written of each folded one."""
    values = tickets.values(field.value)
    folded = {str(value): fold(str(value)) for value in values.unique()}
    written = {folded[value]: value for value in sorted(folded, reverse=True)}
    return values.map(folded).to_numpy(object), written


def _group_lines(
    users: Iterable[ActiveUsers], *, by_site: bool
) -> dict[tuple[str, str], list[list[ActiveUsers]]]:
    """Return the counts to use by application, and by site if asked to; superseded ones are left out."""
    known = [record for record in users if record.users > 0]
    whole = {fold(record.product) for record in known if not record.site}
    lines: dict[tuple[str, str], list[ActiveUsers]] = {}
    for record in known:
        if not record.site or fold(record.product) not in whole:
            lines.setdefault((fold(record.product), fold(record.site)), []).append(record)
    groups: dict[tuple[str, str], list[list[ActiveUsers]]] = {}
    for (product, site), found in sorted(lines.items()):
        dated = [record for record in found if record.day is not None]
        groups.setdefault((product, site if by_site else ""), []).append(dated or found)
    return groups


def _count_daily(lines: Sequence[ActiveUsers], first: date, days: int) -> tuple[Counts, Mask]:
    """Return the users of each day, and the days of the months that were counted."""
    sums: dict[int, float] = {}
    for record in lines:
        day = record.day.toordinal() if record.day else 0
        sums[day] = sums.get(day, 0.0) + record.users
    known, ordinals = sorted(sums), first.toordinal() + np.arange(days)
    daily = np.asarray(np.interp(ordinals, known, [sums[day] for day in known]))
    if known[0] == 0:
        return daily, np.ones(days, dtype=bool)
    low, high = date.fromordinal(known[0]), date.fromordinal(known[-1])
    high = high.replace(day=monthrange(high.year, high.month)[1])
    return daily, np.asarray((ordinals >= low.replace(day=1).toordinal()) & (ordinals <= high.toordinal()))

"""The audience of a training: who asked, who knows it by now, and who will ask next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import (
    AudienceGroup,
    Field,
    PeerGroup,
    Peers,
    count_people,
    find_who_asked,
    identify_people,
)
from supportlens.domain.tickets.people import PERSONS

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from supportlens.domain import Tickets
    from supportlens.training.ways import WaySigns

PEER_FIELDS = (Field.ROLE, Field.SITE, Field.TEAM)
"""Fields that say whose work is alike, by precedence; the first with values is used."""
USER_FIELDS = (*PEER_FIELDS, Field.CUSTOMER)
"""Fields that group users, by precedence; the first with values is used."""
SERVICE_FIELDS = (Field.TEAM, Field.SITE)
"""The same for service agents."""
MAX_GROUPS = 12
"""Maximum groups in a plan.

Judgement: fits a page; people are counted over all groups.
"""
DISSATISFIED_UP_TO = 2.0
"""The mark, of 1 to 5, up to which an answer has taught nobody."""


@dataclass(frozen=True, slots=True)
class Askers:
    """Who asked, and those of them who know it by now; as written, most tickets first."""

    names: tuple[str, ...] = ()
    knowing: tuple[str, ...] = ()


def count_trainees(inside: pd.DataFrame, *, service: bool) -> int | None:
    """Count the people to train: those who asked, or agents for `service`; None if the log names none."""
    return count_people(inside, (Field.AGENT.value,)) if service else count_people(inside)


def group_audience(
    inside: pd.DataFrame, *, service: bool, log: pd.DataFrame | None = None
) -> tuple[AudienceGroup, ...]:
    """Group the people of a cause by the first field with values, the largest group first.

    Users are grouped by role, else site, team or customer, by the team only where the `log` has several;
    agents by team, else site. A group without named people has 0 of them, and its tickets. At most twelve
    groups.
    """
    field = _find_field(inside, SERVICE_FIELDS) if service else _find_field(inside, USER_FIELDS, log)
    if field is None:
        return ()
    return make_groups(inside, field, service=service)[:MAX_GROUPS]


def make_groups(inside: pd.DataFrame, field: Field, *, service: bool) -> tuple[AudienceGroup, ...]:
    """Return the people and tickets of each value of a field, the most people first."""
    values = inside[field.value]
    tickets = values[values.ne("")].value_counts()
    people = identify_people(inside, (Field.AGENT.value,)) if service else identify_people(inside)
    counts: Mapping[Hashable, int] = {}
    if people is not None:
        named = people.ne("") & values.ne("")
        counts = people[named].groupby(values[named]).nunique().to_dict()
    groups = [
        AudienceGroup(field.value, str(value), int(counts.get(str(value), 0)), int(count))
        for value, count in tickets.items()
    ]
    groups.sort(key=lambda group: (-group.people, -group.tickets, group.value))
    return tuple(groups)


def _find_field(
    rows: pd.DataFrame, fields: tuple[Field, ...], log: pd.DataFrame | None = None
) -> Field | None:
    """Return the first field with values in the rows; the one support group of a desk groups nobody."""
    known = (one for one in fields if one.value in rows and rows[one.value].ne("").any())
    return next(
        (one for one in known if log is None or one is not Field.TEAM or _varies(log[one.value])), None
    )


def _varies(values: pd.Series[str]) -> bool:
    """Return whether there are several values, empty ones aside."""
    return len(set(values) - {""}) > 1


def list_askers(inside: pd.DataFrame, signs: WaySigns, *, service: bool) -> Askers:
    """Return who asked, or who answered for `service`, and who was answered well.

    Somebody knows it whose last ticket was answered with the way or an explanation, was not reopened, and was
    not followed by a bad mark.
    """
    columns = (Field.AGENT.value,) if service else None
    people = identify_people(inside, columns) if columns else identify_people(inside)
    written = find_who_asked(inside, columns) if columns else find_who_asked(inside)
    if people is None or written is None:
        return Askers()
    known = people[people.ne("")]
    first_written = written[known.index].groupby(known).first().str.strip()
    counts = known.value_counts()
    order = sorted(counts.index, key=lambda person: (-int(counts[person]), str(person)))
    taught = set() if service else _find_taught(inside.loc[known.index], known, signs)
    return Askers(
        tuple(str(first_written[person]) for person in order),
        tuple(str(first_written[person]) for person in order if person in taught),
    )


def _find_taught(rows: pd.DataFrame, people: pd.Series[str], signs: WaySigns) -> set[str]:
    if Field.RESOLUTION.value not in rows:
        return set()
    if Field.CREATED_AT.value in rows:
        rows = rows.sort_values(Field.CREATED_AT.value, kind="stable")
    last = rows.groupby(people.reindex(rows.index)).tail(1)
    good = last[Field.RESOLUTION.value].map(lambda text: signs.shows(text) or signs.says_explained(text))
    if Field.REOPENED.value in last:
        good &= ~(last[Field.REOPENED.value] > 0)
    if Field.SATISFACTION.value in last:
        good &= ~(last[Field.SATISFACTION.value] <= DISSATISFIED_UP_TO)
    return set(people[last.index[good.to_numpy(dtype=bool)]])


def find_peers(
    tickets: Tickets, inside: pd.DataFrame, product: str, left: pd.Series[bool] | None = None
) -> Peers | None:
    """Return the known people of the groups of those who asked, who have not asked themselves.

    The group of which most asked comes first; in a group, those who have asked something else about
    `product`, then those with most tickets. `left` marks the tickets of groups that still need it.
    None if the log names no persons, or no role, site or team that tells them apart.
    """
    field = _find_field(inside, PEER_FIELDS, tickets.frame)
    people = identify_people(tickets.frame, tuple(name for name in PERSONS if name in tickets.frame))
    if field is None or people is None or not people.ne("").any():
        return None
    written = find_who_asked(tickets.frame, tuple(name for name in PERSONS if name in tickets.frame))
    users = pd.DataFrame(
        {
            "person": people,
            "written": written,
            "group": tickets.frame[field.value],
            "uses": tickets.frame[Field.PRODUCT.value].eq(product)
            if product and Field.PRODUCT.value in tickets.frame
            else False,
        }
    )
    users = users[users["person"].ne("") if left is None else users["person"].ne("") & left]
    asked = set(people[inside.index]) - {""}
    home = _find_homes(users)
    known = users.groupby("person").agg(
        written=("written", "first"), uses=("uses", "max"), n=("uses", "size")
    )
    known = known.assign(group=home).dropna(subset=["group"])
    known["asked"] = known.index.isin(asked)
    shares = known.groupby("group")["asked"].mean()
    waiting = known[~known["asked"] & known["group"].map(shares).gt(0)]
    counts = waiting["group"].value_counts()
    order = sorted(counts.index, key=lambda group: (-float(shares[group]), -int(counts[group]), str(group)))
    rank = {group: place for place, group in enumerate(order)}
    listed = sorted(
        (rank[group], not uses, -int(n), str(person), str(name).strip())
        for person, name, uses, n, group in zip(
            waiting.index, waiting["written"], waiting["uses"], waiting["n"], waiting["group"], strict=True
        )
    )
    return Peers(
        len(waiting),
        tuple(
            PeerGroup(field.value, str(group), int(counts[group]), float(shares[group])) for group in order
        )[:MAX_GROUPS],
        tuple(name for *_, name in listed),
    )


def _find_homes(users: pd.DataFrame) -> pd.Series[str]:
    """Return the group that each person's tickets name most often."""
    named = users[users["group"].ne("")]
    pairs = named.groupby(["person", "group"], sort=True).size().reset_index(name="n")
    pairs = pairs.sort_values(["person", "n", "group"], ascending=[True, False, True], kind="stable")
    return pairs.drop_duplicates("person").set_index("person")["group"]

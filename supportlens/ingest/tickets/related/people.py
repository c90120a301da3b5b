"""Puts the names of people, organisations and products into tables that name them by an id."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import Field
from supportlens.ingest.columns.column_values import MOSTLY
from supportlens.ingest.inputs.role_columns import find_column
from supportlens.ingest.tables.headers import header_rules
from supportlens.ingest.tickets.related.table_keys import strip_id_words
from supportlens.ingest.tickets.speakers import UNKNOWN, find_roles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.ingest.tickets.related.table_keys import TableFamily, TableLink

_ABOUT = (Field.CUSTOMER, Field.SITE, Field.ROLE, Field.LANGUAGE)
"""Fields of a person that are fields of the person's tickets as well."""


ADDED = {Field.REQUESTER: "requester", Field.AGENT: "assignee"}
"""The columns that are added for names where the header of the ids says whose, but not as a field."""


def put_names(frame: pd.DataFrame, link: TableLink, people: pd.DataFrame) -> pd.DataFrame:
    """Return the child of a link with names instead of ids, and with what is known of who asked.

    Of people with one name, the id stays beside it.
    """
    ids = people[link.parent.frame[link.key].name].str.strip()
    names = _choose_names(link.parent, people)
    if names is None:
        return frame
    shared = names.duplicated(keep=False) & names.ne("")
    shown = names.mask(shared, names + " (" + ids + ")")
    known = {key: name for key, name in zip(ids, shown, strict=True) if key and name}
    written = frame[link.column].str.strip()
    filled = [known.get(key, old) for key, old in zip(written, frame[link.column], strict=True)]
    shown = pd.Series(filled, index=frame.index, dtype="str")
    field = _find_field(link)
    added = link.column
    if field is not None and field not in link.child.mapping.fields:
        added = ADDED.get(field, added)
    result = frame.assign(**{added: shown})
    if field is not Field.REQUESTER:
        return result
    for column in _list_facts(link):
        if column not in result:
            facts = dict(zip(ids, people[column], strict=True))
            result = result.assign(
                **{column: pd.Series([facts.get(key, "") for key in written], index=frame.index, dtype="str")}
            )
    return result


def _find_field(link: TableLink) -> Field | None:
    """Return the field that a column of ids is, or is called but for the word for an id."""
    mapping = link.child.mapping
    known = next((field for field, name in mapping.fields.items() if name == link.column), None)
    if known in {Field.REQUESTER, Field.AGENT}:
        return known
    forms = strip_id_words(mapping.column(link.column).header)
    for field in ADDED:
        words = header_rules().fields[field].words.values()
        if field not in mapping.fields and any(form in each for each in words for form in forms):
            return field
    return known


def list_roles(links: Iterable[TableLink]) -> dict[str, str]:
    """Return who people are, the customer or the desk, by name and by id, where their table tells."""
    roles: dict[str, str] = {}
    for link in links:
        found = find_roles(link.parent.frame, link.parent.columns)
        if found is None:
            continue
        frame = link.parent.frame
        names = _choose_names(link.parent, frame)
        ids = frame[link.key].str.strip()
        shown = ids if names is None else names.mask(names.duplicated(keep=False), names + " (" + ids + ")")
        for keys in (ids, shown):
            roles |= {key: role for key, role in zip(keys, found, strict=True) if key and role != UNKNOWN}
    return roles


def _choose_names(family: TableFamily, frame: pd.DataFrame) -> pd.Series | None:
    """Return the name of each row: one column, first and last name, or the address."""
    roles = header_rules().people
    first, last = find_column(family.columns, roles["first"]), find_column(family.columns, roles["last"])
    whole, address = find_column(family.columns, roles["name"]), find_column(family.columns, roles["email"])
    if whole is not None and last is not None and whole.name != last.name and first is None:
        return (frame[whole.name].str.strip() + " " + frame[last.name].str.strip()).str.strip()
    if first is not None and last is not None:
        return (frame[first.name].str.strip() + " " + frame[last.name].str.strip()).str.strip()
    best = next((each for each in (whole, first, address) if each is not None), None)
    return None if best is None else frame[best.name].str.strip()


def _list_facts(link: TableLink) -> list[str]:
    """Return the columns about people that their tickets do not have themselves."""
    fields = link.parent.mapping.fields
    facts = [fields[each] for each in _ABOUT if each in fields and each not in link.child.mapping.fields]
    segment = find_column(link.parent.columns, header_rules().customers["segment"])
    if segment is not None and segment.profile.dates < MOSTLY:
        facts.append(segment.name)
    sides = {
        column.name for column in link.parent.columns if find_roles(link.parent.frame, [column]) is not None
    }
    names = header_rules().people["name"]
    named = {column.name for column in link.parent.columns if names.weight(column.header) > 0}
    return [name for name in dict.fromkeys(facts) if name not in {*sides, *named, link.key}]

"""Dates tickets by a table beside them: the cards of a board have their days in its actions alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import Field
from supportlens.ingest.columns.column_values import MOSTLY
from supportlens.ingest.columns.id_dates import read_moments
from supportlens.ingest.tickets.related.table_keys import TableFamily, find_links
from supportlens.ingest.values.dates import order_of, scan_dates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.ingest.tickets.related.table_keys import TableLink

OPENED = "created_at"
"""The column that is added."""


def date_by_events(families: Sequence[TableFamily]) -> tuple[list[TableFamily], list[TableLink]]:
    """Return the tables and their links; undated ones have the first day of the rows about each of theirs."""
    links = find_links(families)
    chosen: dict[int, TableLink] = {}
    for link in links:
        if link.is_telling and _may_be_dated(link.parent) and Field.CREATED_AT in link.child.mapping.fields:
            chosen.setdefault(id(link.parent), link)
    dated = [_date(family, chosen.get(id(family))) for family in families]
    return dated, find_links(dated) if chosen else links


def _may_be_dated(family: TableFamily) -> bool:
    """Return whether rows may be tickets but for their dates, and their ids tell none."""
    told = family.mapping.fields.get(Field.DESCRIPTION)
    if family.is_aside or told is None or not family.mapping.column(told).profile.is_prose:
        return False
    if Field.CREATED_AT in family.mapping.fields or OPENED in family.frame.columns:
        return False
    return all(read_moments(family.frame[name]) is None for name in family.ids)


def _date(family: TableFamily, link: TableLink | None) -> TableFamily:
    """Return a table with the first day of the rows of the child, as it is if these miss half of it."""
    if link is None:
        return family
    fields = link.child.mapping.fields
    texts = link.child.frame[fields[Field.CREATED_AT]]
    dates = scan_dates(texts, numbers=True)
    order = order_of([dates], day_first=link.child.mapping.day_first)
    if order is None:
        return family
    events = pd.DataFrame({"key": link.child.frame[link.column].str.strip(), "at": dates.moments(order)})
    first = events.dropna().groupby("key")["at"].min()
    opened = family.frame[link.key].str.strip().map(first)
    if float(opened.notna().mean()) < MOSTLY:
        return family
    written = opened.dt.strftime("%Y-%m-%d %H:%M:%S").fillna("").astype("str")
    return TableFamily(family.tables, family.frame.assign(**{OPENED: written}))

"""Tells whether files clearly come from another desk than those of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import Table

FEWEST_ROWS = 20
"""Least rows of a table that is judged. Judgement: fewer show too few of a desk's values."""
SHARED_HEADERS = 0.5
"""Least part of the headers that files of one desk share. Judgement: exports gain and lose a few columns."""
SHARED_VALUES = 0.2
"""Least part of the repeated values that files of one desk share.

Judgement: applications, sites and states stay; two desks have little in common but words such as "closed".
"""
MOST_VALUES = 60
LONGEST_VALUE = 40
"""Different values of a column, and letters of one, up to which it counts as one of places or states."""


def is_other_desk(fresh: Iterable[Table], known: Iterable[Table]) -> bool:
    """Return whether all larger tables among `fresh` have other columns and values than the `known` ones.

    Both must differ: another help desk of the same desk has the same applications, and a new year new values.
    """
    earlier = [table for table in known if _is_judged(table)]
    later = [table for table in fresh if _is_judged(table)]
    if not earlier or not later:
        return False
    headers = [_headers(table) for table in earlier]
    values = set[str]().union(*(_values(table) for table in earlier))
    return all(
        max(_share(_headers(table), one) for one in headers) < SHARED_HEADERS
        and _share(_values(table), values) < SHARED_VALUES
        for table in later
    )


def _is_judged(table: Table) -> bool:
    return table.fault is None and not table.aside and len(table) >= FEWEST_ROWS


def _headers(table: Table) -> set[str]:
    return {fold(str(name)) for name in table.frame.columns}


def _values(table: Table) -> set[str]:
    """Return the values of columns in which few values repeat."""
    found: set[str] = set()
    for name in table.frame.columns:
        different = table.frame[name].unique()
        if len(different) <= min(MOST_VALUES, len(table) // 2):
            found |= {fold(str(value)) for value in different if 1 < len(str(value)) <= LONGEST_VALUE}
    return found


def _share(one: set[str], other: set[str]) -> float:
    """Return which part of the smaller set both share, 0 if one is empty."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0

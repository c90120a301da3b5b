"""Who asked: the person behind each ticket, as far as the log says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain.tickets.tickets import Derived, Field

if TYPE_CHECKING:  # pandas must not delay the window's first paint
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    Mask = npt.NDArray[np.bool_]

WHO_ASKED = (Field.REQUESTER.value, Field.CUSTOMER.value, Derived.ADDRESS)
"""The columns that say who asked, the best first."""
PERSONS = (Field.REQUESTER.value, Derived.ADDRESS)
"""Those of single persons: a customer may be a firm, whose people cannot be told apart."""


def find_who_asked(
    frame: pd.DataFrame, columns: tuple[str, ...] = WHO_ASKED, members: Mask | None = None
) -> pd.Series[str] | None:
    """Return who asked each ticket, as written: the requester, else the customer, else the address.

    "" for a ticket that says none of them; None if the log has none. Of `members` (n) if they are given: much
    faster than of a frame of these rows, all of whose columns would be copied.
    """
    known = [frame[name] for name in columns if name in frame.columns]
    if members is not None:
        known = [column[members] for column in known]
    if not known:
        return None
    found = known[0]
    for other in known[1:]:
        found = found.where(found.str.strip().ne(""), other)
    return found


def names_only_customers(frame: pd.DataFrame) -> bool:
    """Return whether the log names customers, which may be firms, and no single persons."""
    return Field.CUSTOMER.value in frame.columns and not any(name in frame.columns for name in PERSONS)


def identify_people(
    frame: pd.DataFrame, columns: tuple[str, ...] = WHO_ASKED, members: Mask | None = None
) -> pd.Series[str] | None:
    """Return the person of each ticket, as `find_who_asked` does, without case and outer spaces."""
    found = find_who_asked(frame, columns, members)
    return None if found is None else found.str.strip().str.lower()


def count_people(
    frame: pd.DataFrame, columns: tuple[str, ...] = WHO_ASKED, members: Mask | None = None
) -> int | None:
    """Count the different people who asked the tickets of a frame, None if the log does not name them."""
    people = identify_people(frame, columns, members)
    return None if people is None else int(people[people.ne("")].nunique())

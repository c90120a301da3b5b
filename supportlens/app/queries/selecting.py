"""Finds the tickets behind a figure."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from supportlens.domain import Assigned, Derived, Field, fold

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    from supportlens.domain import Period, Study, TicketQuery

    Selection = npt.NDArray[np.bool_]


def select(study: Study, query: TicketQuery) -> list[int]:
    """Return the positions in `study.tickets.frame` of the tickets that match all of `query`.

    An empty query matches all tickets; a `cause_id` or `symptom_id` of "" those without one. Raises
    `re.error` for an invalid regular expression.
    """
    rows: list[int] = _find_rows(study, query).tolist()
    return rows


def _find_rows(study: Study, query: TicketQuery) -> npt.NDArray[np.int64]:
    import numpy as np  # noqa: PLC0415 - the window's first paint must not wait for it

    kept = np.ones(len(study.tickets), dtype=bool)
    for mask in _selections(study, query):
        kept &= mask
    rows = np.flatnonzero(kept)
    if query.pattern is not None:
        rows = rows[_select_matches(_searched_texts(study, query).iloc[rows], query.pattern)]
    return rows


def _searched_texts(study: Study, query: TicketQuery) -> pd.Series[Any]:
    """Return the texts to search with a pattern: a named field, or else what customers wrote."""
    frame = study.tickets.frame
    named = query.field is not None and query.value is None and query.field in frame.columns
    return frame[query.field if named else Derived.TEXT]


def _selections(study: Study, query: TicketQuery) -> list[Selection]:
    assignment, frame = study.assignment, study.tickets.frame
    assigned = (
        (Assigned.CAUSE, query.cause_id),
        (Assigned.SYMPTOM, query.symptom_id),
        (Assigned.MOMENT, query.moment_id),
    )
    masks = [(assignment[column] == wanted).to_numpy() for column, wanted in assigned if wanted is not None]
    if query.field is not None and query.value is not None:
        masks.append(_select_field(study, query.field, query.value))
    masks += [_select_field(study, field, value) for field, value in query.further]
    if study.coding is not None:
        masks += [study.coding.mask(code) for code in query.codes]
    if query.week is not None:
        masks.append(_select_week(study, query))
    if query.period is not None:
        masks.append(_select_period(study, query.period))
    if query.ids:
        masks.append(frame[Field.TICKET_ID.value].isin(query.ids).to_numpy())
    return masks


def _select_field(study: Study, field: str, value: str) -> Selection:
    """Select by one of the program's fields, or by a column of the files that has no field.

    Values come from the same place as the counts of causes, so that a count opens as many tickets.
    """
    import numpy as np  # noqa: PLC0415 - as above

    tickets = study.tickets
    if field not in tickets.frame.columns and field not in tickets.original.columns:
        return np.zeros(len(tickets), dtype=bool)
    return tickets.mask(field, value).to_numpy()


def _select_week(study: Study, query: TicketQuery) -> Selection:
    import numpy as np  # noqa: PLC0415 - as above
    import pandas as pd  # noqa: PLC0415 - as above

    if query.week is None or not study.tickets.has(Field.CREATED_AT):
        return np.zeros(len(study.tickets), dtype=bool)
    opened = study.tickets.frame[Field.CREATED_AT.value]
    monday = pd.Timestamp(query.week)
    return ((opened >= monday) & (opened < monday + timedelta(days=7))).to_numpy()


def _select_period(study: Study, period: Period) -> Selection:
    import numpy as np  # noqa: PLC0415 - as above
    import pandas as pd  # noqa: PLC0415 - as above

    if not study.tickets.has(Field.CREATED_AT):
        return np.zeros(len(study.tickets), dtype=bool)
    opened = study.tickets.frame[Field.CREATED_AT.value]
    first, after = pd.Timestamp(period.first), pd.Timestamp(period.last) + timedelta(days=1)
    return ((opened >= first) & (opened < after)).to_numpy()


def _select_matches(texts: pd.Series[Any], pattern: str) -> Selection:
    """Search the folded texts; this comes last because folding costs more than all the rest."""
    import numpy as np  # noqa: PLC0415 - as above

    search = re.compile(pattern).search
    return np.fromiter((search(fold(text)) is not None for text in texts), dtype=bool, count=len(texts))


def count_askers(study: Study, query: TicketQuery, most: int) -> tuple[tuple[str, str, int], ...]:
    """Return who asked most among the tickets of a query: the field, the name as written, and the tickets.

    Only those who asked more than once; none for a log that names nobody.
    """
    field = next((one for one in (Field.REQUESTER, Field.CUSTOMER) if study.tickets.has(one)), None)
    if field is None:
        return ()
    names = study.tickets.values(field.value).iloc[_find_rows(study, query)]
    counts = names.value_counts()
    counts = counts[counts > 1].drop("", errors="ignore")
    least = counts.iloc[:most].min()  # of many thousands only those that may be told are read
    found = [(str(name), int(count)) for name, count in counts[counts >= least].items()]
    found.sort(key=lambda one: (-one[1], one[0]))
    return tuple((field.value, name, count) for name, count in found[:most])

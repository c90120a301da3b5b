"""Columns that an analysis adds to the tickets, and the hash of its result."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from supportlens.domain import NOISE, Assigned, Derived, Field

if TYPE_CHECKING:
    import pandas as pd

    from supportlens.domain import Cleaned, Grouping, Tickets


def ticket_columns(grouping: Grouping, cleaned: Cleaned) -> dict[str, list[str]]:
    """Return runner-up symptom, reason for having none and language of each ticket, as assignment columns."""
    ids = [*(symptom.id for symptom in grouping.symptoms), ""]  # index -1, the last, stands for none
    return {
        Assigned.RUNNER_UP: [ids[place] for place in grouping.runners_up.tolist()],
        Assigned.ASIDE: [reason.value if reason else "" for reason in grouping.reasons],
        Assigned.LANGUAGE: list(cleaned.languages),
    }


def fingerprint(tickets: Tickets, assignment: pd.DataFrame) -> str:
    """Return twelve hexadecimal digits that depend only on which text is in which symptom, not on row order.

    Two studies of the same tickets have the same digits if they group them into the same symptoms.
    """
    columns = [
        [str(value) for value in values]
        for values in (
            tickets.frame[Field.TICKET_ID.value],
            tickets.frame[Derived.TEXT],
            assignment[Assigned.SYMPTOM],
        )
    ]
    digest = hashlib.sha256()
    # By the id before the rest: the rows written out would be a second copy of all texts.
    starts = [f"{key}\x1f" for key in columns[0]]
    for _, same in groupby(sorted(range(len(starts)), key=starts.__getitem__), key=starts.__getitem__):
        for row in sorted("\x1f".join(column[place] for column in columns) for place in same):
            digest.update(row.encode("utf-8", "replace") + b"\x1e")
    return digest.hexdigest()[:12]


def mark_noise(tickets: Tickets, grouping: Grouping) -> Tickets:
    """Mark the tickets without information, so that every page counts them alike."""
    return replace(tickets, frame=tickets.frame.assign(**{Derived.INFORMATIVE: grouping.labels != NOISE}))

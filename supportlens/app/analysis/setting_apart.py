"""Sets apart the tickets that are nobody's request, and counts them as requests where a person says so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.domain import HERE, Screening, Stage

if TYPE_CHECKING:
    from supportlens.domain import Attribution, Progress, Study, Tickets, Workers


def set_apart(
    tickets: Tickets, counted: frozenset[str], progress: Progress, workers: Workers = HERE
) -> tuple[Tickets, Screening]:
    """Return the requests among the tickets, and what was set apart.

    Groups whose id or kind is among `counted` stay. `workers` read the texts. Reports a part of
    `Stage.ENCODE`.
    """
    from supportlens import screening  # noqa: PLC0415 - needs pandas
    from supportlens.resources import screening_words  # noqa: PLC0415 - as above

    found = screening.screen_tickets(
        tickets, screening_words(), counted, lambda part: progress(Stage.ENCODE, part), workers
    )
    if found.tickets is None:
        return tickets, found
    apart = frozenset(found.positions)
    kept = [row for row in range(len(tickets)) if row not in apart]
    return tickets.take(kept, set_apart=len(apart)), found


def join_apart(study: Study) -> Tickets:
    """Return all tickets of a study, those that were set apart in their places."""
    import pandas as pd  # noqa: PLC0415 - the window's first paint must not wait for it

    apart, positions = study.screening.tickets, study.screening.positions
    if apart is None:
        return study.tickets
    taken = frozenset(positions)
    kept = (row for row in range(len(study.tickets) + len(apart)) if row not in taken)
    order = pd.Index([*kept, *positions]).argsort()
    return replace(
        study.tickets,
        frame=pd.concat([study.tickets.frame, apart.frame]).iloc[order].reset_index(drop=True),
        original=pd.concat([study.tickets.original, apart.original]).iloc[order].reset_index(drop=True),
        set_apart=0,
    )


def without_causes(attribution: Attribution) -> Attribution:
    """Return the attribution without causes: a log without a request has none."""
    from supportlens.domain import Assigned  # noqa: PLC0415 - as above

    return replace(
        attribution,
        causes=(),
        symptoms=tuple(replace(symptom, cause_id=None) for symptom in attribution.symptoms),
        assignment=attribution.assignment.assign(**{Assigned.CAUSE: ""}),
        general=None,
        usual=(),
    )

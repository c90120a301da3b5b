"""The tickets of a standing moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain.projects.earlier_study import trace_ancestors
from supportlens.domain.study import Assigned

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    import numpy.typing as npt

    from supportlens.domain.standing.moments import StandingMoment
    from supportlens.domain.study import Study

    Mask = npt.NDArray[np.bool_]


def mark_tickets(study: Study, cause_id: str, moment_id: str = "", symptoms: Iterable[str] = ()) -> Mask:
    """Mark the tickets of a cause, else those of some symptoms, else those of a moment of the catalogue."""
    assignment = study.assignment
    if cause_id:
        return assignment[Assigned.CAUSE].eq(cause_id).to_numpy(dtype=bool)
    wanted = set(symptoms)
    if wanted:
        ids = assignment[Assigned.SYMPTOM]
        having = {each: bool(wanted & set(trace_ancestors(str(each)))) for each in ids.unique()}
        return ids.map(having).to_numpy(dtype=bool)
    marked: Mask = assignment[Assigned.MOMENT].eq(moment_id).to_numpy(dtype=bool)
    return marked & bool(moment_id)  # what is about the desk's own calls has no tickets


def mark_occurrences(study: Study, moment: StandingMoment) -> Mask:
    """Mark the tickets in which a standing moment occurred.

    A cause that is not found any more has the tickets of its symptoms, which keep their ids over the months.
    """
    symptoms = moment.about.symptoms if moment.about else ()
    return mark_tickets(study, moment.cause_id, "" if moment.about else moment.moment_id, symptoms)

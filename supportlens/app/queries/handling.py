"""How different groups handled the same cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain.logbook.marking import mark_occurrences, mark_tickets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from supportlens.domain import Handling, StandingMoment, Study


def handling_of_causes(study: Study) -> Mapping[str, tuple[Handling, ...]]:
    """Return by the id of each cause how the groups of each field handled its tickets."""
    from supportlens.moments import compare_handling, measure_handling  # noqa: PLC0415 - needs pandas

    basis = measure_handling(study.tickets)
    return {cause.id: compare_handling(basis, mark_tickets(study, cause.id)) for cause in study.causes}


def handling_of_cause(study: Study, cause_id: str) -> tuple[Handling, ...]:
    """Return how the groups of each field handled the tickets of a cause."""
    from supportlens.moments import compare_handling, measure_handling  # noqa: PLC0415 - as above

    return compare_handling(measure_handling(study.tickets), mark_tickets(study, cause_id))


def handling_of_moment(study: Study, moment: StandingMoment) -> tuple[Handling, ...]:
    """Return how the groups of each field handled the tickets of a standing moment."""
    from supportlens.moments import compare_handling, measure_handling  # noqa: PLC0415 - as above

    return compare_handling(measure_handling(study.tickets), mark_occurrences(study, moment))

"""How different groups handled the same cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain.logbook.marking import mark_occurrences, mark_tickets

if TYPE_CHECKING:
    from supportlens.domain import Handling, StandingMoment, Study


def handling_of_cause(study: Study, cause_id: str) -> tuple[Handling, ...]:
    """Return how the groups of each field handled the tickets of a cause."""
    from supportlens.moments import compare_handling  # noqa: PLC0415 - needs pandas

    return compare_handling(study.tickets, mark_tickets(study, cause_id))


def handling_of_moment(study: Study, moment: StandingMoment) -> tuple[Handling, ...]:
    """Return how the groups of each field handled the tickets of a standing moment."""
    from supportlens.moments import compare_handling  # noqa: PLC0415 - as above

    return compare_handling(study.tickets, mark_occurrences(study, moment))

"""Compares two periods of a study."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supportlens.domain import ActiveUsers, Period, PeriodComparison, Study


def compare(
    study: Study,
    periods: tuple[Period, Period] | None = None,
    *,
    users: tuple[ActiveUsers, ...] = (),
    country: str | None = None,
) -> PeriodComparison | None:
    """Compare two periods, by default the last four full weeks with the four before.

    None if no periods are given and the log has no dates or is too short for a full week on either
    side. Raises ValueError for periods that overlap or lie outside the log.
    """
    from supportlens import causes  # noqa: PLC0415 - needs pandas: the window must not wait for it

    chosen = periods or causes.choose_periods(study.tickets)
    if chosen is None:
        return None
    return causes.compare_periods(study, *chosen, users=users, country=country)

"""How small a fall of a cause would be seen, before anything is done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supportlens.domain import Cause, DetectableFall, Study


def find_detectable(study: Study, cause: Cause) -> DetectableFall | None:
    """Return the smallest falls that would be seen in some weeks, None with too few tickets or no dates."""
    from supportlens import effect  # noqa: PLC0415 - needs SciPy

    log = effect.LogOfCauses(study.tickets, study.assignment, study.causes, lambda _action: "")
    return next(iter(effect.find_detectable_falls(log, (cause,))), None)

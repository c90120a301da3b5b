"""Draws the next pilot of a study."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supportlens.domain import Pilot, Study


def draw_next(study: Study) -> Pilot | None:
    """Return ten customers to call who were in no pilot yet, None if there are none."""
    from supportlens import customers  # noqa: PLC0415 - needs pandas

    care = study.care
    if care is None:
        return None
    called = {(call.id, call.customer) for pilot in study.pilots for call in pilot.calls}
    left = tuple(one for one in care.due if (one.id, one.customer) not in called)
    return customers.draw_pilot(replace(care, due=left), len(study.pilots) + 1)

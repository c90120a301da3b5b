"""The ten-call pilot: whom to call, drawn by lot that anybody can repeat."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from supportlens.domain import Pilot, PilotCall

if TYPE_CHECKING:
    from supportlens.domain import CustomerCare

CALLS = 10
"""Calls of a pilot (the source's own exercise)."""


def draw_pilot(care: CustomerCare, number: int = 1) -> Pilot | None:
    """Return a pilot with ten customers whose follow-up is due, None if there is none.

    The lot is a hash of the customer, so that the same list gives the same ten and nobody chooses the kind
    ones.
    """
    if care.as_of is None or not care.due:
        return None

    def draw(name: str) -> str:
        return hashlib.blake2b(f"{number}\n{name}".encode(), digest_size=8).hexdigest()

    drawn = sorted(care.due, key=lambda one: (draw(f"{one.id}\n{one.customer}"), one.customer, one.id))
    calls = sorted(drawn[:CALLS], key=lambda one: (one.day, one.customer, one.id))
    return Pilot(f"P{number}", care.as_of, tuple(PilotCall(one.customer, one.id) for one in calls))

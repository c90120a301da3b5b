"""Where a cause sits, and by how much more than chance."""

from __future__ import annotations

from dataclasses import dataclass

NAMED_SHARE = 0.6
"""Least share of a cause's tickets in one place for the place to be named as its own."""


@dataclass(frozen=True, slots=True)
class ScopeClaim:
    """That a cause sits in one value of one field, and by how much more than chance.

    `lift` is the risk ratio share_inside / share_outside with its 95 % interval; `q` the
    Benjamini-Hochberg adjusted p over everything that was tried.
    """

    field: str
    value: str
    share_inside: float
    share_outside: float
    lift: float
    lift_low: float
    lift_high: float
    q: float
    tickets: int
    known: int = 0
    """Tickets of the cause in which the field is filled in."""
    also: tuple[tuple[str, str], ...] = ()
    """Further fields with their values that hold together with the first, in a combination."""

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Every field with its value, the most telling first."""
        return ((self.field, self.value), *self.also)

    @property
    def is_place(self) -> bool:
        """Whether it holds most of the cause and is somewhere that a lead can go to."""
        return self.share_inside >= NAMED_SHARE and self.field not in {"language", "priority"}

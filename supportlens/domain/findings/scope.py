"""Where a cause is concentrated, with its lift over chance."""

from __future__ import annotations

from dataclasses import dataclass

MIN_NAMED_SHARE = 0.6
"""Minimum share of a cause's tickets in a place for the cause to be named after it.

Judgement: a clear majority; a smaller one names places with only half of a cause.
"""


@dataclass(frozen=True, slots=True)
class ScopeClaim:
    """The claim that a cause is concentrated in one value of a field, with its lift over chance.

    `lift` is the risk ratio share_inside / share_outside with its 95 % interval; `q` the Benjamini-Hochberg
    adjusted p over all tests.
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
    """Tickets of the cause with a value in the field."""
    further: tuple[tuple[str, str], ...] = ()
    """The further fields and values of a combination."""

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Every field with its value, the most specific first."""
        return ((self.field, self.value), *self.further)

    @property
    def is_place(self) -> bool:
        """Whether it contains most of the cause and is actionable: not a language or priority."""
        return self.share_inside >= MIN_NAMED_SHARE and self.field not in {"language", "priority"}

"""A cause as the plan sees it: its tickets, what is left of it, and what an action may bring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from supportlens.domain import Cause, Worth
    from supportlens.training.promises import Expectation
    from supportlens.training.remainders import Remainder


@dataclass(frozen=True, slots=True)
class Sight:
    """A cause as the plan sees it."""

    cause: Cause
    inside: pd.DataFrame
    """Its tickets."""
    remainder: Remainder | None
    """What is left of it where an action has reached some groups."""
    service: bool
    people: int | None
    weekly: float | None
    expectation: Expectation | None
    worth: Worth

    @property
    def rows(self) -> pd.DataFrame:
        """The tickets of those whom an action is for."""
        return self.inside if self.remainder is None else self.remainder.rows

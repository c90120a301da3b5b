"""Conditions on a study that a script asks for, such as ``share>0.30``."""

from __future__ import annotations

import math
import operator
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.domain import Trend
from supportlens.domain.findings.condition_figures import ConditionFigure

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.domain import Study


def _share(study: Study) -> float:
    return 0.0 if study.main_cause is None else study.main_cause.share


def _tickets(study: Study) -> float:
    return 0.0 if study.main_cause is None else float(study.main_cause.tickets)


def _excess(study: Study) -> float:
    return 0.0 if study.main_cause is None else study.main_cause.excess


def _verdict(study: Study) -> float:
    return float(study.main_cause is not None)


def _trend(trend: Trend) -> Callable[[Study], float]:
    return lambda study: (
        0.0 if study.continuation is None else float(len(study.continuation.with_trend(trend)))
    )


_MEASURES: dict[ConditionFigure, Callable[[Study], float]] = {
    ConditionFigure.SHARE: _share,
    ConditionFigure.TICKETS: _tickets,
    ConditionFigure.EXCESS: _excess,
    ConditionFigure.VERDICT: _verdict,
    ConditionFigure.NEW: _trend(Trend.NEW),
    ConditionFigure.GROWING: _trend(Trend.GROWING),
}
_COMPARISONS = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "==": operator.eq,
}
_FORM = re.compile(r"\s*([a-z]+)\s*(?:(>=|<=|==|=|>|<)\s*(\d+(?:[.,]\d+)?)\s*(%?))?\s*")


@dataclass(frozen=True, slots=True)
class Condition:
    """A figure of a study, compared with a number."""

    text: str
    """As it was written."""
    figure: ConditionFigure
    sign: str
    number: float

    def measure(self, study: Study) -> float:
        """Return the figure of a study."""
        return _MEASURES[self.figure](study)

    def holds(self, study: Study) -> bool:
        """Return whether the condition holds for a study."""
        return bool(_COMPARISONS[self.sign](self.measure(study), self.number))


def read_condition(text: str) -> Condition | None:
    """Return the condition that a text states, None if it states none.

    A figure alone means more than zero; a per cent sign divides the number by 100.
    """
    match = _FORM.fullmatch(text.casefold())
    if match is None or match[1] not in set(ConditionFigure):
        return None
    figure = ConditionFigure(match[1])
    if match[2] is None:
        return Condition(text.strip(), figure, ">", 0.0)
    number = float(match[3].replace(",", ".")) / (100 if match[4] else 1)
    return Condition(text.strip(), figure, match[2], number) if math.isfinite(number) else None

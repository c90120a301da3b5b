"""Data classes of the search for causes: seeds, ticket data and candidates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.causes.rising.left_over import stands_out
from supportlens.causes.time.thresholds import is_reportable

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from supportlens.causes.time.rises import Rise
    from supportlens.causes.time.timeline import LogTimeline

    Mask = npt.NDArray[np.bool_]
    Counts = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CauseCandidate:
    """The tickets of one cause; `family` also contains those from before the rise."""

    members: Mask
    family: Mask
    rise: Rise | None
    symptoms: tuple[int, ...]
    detectable_from: int | None = None
    """The first day on which the rise was detectable, None if it never rose."""


@dataclass(frozen=True, slots=True, eq=False)
class Seed:
    """A set of tickets that may have risen: a symptom, a kind or a place."""

    mask: Mask
    symptom: int | None = None
    kind: bool = False


@dataclass(frozen=True, slots=True)
class RisingLog:
    """The data about every ticket that the search for causes needs."""

    timeline: LogTimeline
    labels: npt.NDArray[np.int64]
    confidence: npt.NDArray[np.float64]
    kind_masks: tuple[Mask, ...]
    baseline: Mask | None = None
    """The tickets that rises are measured against; None for all."""

    def count_traffic(self, among: Mask, members: Mask) -> npt.NDArray[np.float64]:
        """Count the daily tickets of the baseline in `among` and of `members`, measured against it."""
        rest = among if self.baseline is None else among & self.baseline
        return self.timeline.count_daily(rest | members)

    def is_reportable(self, rise: Rise, members: Counts, traffic: Counts, tests: int, least: float) -> bool:
        """Return whether a rise of `members` in `traffic` (d days each), one of `tests`, may be reported."""
        if self.timeline.left_over and not stands_out(rise, members, traffic):
            return False
        return is_reportable(rise, tests, least)

    def measure_spans(self, rise: Rise, first: int) -> tuple[float, float]:
        """Return how much time, as seen by the baseline, is within a rise from day `first` on, and outside.

        That is days, or the tickets of the baseline where all traffic rose or ever fewer are left of older
        times: twice as many tickets of a symptom are no rise while everything doubles.
        """
        last = self.timeline.days if rise.end is None else rise.end + 1
        if self.baseline is None:
            return float(last - first), max(1.0, float(self.timeline.days - (last - first)))
        daily = self.timeline.count_daily(self.baseline)
        within = float(daily[first:last].sum())
        return max(1.0, within), max(1.0, float(daily.sum()) - within)

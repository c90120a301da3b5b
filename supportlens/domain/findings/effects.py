"""What came of an action: the change beyond what would have happened, with its interval and its verdict."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from supportlens.domain.findings.periods import Period
from supportlens.domain.findings.taken_actions import TakenAction

if TYPE_CHECKING:
    from collections.abc import Iterable


class EffectVerdict(StrEnum):
    """Whether an action worked."""

    FELL = "fell"
    DID_NOT_FALL = "did_not_fall"
    GENERAL = "general"
    """It fell, and so did everything."""
    TOO_FEW = "too_few"
    BEFORE = "before"
    """It had fallen before."""


class EffectControl(StrEnum):
    """What an effect is measured against."""

    UNTRAINED = "untrained"
    """The same cause in groups that did not have the action."""
    OTHER_CAUSES = "other_causes"
    NONE = "none"
    """Nothing: only working days and the trend before are taken out."""


class EffectGap(StrEnum):
    """Why an action has no effect to measure."""

    NO_CAUSE = "no_cause"
    """No cause of the log is what it is about."""
    NO_DATES = "no_dates"
    BEFORE_LOG = "before_log"
    AFTER_LOG = "after_log"
    BEFORE_CAUSE = "before_cause"
    """The cause began after it."""
    NO_GROUP = "no_group"
    """The log knows the field of its group, and no such group."""
    TOGETHER = "together"
    """Another action about the same cause began on the same day: the effect is that of both."""


@dataclass(frozen=True, slots=True)
class MeasuredEffect:
    """The effect of an action; `change` is relative (-0.7 for a fall of 70 %) with a 95 % interval."""

    verdict: EffectVerdict
    change: float
    low: float
    high: float
    control: EffectControl
    before: int
    """Tickets in `period_before`, and in `period_after`."""
    after: int
    period_before: Period
    period_after: Period
    control_before: int
    control_after: int
    own_change: float
    """The change without a control, and its interval."""
    own_low: float
    own_high: float
    tickets_avoided: float
    hours_avoided: float | None
    weekly_before: float
    weekly_after: float
    weekly_expected: float
    """Tickets per week after it that would have come without it."""
    weeks_needed: int = 0
    """Further weeks until a fall by half would be seen, for `TOO_FEW`."""
    fell_on: date | None = None
    """When it fell instead, for `BEFORE`."""
    relapse: date | None = None
    """When it rose again, None if it stayed low."""
    fading: bool = False
    """Whether it rose again in part."""
    ramp_days: int = 0
    """Days that the fall took."""


@dataclass(frozen=True, slots=True)
class MeasuredAction:
    """An action with its cause and its effect; `gap` says why there is no effect."""

    id: str
    action: TakenAction
    cause_id: str | None = None
    effect: MeasuredEffect | None = None
    gap: EffectGap | None = None
    askers_before: int = 0
    """Level 3: people who asked about the cause before the action, and those of them who asked again."""
    asked_again: int = 0
    parts: tuple[str, ...] = ()
    """The ids of its phases, for what was given to one group after another and is measured together."""
    groups: tuple[str, ...] = ()
    """The values of the action's field that it was for, as the log writes them; empty for everybody."""
    covers: bool = False
    """Whether these groups brought nearly all tickets of the cause before it."""

    @property
    def is_for_all(self) -> bool:
        """Whether it reached everybody, at once or one group after another."""
        return not self.action.field or self.covers

    @property
    def is_waiting(self) -> bool:
        """Whether what came of it can be told in some weeks."""
        effect = self.effect
        return effect is not None and effect.verdict is EffectVerdict.TOO_FEW and effect.weeks_needed > 0

    @property
    def worked(self) -> bool:
        """Whether the cause fell beyond the others and has not come back."""
        effect = self.effect
        return effect is not None and effect.verdict is EffectVerdict.FELL and effect.relapse is None


def list_worked(measured: Iterable[MeasuredAction], phased: Iterable[MeasuredAction]) -> list[MeasuredAction]:
    """Return the actions after which a cause fell, each fall once: of one day the first."""
    whole = [one for one in phased if one.worked]
    parts = {part for one in whole for part in one.parts}
    days: dict[tuple[object, ...], MeasuredAction] = {}
    for one in measured:
        if one.worked and one.id not in parts:
            days.setdefault((one.cause_id, one.action.start, one.groups), one)
    return [*whole, *days.values()]


@dataclass(frozen=True, slots=True)
class DetectableFall:
    """The smallest fall of a cause that would be seen in so many weeks; None where none would."""

    cause_id: str
    weeks: tuple[tuple[int, float | None], ...]

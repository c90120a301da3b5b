"""Scoring: what the program says of a planted log, held against what was planted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from supportlens.domain import ChangeSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sample_logs.planted import PlantedCause, Planting
    from supportlens.domain import Cause, Study

NEARLY_AS_LARGE = 0.7
"""Of two causes the larger is the first; a smaller one of this part of it may be named as well."""
ONSET_DAYS = 7
SHARE_POINTS = 0.05
WHERE = ("product", "site", "channel", "role")


class Criterion(StrEnum):
    """What is asked of a verdict."""

    SCOPE = "scope"
    ONSET = "onset"
    CHANGE = "change"
    KIND = "kind"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Score:
    """What a verdict got right of one planted cause; a criterion that cannot be asked is missing."""

    right: dict[Criterion, bool]
    said: str
    truth: str

    @property
    def missed(self) -> tuple[Criterion, ...]:
        """List what it got wrong."""
        return tuple(criterion for criterion, hit in self.right.items() if not hit)


def score(planting: Planting, study: Study) -> Score:
    """Hold the verdict against the planted cause that it had to name."""
    return max(
        (score_cause(study.main_cause, planted, planting) for planted in _first(planting.truth.causes)),
        key=lambda found: sum(found.right.values()),
    )


def beside(planting: Planting, study: Study) -> list[Score]:
    """Hold all the causes that rose against each planted cause; the best of them counts."""
    risen = [cause for cause in study.causes if cause.onset is not None]
    return [
        max(
            (score_cause(cause, planted, planting) for cause in (*risen, None)),
            key=lambda found: (found.right[Criterion.SCOPE], sum(found.right.values())),
        )
        for planted in planting.truth.causes
    ]


def claims_a_change(study: Study) -> bool:
    """Return whether the verdict holds that something rose."""
    return study.main_cause is not None and study.main_cause.onset is not None


def _first(causes: Sequence[PlantedCause]) -> list[PlantedCause]:
    largest = max(cause.tickets for cause in causes)
    return [cause for cause in causes if cause.tickets >= NEARLY_AS_LARGE * largest]


def score_cause(cause: Cause | None, planted: PlantedCause, planting: Planting) -> Score:
    """Hold one cause that the program found against one that was planted."""
    asked = {
        Criterion.SCOPE: _scope_right,
        Criterion.ONSET: _onset_right,
        Criterion.CHANGE: _change_right,
        Criterion.KIND: _kind_right,
        Criterion.SHARE: _share_right,
    }
    if planted.change not in planting.changes and not _version_tells(planted, planting):
        del asked[Criterion.CHANGE]
    right = {criterion: cause is not None and ask(cause, planted) for criterion, ask in asked.items()}
    return Score(right, describe_cause(cause), _describe_planted(planted))


def _version_tells(planted: PlantedCause, planting: Planting) -> bool:
    return planting.scenario.versions and "version" in planted.scope


def _scope_right(cause: Cause, planted: PlantedCause) -> bool:
    """Every planted place but the version is named, and no other place is."""
    named = {(claim.field.lower(), claim.value) for claim in cause.scope if claim.is_place}
    values = {value for _, value in named}
    wanted = [value for field, value in planted.scope.items() if field in {"product", "channel", "site"}]
    elsewhere = [value for field, value in named if field in WHERE and value not in wanted]
    return all(value in values for value in wanted) and not elsewhere


def _onset_right(cause: Cause, planted: PlantedCause) -> bool:
    return cause.onset is not None and abs(cause.onset.day - planted.onset) <= timedelta(days=ONSET_DAYS)


def _change_right(cause: Cause, planted: PlantedCause) -> bool:
    """The planted change by its day and name; without a calendar, the version that came with it."""
    if cause.change is None:
        return False
    told = cause.change.change
    if told.source is ChangeSource.CALENDAR:
        return (told.day, told.name) == (planted.change.day, planted.change.name)
    version = planted.scope.get("version", "")
    near = abs(told.day - planted.change.day) <= timedelta(days=ONSET_DAYS)
    return near and bool(version) and version in told.name


def _kind_right(cause: Cause, planted: PlantedCause) -> bool:
    return cause.kind.value == planted.kind


def _share_right(cause: Cause, planted: PlantedCause) -> bool:
    return abs(cause.share - planted.share) <= SHARE_POINTS


def describe_cause(cause: Cause | None) -> str:
    """Describe what is said of a cause in a line."""
    if cause is None:
        return "no verdict"
    scores = ", ".join(f"{kind} {value:.2f}" for kind, value in list(cause.kind_scores.items())[:3])
    places = ", ".join(f"{claim.field} {claim.value}" for claim in cause.scope if claim.is_place)
    onset = (
        f"{cause.onset.day} ({cause.onset.low}..{cause.onset.high}, {cause.onset.shape})"
        if cause.onset
        else "never"
    )
    change = cause.change.change.name if cause.change else "no change"
    return (
        f"{cause.kind} [{scores}]; {places}; {onset}; {change}; {cause.share:.1%}; {cause.name.in_('en')!r}"
    )


def _describe_planted(planted: PlantedCause) -> str:
    places = ", ".join(f"{field} {value}" for field, value in planted.scope.items())
    when = f"{planted.onset} ({planted.shape})"
    return f"{planted.kind}; {places}; {when}; {planted.change.name}; {planted.share:.1%}"

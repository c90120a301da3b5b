"""The steps that led to a study and those that were undone, each with the study on its other side."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from supportlens.app.projects.saying_again import collect_said
from supportlens.app.projects.workings import pack_workings, unpack_workings
from supportlens.domain import StageResults, StepKind, Study

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.domain import SaidSoFar, Step
    from supportlens.store import ProjectStore

MOST_STEPS = 100
"""Steps that can be undone, the oldest dropped first. Judgement: more than anybody takes back."""
PAST, FUTURE, INDEX = "past", "future", "steps"
"""The names of parts: the fields of studies before and after the present one, and the list of both."""
SAID = "said"
"""The name of the part of a step of which only what was said is kept."""
BOUND_TO_TICKETS = frozenset(
    (StepKind.CHANGED, StepKind.MOMENT_CHANGED, StepKind.ACTION_TAKEN, StepKind.PILOT_CHANGED)
)
"""Steps that cannot be undone once files were added: what they changed is not among what was said."""


@dataclass(frozen=True, slots=True, eq=False)
class TakenStep:
    """A step and the study on its other side: before it in the past, after it in the future.

    Of a step before files were added, what had been `said` is kept instead of the study.
    """

    step: Step
    study: Study | None
    said: SaidSoFar | None = None


@dataclass(frozen=True, slots=True, eq=False)
class StepHistory:
    """The past and the future of a study, nearest step last; a change makes a new history."""

    past: tuple[TakenStep, ...] = ()
    future: tuple[TakenStep, ...] = ()

    @property
    def last(self) -> Step | None:
        """The step that would be undone."""
        return self.past[-1].step if self.past else None

    @property
    def next(self) -> Step | None:
        """The step that would be done again."""
        return self.future[-1].step if self.future else None

    def take(self, step: Step, before: Study) -> StepHistory:
        """Return the history after one more step; what was undone can no longer be done again."""
        return StepHistory((*self.past, TakenStep(step, before))[-MOST_STEPS:])

    def settle(self) -> StepHistory:
        """Return the history of a study to which files were added: of its steps what was said before them."""
        past = (
            taken if taken.study is None else TakenStep(taken.step, None, collect_said(taken.study))
            for taken in self.past
            if taken.step.kind not in BOUND_TO_TICKETS
        )
        return StepHistory(tuple(past))

    @property
    def said_before(self) -> SaidSoFar | None:
        """What had been said before the last step if the study before it had fewer files, else None."""
        return self.past[-1].said if self.past else None

    def explain(self, whys: Sequence[str]) -> StepHistory:
        """Return the history with the reason of each past step, oldest first."""
        past = tuple(
            taken if taken.step.why == why else replace(taken, step=replace(taken.step, why=why))
            for taken, why in zip(self.past, whys, strict=True)
        )
        return StepHistory(past, self.future)

    def undo(self, current: Study, before: Study | None = None) -> tuple[Study, StepHistory]:
        """Return the study before the last step; raises IndexError without one.

        `before` is the study with `said_before`, which the history itself does not have.
        """
        last = self.past[-1]
        study = last.study or before
        if study is None:
            raise IndexError(last.step)
        return study, StepHistory(self.past[:-1], (*self.future, TakenStep(last.step, current)))

    def redo(self, current: Study) -> tuple[Study, StepHistory]:
        """Return the study after the step that was undone last; raises IndexError without one."""
        last = self.future[-1]
        if last.study is None:
            raise IndexError(last.step)
        return last.study, StepHistory((*self.past, TakenStep(last.step, current)), self.future[:-1])


class StepKeeper:
    """Writes a history to a project: of each study only the fields in which it differs from its neighbour."""

    def __init__(self, kept: ProjectStore) -> None:
        self._store = kept
        self._numbers: dict[tuple[str, int], int] = {}
        self._held: list[TakenStep] = []
        self._next = 1

    def write(self, current: Study, history: StepHistory) -> None:
        """Write the steps that are not in the file yet, and remove those that no longer belong to it."""
        if not self._numbers:
            self._clear()
        index: list[tuple[str, int, Step]] = []
        numbers: dict[tuple[str, int], int] = {}
        for side, steps in ((PAST, history.past), (FUTURE, history.future)):
            neighbours = (*(each.study or current for each in steps[1:]), current)
            for taken, neighbour in zip(steps, neighbours, strict=False):  # the last one has the present
                number = self._numbers.get((side, id(taken)))
                if number is None:
                    number = self._next
                    self._next += 1
                    self._write_step(f"{side}/{number:06d}/", taken, neighbour)
                numbers[side, id(taken)] = number
                index.append((side, number, taken.step))
        for key in self._numbers.keys() - numbers.keys():
            for name in self._store.part_names(f"{key[0]}/{self._numbers[key]:06d}/"):
                self._store.remove_part(name)
        if numbers.keys() != self._numbers.keys():
            self._store.write_part(INDEX, tuple(index))
        self._numbers = numbers
        self._held = [
            *history.past,
            *history.future,
        ]  # so that no other step gets the identity of one of these

    def adopt(self, history: StepHistory) -> None:
        """Take a history for the one that the file holds, if it has as many steps."""
        if INDEX not in self._store.part_names(INDEX):
            return
        index: tuple[tuple[str, int, Step], ...] = self._store.read_part(INDEX)
        held = [*((PAST, each) for each in history.past), *((FUTURE, each) for each in history.future)]
        if [(side, step) for side, _, step in index] != [(side, each.step) for side, each in held]:
            return
        pairs = zip(index, held, strict=True)
        self._numbers = {(side, id(each)): number for (_, number, _), (side, each) in pairs}
        self._next = max((number for _, number, _ in index), default=0) + 1
        self._held = [each for _, each in held]

    def read(self, current: Study) -> StepHistory:
        """Return the history that the file holds of the study that it holds."""
        if INDEX not in self._store.part_names(INDEX):
            return StepHistory()
        index: tuple[tuple[str, int, Step], ...] = self._store.read_part(INDEX)
        sides: dict[str, list[TakenStep]] = {PAST: [], FUTURE: []}
        known = {one.name for one in fields(Study) if one.init}
        for side, found in sides.items():
            study = current
            for name, number, step in reversed(index):
                if name != side:
                    continue
                start = f"{side}/{number:06d}/"
                names = self._store.part_names(start)
                differing: dict[str, Any] = {
                    part.removeprefix(start): self._store.read_part(part)
                    for part in names
                    if part.removeprefix(start) in known
                }
                if f"{start}{SAID}" in names:
                    found.insert(0, TakenStep(step, None, self._store.read_part(f"{start}{SAID}")))
                else:
                    if "stage_results" in differing:
                        differing["stage_results"] = unpack_workings(differing["stage_results"])
                    study = replace(study, **differing)
                    found.insert(0, TakenStep(step, study))
                self._numbers[side, id(found[0])] = number
        self._next = max((number for _, number, _ in index), default=0) + 1
        self._held = [*sides[PAST], *sides[FUTURE]]
        return StepHistory(tuple(sides[PAST]), tuple(sides[FUTURE]))

    def write_anew(self) -> None:
        """Forget what the file holds, so that all steps are written again."""
        self._numbers = {}

    def _clear(self) -> None:
        """Remove the steps of a history that nobody read."""
        for start in (f"{PAST}/", f"{FUTURE}/", INDEX):
            for name in self._store.part_names(start):
                self._store.remove_part(name)

    def _write_step(self, start: str, taken: TakenStep, neighbour: Study) -> None:
        if taken.study is None:
            self._store.write_part(start + SAID, taken.said)
        else:
            self._write_difference(start, taken.study, neighbour)

    def _write_difference(self, start: str, study: Study, neighbour: Study) -> None:
        for one in fields(Study):
            value = getattr(study, one.name)
            if one.init and value is not getattr(neighbour, one.name):
                if isinstance(value, StageResults):
                    value = pack_workings(value)
                self._store.write_part(start + one.name, value)

"""The log of moments in the reader's language: its columns, and the names of results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import Result
from supportlens.i18n.contacts.codes import code_names
from supportlens.i18n.labels import action_name
from supportlens.i18n.standing.lives import state_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.domain import Occurrence, Study
    from supportlens.i18n.words import Words


def result_name(result: Result, words: Words) -> str:
    """Return how a contact ended."""
    return {
        Result.REOPENED: words.say("Reopened"),
        Result.UNSOLVED: words.say("Left without a solution"),
        Result.BITTER: words.say("Ended bitterly"),
        Result.WELL: words.say("Ended well"),
        Result.SOLVED: words.say("Answered"),
        Result.OPEN: words.say("Still open"),
        Result.UNKNOWN: words.say("Not said"),
    }[result]


def occurrence_columns(words: Words) -> tuple[str, ...]:
    """Return the columns of the log of moments."""
    return (
        words.say("Date"),
        words.say("Ticket"),
        words.say("Customer"),
        words.say("Moment of truth"),
        words.say("Stage"),
        words.say("Cause"),
        words.say("Risk (1 to 5)"),
        words.say("Critical"),
        words.say("Action"),
        words.say("Owner"),
        words.say("Result"),
    )


class OccurrenceWriter:
    """Writes occurrences of one study as rows of texts, in the order of the columns."""

    def __init__(self, study: Study, words: Words) -> None:
        self._words = words
        self._standing = {one.id: one for one in study.desk_moments.moments}
        self._moments = {one.id: words.read(one.name) for one in study.playbook.moments}
        self._causes = {one.id: one for one in study.causes}
        self._cause_names = {one.id: words.bare(one.name) for one in study.causes}
        self._results = {one: result_name(one, words) for one in Result}
        self._taken = {one.cause_id: one.action for one in study.measured if one.cause_id}
        self._stages: dict[str, str] = {}
        yes = words.say("Yes")
        self._cells: tuple[Callable[[Occurrence], object], ...] = (
            lambda one: one.day,
            lambda one: one.ticket_id,
            lambda one: one.customer,
            self._moment,
            self._stage,
            lambda one: self._cause_names.get(one.cause_id, ""),
            lambda one: one.risk,
            lambda one: yes if one.critical else "",
            lambda one: (one.note.action if one.note else "") or self._action(one),
            lambda one: (one.note.owner if one.note else "") or self._owner(one),
            lambda one: self._results[one.result],
        )

    def write(self, one: Occurrence) -> tuple[object, ...]:
        """Return the row of an occurrence: a date, texts, and the risk as a number."""
        return tuple(cell(one) for cell in self._cells)

    def cell(self, one: Occurrence, column: int) -> object:
        """Return one cell of the row of an occurrence."""
        return self._cells[column](one)

    def _moment(self, one: Occurrence) -> str:
        standing = self._standing.get(one.standing_id)
        return (
            self._words.bare(standing.name) if standing else self._moments.get(one.moment_id, one.moment_id)
        )

    def _stage(self, one: Occurrence) -> str:
        if one.stage not in self._stages:
            self._stages[one.stage] = code_names(one.stage, self._words)
        return self._stages[one.stage]

    def _action(self, one: Occurrence) -> str:
        """Return what is done about it: the sheet of its standing moment, what was done, else what helps."""
        standing, cause = self._standing.get(one.standing_id), self._causes.get(one.cause_id)
        if standing is not None:
            return self._words.say(
                "Sheet {id} ({state})", id=standing.id, state=state_name(standing.state, self._words).lower()
            )
        if one.cause_id in self._taken:
            return self._taken[one.cause_id].name
        return action_name(cause.action, self._words) if cause else ""

    def _owner(self, one: Occurrence) -> str:
        """Return who is responsible: for the standing moment, else for what was done."""
        if one.standing_id in self._standing:
            return self._standing[one.standing_id].owner
        return self._taken[one.cause_id].owner if one.cause_id in self._taken else ""

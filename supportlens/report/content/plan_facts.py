"""The facts at the head of an action: for whom, how, by whom, when, and what for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.i18n.plan.formats import (
    day_line,
    format_phrase,
    format_reason_line,
    level_line,
    teacher_label,
    teacher_line,
    worth_lines,
)
from supportlens.i18n.plan.reasons import floor_line, people_lines, promise_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supportlens.domain import Study, TrainingAction
    from supportlens.i18n import Words


def plan_facts(action: TrainingAction, study: Study, words: Words) -> Iterator[tuple[str, str | None]]:
    """Return each fact with its label; None is to be filled in by hand."""
    people = "\n".join(people_lines(action, words))
    if people:
        yield words.say("For whom") if action.is_training else words.say("Who is affected"), people
    if action.change:
        yield words.say("After the change"), action.change
    if action.is_training:
        how = (format_phrase(action, words), format_reason_line(action, words))
        yield words.say("Format"), "\n".join(line for line in how if line)
        yield teacher_label(action, words), teacher_line(action.teacher, words)
        if action.day is not None:
            yield words.say("Date"), day_line(action, words)
    rules = study.playbook.plan_rules
    target = (level_line(action, words), promise_line(action, rules, words))
    yield words.say("Target"), "\n".join(line for line in target if line)
    worth = worth_lines(action, words)
    if action.is_training and not study.untaught:
        worth.append(floor_line(rules, words))  # else it stands below the causes that do not reach it
    if worth:
        yield words.say("Hours"), "\n".join(worth)
    yield words.say("Owner"), None
    if not action.is_training:
        yield words.say("Date"), None

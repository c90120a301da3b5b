"""What is practised with those who serve, as headings with their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.i18n.plan.reasons import source_line
from supportlens.i18n.plan.service import (
    behaviour_name,
    critical_line,
    first_answer_checks,
    practice_line,
    service_line,
    value_name,
    who_serves_line,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supportlens.domain import ServiceTraining
    from supportlens.i18n import Words


def service_sections(training: ServiceTraining, words: Words) -> Iterator[tuple[str, list[str]]]:
    """Return the sections of the practice with those who serve: a heading and its lines each."""
    facts = (
        service_line(training, words),
        critical_line(training, words),
        who_serves_line(training, words),
        ", ".join(training.names),
    )
    yield words.say("What to practise together"), [fact for fact in facts if fact]
    yield (
        words.say("Instead of what happened"),
        [
            f"{behaviour_name(one, words)}\n{value_name(one.value, words)}: {practice_line(one, words)} "
            f"{source_line(one.ticket_ids, words)}."
            for one in training.practices
        ],
    )
    yield words.say("Check every first answer for three things"), list(first_answer_checks(words))
    examples = [
        f"{words.quoted(one.text)} {source_line((one.ticket_id,), words)}." for one in training.examples
    ]
    if examples:
        yield words.say("Good answers of this log"), examples

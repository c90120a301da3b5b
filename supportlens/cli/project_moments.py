"""The commands `project moments` and `project institutionalise`, about what a desk made its own."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from supportlens.cli.parsers import UnusableCall

if TYPE_CHECKING:
    import argparse

    from supportlens.domain import StandingMoment, Study
    from supportlens.i18n import Words

MOST_NAMED = 5
"""Causes named to somebody who asked for one that is not there. Judgement: what two lines hold."""


def run_moments(call: argparse.Namespace, words: Words) -> None:
    """List the standing moments of a project, and write them and the log of moments if that is asked."""
    from supportlens.app.output.standing_files import write_logbook, write_sheets  # noqa: PLC0415 - help must not wait
    from supportlens.app.projects.project import Project  # noqa: PLC0415 - as above

    with Project.open(call.project, write=False) as project:
        study = project.study()
    for path, write in ((call.export, write_sheets), (call.logbook, write_logbook)):
        if path is not None:
            write(study, path, words, mask=call.mask)
    saved = [path for path in (call.export, call.logbook) if path is not None]
    if call.json:
        _print_json(_facts(study, words, mask=call.mask))
        return
    for line in _lines(study, words):
        print(line)
    for path in saved:
        print(words.say("Saved: {path}", path=path))


def run_institutionalise(call: argparse.Namespace, words: Words) -> None:
    """Make a cause a standing moment, with the owner, target and review date that are given, and save it.

    Raises `MomentIncomplete` if something is missing; the draft is then kept all the same.
    """
    from supportlens.app.projects.project import Project  # noqa: PLC0415 - as above
    from supportlens.app.standing.drafting import draft_of_cause, draft_of_moment  # noqa: PLC0415 - as above
    from supportlens.domain import LifeState, MomentIncomplete  # noqa: PLC0415 - as above

    today = datetime.now(tz=UTC).date()
    with Project.open(call.project) as project:
        project.refuse_if_read_only()
        study = project.study()
        try:
            make = draft_of_cause if study.cause(call.about) else draft_of_moment
            moment = _complete(make(study, call.about, today, call.who), call, words)
        except KeyError as error:
            raise UnusableCall(_unknown(call.about, study, words)) from error
        refusal = None
        try:
            if not moment.state.in_force:
                moment = moment.move(LifeState.INSTITUTIONALISED, today, call.who)
        except MomentIncomplete as error:
            refusal = error
        study = replace(study, desk_moments=study.desk_moments.put(moment))
        project.save(study, project.history(project.study()))
    if refusal is not None:
        raise refusal
    if call.json:
        _print_json(_facts(study, words, mask=False))
        return
    for line in _lines(study, words):
        print(line)


def _unknown(about: str, study: Study, words: Words) -> str:
    """Return that nothing of a project is called so, with the ids and names of its largest causes."""
    largest = [f"{cause.id} ({words.bare(cause.name)})" for cause in study.causes[:MOST_NAMED]]
    return words.say(
        "{id} is neither a cause of this project nor a moment of the catalogue. Its largest causes are:"
        " {causes}.",
        id=words.quoted(about),
        causes=words.listed(largest),
    )


def _complete(moment: StandingMoment, call: argparse.Namespace, words: Words) -> StandingMoment:
    """Return a moment with what the call gives."""
    from supportlens.domain import TargetOf  # noqa: PLC0415 - as above

    changed: dict[str, Any] = {}
    if call.owner is not None:
        changed["owner"] = call.owner.strip()
    if call.target is not None:
        changed["target"] = call.target
        changed["target_of"] = TargetOf.TICKETS_A_MONTH if call.monthly else TargetOf.TICKETS_A_WEEK
    if call.review is not None:
        try:
            changed["review"] = date.fromisoformat(call.review)
        except ValueError as error:
            raise UnusableCall(
                words.say("{day} is not a date. Write it as 2026-03-31.", day=words.quoted(call.review))
            ) from error
    return replace(moment, **changed)


def _facts(study: Study, words: Words, *, mask: bool) -> dict[str, Any]:
    from supportlens.app.document.standing_document import institutionalised_document  # noqa: PLC0415 - as above
    from supportlens.app.output.exporting import study_to_show  # noqa: PLC0415 - as above
    from supportlens.domain.logbook.listing import list_occurrences  # noqa: PLC0415 - as above

    shown = study_to_show(study, words.language, mask=mask)
    return {
        "institutionalised": institutionalised_document(shown, words),
        "moments": [
            {"id": match.moment.id, "name": dict(match.moment.name), "state": match.state.value,
             "tickets": match.tickets}
            for match in shown.moments
        ],
        "occurrences": len(list_occurrences(study)),
    }  # fmt: skip


def _lines(study: Study, words: Words) -> list[str]:
    from supportlens.i18n.standing.lives import (  # noqa: PLC0415 - as above
        missing_line,
        moment_reading_line,
        overdue_lines,
        state_name,
        target_line,
    )

    today = datetime.now(tz=UTC).date()
    desk = study.desk_moments
    if not desk.moments:
        return [
            words.say(
                "No moment of truth is institutionalised yet. Open the project and choose"
                " “Institutionalise this”, or use: supportlens project institutionalise"
            )
        ]
    lines = []
    for one in desk.moments:
        facts = [state_name(one.state, words), one.owner, target_line(one, words)]
        head = f"{one.id}  {words.bare(one.name)}"
        lines.append(" \N{MIDDLE DOT} ".join([head, *filter(None, facts)]))
        if one.reading:
            lines.append(f"    {moment_reading_line(one, words)}")
        if not one.state.in_force and (missing := one.missing(today)):
            lines.append(f"    {missing_line(missing, words)}")
    return [*lines, *overdue_lines(desk, today, words)]


def _print_json(facts: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(facts, ensure_ascii=False, indent=2) + "\n")


PROJECT_MOMENTS = {"moments": run_moments, "institutionalise": run_institutionalise}
"""The commands of this module by their names."""

"""Sentences about what further files brought to a project."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from supportlens.i18n.standing.lives import moment_reading_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import Cause, Extension, Study
    from supportlens.i18n.words import Words


def extension_lines(study: Study, words: Words) -> list[str]:
    """Return what the files that came last brought, and what became of the verdict before; nothing for the first."""
    found = study.extension
    if found is None:
        return []
    lines = [*_file_lines(found, words), *_verdict_lines(found, study, words)]
    if found.changed_nothing:
        return lines
    read = (
        one
        for one in study.desk_moments.moments
        if one.reading and one.reading.last == study.tickets.last_date
    )
    return [*lines, *(moment_reading_line(one, words) for one in read)]


def _file_lines(found: Extension, words: Words) -> list[str]:
    lines = []
    if found.already:
        lines.append(
            words.say_n(
                "{files} was already in the project.",
                "{files} were already in the project.",
                len(found.already),
                files=_named(found.already, words),
            )
        )
    if found.changed_nothing:
        return [*lines, words.say("Nothing has changed.")]
    if found.added:
        brought = words.say_n("{count} new ticket", "{count} new tickets", found.new)
        lines.append(
            words.say("Added: {files} ({tickets}).", files=_named(found.added, words), tickets=brought)
        )
    if found.removed:
        lost = words.say_n("{count} ticket", "{count} tickets", found.gone)
        lines.append(
            words.say("Taken out: {files} ({tickets}).", files=_named(found.removed, words), tickets=lost)
        )
    if found.updated:
        lines.append(
            words.say_n(
                "{count} ticket that was known has a later state now.",
                "{count} tickets that were known have a later state now.",
                found.updated,
            )
        )
    return lines


def _verdict_lines(found: Extension, study: Study, words: Words) -> list[str]:
    """Return how the verdict before goes on; nothing if nothing changed or there was none."""
    before = found.before
    if found.changed_nothing or before.name is None:
        return []
    name = words.cite(before.name)
    cause = study.cause(found.cause_id)
    if cause is None:
        return [words.say("{name} was the first cause before; it is no longer found.", name=name)]
    lines = [_share_line(found, cause, study, words)]
    if study.verdict.cause_id != cause.id and study.main_cause is not None:
        lines.append(
            words.say(
                "Another cause comes first now: {name}.",
                name=words.cite(study.main_cause.name),
            )
        )
    return lines


def _share_line(found: Extension, cause: Cause, study: Study, words: Words) -> str:
    before = found.before
    facts = {
        "name": words.cite(before.name) if before.name else "",
        "share": words.percent(cause.share),
        "tickets": words.number(cause.tickets),
        "all": words.number(len(study.tickets)),
        "before": words.percent(before.share),
    }
    if found.cause_new and before.last is not None:
        return words.say(
            "{name} still brings {share} of the tickets ({tickets} of {all}; {before} before), {new} of them new since {day}.",
            **facts,
            new=words.number(found.cause_new),
            day=words.day(before.last, "long"),
        )
    return words.say("{name} brings {share} of the tickets ({tickets} of {all}; {before} before).", **facts)


def _named(paths: Iterable[str], words: Words) -> str:
    return words.listed([words.quoted(PurePath(path).name) for path in paths])

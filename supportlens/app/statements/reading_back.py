"""Reads a workbook back that people edited: what they changed, and what of it contradicts the project."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from supportlens.domain import ActionStatus, OutputError, SheetPart
from supportlens.domain.plans.plan_notes import find_note, put_note
from supportlens.domain.projects.read_back import ReadBack, ReadChange

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from supportlens.domain import PlanNote, StandingMoment, Study
    from supportlens.i18n import Words


def read_back(study: Study, path: Path) -> ReadBack:
    """Return what somebody changed in a workbook of a study.

    Raises `OutputError`: ``not_ours`` for a file that is no workbook of ours, ``other_project`` for one
    that was written from other tickets, ``unreadable`` for one that cannot be opened.
    """
    from supportlens.app.output.exporting import study_to_show  # noqa: PLC0415 - slow to import
    from supportlens.i18n import words_for  # noqa: PLC0415 - needs Babel
    from supportlens.report.editing.editable import EDITABLE  # noqa: PLC0415 - slow to import
    from supportlens.report.editing.reading import name_files, read_returned  # noqa: PLC0415 - as above
    from supportlens.report.editing.table_writing import plain_text  # noqa: PLC0415 - as above

    book = read_returned(path)
    if not book.files & name_files(study):
        raise OutputError(str(path), "other_project")
    words = words_for(book.language)
    shown = study_to_show(study, book.language, mask=book.masked)
    tables = {name: make(shown, words) for name, make in EDITABLE.items()}
    changes: list[ReadChange] = []
    gone: list[str] = []
    further: list[tuple[str, tuple[tuple[str, str], ...]]] = []
    for row in book.rows:
        table = tables.get(row.table)
        held = next((one for one in table.rows if one.key == row.key), None) if table else None
        if table is None or held is None:
            gone.append(row.name)
            continue
        titles = {one.id: one.title for one in table.fields}
        for field, typed in row.now.items():
            before = row.before.get(field, "")
            read = _read(row.table, field, typed, words)
            now = typed if read is None else read
            if now != before and field in titles:
                current = plain_text(held.values[field])
                changes.append(
                    ReadChange(
                        row.table,
                        row.key,
                        held.name,
                        field,
                        titles[field],
                        before,
                        now,
                        current,
                        read is None,
                    )
                )
        if row.table == "plan" and row.further != held.further:
            further.append((_cause_of(row.key), row.further))
    return ReadBack(_without_equal(changes), tuple(gone), tuple(further), book.language)


def _without_equal(changes: Iterable[ReadChange]) -> tuple[ReadChange, ...]:
    """Leave out what the project has already: a workbook may be read back twice."""
    return tuple(change for change in changes if change.now != change.current)


def apply_read_back(study: Study, found: ReadBack, *, overwrite: bool = False) -> Study:
    """Return the study with the changes of a workbook; those that contradict it only with `overwrite`."""
    from supportlens.i18n import words_for  # noqa: PLC0415 - needs Babel

    words = words_for(found.language)
    notes, desk = study.plan_notes, study.desk_moments
    for change in found.changes:
        if change.refused or (change.conflicts and not overwrite):
            continue
        if change.table == "plan":
            notes = put_note(notes, _noted(find_note(notes, _cause_of(change.key)), change, words))
        elif (moment := desk.moment(change.key)) is not None:
            desk = desk.put(_rewritten(moment, change, found.language))
    for cause_id, columns in found.further:
        notes = put_note(notes, replace(find_note(notes, cause_id), further=columns))
    return replace(study, plan_notes=notes, desk_moments=desk)


def _cause_of(key: str) -> str:
    return key.partition("/")[0]


def _noted(note: PlanNote, change: ReadChange, words: Words) -> PlanNote:
    if change.field == "status":
        return replace(note, status=_read_status(change.now, words))
    if change.field == "day":
        return replace(note, day=date.fromisoformat(change.now) if change.now else None)
    if change.field == "owner":
        return replace(note, owner=change.now)
    return replace(note, remarks=change.now)


def _rewritten(moment: StandingMoment, change: ReadChange, language: str) -> StandingMoment:
    if change.field == "owner":
        return replace(moment, owner=change.now)
    if change.field == "target":
        return replace(moment, target=float(change.now) if change.now else None)
    if change.field == "review":
        return replace(moment, review=date.fromisoformat(change.now) if change.now else None)
    return moment.write(SheetPart(change.field), change.now, language)


def _read(table: str, field: str, typed: str, words: Words) -> str | None:
    """Return a typed text as the value of a field is written, None if it is no value of the field."""
    from supportlens.app.statements.typed_values import read_day, read_target  # noqa: PLC0415 - needs pandas
    from supportlens.report.editing.table_writing import plain_text  # noqa: PLC0415 - as above

    if not typed:
        return typed
    try:
        if field in {"day", "review"}:
            return plain_text(read_day(typed, words.locale))
        if field == "target":
            return plain_text(read_target(typed))
    except ValueError:
        return None
    is_status = table == "plan" and field == "status"
    return None if is_status and _read_status(typed, words) is None else typed


def _read_status(now: str, words: Words) -> ActionStatus | None:
    from supportlens.report.editing.editable import status_names  # noqa: PLC0415 - slow to import

    names = {name.casefold(): status for status, name in status_names(words).items()}
    return names.get(now.strip().casefold())

"""What a table holds that is edited in Excel: for each row a key and its fields with their present values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from supportlens.domain import ActionStatus, SheetPart
from supportlens.domain.plans.plan_notes import find_note
from supportlens.i18n.labels import action_name
from supportlens.i18n.plan.statuses import status_name
from supportlens.i18n.plan.writing import about
from supportlens.i18n.standing.lives import part_name
from supportlens.report.layout.styles import DAY, DECIMAL

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.domain import Study
    from supportlens.i18n import Words

FieldValue = str | float | date | None


@dataclass(frozen=True, slots=True)
class EditableField:
    """A column that may be edited."""

    id: str
    title: str
    width: float
    format: str = "General"
    choices: tuple[str, ...] = ()
    strict: bool = True
    """Whether nothing but the choices may be written."""


@dataclass(frozen=True, slots=True)
class EditableRow:
    """A row: what identifies it, what it is called, and its values by field."""

    key: str
    name: str
    values: dict[str, FieldValue]
    further: tuple[tuple[str, str], ...] = ()
    """Columns that somebody added earlier."""


@dataclass(frozen=True, slots=True)
class EditableTable:
    """A table with its fields and rows; `id` finds it again in a file, whatever its language."""

    id: str
    title: str
    fields: tuple[EditableField, ...]
    rows: tuple[EditableRow, ...] = field(default=())


def plan_table(study: Study, words: Words) -> EditableTable:
    """Return the actions of the plan with what people wrote about them."""
    say = words.say
    owners = tuple(dict.fromkeys(one.teacher.name for one in study.plan if one.teacher))
    fields = (
        EditableField("status", say("Status"), 14, choices=tuple(status_names(words).values())),
        EditableField("day", say("Date"), 13, DAY),
        EditableField("owner", say("Owner"), 30, choices=owners, strict=False),
        EditableField("remarks", say("Remarks"), 38),
    )
    rows = []
    for action in study.plan:
        note = find_note(study.plan_notes, action.cause_id)
        values: dict[str, FieldValue] = {
            "status": status_name(note.status, words) if note.status else None,
            "day": note.day or action.day,
            "owner": note.owner or None,
            "remarks": note.remarks or None,
        }
        name = f"{action_name(action.type, words)}: {about(action, study, words)}"
        rows.append(EditableRow(f"{action.cause_id}/{action.type.value}", name, values, note.further))
    return EditableTable("plan", say("Action"), fields, tuple(rows))


def status_names(words: Words) -> dict[ActionStatus, str]:
    """Return the name of each status, in their order."""
    return {status: status_name(status, words) for status in ActionStatus}


def standing_table(study: Study, words: Words) -> EditableTable:
    """Return the moments that the desk made its own: owner, target, review and the texts of their sheets."""
    say = words.say
    parts = tuple(part for part in SheetPart if part is not SheetPart.NAME)
    fields = (
        EditableField("owner", say("Owner"), 24),
        EditableField("target", say("Target, per week"), 10, DECIMAL),
        EditableField("review", say("Review date"), 13, DAY),
        *(EditableField(part.value, part_name(part, words), 40) for part in parts),
    )
    rows = tuple(
        EditableRow(
            moment.id,
            words.bare(moment.name),
            {
                "owner": moment.owner or None,
                "target": moment.target,
                "review": moment.review,
                **{part.value: words.bare(moment.text(part)) or None for part in parts},
            },
        )
        for moment in study.desk_moments.moments
    )
    return EditableTable("standing", say("Moment of truth"), fields, rows)


EDITABLE: dict[str, Callable[[Study, Words], EditableTable]] = {
    "plan": plan_table,
    "standing": standing_table,
}
"""The tables that can be read back, by their ids."""

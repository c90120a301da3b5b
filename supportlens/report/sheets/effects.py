"""The follow-up: each action with what came of it, as a table and with its four levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.i18n.follow_up.effects import (
    cause_name_of,
    effect_line,
    effect_name,
    formula_line,
    kirkpatrick_lines,
    left_line,
    phases_title,
)
from supportlens.i18n.follow_up.releases import release_lines
from supportlens.i18n.follow_up.taken_actions import (
    group_phrase,
    owner_phrase,
    taken_kind_name,
    taken_state_name,
)
from supportlens.i18n.follow_up.targets import target_phrase
from supportlens.report.layout.book import open_sheet
from supportlens.report.layout.cells import raise_row, set_widths, write_across, write_cell
from supportlens.report.layout.pages import set_page
from supportlens.report.layout.styles import ACCENT, BODY, DAY, HEADING, LABEL, MUTED, PERCENT
from supportlens.report.layout.tables import SheetColumn, number_column, write_table
from supportlens.report.sheet import Sheet

if TYPE_CHECKING:
    from supportlens.domain import MeasuredAction, Study
    from supportlens.i18n import Words
    from supportlens.report.layout.book import BookDraft, SheetDraft
    from supportlens.report.layout.cells import Value
    from supportlens.report.sheet import Edition

_WIDTHS = (12.0, 28.0, 22.0, 13.0, 14.0, 16.0, 18.0, 11.0, 11.0, 11.0, 11.0, 44.0)
_ALL = (1, len(_WIDTHS))
_FULL = sum(_WIDTHS)
_TEXT = (3, len(_WIDTHS))
_ALONE = (1, 5)
"""The columns of a text without a table beside it: on paper, twelve columns would make it tiny."""


def add(book: BookDraft, study: Study, words: Words, _edition: Edition) -> None:
    """Add the table of the actions, then each with its figures, its formula and its levels."""
    sheet = open_sheet(book, SHEET.title(words), colour=ACCENT)
    set_widths(sheet, _WIDTHS)
    row = 1
    if study.measured:
        rows = [_table_row(one, study, words) for one in study.measured]
        row = write_table(sheet, 1, _columns(words), rows) + 1
        for measured in study.measured:
            row = _write_action(sheet, row, measured, study, words)
        for together in study.phased:
            row = _write_together(sheet, row, together, study, words)
    else:
        empty = words.say(
            "No action is known yet: write trainings, fixes and notices into the change calendar."
        )
        write_across(sheet, 1, _ALONE, empty, BODY, room=sum(_WIDTHS[: _ALONE[1]]))
        row = 3
    lines = release_lines(study, words)
    if lines:
        columns = _ALL if study.measured else _ALONE
        room = sum(_WIDTHS[: columns[1]])
        write_across(sheet, row, columns, words.say("Before the next release"), HEADING, room=room)
        for number, line in enumerate(lines, start=1):
            write_across(sheet, row + number, columns, f"\N{BALLOT BOX} {line}", BODY, room=room)
    set_page(sheet, words)


def _columns(words: Words) -> tuple[SheetColumn, ...]:
    say, wide = words.say, iter(_WIDTHS)
    return (
        SheetColumn(say("Date"), next(wide), DAY),
        SheetColumn(say("What was done"), next(wide)),
        SheetColumn(say("Cause"), next(wide)),
        SheetColumn(say("Type"), next(wide)),
        SheetColumn(say("For whom"), next(wide)),
        SheetColumn(say("Owner"), next(wide)),
        SheetColumn(say("What came of it"), next(wide)),
        number_column(say("Change"), next(wide), PERCENT),
        number_column(say("Interval from"), next(wide), PERCENT),
        number_column(say("Interval to"), next(wide), PERCENT),
        number_column(say("Tickets avoided"), next(wide), "#,##0"),
        SheetColumn(say("In words"), next(wide)),
    )


def _table_row(measured: MeasuredAction, study: Study, words: Words) -> list[Value]:
    action, effect = measured.action, measured.effect
    known = effect is not None and effect.high < 1e3
    figures: list[Value] = [None, None, None, None]
    if effect is not None and known:
        figures = [effect.change, effect.low, effect.high, round(effect.tickets_avoided)]
    return [
        action.start, action.name, cause_name_of(measured, study, words), taken_kind_name(action.kind, words),
        group_phrase(action, words), owner_phrase(action, words), effect_name(measured, words), *figures,
        effect_line(measured, words),
    ]  # fmt: skip


def _write_action(sheet: SheetDraft, row: int, measured: MeasuredAction, study: Study, words: Words) -> int:
    day, state = words.day(measured.action.start, "long"), taken_state_name(measured, words)
    title = f"{measured.action.name}, {day} ({state})"
    write_across(sheet, row, _ALL, title, HEADING, room=_FULL)
    raise_row(sheet, row, 24)
    row += 1
    if measured.effect is not None:
        target = target_phrase(study, measured.cause_id or "", words)
        told = (left_line(measured.effect, words), target, formula_line(measured.effect, words))
        for line in filter(None, told):
            write_across(sheet, row, _ALL, line, MUTED, room=_FULL)
            row += 1
    for name, text in kirkpatrick_lines(measured, words):
        write_cell(sheet, row, 1, None, LABEL)
        write_cell(sheet, row, 2, name, LABEL)
        write_across(sheet, row, _TEXT, text, BODY, room=_FULL - sum(_WIDTHS[:2]))
        row += 1
    return row + 1


def _write_together(sheet: SheetDraft, row: int, measured: MeasuredAction, study: Study, words: Words) -> int:
    """Write what came of all phases of an action together."""
    write_across(sheet, row, _ALL, phases_title(measured, study, words), HEADING, room=_FULL)
    raise_row(sheet, row, 24)
    write_across(sheet, row + 1, _ALL, effect_line(measured, words), BODY, room=_FULL)
    if measured.effect is None:
        return row + 3
    write_across(sheet, row + 2, _ALL, left_line(measured.effect, words), MUTED, room=_FULL)
    write_across(sheet, row + 3, _ALL, formula_line(measured.effect, words), MUTED, room=_FULL)
    return row + 5


SHEET = Sheet(
    position=79,
    title=lambda words: words.say("Follow-up"),
    contents=lambda study, words: words.say_n(
        "{count} action with what came of it.",
        "{count} actions, each with what came of it.",
        len(study.measured),
    ),
    add=add,
)

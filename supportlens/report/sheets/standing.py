"""The moments of truth that the desk made its own: owner, target, review, last reading and their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.i18n.standing.lives import moment_reading_line, state_name
from supportlens.report.editing.editable import standing_table
from supportlens.report.editing.table_writing import set_table_widths, write_editable
from supportlens.report.layout.book import open_sheet
from supportlens.report.layout.cells import set_widths, write_across, write_note
from supportlens.report.layout.pages import set_page
from supportlens.report.layout.styles import ACCENT, BODY, HEADING
from supportlens.report.layout.tables import SheetColumn, write_table
from supportlens.report.sheet import Sheet

if TYPE_CHECKING:
    from supportlens.domain import Study
    from supportlens.i18n import Words
    from supportlens.report.layout.book import BookDraft
    from supportlens.report.layout.cells import Value
    from supportlens.report.sheet import Edition

_FIRST, _ALL, _ROOM = 34, (1, 6), 150


def add(book: BookDraft, study: Study, words: Words, _edition: Edition) -> None:
    """Add the table to edit, then how far each moment is."""
    sheet = open_sheet(book, SHEET.title(words), colour=ACCENT)
    set_page(sheet, words, title_rows=(2, 2))
    if not study.desk_moments.moments:
        set_widths(sheet, (100,))
        nothing = words.say("The desk has not made a moment of truth its own yet.")
        write_across(sheet, 1, (1, 1), nothing, BODY, room=100)
        return
    table = standing_table(study, words)
    set_table_widths(sheet, table, _FIRST)
    hint = words.say("Owner, target, review date and texts can be changed here and read into the project.")
    row = write_note(sheet, 1, _ALL, hint, _ROOM)
    row = write_editable(book, sheet, row, table, first_width=_FIRST)
    sheet.freeze = "B3"
    write_across(sheet, row + 1, (1, 4), words.say("How far they are"), HEADING)
    columns = (
        SheetColumn(words.say("Moment of truth"), _FIRST),
        SheetColumn(words.say("State"), 24),
        SheetColumn(words.say("Last reading"), 40),
    )
    rows: list[list[Value]] = [
        [words.bare(one.name), state_name(one.state, words), moment_reading_line(one, words) or None]
        for one in study.desk_moments.moments
    ]
    write_table(sheet, row + 2, columns, rows)


SHEET = Sheet(
    position=63,
    title=lambda words: words.say("Institutionalised moments"),
    contents=lambda _, words: words.say(
        "The moments that the desk made its own, with owner, target and review."
    ),
    add=add,
)

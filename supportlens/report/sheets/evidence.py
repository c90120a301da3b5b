"""The evidence: for each cause a page with everything found for and against it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.i18n.amounts import tickets_phrase
from supportlens.i18n.labels import askers_phrase, cause_kind_name
from supportlens.report.content.cause_facts import cause_sections, is_is_not_lines, kind_facts
from supportlens.report.layout.book import open_sheet
from supportlens.report.layout.cells import estimate_height, raise_row, set_widths, write_across, write_cell
from supportlens.report.layout.pages import set_page
from supportlens.report.layout.styles import (
    ACCENT,
    ACCENT_SOFT,
    BODY,
    CELL,
    HEADER,
    HEADING,
    LABEL,
    NOTICE,
    SUBTITLE,
)
from supportlens.report.sheet import Sheet

if TYPE_CHECKING:
    from supportlens.domain import Cause, Study
    from supportlens.i18n import Words
    from supportlens.report.layout.book import BookDraft, SheetDraft
    from supportlens.report.sheet import Edition

_WIDTHS = (20, 54, 54)
_ALL = (1, len(_WIDTHS))
_FULL = sum(_WIDTHS)
_TEXT = (2, len(_WIDTHS))
_SIDE = _WIDTHS[1] - 2
_PAGE, _LINE = 930.0, 15.0
"""Points of height that a printed page has room for, and those of a line."""
_SHOWN = 25
"""Causes with a page of their own, those that matter most; all are on the other sheets."""


def add(book: BookDraft, study: Study, words: Words, _edition: Edition) -> None:
    """Add a page per cause: what it is and is not, since when, after which change, its kind and cost."""
    sheet = open_sheet(book, SHEET.title(words), colour=ACCENT)
    set_widths(sheet, _WIDTHS)
    row = 1
    used = 0.0
    for cause in study.causes[:_SHOWN]:
        first, row = row, _write_cause(sheet, row, cause, study, words) + 1
        height = sum(sheet.heights.get(each, _LINE) for each in range(first, row))
        if used and used + height > _PAGE:
            sheet.page_breaks.append(first - 1)
            used = 0.0
        used += height
    if not study.causes:
        write_across(sheet, row, _ALL, words.say("No cause was found."), BODY, room=_FULL)
    left = len(study.causes) - _SHOWN
    if left > 0:
        more = words.say_n(
            "{count} more cause matters less; it is on the other sheets.",
            "{count} more causes matter less; they are on the other sheets.",
            left,
        )
        write_across(sheet, row + 1, _ALL, more, NOTICE, room=_FULL)
    set_page(sheet, words, landscape=False)


def _write_cause(sheet: SheetDraft, row: int, cause: Cause, study: Study, words: Words) -> int:
    """Write the page of one cause and return the first free row."""
    style = replace(SUBTITLE, fill=ACCENT_SOFT, indent=1)
    write_across(sheet, row, _ALL, words.read(cause.name), style, room=_FULL - 4)
    raise_row(sheet, row, 32)
    write_across(sheet, row + 1, _ALL, _count_line(cause, study, words), NOTICE, room=_FULL)
    row = _write_is_is_not(sheet, row + 2, cause, study, words)
    for label, lines in cause_sections(cause, study, words):
        text = "\n".join(lines)
        write_cell(sheet, row, 1, label, LABEL)
        write_across(sheet, row, _TEXT, text, replace(CELL, indent=0), room=2 * _WIDTHS[1])
        row += 1
    return _write_kind(sheet, row, cause, study, words)


def _count_line(cause: Cause, study: Study, words: Words) -> str:
    parts = [
        cause_kind_name(cause, words),
        words.say(
            "{count} of {tickets}, {share} (95% interval {low} to {high})",
            count=words.number(cause.tickets),
            tickets=tickets_phrase(len(study.tickets), words),
            share=words.percent(cause.share),
            low=words.percent(cause.share_low),
            high=words.percent(cause.share_high),
        ),
    ]
    if cause.customers is not None:
        parts.append(askers_phrase(cause.customers, study, words))
    return "   \N{MIDDLE DOT}   ".join(parts)


def _write_is_is_not(sheet: SheetDraft, row: int, cause: Cause, study: Study, words: Words) -> int:
    """Write the is / is-not table: two columns beside the questions."""
    lines = is_is_not_lines(cause, study, words)
    if not lines:
        return row
    for column, title in enumerate(("", words.say("Is"), words.say("Is not")), start=1):
        write_cell(sheet, row, column, title or None, HEADER)
    raise_row(sheet, row, 20)
    for question, is_, is_not in lines:
        row += 1
        _write_sides(sheet, row, question, (is_, is_not))
    return row + 1


def _write_kind(sheet: SheetDraft, row: int, cause: Cause, study: Study, words: Words) -> int:
    """Write the scores of the kinds, and the signals for and against side by side."""
    facts = kind_facts(cause, study, words)
    write_across(sheet, row, _ALL, words.say("Why it is this kind"), HEADING)
    raise_row(sheet, row, 24)
    write_cell(sheet, row + 1, 1, words.say("Score of each kind"), LABEL)
    write_across(sheet, row + 1, _TEXT, facts.scores, replace(CELL, indent=0), room=2 * _WIDTHS[1])
    for column, title in (
        (2, words.say("Evidence for the kind")),
        (3, words.say("Evidence against it")),
    ):
        write_cell(sheet, row + 2, column, title, replace(LABEL, down="bottom"))
    write_cell(sheet, row + 2, 1, None, LABEL)
    nothing = (words.say("Nothing in this log."),)
    _write_sides(sheet, row + 3, "", (facts.for_ or nothing, facts.against or nothing))
    return row + 4


def _write_sides(
    sheet: SheetDraft, row: int, label: str, sides: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    write_cell(sheet, row, 1, label or None, LABEL)
    for column, lines in enumerate(sides, start=2):
        text = "\n".join(f"\N{BULLET} {line}" for line in lines)
        write_cell(sheet, row, column, text or None, replace(CELL, indent=column - 2))
        raise_row(sheet, row, estimate_height(text, _SIDE, CELL.size))


SHEET = Sheet(
    position=130,
    title=lambda words: words.say("Evidence"),
    contents=lambda _, words: words.say(
        "One page per cause: where it is and is not, since when, after which change, what kind."
    ),
    add=add,
)

"""The summary: one page that a director reads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from supportlens.i18n.actions import action_line, question_line
from supportlens.i18n.beside_verdict import beside_lines
from supportlens.i18n.certainty import certainty_reason_line
from supportlens.i18n.impact import impact_lines
from supportlens.i18n.is_is_not import gap_lines
from supportlens.i18n.kinds import kind_doubt_line
from supportlens.i18n.labels import certainty_name, doubt_line, kind_name
from supportlens.i18n.onsets import change_line, onset_line
from supportlens.i18n.plan.formats import level_line, teacher_label
from supportlens.i18n.reading.apart import apart_lines
from supportlens.i18n.reading.desk_changes import desk_change_line, desk_changes_title, list_said_changes
from supportlens.i18n.signals import signal_line
from supportlens.i18n.verdicts import join_segments, verdict_sentence
from supportlens.report.content.figures import choose_figures
from supportlens.report.content.logos import place_logo
from supportlens.report.content.plan_facts import plan_facts
from supportlens.report.layout.book import RichText, TextRun, open_sheet
from supportlens.report.layout.cells import (
    estimate_height,
    raise_row,
    set_widths,
    write_across,
    write_cell,
    write_note,
)
from supportlens.report.layout.pages import set_page
from supportlens.report.layout.ranges import CellRange
from supportlens.report.layout.styles import (
    ACCENT,
    ACCENT_SOFT,
    BODY,
    CAPTION,
    CELL,
    EYEBROW,
    FIGURE,
    HEADING,
    INK,
    LABEL,
    MUTED,
    PERCENT,
    SENTENCE,
)
from supportlens.report.layout.tables import table_identifier
from supportlens.report.sheet import Sheet
from supportlens.report.sheets.timeline import timeline_chart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.domain import Cause, Study
    from supportlens.i18n import Words
    from supportlens.i18n.verdicts import Segment
    from supportlens.report.layout.book import BookDraft, SheetDraft
    from supportlens.report.sheet import Edition

_WIDTHS = (16, 16, 2, 16, 16, 2, 16, 16, 2, 16, 16)
_ALL = (1, len(_WIDTHS))
_LEFT, _RIGHT = (1, 5), (7, 11)
_BLOCKS = ((1, 2), (4, 5), (7, 8), (10, 11))
_HALF = sum(_WIDTHS[:5])
_FULL = sum(_WIDTHS)
_LOGO = 10
"""The first of the columns at the right, where a logo stands."""
_CHART = (1020, 250)
"""Width and height of the chart in points of the screen: all columns, and a quarter of the page."""
_REASONS = 4
"""Signals that a page has room for; the sheet of causes has them all."""


def add(book: BookDraft, study: Study, words: Words, edition: Edition) -> None:
    """Add the summary."""
    sheet = open_sheet(book, SHEET.title(words), colour=ACCENT)
    set_widths(sheet, _WIDTHS)
    sheet.pictures += place_logo(book.look, 1, _LOGO)
    if sheet.pictures:
        raise_row(sheet, 1, 30)
    write_across(sheet, 1, _ALL, _eyebrow(study, words), EYEBROW)
    _write_sentence(sheet, 2, verdict_sentence(study, words))
    beside = [*beside_lines(study, words), *apart_lines(study, words)]
    if beside:
        write_across(sheet, 4, _ALL, "\n".join(beside), BODY, room=_FULL)
    row = _write_figures(sheet, 5 if beside else 4, study, words)
    for number, (first, _) in enumerate(_BLOCKS, start=1):
        figure = CellRange(row - 2, first, row - 2, first)
        book.names[f"{table_identifier(sheet.title)}_{number}"] = (sheet.title, figure)
    chief = study.main_cause
    if chief is not None:
        write_across(sheet, 3, _ALL, _certainty_line(study, chief, words), MUTED, room=_FULL)
        row = _write_chart(sheet, row + 1, study, words)
        row = _write_case(sheet, row, study, chief, words)
    row = _write_runners_up(sheet, row + 1, study, words)
    row = _write_desk_changes(sheet, row, study, words)
    row = _write_gaps(sheet, row + 1, study, words)
    write_note(sheet, row + 1, _ALL, _footer(study, words, masked=edition.masker is not None), _FULL)
    set_page(sheet, words, landscape=False, one_page=True)


def _eyebrow(study: Study, words: Words) -> str:
    first, last = study.tickets.first_date, study.tickets.last_date
    parts = [words.say("Diagnosis of why customers call")]
    if first and last:
        parts.append(words.period(first, last))
    parts.append(words.say_n("{count} ticket", "{count} tickets", len(study.tickets)))
    return "   \N{MIDDLE DOT}   ".join(parts).upper()


def _write_sentence(sheet: SheetDraft, row: int, segments: Sequence[Segment]) -> None:
    """Write the verdict with its place and change in the accent colour, as on the window's first page."""
    runs = tuple(TextRun(one.text, ACCENT if one.accent else INK, one.accent) for one in segments)
    write_across(sheet, row, _ALL, RichText(runs), SENTENCE)
    raise_row(sheet, row, estimate_height(join_segments(segments), _FULL * 0.95, SENTENCE.size) + 14)


def _certainty_line(study: Study, chief: Cause, words: Words) -> str:
    certainty = study.verdict.certainty
    parts = [certainty_name(certainty, words)] if certainty else []
    return "   \N{MIDDLE DOT}   ".join([*parts, kind_name(chief.kind, words), onset_line(chief, words)])


def _write_figures(sheet: SheetDraft, row: int, study: Study, words: Words) -> int:
    raise_row(sheet, row, 12)
    for span, figure in zip(_BLOCKS, choose_figures(study, words), strict=False):
        style = replace(FIGURE, format=figure.format, across="left", colour=ACCENT if figure.accent else INK)
        write_across(sheet, row + 1, span, figure.value, style)
        room = sum(_WIDTHS[span[0] - 1 : span[1]]) - 2
        write_across(sheet, row + 2, span, figure.caption, CAPTION, room=room)
    raise_row(sheet, row + 1, 38)
    return row + 3


def _write_chart(sheet: SheetDraft, row: int, study: Study, words: Words) -> int:
    """Draw the weeks of the cause with the change marked; nothing without dates."""
    if not study.weeks:
        return row
    sheet.charts.append(timeline_chart(study, words, at=(row, 1), size=_CHART))
    raise_row(sheet, row, _CHART[1] * 0.75 + 6)  # points of a page, 96 of the screen to 72
    return row + 1


def _write_case(sheet: SheetDraft, row: int, study: Study, chief: Cause, words: Words) -> int:
    """Write action and questions, reasons for and against, certainty and cost, two by two."""
    questions = [question_line(question, chief, words) for question in study.verdict.questions]
    row = _write_pair(
        sheet,
        row,
        (words.say("What to do"), [action_line(chief, study, words), *_who_and_when(study, chief, words)]),
        (words.say("Questions to ask now"), _numbered(questions)),
    )
    doubt = kind_doubt_line(chief, words)
    reasons = [doubt] if doubt else []
    reasons += [change_line(chief, words)] if chief.change is not None else []
    reasons += [signal_line(signal, study, words) for signal in chief.signals_for[:_REASONS]]
    against = [doubt_line(doubt, chief, words) for doubt in study.verdict.doubts]
    against += [signal_line(signal, study, words) for signal in chief.contradictions[:_REASONS]]
    row = _write_pair(
        sheet,
        row + 1,
        (words.say("Why we say so"), _dotted(reasons)),
        (words.say("Evidence against it"), _dotted(against) or [words.say("Nothing found in this log.")]),
    )
    certain = [certainty_reason_line(one, chief, words) for one in study.verdict.certain_because]
    costs = impact_lines(chief.impact, words) if chief.impact else ()
    if not certain and not costs:
        return row
    return _write_pair(
        sheet,
        row + 1,
        (words.say("Why this is certain"), _dotted(certain)),
        (words.say("What it costs"), _dotted(costs)),
    )


def _who_and_when(study: Study, chief: Cause, words: Words) -> list[str]:
    """Return how, by whom and when, as far as the plan knows, and the target."""
    action = next((one for one in study.plan if one.cause_id == chief.id), None)
    if action is None:
        return []
    wanted = {teacher_label(action, words), words.say("Format"), words.say("Date")}
    facts = ((label, text) for label, text in plan_facts(action, study, words) if label in wanted and text)
    lines = [f"{label}: {text.splitlines()[0]}" for label, text in facts if text]
    return _dotted([*lines, level_line(action, words)])


def _numbered(lines: Sequence[str]) -> list[str]:
    return [f"{number}.  {line}" for number, line in enumerate(lines, start=1)]


def _dotted(lines: Sequence[str]) -> list[str]:
    return [f"\N{BULLET}  {line}" for line in lines]


def _write_pair(
    sheet: SheetDraft, row: int, left: tuple[str, Sequence[str]], right: tuple[str, Sequence[str]]
) -> int:
    for span, (title, lines) in ((_LEFT, left), (_RIGHT, right)):
        write_across(sheet, row, span, title, replace(HEADING, line=ACCENT_SOFT))
        # One cell per side: otherwise lines of different length would stretch each other's rows.
        write_across(sheet, row + 1, span, "\n".join(lines), BODY, room=_HALF)
    raise_row(sheet, row, 20)
    return row + 2


def _write_runners_up(sheet: SheetDraft, row: int, study: Study, words: Words) -> int:
    runners = [cause for cause in map(study.cause, study.verdict.runners_up) if cause]
    if not runners:
        runners = list(study.causes[:4]) if study.main_cause is None else []
    if not runners:
        return row
    title = words.say("Other causes") if study.main_cause else words.say("The most frequent reasons")
    spans = (_LEFT, (7, 8), (10, 10), (11, 11))
    titles = (title, words.say("Kind"), words.say("Tickets"), words.say("Share"))
    for span, text in zip(spans, titles, strict=True):
        across = "right" if span[0] >= 10 else "left"
        write_across(sheet, row, span, text, replace(HEADING, line=ACCENT_SOFT, across=across))
    for number, cause in enumerate(runners, start=row + 1):
        _write_runner(sheet, number, cause, words)
    return row + 1 + len(runners)


def _write_runner(sheet: SheetDraft, row: int, cause: Cause, words: Words) -> None:
    write_across(sheet, row, _LEFT, words.read(cause.name), CELL, room=_HALF)
    write_across(sheet, row, (7, 8), kind_name(cause.kind, words), CELL)
    write_cell(sheet, row, 10, cause.tickets, replace(CELL, format="#,##0", across="right"))
    write_cell(sheet, row, 11, cause.share, replace(CELL, format=PERCENT, across="right"))


def _write_desk_changes(sheet: SheetDraft, row: int, study: Study, words: Words) -> int:
    lines = _dotted([desk_change_line(change, words) for change in list_said_changes(study)])
    if not lines:
        return row
    write_across(sheet, row + 1, _ALL, desk_changes_title(words), replace(HEADING, line=ACCENT_SOFT))
    write_across(sheet, row + 2, _ALL, "\n".join(lines), BODY, room=_FULL)
    return row + 3


def _write_gaps(sheet: SheetDraft, row: int, study: Study, words: Words) -> int:
    lines = _dotted(gap_lines(study, words))
    if not lines:
        return row
    write_across(sheet, row, _ALL, words.say("What this log cannot tell"), replace(HEADING, line=ACCENT_SOFT))
    write_across(sheet, row + 1, _ALL, "\n".join(lines), replace(LABEL, bold=False, line=None), room=_FULL)
    return row + 2


def _footer(study: Study, words: Words, *, masked: bool) -> str:
    files = words.listed(PurePath(path).name for path in study.tickets.paths)
    text = words.say("From {files}. Computed on this computer; nothing was sent anywhere.", files=files)
    return f"{text} {masking_line(words, masked=masked)}"


def masking_line(words: Words, *, masked: bool) -> str:
    """Return the sentence that says whether personal data is masked in this copy."""
    if masked:
        return words.say("Personal data is masked as far as it could be recognised.")
    return words.say("Personal data is NOT masked in this copy.")


SHEET = Sheet(
    position=10,
    title=lambda words: words.say("Summary"),
    contents=lambda _, words: words.say("One page for management: the verdict, the reasons and what to do."),
    add=add,
)

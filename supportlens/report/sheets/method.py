"""How the study was computed: files, settings, what was set aside and what was masked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain.contacts.definitions import TERMS
from supportlens.i18n.contacts.definitions import meaning_line
from supportlens.i18n.imports import (
    account_line,
    column_readings,
    file_lines,
    file_name,
)
from supportlens.i18n.is_is_not import gap_lines
from supportlens.i18n.left_out_rows import rejected_rows, remarked_rows
from supportlens.i18n.projects.corrections import correction_lines
from supportlens.i18n.symptoms import quoted_names_line, unassigned_label
from supportlens.report.layout.book import open_sheet
from supportlens.report.layout.cells import raise_row, set_widths, write_across, write_cell
from supportlens.report.layout.pages import set_page
from supportlens.report.layout.styles import BODY, FIELD, HEADING, LABEL, NOTICE, REST, TITLE, WARNING
from supportlens.report.sheet import Sheet
from supportlens.report.sheets.summary import masking_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.domain import SourceFile, Study, Tickets
    from supportlens.i18n import Words
    from supportlens.report.layout.book import BookDraft, SheetDraft
    from supportlens.report.layout.cells import Value
    from supportlens.report.masking.masker import Masker
    from supportlens.report.sheet import Edition

_WIDTHS = (42, 14, 14, 12, 16, 13, 13, 70)
_ALL = (1, len(_WIDTHS))
_FULL = sum(_WIDTHS)
_SHORT = 5
"""The last column of a short value."""
_TEMPLATES = 50
"""Machines' lines listed, those of most tickets first."""
_LISTED = 1_000
"""Rejected rows listed; more are counted."""


def add(book: BookDraft, study: Study, words: Words, edition: Edition) -> None:
    """Add what somebody needs to check the figures or to reproduce them."""
    sheet = open_sheet(book, SHEET.title(words), colour=REST)
    set_widths(sheet, _WIDTHS)
    write_across(sheet, 1, _ALL, words.say("How this was computed"), TITLE)
    raise_row(sheet, 1, 34)
    row = 2
    for text in _method(words):
        write_across(sheet, row, _ALL, text, BODY, room=_FULL)
        row += 1
    row = _add_facts(sheet, row, _settings(study, words))
    row = _add_facts(sheet, row, _counts(study, words))
    if said := _said(study, words):
        row = _add_facts(sheet, row, (words.say("What people said; nothing overrides it"), said))
    if study.coding is not None:
        terms = [
            (words.say(term.name), meaning_line(study.playbook.definitions.in_force(term.id), words))
            for term in TERMS
        ]
        row = _add_facts(sheet, row, (words.say("Definitions in force"), terms))
    if lines := correction_lines(study, words):
        row = _add_heading(sheet, row, words.say("Corrections"))
        for line in lines:
            write_across(sheet, row, _ALL, line, BODY, room=_FULL)
            row += 1
    row = _add_templates(sheet, row, study, words)
    row = _add_gaps(sheet, row, study, words)
    row = _add_masking(sheet, row, edition.masker, words)
    row = _add_files(sheet, row, study.tickets, words)
    row = _add_columns(sheet, row, study.tickets.files, words)
    row = _add_calendar(sheet, row, study, words)
    _add_rejections(sheet, row, study.tickets.files, words)
    set_page(sheet, words)


def _method(words: Words) -> tuple[str, ...]:
    return (
        words.say(
            "Tickets that say the same thing were grouped by their words: these groups are the symptoms. "
            "Symptoms that rise together, in the same place and with the same kind of wording, were "
            "treated as one cause."
        ),
        words.say(
            "Each share comes with its 95% interval. Lift is how many times more often a value occurs "
            "inside a cause than in the rest: a value that everybody shares proves nothing, however large "
            "its share."
        ),
        words.say(
            "A change coincides with a cause when the cause begins soon after it; the probability is the "
            "share of random calendars in which a change would fit as well. Coinciding is not causing: "
            "somebody who knows the case must confirm it."
        ),
    )


def _add_heading(sheet: SheetDraft, row: int, text: str) -> int:
    """Write a heading below an empty row and return the row after it."""
    write_across(sheet, row + 1, _ALL, text, HEADING)
    raise_row(sheet, row + 1, 26)
    return row + 2


def _add_facts(sheet: SheetDraft, row: int, facts: tuple[str, Sequence[tuple[str, Value]]]) -> int:
    title, lines = facts
    row = _add_heading(sheet, row, title)
    for label, value in lines:
        row = _add_fact(sheet, row, label, value, until=_SHORT)
    return row


def _add_fact(sheet: SheetDraft, row: int, label: str, value: Value, *, until: int = len(_WIDTHS)) -> int:
    """Write a label and its value, across the columns up to `until`, and return the next row."""
    write_across(sheet, row, (1, 1), label, LABEL, room=_WIDTHS[0])
    write_across(sheet, row, (2, until), value, FIELD, room=sum(_WIDTHS[1:until]))
    return row + 1


def _settings(study: Study, words: Words) -> tuple[str, list[tuple[str, Value]]]:
    engine = study.engine
    code = study.stage_results.country if study.stage_results else None
    country = words.country(code) if code else words.say("no country: weekends only")
    names = (*(cause.name for cause in study.causes), *(symptom.name for symptom in study.symptoms))
    quoted = quoted_names_line(names, words)
    return words.say("Settings"), [
        (words.say("Program version"), f"SupportLens {engine.version}"),
        (words.say("Seed"), str(engine.seed)),
        (words.say("Encoder of texts"), engine.encoder),
        (words.say("Result fingerprint (same tickets, same value)"), engine.result or None),
        (words.say("Requested number of symptoms"), _granularity(study, words)),
        (words.say("Playbook"), study.playbook.version),
        (words.say("Public holidays of"), country),
        *([(words.say("Names in quotation marks"), quoted)] if quoted else []),
    ]


def _counts(study: Study, words: Words) -> tuple[str, list[tuple[str, Value]]]:
    return words.say("Tickets"), [
        (words.say("Tickets read"), words.number(len(study.tickets))),
        (words.say("With the same text as an earlier one"), words.number(study.duplicates_folded)),
        (words.say("Without a symptom"), words.number(study.noise + study.unassigned)),
        *(
            (
                words.say("Without a symptom: {reason}", reason=unassigned_label(reason, words)),
                words.number(count),
            )
            for reason, count in study.unassigned_by_reason.items()
        ),
    ]


def _said(study: Study, words: Words) -> list[tuple[str, Value]]:
    """Return how much of the findings people decided, kind by kind; empty if they said nothing."""
    counted = (
        (words.say("Answers to questions"), len(study.answers)),
        (words.say("Corrections of symptoms and causes"), len(study.corrections)),
        (words.say("Corrections of codes"), len(study.code_corrections)),
        (words.say("Names given"), len(study.given_names)),
        (words.say("Causes marked as not a cause"), len(study.dismissed)),
        (words.say("Tickets read by a person"), len(study.marks.checks)),
    )
    return [(label, words.number(count)) for label, count in counted if count]


def _granularity(study: Study, words: Words) -> str | None:
    """Return how fine the symptoms are, None if they cannot be made coarser or finer."""
    if not study.default_level:
        return None
    chosen = study.level or study.default_level
    if chosen == study.default_level:
        return words.say("{count} (chosen by the program)", count=words.number(chosen))
    return words.say(
        "{count} instead of {default}",
        count=words.number(chosen),
        default=words.number(study.default_level),
    )


def _add_templates(sheet: SheetDraft, row: int, study: Study, words: Words) -> int:
    """List the machine lines in tickets, most tickets first."""
    found = study.stage_results.cleaned.templates if study.stage_results else ()
    if not found:
        return row
    row = _add_heading(sheet, row, words.say("Machine-written lines"))
    for template in sorted(found, key=lambda one: (-one.tickets, one.pattern))[:_TEMPLATES]:
        counted = words.say_n("{count} ticket", "{count} tickets", template.tickets)
        row = _add_fact(sheet, row, counted, template.pattern)
    return row


def _add_gaps(sheet: SheetDraft, row: int, study: Study, words: Words) -> int:
    """List what could not be judged about time, people and fields, and why."""
    lines = gap_lines(study, words)
    if not lines:
        return row
    row = _add_heading(sheet, row, words.say("What could not be judged, and why"))
    for at, line in enumerate(lines):
        write_across(sheet, row + at, _ALL, line, FIELD, room=_FULL)
    return row + len(lines)


def _add_masking(sheet: SheetDraft, row: int, masker: Masker | None, words: Words) -> int:
    row = _add_heading(sheet, row, words.say("Personal data"))
    style = WARNING if masker is None else NOTICE
    write_across(sheet, row, _ALL, masking_line(words, masked=masker is not None), style)
    row += 1
    if masker is None:
        return row
    for name, label in _masked_names(words).items():
        row = _add_fact(sheet, row, label, words.number(masker.counts[name]), until=_SHORT)
    return row


def _masked_names(words: Words) -> dict[str, str]:
    return {
        "name": words.say("Names of people"),
        "email": words.say("E-mail addresses"),
        "phone": words.say("Phone numbers"),
        "card": words.say("Card numbers"),
        "iban": words.say("Bank accounts"),
        "identity": words.say("National identity and tax numbers"),
        "ip": words.say("IP addresses"),
        "password": words.say("Passwords"),
        "url_token": words.say("Keys in web addresses"),
        "column": words.say("Values of columns that identify somebody"),
    }


def _add_files(sheet: SheetDraft, row: int, tickets: Tickets, words: Words) -> int:
    """List how each file was read, and how much of it was used."""
    row = _add_heading(sheet, row, words.say("Files"))
    if account := account_line(tickets, words):
        write_across(sheet, row, _ALL, account, FIELD, room=_FULL)
        row += 1
    for file in tickets.files:
        write_cell(sheet, row, 1, file_name(file), LABEL)
        for name, text in (*file_lines(file, tickets, words), ("SHA-256", file.sha256)):
            write_across(sheet, row, (2, 3), name, FIELD, room=sum(_WIDTHS[1:3]))
            write_across(sheet, row, (4, _ALL[1]), text, FIELD, room=sum(_WIDTHS[3:]))
            row += 1
    return row


def _add_columns(sheet: SheetDraft, row: int, files: Sequence[SourceFile], words: Words) -> int:
    rows: list[tuple[str, str]] = []
    for file in files:
        read = [
            f"{column.field} \N{LEFTWARDS ARROW} {column.header} ({column.reason})"
            for column in column_readings(file, words)
        ]
        rows.append((file_name(file), "; ".join(read)))
    row = _add_heading(sheet, row, words.say("Columns and how they were read"))
    for name, text in rows:
        row = _add_fact(sheet, row, name, text)
    return row


def _add_calendar(sheet: SheetDraft, row: int, study: Study, words: Words) -> int:
    if not study.calendar:
        return row
    row = _add_heading(sheet, row, words.say("Known changes"))
    for change in study.calendar:
        text = f"{change.name} ({change.product})" if change.product else change.name
        row = _add_fact(sheet, row, words.day(change.day, "long"), text)
    return row


def _add_rejections(sheet: SheetDraft, row: int, files: Sequence[SourceFile], words: Words) -> int:
    found = [
        (file, remark)
        for file in files
        for remark in (*rejected_rows(file, words), *remarked_rows(file, words))
    ]
    if not found:
        return row
    row = _add_heading(sheet, row, words.say("Rows that could not be used"))
    for file, remark in found[:_LISTED]:
        write_cell(sheet, row, 1, file_name(file), LABEL)
        write_cell(sheet, row, 2, remark.row or words.say("the whole file"), FIELD)
        write_across(sheet, row, (3, 8), remark.reason, FIELD)
        row += 1
    if len(found) > _LISTED:
        more = words.say_n("and {count} more row", "and {count} more rows", len(found) - _LISTED)
        write_across(sheet, row, _ALL, more, WARNING)
        row += 1
    return row


SHEET = Sheet(
    position=210,  # last, so that it can count what was masked on the other sheets
    title=lambda words: words.say("How this was computed"),
    contents=lambda _, words: words.say("Files, settings and rows left out, so that it can be verified."),
    add=add,
)

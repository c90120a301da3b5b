"""Sentences about how a file was read: format, columns, dates and rows left out."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from supportlens.domain import NoTextColumn
from supportlens.i18n.labels import field_name
from supportlens.i18n.left_out_rows import row_reason
from supportlens.i18n.reading.apart import account_with_apart
from supportlens.i18n.reading.repeated_ids import repeat_lines
from supportlens.i18n.reading.undated_files import undated_fact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import SourceFile, Tickets
    from supportlens.i18n.words import Words

_FORMATS = {
    "csv": "CSV",
    "tsv": "TSV",
    "xlsx": "Excel (XLSX)",
    "xlsm": "Excel (XLSM)",
    "xlsb": "Excel (XLSB)",
    "xls": "Excel (XLS)",
    "ods": "OpenDocument (ODS)",
    "json": "JSON",
    "jsonl": "JSON Lines",
    "ndjson": "JSON Lines",
    "mbox": "mbox",
    "eml": "EML",
    "whatsapp": "WhatsApp",
    "slack": "Slack",
    "telegram": "Telegram",
    "teams": "Teams",
    "discord": "Discord",
    "google_chat": "Google Chat",
    "messenger": "Messenger",
    "parquet": "Parquet",
    "ics": "iCalendar",
    "zip": "ZIP",
    "gzip": "gzip",
    "html": "HTML",
    "mht": "MHTML",
    "spreadsheetml": "Excel 2003 (XML)",
    "xml": "XML",
}


class ColumnReading(NamedTuple):
    """How one column was read: as which field, its header, and why."""

    field: str
    header: str
    reason: str


def format_line(form: str, words: Words) -> str:
    """Name the format of a file."""
    return {
        "log": words.say("plain text"),
        "text": words.say("plain text"),
        "txt": words.say("plain text"),
    }.get(form, _FORMATS.get(form, form.upper()))


def encoding_line(encoding: str | None, words: Words) -> str:
    """Name an encoding as other programs do; a workbook has none."""
    if not encoding:
        return words.say("not needed")
    names = {
        "utf-8": "UTF-8",
        "utf-8-sig": words.say("UTF-8 with BOM"),
        "cp1252": "Windows-1252",
        "mac_roman": "Mac Roman",
        "mac-roman": "Mac Roman",
        "macroman": "Mac Roman",
    }
    return names.get(encoding.lower(), encoding.upper())


def delimiter_line(delimiter: str | None, words: Words) -> str:
    """Name the delimiter between cells."""
    names = {
        ",": words.say("comma"),
        ";": words.say("semicolon"),
        "\t": words.say("tab"),
        "|": words.say("vertical bar"),
        " ": words.say("space"),
    }
    return names.get(delimiter or "", delimiter) or words.say("none")


def reading_line(file: SourceFile, words: Words) -> str:
    """Return how a text was read and what else it could be, "" unless two readings were close."""
    if not file.runner_up:
        return ""
    read_as = {
        "table": words.say("Read as a table"),
        "lines": words.say("Read as one text per line"),
        "chat": words.say("Read as a chat"),
        "log": words.say("Read as a log with a date on each line"),
        "blocks": words.say("Read as texts between blank lines"),
    }
    other = {
        "table": words.say("it could also be a table"),
        "lines": words.say("it could also be one text per line"),
        "chat": words.say("it could also be a chat"),
        "log": words.say("it could also be a log with a date on each line"),
        "blocks": words.say("it could also be texts between blank lines"),
    }
    return f"{read_as[file.reading]}; {other[file.runner_up]}"


def header_line(file: SourceFile, words: Words) -> str:
    """Return the row of the headers."""
    if file.header_row is None:
        return words.say("no header row")
    return words.say("row {number}", number=words.number(file.header_row))


def date_order_line(file: SourceFile, words: Words) -> str:
    """Return how dates were read and why."""
    order = {
        "day-first": words.say("day first"),
        "month-first": words.say("month first"),
        "iso": words.say("year first"),
    }.get(file.date_order or "")
    if order is None:
        return undated_fact(file, words)
    reason = {
        "year_first": words.say("they begin with the year or spell out the month"),
        "above_twelve": words.say("some dates have a number above 12 in that position"),
        "half_converted": words.say("the program that saved the file swapped day and month in some of them"),
        "mixed_orders": words.say(
            "some rows have the other order; where both are possible, the dates of the rows around them decide"
        ),
        "even_run": words.say("read this way, the rows are spread evenly over time"),
        "custom": words.say("the dates are ambiguous; this is the usual order in the file's language"),
        "chosen": words.say("you chose it"),
    }.get(file.date_reason or "")
    return words.say("{order}: {reason}", order=order, reason=reason) if reason else order


def column_reason(reason: str, words: Words) -> str:
    """Return why a column was taken for a field."""
    return {
        "vendor": words.say("the headers match this help desk"),
        "header": words.say("by its header"),
        "values": words.say("by its values"),
        "only_date": words.say("the only column with dates"),
        "chosen": words.say("you chose it"),
    }.get(reason, words.say("by its header"))


def column_readings(file: SourceFile, words: Words) -> list[ColumnReading]:
    """Return how each column of a field was read."""
    return [
        ColumnReading(field_name(field, words), header, column_reason(file.reasons.get(field, ""), words))
        for field, header in file.columns.items()
    ]


def file_lines(file: SourceFile, tickets: Tickets, words: Words) -> list[tuple[str, str]]:
    """Return the facts about a file as (label, value) pairs."""
    say, number = words.say, words.number
    form = [(say("Format"), format_line(file.format, words))]
    if file.vendor:
        form.append((say("Help desk"), file.vendor))
    if file.encoding:
        form.append((say("Encoding"), encoding_line(file.encoding, words)))
    if file.delimiter:
        form.append((say("Delimiter"), delimiter_line(file.delimiter, words)))
    if file.runner_up:
        form.append((say("How it was read"), reading_line(file, words)))
    if file.holds_no_tickets:
        return form
    return [
        *form,
        (say("Headers"), header_line(file, words)),
        (say("Date order"), date_order_line(file, words)),
        (say("Rows in the file"), number(file.rows)),
        (say("Rows read"), number(file.rows_read)),
        (say("Rows left out"), number(file.rows_rejected)),
        *repeat_lines(file, words),
        (say("Tickets without text"), number(tickets.count_empty_texts(file.path))),
        (say("Dates out of range"), number(file.count_remarked("date_out_of_range"))),
        (say("Dates that could not be read"), number(file.count_remarked("date_unread"))),
        (say("Rows with repaired characters"), number(file.count_remarked("text_repaired"))),
    ]


def _reason_of(reason: str, file: SourceFile, words: Words) -> str:
    """Return why rows were left out; of a sheet beside others it is said that it holds no texts, not of the file."""
    if reason == NoTextColumn.__name__ and file.sheet:
        return words.say(
            "the sheet {sheet} has no column with what the customers wrote", sheet=words.quoted(file.sheet)
        )
    return row_reason(reason, words, file.path)


def account_line(tickets: Tickets, words: Words) -> str:
    """Return how many rows were read and what became of those that are no tickets, "" if all are."""
    account = tickets.account
    if account.rows == account.tickets:
        return ""
    where = {one.reason: file for file in tickets.files for one in file.rejections}
    reasons = "; ".join(
        words.say_n(
            "{count} row: {reason}",
            "{count} rows: {reason}",
            count,
            reason=_reason_of(reason, where[reason], words).rstrip("."),
        )
        for reason, count in account.left_out.items()
    )
    became = words.say_n("{count} ticket", "{count} tickets", account.tickets)
    read = words.say_n("{count} row", "{count} rows", account.rows)
    if account.set_apart:
        return account_with_apart(became, read, account.set_apart, reasons, words)
    return words.say(
        "{tickets} from {rows}. Left out: {reasons}.", tickets=became, rows=read, reasons=reasons
    )


def file_name(file: SourceFile) -> str:
    """Name a file without its folder, and its part, such as a sheet."""
    return " \N{MIDDLE DOT} ".join(filter(None, (PurePath(file.path).name, file.sheet)))


def distinct_file_names(paths: Iterable[str]) -> dict[str, str]:
    """Name files without their folders, which may name a person; equal names keep what distinguishes them."""
    parts = {path: PurePath(path).parts for path in paths}
    for kept in range(1, max(map(len, parts.values()), default=0) + 1):
        names = {path: "/".join(each[-kept:]) for path, each in parts.items()}
        if len(set(names.values())) == len(names):
            return names
    return {path: path for path in parts}

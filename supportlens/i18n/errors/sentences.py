"""Sentences about what went wrong and what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supportlens.domain import (
    Cancelled,
    ChildDied,
    Damaged,
    EmptyFile,
    FileMissing,
    FolderWithoutLogs,
    ModelDamaged,
    ModelMissing,
    ModelUnsuitable,
    MomentIncomplete,
    NoActions,
    NoChanges,
    NoCustomers,
    NoPermission,
    NoReader,
    NoRows,
    NotATable,
    NoTextColumn,
    NothingToAnalyse,
    NoTickets,
    OutlookDataFile,
    OutlookMessage,
    OutputError,
    PasswordProtected,
    StillBeingWritten,
    TooLarge,
    TooSlow,
    Unsafe,
    WorkersError,
)
from supportlens.i18n.errors.workers import worker_sentence
from supportlens.i18n.projects.project_errors import project_sentences
from supportlens.i18n.standing.lives import missing_line

if TYPE_CHECKING:
    from supportlens.i18n.words import Words


def error_sentence(error: BaseException, words: Words) -> str:
    """Return one or two sentences: what is wrong and what to do."""
    if isinstance(error, MomentIncomplete):
        return missing_line(error.missing, words)
    if isinstance(error, WorkersError):
        return worker_sentence(error, words)
    path = getattr(error, "path", "")
    # A Windows path may turn up on any system, so both separators count.
    name = words.quoted(re.split(r"[\\/]", path.rstrip("\\/"))[-1] or path)
    if sentence := _detail_sentence(error, name, words):
        return sentence
    for cause, sentence in _error_sentences(error, name, words).items():
        if isinstance(error, cause):
            return sentence + _columns_sentence(error, words)
    return words.say("Something went wrong inside the program. None of your work was changed or lost.")


def _detail_sentence(error: BaseException, name: str, words: Words) -> str:
    """Return the sentence for the detail of an error, "" if it needs none."""
    if not isinstance(error, NoTickets | OutputError) and type(error) is not NotATable:
        return ""
    return {
        "not_ours": words.say(
            "{name} is not a SupportLens report. Choose one that was exported as Excel.", name=name
        ),
        "other_project": words.say(
            "{name} was written from other tickets. Open the project that it belongs to.", name=name
        ),
        "unreadable": words.say(
            "{name} cannot be read. Save it again as an Excel workbook (.xlsx).", name=name
        ),
        "unknown_form": words.say(
            "{name} does not end like a report. Use .xlsx, .pdf, .png, .html, .csv or .json.", name=name
        ),
        "look": words.say(
            '{name} does not describe a look. Write lines such as: accent = "0B6E69" and logo = "logo.png".',
            name=name,
        ),
        "logo": words.say(
            "{name} cannot be used as a logo. Choose a PNG or JPEG of at most 2 MB.", name=name
        ),
        "change_calendar": words.say(
            "{name} is a change calendar and contains no tickets. Add your help-desk export.",
            name=name,
        ),
        "customers": words.say(
            "{name} is a list of customers and contains no tickets. Add your help-desk export.",
            name=name,
        ),
        "services": words.say(
            "{name} is a list of services or sales and contains no tickets. Add your help-desk export to see who is unhappy before calling.",
            name=name,
        ),
        "invoices": words.say(
            "{name} is a list of invoices and contains no tickets. Add your help-desk export.", name=name
        ),
        "actions": words.say(
            "{name} is a list of actions and contains no tickets. Add your help-desk export.", name=name
        ),
        "active_users": words.say(
            "{name} lists how many people use each application and contains no tickets. Add your help-desk export.",
            name=name,
        ),
        "mail": words.say(
            "{name} contains no message from a customer, only mail such as spam, automatic replies or the desk's own. Add the inbox.",
            name=name,
        ),
        **dict.fromkeys(
            ("catalogue_sheet", "instructions_sheet", "list_sheet"),
            words.say(
                "{name} holds a catalogue, a list or instructions and no tickets. Add your help-desk export.",
                name=name,
            ),
        ),
        "hidden_sheet": words.say(
            "The only sheets of {name} with rows are hidden. Show them in Excel, save the workbook and try again.",
            name=name,
        ),
        "html": words.say(
            "{name} is a web page without a table of tickets. Export the tickets as CSV or Excel.", name=name
        ),
        "xml": words.say(
            "{name} is an XML file, and nothing in it looks like tickets. Export the tickets as CSV or Excel.",
            name=name,
        ),
        "already_used": words.say(
            "{name} is already an input or output here and will not be overwritten. Choose another name.",
            name=name,
        ),
        "no_folder": words.say(
            "The folder for {name} does not exist. Create it first or choose another.", name=name
        ),
        "disk_full": words.say(
            "{name} could not be written because the disk is full. Free some space and try again.", name=name
        ),
        "read_only": words.say(
            "{name} cannot be written: the file or its folder is read-only. Save a copy in another folder.",
            name=name,
        ),
        "disk_failed": words.say(
            "The disk of {name} could not be read or written. Check that it is connected and try again.",
            name=name,
        ),
        "not_a_file": words.say("{name} is not a file. Choose a file name.", name=name),
    }.get(error.detail, "")


def _columns_sentence(error: BaseException, words: Words) -> str:
    if not isinstance(error, NoTextColumn) or not error.columns:
        return ""
    shown = ", ".join(error.columns[:8]) + ("…" if len(error.columns) > 8 else "")
    return " " + words.say("Its columns are: {columns}.", columns=shown)


def _error_sentences(error: BaseException, name: str, words: Words) -> dict[type[BaseException], str]:
    """Return the sentence of each error, more specific errors first."""
    return {
        Cancelled: words.say("The analysis was cancelled. The file was not changed."),
        **_unopened_sentences(name, words),
        **_unusable_sentences(name, words),
        **_companion_sentences(name, words),
        **project_sentences(error, name, words),
        **_model_sentences(name, words),
        NothingToAnalyse: words.say(
            "No ticket with text was found. Include the subject or the description in the export."
        ),
        ChildDied: words.say(
            "The work ended before it was done, probably for lack of memory. Close other programs and try again."
        ),
        OutputError: words.say(
            "{name} could not be written. Close it if it is open, or choose another folder.", name=name
        ),
    }


def _unopened_sentences(name: str, words: Words) -> dict[type[BaseException], str]:
    """Return the sentence of each error of a file that could not be opened."""
    return {
        FileMissing: words.say(
            "{name} was not found. Check its name and folder, then choose it again.",
            name=name,
        ),
        NoPermission: words.say(
            "You don't have permission to read {name}. Close the program that has it open or copy it to another folder.",
            name=name,
        ),
        FolderWithoutLogs: words.say(
            "The folder {name} contains no log. It should contain CSV, Excel or JSON files with one ticket per row.",
            name=name,
        ),
        EmptyFile: words.say("{name} is empty. Export the tickets again from the help desk.", name=name),
        Damaged: words.say(
            "{name} is damaged or incomplete. Download or export it again, then retry.", name=name
        ),
        TooLarge: words.say(
            "{name} is too large to read. Export a shorter period or fewer columns.", name=name
        ),
        TooSlow: words.say(
            "{name} took too long to read and was skipped. Save it as CSV or export a shorter period.",
            name=name,
        ),
        Unsafe: words.say(
            "{name} looks malicious, so it was not opened. Export the tickets as CSV or Excel.",
            name=name,
        ),
        NoReader: words.say(
            "{name} is a Parquet file, and Parquet support is not installed. Export the tickets as CSV or Excel.",
            name=name,
        ),
    }


def _unusable_sentences(name: str, words: Words) -> dict[type[BaseException], str]:
    """Return the sentence of each error of a file that was opened but is not a log."""
    return {
        NotATable: words.say(
            "{name} is not a table of tickets. Export the tickets as CSV or Excel and try again.", name=name
        ),
        OutlookMessage: words.say(
            "{name} is an Outlook message (.msg), which cannot be read. Save the messages as .eml (drag them from the new Outlook to a folder) or as .mbox (import them into Thunderbird).",
            name=name,
        ),
        OutlookDataFile: words.say(
            "{name} is an Outlook data file (.pst or .ost), which cannot be read. Open it in Outlook, import the mail into Thunderbird and export the folder as .mbox or .eml.",
            name=name,
        ),
        PasswordProtected: words.say(
            "{name} is protected by a password. Save a copy without one and choose that copy.",
            name=name,
        ),
        StillBeingWritten: words.say(
            "{name} is still being written. Wait until the download or export ends and try again.", name=name
        ),
        NoRows: words.say(
            "{name} has a header but no tickets below it. Widen the date range of the export and try again.",
            name=name,
        ),
        NoTextColumn: words.say(
            "{name} has no column with what the customers wrote. Include the subject or the description.",
            name=name,
        ),
    }


def _companion_sentences(name: str, words: Words) -> dict[type[BaseException], str]:
    """Return the sentence of each error of a file that accompanies a log."""
    return {
        NoTickets: words.say("{name} contains no tickets. Add your help-desk export.", name=name),
        NoChanges: words.say(
            "{name} contains no change with a date and a name. It needs at least those two columns.",
            name=name,
        ),
        NoCustomers: words.say(
            "{name} does not say anything about customers. It needs a customer (name or id) per row, and a segment, a date, a value, a service or an invoice.",
            name=name,
        ),
        NoActions: words.say(
            "{name} contains no action. It needs at least a date and what was done, and preferably the cause or the application.",
            name=name,
        ),
    }


def _model_sentences(name: str, words: Words) -> dict[type[BaseException], str]:
    """Return the sentence of each error of a language model."""
    return {
        ModelMissing: words.say(
            "The language model in {name} is incomplete. It should contain model.onnx and tokenizer.json.",
            name=name,
        ),
        ModelDamaged: words.say(
            "The language model in {name} is damaged. Install the program again or choose another model.",
            name=name,
        ),
        ModelUnsuitable: words.say(
            "The language model in {name} is not supported. Choose another model.",
            name=name,
        ),
    }

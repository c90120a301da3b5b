"""Messages of the window for when there is no page to show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from supportlens.app.projects.copies import last_good_copy
from supportlens.app.projects.project_files import SUFFIX
from supportlens.app.projects.reopening import LogsGone
from supportlens.domain import (
    ModelDamaged,
    ModelMissing,
    ModelUnsuitable,
    OutputError,
    ProjectDamaged,
    ProjectWithoutTexts,
    SupportLensError,
)
from supportlens.gui.pages.start.message_page import Message
from supportlens.i18n.errors import error_sentence

if TYPE_CHECKING:
    from supportlens.i18n import Words


def nothing_open(words: Words) -> Message:
    """Return the message that no log is open; it offers two ways to open one."""
    text = words.say("No log is open yet. Drop one here or try the sample.")
    button = (words.say("Choose files…"), "open")
    return Message("inbox", text, button, (words.say("Open the sample log"), "sample"), "ink_3")


def still_reading(words: Words) -> Message:
    """Return the message that the log is being read; it leads to how far it is."""
    text = words.say("Your log is being read; this page will fill after that.")
    return Message(
        "hourglass", text, (words.say("See how far it is"), "start"), (words.say("Stop"), "cancel"), "ink_3"
    )


def failure(error: BaseException, words: Words) -> Message:
    """Return the message of an error; for a bug it offers the report instead of a way back."""
    if isinstance(error, LogsGone):
        return _logs_gone(error, words)
    known = isinstance(error, SupportLensError)
    second = (words.say("Back"), "back") if known else (words.say("Read the error report…"), "error_report")
    button = (words.say("Choose another file…"), "open")
    if isinstance(error, ModelMissing | ModelDamaged | ModelUnsuitable):
        button = (words.say("Choose another model…"), "settings")
    if isinstance(error, OutputError) and error.path.lower().endswith(SUFFIX):
        button = (words.say("Save elsewhere…"), "save_as")
    if isinstance(error, ProjectWithoutTexts) and not error.missing:
        button = (words.say("Analyse again"), "renew")
    if isinstance(error, ProjectDamaged) and last_good_copy(Path(error.path)) is not None:
        button = (words.say("Open the last good copy"), "open_copy")
    return Message("circle-alert", error_sentence(error, words), button, second, "warn")


def _logs_gone(error: LogsGone, words: Words) -> Message:
    """Return the message that asks where the missing logs of a project are."""
    name = words.quoted(error.home.stem)
    text = words.say("The project {name} does not record its source files. Choose them.", name=name)
    if error.names:
        files = words.listed(words.quoted(each) for each in error.names)
        text = words.say_n(
            "{files}, a source file of the project {name}, is no longer there. Where is it?",
            "{files}, source files of the project {name}, are no longer there. Where are they?",
            len(error.names),
            files=files,
            name=name,
        )
    button = (words.say("Choose its files…"), "find_logs")
    return Message("folder-open", text, button, (words.say("Back"), "back"), "warn")

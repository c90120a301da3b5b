"""What the watcher of a folder may tell."""

from __future__ import annotations

from enum import StrEnum


class WatchEvent(StrEnum):
    """What a watcher may tell."""

    ADDED = "added"
    """Files were added, and the study says what is new."""
    NOTHING_NEW = "nothing_new"
    REFUSED = "refused"
    """A file cannot be used."""
    WAITING = "waiting"
    """The project is open elsewhere; it is tried again."""
    ENDLESS = "endless"
    """A file does not stop growing."""
    NO_FOLDER = "no_folder"
    FOLDER_BACK = "folder_back"
    REPORTED = "reported"
    NOT_WRITTEN = "not_written"
    """The report or the project could not be written; it is tried again."""

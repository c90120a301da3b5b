"""File dialogs: choose logs, a folder or a project to open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from supportlens.app.projects.project_files import SUFFIX
from supportlens.domain.tickets.file_suffixes import LOG_SUFFIXES
from supportlens.gui.main_window.dropped_files import as_paths
from supportlens.gui.settings import Settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from supportlens.i18n import Words

LOG_FILES = " ".join(f"*{suffix}" for suffix in sorted(LOG_SUFFIXES))


def choose_files(window: QWidget, words: Words) -> tuple[Path, ...]:
    """Return the logs that the person chooses, () for none."""
    logs, everything = words.say("Logs"), words.say("All files")
    kinds = f"{logs} ({LOG_FILES} *{SUFFIX});;{everything} (*)"
    chosen, _ = QFileDialog.getOpenFileNames(window, words.say("Choose files…"), "", kinds)
    return as_paths(chosen)


def choose_folder(window: QWidget, words: Words) -> tuple[Path, ...]:
    """Return the folder of logs that the person chooses, () for none."""
    chosen = QFileDialog.getExistingDirectory(window, words.say("Choose a folder…"))
    return as_paths([chosen] if chosen else [])


def choose_project(window: QWidget, words: Words) -> tuple[Path, ...]:
    """Return the project that the person chooses, () for none."""
    kinds = f"{words.say('SupportLens project')} (*{SUFFIX})"
    chosen, _ = QFileDialog.getOpenFileName(window, words.say("Open a project"), "", kinds)
    return as_paths([chosen] if chosen else [])


def choose_recipe(window: QWidget, words: Words) -> tuple[Path, ...]:
    """Return the recipe that the person chooses, () for none."""
    kinds = f"{words.say('Recipe')} (*.json)"
    chosen, _ = QFileDialog.getOpenFileName(window, words.say("Apply a recipe"), "", kinds)
    return as_paths([chosen] if chosen else [])


def choose_new_file(window: QWidget, title: str, name: str, kind: str) -> Path | None:
    """Return where a file shall be written, None for nowhere; `name` is proposed, with its suffix.

    The dialog begins in the folder into which something was written last.
    """
    suffix, settings = name.rpartition(".")[2], Settings()
    proposed = str(settings.save_folder / name)
    chosen, _ = QFileDialog.getSaveFileName(window, title, proposed, f"{kind} (*.{suffix})")
    if not chosen:
        return None
    path = Path(chosen)
    settings.save_folder = path.parent
    return path if path.suffix else path.with_suffix(f".{suffix}")


def choose_workbook(window: QWidget, words: Words) -> tuple[Path, ...]:
    """Return the workbook that the person chooses, () for none."""
    kinds = f"{words.say('Excel workbook')} (*.xlsx)"
    chosen, _ = QFileDialog.getOpenFileName(window, words.say("Read a workbook back"), "", kinds)
    return as_paths([chosen] if chosen else [])


def choose_place(window: QWidget, title: str, proposed: Path, kind: str) -> Path | None:
    """Return the path that the person chooses to write to, with the ending of the `proposed` one, or None."""
    chosen, _ = QFileDialog.getSaveFileName(window, title, str(proposed), kind)
    path, ending = Path(chosen), proposed.suffix
    if not chosen:
        return None
    return path if path.suffix.lower() == ending else path.with_name(path.name + ending)

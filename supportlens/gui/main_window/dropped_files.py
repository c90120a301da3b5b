"""What dropping files on the window will do, in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from supportlens.app.opening.opened_study import is_project
from supportlens.domain import uncapitalise
from supportlens.domain.tickets.file_suffixes import DOCUMENT_SUFFIXES

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from supportlens.i18n import Words


def as_paths(names: list[str]) -> tuple[Path, ...]:
    """Return the paths that a file dialog returns as text."""
    return tuple(Path(name) for name in names)


def local_paths(data: QMimeData) -> tuple[Path, ...]:
    """Return the local files and folders among the dragged URLs."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


def drop_line(
    paths: tuple[Path, ...], words: Words, project: Path | None = None, held: tuple[Path, ...] = ()
) -> str:
    """Return what dropping these files will do while `project` is open, and which of them cannot be read.

    `held` are those that the project already has.
    """
    if held and project is not None:
        names = words.listed(words.quoted(path.name) for path in held[:3])
        there = words.say_n(
            "{names} is already in the project", "{names} are already in the project", len(held), names=names
        )
        rest = tuple(path for path in paths if path not in held)
        return f"{drop_line(rest, words, project)}; {uncapitalise(there)}" if rest else there
    unread = [path for path in paths if path.suffix.lower() in DOCUMENT_SUFFIXES and not path.is_dir()]
    if unread and len(unread) == len(paths):
        names = words.listed(words.quoted(path.name) for path in unread[:3])
        return words.say_n(
            "{names} cannot be read as a log", "{names} cannot be read as logs", len(unread), names=names
        )
    if unread:
        rest = tuple(path for path in paths if path not in unread)
        names = words.listed(words.quoted(path.name) for path in unread[:3])
        left = words.say("without {names}", names=names)
        return f"{_promise_line(rest, words, project)}, {left}"
    return _promise_line(paths, words, project)


def _promise_line(paths: tuple[Path, ...], words: Words, project: Path | None) -> str:
    """Return what dropping files that can be read will do."""
    projects = [path for path in paths if is_project(path)]
    if len(paths) == 1 and projects:
        return words.say("Drop to open the project {name}", name=words.quoted(paths[0].stem))
    target = project or next(iter(projects), None)
    if target is not None:
        name = words.quoted(target.stem)
        return words.say_n(
            "Drop to add the file to the project {name}",
            "Drop to add {count} files to the project {name}",
            len(paths) - len(projects),
            name=name,
        )
    if len(paths) > 1:
        return words.say_n(
            "Drop to analyse {count} file or folder",
            "Drop to analyse these {count} files or folders together",
            len(paths),
        )
    name = words.quoted(paths[0].name)
    if paths[0].is_dir():
        return words.say("Drop to analyse every log in {name}", name=name)
    return words.say("Drop to analyse {name}", name=name)

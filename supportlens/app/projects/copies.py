"""Copies of a project: exported ones, those that are kept, and whether a project is sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens import store
from supportlens.domain import OutputError, ProjectDamaged

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.domain import Holder


def export_copy(project: Path, target: Path) -> None:
    """Copy a project, also one that is open, to a file that does not exist yet.

    Raises what `store.find_form` raises, and `OutputError` if the copy cannot be written.
    """
    store.find_form(project)
    if target.exists():
        raise OutputError(str(target), "already_used")
    if not target.parent.is_dir():
        raise OutputError(str(target), "no_folder")
    with store.faults_of(target):
        store.copy_whole(project, target)


def list_copies(project: Path) -> tuple[Path, ...]:
    """Return the copies that are kept of a project, newest first."""
    return store.list_backups(project)


def keep_copy(project: Path) -> None:
    """Copy a project before it changes, unless that was done recently; raises `OutputError`."""
    with store.faults_of(project):
        store.back_up(project)


def last_good_copy(project: Path) -> Path | None:
    """Return the newest copy of a project that is sound, None without one."""
    return next((copy for copy in store.list_backups(project) if store.is_sound(copy)), None)


def recover(project: Path, target: Path | None = None) -> Path:
    """Copy the last good copy of a damaged project to a new file, and return its path.

    Without a `target` it has a free name beside the project. The damaged project stays as it is. Raises
    `ProjectDamaged` if no copy is good, and `OutputError`.
    """
    copy = last_good_copy(project)
    if copy is None:
        raise ProjectDamaged(str(project), "no_copy")
    target = target or _free_name(project)
    export_copy(copy, target)
    return target


def _free_name(project: Path) -> Path:
    number = 1
    while (target := project.with_name(f"{project.stem} ({number}){project.suffix}")).exists():
        number += 1
    return target


def find_faults(project: Path) -> tuple[str, ...]:
    """Return what is wrong with a project; nothing for a sound one."""
    try:
        opened = store.open_store(project, write=False)
    except ProjectDamaged as error:
        return (error.detail or "file",)
    try:
        return opened.find_faults()
    finally:
        opened.close()


def who_has(project: Path) -> Holder | None:
    """Return who has a project open, None if nobody has."""
    return store.find_holder(project)

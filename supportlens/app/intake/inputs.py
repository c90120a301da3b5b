"""Records the input files of a study with a hash of each, and finds them again later."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from supportlens.domain import InputError, InputFile, InputRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CHUNK = 1 << 20
"""Bytes that are hashed at a time."""


class InputState(StrEnum):
    """How an input file was found again."""

    AS_BEFORE = "as_before"
    CHANGED = "changed"
    MOVED = "moved"
    """The same file in another place."""
    GONE = "gone"


class FoundInput(NamedTuple):
    """A file of a project, its current path, and how it was found."""

    input: InputFile
    path: Path
    state: InputState


def record_inputs(
    paths: Iterable[Path],
    changes: Path | None = None,
    customers: Iterable[Path] = (),
    actions: Path | None = None,
) -> tuple[InputFile, ...]:
    """Return a record of the inputs: each absolute path once, with a hash of its content."""
    inputs = [(path, InputRole.LOG) for path in paths]
    inputs += [(path, InputRole.CHANGES) for path in (changes,) if path is not None]
    inputs += [(path, InputRole.CUSTOMERS) for path in customers]
    inputs += [(path, InputRole.ACTIONS) for path in (actions,) if path is not None]
    once = dict.fromkeys((path.absolute(), role) for path, role in inputs)
    return tuple(InputFile(str(path), role, hash_input(path)) for path, role in once)


def find_input(wanted: InputFile, project: Path) -> FoundInput:
    """Look for a file where it was, then by name next to the project or below its folder."""
    was = Path(wanted.path)
    for place in (was, *_places_beside(was, project)):
        found = hash_input(place) if place.exists() else ""
        if not found:
            continue
        if found != wanted.sha256:
            if place == was:
                return FoundInput(wanted, was, InputState.CHANGED)
            continue  # another file with the same name
        return FoundInput(wanted, place, InputState.AS_BEFORE if place == was else InputState.MOVED)
    return FoundInput(wanted, was, InputState.GONE)


def _places_beside(was: Path, project: Path) -> Iterator[Path]:
    """Return the paths where a file may be if it moved together with the project."""
    for parts in range(1, min(4, len(was.parts))):
        yield project.absolute().parent.joinpath(*was.parts[-parts:])


def hash_input(path: Path) -> str:
    """Return the SHA-256 of a file or of all logs in a folder, "" if it cannot be read."""
    from supportlens.ingest.files.listing import find_files  # noqa: PLC0415 - imports the readers of files

    digest = hashlib.sha256()
    try:
        for found in find_files(path):
            if not found.named:
                digest.update(found.path.relative_to(path).as_posix().encode("utf-8", "replace") + b"\0")
            with found.path.open("rb") as stream:
                while chunk := stream.read(CHUNK):
                    digest.update(chunk)
    except (OSError, InputError):
        return ""
    return digest.hexdigest()

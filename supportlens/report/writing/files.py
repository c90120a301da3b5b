"""Writes a file completely or not at all."""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from supportlens.domain import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def check_output(path: Path) -> None:
    """Raise `OutputError` if a file cannot be written, before the work that fills it.

    Its `detail` is ``no_folder``, ``not_a_file`` or ``no_permission``.
    """
    if path.exists() and not path.is_file():
        raise OutputError(str(path), "not_a_file")
    if not path.parent.is_dir():
        raise OutputError(str(path), "no_folder")
    target = path if path.exists() else path.parent
    if not os.access(target, os.W_OK):
        raise OutputError(str(path), "no_permission")


@contextmanager
def replace_file(path: Path) -> Iterator[IO[bytes]]:
    """Return a binary stream whose bytes replace the file at `path` once all are on disk.

    If the work inside fails, nothing is left behind. Raises `OutputError` if the folder or the file
    does not allow it, for example because another program has the file open.
    """
    check_output(path)
    # A symbolic link stays: its target is replaced.
    target = path.resolve()
    temporary = target.with_name(f".{secrets.token_hex(6)}.tmp")
    try:
        with temporary.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    except PermissionError as refusal:
        raise OutputError(str(path), "no_permission") from refusal
    except OSError as failure:
        raise OutputError(str(path), failure.strerror or "") from failure
    finally:
        temporary.unlink(missing_ok=True)


def write_whole(path: Path, fill: Callable[[IO[bytes]], None]) -> Path:
    """Write a file completely or not at all, and return its path.

    Where another program has the file open (Excel on Windows does not let go of it), the work is not
    lost: it is kept under the next free name beside it. Raises `OutputError` if that fails too.
    """
    check_output(path)
    target = path.resolve()
    temporary = target.with_name(f".{secrets.token_hex(6)}.tmp")
    try:
        with temporary.open("xb") as stream:
            fill(stream)
            stream.flush()
            os.fsync(stream.fileno())
        try:
            temporary.replace(target)
        except PermissionError:
            path = find_free_name(path)
            temporary.replace(path)
    except PermissionError as refusal:
        raise OutputError(str(path), "no_permission") from refusal
    except OSError as failure:
        raise OutputError(str(path), failure.strerror or "") from failure
    finally:
        temporary.unlink(missing_ok=True)
    return path


def find_free_name(path: Path) -> Path:
    """Return the first name beside a file that is free: "report (2).xlsx"."""
    number = 2
    while (free := path.with_name(f"{path.stem} ({number}){path.suffix}")).exists():
        number += 1
    return free

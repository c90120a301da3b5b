"""The log of the program: what it did and what failed, never what customers wrote."""

from __future__ import annotations

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

NAME = "supportlens.log"
LARGEST = 400_000
"""Bytes of a log file; two older ones are kept. Judgement: weeks of use."""
PACKAGE = "supportlens"


class PlainFormatter(logging.Formatter):
    """Writes of an error its kind and its places in the code: its message may quote a customer or a path."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """Return the kinds and places of an error and of those that led to it."""
        return describe_error(ei[1]) if ei[1] is not None else ""


def describe_error(error: BaseException) -> str:
    """Return the kind of an error and its places in the code, without its message; causes come first."""
    before = error.__cause__ or error.__context__
    lines = [describe_error(before), "which led to"] if before is not None else []
    lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
    places = traceback.extract_tb(error.__traceback__)
    lines += [f"  {_shorten(frame.filename)}:{frame.lineno} {frame.name}" for frame in places]
    return "\n".join(lines)


def keep_log(folder: Path) -> logging.Handler | None:
    """Write what the program does to a file in `folder` from now on; None if it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / NAME, maxBytes=LARGEST, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        return None
    handler.setFormatter(PlainFormatter())
    logger = logging.getLogger(PACKAGE)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(handler)
    return handler


def read_log(folder: Path, lines: int) -> str:
    """Return the last lines of the log, "" without one."""
    try:
        text = (folder / NAME).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return "\n".join(text.splitlines()[-lines:])


def _shorten(path: str) -> str:
    """Return a place in the code without the folders of this computer."""
    parts = Path(path).parts
    inside = len(parts) - 1 - parts[::-1].index(PACKAGE) if PACKAGE in parts else len(parts) - 1
    return "/".join(parts[inside:])

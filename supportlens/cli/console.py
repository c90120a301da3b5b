"""The console: its encoding, its width, and a progress line."""

from __future__ import annotations

import io
import shutil
import sys
from typing import TYPE_CHECKING, TextIO

from supportlens.domain import Stage, silent

if TYPE_CHECKING:
    from supportlens.domain import Progress
    from supportlens.i18n import Words

_WIDEST = 100
"""Longer lines are hard to read, however wide the window is."""

_CLEAR_LINE = "\r\x1b[K"


def use_utf8() -> None:
    """Write UTF-8 whatever the system's encoding; characters that cannot be written are replaced."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def console_width() -> int:
    """Return the width of a line in characters."""
    return max(40, min(_WIDEST, shutil.get_terminal_size((80, 24)).columns - 1))


def show_progress_on(stream: TextIO, words: Words, *, quiet: bool) -> Progress:
    """Return a progress callback that writes to `stream`; it is silent if that is not a terminal."""
    if quiet or not stream.isatty():
        return silent
    from supportlens.i18n.labels import stage_name  # noqa: PLC0415 - help must not wait for all sentences

    stages = list(Stage)
    last = ""

    def show(stage: Stage, fraction: float) -> None:
        nonlocal last
        number = f"{stages.index(stage) + 1}/{len(stages)}"
        line = f"{number} {stage_name(stage, words)} {words.percent(min(1.0, max(0.0, fraction)))}"
        if line != last:
            stream.write(_CLEAR_LINE + line)
            stream.flush()
            last = line

    return show


def clear_progress(stream: TextIO, *, quiet: bool) -> None:
    """Clear the progress line."""
    if not quiet and stream.isatty():
        stream.write(_CLEAR_LINE)
        stream.flush()

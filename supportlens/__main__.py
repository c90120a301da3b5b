"""The entry point: the window, or the command line where it is asked for."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

DEMO = "demo"
READ_APART = "--read-apart"
"""With this argument alone a frozen program runs as the worker that reads files."""

WORK_APART = "--work-apart"
"""With this argument alone a frozen program does one piece of work for the window."""

CHILDREN = ([READ_APART], [WORK_APART])
"""The arguments with which a frozen program is a child of its own."""

NEW_OBJECTS = 100_000
"""Objects made since the last search for circles of dead ones, from which Python searches again.

Measured on a log of a thousand tickets: with Python's 700 the searches take 5 % of the processor, with 10 000
3 %, with this one less than 1 %; what lies about in the meantime is a few megabytes.
"""

SUB_COMMANDS = ("analyze", "analyse", "project", "watch", "completion", DEMO)


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window, with files if there are any, or run the sub-command that is given.

    ``demo`` opens the window with the sample log; without a display it writes its verdict and
    workbook.
    """
    gc.set_threshold(NEW_OBJECTS)
    given = list(sys.argv[1:] if argv is None else argv)
    first = given[0] if given else ""
    if given in CHILDREN:
        return _serve(given[0])
    if first == DEMO and len(given) == 1 and has_display():
        return _window_with_sample()
    if first in SUB_COMMANDS or first.startswith("-") or is_mistaken(first):
        from supportlens.cli import run  # noqa: PLC0415 - only the interface that was asked for is loaded

        return run(given)
    if not has_display():
        return _report_no_display()
    return _open(given)


def start() -> NoReturn:
    """Run the program as a process of its own, and end that process with its exit code.

    The process ends as soon as its threads, its children and its output are finished: taking hundreds of
    thousands of objects apart one by one, just before the system takes their memory, would be a tenth of
    the time of a small log.
    """
    codes: list[int] = []
    atexit.register(_end_process, codes)  # the first that is registered is called last
    codes.append(main())
    sys.exit(codes[0])


def _end_process(codes: Sequence[int]) -> None:
    """End the process if the program ended in order and without Qt, which takes its own objects apart."""
    if not codes or "PySide6" in sys.modules:
        return
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except (OSError, ValueError):  # the usual end reports it
        return
    os._exit(codes[0])


def is_mistaken(first: str) -> bool:
    """Return whether a word looks like a mistyped command: no file has that name, and it has no suffix."""
    path = Path(first)
    return bool(first) and path.name == first and not path.suffix and not path.exists()


def window() -> int:
    """Open the window."""
    gc.set_threshold(NEW_OBJECTS)
    return _serve(sys.argv[1]) if sys.argv[1:] in CHILDREN else _open(sys.argv[1:])


def has_display() -> bool:
    """Return whether there is a display: on Linux by its environment, elsewhere always."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _serve(child: str) -> int:
    if child == READ_APART:
        from supportlens.app import serve_import_worker  # noqa: PLC0415 - only the interface that was asked for is loaded

        serve_import_worker()
    else:
        from supportlens.children import serve  # noqa: PLC0415 - as above

        serve()
    return 0


def _open(paths: Sequence[str]) -> int:
    from supportlens.gui.application import run  # noqa: PLC0415 - Qt is needed for the window alone

    return run(paths)


def _window_with_sample() -> int:
    from supportlens.gui.application import run_sample  # noqa: PLC0415 - as above

    return run_sample()


def _report_no_display() -> int:
    from supportlens.cli.arguments import find_language  # noqa: PLC0415 - as above
    from supportlens.i18n import words_for  # noqa: PLC0415 - as above

    words = words_for(find_language([]))
    text = words.say(
        "There is no display for the window. Try: supportlens analyze FILE (help: supportlens -h)"
    )
    sys.stderr.write(f"{text}\n")
    return 2


if __name__ == "__main__":
    start()

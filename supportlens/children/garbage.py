"""Pauses the search for garbage, which holds the interpreter and with it the window."""

from __future__ import annotations

import gc
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_changing = threading.Lock()
_paused: list[bool] = []
"""Whether the search was on, for each pause that is under way."""


@contextmanager
def pause_garbage_search() -> Iterator[None]:
    """Pause the search for garbage in this process while objects without circles are made in great number.

    It would begin again and again and find nothing: eight times, up to 190 ms each, while a study of 88 827
    tickets arrives from another process, and for 110 to 220 ms while 200 000 rows are copied. Several threads
    may pause it at once; it goes on after the last.
    """
    with _changing:
        _paused.append(gc.isenabled())
        gc.disable()
    try:
        yield
    finally:
        with _changing:
            was_on = _paused.pop()
            if was_on and not _paused:
                gc.enable()

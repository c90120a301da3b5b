"""Where a process that works on a large log has its tables."""

from __future__ import annotations

import ctypes
import sys

LARGE = 16 << 20
"""Bytes of a table from which the system gets its memory back as soon as it is forgotten."""
KEPT_FREE = 64 << 20
"""Free bytes at the end of the memory of small things that are kept for what comes next. Judgement."""
ARENAS = 2
"""Parts of that memory that threads use beside each other. Judgement: each keeps what it has free."""

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8
"""The numbers of `mallopt` (malloc.h) for them."""


def give_tables_back() -> None:
    """Have the GNU C library give the memory of large tables back; others do, or cannot be told.

    By itself it takes ever larger tables from the memory of the many small texts, where what was forgotten
    stays between those that remain: at the end of 88 827 questions 370 of 839 MB lay free there.
    """
    if sys.platform != "linux":
        return
    choose = getattr(ctypes.CDLL(None), "mallopt", None)
    if choose is not None:
        choose(_M_MMAP_THRESHOLD, LARGE)
        choose(_M_TRIM_THRESHOLD, KEPT_FREE)
        choose(_M_ARENA_MAX, ARENAS)

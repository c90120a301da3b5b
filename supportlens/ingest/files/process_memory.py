"""Measures the memory of another process."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def memory_of(pid: int | None) -> int:
    """Return the resident bytes of a process, 0 if it is gone or the system does not report them."""
    if pid is None:
        return 0
    return _memory_of(pid)


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS of psapi.h."""

        _fields_ = (
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            *((name, ctypes.c_size_t) for name in ("PeakWorkingSetSize", "WorkingSetSize")),
            *((f"Quota{number}", ctypes.c_size_t) for number in range(4)),
            *((name, ctypes.c_size_t) for name in ("PagefileUsage", "PeakPagefileUsage")),
        )

    _QUERY_LIMITED_INFORMATION = 0x1000

    def _memory_of(pid: int) -> int:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = wintypes.HANDLE
        handle = kernel.OpenProcess(_QUERY_LIMITED_INFORMATION, False, pid)
        if not handle:
            return 0
        counters = _Counters(cb=ctypes.sizeof(_Counters))
        known = kernel.K32GetProcessMemoryInfo(
            wintypes.HANDLE(handle), ctypes.byref(counters), ctypes.sizeof(counters)
        )
        kernel.CloseHandle(wintypes.HANDLE(handle))
        return int(counters.WorkingSetSize) if known else 0

elif sys.platform == "linux":

    def _memory_of(pid: int) -> int:
        try:
            pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
        except (OSError, IndexError, ValueError):
            return 0
        return pages * os.sysconf("SC_PAGE_SIZE")

else:
    import subprocess

    def _memory_of(pid: int) -> int:
        """Call ps, which every Unix has."""
        done = subprocess.run(  # noqa: S603 - a fixed program and a number
            ["/bin/ps", "-o", "rss=", "-p", str(pid)], capture_output=True, encoding="ascii", check=False
        )
        return int(done.stdout.strip() or 0) * 1024

"""Seconds and memory of whole processes: the command line to its verdict, the window to its first paint."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WINDOW = """
import sys, time
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow
from supportlens.gui.application import run

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched.window(), QMainWindow):
            print(time.time(), flush=True)
            QApplication.exit(0)
        return False

enter = QApplication.exec

def watched_exec(*_):
    watcher = FirstPaint()
    app = QApplication.instance()
    app.installEventFilter(watcher)
    code = enter()
    app.removeEventFilter(watcher)
    return code

QApplication.exec = watched_exec
sys.exit(run([]))
"""


class Failed(Exception):  # noqa: N818 - the benchmark's own word for what it prints
    """A measured process that did not end well; its last line on stderr is the text."""


@dataclass(frozen=True)
class Measured:
    """One process: its wall-clock seconds, its peak memory, and what it said of its stages."""

    seconds: float
    peak_mebibytes: float | None
    stages: dict[str, float]
    tickets: int = 0
    cpu: float | None = None
    """Seconds of the processor, None if the system does not report them."""


def analysis(log: Path, changes: Path | None = None) -> Measured:
    """Run the command line on a log, from the start of the process to its end."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.json"
        calendar = ["--changes", str(changes)] if changes else []
        command = ["-m", "supportlens", "analyze", str(log), *calendar, "--json", str(answer), "--quiet"]
        seconds, peak = process(command)
        found = json.loads(answer.read_text(encoding="utf-8"))
    return Measured(seconds, peak, found["engine"]["seconds"], found["input"]["tickets"])


def window() -> Measured:
    """Open the window without a display and stop the clock at its first paint."""
    start = time.time()
    with tempfile.TemporaryFile() as said:
        ran = run_whole(["-c", WINDOW], said.fileno(), {"QT_QPA_PLATFORM": "offscreen"})
        said.seek(0)
        painted = float(said.read().split()[0])
    return Measured(painted - start, ran.peak, {}, cpu=ran.cpu)


@dataclass(frozen=True)
class Ran:
    """A process that has ended: wall-clock seconds, those of all its threads, and its peak in MiB."""

    seconds: float
    cpu: float | None
    peak: float | None


def process(
    arguments: Sequence[str], output: int = subprocess.DEVNULL, settings: dict[str, str] | None = None
) -> tuple[float, float | None]:
    """Run Python to its end; return its seconds and, if the system reports it, its peak in MiB."""
    ran = run_whole(arguments, output, settings)
    return ran.seconds, ran.peak


def run_whole(
    arguments: Sequence[str], output: int = subprocess.DEVNULL, settings: dict[str, str] | None = None
) -> Ran:
    """Run Python to its end and return what it took; raises `Failed` with its last words."""
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        child = subprocess.Popen(
            [sys.executable, *arguments],
            stdout=output,
            stderr=errors,
            env={**os.environ, **(settings or {})},
        )
        cpu, peak = _wait(child)
        seconds = time.perf_counter() - start
        errors.seek(0)
        lines = errors.read().decode(errors="replace").strip().splitlines()
    if child.returncode:
        raise Failed(lines[-1] if lines else f"exit code {child.returncode}")
    return Ran(seconds, cpu, peak)


def _wait(child: subprocess.Popen[bytes]) -> tuple[float | None, float | None]:
    """Wait for a process; return its processor time and the peak of its resident memory, None if unknown."""
    if not hasattr(os, "wait4"):  # Windows
        child.wait()
        return None, None
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux kibibytes
    return usage.ru_utime + usage.ru_stime, float(usage.ru_maxrss * unit) / 2**20


def grown_to() -> float | None:
    """Return the peak of this process's resident memory so far in MiB, None if unknown."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return None
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux kibibytes
    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit) / 2**20


def forget_peak() -> None:
    """Make `grown_to` begin anew at what this process holds now, where the system allows it (Linux)."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")

"""How long reading keeps the window waiting: `python -m tests.benchmarks.silences [--rows 88827 | FILE]`."""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
import threading
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from supportlens.ingest import normalise, read
from tests.benchmarks.loading import write

if TYPE_CHECKING:
    from collections.abc import Sequence

_BYTES_PER_ROW = 143
"""Of the logs that the benchmark of loading writes."""

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Silence:
    """A time in which no other thread ran, and the line of the program that was running."""

    seconds: float
    where: str


def main(argv: Sequence[str] | None = None) -> int:
    """Read and normalise a log while another thread wants to run; print how long it had to wait."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.silences", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, help="a log; without it, one is written")
    parser.add_argument("--rows", type=int, default=88_827)
    parser.add_argument("--json", action="store_true", help="write the log as JSON")
    asked = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        path = asked.file or _write(Path(folder), asked.rows, as_json=asked.json)
        spent, silences = measure(path)
    print(f"read and normalised in {spent:.1f} s; longest silence {_longest(silences):.0f} ms")
    for silence in sorted(silences, key=lambda one: -one.seconds)[:_SHOWN]:
        print(f"{1000 * silence.seconds:6.0f} ms  {silence.where}")
    return 0


def measure(path: Path) -> tuple[float, list[Silence]]:
    """Return the seconds of reading a log, and the silences of more than ten milliseconds.

    Only the processor's time of this process counts, because other programs silence it as well.
    """
    silences: list[Silence] = []
    work = threading.Thread(target=lambda: normalise(read([path])))
    start = last = time.perf_counter()
    used = time.process_time()
    work.start()
    while work.is_alive():
        time.sleep(0.002)
        now, using = time.perf_counter(), time.process_time()
        if (seconds := min(now - last, using - used)) > 0.01:
            silences.append(Silence(seconds, _own_line(work.ident or 0)))
        last, used = now, using
    return time.perf_counter() - start, silences


def _own_line(thread: int) -> str:
    """Return the innermost line of the program's own code that a thread is at."""
    frame = sys._current_frames().get(thread)
    own = [one for one in traceback.extract_stack(frame) if "/supportlens/" in one.filename]
    return f"{own[-1].filename.rpartition('/supportlens/')[2]}:{own[-1].lineno}" if own else ""


def _longest(silences: list[Silence]) -> float:
    return 1000 * max((one.seconds for one in silences), default=0.0)


def _write(folder: Path, rows: int, *, as_json: bool) -> Path:
    path = folder / "log.csv"
    write(path, rows * _BYTES_PER_ROW)
    if not as_json:
        return path
    with path.open(encoding="utf-8", newline="") as file:
        (folder / "log.json").write_text(json.dumps(list(csv.DictReader(file))), encoding="utf-8")
    return folder / "log.json"


if __name__ == "__main__":
    sys.exit(main())

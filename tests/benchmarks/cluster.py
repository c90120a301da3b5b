"""Measures what workers beside this process do of an analysis, and what is left to this process.

    python -m tests.benchmarks.cluster FOLDER --workers 2

prints the processor seconds of both, their most memory, the hash of the result and the seconds of each stage;
with `--workers 0` those of one process. Processor seconds hold on a busy machine too.
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

from supportlens.app import analyse
from supportlens.app.workers.opening import open_workers
from supportlens.domain import WorkersRequest

MIB = 1 << 10
"""Kibibytes, in which Linux counts memory."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    call = parser.parse_args()
    began = time.perf_counter()
    with open_workers(WorkersRequest(call.workers), [call.folder]) as workers:
        study = analyse([call.folder], workers=workers)
    tickets = len(study.tickets)
    print(
        f"{tickets} tickets, result {study.engine.result}, {time.perf_counter() - began:.0f} s on the clock"
    )
    for who, whose in (("this process", resource.RUSAGE_SELF), ("workers", resource.RUSAGE_CHILDREN)):
        usage = resource.getrusage(whose)
        seconds = usage.ru_utime + usage.ru_stime
        print(f"{who}: {seconds:.0f} processor seconds, {1000 * seconds / tickets:.2f} ms a ticket, ", end="")
        print(f"{usage.ru_maxrss / MIB:.0f} MB at most")
    for stage, seconds in study.engine.seconds.items():
        print(f"  {stage:<12}{seconds:8.1f} s")


if __name__ == "__main__":
    main()

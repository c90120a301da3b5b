"""Measures writing the workbook of many tickets: seconds, CPU, memory on top of the study, size.

    python -m tests.benchmarks.workbook [--tickets 100000] [--no-mask]

Texts are drawn from the words of the sample log; every sheet is written. Limits: 25 s and 600 MB on top of
the study for 100 000 tickets, 300 s and 1 GB for 1 000 000.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from supportlens.app.output.reports import write_report
from tests.benchmarks.measuring import forget_peak, grown_to
from tests.benchmarks.store import make_study


def main() -> None:
    """Print the figures of one workbook."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.workbook", description=__doc__)
    parser.add_argument("--tickets", type=int, default=100_000)
    parser.add_argument("--no-mask", dest="mask", action="store_false")
    chosen = parser.parse_args()
    study = make_study(chosen.tickets)
    forget_peak()
    before = grown_to()
    silences: list[float] = []
    last = time.perf_counter()

    def listen(_stage: object, _fraction: float) -> None:
        nonlocal last
        silences.append(time.perf_counter() - last)
        last = time.perf_counter()

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.xlsx"
        began, used = time.perf_counter(), time.process_time()
        write_report(study, path, "en", mask=chosen.mask, progress=listen)
        seconds, cpu = time.perf_counter() - began, time.process_time() - used
        size = path.stat().st_size / 1e6
    after = grown_to()
    grown = "" if before is None or after is None else f", {after - before:.0f} MiB on top of {before:.0f}"
    masked = "masked" if chosen.mask else "not masked"
    print(f"{chosen.tickets} tickets, {masked}: {seconds:.1f} s, {cpu:.1f} s of CPU{grown}, {size:.1f} MB")
    print(f"longest silence (delay of a cancellation): {max(silences, default=0):.1f} s")


if __name__ == "__main__":
    main()

"""The benchmark: `python -m tests.benchmarks [--tickets 1000,20000] [--log FILE]`."""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sample_logs.planted import Scenario, plant, write_changes, write_log
from tests.benchmarks.measuring import Failed, Measured, analysis, window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

DATA = "SUPPORTLENS_DATA"


def main(argv: Sequence[str] | None = None) -> int:
    """Measure what was asked for and print a line for each."""
    asked = _arguments(argv)
    print(f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} processors")
    # First, while this process is small: a child's peak counts from its parent's.
    _report("window, first paint", window)
    with tempfile.TemporaryDirectory() as folder:
        logs = [*_planted(asked.tickets, Path(folder)), *((log, None) for log in asked.log), *_real()]
        for log, changes in logs:
            _report(log.stem, partial(analysis, log, changes))
    return 0


def _report(name: str, measure: Callable[[], Measured]) -> None:
    try:
        print(_line(name, measure()), flush=True)
    except Failed as failed:
        print(f"{name:<24}failed: {failed}", flush=True)


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--tickets", default=[1000, 20000], type=_counts, help="sizes of planted logs")
    parser.add_argument("--log", default=[], type=Path, action="append", help="a log of your own")
    return parser.parse_args(argv)


def _counts(text: str) -> list[int]:
    return [int(count) for count in text.split(",") if count]


def _planted(counts: Sequence[int], folder: Path) -> Iterator[tuple[Path, Path | None]]:
    """Write a log of each size, with one knowledge gap planted in it."""
    for count in counts:
        planting = plant(Scenario(tickets=count, seed=7))
        log, changes = folder / f"planted {count}.csv", folder / f"changes {count}.csv"
        write_log(planting, log)
        write_changes(planting, changes)
        yield log, changes


def _real() -> list[tuple[Path, None]]:
    """Return the logs of real events where the person has them."""
    folder = os.environ.get(DATA, "")
    if not folder or not Path(folder).is_dir():
        print(f"{DATA} names no folder: real logs are left out")
        return []
    return [(log, None) for log in sorted(Path(folder).glob("events/*.csv"))]


def _line(name: str, measured: Measured) -> str:
    memory = "" if measured.peak_mebibytes is None else f"{measured.peak_mebibytes:7.0f} MiB"
    stages = "  ".join(f"{stage} {seconds:.2f}" for stage, seconds in measured.stages.items())
    tickets = f"{measured.tickets:>8} tickets" if measured.tickets else " " * 16
    return f"{name:<24}{tickets}{measured.seconds:8.2f} s{memory}   {stages}".rstrip()


if __name__ == "__main__":
    raise SystemExit(main())

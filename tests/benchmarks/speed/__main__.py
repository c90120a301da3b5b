"""The benchmark of speed: `python -m tests.benchmarks.speed [--data FOLDER] [--runs 3] [--plot OUT.svg]`."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tests.benchmarks.measuring import Failed, Ran
from tests.benchmarks.speed import curve, works
from tests.benchmarks.symptoms.tables import NOTHING, against, seconds, table, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.benchmarks.speed.works import Work

DATA = "SUPPORTLENS_DATA"
HEADER = ("work", "s: middle", "least", "most", "CPU s", "MiB", "goal", "also")
SIZES = "20000,88827"


def main(argv: Sequence[str] | None = None) -> int:
    """Time what was asked for, the works in turn, print the table and write the files."""
    asked = _arguments(argv)
    with tempfile.TemporaryDirectory() as compiled:
        works.keep_compiled(compiled)
        return _time(asked)


def _time(asked: argparse.Namespace) -> int:
    chosen = list(_works(asked))
    took: dict[str, list[Ran]] = {work.name: [] for work in chosen}
    also: dict[str, str] = {}
    for run in range(asked.runs):
        for work in chosen:
            print(f"... {run + 1}/{asked.runs} {work.name}", file=sys.stderr, flush=True)
            try:
                ran, also[work.name] = work.run()
            except (Failed, RuntimeError) as failed:
                also[work.name] = f"not measured: {failed}"
                continue
            took[work.name].append(ran)
    said = f"{_machine()}, {asked.runs} runs\n\n{lay_out(chosen, took, also)}"
    print(said)
    if asked.markdown:
        asked.markdown.write_text(said + "\n", encoding="utf-8")
    points = [(work.tickets, _middle(took[work.name])) for work in chosen if work.tickets and took[work.name]]
    if asked.plot and len(points) > 1:
        asked.plot.write_text(curve.draw(points), encoding="utf-8")
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.speed", description=__doc__)
    named = os.environ.get(DATA)
    parser.add_argument("--data", type=Path, default=Path(named) if named else None, help=f"or set {DATA}")
    parser.add_argument("--runs", type=int, default=3, help="how often each work is done, all in turn")
    parser.add_argument("--scale", default=SIZES, help=f"sizes of logs of questions ({SIZES}), or none")
    parser.add_argument("--rivals", action="store_true", help="BERTopic on the same texts, where installed")
    parser.add_argument("--markdown", type=Path, help="write the table to a file as well")
    parser.add_argument("--plot", type=Path, help="draw seconds against tickets as SVG")
    return parser.parse_args(argv)


def _works(asked: argparse.Namespace) -> Iterator[Work]:
    yield from works.first_lines()
    yield from works.sample()
    if asked.data is None or not asked.data.is_dir():
        print(f"No data folder: give --data FOLDER or set {DATA}. Only the sample is timed.", file=sys.stderr)
        return
    yield from works.banking(asked.data, rivals=asked.rivals)
    counts = [] if asked.scale == "none" else [int(count) for count in asked.scale.split(",")]
    yield from works.questions(asked.data, counts)


def lay_out(chosen: Sequence[Work], took: dict[str, list[Ran]], also: dict[str, str]) -> str:
    """Return the table: of each work the middle of its runs, the spread, and whether the goal was reached."""
    return table(HEADER, [_cells(work, took[work.name], also.get(work.name, "")) for work in chosen])


def _cells(work: Work, runs: Sequence[Ran], also: str) -> list[str]:
    if not runs:
        return [work.name, *[NOTHING] * (len(HEADER) - 2), also]
    walls = [ran.seconds for ran in runs]
    cpu = [ran.cpu for ran in runs if ran.cpu is not None]
    peaks = [ran.peak for ran in runs if ran.peak is not None]
    goal = NOTHING
    if work.goal is not None:
        goal = against(median(walls), work.goal, at_most=True, digits=2 if work.goal < 1 else 1)
    digits = _short if median(walls) < 1 else seconds
    return [
        work.name,
        digits(median(walls)),
        digits(min(walls)),
        digits(max(walls)),
        digits(median(cpu)) if cpu else NOTHING,
        whole(max(peaks)) if peaks else NOTHING,
        goal,
        also,
    ]


def _short(value: float) -> str:
    return f"{value:.2f}"


def _middle(runs: Sequence[Ran]) -> float:
    return median(ran.seconds for ran in runs)


def _machine() -> str:
    load = f", load {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    return f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} processors{load}"


if __name__ == "__main__":
    raise SystemExit(main())

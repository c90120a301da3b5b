"""Loading against pandas: `python -m tests.benchmarks.loading [--mb 100]`."""

from __future__ import annotations

import argparse
import csv
import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.measuring import Measured, process

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CLOCK = "import sys, time; path = sys.argv[1]; start = time.perf_counter(); {work}; "
_CLOCK += "print(time.perf_counter() - start)"
"""Modules are imported before the clock starts, because the program has long done so."""

_WORK = {
    "pandas.read_csv": ("import pandas", "pandas.read_csv(path, engine='c', dtype=str)"),
    "supportlens.ingest.read": (
        "from pathlib import Path; import pandas; from supportlens.ingest import read",
        "read([Path(path)])",
    ),
    "supportlens.ingest.load_delimited": (
        "import pandas; from supportlens.ingest import load_delimited",
        "load_delimited(path)",
    ),
}
_TEXTS = (
    "No encuentro el menú de facturas desde la actualización",
    "Olvidé mi contraseña, y se bloqueó la cuenta",
    'La impresora dice "sin papel"; ya probé todo',
    "Se cierra sola al exportar",
)
_HEADER = ["id", "created_at", "subject", "description", "product", "status", "requester", "hours"]


def main(argv: Sequence[str] | None = None) -> int:
    """Write a clean log of so many megabytes and print what each loader takes, and the ratios."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.loading", description=__doc__)
    parser.add_argument("--mb", type=int, default=100)
    parser.add_argument("--runs", type=int, default=1, help="the fastest of so many runs counts")
    parser.add_argument("--rows", action="store_true", help="load into lists of rows too")
    asked = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.csv"
        write(path, asked.mb * 1_000_000)
        names = list(_WORK) if asked.rows else list(_WORK)[:2]
        found = {name: min((run(name, path) for _ in range(asked.runs)), key=_seconds) for name in names}
    against = next(iter(found.values()))
    for name, took in found.items():
        print(f"{name:<36}{took.seconds:8.2f} s {took.peak_mebibytes or 0:8.0f} MiB", end="")
        print(f"{took.seconds / against.seconds:8.2f} x", end="")
        print(f"{(took.peak_mebibytes or 0) / (against.peak_mebibytes or 1):8.2f} x")
    return 0


def _seconds(took: Measured) -> float:
    return took.seconds


def run(name: str, path: Path) -> Measured:
    """Load a file in a process of its own; the seconds are those of the loading alone."""
    imports, work = _WORK[name]
    with tempfile.TemporaryFile() as said:
        _, peak = process(["-c", f"{imports}; {_CLOCK.format(work=work)}", str(path)], said.fileno())
        said.seek(0)
        return Measured(float(said.read()), peak, {})


def write(path: Path, size: int) -> None:
    """Write a clean log of about `size` bytes."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADER)
        rows = _rows(random.Random(7))
        while file.tell() < size:
            writer.writerows(next(rows) for _ in range(1000))


def _rows(lots: random.Random) -> Iterator[list[str]]:
    number = 0
    while True:
        number += 1
        text = lots.choice(_TEXTS)
        yield [
            f"T-{number}",
            f"2026-{number % 12 + 1:02}-{number % 28 + 1:02} {number % 24:02}:{number % 60:02}:00",
            text[:20],
            f"{text} ({lots.randrange(10**6)})",
            ("Atlas", "Portal", "Nómina")[number % 3],
            ("open", "closed")[number % 2],
            f"user{lots.randrange(20_000)}@example.org",
            f"{lots.random() * 40:.2f}",
        ]


if __name__ == "__main__":
    raise SystemExit(main())

"""The same input gives the same answer, and next month knows this month's symptoms."""

from __future__ import annotations

import csv
import tempfile
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from tests.benchmarks.symptoms.children import Request, ask
from tests.benchmarks.symptoms.tables import against, table
from tests.benchmarks.symptoms.targets import LEAST_KEPT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.benchmarks.symptoms.children import Facts

RUNS = 5
CASE = Path(__file__).resolve().parents[3] / "sample_logs" / "caso_40.csv"
HEADER = ("log", "check", "outcome")


@dataclass(frozen=True)
class Rows:
    """A table as text: how it is delimited, its header and its rows."""

    delimiter: str
    header: list[str]
    rows: list[list[str]]

    def write(self, path: Path, rows: Sequence[Sequence[str]]) -> str:
        """Write some rows under the header and give the path as text."""
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=self.delimiter)
            writer.writerows([self.header, *rows])
        return str(path)


def read(log: Path) -> Rows:
    """Read a clean table, delimited as its header line is."""
    with log.open(encoding="utf-8-sig", newline="") as file:
        delimiter = ";" if file.readline().count(";") > 1 else ","
        file.seek(0)
        header, *rows = csv.reader(file, delimiter=delimiter)
    return Rows(delimiter, [name.lstrip("\ufeff") for name in header], rows)


def measure(folder: Path | None) -> Iterator[tuple[str, str, str]]:
    """Check every log that is there; the sample log always is."""
    logs = [CASE, *([folder / "events" / "addons2019.csv"] if folder else [])]
    for log in logs:
        if log.is_file():
            yield from _same_answer(log)
    yield from _next_month(CASE)
    if folder:
        yield from _next_months(folder)


def laid_out(found: Sequence[tuple[str, str, str]]) -> str:
    """Lay out the checks."""
    return table(HEADER, found)


def _same_answer(log: Path) -> Iterator[tuple[str, str, str]]:
    with tempfile.TemporaryDirectory() as scratch:
        shuffled, parts = spoilt(read(log), Path(scratch))
        again = [_hash([str(log)], {"PYTHONHASHSEED": str(run)}) for run in range(RUNS)]
        first = again[0]
        yield log.stem, f"{RUNS} runs, one hash", agree(again)
        yield log.stem, "rows shuffled", agree([first, _hash([shuffled])])
        yield log.stem, "two files in either order", agree([first, _hash(parts), _hash(parts[::-1])])
        yield log.stem, "1 thread and 2", agree([first, *(_hash([str(log)], threads=n) for n in (1, 2))])


def spoilt(log: Rows, scratch: Path) -> tuple[str, list[str]]:
    """Write the rows in another order, and in two files of which the later ones come first by name."""
    rows = list(log.rows)
    Random(7).shuffle(rows)
    half = len(rows) // 2
    parts = [log.write(scratch / "b.csv", rows[:half]), log.write(scratch / "a.csv", rows[half:])]
    return log.write(scratch / "shuffled.csv", rows), parts


def _hash(files: list[str], settings: dict[str, str] | None = None, threads: int = 0) -> str:
    found = ask(Request("analysed", files=[files], threads=threads), settings)
    return str(found.get("hash") or f"failed: {found['failed']}")


def agree(hashes: Sequence[str]) -> str:
    """Say whether all runs gave one hash; a failure is no hash."""
    failed = next((said for said in hashes if said.startswith("failed")), "")
    if failed:
        return failed
    different = len(set(hashes))
    return f"met: {hashes[0][:12]}" if different == 1 else f"missed: {different} different hashes"


def _next_month(log: Path) -> Iterator[tuple[str, str, str]]:
    """Take a log in the order of its dates: its first half, then all of it."""
    with tempfile.TemporaryDirectory() as scratch:
        table_ = read(log)
        half = len(table_.rows) // 2
        first = table_.write(Path(scratch) / "first.csv", table_.rows[:half])
        second = table_.write(Path(scratch) / "second.csv", table_.rows[half:])
        found = ask(Request("kept", log.stem, files=[[first], [first, second]]))
    yield log.stem, "first half, then all: kept", kept(found)


def _next_months(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Take the first month of the questions, then the first and the second."""
    with tempfile.TemporaryDirectory() as scratch:
        first, second = (str(Path(scratch) / f"month_{number}.csv") for number in (1, 2))
        written = ask(Request("months", folder=str(folder), files=[[first, second]]))
        found = written if "failed" in written else ask(Request("kept", files=[[first], [first, second]]))
    yield "firefox_questions", "month one, then both: kept", kept(found)


def kept(found: Facts) -> str:
    """Say what share of the first part's tickets kept their symptom."""
    if "failed" in found:
        return f"failed: {found['failed']}"
    said = f"{100 * found['kept']:.1f} %, {against(found['kept'], LEAST_KEPT, digits=2)}"
    return said if found["remembers"] else f"{said} (an analysis cannot be given an earlier study yet)"

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
    from collections.abc import Callable, Iterator, Sequence

    from tests.benchmarks.symptoms.children import Facts

RUNS = 5
LARGEST_FIELD = 2**24
"""Bytes of one field: some people paste a whole log of their machine."""
CASE = Path(__file__).resolve().parents[3] / "sample_logs" / "caso_40.csv"
EVENTS = (("addons2019", "2019-05-04"), ("whatsapp2025", "2025-11-08"))
"""Logs of an event with the day from which tickets are new."""
HEADER = ("log", "check", "outcome")


@dataclass(frozen=True)
class Rows:
    """A table as text: how it is delimited, its header and its rows."""

    delimiter: str
    header: list[str]
    rows: list[list[str]]

    def write(self, path: Path, rows: Sequence[Sequence[str]]) -> str:
        """Write some rows under the header and return the path as text."""
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=self.delimiter)
            writer.writerows([self.header, *rows])
        return str(path)


def read(log: Path) -> Rows:
    """Read a clean table, delimited as its header line is."""
    csv.field_size_limit(LARGEST_FIELD)
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
    yield from _next_month(CASE, _second_half(CASE), "the second half")
    events = [(folder / "events" / f"{name}.csv", day) for name, day in EVENTS] if folder else []
    for log, day in events:
        if log.is_file():
            yield from _next_month(log, _from(log, day), f"what came from {day}")
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
    """Write the rows in another order, and in two files whose names reverse their order in time."""
    rows = list(log.rows)
    Random(7).shuffle(rows)
    half = len(rows) // 2
    parts = [log.write(scratch / "b.csv", rows[:half]), log.write(scratch / "a.csv", rows[half:])]
    return log.write(scratch / "shuffled.csv", rows), parts


def _hash(files: list[str], settings: dict[str, str] | None = None, threads: int = 0) -> str:
    found = ask(Request("analysed", files=[files], threads=threads), settings)
    return str(found.get("hash") or f"failed: {found['failed']}")


def agree(hashes: Sequence[str]) -> str:
    """Return whether all runs returned the same hash; a failed run has none."""
    failed = next((said for said in hashes if said.startswith("failed")), "")
    if failed:
        return failed
    different = len(set(hashes))
    return f"met: {hashes[0][:12]}" if different == 1 else f"missed: {different} different hashes"


def _next_month(log: Path, late: Callable[[list[str]], bool], said: str) -> Iterator[tuple[str, str, str]]:
    """Take the early rows of a log, then all of it, and then the late ones alone."""
    with tempfile.TemporaryDirectory() as scratch:
        table_ = read(log)
        parts = [[row for row in table_.rows if late(row) is which] for which in (False, True)]
        first, second = (
            table_.write(Path(scratch) / f"{number}.csv", part) for number, part in enumerate(parts)
        )
        both = ask(Request("kept", log.stem, files=[[first], [first, second]]))
        alone = ask(Request("kept", log.stem, files=[[first], [second]]))
    yield log.stem, f"all, {said} being new: kept", kept(both)
    yield log.stem, f"{said} alone", trends(alone)


def _from(log: Path, day: str) -> Callable[[list[str]], bool]:
    """Make a test of rows: whether one is of `day` or later."""
    column = read(log).header.index("date")
    return lambda row: row[column] >= day


def _second_half(log: Path) -> Callable[[list[str]], bool]:
    """Make a test of rows: whether one is of the second half."""
    rows = read(log).rows
    late = {row[0] for row in rows[len(rows) // 2 :]}
    return lambda row: row[0] in late


def _next_months(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Take the first month of the questions, then the first and the second."""
    with tempfile.TemporaryDirectory() as scratch:
        first, second = (str(Path(scratch) / f"month_{number}.csv") for number in (1, 2))
        written = ask(Request("months", folder=str(folder), files=[[first, second]]))
        found = written if "failed" in written else ask(Request("kept", files=[[first], [first, second]]))
    yield "firefox_questions", "month one, then both: kept", kept(found)


def kept(found: Facts) -> str:
    """Return what share of the first part's tickets kept their symptom."""
    if "failed" in found:
        return f"failed: {found['failed']}"
    return f"{100 * found['kept']:.1f} %, {against(found['kept'], LEAST_KEPT, digits=2)}; {trends(found)}"


def trends(found: Facts) -> str:
    """Return how many symptoms there were and how they fare."""
    if "failed" in found:
        return f"failed: {found['failed']}"
    fare = ", ".join(f"{count} {trend}" for trend, count in found["trends"].items())
    return f"{found['before']} symptoms; {fare}"

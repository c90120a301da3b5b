"""What is timed, and what each must reach."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.measuring import Ran, run_whole
from tests.benchmarks.symptoms.children import Request, ask
from tests.benchmarks.symptoms.quality import BERTOPIC, PROGRAM
from tests.benchmarks.symptoms.targets import ALL_BANKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SAMPLE = Path(__file__).resolve().parents[3] / "sample_logs" / "caso_40.csv"
SAMPLE_TICKETS = 1_000
BANKING = 13_083
AGAIN = """
import json, sys, time
from pathlib import Path
from supportlens.app.analysis.analysing import analyse
for _ in range(2):
    start, cpu = time.perf_counter(), time.process_time()
    analyse([Path(sys.argv[1])])
    took = {"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu}
print(json.dumps(took))
"""
GOALS = {20_000: 25.0, 88_827: 75.0, 1_000_000: 360.0}
"""Seconds in which logs of so many questions must be analysed, on two cores."""
LEAST_AMI = 0.765


@dataclass(frozen=True)
class Work:
    """Something that is timed: its name, its goal in seconds, and its tickets, 0 for none."""

    name: str
    goal: float | None
    tickets: int
    run: Callable[[], tuple[Ran, str]]
    """Does it once and returns what it took, and what else is to be said of it."""


def keep_compiled(folder: str) -> None:
    """Make the processes keep compiled modules in a folder, and make those of an analysis.

    An installed program has them: what it is installed with compiles it. Where Python may write none, as in
    many containers, each start would compile the whole program, 0.6 s of the processor.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = folder
    run_whole(["-m", "supportlens", "analyze", str(SAMPLE), "--quiet"])


def first_lines() -> Iterator[Work]:
    """Yield what a person waits for before any analysis."""
    for name, arguments in (
        ("import supportlens", ["-c", "import supportlens"]),
        ("supportlens --version", ["-m", "supportlens", "--version"]),
        ("supportlens --help", ["-m", "supportlens", "--help"]),
    ):
        yield Work(name, 0.15, 0, partial(_run, arguments))


def sample() -> Iterator[Work]:
    """Yield the sample log from the start of the process to its end, and once more in the same process."""
    arguments = ["-m", "supportlens", "analyze", str(SAMPLE)]
    yield Work("1 000 tickets, to the verdict", 3.5, SAMPLE_TICKETS, partial(_run, arguments))
    yield Work("the same, a second time in one process", 2.0, 0, _run_again)


def banking(folder: Path, *, rivals: bool) -> Iterator[Work]:
    """Yield the texts of Banking77, grouped and named; by BERTopic as well with `rivals`."""
    yield Work("13 083 Banking77 texts", 8.0, BANKING, partial(_ask, PROGRAM, folder))
    if rivals:
        yield Work("13 083 Banking77 texts, BERTopic", None, 0, partial(_ask, BERTOPIC, folder))


def questions(folder: Path, counts: Sequence[int]) -> Iterator[Work]:
    """Yield logs of so many questions, analysed from the file to the plan."""
    for count in counts:
        name = f"{count:,} questions".replace(",", " ")
        yield Work(name, GOALS.get(count), count, partial(_run_questions, count, folder))


def _run(arguments: Sequence[str]) -> tuple[Ran, str]:
    return run_whole(arguments), ""


def _run_again() -> tuple[Ran, str]:
    with tempfile.TemporaryFile() as said:
        whole = run_whole(["-c", AGAIN, str(SAMPLE)], said.fileno())
        said.seek(0)
        took = json.loads(said.read())
    return Ran(took["seconds"], took["cpu"], whole.peak), ""


def _ask(method: str, folder: Path) -> tuple[Ran, str]:
    facts = ask(Request(method, ALL_BANKING, str(folder)))
    if "failed" in facts:
        raise RuntimeError(facts["failed"])
    return Ran(facts["seconds"], facts["cpu"], facts["peak"]), f"AMI {facts['ami']:.3f}"


def _run_questions(count: int, folder: Path) -> tuple[Ran, str]:
    with tempfile.TemporaryDirectory() as scratch:
        log = Path(scratch) / f"questions_{count}.csv"
        written = ask(Request("varied", str(count), str(folder), files=[[str(log)]]))
        if "failed" in written:
            raise RuntimeError(written["failed"])
        return run_whole(["-m", "supportlens", "analyze", str(log), "--quiet"]), ""

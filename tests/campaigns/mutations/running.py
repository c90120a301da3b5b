"""Runs the tests against each mutant, in copies of the checkout, and keeps what came of it."""

from __future__ import annotations

import difflib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from tests.campaigns.mutations.covering import environment
from tests.campaigns.mutations.mutants import Mutant, mutated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tests.campaigns.mutations.covering import Record

BUDGET = 40.0
"""Seconds of the processor that the tests of one mutant may take by the record.

Judgement: 200 mutants on two processors then take at most 200 * (40 + 5) / 2 seconds, about 75 minutes, and
less than half of that as most are killed by one of the first tests."""
PATIENCE = 5.0
"""Judgement: tests that take so many times longer than recorded do not end; the mutant counts as killed."""
HEAVY = ("resources", "sample_logs")
"""Folders that no mutant changes and a copy of the checkout only points to."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a mutant: killed, timed out, survived or reached by no test."""

    mutant: Mutant
    verdict: str
    tests: int
    """How many tests met it."""
    diff: str

    @property
    def is_killed(self) -> bool:
        """Return whether a test noticed."""
        return self.verdict in {"killed", "timeout"}


def run_all(
    top: Path, mutants: Sequence[Mutant], record: Record, results: Path, workers: int
) -> Iterator[Outcome]:
    """Try the mutants that have no result yet, each in one of so many copies, and add what came of each."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(workers) as pool:
        free: SimpleQueue[Path] = SimpleQueue()
        for number in range(workers):
            free.put(copy_checkout(top, Path(folder) / str(number)))

        def attempt(mutant: Mutant) -> Outcome:
            checkout = free.get()
            try:
                return try_one(checkout, mutant, record)
            finally:
                free.put(checkout)

        for done in as_completed([pool.submit(attempt, mutant) for mutant in mutants]):
            with results.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"id": done.result().mutant.id, **_as_row(done.result())}) + "\n")
            yield done.result()


def read_results(results: Path, mutants: Iterable[Mutant]) -> dict[str, Outcome]:
    """Return what is known of the mutants from earlier runs; the latest result of each counts."""
    if not results.exists():
        return {}
    rows = {row.pop("id"): row for row in map(json.loads, results.read_text(encoding="utf-8").splitlines())}
    return {mutant.id: Outcome(mutant, **rows[mutant.id]) for mutant in mutants if mutant.id in rows}


def _as_row(outcome: Outcome) -> dict[str, str | int]:
    return {"verdict": outcome.verdict, "tests": outcome.tests, "diff": outcome.diff}


def try_one(checkout: Path, mutant: Mutant, record: Record) -> Outcome:
    """Spoil a checkout, run the tests that reach the place, and mend it again."""
    path = checkout / mutant.path
    text = path.read_text(encoding="utf-8")
    spoilt = mutated(text, mutant)
    tests = record.tests_for(mutant, text, BUDGET)
    verdict = "unreached"
    if tests:
        limit = 60 + PATIENCE * sum(record.seconds[test] for test in tests)
        with _replaced(path, text, spoilt):
            verdict = _verdict(checkout, tests, limit)
    diff = difflib.unified_diff(text.splitlines(), spoilt.splitlines(), mutant.path, "", lineterm="", n=1)
    return Outcome(mutant, verdict, len(tests), "\n".join(list(diff)[2:]))


def _verdict(checkout: Path, tests: Sequence[str], limit: float) -> str:
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as names:
        names.write("\n".join(tests))
        names.flush()
        run = subprocess.Popen(
            [sys.executable, "-m", "pytest", "-x", "-n", "0", "-p", "no:cacheprovider", f"@{names.name}"],
            cwd=checkout,
            env=environment(checkout),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            code = run.wait(limit)
        except subprocess.TimeoutExpired:
            os.killpg(run.pid, signal.SIGKILL)  # with whatever the tests have started
            run.wait()
            return "timeout"
    return "survived" if code == 0 else "killed"


@contextmanager
def _replaced(path: Path, text: str, spoilt: str) -> Iterator[None]:
    """Have another text in a file; its compiled form, which might be as old and as long, goes each time."""
    try:
        _write(path, spoilt)
        yield
    finally:
        _write(path, text)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*"):
        compiled.unlink()


def copy_checkout(top: Path, copy: Path) -> Path:
    """Copy what the tests need of a checkout; what is large and never changed is pointed to."""
    not_copied = shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "*venv")

    def ignore(folder: str, names: list[str]) -> set[str]:
        return not_copied(folder, names) | (set(HEAVY) if Path(folder) == top else set())

    shutil.copytree(top, copy, ignore=ignore)
    for name in (*HEAVY, ".ci"):
        if (top / name).exists():
            (copy / name).symlink_to(top / name)
    return copy

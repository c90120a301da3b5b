"""Running trials: each log is written, read and analysed as a person would have it done."""

from __future__ import annotations

import math
import tempfile
import time
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sample_logs.planted import write_changes, write_log
from supportlens.app import analyse
from tests.benchmarks.evidence.scoring import Score, beside, claims_a_change, score
from tests.benchmarks.evidence.trials import Trick

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sample_logs.planted import Planting
    from supportlens.domain import Study
    from tests.benchmarks.evidence.trials import Trial

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one trial; `score` is None where nothing was there to be found."""

    trial: Trial
    score: Score | None
    beside: tuple[Score, ...]
    """A score for each of two planted causes, wherever among the causes it was found."""
    claimed: str
    """The cause that a verdict claims to have risen, empty for none."""
    seconds: float


def run(trial: Trial) -> Outcome:
    """Plant the log, analyse it and hold the answer against the truth."""
    planting = trial.planting()
    started = time.perf_counter()
    study = answered(planting)
    seconds = time.perf_counter() - started
    claimed = study.main_cause.name.in_("en") if study.main_cause and claims_a_change(study) else ""
    if trial.trick is not Trick.PLANTED:
        return Outcome(trial, None, (), claimed, seconds)
    both = tuple(beside(planting, study)) if len(planting.truth.causes) > 1 else ()
    return Outcome(trial, score(planting, study), both, claimed, seconds)


def answered(planting: Planting) -> Study:
    """Write the log, and its calendar where it has one, and analyse the files."""
    with tempfile.TemporaryDirectory() as folder:
        log, calendar = Path(folder) / "log.csv", Path(folder) / "changes.csv"
        write_log(planting, log)
        if not planting.changes:
            return analyse([log])
        write_changes(planting, calendar)
        return analyse([log], changes=calendar)


def run_all(
    asked: Sequence[Trial],
    jobs: int,
    minutes: float | None = None,
    run: Callable[[Trial], Result] = run,
) -> Iterator[Result]:
    """Run trials in several processes and yield what comes of each when it is ready.

    No trial starts after `minutes`, if given.
    """
    ends = math.inf if minutes is None else time.monotonic() + 60.0 * minutes
    waiting = takewhile(lambda _: time.monotonic() < ends, asked)
    if jobs < 2:
        yield from map(run, waiting)
        return
    with ProcessPoolExecutor(jobs) as pool:
        running = {pool.submit(run, trial) for trial in islice(waiting, jobs)}
        while running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            running |= {pool.submit(run, trial) for trial in islice(waiting, len(done))}
            for future in done:
                yield future.result()

"""The evidence: `python -m tests.benchmarks.evidence [--logs 200] [--none 60] [--shuffled 60]`.

`--situations 20` plants so many logs of each situation of a real desk instead. Every miss is listed by
its number: `--only planted:17,none:3,macro:5` runs those alone. The exit code is 0 where every target is
met, 1 where one is missed.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sample_logs.planted import Situation
from tests.benchmarks.evidence.events import check_events
from tests.benchmarks.evidence.hindsight import check_hindsight
from tests.benchmarks.evidence.reporting import meets_targets, one_line, report
from tests.benchmarks.evidence.running import run_all
from tests.benchmarks.evidence.situations.situation_reporting import (
    meets_situation_targets,
    report_situations,
    situation_line,
)
from tests.benchmarks.evidence.situations.situation_scoring import run_situation
from tests.benchmarks.evidence.situations.situation_trials import situation_trials
from tests.benchmarks.evidence.trials import Trial, Trick, in_turn, trials
from tests.benchmarks.evidence.windows import check_windows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

DATA = "SUPPORTLENS_DATA"


def main(argv: Sequence[str] | None = None) -> int:
    """Run what was asked for and print the results; return 1 if a target is missed."""
    asked = _arguments(argv)
    outcomes = []
    for outcome in run_all(_chosen(asked), asked.jobs, asked.minutes):
        outcomes.append(outcome)
        print(one_line(outcome), flush=True)
    outcomes.sort(key=lambda outcome: (outcome.trial.trick, outcome.trial.number))
    if outcomes:
        print(report(outcomes))
    good = [meets_targets(outcomes)] if outcomes else []
    good += _situations(asked)
    if asked.hindsight:
        planted = trials(asked.seed, {Trick.PLANTED: 10 * asked.hindsight})
        good.append(check_hindsight(planted, asked.hindsight))
    if asked.data and not asked.only:
        for event in check_events(asked.data):
            print(event.line)
            good.append(event.right)
        for window in check_windows(asked.data) if asked.windows else ():
            print(window.line, flush=True)
            good.append(window.right)
    elif not asked.only and not asked.situations:
        print(f"real events: not asked, name their folder by --data or {DATA}")
    return 0 if all(good) else 1


def _situations(asked: argparse.Namespace) -> list[bool]:
    """Run the trials of situations and print them; return whether they meet the targets, if any ran."""
    outcomes = []
    for outcome in run_all(_chosen_situations(asked), asked.jobs, asked.minutes, run_situation):
        outcomes.append(outcome)
        print(situation_line(outcome), flush=True)
    order = list(Situation)
    outcomes.sort(key=lambda each: (order.index(Situation(each.trial.trick)), each.trial.number))
    if outcomes:
        print(report_situations(outcomes))
    return [meets_situation_targets(outcomes)] if outcomes else []


def _chosen(asked: argparse.Namespace) -> list[Trial]:
    # Situations are a benchmark of their own: the planted logs run beside them if they are asked for.
    usual = (0, 0, 0) if asked.situations else (200, 60, 60)
    given = (asked.logs, asked.none, asked.shuffled)
    counts = {
        trick: default if count is None else count
        for trick, count, default in zip(Trick, given, usual, strict=True)
    }
    if not asked.only:
        return in_turn(trials(asked.seed, counts))
    return _only(asked.only, lambda most: trials(asked.seed, dict.fromkeys(Trick, most)), tuple(Trick))


def _chosen_situations(asked: argparse.Namespace) -> list[Trial]:
    if not asked.only:
        return list(situation_trials(asked.seed, asked.situations))
    whole = {name for name in asked.only.split(",") if ":" not in name}
    several = [trial for trial in situation_trials(asked.seed, asked.situations) if trial.trick in whole]
    return several + _only(asked.only, lambda most: situation_trials(asked.seed, most), tuple(Situation))


def _only(names: str, draw: Callable[[int], Iterator[Trial]], tricks: Sequence[str]) -> list[Trial]:
    """Return the trials of those names among the ones drawn."""
    wanted = {name for name in names.split(",") if ":" in name and name.split(":")[0] in tricks}
    most = 1 + max((int(name.split(":")[1]) for name in wanted), default=-1)
    return [trial for trial in draw(most) if trial.name in wanted]


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.evidence", description=__doc__)
    parser.add_argument(
        "--logs", type=int, help="logs with one cause or two, 200 unless situations are asked for"
    )
    parser.add_argument(
        "--none", type=int, help="logs with nothing planted, 60 unless situations are asked for"
    )
    parser.add_argument(
        "--shuffled", type=int, help="logs with shuffled dates, 60 unless situations are asked for"
    )
    parser.add_argument("--situations", type=int, default=0, metavar="N",
                        help="N logs of each situation of a desk; --only macro takes one")  # fmt: skip
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1, help="processes at a time")
    parser.add_argument("--minutes", type=float, help="begin no log after so many minutes")
    parser.add_argument("--hindsight", type=int, default=0, metavar="N",
                        help="cut N logs after the day on which it could have been known")  # fmt: skip
    parser.add_argument("--windows", action="store_true",
                        help="also windows of scale/firefox_questions.parquet in the folder")  # fmt: skip
    parser.add_argument("--only", default="", help="names of trials with commas: planted:17,none:3")
    folder = os.environ.get(DATA)
    parser.add_argument("--data", type=Path, default=Path(folder) if folder else None, metavar="FOLDER",
                        help="where events/ with the real logs is")  # fmt: skip
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())

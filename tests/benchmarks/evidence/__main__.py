"""The evidence: `python -m tests.benchmarks.evidence [--logs 200] [--none 60] [--shuffled 60]`.

Every miss is listed by its number: `--only planted:17,none:3` runs those alone. The exit code is 0
where every target is met, 1 where one is missed.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.evidence.events import check_events
from tests.benchmarks.evidence.hindsight import check_hindsight
from tests.benchmarks.evidence.reporting import meets_targets, one_line, report
from tests.benchmarks.evidence.running import run_all
from tests.benchmarks.evidence.trials import Trial, Trick, in_turn, trials
from tests.benchmarks.evidence.windows import check_windows

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    elif not asked.only:
        print(f"real events: not asked, name their folder by --data or {DATA}")
    return 0 if all(good) else 1


def _chosen(asked: argparse.Namespace) -> list[Trial]:
    counts = {Trick.PLANTED: asked.logs, Trick.NONE: asked.none, Trick.SHUFFLED: asked.shuffled}
    if not asked.only:
        return in_turn(trials(asked.seed, counts))
    wanted = set(asked.only.split(","))
    most = 1 + max(int(name.split(":")[1]) for name in wanted)
    return [trial for trial in trials(asked.seed, dict.fromkeys(Trick, most)) if trial.name in wanted]


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.evidence", description=__doc__)
    parser.add_argument("--logs", type=int, default=200, help="logs with one cause or two")
    parser.add_argument("--none", type=int, default=60, help="logs with nothing planted")
    parser.add_argument("--shuffled", type=int, default=60, help="logs with shuffled dates")
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

"""Spoils the code in one place at a time and counts what the tests notice.

``python -m tests.campaigns.mutations --sample 200 --seed 1`` needs `cosmic-ray`. The first run records which
tests reach which line, which takes as long as those tests under coverage. Every result is kept in the folder,
so that a run that was stopped goes on where it was. When tests were added, `--anew` records again and tries
once more what had survived.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from tests.campaigns.mutations.covering import record
from tests.campaigns.mutations.mutants import draw
from tests.campaigns.mutations.running import copy_checkout, read_results, run_all
from tests.quality.tree import TOP

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.campaigns.mutations.running import Outcome

PARTS = ("supportlens/causes", "supportlens/ingest", "supportlens/moments", "supportlens/training")
TESTS = ("tests/unit", "tests/golden")


def campaign(top: Path, asked: argparse.Namespace) -> list[Outcome]:
    """Try a sample of mutants and return what came of each, in the order in which they were drawn."""
    folder: Path = asked.folder
    folder.mkdir(parents=True, exist_ok=True)
    if asked.anew:
        (folder / "seconds.jsonl").unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as home:
        reached = record(copy_checkout(top, Path(home) / "0"), folder, asked.tests, asked.workers)
    mutants = draw(top, asked.parts, asked.sample, asked.seed)
    results = folder / "results.jsonl"
    known = read_results(results, mutants)
    if asked.anew:
        known = {name: outcome for name, outcome in known.items() if outcome.is_killed}
    left = [mutant for mutant in mutants if mutant.id not in known]
    for number, outcome in enumerate(run_all(top, left, reached, results, asked.workers), 1):
        known[outcome.mutant.id] = outcome
        sys.stdout.write(
            f"{number}/{len(left)} {outcome.verdict} by {outcome.tests} tests: {outcome.mutant.id}\n"
        )
        sys.stdout.flush()
    return [known[mutant.id] for mutant in mutants]


def report(outcomes: Sequence[Outcome]) -> str:
    """Return the score of each part and of all, and the survivors with what was changed."""
    parts: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        parts["/".join(outcome.mutant.path.split("/")[:2])].append(outcome)
    lines = [
        f"{outcome.verdict}: {outcome.mutant.id}\n{outcome.diff}\n"
        for outcome in outcomes
        if not outcome.is_killed
    ]
    lines += [f"{part}: {_score(of_part)}" for part, of_part in sorted(parts.items())]
    return "\n".join([*lines, f"all: {_score(outcomes)}"])


def _score(outcomes: Sequence[Outcome]) -> str:
    killed = sum(outcome.is_killed for outcome in outcomes)
    return f"{killed} of {len(outcomes)} mutants killed ({killed / len(outcomes):.0%})"


def arguments(argv: Iterable[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaigns.mutations", description=__doc__)
    parser.add_argument("--sample", type=int, default=200, help="how many mutants")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--parts", nargs="+", default=PARTS, help="folders whose code is spoilt")
    parser.add_argument(
        "--tests", nargs="+", default=TESTS, help="files and folders of tests that should notice"
    )
    parser.add_argument("--folder", type=Path, default=TOP / "build" / "mutations", help="what is kept")
    parser.add_argument("--anew", action="store_true", help="record again; try again what had survived")
    return parser.parse_args(None if argv is None else list(argv))


if __name__ == "__main__":
    sys.stdout.write(report(campaign(TOP, arguments())) + "\n")

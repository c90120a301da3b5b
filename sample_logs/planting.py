"""Plant causes in a help-desk log: the command around `sample_logs.planted`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sample_logs.planted import (
    Kind,
    Language,
    Scenario,
    Shape,
    Situation,
    plant,
    write_changes,
    write_log,
    write_samples,
    write_truth,
)
from sample_logs.planted.versions import FIRST_VERSIONS

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the logs that are asked for; exit code 2 for a call that cannot be followed."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    if asked.samples:
        write_samples(Path(__file__).resolve().parent)
        return 0
    if asked.out is None:
        parser.error("say where to write: --out FILE, or --samples for the logs that ship")
    try:
        planting = plant(_scenario(asked))
        write_log(planting, asked.out)
    except ValueError as problem:
        parser.error(str(problem))
    if asked.changes and planting.changes:
        write_changes(planting, asked.changes)
    if asked.truth:
        write_truth(planting, asked.truth)
    return 0


def _scenario(asked: argparse.Namespace) -> Scenario:
    return Scenario(
        kinds=asked.kind,
        language=Language(asked.language),
        tickets=asked.tickets,
        shares=asked.share,
        seed=asked.seed,
        shape=Shape(asked.shape) if asked.shape else None,
        growth=asked.growth,
        calendar=not asked.no_calendar,
        versions=not asked.no_versions,
        resolutions=not asked.no_resolutions,
        dates=not asked.no_dates,
        people=asked.people,
        ramp_weeks=asked.ramp_weeks,
        segments=asked.segments or asked.narrow,
        narrow=asked.narrow,
        trap=asked.trap,
        situations=asked.situation,
    )


def _kinds(text: str) -> tuple[Kind, ...]:
    return () if text == "none" else tuple(Kind(name.strip()) for name in text.split(","))


def _situations(text: str) -> tuple[Situation, ...]:
    return tuple(Situation(name.strip()) for name in text.split(","))


def _shares(text: str) -> tuple[float, ...]:
    return tuple(float(part) for part in text.split(","))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="planting.py", description=__doc__)
    parser.add_argument("--samples", action="store_true", help="write the logs that ship with the program")
    parser.add_argument("--kind", type=_kinds, default=(Kind.KNOWLEDGE_GAP,), metavar="KIND[,KIND]",
                        help=f"none, or one or more of: {', '.join(Kind)}")  # fmt: skip
    parser.add_argument("--language", choices=tuple(Language), default=Language.ES)
    parser.add_argument("--tickets", type=int, default=1000, help="100 to 20000")
    parser.add_argument("--share", type=_shares, default=(0.3,), metavar="PART[,PART]",
                        help="each cause's part of all tickets, 0.08 to 0.45")  # fmt: skip
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shape", choices=tuple(Shape), help="default: spike for an outage, else step")
    parser.add_argument("--growth", type=float, default=0.06, help="rise of the routine level over the log")
    parser.add_argument("--people", type=float, metavar="PART",
                        help="different people for each ticket of a cause, 0.02 to 1")  # fmt: skip
    parser.add_argument("--ramp-weeks", type=int, default=0, help="weeks until a ramp has its full level")
    parser.add_argument("--segments", action="store_true", help="columns for the segment and the device")
    parser.add_argument("--narrow", action="store_true", help="the first cause reaches one segment alone")
    parser.add_argument("--trap", default="", choices=("", *FIRST_VERSIONS), metavar="APPLICATION",
                        help="an update that all get and nothing comes of; --kind none")  # fmt: skip
    parser.add_argument("--situation", type=_situations, default=(), metavar="NAME[,NAME]",
                        help=f"what the desk goes through besides: {', '.join(Situation)}")  # fmt: skip
    for column in ("calendar", "versions", "resolutions", "dates"):
        parser.add_argument(f"--no-{column}", action="store_true")
    parser.add_argument("--out", type=Path, metavar="FILE", help=".csv, .xlsx, .json or .jsonl")
    parser.add_argument("--changes", type=Path, metavar="FILE", help="the change calendar, .csv")
    parser.add_argument("--truth", type=Path, metavar="FILE", help="what was planted, .json")
    return parser


if __name__ == "__main__":
    sys.exit(main())

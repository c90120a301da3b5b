"""What one measured process does: it is asked for in JSON and writes its figures to a file."""

from __future__ import annotations

import gc
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from supportlens.__main__ import NEW_OBJECTS
from tests.benchmarks.symptoms import engine, rivals, varying
from tests.benchmarks.symptoms.children import Facts, Request
from tests.benchmarks.symptoms.datasets import Labelled, load
from tests.benchmarks.symptoms.scoring import best, joined, nested, score

if TYPE_CHECKING:
    from collections.abc import Callable


def main(argv: list[str]) -> int:
    """Run the request in `argv` and write its result to the path it names."""
    asked, answer = argv
    request = Request(**json.loads(asked))
    if request.threads and hasattr(os, "sched_setaffinity"):  # for libraries that count processors
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: request.threads])
    Path(answer).write_text(json.dumps(WORK[request.what](request)), encoding="utf-8")
    return 0


def _program(request: Request) -> Facts:
    gc.set_threshold(NEW_OBJECTS)  # as the program does at its start
    data = load(request.data, Path(request.folder))
    found = engine.grouped(data.texts, offset=request.seed)
    facts = {**asdict(found.took), "silence": found.silence, **_scored(found.labels, data)}
    if not data.truth:
        return facts
    cut, _ = best(found.cuts, data.truth)
    return {**facts, "best": _scored(cut, data), "nested": nested(found.cuts)}


def _every_text(request: Request) -> Facts:
    data = load(request.data, Path(request.folder))
    found = engine.grouped(data.texts, every_text=True)
    cut, _ = best(found.cuts, data.truth)
    return {**asdict(found.took), **_scored(found.labels, data), "best": _scored(cut, data)}


def _bertopic(request: Request) -> Facts:
    data = load(request.data, Path(request.folder))
    labels, took = rivals.bertopic(data.texts)
    return {**asdict(took), **_scored(labels, data)}


def _k_means(request: Request) -> Facts:
    data = load(request.data, Path(request.folder))
    labels, took = rivals.k_means(data.texts)
    return {**asdict(took), **_scored(labels, data)}


def _k_means_told(request: Request) -> Facts:
    data = load(request.data, Path(request.folder))
    labels, took = rivals.k_means(data.texts, len(set(data.truth)))
    return {**asdict(took), **_scored(labels, data)}


def _scored(labels: engine.Labels, data: Labelled) -> Facts:
    if not data.truth:
        known = labels >= 0
        return {"groups": len(set(labels[known].tolist())), "unassigned": float(1 - known.mean())}
    facts: Facts = score(labels, data.truth).facts()
    if data.languages:
        facts["joined"] = joined(labels, data.truth, data.languages).facts()
    return facts


def _varied(request: Request) -> Facts:
    """Write a log of so many questions."""
    ((log,),) = request.files
    return {"rows": varying.write(Path(log), int(request.data), Path(request.folder))}


def _grouped(request: Request) -> Facts:
    """Group the texts of a log of questions."""
    ((log,),) = request.files
    found = engine.grouped(varying.texts_in(Path(log)), offset=request.seed)
    return {**asdict(found.took), "silence": found.silence, **_scored(found.labels, Labelled([], [], []))}


def _analysed(request: Request) -> Facts:
    """Analyse a log whole, from file to plan."""
    return engine.analysed([Path(path) for path in request.files[0]])


def _months(request: Request) -> Facts:
    """Write the questions of the first two months."""
    ((first, second),) = request.files
    return {"rows": varying.write_months([Path(first), Path(second)], Path(request.folder))}


def _kept(request: Request) -> Facts:
    first, both = ([Path(path) for path in paths] for paths in request.files)
    return engine.kept(first, both)


WORK: dict[str, Callable[[Request], Facts]] = {
    "program": _program,
    "program, every text encoded": _every_text,
    "bertopic": _bertopic,
    "k-means": _k_means,
    "k-means, told k": _k_means_told,
    "varied": _varied,
    "grouped": _grouped,
    "analysed": _analysed,
    "months": _months,
    "kept": _kept,
}


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

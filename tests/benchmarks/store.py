"""Measures a project of many tickets: opening, searching, saving a correction, and the size of its file.

    python -m tests.benchmarks.store [--tickets 200000] [--folder FOLDER]

Texts are drawn from the words of the sample log, so that nothing needs to be analysed; each figure is the
median of five, opening in a process of its own.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from supportlens.app import add_answer, analyse
from supportlens.app.projects.project import Project, create
from supportlens.domain import (
    Answer,
    Assigned,
    Derived,
    Field,
    Origin,
    Question,
    ReadFiles,
    Reply,
    Study,
    Table,
    Tickets,
)
from supportlens.gui.models.ticket_search import SearchIndex, split_terms
from supportlens.resources import sample_log

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 5
SEARCHED = ("menu factura", "imp", "pedido cliente no")
OPEN = """
import sys, time
from pathlib import Path
import pandas, numpy
from supportlens.app.projects.project import Project
began, used = time.perf_counter(), time.process_time()
with Project.open(Path(sys.argv[1]), write=False) as project:
    study = project.study()
    sentence = study.verdict.cause_id, study.main_cause.share
    print(time.perf_counter() - began, time.process_time() - used)
"""


def make_study(count: int) -> Study:
    """Return the study of the sample log with `count` tickets in its place."""
    whole = analyse([sample_log("caso_40.csv")])
    sample, chance = whole.tickets.frame, random.Random(7)
    words = " ".join(sample[Derived.TEXT]).split()
    texts = [" ".join(chance.choices(words, k=chance.randrange(15, 70))) for _ in range(count)]
    rows = np.random.default_rng(7).integers(0, len(sample), count)
    frame = sample.iloc[rows].reset_index(drop=True)
    subjects = [text[:60] for text in texts]
    start = datetime(2024, 1, 1)
    days = pd.Series([start + timedelta(minutes=4 * at) for at in range(count)])
    frame = frame.assign(
        **{
            Field.TICKET_ID.value: pd.Series([f"MS-{at:06d}" for at in range(count)], dtype="str"),
            Field.CREATED_AT.value: days.astype(sample[Field.CREATED_AT.value].dtype),
            Field.SUBJECT.value: pd.Series(subjects, dtype="str"),
            Field.DESCRIPTION.value: pd.Series(texts, dtype="str"),
            Derived.TEXT: pd.Series(
                [f"{one}\n{other}" for one, other in zip(subjects, texts, strict=True)], dtype="str"
            ),
            Derived.SOURCE_ROW: range(2, count + 2),
        }
    )
    original = whole.tickets.original.iloc[rows].reset_index(drop=True)
    original = original.assign(Asunto=frame[Field.SUBJECT.value], Descripción=frame[Field.DESCRIPTION.value])
    origin = Origin("log.csv", named=True, format="csv", sha256="0" * 64)
    read = ReadFiles((Table(origin, original, tuple(range(2, count + 2))),))
    return replace(
        whole,
        tickets=Tickets(frame, original, whole.tickets.files, whole.tickets.custom, read=read),
        assignment=whole.assignment.iloc[rows].reset_index(drop=True),
        coding=replace(whole.coding, grounds=whole.coding.grounds[rows]) if whole.coding else None,
        stage_results=None,
    )


def median_time(work: Callable[[int], object]) -> float:
    """Return the median seconds of some runs."""
    taken = []
    for run in range(RUNS):
        began = time.perf_counter()
        work(run)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def _time_opening(path: Path) -> tuple[float, float]:
    """Return the seconds and the CPU seconds of opening, in a process whose packages are loaded."""
    command = [sys.executable, "-c", OPEN, str(path)]
    said = subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
    seconds, used = map(float, said.split())
    return seconds, used


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tickets", type=int, default=200_000)
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        measure(make_study(chosen.tickets), Path(folder) / "bench.supportlens")


def measure(study: Study, path: Path) -> None:
    """Print the figures of one project."""
    began = time.perf_counter()
    create(path, study)
    print(f"first save       {time.perf_counter() - began:6.2f} s")
    texts = sum(len(text.encode()) for text in study.tickets.frame[Derived.TEXT])
    size = path.stat().st_size
    print(f"file             {size / 1e6:6.1f} MB, {size / texts:.2f} times the texts ({texts / 1e6:.1f} MB)")
    opened = [_time_opening(path) for _ in range(RUNS)]
    seconds, used = (statistics.median(each) for each in zip(*opened, strict=True))
    print(f"open to verdict  {seconds:6.2f} s (limit 2), {used:.2f} s of CPU")
    with Project.open(path) as project:
        current = project.study()
        for words in SEARCHED:
            seconds = median_time(lambda _run, words=words: project.search(words))
            print(f"search           {seconds:6.3f} s (limit 0.3), {len(project.search(words))} found")
        measure_window_search(current)
        cause = current.causes[0].id

        def save(run: int) -> None:
            project.save(saved[run])

        # The codes of the drawn texts are not those of the study: the first answer finds them, once.
        settled = add_answer(current, Answer(cause, Question.WORKS_AS_DESIGNED, Reply.NO, "first"))
        project.save(settled)
        saved = [
            add_answer(settled, Answer(cause, Question.WORKS_AS_DESIGNED, Reply.YES, f"run {run}"))
            for run in range(RUNS)
        ]
        used = time.process_time()
        seconds = median_time(save)
        used = (time.process_time() - used) / RUNS
        print(f"save correction  {seconds:6.3f} s (limit 0.2), {used:.3f} s of CPU")
        assert Assigned.SYMPTOM in current.assignment


def measure_window_search(study: Study) -> None:
    """Print what the window takes to search all tickets for words anywhere, once they are folded."""
    index, began = SearchIndex(study.tickets.frame), time.perf_counter()
    found = len(index.texts)
    print(f"fold for window  {time.perf_counter() - began:6.2f} s in the background, {found} tickets")
    for words in SEARCHED:
        used, terms = time.process_time(), split_terms(words)
        seconds = median_time(lambda _run, terms=terms: index.contains_all(terms))
        used = (time.process_time() - used) / RUNS
        print(f"window search    {seconds:6.3f} s (limit 0.3), {used:.3f} s of CPU")


if __name__ == "__main__":
    main()

"""A log of more questions than there are: the same texts with words varied.

Question i of n real ones stands in the log as it is. Its copies c = 1, 2, ... are varied by a
generator that (i, c) alone start, so that the log is the same on every machine: one word in ten is
replaced by a word drawn from other questions, so that frequent words stay frequent; then one pair
of neighbours in twenty changes places and one word in twenty is left out. The subject is varied
like the body. Dates move by c minutes, ids are numbered anew.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from random import Random
from typing import TYPE_CHECKING

import pandas as pd

from tests.benchmarks.symptoms.datasets import questions, sampled, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

PARTS = ("subject", "body")
REPLACED = 0.10
SWAPPED = 0.05
DROPPED = 0.05
POOL = 5_000
"""Questions whose words stand in for others."""
CHUNK = 50_000
"""Rows that are written at once."""


def write(log: Path, count: int, folder: Path) -> int:
    """Write a log of `count` questions as CSV: a sample of the real ones, or all and then varied copies."""
    frame = questions(folder)
    real = sampled(frame, count) if count < len(frame) else frame
    rows = lengthened(real, count)
    written = 0
    with log.open("w", encoding="utf-8", newline="") as file:
        while chunk := list(islice(rows, CHUNK)):
            table = pd.DataFrame(chunk, columns=list(real.columns))
            table.to_csv(file, index=False, header=written == 0)
            written += len(chunk)
    return written


def write_months(logs: Sequence[Path], folder: Path) -> list[int]:
    """Write the questions of the first months, a log for each; return how many each contains."""
    frame = questions(folder)
    month = pd.to_datetime(frame["date"]).dt.to_period("M")
    chosen = [frame[month == one] for one in sorted(month.unique())[: len(logs)]]
    for log, rows in zip(logs, chosen, strict=True):
        rows.to_csv(log, index=False)
    return [len(rows) for rows in chosen]


def texts_in(log: Path) -> list[str]:
    """Load the texts of a log that `write` wrote."""
    frame = pd.read_csv(log, usecols=["subject", "body"], dtype=str, keep_default_na=False)
    return texts_of(frame)


def lengthened(real: pd.DataFrame, count: int) -> Iterator[list[str]]:
    """Return `count` rows: the real ones in order, then varied copies of all of them, again and again."""
    columns = list(real.columns)
    key, day, written = columns.index("id"), columns.index("date"), [columns.index(p) for p in PARTS]
    rows = real.to_numpy().tolist()
    pool = " ".join(sampled(real, POOL)["body"]).split()
    for number in range(count):
        copy, place = divmod(number, len(rows))
        row = list(rows[place])
        if copy:
            lots = Random(f"{place} {copy}")
            row[key] = f"{row[key]}-{copy}"
            row[day] += timedelta(minutes=copy)
            for part in written:
                row[part] = varied(row[part], lots, pool)
        yield [str(cell) for cell in row]


def varied(text: str, lots: Random, pool: Sequence[str]) -> str:
    """Replace, swap and drop words of a text."""
    words = text.split()
    for _ in range(round(REPLACED * len(words))):
        words[_drawn(lots, words)] = pool[_drawn(lots, pool)]
    for _ in range(round(SWAPPED * len(words))):
        place = int(lots.random() * (len(words) - 1))
        words[place : place + 2] = reversed(words[place : place + 2])
    gone = {_drawn(lots, words) for _ in range(round(DROPPED * len(words)))}
    return " ".join(word for place, word in enumerate(words) if place not in gone)


def _drawn(lots: Random, words: Sequence[str]) -> int:
    """Draw a position; many times as fast as `randrange`."""
    return int(lots.random() * len(words))

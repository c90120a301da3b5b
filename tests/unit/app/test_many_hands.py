"""The answer is the same whoever does the work, and however the tickets are cut."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from supportlens.app import analyse, as_json
from supportlens.domain import HERE, cut
from supportlens.patterns import text_search
from supportlens.resources import sample_paths
from supportlens.symptoms.tree import centroids
from supportlens.text import cleaning, encoding
from tests.many_hands import ManyHands

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.domain import Workers

EVERY_WORK = {
    "_FileReading": 3,
    "_Converting": 3,
    "_Separating": 3,
    "_Judging": 3,
    "_Placing": 2,
    "_compare": 4,
    "_SignalSearch": 4,
    "_SentenceCoding": 3,
}
"""How often each work is done at least on blocks of its own: all that goes through the tickets one by one."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A part of the sample log in three files."""
    with sample_paths("es")[0].open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    for number, part in enumerate(cut(rows[700:880], 60)):
        with (tmp_path / f"{number}.csv").open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([rows[0], *part])
    return tmp_path


def test_others_find_what_one_process_finds(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "STEP", 40)
    monkeypatch.setattr(encoding, "FITTED", 100)
    monkeypatch.setattr(encoding, "BLOCK", 30)
    monkeypatch.setattr(centroids, "BLOCK", 50)
    monkeypatch.setattr(text_search, "FEWEST_SHARED", 20)

    def find(workers: Workers) -> dict[str, object]:
        found = as_json(analyse([folder], workers=workers), "en")
        found["engine"].pop("seconds")
        return found

    hands = ManyHands(1)
    assert find(hands) == find(HERE)
    assert {name: min(count, hands.done.get(name, 0)) for name, count in EVERY_WORK.items()} == EVERY_WORK

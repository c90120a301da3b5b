"""The engine says how far it is, never goes back, and stops wherever it is told to."""

from __future__ import annotations

import pytest

from supportlens.app.analysis.analysing import analyse
from supportlens.domain import Cancelled, Stage
from supportlens.resources import sample_log
from supportlens.text import encoding
from tests.unit.symptoms.logs import understood
from tests.unit.symptoms.matters import LOG

TEXTS = [text for _, _, text in LOG]


@pytest.fixture(scope="module")
def told() -> list[tuple[Stage, float]]:
    found: list[tuple[Stage, float]] = []
    analyse([sample_log("muestra.json")], progress=lambda stage, part: found.append((stage, part)))
    return found


def test_fractions_lie_within_a_stage_and_never_go_back(told):
    for stage in Stage:
        parts = [part for name, part in told if name is stage]
        assert parts == sorted(parts)
        assert all(0.0 <= part <= 1.0 for part in parts)


def test_the_stages_come_in_their_order(told):
    stages = [stage for stage, _ in told]
    assert stages == sorted(stages, key=list(Stage).index)


@pytest.mark.parametrize("stage", [Stage.ENCODE, Stage.GROUP])
def test_the_thinking_speaks_many_times(told, stage):
    assert len({part for name, part in told if name is stage}) >= 8


def test_a_large_log_is_told_of_without_going_back(monkeypatch):
    monkeypatch.setattr(encoding, "FITTED", 100)
    monkeypatch.setattr(encoding, "TAUGHT", 40)
    monkeypatch.setattr(encoding, "TAUGHT_TOKENS", 100)
    found: list[tuple[Stage, float]] = []
    understood(TEXTS, progress=lambda stage, part: found.append((stage, part)))
    grouping = [part for stage, part in found if stage is Stage.GROUP]
    placing = [part for stage, part in found if stage is Stage.ENCODE]
    placing = placing[placing.index(1.0) + 1 :]  # cleaning, which the program slices off, comes before
    assert grouping == sorted(grouping)
    assert placing == sorted(placing)
    assert placing[-1] == grouping[-1] == 1.0


@pytest.mark.parametrize("moment", [0, 3, 9, 17, 26, 36])
def test_the_work_stops_at_any_word(moment):
    heard = 0

    def stop(stage: Stage, part: float) -> None:
        nonlocal heard
        heard += 1
        if heard > moment:
            raise Cancelled

    with pytest.raises(Cancelled):
        understood(TEXTS, progress=stop)
    assert heard == moment + 1

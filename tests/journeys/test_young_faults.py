"""A lead's errand: a fault of the last days, told in two languages and many words, is found at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from supportlens.app import analyse, recut
from supportlens.domain import Assigned, Field, NoVerdict, RecutCache
from tests.journeys.young_logs import young_log

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.domain import Study

LOGS = (
    (1, 240, "label", 17),
    (2, 400, "label", 20),
    (3, 300, "pay", 24),
    (4, 240, "sched", 17),
    (5, 500, "sched", 40),
    (6, 200, "photo", 16),
    (7, 350, "map", 18),
    (8, 450, "sync", 22),
)


def first(count: int) -> list:
    """Return the first logs for every run, and the others for the campaigns, which ask the same."""
    return [
        pytest.param(log, id="-".join(map(str, log)), marks=[pytest.mark.campaign] * (at >= count))
        for at, log in enumerate(LOGS)
    ]


def tickets_of(study: Study, cause: str | None) -> set[str]:
    ids = study.tickets.frame[Field.TICKET_ID.value]
    return set(ids[study.assignment[Assigned.CAUSE] == cause])


@pytest.mark.parametrize("planted", first(5))
def test_a_young_fault_in_two_languages_is_the_verdict(planted, tmp_path: Path):
    log = young_log(*planted)

    study = analyse([log.write(tmp_path / "log.csv")])

    chief = next((cause for cause in study.causes if cause.id == study.verdict.cause_id), None)
    assert chief is not None
    assert chief.onset is not None
    assert abs((chief.onset.day - log.since).days) <= 4
    held = tickets_of(study, chief.id)
    assert len(held & log.ours) >= 0.7 * len(log.ours)
    assert len(held - log.ours) <= 0.1 * len(held)


@pytest.mark.parametrize("planted", first(2))
def test_the_same_desk_without_the_fault_has_no_verdict(planted, tmp_path: Path):
    log = young_log(*planted[:3], ours=0)

    study = analyse([log.write(tmp_path / "log.csv")])

    assert study.verdict.reason is NoVerdict.NOTHING_CHANGED


def test_a_finer_cut_is_the_same_whether_or_not_anything_was_kept_of_the_first(tmp_path: Path):
    study = analyse([young_log(1, 240, "label", 17).write(tmp_path / "log.csv")])
    assert study.stage_results is not None
    nothing_kept = replace(study, stage_results=replace(study.stage_results, cache=RecutCache()))
    finer = len(study.symptoms) + 3

    one, other = recut(study, finer), recut(nothing_kept, finer)

    assert one.engine.result == other.engine.result
    assert one.symptoms == other.symptoms
    assert one.causes == other.causes
    assert one.moments == other.moments

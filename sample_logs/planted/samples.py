"""The logs that ship with the program, and how they were planted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sample_logs.planted.plantings import plant
from sample_logs.planted.scenario import Kind, Language, Scenario
from sample_logs.planted.writing import write_changes, write_log

if TYPE_CHECKING:
    from pathlib import Path

CASE_40_ES = Scenario(
    kinds=(Kind.KNOWLEDGE_GAP,),
    language=Language.ES,
    tickets=1000,
    shares=(0.4,),
    seed=40,
    app="atlas",
    change_day=date(2026, 6, 2),
    quiet=0.012,
)
"""The 40 % case in Spanish: 400 of 1000 tickets follow from an update that nobody explained."""

CASE_40_EN = Scenario(
    kinds=(Kind.KNOWLEDGE_GAP,),
    language=Language.EN,
    tickets=1000,
    shares=(0.4,),
    seed=41,
    app="atlas",
    change_day=date(2026, 6, 2),
    quiet=0.012,
)
"""The 40 % case in English."""

SMALL_DEFECT = Scenario(
    kinds=(Kind.DEFECT,),
    language=Language.ES,
    tickets=120,
    shares=(0.3,),
    seed=12,
    app="conduit",
    first=date(2026, 5, 4),
    last=date(2026, 8, 28),
    calendar=False,
)
"""A small log in which a new version has a fault."""

SAMPLES = (
    (CASE_40_ES, "caso_40.csv", "caso_40_cambios.csv"),
    (CASE_40_EN, "case_40.xlsx", "case_40_changes.csv"),
    (SMALL_DEFECT, "muestra.json", ""),
)
"""Each sample with the names of its log and of its change calendar."""


def write_samples(folder: Path) -> None:
    """Write every log that ships with the program into `folder`."""
    for scenario, log, changes in SAMPLES:
        planting = plant(scenario)
        write_log(planting, folder / log)
        if changes:
            write_changes(planting, folder / changes)

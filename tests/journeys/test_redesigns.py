"""A lead's errand: a redesign told as menu, font, sort order ... is one cause, from texts and dates alone."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING

import pytest

from sample_logs.planted import Kind, Language, Scenario, Shape, plant
from supportlens.app import analyse
from supportlens.domain import Assigned, Field

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.domain import Study

MAY, JUNE = date(2026, 5, 11), date(2026, 6, 1)


def rows_of(
    kind: Kind, language: Language, tickets: int, share: float, shape: Shape, day: date, seed: int
) -> list[tuple[str, str, str, str, bool]]:
    """Plant one cause and keep of each ticket its id, date and texts, and whether the cause brought it."""
    log = plant(
        Scenario(
            kinds=(kind,),
            language=language,
            tickets=tickets,
            shares=(share,),
            seed=seed,
            shape=shape,
            ramp_weeks=4 if shape is Shape.RAMP else 0,
            change_day=day,
        )
    )
    return [
        (f"{seed}-{each.id}", each.created.isoformat(" "), each.subject, each.description, each.cause == 0)
        for each in log.tickets
    ]


def studied(rows: list[tuple[str, str, str, str, bool]], folder: Path) -> Study:
    with (folder / "log.csv").open("w", newline="", encoding="utf-8") as file:
        sheet = csv.writer(file)
        sheet.writerow(["ID", "Date", "Subject", "Description"])
        sheet.writerows(row[:4] for row in sorted(rows, key=lambda row: (row[1], row[0])))
    return analyse([folder / "log.csv"])


def held(study: Study, cause: str) -> set[str]:
    ids = study.tickets.frame[Field.TICKET_ID.value]
    return set(ids[study.assignment[Assigned.CAUSE] == cause])


def is_whole(found: set[str], planted: set[str]) -> bool:
    """Return whether a cause holds at least 80 % of what was planted, and at most 10 % of others."""
    return len(found & planted) >= 0.8 * len(planted) and len(found - planted) <= 0.1 * len(found)


@pytest.mark.parametrize(
    ("language", "shape", "tickets", "share"),
    [
        (Language.EN, Shape.STEP, 900, 0.3),
        (Language.ES, Shape.STEP, 1500, 0.1),
        (Language.MIXED, Shape.RAMP, 900, 0.3),
    ],
)
def test_a_redesign_is_one_cause_with_its_symptoms(language, shape, tickets, share, tmp_path: Path):
    rows = rows_of(Kind.KNOWLEDGE_GAP, language, tickets, share, shape, MAY, 7)

    study = studied(rows, tmp_path)

    first = study.causes[0]
    assert is_whole(held(study, first.id), {row[0] for row in rows if row[4]})
    assert len(first.symptoms) >= 4
    assert study.verdict.cause_id == first.id
    assert [cause.id for cause in study.causes if cause.onset] == [first.id]


@pytest.mark.parametrize(
    ("language", "shape"),
    [(Language.EN, Shape.RAMP), (Language.ES, Shape.STEP), (Language.MIXED, Shape.STEP)],
)
def test_an_unrelated_cause_three_weeks_later_stays_apart(language, shape, tmp_path: Path):
    redesign = rows_of(Kind.KNOWLEDGE_GAP, language, 900, 0.25, shape, MAY, 7)
    fault = rows_of(Kind.DEFECT, language, 900, 0.15, Shape.STEP, JUNE, 8)
    fault = [row for row in fault if row[4]]

    study = studied([*redesign, *fault], tmp_path)

    found = [held(study, cause.id) for cause in study.causes if cause.onset]
    for planted in (redesign, fault):
        assert any(is_whole(each, {row[0] for row in planted if row[4]}) for each in found)

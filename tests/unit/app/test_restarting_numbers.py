"""Numbers that start again each month: a ticket whose id is longer now is neither new nor gone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from supportlens.app.projects.extending import AnalysisSettings
from supportlens.app.projects.living import extend_project, remove_from_project
from supportlens.app.projects.project import Project
from supportlens.app.statements.checking import accept_ticket
from supportlens.domain import Field, OccurrenceNote, SavedFilter, TicketQuery

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = AnalysisSettings()
SAID = (
    "No encuentro el menú de facturas",
    "La impresora no imprime etiquetas",
    "Olvidé mi contraseña del portal",
    "El pedido llegó sin la factura",
)


def a_month(folder: Path, name: str, month: int, count: int, first: int = 1) -> Path:
    rows = [
        f"{n};{1 + n % 27:02d}/{month:02d}/2026 {8 + n % 9:02d}:{n % 60:02d};"
        f"{SAID[(n * month) % 4]} {n % 7};P{(n * month) % 31}"
        for n in range(first, first + count)
    ]
    path = folder / name
    path.write_text("\n".join(["Folio;Fecha;Asunto;Solicitante", *rows]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "mesa.supportlens"
    extend_project(path, [a_month(tmp_path, "enero.csv", 1, 60)], PLAIN)
    return path


def test_a_month_whose_numbers_start_again_adds_its_own_tickets_only(project: Path, tmp_path: Path) -> None:
    study = extend_project(project, [a_month(tmp_path, "febrero.csv", 2, 80)], PLAIN)
    assert study.extension is not None
    assert len(study.tickets) == 140
    assert (study.extension.new, study.extension.gone, study.extension.updated) == (80, 0, 0)


def test_taking_out_a_month_takes_its_own_tickets_only(project: Path, tmp_path: Path) -> None:
    february = a_month(tmp_path, "febrero.csv", 2, 80)
    extend_project(project, [february], PLAIN)
    study = remove_from_project(project, lambda _rows: [str(february)])
    assert study.extension is not None
    assert len(study.tickets) == 60
    assert (study.extension.new, study.extension.gone, study.extension.updated) == (0, 80, 0)


def test_what_a_person_marked_stays_with_its_ticket_when_ids_become_longer(
    project: Path, tmp_path: Path
) -> None:
    with Project.open(project) as opened:
        study = accept_ticket(opened.study(), "7")
        kept = SavedFilter("leer", TicketQuery(ids=("7", "9")))
        noted = study.desk_moments.put_note(OccurrenceNote("9", action="Se llamó"))
        history = opened.history(study)
        study = replace(study, marks=study.marks.with_filter(kept), desk_moments=noted)
        opened.save(study, history)
    february = a_month(tmp_path, "febrero.csv", 2, 80)
    after = extend_project(project, [february], PLAIN)
    assert [one.ticket_id for one in after.marks.checks] == ["enero:7"]
    assert after.marks.filters[0].query.ids == ("enero:7", "enero:9")
    assert [note.ticket_id for note in after.desk_moments.notes] == ["enero:9"]
    again = remove_from_project(project, lambda _rows: [str(february)])
    assert [one.ticket_id for one in again.marks.checks] == ["7"]
    assert [note.ticket_id for note in again.desk_moments.notes] == ["9"]


def test_numbers_that_go_on_stay_as_they_are(project: Path, tmp_path: Path) -> None:
    both = a_month(tmp_path, "febrero.csv", 2, 80, first=61)
    study = extend_project(project, [both], PLAIN)
    assert study.extension is not None
    assert (study.extension.new, study.extension.gone) == (80, 0)
    assert set(study.tickets.frame[Field.TICKET_ID.value]) == {str(n) for n in range(1, 141)}
    taken = remove_from_project(project, lambda rows: [rows[0].path])
    assert taken.extension is not None
    assert (taken.extension.new, taken.extension.gone) == (0, 60)

"""A cause becomes a standing moment, is saved, and next month's file says whether its target was kept."""

from __future__ import annotations

import csv
import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from supportlens.app.projects.extending import AnalysisSettings
from supportlens.app.projects.living import extend_project
from supportlens.app.projects.project import Project
from supportlens.app.statements.coding_practice import correct_codes
from supportlens.cli.running import run
from supportlens.domain import CodeCorrection, LifeState, Outcome
from supportlens.i18n import words_for
from supportlens.i18n.projects.extensions import extension_lines

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = AnalysisSettings()
HEAD = "Número;Fecha;Asunto;Aplicación;Solicitante;Agente;Estado;Solución"
INVOICES, PRINTER = "No encuentro el menú de facturas", "La impresora no imprime etiquetas"


def a_month(folder: Path, month: int, invoices: int) -> Path:
    """Write a month with so many tickets about invoices, and forty about the printer."""
    subjects = [INVOICES] * invoices + [PRINTER] * 40
    rows = [
        f"T-{month}-{n};2026-{month:02d}-{1 + n % 28:02d};{subject} hoy {n % 7};App{n % 2};P{n % 31};"
        f"Agente {n % 3};Cerrado;Se le mostró Ventas > Facturas"
        for n, subject in enumerate(subjects)
    ]
    path = folder / f"{month}.csv"
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a project of January, whose cause of most tickets is institutionalised."""
    made = tmp_path_factory.mktemp("standing")
    project = made / "p.supportlens"
    study = extend_project(project, [a_month(made, 1, 60)], PLAIN)
    cause = study.causes_by_size[0].id
    assert run(["project", "institutionalise", str(project), cause, "--lang", "es"]) == 2, "no owner yet"
    call = ["--owner", "Marta Ruiz", "--who", "Ana", "--target", "3"]
    assert run(["project", "institutionalise", str(project), cause, *call, "--lang", "es"]) == 0
    with Project.open(project) as opened:
        study = opened.study()
        ticket = str(study.tickets.frame["ticket_id"].iloc[0])
        opened.save(correct_codes(study, [CodeCorrection("complaint", holds=True, ticket_id=ticket)]))
    return made


def test_next_months_file_reads_each_moment_against_its_target_and_says_which_slipped(folder: Path) -> None:
    project = folder / "p.supportlens"

    study = extend_project(project, [a_month(folder, 2, 60)], PLAIN)

    (moment,) = study.desk_moments.moments
    assert moment.reading is not None
    assert (moment.reading.first, moment.reading.last) == (date(2026, 1, 29), date(2026, 2, 28))
    assert moment.reading.tickets == 60
    assert moment.reading.outcome is Outcome.SLIPPED
    assert study.desk_moments.slipped == (moment,)
    assert study.coding is not None
    assert study.coding.count("complaint") == 1, "what a person said of a contact stays"
    said = " ".join(extension_lines(study, words_for("es")))
    assert "se ha salido de la meta" in said
    with Project.open(project, write=False) as opened:
        assert opened.study().desk_moments == study.desk_moments

    again = extend_project(project, [folder / "2.csv"], PLAIN)
    assert len(again.desk_moments.moments[0].readings) == 1, "a file that is there already reads nothing anew"

    kept = extend_project(project, [a_month(folder, 3, 2)], PLAIN).desk_moments.moments[0]
    assert [one.outcome for one in kept.readings] == [Outcome.SLIPPED, Outcome.KEPT]
    assert not kept.has_slipped


def test_the_command_lists_what_is_institutionalised_and_writes_sheets_and_the_log_of_moments(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project, sheets, logbook = folder / "p.supportlens", folder / "sheets.csv", folder / "log.csv"
    files = ["--export", str(sheets), "--logbook", str(logbook)]

    assert run(["project", "moments", str(project), "--json", *files, "--lang", "en"]) == 0

    told = json.loads(capsys.readouterr().out)
    (row,) = told["institutionalised"]
    assert (row["state"], row["owner"], row["target"]) == (LifeState.INSTITUTIONALISED, "Marta Ruiz", 3.0)
    assert row["indicator"]
    assert row["coverage"] == {"share": 0.0, "knowing": 0, "missing": 3}
    assert "Agente" not in json.dumps(row["coverage"])
    assert row["review"]
    with sheets.open(encoding="utf-8-sig", newline="") as file:
        assert [each[0] for each in csv.reader(file)] == ["Sheet", row["id"]]
    with logbook.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with Project.open(project, write=False) as opened:
        assert len(rows) == told["occurrences"] <= len(opened.study().tickets)
    own = [each for each in rows if each["Owner"] == "Marta Ruiz"]
    assert {each["Moment of truth"] for each in own} == {row["name"]}
    assert rows[0]["Date"] >= rows[-1]["Date"]


def test_a_cause_that_is_not_there_and_a_date_that_is_none_are_refused_in_a_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = str(folder / "p.supportlens")

    assert run(["project", "institutionalise", project, "C99", "--lang", "en"]) == 2
    assert "C99" in capsys.readouterr().err
    assert run(["project", "institutionalise", project, "complaint", "--review", "soon", "--lang", "en"]) == 2
    assert "2026-03-31" in capsys.readouterr().err

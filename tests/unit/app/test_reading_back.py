"""A workbook that people edited in Excel comes back into the project."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook, load_workbook

from supportlens.app.statements.reading_back import apply_read_back, read_back
from supportlens.app.statements.typed_values import read_target
from supportlens.domain import ActionStatus, OutputError, PlanNote
from supportlens.i18n import words_for
from supportlens.report import build, save_book
from tests.builders import a_study

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from supportlens.domain import Study

ROW = 3
"""The first action of the plan, below a hint and the titles."""


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "informe.xlsx"
    with path.open("wb") as stream:
        save_book(build(a_study(), words_for("es")), stream)
    return path


@pytest.fixture
def edit(exported: Path, tmp_path: Path) -> Callable[[dict[str, Any]], Path]:
    """Write values into cells of the plan, as a person would in Excel."""

    def write(values: dict[str, Any]) -> Path:
        book = load_workbook(exported)
        for cell, value in values.items():
            book["Plan de capacitación"][cell] = value
        book.save(tmp_path / "vuelta.xlsx")
        return tmp_path / "vuelta.xlsx"

    return write


def noted(study: Study) -> PlanNote:
    (note,) = study.plan_notes
    return note


def test_what_somebody_wrote_in_the_plan_goes_into_the_project(
    edit: Callable[[dict[str, Any]], Path],
) -> None:
    path = edit({"B3": "En curso", "C3": date(2026, 10, 5), "D3": "Marta Gil", "E3": "con RR. HH."})

    after = apply_read_back(a_study(), read_back(a_study(), path))

    assert noted(after) == PlanNote("C1", "Marta Gil", ActionStatus.RUNNING, date(2026, 10, 5), "con RR. HH.")


def test_a_workbook_that_nobody_changed_brings_nothing_back(exported: Path) -> None:
    study = replace(a_study(), plan_notes=(PlanNote("C1", owner="Otra persona"),))

    assert read_back(study, exported).changes == ()
    assert apply_read_back(study, read_back(study, exported)).plan_notes == study.plan_notes


@pytest.mark.parametrize(("overwrite", "kept"), [(False, "Jorge"), (True, "Marta")])
def test_where_the_project_was_changed_meanwhile_one_of_both_counts(
    edit: Callable[[dict[str, Any]], Path],
    overwrite: bool,  # noqa: FBT001 - a parameter of the test
    kept: str,
) -> None:
    study = replace(a_study(), plan_notes=(PlanNote("C1", owner="Jorge"),))

    found = read_back(study, edit({"D3": "Marta", "E3": "pronto"}))
    after = apply_read_back(study, found, overwrite=overwrite)

    assert [(one.field, one.current) for one in found.conflicts] == [("owner", "Jorge")]
    assert noted(after).owner == kept
    assert noted(after).remarks == "pronto"


def test_a_column_that_somebody_added_is_kept_and_written_again(
    edit: Callable[[dict[str, Any]], Path],
) -> None:
    path = edit({"K2": "Presupuesto", "K3": "1 200 €"})

    after = apply_read_back(a_study(), read_back(a_study(), path))
    sheet = next(one for one in build(after, words_for("en")).sheets if one.title == "Training plan")

    assert noted(after).further == (("Presupuesto", "1 200 €"),)
    assert "1 200 €" in {cell.value for (row, _), cell in sheet.cells.items() if row == ROW}


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("15/09/2026", date(2026, 9, 15)),
        ("5/10/2026", date(2026, 10, 5)),
        ("3 de octubre de 2026", date(2026, 10, 3)),
    ],
)
def test_a_day_typed_as_text_is_read_as_the_language_of_the_workbook_writes_days(
    edit: Callable[[dict[str, Any]], Path], typed: str, day: date
) -> None:
    after = apply_read_back(a_study(), read_back(a_study(), edit({"C3": typed})))
    assert noted(after).day == day


@pytest.mark.parametrize("typed", ["pronto", "32/13/2026", "12"])
def test_a_text_that_is_no_day_is_left_out_and_told(
    edit: Callable[[dict[str, Any]], Path], typed: str
) -> None:
    (change,) = read_back(a_study(), edit({"C3": typed})).changes
    assert (change.now, change.refused) == (typed, True)


def test_a_typed_amount_may_have_a_decimal_comma_and_is_never_negative() -> None:
    assert read_target(" 9,5 ") == 9.5
    for text in ("-3", "mucho"):
        with pytest.raises(ValueError, match=text):
            read_target(text)


def test_a_status_that_is_none_changes_nothing_and_is_told(edit: Callable[[dict[str, Any]], Path]) -> None:
    found = read_back(a_study(), edit({"B3": "quizás"}))

    assert [one.refused for one in found.changes] == [True]
    assert apply_read_back(a_study(), found).plan_notes == ()


def test_a_workbook_of_other_tickets_is_refused(exported: Path) -> None:
    study = a_study()
    (file,) = study.tickets.files
    other = replace(study, tickets=replace(study.tickets, files=(replace(file, sha256="a" * 64),)))

    with pytest.raises(OutputError) as caught:
        read_back(other, exported)
    assert caught.value.detail == "other_project"


@pytest.mark.parametrize(("make", "detail"), [(True, "not_ours"), (False, "unreadable")])
def test_any_other_file_is_refused_with_its_reason(
    make: bool,  # noqa: FBT001 - a parameter of the test
    detail: str,
    tmp_path: Path,
) -> None:
    path = tmp_path / "otro.xlsx"
    if make:
        Workbook().save(path)
    else:
        path.write_bytes(b"no es un libro")

    with pytest.raises(OutputError) as caught:
        read_back(a_study(), path)
    assert caught.value.detail == detail

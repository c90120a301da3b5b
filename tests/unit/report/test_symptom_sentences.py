"""What the workbook and the JSON say of symptoms, reasons and the result."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from supportlens.app import as_json
from supportlens.domain import LogTemplate, SymptomFeatures
from supportlens.i18n import words_for
from supportlens.report import build, save_book
from tests.builders import a_study, some_stage_results

if TYPE_CHECKING:
    from supportlens.domain import Study


def rows(study: Study, title: str, language: str = "en", *, mask: bool = True) -> list[tuple[Any, ...]]:
    """Return the cells of one sheet of the study's workbook."""
    stream = io.BytesIO()
    save_book(build(study, words_for(language), mask=mask), stream)
    return list(load_workbook(stream)[title].iter_rows(values_only=True))


def a_whole_study() -> Study:
    study = a_study()
    study = replace(study, engine=replace(study.engine, result="0123456789ab"))
    return replace(study, stage_results=some_stage_results(study))


def test_a_ticket_ends_with_its_next_symptom_the_reason_for_none_and_its_language() -> None:
    head, *tickets = rows(a_whole_study(), "Tickets")
    assert head[-3:] == ("Next symptom", "Why no symptom", "Language of the text")
    told = {row[-3:] for row in tickets}
    assert ("¿Dónde quedó el botón de exporta".strip("¿"), None, "in Spanish") in told
    assert (None, "unlike any other", None) in told
    assert (None, "a courtesy or a test", None) in told


def test_a_symptom_is_told_with_what_it_is_known_by_and_a_typical_ticket() -> None:
    head, *symptoms = rows(a_whole_study(), "Symptoms")
    first = next(row for row in symptoms if row[0] == "S1")
    assert first[head.index("Recognised by")] == "facturas, menú · Application: Atlas"
    assert str(first[head.index("A typical ticket")]).startswith("No encuentro el menú de facturas")


def test_how_it_was_computed_names_the_result_the_level_and_the_reasons() -> None:
    told = {row[0]: row[1] for row in rows(a_whole_study(), "How this was computed")}
    assert told["Result fingerprint (same tickets, same value)"] == "0123456789ab"
    assert told["Requested number of symptoms"] == "6 (chosen by the program)"
    assert told["Without a symptom"] == "30"
    assert told["Without a symptom: unlike any other"] == "2"
    assert told["Without a symptom: a courtesy or a test"] == "28"
    assert told["105 tickets"] == "ERROR <*> spooler stopped"


def test_another_level_is_told_beside_the_one_the_program_would_choose() -> None:
    told = {row[0]: row[1] for row in rows(replace(a_whole_study(), level=4), "How this was computed")}
    assert told["Requested number of symptoms"] == "4 instead of 6"


def test_a_cause_has_the_lines_of_machines_that_stand_out_in_it() -> None:
    head, *causes = rows(a_whole_study(), "Causes")
    lines = {row[0]: row[head.index("Machine-written lines")] for row in causes}
    assert lines["C3"] == "ERROR <*> spooler stopped (105 tickets; none elsewhere)"
    assert lines["C1"] is None


def test_a_log_without_machines_has_no_column_for_them() -> None:
    assert "Machine-written lines" not in rows(a_study(), "Causes")[0]


@pytest.mark.parametrize(("mask", "shown"), [(True, False), (False, True)])
def test_what_a_symptom_is_known_by_and_machines_lines_are_masked(*, mask: bool, shown: bool) -> None:
    study = a_whole_study()
    stage_results = study.stage_results
    assert stage_results is not None
    line = LogTemplate("L1", "mailto ana.perez@example.com <*>", 100, "mailto ana.perez@example.com 1")
    known = replace(study.symptoms[0], features=SymptomFeatures(("ana.perez@example.com",), ()))
    study = replace(
        study,
        symptoms=(known, *study.symptoms[1:]),
        stage_results=replace(stage_results, cleaned=replace(stage_results.cleaned, templates=(line,))),
    )
    for title in ("Causes", "Symptoms", "How this was computed"):
        assert ("ana.perez" in str(rows(study, title, mask=mask))) is shown, title
    assert ("ana.perez" in str(as_json(study, "en", mask=mask))) is shown


def test_the_json_gives_the_result_the_reasons_and_what_symptoms_are_known_by() -> None:
    document = as_json(a_whole_study(), "en")
    assert document["engine"]["result"] == "0123456789ab"
    assert document["engine"]["level"] == 6
    assert document["input"]["unassigned_by_reason"] == {"hollow": 28, "rare": 2}
    first = document["symptoms"][0]
    assert first["because"] == {
        "words": ["facturas", "menú"],
        "fields": [{"field": "product", "value": "Atlas"}],
    }
    assert first["typical"] == first["example_ids"][0]

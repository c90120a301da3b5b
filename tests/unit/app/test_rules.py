"""A rule is proposed for tickets like those that are moved, and holds for those to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from supportlens.app import analyse, as_json, move_tickets, write_project
from supportlens.app.projects.extending import AnalysisSettings
from supportlens.app.projects.living import extend_project
from supportlens.app.queries.proposing_rules import RuleProposer
from supportlens.domain import Assigned, Field, MovedByWords, has_words
from supportlens.i18n import words_for
from supportlens.i18n.projects.corrections import correction_lines

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.domain import Study

SENTENCES = (
    "No encuentro el menú de facturas",
    "La impresora no imprime etiquetas",
    "Olvidé mi contraseña del portal",
    "El pedido llegó sin la factura",
)


def a_log(folder: Path, name: str, numbers: range) -> Path:
    rows = []
    for n in numbers:
        zebra = " de la zebra" if n % 40 == 1 else ""
        rows.append(f"{name}{n};2026-01-{10 + n % 15};{SENTENCES[n % 4]}{zebra} hoy {n % 7};App{n % 2}")
    path = folder / f"{name}.csv"
    path.write_text("Número;Fecha;Asunto;Aplicación\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return analyse([a_log(tmp_path_factory.mktemp("mesa"), "A", range(160))])


def rows_with(study: Study, word: str) -> list[int]:
    return [row for row, text in enumerate(study.tickets.frame["text"]) if word in text]


def test_a_rule_names_the_word_that_is_special_in_the_moved_ticket_and_the_tickets_that_have_it(
    study: Study,
) -> None:
    rows = rows_with(study, "zebra")
    ids = study.tickets.frame[Field.TICKET_ID.value]
    target = study.assignment[Assigned.SYMPTOM].iloc[rows_with(study, "contraseña")[0]]
    found = RuleProposer(study, [ids.iloc[rows[0]]]).propose(target)
    assert found is not None
    assert found.words == ("zebra",)
    assert set(found.ticket_ids) == {ids.iloc[row] for row in rows[1:]}
    moved = move_tickets(study, [ids.iloc[rows[0]]], target, words=found.words)
    assert set(moved.assignment[Assigned.SYMPTOM].iloc[rows]) == {target}
    assert moved.corrections[-1] == MovedByWords(("zebra",), target)
    assert "«zebra»" in correction_lines(moved, words_for("es"))[-1]
    assert as_json(moved, "es")["corrections"][-1]["words"] == ["zebra"]


def test_no_rule_is_proposed_where_no_word_tells_the_ticket_from_others(study: Study) -> None:
    row = rows_with(study, "menú")[0]
    target = study.assignment[Assigned.SYMPTOM].iloc[rows_with(study, "contraseña")[0]]
    ids = study.tickets.frame[Field.TICKET_ID.value]
    assert RuleProposer(study, [ids.iloc[row]]).propose(target) is None
    assert RuleProposer(study, []).propose(target) is None


def test_a_rule_holds_for_the_tickets_of_the_next_file(study: Study, tmp_path: Path) -> None:
    target = study.assignment[Assigned.SYMPTOM].iloc[rows_with(study, "contraseña")[0]]
    first = study.tickets.frame[Field.TICKET_ID.value].iloc[rows_with(study, "zebra")[0]]
    path = tmp_path / "mesa.supportlens"
    write_project(move_tickets(study, [first], target, words=("zebra",)), path)
    grown = extend_project(path, [a_log(tmp_path, "B", range(160, 240))], AnalysisSettings())
    rows = rows_with(grown, "zebra")
    assert len(rows) > len(rows_with(study, "zebra"))
    assert set(grown.assignment[Assigned.SYMPTOM].iloc[rows]) == {target}


def test_words_are_found_whole_whatever_their_accents() -> None:
    assert has_words("La Zébra falló", ("zebra", "fallo"))
    assert not has_words("Las zebras", ("zebra",))

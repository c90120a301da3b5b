"""What was set and corrected in one project is done on other tickets, as far as they allow it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from supportlens.app import (
    add_answer,
    analyse,
    dismiss_cause,
    merge_causes,
    merge_symptoms,
    name_cause,
    place_symptoms,
    rename_symptom,
    write_project,
)
from supportlens.app.recipes.applying import apply_recipe
from supportlens.app.recipes.collecting import collect_recipe
from supportlens.app.recipes.recipe_files import read_recipe, write_recipe
from supportlens.cli.running import run
from supportlens.domain import Answer, FileMissing, Name, Question, RecipeUnusable, Reply, WhyNotDone
from supportlens.i18n import words_for
from supportlens.i18n.projects.recipes import not_done_line

if TYPE_CHECKING:
    from pathlib import Path

    from supportlens.domain import Recipe, Study

SENTENCES = (
    "No encuentro el menú de facturas",
    "La impresora no imprime etiquetas",
    "Olvidé mi contraseña del portal",
    "El pedido llegó sin la factura",
)


def a_study_of(folder: Path, name: str, count: int, *, product: bool = True, sentences: int = 4) -> Study:
    head = "Número;Fecha;Asunto;Solicitante" + (";Aplicación" if product else "")
    rows = [
        f"{name}-{n};2026-01-{10 + n % 15};{SENTENCES[n % sentences]} hoy {n % 9};P{n % 31}"
        + (f";App{n % 2}" if product else "")
        for n in range(count)
    ]
    path = folder / f"{name}.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return analyse([path])


def symptom_of(study: Study, number: int) -> str:
    words = SENTENCES[number].split()[1]
    return next(one.id for one in study.symptoms if words in " ".join(one.name.values()).casefold())


def cause_of(study: Study, number: int) -> str:
    return study.symptom(symptom_of(study, number)).cause_id


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Study:
    study = a_study_of(tmp_path_factory.mktemp("uno"), "A", 120)
    study = rename_symptom(study, symptom_of(study, 1), Name(es="Etiquetas impresora", en="Labels imprime"))
    study = name_cause(study, cause_of(study, 2), Name(es="Claves", en="Keys"))
    study = add_answer(study, Answer(cause_of(study, 2), Question.WORKS_AS_DESIGNED, Reply.NO, "Falla"))
    study = dismiss_cause(study, cause_of(study, 3), why="Temporada")
    return merge_symptoms(study, symptom_of(study, 0), symptom_of(study, 3))


@pytest.fixture(scope="module")
def recipe(corrected: Study, tmp_path_factory: pytest.TempPathFactory) -> Recipe:
    path = tmp_path_factory.mktemp("receta") / "mesa.json"
    write_recipe(collect_recipe(corrected), path)
    held = path.read_text(encoding="utf-8")
    assert "hoy 3" not in held  # no text of a ticket
    return read_recipe(path)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return a_study_of(tmp_path_factory.mktemp("dos"), "B", 90)


def test_a_recipe_is_the_same_after_it_was_written_and_read(corrected: Study, recipe: Recipe) -> None:
    assert recipe == collect_recipe(corrected)


def test_all_of_a_recipe_is_done_on_tickets_that_have_what_it_speaks_of(recipe: Recipe, other: Study) -> None:
    found = apply_recipe(other, recipe)
    assert found.left == ()
    assert found.done == len(recipe.corrections) + len(recipe.statements)
    study = found.study
    names = {one.name.in_("es") for one in study.symptoms}
    assert "Etiquetas impresora" in names
    assert len(study.symptoms) == len(other.symptoms) - 1
    assert [one.name.in_("es") for one in study.given_names] == ["Claves"]
    assert [one.text for one in study.answers] == ["Falla"]
    assert [one.why for one in study.dismissed] == ["Temporada"]
    assert [cause.dismissed for cause in study.causes][-1]


def test_what_the_tickets_do_not_have_is_named_and_the_rest_is_done(corrected: Study, tmp_path: Path) -> None:
    merged = merge_causes(corrected, cause_of(corrected, 1), cause_of(corrected, 2))
    few = a_study_of(tmp_path, "C", 60, product=False, sentences=2)
    found = apply_recipe(few, collect_recipe(merged))
    whys = {one.why for one in found.left}
    assert WhyNotDone.NO_COLUMN in whys
    assert WhyNotDone.NO_SYMPTOM in whys
    assert found.done >= 1
    assert "Etiquetas impresora" in {one.name.in_("es") for one in found.study.symptoms}
    lines = [not_done_line(one, words_for("es")) for one in found.left]
    assert any("no tienen una columna para" in line for line in lines)


def test_causes_are_merged_and_parted_on_other_tickets(other: Study, tmp_path: Path) -> None:
    study = a_study_of(tmp_path, "D", 120)
    one, two = cause_of(study, 0), cause_of(study, 2)
    study = merge_causes(study, one, two)
    found = apply_recipe(other, collect_recipe(study))
    assert found.left == ()
    assert cause_of(found.study, 0) == cause_of(found.study, 2)
    parted = place_symptoms(study, (symptom_of(study, 0),), two, None)
    found = apply_recipe(other, collect_recipe(parted))
    assert cause_of(found.study, 0) != cause_of(found.study, 2)


def test_the_command_line_saves_a_recipe_and_applies_it_to_another_project(
    corrected: Study, other: Study, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two, path = (tmp_path / name for name in ("uno.supportlens", "dos.supportlens", "receta.json"))
    write_project(corrected, one)
    write_project(other, two)
    assert run(["project", "save-recipe", str(one), str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["corrections"] == len(corrected.corrections)
    assert run(["project", "apply-recipe", str(two), str(path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["applied"], told["not_applied"]) == (4, [])
    assert run(["project", "history", str(two), "--lang", "en"]) == 0
    assert "Recipe" in capsys.readouterr().out
    bad = tmp_path / "otra.json"
    bad.write_text("[1, 2]", encoding="utf-8")
    assert run(["project", "apply-recipe", str(two), str(bad), "--lang", "es"]) == 2
    assert "no es una receta" in capsys.readouterr().err
    with pytest.raises(FileMissing):
        read_recipe(tmp_path / "nada.json")
    with pytest.raises(RecipeUnusable):
        read_recipe(one)

"""A reader renames symptoms and causes and moves tickets, and takes it back with one key."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QInputDialog, QPushButton

from supportlens.app import analyse, rename_symptom
from supportlens.app.projects.project_files import read_project
from supportlens.app.recipes.recipe_files import read_recipe
from supportlens.domain import Assigned, Field, Moved, Name, Renamed
from supportlens.gui.dialogs.list_choice import ListChoice, ListTexts
from supportlens.gui.dialogs.step_list import StepList
from supportlens.gui.dialogs.symptom_choice import SymptomChoice
from supportlens.gui.main_window import MainWindow, OpenedStudy
from supportlens.gui.pages.base.statements import CauseName, RecipeUse, SymptomName
from supportlens.gui.pages.causes.cause_detail import CauseDetail
from supportlens.gui.pages.causes.symptom_rows import SymptomRow
from supportlens.gui.settings import Settings
from supportlens.gui.theme import DARK, LIGHT, MARK_CONTRAST, Theme, contrast
from supportlens.gui.widgets import Button
from supportlens.gui.widgets.controls.name_box import RenamableLabel
from supportlens.gui.widgets.controls.tick_box import BOX
from supportlens.i18n import words_for
from tests.builders import a_study

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study

ES = words_for("es")
SENTENCES = (
    "No encuentro el menú de facturas",
    "La impresora no imprime etiquetas",
    "Olvidé mi contraseña del portal",
    "El pedido llegó sin la factura",
)


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = [f"{n};2026-0{1 + n % 6}-1{n % 9};{SENTENCES[n % 4]} hoy {n % 7};App{n % 2}" for n in range(120)]
    path = tmp_path_factory.mktemp("mesa") / "enero.csv"
    path.write_text("Número;Fecha;Asunto;Aplicación\n" + "\n".join(rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def study(log: Path) -> Study:
    return analyse([log])


@pytest.fixture
def window(qtbot: QtBot, study: Study, log: Path) -> MainWindow:
    settings = Settings()
    settings.language = "es"
    made = MainWindow(settings)
    qtbot.addWidget(made)
    made.show()
    made.take(OpenedStudy(study, (log,)))
    return made


def a_row(qtbot: QtBot) -> SymptomRow:
    study = a_study()
    row = SymptomRow(study.symptoms[0], study, ES, Theme(LIGHT))
    qtbot.addWidget(row)
    row.show()
    return row


def test_f2_renames_a_symptom_and_enter_keeps_the_name(qtbot: QtBot) -> None:
    row = a_row(qtbot)
    qtbot.keyClick(row, Qt.Key.Key_F2)
    row.name.box.setText("  Menú   de facturas ")
    with qtbot.waitSignal(row.stated) as told, qtbot.assertNotEmitted(row.wanted):
        qtbot.keyClick(row.name.box, Qt.Key.Key_Return)
    assert told.args == [
        SymptomName(a_study().symptoms[0].id, Name(es="Menú de facturas", en="Menú de facturas"))
    ]


def test_escape_and_an_empty_name_leave_a_symptom_as_it_is(qtbot: QtBot) -> None:
    row = a_row(qtbot)
    for text, key in (("Otro", Qt.Key.Key_Escape), ("", Qt.Key.Key_Return)):
        row.name.pencil.click()
        row.name.box.setText(text)
        with qtbot.assertNotEmitted(row.stated):
            qtbot.keyClick(row.name.box, key)
        assert row.name.box is None
        assert not row.name.pencil.isHidden()


def test_the_menu_of_a_symptom_opens_its_tickets_or_renames_it(qtbot: QtBot) -> None:
    row = a_row(qtbot)
    opening, renaming = row.actions()
    with qtbot.waitSignal(row.wanted):
        opening.trigger()
    renaming.trigger()
    assert row.name.box is not None


def test_a_cause_is_renamed_and_an_empty_name_gives_back_the_programs_own(qtbot: QtBot) -> None:
    study = a_study()
    detail = CauseDetail(study.cause("C1"), study, ES, Theme(LIGHT))
    list(detail.build())
    qtbot.addWidget(detail)
    detail.show()
    nameable = next(
        each
        for each in detail.findChildren(RenamableLabel)
        if each.pencil.toolTip() == "Cambiar el nombre de esta causa"
    )
    for text, name in (("Lo de Atlas", Name(es="Lo de Atlas", en="Lo de Atlas")), ("", None)):
        nameable.begin()
        nameable.box.setText(text)
        with qtbot.waitSignal(detail.stated) as told:
            qtbot.keyClick(nameable.box, Qt.Key.Key_Return)
        assert told.args == [CauseName("C1", name)]


def test_a_new_name_is_seen_everywhere_saved_and_taken_back(
    qtbot: QtBot, window: MainWindow, study: Study, tmp_path: Path
) -> None:
    symptom = study.symptoms[0]
    window.page.statement_wanted.emit(SymptomName(symptom.id, Name(es="Lo nuevo", en="Lo nuevo")))
    qtbot.waitUntil(lambda: window.study.symptom(symptom.id).name.in_("es") == "Lo nuevo", timeout=20_000)
    with qtbot.waitSignal(window._project_saver.saved, timeout=20_000):
        window._project_saver.write(tmp_path / "mesa.supportlens")
    kept = read_project(tmp_path / "mesa.supportlens").corrections
    assert kept == (Renamed(symptom.id, Name(es="Lo nuevo", en="Lo nuevo")),)
    window.findChild(QAction, "undo").trigger()
    assert window.study.symptom(symptom.id).name == symptom.name


def test_a_ticket_is_moved_from_the_list_and_taken_back(
    qtbot: QtBot, window: MainWindow, study: Study
) -> None:
    window.show_page("tickets")
    ids = study.tickets.frame[Field.TICKET_ID.value].tolist()
    window.page.table.choose(3)
    ticket = window.page.model.ticket_ids([3])[0]
    was = study.assignment[Assigned.SYMPTOM].iloc[ids.index(ticket)]
    target = next(one for one in study.symptoms if one.id != was)
    qtbot.keyClick(window.page.table, Qt.Key.Key_M)
    choice = window.page.findChild(SymptomChoice)
    choice.search.setText(target.name.in_("es").upper())
    assert choice.chosen == target.id
    choice.accept_button.click()

    def symptom() -> str:
        return str(window.study.assignment[Assigned.SYMPTOM].iloc[ids.index(ticket)])

    qtbot.waitUntil(lambda: symptom() == target.id, timeout=30_000)
    assert isinstance(window.study.corrections[-1], Moved)
    assert window.shown == "tickets"
    assert window.page.model.ticket_ids(window.page.table.chosen_rows()) == (ticket,)
    window.findChild(QAction, "undo").trigger()
    assert symptom() == was


def press(window: MainWindow, text: str) -> None:
    next(one for one in window.page._detail.findChildren(Button) if one.text() == text).click()


def test_a_cause_is_merged_parted_and_said_to_be_none_and_each_is_named_in_the_menu(
    qtbot: QtBot, window: MainWindow, study: Study
) -> None:
    whole, part = study.causes_by_size[:2]
    window.show_page(f"causes/{part.id}")
    press(window, "Unir a otra causa…")
    choice = window.page.findChild(ListChoice)
    assert choice.list.count() == len(study.causes) - 1
    choice.search.setText(whole.name.in_("es"))
    choice.accept_button.click()
    qtbot.waitUntil(lambda: window.study.cause(part.id) is None, timeout=20_000)
    undo = window.findChild(QAction, "undo")
    assert undo.text() == f"&Deshacer: Causa «{part.name.in_('es')}» unida a otra"
    assert window.study.cause(whole.id).tickets == whole.tickets + part.tickets

    window.show_page(f"causes/{whole.id}")
    press(window, "Dividir…")
    choice = next(one for one in window.page.findChildren(ListChoice) if one.isVisible())
    assert not choice.accept_button.isEnabled()
    choice.list.item(1).setCheckState(Qt.CheckState.Checked)
    choice.accept_button.click()
    qtbot.waitUntil(lambda: len(window.study.causes) == len(study.causes), timeout=20_000)
    assert undo.text().startswith("&Deshacer: Causa «")

    window.show_page(f"causes/{whole.id}")
    press(window, "No es una causa…")
    asked = window.page.findChild(QInputDialog)
    asked.setTextValue("Se esperaba")
    asked.accept()
    qtbot.waitUntil(lambda: window.study.cause(whole.id).dismissed, timeout=20_000)
    assert window._statement_runner.history.last.why == "Se esperaba"
    assert undo.text().startswith("&Deshacer: No es una causa: «")
    for _ in range(3):
        undo.trigger()
    assert window.study.causes == study.causes


def test_the_menu_of_a_symptom_merges_and_places_it(qtbot: QtBot, window: MainWindow, study: Study) -> None:
    cause = study.causes_by_size[0]
    symptom = study.symptom(cause.symptoms[0])
    window.show_page(f"causes/{cause.id}")
    row = window.page.findChild(SymptomRow)
    lines = {action.text(): action for action in row.actions()}
    assert set(lines) >= {"Unir a otro síntoma…", "Pasar a otra causa…"}
    assert "Convertirlo en una causa aparte" not in lines
    lines["Unir a otro síntoma…"].trigger()
    choice = window.page.findChild(ListChoice)
    choice.accept_button.click()
    qtbot.waitUntil(lambda: window.study.symptom(symptom.id) is None, timeout=20_000)
    window.findChild(QAction, "undo").trigger()
    assert window.study.symptoms == study.symptoms


def test_a_recipe_is_saved_and_applied_and_the_history_says_why(
    qtbot: QtBot, window: MainWindow, study: Study, tmp_path: Path
) -> None:
    named = rename_symptom(study, study.symptoms[0].id, Name(es="Lo nuevo", en="Lo nuevo"))
    path = tmp_path / "mesa.json"
    with qtbot.waitSignal(window._project_saver.copied, timeout=20_000):
        window._project_saver.write_recipe(named, path)
    window._statement_runner.take(RecipeUse(read_recipe(path)))
    qtbot.waitUntil(lambda: window.study.symptoms[0].name.in_("es") == "Lo nuevo", timeout=20_000)
    assert "Se aplicó 1 parte de la receta." in window._frame.notice.text
    window.perform("steps")
    listed = window.findChild(StepList)
    assert listed.table.item(0, 1).text() == "Receta"
    listed.table.item(0, 2).setText(" Igual que  en enero ")
    listed.accept()
    assert window._statement_runner.history.last.why == "Igual que en enero"
    window.findChild(QAction, "undo").trigger()
    assert window.study.symptoms == study.symptoms


def test_a_symptom_that_nobody_can_find_moves_nothing(qtbot: QtBot) -> None:
    choice = SymptomChoice(None, 2, a_study(), ES, Theme(LIGHT))
    qtbot.addWidget(choice)
    choice.search.setText("nada que exista")
    assert (choice.chosen, choice.accept_button.isEnabled()) == ("", False)


def test_a_name_in_another_language_is_edited_without_its_marks(qtbot: QtBot) -> None:
    study = a_study()
    name = Name(es="Dando vueltas", en="Dando vueltas", written={"en": "es"})
    row = SymptomRow(replace(study.symptoms[0], name=name), study, words_for("en"), Theme(LIGHT))
    qtbot.addWidget(row)

    assert "“Dando vueltas”" in row.accessibleName()
    row.name.begin()
    assert row.name.box is not None
    assert row.name.box.text() == "Dando vueltas"


def test_the_box_of_the_rule_is_seen_in_the_dark_and_reached_after_the_list(qtbot: QtBot) -> None:
    study = a_study()
    ids = study.tickets.frame[Field.TICKET_ID.value].tolist()[:1]
    choice = SymptomChoice(None, 1, study, ES, Theme(DARK), tuple(ids))
    qtbot.addWidget(choice)
    choice.rule_box.show()
    after = choice.list.nextInFocusChain()
    while not isinstance(after, QCheckBox | QPushButton):
        after = after.nextInFocusChain()
    assert after is choice.rule_box
    choice.setStyleSheet(Theme(DARK).style_sheet())
    choice.show()
    shown = choice.rule_box.grab().toImage()
    middle = shown.height() // 2
    ground = Theme(DARK).colour("ground")
    edges = [contrast(shown.pixelColor(x, middle), ground) for x in range(BOX + 2)]
    assert max(edges) >= MARK_CONTRAST


def test_the_boxes_of_a_list_are_seen_in_the_dark_and_say_what_is_ticked(qtbot: QtBot) -> None:
    theme, texts = Theme(DARK), ListTexts("a", "b", "c", "d", "e")
    choice = ListChoice(None, texts, [("1", "Menú"), ("2", "Lupa")], ES, theme, several=True)
    qtbot.addWidget(choice)
    choice.setStyleSheet(theme.style_sheet())
    choice.show()

    def strongest() -> float:
        row = choice.list.visualItemRect(choice.list.item(1))
        shown = choice.list.viewport().grab(row).toImage()
        colours = (shown.pixelColor(x, shown.height() // 2) for x in range(6, 28))
        return max(contrast(one, theme.colour("surface")) for one in colours)

    assert strongest() >= MARK_CONTRAST
    choice.list.item(1).setCheckState(Qt.CheckState.Checked)
    row = choice.list.visualItemRect(choice.list.item(1))
    shown = choice.list.viewport().grab(row).toImage()
    assert theme.colour("accent") in [shown.pixelColor(x, shown.height() // 2) for x in range(6, 34)]

"""What a workbook brings back is shown before it is taken over, and can be undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from supportlens.domain import PlanNote
from supportlens.domain.projects.read_back import ReadBack, ReadChange
from supportlens.gui.dialogs.look_card import LookCard
from supportlens.gui.dialogs.read_back_check import ReadBackCheck
from supportlens.gui.main_window.stating.applying import apply_statement
from supportlens.gui.pages.base.statements import ReadBackUse
from supportlens.gui.settings import Settings
from supportlens.gui.theme import LIGHT, Theme
from supportlens.i18n import words_for
from tests.builders import a_study

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

CHANGE = ReadChange("plan", "C1/train", "Capacitación: Atlas", "owner", "Responsable", "", "Marta", "Jorge")


def texts(dialog: ReadBackCheck) -> str:
    return " ".join(label.accessibleName() or label.text() for label in dialog.findChildren(QLabel))


def test_a_change_that_contradicts_the_project_says_who_counts(qtbot: QtBot) -> None:
    found = ReadBack((CHANGE,), (), (), "es")
    dialog = ReadBackCheck(None, found, words_for("es"), Theme(LIGHT))
    qtbot.addWidget(dialog)
    assert "se anotó «Marta». El proyecto ya dice «Jorge». Vale el proyecto." in texts(dialog)
    dialog.overwrite.setChecked(True)
    assert "Vale el libro." in texts(dialog)


def test_a_workbook_without_changes_offers_nothing_to_take_over(qtbot: QtBot) -> None:
    dialog = ReadBackCheck(None, ReadBack((), (), (), "en"), words_for("en"), Theme(LIGHT))
    qtbot.addWidget(dialog)
    assert "Nothing was changed in this workbook." in texts(dialog)
    assert dialog.overwrite.isHidden() or dialog.overwrite.parent() is None


def test_what_is_taken_over_stands_in_the_study() -> None:
    found = ReadBack((replace(CHANGE, current=""),), (), (), "es")
    assert apply_statement(a_study(), ReadBackUse(found)).plan_notes == (PlanNote("C1", owner="Marta"),)


def test_a_colour_that_is_none_is_put_back_and_a_good_one_is_kept(qtbot: QtBot) -> None:
    settings = Settings()
    card = LookCard(settings, words_for("en"), Theme(LIGHT))
    qtbot.addWidget(card)
    for written, kept in (("#7a1fa2", "7A1FA2"), ("mauve", "7A1FA2"), ("", "")):
        card.fields["accent"].setText(written)
        card.fields["accent"].editingFinished.emit()
        assert card.fields["accent"].text() == settings.report_look("accent") == kept

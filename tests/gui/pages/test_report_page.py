"""The page of the report: what is written, how, and where it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from supportlens.gui.pages.report.report_page import ReportOptions, ReportPage
from supportlens.i18n import LANGUAGES, words_for
from supportlens.i18n.words import language_name
from supportlens.report import all_sheets, build
from tests.builders import a_study
from tests.gui.shown_pages import list_texts, show_page

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study


@pytest.fixture(scope="module")
def study() -> Study:
    return a_study()


@pytest.fixture
def page(qtbot: QtBot, study: Study) -> ReportPage:
    return a_page(qtbot, study, "es")


def a_page(qtbot: QtBot, study: Study, language: str) -> ReportPage:
    return show_page(qtbot, ReportPage, study, language)


def press(page: ReportPage, qtbot: QtBot, name: str) -> None:
    button = next(button for button in page.findChildren(QPushButton) if button.accessibleName() == name)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_page_lists_the_sheets_that_the_workbook_has(page: ReportPage, study: Study) -> None:
    texts = list_texts(page)
    titles = build(study, words_for("es")).titles
    assert len(titles) == len(all_sheets())
    places = [texts.index(title) for title in titles]
    assert places == sorted(places)


def test_personal_data_is_hidden_unless_the_person_says_otherwise(page: ReportPage, qtbot: QtBot) -> None:
    assert page.options() == ReportOptions(language="es", mask=True)
    qtbot.mouseClick(page.masked, Qt.MouseButton.LeftButton)
    assert page.options() == ReportOptions(language="es", mask=False)


def test_every_language_of_the_program_can_be_chosen(page: ReportPage) -> None:
    chosen = []
    for code in LANGUAGES:
        page.language.choose(code)
        chosen.append(page.options().language)
    assert chosen == list(LANGUAGES)
    assert {language_name(code) for code in LANGUAGES} <= {
        button.accessibleName() for button in page.findChildren(QPushButton)
    }


def test_the_report_may_be_in_another_language_than_the_window(page: ReportPage, qtbot: QtBot) -> None:
    press(page, qtbot, "English")
    assert page.options().language == "en"
    assert "Idioma del informe" in list_texts(page)


@pytest.mark.parametrize(
    ("button", "action"),
    [
        ("Exportar a Excel…", "export"),
        ("Tickets en CSV…", "export_tickets"),
        ("Resultados en JSON…", "export_json"),
    ],
)
def test_each_button_asks_for_its_export(page: ReportPage, qtbot: QtBot, button: str, action: str) -> None:
    with qtbot.waitSignal(page.action_wanted) as wanted:
        press(page, qtbot, button)
    assert wanted.args == [action]


class Opener(QObject):
    """Stands where the file manager would."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[QUrl] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.urls.append(url)


def test_after_an_export_its_folder_can_be_opened(page: ReportPage, qtbot: QtBot, tmp_path: Path) -> None:
    assert not page.open_folder.isVisible()
    page.recall(tmp_path / "informe año.xlsx")
    assert "informe año.xlsx" in list_texts(page)
    assert str(tmp_path) in list_texts(page)
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "open")
    qtbot.mouseClick(page.open_folder, Qt.MouseButton.LeftButton)
    QDesktopServices.unsetUrlHandler("file")
    assert [url.toLocalFile() for url in opener.urls] == [str(tmp_path)]


def test_what_was_chosen_is_chosen_again_in_the_other_language(
    page: ReportPage, qtbot: QtBot, study: Study
) -> None:
    press(page, qtbot, "English")
    page.masked.setChecked(False)
    other = a_page(qtbot, study, "en")
    other.recall(page.memory())
    assert other.options() == ReportOptions(language="en", mask=False)
    assert "Language of the report" in list_texts(other)


def test_the_box_is_ticked_by_key(page: ReportPage, qtbot: QtBot) -> None:
    page.masked.setFocus()
    qtbot.keyClick(page.masked, Qt.Key.Key_Space)
    assert not page.options().mask
    assert page.masked.accessibleName() == "Ocultar los datos personales"

"""The settings of the analysis: a model is kept once it was opened, a country as soon as it is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from supportlens import app
from supportlens.domain import EmptyFile, ModelMissing
from supportlens.gui.dialogs.preferences import Preferences
from supportlens.gui.main_window import MainWindow
from supportlens.gui.main_window.messages import failure
from supportlens.gui.menu_actions import list_actions
from supportlens.gui.settings import Settings
from supportlens.gui.theme import LIGHT, Theme
from supportlens.gui.widgets.controls.choice_popup import ChoicePopup
from supportlens.i18n import words_for
from supportlens.resources import resource, sample_log
from tests.builders import a_study

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study


@pytest.fixture
def dialog(qtbot: QtBot) -> Preferences:
    made = Preferences(None, Settings(), words_for("en"), Theme(LIGHT))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_folder_without_a_model_is_refused_with_the_reason_and_nothing_is_kept(
    dialog: Preferences, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.choose_model(tmp_path)
    qtbot.waitUntil(dialog.choose.isEnabled)
    assert "is incomplete. It should contain model.onnx" in dialog.status.text()
    assert Settings().model_folder is None
    assert dialog.model.text().startswith("Built in")


def test_a_model_that_opens_is_kept_and_named_and_the_built_in_one_can_come_back(
    dialog: Preferences, qtbot: QtBot
) -> None:
    folder = resource("models", "minilm")
    dialog.choose_model(folder)
    qtbot.waitUntil(dialog.choose.isEnabled, timeout=30_000)
    assert Settings().model_folder == folder
    assert dialog.model.text() == "minilm"
    assert "can be used" in dialog.status.text()
    dialog.built_in.click()
    assert Settings().model_folder is None
    assert not dialog.built_in.isVisible()


def test_a_dialog_closed_while_a_model_is_opened_leaves_no_work_behind(dialog: Preferences) -> None:
    dialog.choose_model(resource("models", "minilm"))
    dialog.close()
    assert Settings().model_folder is None


@pytest.mark.parametrize(
    ("language", "none", "germany", "last"),
    [("es", "Ninguno", "Alemania", "Zimbabue"), ("en", "None", "Germany", "Zimbabwe")],
)
def test_countries_are_offered_by_name_in_the_language_of_the_window(
    language: str, none: str, germany: str, last: str, qtbot: QtBot
) -> None:
    dialog = Preferences(None, Settings(), words_for(language), Theme(LIGHT))
    qtbot.addWidget(dialog)
    offered = [dialog.boxes["country"].itemText(row) for row in range(dialog.boxes["country"].count())]
    assert offered[0] == dialog.boxes["country"].currentText() == none
    assert {germany, "Colombia"} <= set(offered)
    assert offered[-1] == last
    assert len(set(offered)) == len(offered) > 100


@pytest.mark.parametrize("language", ["es", "en"])
def test_no_sentence_of_the_settings_is_cut(language: str, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = Preferences(None, Settings(), words_for(language), Theme(LIGHT))
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.choose_model(tmp_path)  # the reason of the refusal is longer than what stood there
    qtbot.waitUntil(dialog.choose.isEnabled)
    for sentence in filter(QLabel.isVisible, dialog.findChildren(QLabel)):
        qtbot.waitUntil(lambda each=sentence: each.height() >= each.heightForWidth(each.width()))


def test_a_country_is_kept_as_soon_as_it_is_chosen_and_can_be_given_up(
    dialog: Preferences, qtbot: QtBot
) -> None:
    dialog.boxes["country"].choose("MX")
    assert Settings().country == "MX"
    again = Preferences(None, Settings(), words_for("es"), Theme(LIGHT))
    qtbot.addWidget(again)
    assert again.boxes["country"].currentText() == "México"
    again.boxes["country"].setCurrentIndex(0)
    assert Settings().country is None


@pytest.mark.parametrize(("kept", "counts"), [("MX", "MX"), ("nowhere", None)])
def test_the_next_analysis_keeps_the_holidays_of_the_country_if_any_are_known(
    kept: str, counts: str | None, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    countries = []

    def analyse(_paths: object, *, country: str | None, **_options: object) -> Study:
        countries.append(country)
        return a_study()

    monkeypatch.setattr(app, "analyse", analyse)
    settings = Settings()
    settings.country = kept
    window = MainWindow(settings)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window._analysis_runner.opened, timeout=60_000):
        window.open((sample_log("muestra.json"),))
    assert countries == [counts]
    window.close()


def test_the_settings_are_in_the_menu_of_files() -> None:
    assert any(
        action.id == "settings" and action.keys == ("Ctrl+,",) for action in list_actions(words_for("en"))
    )


def test_a_model_that_fails_leads_to_the_settings(tmp_path: Path) -> None:
    words = words_for("en")
    assert failure(ModelMissing(str(tmp_path), "model.onnx"), words).button[1] == "settings"
    assert failure(EmptyFile("a.csv"), words).button[1] == "open"


def test_a_definition_is_kept_as_soon_as_it_is_chosen_and_shows_its_source(dialog: Preferences) -> None:
    box = dialog.boxes["define/second"]
    assert "(source: iKono)" in box.currentText()
    box.choose("acquisition")
    assert "(source: MHA)" in box.currentText()
    assert Settings().definitions.second == "acquisition"
    assert Settings().definitions.zero == "research"


def test_the_settings_are_found_by_their_words(dialog: Preferences) -> None:
    dialog.search.setText("festivo")
    assert not any(box.isVisible() for box in dialog.boxes.values())
    dialog.search.setText("HOLIDAYS country")
    assert [name for name, box in dialog.boxes.items() if box.isVisible()] == ["country"]
    dialog.search.clear()
    assert dialog.boxes["region"].isVisibleTo(dialog)


def test_a_region_decides_on_numbers_and_days_and_the_system_when_it_is_given_up(
    dialog: Preferences, window: MainWindow
) -> None:
    window.settings.language = "es"
    window.settings.chosen_region = "MX"
    window._rebuild()
    assert window.words.number(1000.5, 1) == "1,000.5"
    window.settings.chosen_region = "XX"  # what nobody can choose
    assert window.settings.chosen_region == ""
    dialog.boxes["region"].choose("US")
    assert Settings().region == "US"


def test_a_long_list_is_searched_without_accents_and_a_short_one_is_plain(
    dialog: Preferences, qtbot: QtBot
) -> None:
    box = dialog.boxes["country"]
    box.showPopup()
    popup = box.findChild(ChoicePopup)
    popup.box.setText("espan")  # "Spain" is not meant: it is offered in English
    assert popup.list.model().rowCount() == 0
    popup.box.setText("MEXI")
    assert popup.height() < 600
    qtbot.keyClick(popup.box, Qt.Key.Key_Return)
    assert Settings().country == "MX"
    look = dialog.boxes["look"]
    look.showPopup()
    assert look.findChild(ChoicePopup) is None
    look.hidePopup()


def test_each_setting_is_found_by_its_own_words_and_a_whole_group_by_its_title(dialog: Preferences) -> None:
    dialog.show()
    dialog.search.setText("high CONTRAST")
    assert shown_boxes(dialog) == ["look"]
    dialog.search.setText("window")
    assert {"language", "look", "zoom"} <= set(shown_boxes(dialog))
    dialog.search.setText("hidden")
    assert shown_boxes(dialog) == ["masked"]
    dialog.search.setText("nothing like it")
    assert shown_boxes(dialog) == []
    dialog.search.clear()
    assert shown_boxes(dialog) == list(dialog.boxes)


def test_the_size_of_texts_and_what_is_hidden_are_kept(dialog: Preferences) -> None:
    dialog.boxes["zoom"].choose(125)
    dialog.boxes["masked"].choose(False)
    kept = Settings()
    assert (kept.zoom, kept.masked) == (125, False)


def shown_boxes(dialog: Preferences) -> list[str]:
    return [name for name, box in dialog.boxes.items() if box.isVisible()]

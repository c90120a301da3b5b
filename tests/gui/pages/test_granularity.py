"""Coarser and finer: the slider, and everything that follows it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from supportlens.gui.main_window import MainWindow, OpenedStudy
from supportlens.gui.pages.causes.causes_page import CausesPage
from supportlens.gui.settings import Settings
from supportlens.gui.theme import LIGHT, Theme
from supportlens.gui.widgets.controls.level_slider import LevelSlider
from supportlens.i18n import words_for
from supportlens.resources import sample_log
from tests.builders import a_study, some_stage_results

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.sharing import SharedStudies

LEVELS = (2, 3, 6, 8)


def a_slider(qtbot: QtBot, level: int = 6) -> tuple[LevelSlider, list[int]]:
    made = LevelSlider(LEVELS, level, 6, words_for("en"), Theme(LIGHT))
    qtbot.addWidget(made)
    said: list[int] = []
    made.wanted.connect(said.append)
    with qtbot.waitExposed(made):
        made.show()
    return made, said


def test_a_key_moves_to_the_next_level_and_the_level_is_wanted_once_the_hand_rests(qtbot: QtBot) -> None:
    made, said = a_slider(qtbot)
    qtbot.keyClick(made.slider, Qt.Key.Key_Left)
    qtbot.keyClick(made.slider, Qt.Key.Key_Left)
    assert said == []
    qtbot.waitUntil(lambda: said == [2])


def test_the_buttons_beside_it_step_too_and_stop_at_the_ends(qtbot: QtBot) -> None:
    made, said = a_slider(qtbot)
    qtbot.mouseClick(made.finer, Qt.MouseButton.LeftButton)
    assert not made.finer.isEnabled()
    assert made.coarser.isEnabled()
    qtbot.waitUntil(lambda: said == [8])


def test_coming_back_before_the_hand_rests_wants_nothing(qtbot: QtBot) -> None:
    made, said = a_slider(qtbot)
    qtbot.keyClick(made.slider, Qt.Key.Key_Left)
    qtbot.keyClick(made.slider, Qt.Key.Key_Right)
    qtbot.wait(800)
    assert said == []


def test_another_level_than_the_programs_can_be_undone_and_its_own_needs_no_way_back(qtbot: QtBot) -> None:
    own, _ = a_slider(qtbot)
    assert not own.undo.isVisible()
    chosen, said = a_slider(qtbot, level=3)
    qtbot.mouseClick(chosen.undo, Qt.MouseButton.LeftButton)
    assert said == [0]


def test_those_who_cannot_see_it_hear_what_it_is_and_where_it_stands(qtbot: QtBot) -> None:
    made, _ = a_slider(qtbot)
    heard = QAccessible.queryAccessibleInterface(made.slider)
    assert heard.text(QAccessible.Text.Name) == "Level of detail of the symptoms, from coarse to fine"
    assert heard.text(QAccessible.Text.Description) == "6 symptoms (chosen by the program)"
    made.slider.setValue(0)
    assert heard.text(QAccessible.Text.Description) == "2 symptoms"


def test_a_log_that_can_be_cut_in_one_way_only_offers_no_levels(qtbot: QtBot) -> None:
    page = CausesPage(a_study(), words_for("es"), Theme(LIGHT))
    qtbot.addWidget(page)
    assert page.granularity is None


def test_the_page_of_causes_starts_at_the_level_of_its_study(qtbot: QtBot) -> None:
    study = a_study()
    study = replace(study, stage_results=some_stage_results(study), level=4)
    page = CausesPage(study, words_for("es"), Theme(LIGHT))
    qtbot.addWidget(page)
    assert page.granularity is not None
    assert page.granularity.level == 4


@pytest.fixture(scope="module")
def opened(study_of: SharedStudies) -> OpenedStudy:
    return OpenedStudy(study_of("muestra.json"), (sample_log("muestra.json"),))


def test_a_coarser_cut_is_shown_where_the_reader_was_and_the_way_back_gives_the_same_study(
    qtbot: QtBot, opened: OpenedStudy
) -> None:
    window = MainWindow(Settings())
    qtbot.addWidget(window)
    window.take(opened)
    window.show_page("causes")
    before = opened.study.engine.result
    page = window.page
    assert isinstance(page, CausesPage)
    page.level_wanted.emit(opened.study.levels[0])
    assert window.shown == "causes"  # what is read stays in view meanwhile
    assert not window._frame.notice.isHidden()
    assert not window._frame.notice.bar.isHidden()
    qtbot.waitUntil(lambda: window.study is not opened.study, timeout=60_000)
    assert window._frame.notice.isHidden()
    assert window.shown == "causes"
    assert window.study is not None
    assert len(window.study.symptoms) == opened.study.levels[0]
    assert window.study.engine.result != before
    window.page.level_wanted.emit(0)
    qtbot.waitUntil(lambda: not window._analysis_runner.running, timeout=60_000)
    assert window.study.engine.result == before
    window.perform("undo")
    assert len(window.study.symptoms) == opened.study.levels[0]
    window.close()


def test_a_cut_that_is_cancelled_leaves_the_study_and_the_page(qtbot: QtBot, opened: OpenedStudy) -> None:
    window = MainWindow(Settings())
    qtbot.addWidget(window)
    window.take(opened)
    window.show_page("causes")
    window.recut(opened.study.levels[0])
    window._frame.notice.action.click()
    qtbot.waitUntil(lambda: not window._analysis_runner.running, timeout=60_000)
    assert window.shown == "causes"
    assert window._frame.notice.isHidden()
    assert window.study is opened.study
    window.close()


def test_a_cut_under_way_is_taken_back_by_undo(qtbot: QtBot, opened: OpenedStudy) -> None:
    window = MainWindow(Settings())
    qtbot.addWidget(window)
    window.take(opened)
    window.recut(opened.study.levels[0])
    undo = window._frame.table.by_id["undo"]
    assert undo.isEnabled()
    undo.trigger()
    qtbot.waitUntil(lambda: not window._analysis_runner.running, timeout=60_000)
    assert window.study is opened.study
    assert not undo.isEnabled()
    window.close()

"""What the start page reminds of: reviews that are overdue, and targets that slipped, in any project."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from supportlens.app.projects.project_files import write_project
from supportlens.app.standing.drafting import draft_of_cause
from supportlens.domain import DeskMoments, LifeState, TargetReading
from supportlens.gui.main_window import MainWindow
from supportlens.gui.pages.start.start_page import StartPage
from supportlens.gui.project_reminders import read_reviews, read_slips
from supportlens.gui.widgets.controls.row import Row
from supportlens.resources import load_playbook
from supportlens.statistics import poisson_interval
from tests.builders import a_study

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study

TODAY, LATER = date(2026, 9, 1), date(2999, 1, 1)


@pytest.fixture(scope="module")
def study() -> Study:
    return a_study(playbook=load_playbook())


def project_of(study: Study, tickets: int, path: Path, review: date = LATER) -> Path:
    """Write a project with a moment in force, of which so many tickets came in four weeks, and not twelve."""
    draft = replace(draft_of_cause(study, "C1", TODAY), owner="Ana", review=LATER, target=3.0)
    moment = draft.move(LifeState.INSTITUTIONALISED, TODAY, "Ana")
    low, high = (end / 4 for end in poisson_interval(tickets))
    reading = TargetReading(date(2026, 8, 1), date(2026, 8, 28), tickets, tickets / 4, low, high, 3.0)
    moment = moment.record(reading)
    write_project(replace(study, desk_moments=DeskMoments().put(replace(moment, review=review))), path)
    return path


def reminded(window: MainWindow, qtbot: QtBot, project: Path | None = None) -> list[Row]:
    """Return the rows of reminders on the start page, after a project was opened."""
    if project is not None:
        with qtbot.waitSignal(window._analysis_runner.opened, timeout=60_000):
            window.open((project,))
    window.close_log()
    page = window.page
    assert isinstance(page, StartPage)
    cards = [card for card in (page._slips, page._reviews) if card.isVisibleTo(page)]
    return [row for card in cards for row in card.findChildren(Row)]


def test_a_target_that_slipped_is_seen_on_start_until_it_is_kept(
    window: MainWindow, qtbot: QtBot, study: Study, tmp_path: Path
) -> None:
    """It was told once, in a banner that somebody closes."""
    assert reminded(window, qtbot) == []
    project = project_of(study, 60, tmp_path / "mesa.supportlens")
    (row,) = reminded(window, qtbot, project)
    assert "se ha salido de la meta, que es 3" in row.accessibleName()
    window.set_language("en")
    assert isinstance(window.page, StartPage)
    (row,) = window.page._slips.findChildren(Row)
    assert "it has slipped, the target is 3" in row.accessibleName()
    with qtbot.waitSignal(window._analysis_runner.opened, timeout=60_000):
        row.click()
    assert window.project == project
    window.close_log()
    assert reminded(window, qtbot, project_of(study, 4, project)) == []


def test_an_overdue_review_is_seen_on_start_while_its_project_is_there(
    window: MainWindow, qtbot: QtBot, study: Study, tmp_path: Path
) -> None:
    project = project_of(study, 4, tmp_path / "mesa.supportlens", review=date(2001, 9, 30))
    (row,) = reminded(window, qtbot, project)
    assert "30 sept 2001" in row.accessibleName()
    other = project_of(study, 60, tmp_path / "otra.supportlens")
    assert len(reminded(window, qtbot, other)) == 2, "a project keeps its reminders while another is opened"
    project.unlink()
    window._remove_pages()
    assert len(reminded(window, qtbot)) == 1


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": 3}', '{"a": [3]}', '{"a": [["x", "y"]]}'])
def test_reminders_that_cannot_be_read_are_none(text: str) -> None:
    assert read_reviews(text) == ()
    assert read_slips(text) == ()

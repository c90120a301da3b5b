"""A reader sees what was set apart, reads its tickets, counts them all the same and takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton

from supportlens.app import analyse
from supportlens.app.projects.project_files import read_project
from supportlens.gui.main_window import MainWindow, OpenedStudy
from supportlens.gui.pages.apart.apart_page import ApartPage
from supportlens.gui.settings import Settings
from supportlens.gui.widgets.controls.chip import Chip
from supportlens.i18n import words_for
from tests.gui.shown_pages import list_links, list_texts
from tests.unit.screening.desks import FIRST, Line, usual
from tests.unit.screening.test_screening import flood, one_matter

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study


def write_log(lines: list[Line], path: Path) -> Path:
    rows = [
        f"T{number}|{FIRST.date().fromordinal(FIRST.toordinal() + one.day)} {one.hour:02d}:00|{one.sender}"
        f"|{one.product}|{one.category}|{one.subject}|{one.text}"
        for number, one in enumerate(lines)
    ]
    head = "Ticket ID|Created at|Requester|Application|Category|Subject|Description"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_log(usual() + flood() + one_matter(), tmp_path_factory.mktemp("desk") / "spring.csv")


@pytest.fixture(scope="module")
def study(log: Path) -> Study:
    return analyse([log])


@pytest.fixture(params=["es", "en"])
def window(qtbot: QtBot, study: Study, log: Path, request: pytest.FixtureRequest) -> MainWindow:
    settings = Settings()
    settings.language = request.param
    made = MainWindow(settings)
    qtbot.addWidget(made)
    made.show()
    made.take(OpenedStudy(study, (log,)))
    return made


def press(window: MainWindow, qtbot: QtBot, text: str, place: int = 0) -> None:
    """Press a button of the shown page and wait for what it does."""
    buttons = [each for each in window.page.findChildren(QPushButton) if each.text() == text]
    with qtbot.waitSignal(window._statement_runner.judged, timeout=60_000):
        buttons[place].click()


def test_the_verdict_says_what_was_set_apart_and_leads_to_its_tickets(window: MainWindow) -> None:
    words = words_for(window.words.language)
    told = {
        "es": "Apartados: 150 tickets de un solo cliente y 120 tickets de publicidad. "
        "No cuentan en ningún porcentaje ni en ninguna causa.",
        "en": "Set apart: 150 tickets of one customer and 120 tickets of advertising. "
        "They are in no share and no cause.",
    }[words.language]
    assert told in list_texts(window.page)

    list_links(window.page)[words.say("See what was set apart")].click()

    page = window.page
    assert isinstance(page, ApartPage)
    assert page.model.rowCount() == 150
    advertising = next(group for group in page.study.apart if group.kind.value == "spam")
    page.show_group(advertising.id)
    assert page.model.rowCount() == 120
    marks = [chip.text() for chip in page.pane.findChildren(Chip)]
    assert words.say("set apart: {kind}", kind=words.say("Advertising")) in marks


def test_one_click_counts_a_group_as_requests_and_another_sets_it_apart_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    say = window.words.say
    window.show_page("apart")
    press(window, qtbot, say("Count as requests"))

    assert window.study is not None
    assert (len(window.study.tickets), window.study.tickets.set_apart) == (550, 120)
    assert isinstance(window.page, ApartPage)

    press(window, qtbot, say("Set apart again"))

    assert (len(window.study.tickets), window.study.tickets.set_apart) == (400, 270)

    window.perform("undo")
    assert (len(window.study.tickets), window.study.tickets.set_apart) == (550, 120)


def test_what_was_counted_is_counted_when_the_project_is_opened_again(
    window: MainWindow, qtbot: QtBot, log: Path, tmp_path: Path
) -> None:
    from supportlens.app import write_project  # noqa: PLC0415 - what the window's save calls

    window.show_page("apart")
    press(window, qtbot, window.words.say("Count as requests"))
    assert window.study is not None
    write_project(window.study, tmp_path / "desk.supportlens")

    again = analyse([log], known=read_project(tmp_path / "desk.supportlens"))

    assert [group.state.value for group in again.apart] == ["counted", "apart"]
    assert len(again.tickets) == 550


@pytest.mark.parametrize(
    ("language", "said"), [("es", "Nadie pide nada en esta bitácora"), ("en", "Nobody asks")]
)
def test_a_log_in_which_nobody_asks_for_anything_can_be_counted_all_the_same(
    qtbot: QtBot, tmp_path: Path, language: str, said: str
) -> None:
    log = write_log(flood(), tmp_path / "mail.csv")
    settings = Settings()
    settings.language = language
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.show()
    window.take(OpenedStudy(analyse([log]), (log,)))
    window.show_page("apart")
    assert any(text.startswith(said) for text in list_texts(window.page))

    press(window, qtbot, window.words.say("Count as requests"))

    assert window.study is not None
    assert [group.state.value for group in window.study.apart] == ["counted"]
    assert window.study.causes

"""The meeting on the whole screen, and charts and cards that leave a page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QLabel

from supportlens.app.output.meeting import MeetingPage
from supportlens.gui.main_window import MainWindow
from supportlens.gui.main_window.leaving.chart_saving import save_place
from supportlens.gui.main_window.leaving.widget_menu import Leaving, find_place, make_menu
from supportlens.gui.pages.meeting.meeting_slide import LEAST_PICTURE, MOST_PICTURE, MeetingSlide
from supportlens.gui.pages.meeting.meeting_view import LEAST_PAGE, MeetingView
from supportlens.gui.theme import LIGHT, Theme
from supportlens.gui.widgets import Card
from supportlens.gui.widgets.charts.pareto_chart import ParetoChart
from supportlens.gui.widgets.charts.timeline_chart import TimelineChart
from supportlens.gui.widgets.charts.waffle import Waffle
from supportlens.i18n import words_for
from tests.builders import a_study
from tests.pdf_texts import NOTHING, copied_text

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study

PERSONAL = "Soy Marta, escriba a marta@example.com"


@pytest.fixture(scope="module")
def study() -> Study:
    study = a_study()
    frame = study.tickets.frame.assign(text=PERSONAL, description=PERSONAL)
    return replace(study, tickets=replace(study.tickets, frame=frame))


@pytest.fixture
def meeting(opened: MainWindow, qtbot: QtBot) -> MeetingView:
    qtbot.keyClick(opened, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: opened.findChild(MeetingView) is not None, timeout=20_000)
    view = opened.findChild(MeetingView)
    view.resize(1280, 720)
    return view


def texts_of(view: MeetingView) -> str:
    shown = [text for text in view.findChildren(QLabel) if text.isVisibleTo(view)]
    return "\n".join(text.accessibleName() for text in shown)


def test_f5_shows_the_sentence_the_share_the_timeline_quotes_and_one_action(meeting: MeetingView) -> None:
    assert meeting.isFullScreen() or meeting.isVisible()
    said = texts_of(meeting)
    assert "40" in said
    assert "Qué hacer" in said
    assert meeting.findChildren(TimelineChart)
    meeting.close()


@pytest.mark.parametrize("size", [(800, 800), (1024, 600), (1280, 720), (1920, 1080)])
def test_pictures_of_a_meeting_stay_inside_their_cards(meeting: MeetingView, size: tuple[int, int]) -> None:
    meeting.setWindowState(Qt.WindowState.WindowNoState)
    meeting.resize(*size)
    QApplication.processEvents()
    for picture in (meeting.findChild(TimelineChart), meeting.findChild(Waffle)):
        card = picture.parentWidget()
        assert card.rect().contains(picture.geometry())
        assert picture.height() >= 80
    meeting.close()


def test_quotes_of_a_meeting_are_masked_as_the_report_is(meeting: MeetingView) -> None:
    said = texts_of(meeting)
    assert "marta@example.com" not in said
    assert "[correo]" in said or "[" in said
    meeting.close()


def test_the_arrows_turn_the_pages_and_stop_at_the_ends(meeting: MeetingView, qtbot: QtBot) -> None:
    qtbot.keyClick(meeting, Qt.Key.Key_Left)
    assert meeting.place == 0
    qtbot.keyClick(meeting, Qt.Key.Key_Right)
    assert meeting.place == 1
    for _ in range(12):
        qtbot.keyClick(meeting, Qt.Key.Key_Space)
    assert meeting.place == len(meeting._slides) - 1
    qtbot.keyClick(meeting, Qt.Key.Key_Escape)
    assert not meeting.isVisible()


def test_one_key_copies_a_page_and_one_saves_it(
    meeting: MeetingView, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The dialog that asks for the file would wait for a person.
    monkeypatch.setattr(
        "supportlens.gui.main_window.exporting_window.choose_new_file", lambda *_args, **_named: None
    )
    qtbot.keyClick(meeting, Qt.Key.Key_C)
    assert QGuiApplication.clipboard().image().width() == 2 * max(1280, meeting._slides[0].width())
    assert "Se copió la página." in texts_of(meeting)
    meeting._told.timeout.emit()
    assert "C copia" in texts_of(meeting)
    with qtbot.waitSignal(meeting.saving) as told:
        qtbot.keyClick(meeting, Qt.Key.Key_D)
    assert told.args == ["pdf"]
    assert meeting.save(tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    assert meeting.save(tmp_path / "page.png")
    assert not QImage(str(tmp_path / "page.png")).isNull()
    meeting.close()


@pytest.mark.parametrize("size", [(660, 550), (1280, 720), (1600, 900)])
def test_a_page_that_is_copied_or_saved_is_whole_also_from_a_small_window(
    meeting: MeetingView, tmp_path: Path, size: tuple[int, int]
) -> None:
    """Without the whole screen the sentence of the copied picture was cut in the middle of a line."""
    meeting.setWindowState(Qt.WindowState.WindowNoState)
    meeting.resize(*size)
    QApplication.processEvents()
    least = [
        2 * max(one) for one in zip(LEAST_PAGE.toTuple(), meeting._slides[0].size().toTuple(), strict=True)
    ]
    assert [meeting.picture().width(), meeting.picture().height()] == least
    whole = meeting._lay_out(meeting._large)
    cut = [
        one
        for one in whole.findChildren(QLabel)
        if one.isVisibleTo(whole) and one.height() < one.heightForWidth(one.width())
    ]
    assert not cut
    whole.close()
    whole.deleteLater()
    meeting.close()


def test_every_character_of_a_saved_page_can_be_copied(
    meeting: MeetingView, qtbot: QtBot, tmp_path: Path
) -> None:
    """The sentence lost its parentheses, and the figures of the charts were other characters."""
    assert meeting.save(tmp_path / "page.pdf")
    copied = copied_text(tmp_path / "page.pdf")
    assert NOTHING not in copied
    slide = meeting._slides[0]
    labels = [one for one in slide.findChildren(QLabel) if one.isVisibleTo(slide)]
    said = [one.accessibleName() for one in labels if one.text()]
    assert any("(" in one for one in said)
    for one in said:
        assert "".join(one.split()) in copied
    assert slide.findChild(TimelineChart) is not None
    meeting.close()
    qtbot.waitUntil(lambda: not any(isinstance(one, MeetingSlide) for one in QApplication.topLevelWidgets()))


def test_a_chart_is_saved_as_picture_lines_and_figures(opened: MainWindow, tmp_path: Path) -> None:
    opened.show_page("causes")
    QApplication.processEvents()
    chart = opened.page.findChild(ParetoChart)
    for suffix in ("png", "svg", "csv"):
        assert save_place(chart, chart.figures(), tmp_path / f"a.{suffix}")
    assert QImage(str(tmp_path / "a.png")).width() == 2 * chart.width()
    assert QSvgRenderer(str(tmp_path / "a.svg")).isValid()
    assert "<text" in (tmp_path / "a.svg").read_text(encoding="utf-8")
    rows = (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()
    assert rows[0] == 'Causa,Tickets,%,"Total acumulado, %"'
    assert len(rows) == 1 + len(chart.marks())


def test_the_figures_of_the_timeline_add_up_to_the_log(opened: MainWindow, study: Study) -> None:
    chart = opened.page.findChild(TimelineChart)
    _titles, *rows = chart.figures()
    assert sum(int(ours) + int(others) for _, _, ours, others in rows) == len(study.tickets)


def test_the_menu_of_a_place_offers_what_can_leave_it(opened: MainWindow, qtbot: QtBot) -> None:
    told: list[tuple[str, object]] = []
    leaving = Leaving(
        lambda chart: told.append(("picture", chart)),
        lambda chart: told.append(("figures", chart)),
        lambda _chart, form: told.append(("save", form)),
        lambda text: told.append(("text", text)),
    )
    QApplication.processEvents()
    page = opened.page
    chart = page.findChild(TimelineChart)
    assert find_place(page, chart.mapTo(page, QPoint(50, 50))) is chart
    menu = make_menu(chart, leaving, opened.words)
    for action in menu.actions():
        action.trigger()
    assert told == [("picture", chart), ("figures", chart), ("save", "png"), ("save", "svg"), ("save", "csv")]
    card = next(card for card in page.findChildren(Card) if card.accessibleName() == "Qué hacer")
    assert find_place(page, card.mapTo(page, QPoint(8, 8))) is card
    lines = make_menu(card, leaving, opened.words)
    lines.actions()[0].trigger()
    assert str(told[-1][1]).startswith("Qué hacer\n")
    with qtbot.waitSignal(opened._copy_runner.copied, timeout=20_000):
        opened._copy_text("Qué hacer\nEscriba a marta@example.com")
    assert "marta@" not in QGuiApplication.clipboard().text()
    assert QGuiApplication.clipboard().text().startswith("Qué hacer\n")


def test_nothing_moves_when_the_page_says_what_was_done(meeting: MeetingView) -> None:
    QApplication.processEvents()
    before = meeting._stack.height()
    meeting.tell("Se copió la página.")
    for _ in range(3):
        QApplication.processEvents()
    assert meeting._stack.height() == before


def test_the_picture_of_the_share_fills_its_card_on_every_page(meeting: MeetingView) -> None:
    """A page that is seen later was measured before its texts had their lines: its picture stayed small."""
    sides = []
    for _ in meeting._slides:
        QApplication.processEvents()
        slide = meeting._slides[meeting.place]
        (picture,) = slide.findChildren(Waffle)
        sides.append(picture.width())
        left = slide._share_card.height() - slide._share_card.minimumSizeHint().height()
        assert left == 0 or picture.width() == MOST_PICTURE
        meeting.turn(1)
    assert min(sides) > LEAST_PICTURE


@pytest.mark.parametrize(("height", "quotes"), [(510, {1, 2}), (1080, {3})])
def test_a_low_screen_shows_fewer_quotes_and_cuts_none(
    study: Study, qtbot: QtBot, height: int, quotes: set[int]
) -> None:
    said = "I wrote about this. The invoices are gone from the menu and nobody told us where they are now. "
    page = MeetingPage(study.causes[0], (said * 2, said * 2, said * 2))
    slide = MeetingSlide(page, study, "1 de 6", words_for("es"), Theme(LIGHT, 85))
    qtbot.addWidget(slide)
    slide.resize(960, height)
    slide.show()
    QApplication.processEvents()
    shown = [one for one in slide._said if one.isVisible()]
    assert len(shown) in quotes
    for text in slide.findChildren(QLabel):
        if text.isVisible() and text.wordWrap():
            assert text.height() >= text.heightForWidth(text.width()) - 1, text.accessibleName()

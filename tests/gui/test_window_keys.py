"""The window by keys alone: every control, back and forward, the search for anything, and Esc."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from supportlens.domain import FileMissing, Name, TicketQuery
from supportlens.gui.dialogs.manual import Manual
from supportlens.gui.dialogs.palette import Palette, PaletteModel
from supportlens.gui.dialogs.shortcuts import Shortcuts
from supportlens.gui.main_window import MainWindow, OpenedStudy
from supportlens.gui.menu_actions import key_text, list_actions
from supportlens.gui.pages import PAGES
from supportlens.gui.pages.base.focus_keeping import FocusPlace, find_again
from supportlens.gui.pages.base.statements import CauseName
from supportlens.gui.pages.tickets.tickets_page import TicketsPage
from supportlens.gui.settings import Settings
from supportlens.gui.widgets import Chip
from supportlens.i18n import LANGUAGES, words_for
from tests.builders import a_study

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study

ALT, CTRL, NONE = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.NoModifier,
)


@pytest.fixture(scope="module")
def study() -> Study:
    return a_study()


@pytest.fixture
def opened(window: MainWindow, study: Study, qtbot: QtBot) -> MainWindow:
    window.take(OpenedStudy(study, (Path("caso_40.csv"),)))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def walk(window: MainWindow) -> list[QWidget]:
    """Return the controls in the order in which Tab reaches them, each once."""
    reached: list[QWidget] = []
    for _ in range(300):
        window.focusNextPrevChild(True)
        widget = window.focusWidget()
        if widget is None or widget in reached:
            break
        reached.append(widget)
    return reached


def test_tab_reaches_the_search_the_filters_the_list_and_the_reader_in_this_order(
    opened: MainWindow,
) -> None:
    opened.show_page("tickets")
    QApplication.processEvents()
    page = opened.page
    assert isinstance(page, TicketsPage)
    reached = walk(opened)
    wanted = [page.search, page.choosers.cause, page.choosers.symptom, page.table]
    places = [reached.index(widget) for widget in wanted]
    assert places == sorted(places)
    assert page.isAncestorOf(reached[0])  # the page that was just opened comes first


def test_after_a_log_is_opened_the_next_tab_is_on_its_page(opened: MainWindow) -> None:
    QApplication.processEvents()
    assert opened.shown == "verdict"
    assert opened.page.isAncestorOf(walk(opened)[0])


def test_alt_left_goes_back_through_pages_and_filters_and_alt_right_forward(
    opened: MainWindow, qtbot: QtBot
) -> None:
    opened.show_page("causes")
    opened.show_tickets(TicketQuery(cause_id="C1"))
    page = opened.page
    assert isinstance(page, TicketsPage)
    page.choosers.product.choose("Atlas")
    page.choosers._emit_filter()
    narrowed = page.filter
    qtbot.keyClick(opened, Qt.Key.Key_Left, ALT)
    assert page.filter.query.cause_id == "C1"
    assert page.filter.product is None
    qtbot.keyClick(opened, Qt.Key.Key_Left, ALT)
    assert opened.shown == "causes"
    qtbot.keyClick(opened, Qt.Key.Key_Left, ALT)
    assert opened.shown == "verdict"
    for _ in range(3):
        qtbot.keyClick(opened, Qt.Key.Key_Right, ALT)
    assert opened.page.memory()[0] == narrowed  # type: ignore[index]  # the memory of the tickets


def test_another_way_ends_the_way_forward(opened: MainWindow) -> None:
    opened.show_page("causes")
    opened.step_back()
    opened.show_page("plan")
    opened.step_forward()
    assert opened.shown == "plan"


def test_esc_ends_what_is_in_the_way_and_else_does_nothing(opened: MainWindow, qtbot: QtBot) -> None:
    opened._frame.notice.show_message("Something")
    qtbot.keyClick(opened, Qt.Key.Key_Escape)
    assert not opened._frame.notice.isVisible()
    opened.show_error(FileMissing("a.csv"))
    qtbot.keyClick(opened, Qt.Key.Key_Escape)
    assert opened.shown == "verdict"
    opened.find_text("menú")
    qtbot.keyClick(opened, Qt.Key.Key_Escape)
    page = opened.page
    assert isinstance(page, TicketsPage)
    assert page.search.text() == ""
    qtbot.keyClick(opened, Qt.Key.Key_Escape)
    assert opened.shown == "tickets"


def test_ctrl_f_searches_the_tickets_from_any_page(opened: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(opened, Qt.Key.Key_F, CTRL)
    page = opened.page
    assert isinstance(page, TicketsPage)
    assert opened.focusWidget() is page.search


def test_text_grows_and_shrinks_by_keys_and_stays_so(opened: MainWindow, qtbot: QtBot) -> None:
    size = opened._frame.top._title.font().pixelSize()
    for _ in range(2):
        qtbot.keyClick(opened, Qt.Key.Key_Plus, CTRL)
        QApplication.processEvents()  # the frame before is gone then
    assert opened._frame.top._title.font().pixelSize() > size
    assert Settings().zoom == 125
    qtbot.keyClick(opened, Qt.Key.Key_0, CTRL)
    QApplication.processEvents()
    assert opened._frame.top._title.font().pixelSize() == size
    qtbot.keyClick(opened, Qt.Key.Key_Minus, CTRL)
    assert Settings().zoom == 90


def find(opened: MainWindow, text: str) -> Palette:
    """Open the search for anything and type a text."""
    opened.perform("palette")
    palette = opened.findChildren(Palette)[-1]
    palette.box.setText(text)
    return palette


@pytest.mark.parametrize(
    ("text", "kind", "page"),
    [
        ("CONTRASENAS bloqueos", "causa", "causes"),
        ("T-00340", "ticket", "tickets"),
        ("atlas", "tickets", "tickets"),
        ("pantalla completa", "comando", "verdict"),
        ("queja", "momento", "moments"),
    ],
)
def test_anything_is_found_in_one_box_and_enter_leads_there(
    opened: MainWindow, qtbot: QtBot, text: str, kind: str, page: str
) -> None:
    palette = find(opened, text)
    assert palette.model.entries[0].kind == kind
    qtbot.keyClick(palette.box, Qt.Key.Key_Return)
    assert opened.shown == page


def test_what_can_be_asked_is_gathered_before_anything_is_typed_and_kept(
    opened: MainWindow, qtbot: QtBot
) -> None:
    palette = find(opened, "")
    qtbot.waitUntil(lambda: not palette._ahead.isActive())
    asking = palette._source.asking
    assert not asking.gather_more()
    palette.close()
    assert find(opened, "")._source.asking is asking
    opened.findChildren(Palette)[-1].close()


def test_what_is_typed_before_all_is_gathered_is_found_again_when_it_is(
    opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("supportlens.gui.dialogs.palette.PATIENCE", 0.0)  # as with a log of 100 000 tickets
    opened._asking = None
    palette = find(opened, "Portal")
    assert not palette._source.asking.complete
    known = {entry.text for entry in palette.model.entries}
    qtbot.waitUntil(lambda: not palette._ahead.isActive())
    assert known < {entry.text for entry in palette.model.entries}
    palette.close()


def test_a_value_and_a_month_open_exactly_their_tickets(opened: MainWindow, qtbot: QtBot) -> None:
    palette = find(opened, "Portal")
    entry = palette.model.entries[0]
    qtbot.keyClick(palette.box, Qt.Key.Key_Return)
    page = opened.page
    assert isinstance(page, TicketsPage)
    assert entry.hint == opened.words.say_n("{count} ticket", "{count} tickets", page.model.rowCount())
    assert page.filter.product == "Portal"


def test_the_search_for_anything_moves_by_arrows_and_closes_by_esc(opened: MainWindow, qtbot: QtBot) -> None:
    palette = find(opened, "")
    assert {entry.kind for entry in palette.model.entries} == {"comando"}
    qtbot.keyClick(palette.box, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == 1
    qtbot.keyClick(palette.box, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_without_a_log_the_search_for_anything_offers_commands(window: MainWindow) -> None:
    palette = find(window, "ajustes")
    assert [entry.leads for entry in palette.model.entries] == ["settings"]
    palette.close()


def test_the_model_of_the_search_keeps_the_rules_of_models(window: MainWindow) -> None:
    model = PaletteModel(window)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    palette = find(window, "a")
    model.show_entries(palette.model.entries)
    model.show_entries([])
    palette.close()


def test_question_mark_lists_every_shortcut_of_the_table(opened: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(opened, Qt.Key.Key_Question)
    listed = opened.findChild(Shortcuts)
    texts = {text.accessibleName() for text in listed.findChildren(QLabel)}
    for row in opened._frame.table.rows:
        if row.keys:
            assert " / ".join(map(key_text, row.keys)) in texts, row.id
    assert "J" in texts
    listed.close()


def test_the_manual_opens_by_f1_at_the_page_in_view_and_is_searched(opened: MainWindow, qtbot: QtBot) -> None:
    opened.show_page("causes")
    qtbot.keyClick(opened, Qt.Key.Key_F1)
    manual = opened.findChild(Manual)
    assert manual.text.source().fileName() == "causes.md"
    opened.perform("what_to_export")
    manual = opened.findChildren(Manual)[-1]
    assert manual.text.source().fileName() == "exports.md"
    qtbot.keyClicks(manual.search, "zendesk")
    assert manual.text.textCursor().selectedText().lower() == "zendesk"
    manual.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_lines_of_a_menu_have_the_same_access_key(language: str) -> None:
    words = words_for(language)
    keys = Counter(
        (row.menu, title[title.index("&") + 1].lower())
        for row in list_actions(words)
        if "&" in (title := row.title.replace("&&", ""))
    )
    assert [key for key, times in keys.items() if times > 1] == []
    menus = {row.menu for row in list_actions(words)}
    assert len({menu[menu.index("&") + 1].lower() for menu in menus}) == len(menus) == 5


@pytest.mark.parametrize("page", [page.id for page in PAGES])
def test_the_focus_is_seen_on_whatever_has_it(opened: MainWindow, page: str) -> None:
    opened.show_page(page)
    QApplication.processEvents()
    for widget in walk(opened):
        widget.clearFocus()
        before = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert widget.hasFocus()
        assert widget.grab().toImage() != before, widget.accessibleName()


def test_a_page_opens_without_windows_of_its_own(opened: MainWindow) -> None:
    """A box that is shown before it stands on its page would flash as a window and take the focus."""
    shown = WindowsShown()
    QApplication.instance().installEventFilter(shown)
    for page in PAGES:
        opened.show_page(page.id)
        QApplication.processEvents()
        assert QApplication.focusWidget() is not None, page.id
    QApplication.instance().removeEventFilter(shown)
    assert shown.names == []


class WindowsShown(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


def test_the_menus_are_parted_into_groups_and_hold_every_action(opened: MainWindow) -> None:
    menus = [actions for _title, actions in opened._frame.table.list_menus()]
    for actions in menus:
        parted = [action.isSeparator() for action in actions]
        assert not parted[0]
        assert not parted[-1]
        assert not any(one and other for one, other in pairwise(parted))
        groups = "".join("|" if line else "." for line in parted).split("|")
        assert max(map(len, groups)) <= 14
    named = [action.objectName() for actions in menus for action in actions if not action.isSeparator()]
    assert sorted(named) == sorted(opened._frame.table.by_id)


def test_the_beginning_of_a_name_offers_everybody_with_that_name(opened: MainWindow, qtbot: QtBot) -> None:
    value = next(one for one in opened.study.tickets.frame["product"].unique() if len(one) > 4)
    palette = find(opened, value[:4])
    offered = {entry.text: entry for entry in palette.model.entries}
    assert offered[value].hint.endswith("tickets")
    assert palette.height() < 440
    qtbot.keyClick(palette.box, Qt.Key.Key_Escape)


def test_a_page_scrolls_by_keys_before_anything_on_it_has_the_focus(opened: MainWindow, qtbot: QtBot) -> None:
    opened.show_page("verdict")
    QApplication.processEvents()
    assert opened.page.scrolled == 0
    qtbot.keyClick(opened.page, Qt.Key.Key_PageDown)
    down = opened.page.scrolled
    assert down > 100
    qtbot.keyClick(opened.page, Qt.Key.Key_End)
    assert opened.page.scrolled > down
    qtbot.keyClick(opened.page, Qt.Key.Key_Home)
    assert opened.page.scrolled == 0
    qtbot.keyClick(opened.page, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ShiftModifier)
    assert opened.page.scrolled == 0


def test_after_an_answer_the_focus_is_where_it_was(opened: MainWindow, qtbot: QtBot) -> None:
    opened.show_page("verdict")
    QApplication.processEvents()
    before = opened.page
    link = next(one for one in walk(opened) if isinstance(one, Chip))
    link.setFocus(Qt.FocusReason.TabFocusReason)
    name = link.accessibleName()
    opened._statement_runner.take(CauseName(opened.study.causes[-1].id, Name(es="Otra", en="Other")))
    qtbot.waitUntil(lambda: opened.page is not before, timeout=20_000)
    qtbot.waitUntil(lambda: isinstance(opened.focusWidget(), Chip))
    assert opened.focusWidget().accessibleName() == name
    assert opened.page.isAncestorOf(opened.focusWidget())


def test_without_a_step_undo_and_redo_cannot_be_chosen(opened: MainWindow, qtbot: QtBot) -> None:
    actions = opened._frame.table.by_id
    assert not actions["undo"].isEnabled()
    opened._statement_runner.take(CauseName(opened.study.causes[-1].id, Name(es="Otra", en="Other")))
    qtbot.waitUntil(actions["undo"].isEnabled)
    assert not actions["redo"].isEnabled()
    actions["undo"].trigger()
    qtbot.waitUntil(actions["redo"].isEnabled)
    assert not actions["undo"].isEnabled()
    opened.set_look("dark")
    assert opened._frame.table.by_id["redo"].isEnabled()


@pytest.mark.parametrize("open_form", [True, False])
def test_no_focus_goes_into_a_form_that_is_closed(qtbot: QtBot, *, open_form: bool) -> None:
    """A box that nobody sees took Ctrl+Z after what was noted on the page."""
    holder = QWidget()
    qtbot.addWidget(holder)
    form = QWidget(holder)
    form.setVisible(open_form)
    box = QLineEdit(form)
    box.setAccessibleName("Responsable")
    place = FocusPlace("QLineEdit", "Responsable", 0, 0)
    assert find_again(holder, place) is (box if open_form else None)

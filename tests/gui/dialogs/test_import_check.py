"""The check of the import: it opens where a file is doubtful, and what is decided counts and lasts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QComboBox, QLabel

from supportlens.app.intake.previewing import preview
from supportlens.domain import ChatPerson, Decisions, Field, ImportDoubt, ImportGuess
from supportlens.gui.dialogs import ImportCheck
from supportlens.gui.dialogs.desk_choice import MOST
from supportlens.gui.main_window import MainWindow
from supportlens.gui.theme import LIGHT, Theme
from supportlens.i18n import words_for

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

HEADERS = ("Número", "Fecha", "Asunto", "Nota")
ROWS = tuple(
    (
        str(n),
        f"{n % 9 + 1:02d}/{n % 4 + 3:02d}/2026",
        f"No encuentro el menú {n}",
        "Facturaci\N{CYRILLIC SMALL LETTER U}n",
    )
    for n in range(50)
)
PATIENCE = 60_000


def a_guess(*doubts: ImportDoubt, encoding: str = "utf-8") -> ImportGuess:
    columns = {"ticket_id": "Número", "created_at": "Fecha", "subject": "Asunto"}
    return ImportGuess("tickets.csv", "s", HEADERS, ROWS, columns, "day-first", encoding, doubts)


def a_dialog(qtbot: QtBot, guess: ImportGuess, language: str = "en") -> ImportCheck:
    dialog = ImportCheck(None, guess, words_for(language), Theme(LIGHT), preview)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def told(dialog: ImportCheck) -> list[str]:
    return [made.accessibleName() or made.text() for made in dialog.findChildren(QLabel)]


def test_the_guess_is_filled_in_and_fifty_rows_are_shown(qtbot: QtBot) -> None:
    dialog = a_dialog(qtbot, a_guess(ImportDoubt.DATE_ORDER))
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert dialog.fields[Field.CREATED_AT].currentText() == "Fecha"
    assert dialog.fields[Field.PRODUCT].currentText() == "no column"
    assert dialog.model.rowCount() == 50
    assert dialog.model.index(0, 0).data() == "1 Mar 2026"
    assert dialog.order is not None
    assert dialog.order.hasFocus()


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("doubt", [one for one in ImportDoubt if one is not ImportDoubt.DESK])
def test_each_doubt_is_told_in_words_and_its_choice_has_the_focus(
    qtbot: QtBot, doubt: ImportDoubt, language: str
) -> None:
    dialog = a_dialog(qtbot, a_guess(doubt, encoding="cp1251"), language)
    assert len(dialog.findChildren(QComboBox)) == 10
    assert isinstance(dialog.focusWidget(), QComboBox)
    assert all(box.accessibleName() for box in dialog.findChildren(QComboBox))
    assert doubt.value not in told(dialog)


def test_another_order_shows_its_days_at_once(qtbot: QtBot) -> None:
    dialog = a_dialog(qtbot, a_guess(ImportDoubt.DATE_ORDER))
    assert dialog.order is not None
    dialog.order.choose("month-first")
    assert dialog.model.index(0, 0).data() == "3 Jan 2026"
    assert "50 rows; 50 with a date, from 3 Jan 2026 to 6 Sept 2026." in told(dialog)
    assert dialog.decisions == Decisions(date_order="month-first")


def test_another_encoding_shows_its_letters_at_once(qtbot: QtBot) -> None:
    dialog = a_dialog(qtbot, a_guess(ImportDoubt.ENCODING, encoding="cp1251"))
    assert dialog.encoding is not None
    dialog.encoding.choose("cp1252")
    assert dialog.model.index(0, 4).data() == "Facturación"
    assert dialog.decisions == Decisions(encoding="cp1252")


def test_another_column_of_dates_is_read_at_once(qtbot: QtBot) -> None:
    dialog = a_dialog(qtbot, a_guess(ImportDoubt.NO_DATE))
    dialog.fields[Field.CREATED_AT].choose("Asunto")
    assert "50 rows, none with a date." in told(dialog)
    assert dialog.decisions == Decisions({"created_at": "Asunto"})


def a_chat(*desk: str, people: int = 7, doubts: tuple[ImportDoubt, ...] = (ImportDoubt.DESK,)) -> ImportGuess:
    rows = tuple((f"2026-05-{n % 9 + 1:02d} 09:00:00", f"Persona {n % people}", "No abre") for n in range(20))
    columns = {"created_at": "Sent at", "requester": "Author", "description": "Message"}
    writers = tuple(ChatPerson(f"Persona {n}", 40 - n) for n in range(people))
    headers = ("Sent at", "Author", "Message")
    return ImportGuess("export.zip", "c", headers, rows, columns, None, "utf-8", doubts, writers, desk)


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_people_of_a_chat_have_boxes_and_the_desk_is_ticked_and_first(
    qtbot: QtBot, language: str
) -> None:
    dialog = a_dialog(qtbot, a_chat("Persona 3"), language)
    assert dialog.desk is not None
    assert [(name, box.isChecked()) for name, box in dialog.desk.boxes.items()][:2] == [
        ("Persona 3", True),
        ("Persona 0", False),
    ]
    assert dialog.desk.boxes["Persona 3"].hasFocus()
    assert "desk" not in told(dialog)
    assert not dialog.fields
    assert dialog.model.headerData(2, Qt.Orientation.Horizontal) in {"Autor", "Author"}


def test_another_desk_is_chosen_by_the_keyboard_and_counted_at_once(qtbot: QtBot) -> None:
    dialog = a_dialog(qtbot, a_chat("Persona 3"))
    assert dialog.desk is not None
    assert "259 messages; the desk wrote 37." in told(dialog)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    assert "259 messages; the desk wrote 40." in told(dialog)
    assert dialog.decisions == Decisions(desk=("Persona 0",))


def test_a_chat_cannot_be_read_without_customers(qtbot: QtBot) -> None:
    dialog = a_dialog(qtbot, a_chat("Persona 0", people=2))
    assert dialog.desk is not None
    assert dialog.accepted_button.isEnabled()
    dialog.desk.boxes["Persona 1"].setChecked(True)
    assert not dialog.accepted_button.isEnabled()


def test_people_without_a_box_stay_where_they_are(qtbot: QtBot) -> None:
    dialog = a_dialog(qtbot, a_chat("Persona 3", people=400))
    assert dialog.desk is not None
    assert len(dialog.desk.boxes) == MOST
    assert dialog.decisions == Decisions(desk=("Persona 3",))


def test_a_file_cannot_be_read_without_a_text(qtbot: QtBot) -> None:
    dialog = a_dialog(qtbot, a_guess(ImportDoubt.TWO_TEXTS))
    dialog.fields[Field.SUBJECT].choose("")
    assert not dialog.accepted_button.isEnabled()
    dialog.fields[Field.DESCRIPTION].choose("Nota")
    assert dialog.accepted_button.isEnabled()


@pytest.mark.parametrize(("key", "accepted"), [(Qt.Key.Key_Return, True), (Qt.Key.Key_Escape, False)])
def test_the_keyboard_accepts_and_cancels(qtbot: QtBot, key: Qt.Key, *, accepted: bool) -> None:
    dialog = a_dialog(qtbot, a_guess(ImportDoubt.DATE_ORDER))
    with qtbot.waitSignal(dialog.accepted if accepted else dialog.rejected):
        qtbot.keyClick(dialog, key)


def a_doubtful_log(folder: Path, name: str = "marzo.csv") -> Path:
    """Write 80 tickets whose days all could be months, in no order."""
    lines = [
        f"{n};{(n * 5) % 12 + 1:02d}/{(n * 7) % 12 + 1:02d}/2026;No encuentro el menú {n % 7};Atlas"
        for n in range(80)
    ]
    path = folder / name
    path.write_text("Número;Fecha;Asunto;Aplicación\n" + "\n".join(lines), encoding="utf-8")
    return path


def a_doubtful_chat(folder: Path) -> Path:
    """Write a group of Telegram in which everybody answers everybody."""
    said = ["No abre el portal", "La impresora no imprime nada", "Me cobraron dos veces", "Falta el menú"]
    items = [
        {
            "id": n,
            "type": "message",
            "date": f"2026-05-{n // 5 + 4:02d}T09:{n % 60:02d}:00",
            "from": f"Persona {n % 4}",
            "from_id": f"user{n % 4}",
            "text": f"{said[n % 4]} {n}",
        }
        for n in range(60)
    ]
    path = folder / "result.json"
    chat = {"name": "Grupo", "type": "private_group", "id": 7, "messages": items}
    path.write_text(json.dumps(chat), encoding="utf-8")
    return path


def the_question(qtbot: QtBot, window: MainWindow) -> ImportCheck:
    qtbot.waitUntil(lambda: window._import_questions.dialog is not None, timeout=PATIENCE)
    assert window._import_questions.dialog is not None
    return window._import_questions.dialog


def test_a_doubtful_file_is_asked_about_once_and_read_as_decided(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.open((a_doubtful_log(tmp_path),))
    dialog = the_question(qtbot, window)
    assert dialog.order is not None
    dialog.order.choose("month-first")
    with qtbot.waitSignal(window._analysis_runner.opened, timeout=PATIENCE):
        dialog.accept()
    assert window.study is not None
    assert window.study.tickets.files[0].date_order == "month-first"
    assert window.settings.imports.exists()

    with qtbot.waitSignal(window._analysis_runner.opened, timeout=PATIENCE):
        window.open((a_doubtful_log(tmp_path, "abril.csv"),))
    assert window._import_questions.dialog is None
    assert window.study.tickets.files[0].path.endswith("abril.csv")
    assert window.study.tickets.files[0].date_order == "month-first"


def test_the_desk_of_a_chat_is_asked_for_once_and_its_messages_are_answers(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.open((a_doubtful_chat(tmp_path),))
    dialog = the_question(qtbot, window)
    assert dialog.desk is not None
    dialog.desk.boxes["Persona 2"].setChecked(True)
    with qtbot.waitSignal(window._analysis_runner.opened, timeout=PATIENCE):
        dialog.accept()
    assert window.study is not None
    assert set(window.study.tickets.frame["requester"]) == {"Persona 0", "Persona 1", "Persona 3"}
    assert "Persona 2" in set(window.study.tickets.frame["agent"])

    with qtbot.waitSignal(window._analysis_runner.opened, timeout=PATIENCE):
        window.open((tmp_path / "result.json",))
    assert window._import_questions.dialog is None
    assert "Persona 2" in set(window.study.tickets.frame["agent"])


def test_who_cancels_the_question_is_back_where_they_were(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.open((a_doubtful_log(tmp_path),))
    dialog = the_question(qtbot, window)
    with qtbot.waitSignal(window._analysis_runner.cancelled, timeout=PATIENCE):
        dialog.reject()
    assert window.shown == "start"
    assert window.study is None
    assert not window.settings.imports.exists()


def test_stopping_the_analysis_takes_the_question_away(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.open((a_doubtful_log(tmp_path),))
    the_question(qtbot, window)
    with qtbot.waitSignal(window._analysis_runner.cancelled, timeout=PATIENCE):
        window.perform("cancel")
    assert window._import_questions.dialog is None


def test_closing_the_window_at_the_question_leaves_nothing_running(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.open((a_doubtful_log(tmp_path),))
    the_question(qtbot, window)
    window.close()
    assert not window._analysis_runner.running

"""From the verdict to a standing moment and its first reading, as a support lead does it in the window."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from supportlens.domain import LifeState, Outcome, SheetPart
from supportlens.gui.main_window import MainWindow
from supportlens.gui.pages.standing.standing_page import StandingPage
from supportlens.gui.settings import Settings
from supportlens.gui.widgets import Button

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from supportlens.gui.pages.standing.sheet_editor import SheetEditor

HEAD = "Número;Fecha;Asunto;Aplicación;Solicitante;Agente;Estado;Solución"
PATIENCE = 60_000


def a_month(folder: Path, month: int, lost: int) -> Path:
    """Write a month in which so many people cannot find the invoices of Atlas, among other requests."""
    subjects = ["No encuentro el menú de facturas en Atlas"] * lost
    subjects += ["La impresora no imprime etiquetas"] * 30 + ["Olvidé mi contraseña del portal"] * 20
    places = {"No": "Atlas", "La": "Impresión", "Ol": "Portal"}
    rows = [
        f"T-{month}-{n};2026-{month:02d}-{1 + n % 28:02d};{subject} hoy {n % 7};{places[subject[:2]]};"
        f"P{n % 41};Agente {n % 3};Cerrado;Se le mostró Ventas > Facturas"
        for n, subject in enumerate(subjects)
    ]
    path = folder / f"{month}.csv"
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return path


def a_window(qtbot: QtBot) -> MainWindow:
    settings = Settings()
    settings.language, settings.look = "es", "light"
    window = MainWindow(settings)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return window


def press(qtbot: QtBot, inside: QWidget, name: str) -> None:
    """Press the button of a name that is seen."""
    (button,) = [one for one in inside.findChildren(Button) if one.text() == name and one.isVisibleTo(inside)]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def the_editor(window: MainWindow) -> SheetEditor:
    assert isinstance(window.page, StandingPage)
    assert window.page.editor is not None
    return window.page.editor


def open_sheet(qtbot: QtBot, window: MainWindow, cause_id: str, name: str) -> SheetEditor:
    """Open the sheet of a cause with the button of a name on its page."""
    window.show_page(f"causes/{cause_id}")
    press(qtbot, window.page, name)
    return the_editor(window)


def seen(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def test_a_lead_institutionalises_the_verdict_and_next_months_file_reads_it(
    qtbot: QtBot, tmp_path: Path
) -> None:
    january, project = a_month(tmp_path, 1, 90), tmp_path / "mesa.supportlens"
    window = a_window(qtbot)
    window.open((january,))
    qtbot.waitUntil(lambda: window.study is not None and window.shown == "verdict", timeout=PATIENCE)
    study = window.study
    assert study is not None
    cause = study.main_cause or study.causes[0]
    editor = open_sheet(qtbot, window, cause.id, "Institucionalizar esto")
    assert "Atlas" in editor.boxes[SheetPart.TRIGGER].toPlainText()

    press(qtbot, editor, "Institucionalizar")
    assert editor.moment.state is LifeState.DETECTED, "nobody answers for it yet"
    assert "el responsable" in editor.refusal.text()
    assert editor.refusal.isVisibleTo(editor)

    editor = open_sheet(qtbot, window, cause.id, "Continuar con su hoja")
    editor.owner.setText("Marta Ruiz")
    editor.owner.editingFinished.emit()
    editor.boxes[SheetPart.SAY].setPlainText("Se lo muestro en su pantalla.")
    editor.target.setText("5,0")
    editor.who.setText("Ana")
    press(qtbot, editor, "Institucionalizar")
    assert the_editor(window).moment.state is LifeState.INSTITUTIONALISED
    assert open_sheet(qtbot, window, cause.id, "Ver su hoja").moment.state is LifeState.INSTITUTIONALISED

    window._project_saver.write(project)
    qtbot.waitUntil(lambda: not window._project_saver.modified, timeout=PATIENCE)
    window.close()

    again = a_window(qtbot)
    again.open((project,))
    qtbot.waitUntil(lambda: again.study is not None and again.shown == "standing", timeout=PATIENCE)
    assert again.study is not None
    (moment,) = again.study.desk_moments.moments
    assert moment.text(SheetPart.SAY).in_("es") == "Se lo muestro en su pantalla."
    assert [(step.state, step.who) for step in moment.life][-1] == (LifeState.INSTITUTIONALISED, "Ana")

    again.open((a_month(tmp_path, 2, 90),))
    qtbot.waitUntil(
        lambda: bool(again.study and again.study.desk_moments.moments[0].readings), timeout=PATIENCE
    )
    assert again.study is not None
    reading = again.study.desk_moments.moments[0].reading
    assert reading is not None
    assert reading.outcome is Outcome.SLIPPED
    again.show_page("standing")
    assert "se ha salido de la meta" in seen(again.page)

    yesterday = datetime.now(tz=UTC).date() - timedelta(days=1)
    the_editor(again).review.show_day(yesterday)
    again.show_page("start")
    qtbot.waitUntil(lambda: "Revisión vencida" in seen(again.page), timeout=PATIENCE)
    again.close()

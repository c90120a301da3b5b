"""From the start of the program to the first answer."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QApplication

from supportlens import __main__ as entrance
from supportlens.domain import Rejection
from supportlens.gui.application import first_size, set_qt_language
from supportlens.gui.main_window import MainWindow, OpenedStudy
from supportlens.gui.main_window.dropped_files import drop_line
from supportlens.gui.main_window.file_dialogs import LOG_FILES
from supportlens.gui.menu_actions import key_text
from supportlens.gui.pages.start.start_page import StartPage
from supportlens.gui.recent_analyses import Recent
from supportlens.gui.settings import Settings
from supportlens.gui.theme import LIGHT, Theme
from supportlens.gui.widgets.charts.sparkline import Sparkline
from supportlens.i18n import words_for
from supportlens.resources import sample_paths
from tests.builders import a_study

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.sharing import SharedStudies

FIRST_PAINT = """
import sys
from PySide6.QtWidgets import QApplication
from supportlens.gui.application import prepare
from supportlens.gui.main_window import MainWindow, OpenedStudy
from supportlens.gui.settings import Settings
from supportlens.gui.theme import LIGHT, Theme
from supportlens.gui.widgets.charts.sparkline import Sparkline
app = QApplication([])
prepare(app, "es")
window = MainWindow(Settings())
window.show()
for _ in range(3):
    app.processEvents()
assert not window.grab().isNull()
heavy = {"numpy", "pandas", "scipy", "sklearn", "openpyxl"} & set(sys.modules)
window.close()
print(",".join(sorted(heavy)) or "light")
"""


def test_the_first_page_is_painted_before_anything_heavy_is_loaded() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert done.stdout.split() == ["light"]


def test_without_a_display_one_line_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    for language, start in (("es_MX.UTF-8", "No hay pantalla"), ("en_GB.UTF-8", "There is no display")):
        monkeypatch.setenv("LANG", language)
        assert entrance.main([]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err.startswith(start)
        assert told.err.count("\n") == 1


def test_sub_commands_belong_to_the_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    assert entrance.main(["analyze", "/nowhere/tickets.csv"]) == 2
    assert "tickets.csv" in capsys.readouterr().err
    assert entrance.main(["--version"]) == 0


@pytest.mark.parametrize("language", ["es", "en"])
def test_there_is_a_sample_log_for_each_language(language: str) -> None:
    paths = sample_paths(language)
    assert len(paths) == 2
    assert all(path.is_file() for path in paths)


def test_a_calendar_alone_adds_the_change_to_the_sample_log(qtbot: QtBot, study_of: SharedStudies) -> None:
    settings = Settings()
    settings.language = "es"
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.show()
    log, calendar = sample_paths("es")
    window.take(OpenedStudy(study_of(log.name), (log,)))
    assert window.shown == "verdict"
    assert window.study.main_cause is not None
    assert window.study.calendar == ()
    with qtbot.waitSignal(window._analysis_runner.opened, timeout=60_000):
        window.open((calendar,))
    assert window.opened.paths == (log, calendar)
    assert window.study.main_cause.change is not None
    window.close()


def test_keys_are_written_as_they_are_printed_in_each_language(qapp: QApplication) -> None:
    set_qt_language(qapp, "es")
    assert (key_text("Ctrl+Shift+O"), key_text("Ctrl+K")) == ("Ctrl+Mayús+O", "Ctrl+K")
    assert qapp.translate("QPlatformTheme", "Cancel") == "Cancelar"
    assert qapp.translate("QFileDialog", "Files of &type:") == "&Tipo de archivo:"
    assert qapp.translate("QFileDialog", "File &name:") == "&Nombre de archivo:"
    set_qt_language(qapp, "en")
    assert key_text("Ctrl+Shift+O") == "Ctrl+Shift+O"


@pytest.mark.parametrize(
    ("room", "size"), [((1366, 768), (1366, 728)), ((1920, 1080), (1440, 960)), ((1280, 1024), (1280, 960))]
)
def test_the_first_window_is_never_larger_than_the_screen(
    room: tuple[int, int], size: tuple[int, int]
) -> None:
    assert first_size(QSize(*room)).toTuple() == size


def test_a_dropped_picture_is_not_promised_to_be_analysed() -> None:
    words = words_for("es")
    assert drop_line((Path("foto.PNG"),), words) == "«foto.PNG» no se puede leer como bitácora"
    both = drop_line((Path("foto.png"), Path("tickets.csv")), words)
    assert both == "Suelte para analizar «tickets.csv», sin «foto.png»"
    assert drop_line((Path("tickets.csv"),), words) == "Suelte para analizar «tickets.csv»"


def test_the_filter_of_the_open_dialog_shows_every_file_that_is_read() -> None:
    shown = set(LOG_FILES.split())
    assert {"*.zip", "*.mbox", "*.eml", "*.gz", "*.parquet", "*.csv", "*.xlsx"} <= shown


def test_files_without_tickets_are_named_beside_a_log_and_those_that_are_used_are_not(
    window: MainWindow,
) -> None:
    study = a_study()
    first = study.tickets.files[0]
    others = [
        replace(first, path=path, rows_read=0, rejections=(Rejection(0, reason),))
        for path, reason in (("/x/foto.png", "NotATable"), ("/x/cambios.csv", "change_calendar"))
    ]
    mixed = replace(study, tickets=replace(study.tickets, files=(first, *others)))
    window.take(OpenedStudy(mixed, (Path("caso_40.csv"),)))
    notice = window._frame.notice
    assert notice.text == "«foto.png» se dejó fuera: no contiene tickets."
    notice.action.click()
    assert window.shown == "intake"
    window.take(OpenedStudy(study, (Path("other.csv"),)))
    assert not notice.isVisible()


def test_the_weeks_of_recent_analyses_stand_below_one_another(qtbot: QtBot, tmp_path: Path) -> None:
    kept = [tmp_path / "a.supportlens", tmp_path / "b.csv"]
    for path in kept:
        path.write_text("x", encoding="utf-8")
    recent = [Recent((path,), {"es": "El 40 %"}, (1, 2, 3)) for path in (*kept, tmp_path / "gone.csv")]
    page = StartPage(None, words_for("es"), Theme(LIGHT))
    qtbot.addWidget(page)
    page.show_recent(recent)
    page.show()
    page.resize(1100, 900)
    QApplication.processEvents()
    places = {spark.mapTo(page, QPoint(0, 0)).x() for spark in page.findChildren(Sparkline)}
    assert len(places) == 1

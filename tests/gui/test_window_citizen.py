"""A good citizen of the desktop: one window, remembered sizes, and the licences of what it is made of."""

from __future__ import annotations

import logging
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit

from supportlens.gui.dialogs.about import About
from supportlens.gui.dialogs.error_report import ErrorReport
from supportlens.gui.dialogs.licences import list_bundled, read_licence
from supportlens.gui.main_window import MainWindow, OpenedStudy
from supportlens.gui.main_window.file_dialogs import choose_new_file
from supportlens.gui.program_log import keep_log, read_log
from supportlens.gui.settings import Settings
from supportlens.gui.single_instance import InstanceServer, hand_over, instance_name, read_paths
from tests.builders import a_study

SECOND_START = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from supportlens.gui.single_instance import hand_over
app = QCoreApplication([])
sys.exit(0 if hand_over(sys.argv[1], (Path(sys.argv[2]),)) else 1)
"""

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_second_start_hands_its_files_to_the_window_that_is_open(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    name = instance_name(str(tmp_path))
    assert not hand_over(name, (Path("a.csv"),))  # nobody is there yet
    server = InstanceServer(name, window)
    assert server.listening
    path = tmp_path / "con acentos ñ.csv"
    with qtbot.waitSignal(server.opened, timeout=20_000) as told:
        start = subprocess.Popen([sys.executable, "-c", SECOND_START, name, str(path)])
    qtbot.waitUntil(lambda: start.poll() is not None, timeout=10_000)
    server.close()
    assert told.args == [(path,)]
    assert start.returncode == 0
    assert not hand_over(name, (path,))


@pytest.mark.parametrize("message", [b"", b"{}\n", b'"a"\n', b"[1]\n", b"\xff\n"])
def test_what_no_start_sent_is_not_opened(message: bytes) -> None:
    assert read_paths(message) is None


def test_two_people_have_two_windows() -> None:
    assert instance_name("one/x.conf") != instance_name("another/x.conf")


def test_the_list_and_the_reader_keep_the_room_they_were_given(window: MainWindow, qtbot: QtBot) -> None:
    window.take(OpenedStudy(a_study(), (Path("caso_40.csv"),)))
    window.show_page("tickets")
    split = window.page.splitter()
    assert split is not None
    split.setSizes([300, 700])
    split.splitterMoved.emit(300, 1)
    wanted = split.sizes()[0] / sum(split.sizes())
    other = MainWindow(Settings())
    qtbot.addWidget(other)
    other.resize(QSize(window.size()))
    other.show()
    other.take(OpenedStudy(a_study(), (Path("caso_40.csv"),)))
    other.show_page("tickets")
    again = other.page.splitter()
    assert again is not None
    qtbot.waitUntil(lambda: abs(again.sizes()[0] / sum(again.sizes()) - wanted) < 0.05)
    other.close()


def test_the_licences_of_everything_bundled_are_listed(window: MainWindow) -> None:
    listed = {one.name.lower(): one.licence for one in list_bundled()}
    assert {"pandas", "scipy", "inter", "lucide", "babel"} <= set(listed)
    assert any("pyside6" in name for name in listed)
    needed = [line for line in metadata.requires("supportlens") or () if "extra ==" not in line]
    assert len(listed) > len(needed)  # what they need themselves is bundled as well
    assert [name for name, licence in listed.items() if not licence or licence == "?"] == []
    about = About(window, window.words, window.theme)
    assert "pandas" in about.findChild(QPlainTextEdit).toPlainText()
    about.close()


def test_a_licence_is_read_wherever_a_package_states_it() -> None:
    about = metadata.metadata("pandas")
    assert "BSD" in read_licence(about)


def test_files_of_a_further_start_join_those_that_are_being_analysed(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Path, ...]] = []
    monkeypatch.setattr(window, "open", asked.append)
    window.open_further((Path("b.csv"),))
    runner = window._analysis_runner
    monkeypatch.setattr(type(runner), "running", True)
    runner.paths = (Path("a.csv"),)
    window.open_further((Path("b.csv"), Path("a.csv")))
    window.open_further(())
    assert asked == [(Path("b.csv"),), (Path("a.csv"), Path("b.csv"))]
    monkeypatch.undo()


def fail_with_a_ticket() -> ValueError:
    try:
        try:
            int("Marta Ruiz no puede entrar")
        except ValueError as error:
            raise RuntimeError("al leer /home/ana/quejas.csv") from error
    except RuntimeError as error:
        return error
    raise AssertionError


def test_the_log_and_the_report_of_an_error_hold_no_text_name_or_path(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    handler = keep_log(window.settings.log_folder)
    try:
        window.take(OpenedStudy(a_study(), (tmp_path / "quejas de marta.csv",)))
        window.show_error(fail_with_a_ticket())
        window.perform("error_report")
    finally:
        handler.close()
        logging.getLogger("supportlens").removeHandler(handler)
    report = window.findChild(ErrorReport)
    text = report.text.toPlainText()

    assert "opened: 1000 tickets" in read_log(window.settings.log_folder, 100)
    for wanted in (
        "builtins.ValueError",
        "which led to",
        "builtins.RuntimeError",
        "test_window_citizen.py:",
        "opened: ",
    ):
        assert wanted in text
    for hidden in ("Marta", "marta", "quejas", "/home", str(tmp_path)):
        assert hidden not in text
    report.save(tmp_path / "informe.txt")
    assert (tmp_path / "informe.txt").read_text(encoding="utf-8") == text + "\n"
    assert report.done_line.text().startswith("Se guardó") or "informe.txt" in report.done_line.text()
    report.save(tmp_path)  # a folder
    assert report.done_line.text() == "No se pudo guardar ahí."
    report.accept()


def test_a_log_that_cannot_be_written_is_no_reason_to_stay_closed(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert keep_log(tmp_path / "file") is None
    assert read_log(tmp_path / "file", 10) == ""


def test_what_is_written_next_is_proposed_where_the_last_was_written(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[Path] = []

    def ask(_window: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        proposed.append(Path(name))
        return str(tmp_path / "a"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    for _ in range(2):
        assert choose_new_file(window, "", "b.csv", "CSV") == tmp_path / "a.csv"
    assert proposed == [Path.home() / "b.csv", tmp_path / "b.csv"]
    Settings().save_folder = tmp_path / "gone"
    assert Settings().save_folder == Path.home()

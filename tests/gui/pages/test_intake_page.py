"""The page of the import: what was done with every file and every row left out."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QScrollArea

from supportlens.app.output.exporting import as_json, write_left_out
from supportlens.app.output.requests import ExportRequest
from supportlens.domain import Rejection, SourceFile
from supportlens.gui.main_window import MainWindow, OpenedStudy
from supportlens.gui.models.left_out_model import LeftOutModel
from supportlens.gui.pages.start.intake_page import IntakePage
from supportlens.gui.settings import Settings
from supportlens.i18n import words_for
from tests.builders import a_study
from tests.gui.shown_pages import list_texts, show_page

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study


@pytest.fixture(scope="module")
def study() -> Study:
    made = a_study()
    file = replace(
        made.tickets.files[0],
        rejections=(
            Rejection(1203, "no_text"),
            Rejection(88, "duplicate_id"),
            Rejection(9, "too_many_cells"),
        ),
        remarks=(Rejection(40, "date_out_of_range"),),
        vendor="Zendesk",
        header_row=3,
    )
    calendar = SourceFile("cambios.csv", "csv", "utf-8", ",", 0, (Rejection(0, "change_calendar"),))
    return replace(made, tickets=replace(made.tickets, files=(file, calendar)))


def a_page(qtbot: QtBot, study: Study, language: str) -> IntakePage:
    return show_page(qtbot, IntakePage, study, language)


def press(page: QAbstractButton | IntakePage | MainWindow, qtbot: QtBot, name: str) -> None:
    found = [
        one for one in page.findChildren(QAbstractButton) if one.accessibleName() == name and one.isVisible()
    ]
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def test_the_page_tells_how_many_tickets_came_from_where(qtbot: QtBot, study: Study) -> None:
    texts = list_texts(a_page(qtbot, study, "es"))
    assert "1\N{NO-BREAK SPACE}000 tickets de 1 archivo. 3 filas quedaron fuera." in texts
    for fact in ("Zendesk", "punto y coma", "fila 3", "Fecha de apertura", "por su encabezado"):
        assert fact in texts
    assert "El archivo es un calendario de cambios; sus cambios se tienen en cuenta" in texts


@pytest.mark.parametrize("language", ["es", "en"])
def test_nothing_on_the_page_is_wider_than_it(qtbot: QtBot, study: Study, language: str) -> None:
    page = a_page(qtbot, study, language)
    page.show_rows()
    page.resize(820, 700)
    qtbot.wait(20)
    for area in page.findChildren(QScrollArea):
        assert area.horizontalScrollBar().maximum() == 0


def test_the_rows_left_out_are_a_table_that_opens_on_demand(qtbot: QtBot, study: Study) -> None:
    page = a_page(qtbot, study, "en")
    assert not page.table.isVisible()
    press(page, qtbot, "See the 3 rows that were left out")
    assert page.table.isVisible()
    cells = [page.model.index(row, 1).data() for row in range(page.model.rowCount())]
    assert cells == ["1,203", "88", "9", "40", "the whole file"]


def test_the_table_sorts_row_numbers_as_numbers(study: Study) -> None:
    model = LeftOutModel(study, words_for("en"))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.sort(1)
    assert [model.index(row, 1).data() for row in range(5)] == ["the whole file", "9", "40", "88", "1,203"]
    model.sort(-1)
    assert model.index(0, 1).data() == "1,203"


def test_the_rows_can_be_copied_with_their_headers(qtbot: QtBot, study: Study) -> None:
    page = a_page(qtbot, study, "en")
    page.show_rows()
    press(page, qtbot, "Copy all")
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "File\tRow\tReason"
    assert lines[2] == "caso_40.csv\t88\tit is an exact copy of another row"


def test_an_open_table_stays_open_in_another_language(qtbot: QtBot, study: Study) -> None:
    page = a_page(qtbot, study, "es")
    assert page.memory() is None
    page.show_rows()
    again = a_page(qtbot, study, "en")
    again.recall(page.memory())
    assert again.table.isVisible()


def test_the_rows_are_written_as_csv(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "filas.csv"
    write_left_out(study, path, "es")
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[0] == ["Archivo", "Fila", "Motivo"]
    assert rows[1] == ["caso_40.csv", "1203", "no tiene texto"]
    assert len(rows) == 6


def test_the_json_tells_what_was_done_with_each_file(study: Study) -> None:
    file = as_json(study, "en")["input"]["files"][0]
    assert file["rejections"][1] == {"row": 88, "reason": "duplicate_id"}
    assert file["reason_texts"]["duplicate_id"] == "it is an exact copy of another row"
    assert (file["duplicates"], file["dates_out_of_range"], file["empty_texts"]) == (1, 1, 0)
    assert (file["vendor"], file["header_row"]) == ("Zendesk", 3)
    assert file["column_reasons"]["created_at"] == "header"


@pytest.fixture
def opened(qtbot: QtBot, study: Study) -> MainWindow:
    settings = Settings()
    settings.language, settings.look = "en", "light"
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    window.take(OpenedStudy(study, (Path("caso_40.csv"),)))
    return window


@pytest.mark.parametrize(
    ("page_id", "name"),
    [
        ("verdict", "How it was read"),
        ("start", "How the open log was read"),
        ("report", "How the files were read"),
    ],
)
def test_the_page_is_reached_from_the_foot_the_start_and_the_report(
    qtbot: QtBot, opened: MainWindow, page_id: str, name: str
) -> None:
    opened.show_page(page_id)
    press(opened, qtbot, name)
    assert opened.shown == "intake"


def test_the_rows_are_exported_from_the_window(qtbot: QtBot, opened: MainWindow, tmp_path: Path) -> None:
    assert opened.study is not None
    with qtbot.waitSignal(opened._export_runner.written, timeout=30_000):
        opened._export_runner.write(
            ExportRequest("left_out", "en", mask=True), opened.study, tmp_path / "a.csv"
        )
    assert (tmp_path / "a.csv").read_text(encoding="utf-8").startswith("File,Row,Reason")

"""Every model keeps its promises to the views: what it says of its rows is so at every change."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QAbstractItemModel, QObject, QStringListModel, Qt
from PySide6.QtTest import QAbstractItemModelTester

import supportlens.gui
from supportlens.domain import ImportPreview, Rejection, TicketQuery
from supportlens.gui.dialogs.palette import PaletteModel
from supportlens.gui.models import TicketFilter, TicketsModel
from supportlens.gui.models.left_out_model import LeftOutModel
from supportlens.gui.models.logbook_model import LogbookModel
from supportlens.gui.models.palette_entries import PaletteEntry
from supportlens.gui.models.preview_model import PreviewModel
from supportlens.gui.widgets.controls.choice_popup import WordFilter
from supportlens.i18n import words_for
from supportlens.resources import load_playbook
from tests.builders import a_study

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from supportlens.domain import Study

WORDS = words_for("en")
ORDERS = (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder)


@pytest.fixture(scope="module")
def study() -> Study:
    made = a_study(playbook=load_playbook())
    file = replace(made.tickets.files[0], rejections=(Rejection(12, "no_text"), Rejection(8, "no_text")))
    return replace(made, tickets=replace(made.tickets, files=(file,)))


def sort_all(model: QAbstractItemModel) -> Iterator[None]:
    for column in (0, model.columnCount() - 1, -1):
        for order in ORDERS:
            model.sort(column, order)
            yield


def change_tickets(model: TicketsModel) -> Iterator[None]:
    for wanted in (
        TicketFilter(query=TicketQuery(cause_id="C2")),
        TicketFilter(search="xyzzy"),
        TicketFilter(),
    ):
        model.show(wanted)
        yield
    yield from sort_all(model)


def change_logbook(model: LogbookModel) -> Iterator[None]:
    for moment in ("", "none", ""):
        model.choose(moment)
        yield
    yield from sort_all(model)


def change_preview(model: PreviewModel) -> Iterator[None]:
    for rows in ((("1", "Menu"), ("2", "Login")), ()):
        model.show(("id", "subject"), ImportPreview(rows, (datetime.now(tz=UTC), None)[: len(rows)]))
        yield


def change_palette(model: PaletteModel) -> Iterator[None]:
    for count in (3, 0):
        model.show_entries([PaletteEntry("Menu", "Cause", "12", "causes")] * count)
        yield


def change_filter(model: WordFilter) -> Iterator[None]:
    model.setSourceModel(QStringListModel(["Menu", "Login"], model))
    for text in ("lo", "none", ""):
        model.look_for(text)
        yield


TRIED: dict[type, tuple[Callable[[Study, QObject], QAbstractItemModel], Callable[..., Iterator[None]]]] = {
    TicketsModel: (lambda study, _: TicketsModel(study, WORDS, {}), change_tickets),
    LogbookModel: (lambda study, _: LogbookModel(study, WORDS), change_logbook),
    LeftOutModel: (lambda study, _: LeftOutModel(study, WORDS), sort_all),
    PreviewModel: (lambda _, __: PreviewModel(WORDS, "Opened"), change_preview),
    PaletteModel: (lambda _, owner: PaletteModel(owner), change_palette),
    WordFilter: (lambda _, owner: WordFilter(owner), change_filter),
}


@pytest.mark.parametrize("kind", TRIED, ids=lambda kind: kind.__name__)
def test_a_model_keeps_the_rules_of_models_while_it_changes(kind: type, study: Study) -> None:
    owner = QObject()
    make, change = TRIED[kind]
    model = make(study, owner)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    counts = [model.rowCount() for _ in change(model)]
    assert tester.model() is model
    assert max(counts) > 0


def test_every_model_of_the_window_is_tried() -> None:
    for module in pkgutil.walk_packages(supportlens.gui.__path__, "supportlens.gui."):
        importlib.import_module(module.name)
    assert set(own_models(QAbstractItemModel)) == set(TRIED)


def own_models(kind: type) -> Iterator[type]:
    for below in kind.__subclasses__():
        if below.__module__.startswith("supportlens"):
            yield below
        yield from own_models(below)

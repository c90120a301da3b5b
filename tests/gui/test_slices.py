"""Pages are built in slices: something is there at once, the window reacts in between, nothing is lost."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QTimer

from supportlens.gui.widgets.basics.slices import SLICE, Slices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture(autouse=True)
def _in_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Slices, "at_once", False)


def count(to: int, done: list[object], name: str = "") -> Iterator[None]:
    for number in range(to):
        time.sleep(SLICE)
        done.append(f"{name}{number}")
        yield


def test_the_first_piece_is_there_at_once_and_the_window_reacts_between_the_others(qtbot: QtBot) -> None:
    owner, done = QObject(), list[object]()
    clock = QTimer(owner, interval=1)
    clock.timeout.connect(lambda: done.append("react"))
    clock.start()
    slices = Slices(owner)
    slices.begin(count(4, done), owner)
    assert done == ["0"]
    qtbot.waitUntil(lambda: slices.idle)
    clock.stop()
    assert [one for one in done if one != "react"] == ["0", "1", "2", "3"]
    assert "react" in done[done.index("1") : done.index("3")]


def test_what_comes_from_a_piece_goes_before_the_rest_and_what_waits_is_last(qtbot: QtBot) -> None:
    owner, done = QObject(), list[object]()
    slices = Slices(owner)

    def build() -> Iterator[None]:
        slices.begin(count(2, done, "part "), owner)
        yield
        done.append("rest")

    slices.begin(build(), owner)
    slices.when_done(lambda: done.append("complete"))
    qtbot.waitUntil(lambda: slices.idle)
    assert done == ["part 0", "part 1", "rest", "complete"]


def test_work_on_a_deleted_widget_is_given_up_and_a_fault_loses_only_its_own(qtbot: QtBot) -> None:
    owner, gone, done = QObject(), QObject(), list[object]()
    slices = Slices(owner)

    def stumble() -> Iterator[None]:
        raise ZeroDivisionError
        yield

    slices.begin(count(9, done), gone)
    gone.deleteLater()
    qtbot.waitUntil(lambda: slices.idle)
    assert len(done) < 9
    with pytest.raises(ZeroDivisionError):
        slices.begin(stumble(), owner)
    assert slices.idle


def test_pictures_do_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Slices, "at_once", True)
    owner, done = QObject(), list[object]()
    slices = Slices(owner)
    slices.begin(count(2, done), owner)
    slices.when_done(lambda: done.append("complete"))
    assert done == ["0", "1", "complete"]

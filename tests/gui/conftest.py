"""What a test of the window may not leave behind: settings, widgets, timers, threads."""

from __future__ import annotations

import gc
import threading
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakSet

import pytest
from PySide6.QtCore import QEvent, QObject, QSettings, QThread, QThreadPool, QTimer
from shiboken6 import Shiboken

from supportlens.children import Workplace
from supportlens.gui.main_window import MainWindow, OpenedStudy
from supportlens.gui.settings import Settings
from supportlens.gui.widgets.basics.slices import Slices
from tests.builders import a_study

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study


@pytest.fixture(autouse=True)
def _settings_of_its_own(tmp_path: Path) -> None:
    """Set empty settings for every test."""
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, str(tmp_path / "settings"))


@pytest.fixture(autouse=True)
def _work_in_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the work of windows in threads: a child of each test would import what is imported here already.

    What children do is tested with them: `tests/unit/children` and `test_window_never_blocks.py`.
    """
    monkeypatch.setattr(Workplace, "apart", False)


@pytest.fixture(autouse=True)
def _whole_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Complete pages as soon as they are made."""
    monkeypatch.setattr(Slices, "at_once", True)


_seen: WeakSet[QObject] = WeakSet()
"""Every object of Qt that was alive before the test: what the search for new ones does not look at."""


@pytest.fixture(autouse=True)
def _nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves a window, a running timer or a thread behind.

    Objects alive before the test are frozen, so that only objects made by the test are searched:
    searching every object of the process took most of a test's time.
    """
    gc.collect()
    _seen.update(_objects_of_qt())
    gc.freeze()
    before = set(_leftovers(qapp))
    yield
    left = set(_leftovers(qapp)) - before
    if left:
        gc.collect()  # a widget in a reference cycle is garbage, not a leftover
        left = set(_leftovers(qapp)) - before
    assert not left, "left behind: " + ", ".join(sorted(left))


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    """Show the window in Spanish, light and in a common size."""
    settings = Settings()
    settings.language, settings.look = "es", "light"
    made = MainWindow(settings)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()


@pytest.fixture(scope="module")
def study() -> Study:
    """Return the study of the 40 % case, for tests without one of their own."""
    return a_study()


@pytest.fixture
def opened(window: MainWindow, study: Study) -> MainWindow:
    """Return the window with the study of the test open."""
    window.take(OpenedStudy(study, (Path("caso_40.csv"),)))
    return window


def _leftovers(app: QApplication) -> Iterator[str]:
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    for widget in app.topLevelWidgets():
        yield f"window {widget!r}"
    for thing in {*_seen, *_objects_of_qt()}:
        if Shiboken.isValid(thing) and _busy(thing):
            yield f"at work {thing!r}"
    for thread in threading.enumerate():
        if not isinstance(thread, threading._DummyThread):  # Qt's own threads are seen above
            yield f"thread {thread.name}"


def _objects_of_qt() -> list[QObject]:
    """Return the objects of Qt among those that are not frozen."""
    return [thing for thing in gc.get_objects() if isinstance(thing, QObject)]


def _busy(thing: QObject) -> bool:
    if isinstance(thing, QTimer):
        return thing.isActive()
    if isinstance(thing, QThread):
        return thing.isRunning() and thing is not thing.thread()
    return isinstance(thing, QThreadPool) and thing.activeThreadCount() > 0

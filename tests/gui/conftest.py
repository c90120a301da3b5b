"""What a test of the window may not leave behind: settings, widgets, timers, threads."""

from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, QSettings, QThread, QThreadPool, QTimer
from shiboken6 import Shiboken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def _settings_of_its_own(tmp_path: Path) -> None:
    """Return every test empty settings."""
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, str(tmp_path / "settings"))


@pytest.fixture(autouse=True)
def _nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """Fail a test after which a window stands, a timer ticks or a thread runs."""
    before = set(_leftovers(qapp))
    yield
    left = set(_leftovers(qapp)) - before
    if left:
        gc.collect()  # a widget in a reference cycle is garbage, not a leftover
        left = set(_leftovers(qapp)) - before
    assert not left, "left behind: " + ", ".join(sorted(left))


def _leftovers(app: QApplication) -> Iterator[str]:
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    for widget in app.topLevelWidgets():
        yield f"window {widget!r}"
    for thing in gc.get_objects():
        if isinstance(thing, QObject) and Shiboken.isValid(thing) and _busy(thing):
            yield f"at work {thing!r}"
    for thread in threading.enumerate():
        if not isinstance(thread, threading._DummyThread):  # Qt's own threads are seen above
            yield f"thread {thread.name}"


def _busy(thing: QObject) -> bool:
    if isinstance(thing, QTimer):
        return thing.isActive()
    if isinstance(thing, QThread):
        return thing.isRunning() and thing is not thing.thread()
    return isinstance(thing, QThreadPool) and thing.activeThreadCount() > 0

"""Work on widgets in slices, so that the window reacts while a page is being built."""

from __future__ import annotations

import time
from collections import deque
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QLayout, QWidget
from shiboken6 import Shiboken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SLICE = 0.015
"""Seconds of work until the window may react: a frame of a common screen. Style and painting of what was
added take about as long again. With more a page is complete sooner and a click waits longer."""

SLICES_PER_LAYOUT = 4
"""Slices after which what was built is laid out.

Measured on the page of causes (520 widgets, 0.3 s of work): laid out after each slice it takes twice as
long as in one go, after every sixth a quarter longer. With more, what was built is seen later.
"""

_PAUSE_MS = 1
"""A timer of 0 ms would ring before the window has painted."""

_ROUNDS = 3
"""Turns of the window in which a layout settles: a page asks its frame for room, that the area around it."""
_OUT_OF_SIGHT = QPoint(-20_000, 0)
"""Left of everything; a layout moves a widget from there to its place."""


class _Work(NamedTuple):
    steps: Iterator[None]
    owner: QObject


class Slices(QObject):
    """Does work that yields where it may be interrupted, piece after piece.

    The first piece is done at once, so that something is there to see. Work that comes from a piece of other
    work goes before the rest of that. Work whose widget is deleted is given up. With `at_once` nothing
    is put off: for pictures, which nobody waits for.
    """

    at_once: ClassVar[bool] = False

    def __init__(self, parent: QObject, canvas: QWidget | None = None) -> None:
        """Do work on `canvas`, which is laid out now and then until all of it is done."""
        super().__init__(parent)
        self._canvas, self._turns = canvas, 0
        self._held: dict[QLayout, set[QWidget]] = {}
        """Layouts that wait, with the widgets that they had laid out before."""
        self._rounds = 0
        """Turns that are left to a layout that settles."""
        self._waiting: deque[_Work] = deque()
        self._working = False
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._go_on)

    @property
    def idle(self) -> bool:
        """Whether all work is done and laid out."""
        return not self._waiting and not self._held and not self._rounds

    def begin(self, steps: Iterator[None], owner: QObject) -> None:
        """Do the first piece of work on a widget now, and the rest piece by piece."""
        if self._working:
            self._waiting.appendleft(_Work(steps, owner))
            return
        self._waiting.append(_Work(steps, owner))
        if len(self._waiting) == 1:
            self._step()
        if self.at_once:
            self.finish()
        elif self._waiting:
            self._timer.start()

    def when_done(self, act: Callable[[], object]) -> None:
        """Do something after all work that waits now: at once if there is none."""
        if not self._waiting:
            act()
            return
        self._waiting.append(_Work(_call(act), self))

    def finish(self) -> None:
        """Do all work now."""
        while self._waiting:
            self._step()
        self._timer.stop()
        self._lay_out()

    def _go_on(self) -> None:
        """Build for a slice; every few slices lay out instead, and let that settle unseen."""
        if self._rounds:
            self._rounds -= 1
        elif self._held and (not self._waiting or self._turns == SLICES_PER_LAYOUT):
            self._lay_out()
            self._turns, self._rounds = 0, _ROUNDS
            if self._canvas is not None and Shiboken.isValid(self._canvas):
                _stop_painting(self._canvas.window(), _ROUNDS)
        else:
            self._build()
        if not self.idle:
            self._timer.start()

    def _build(self) -> None:
        """Do work for a slice; after a fault in one the rest goes on, and what was built is laid out."""
        end = time.thread_time() + SLICE
        self._hold()
        try:
            while self._waiting and time.thread_time() < end:
                self._step()
        except BaseException:
            self._timer.start()
            raise
        finally:
            self._put_aside()
            self._turns += 1

    def _hold(self) -> None:
        """Keep what is being built from being laid out at each addition."""
        for widget in (self._canvas, *(work.owner for work in self._waiting)):
            layout = widget.layout() if isinstance(widget, QWidget) and Shiboken.isValid(widget) else None
            if layout is not None and layout.isEnabled():
                layout.setEnabled(False)
                self._held[layout] = set(_children(layout))

    def _put_aside(self) -> None:
        """Keep what is not laid out yet out of sight: it would be seen in a corner, over what is there."""
        for layout, before in self._held.items():
            for widget in _children(layout):
                if widget not in before:
                    widget.move(_OUT_OF_SIGHT)

    def _lay_out(self) -> None:
        """Have everything that was added laid out."""
        held = [layout for layout in self._held if Shiboken.isValid(layout)]
        self._held.clear()
        for layout in held:
            layout.setEnabled(True)
        for layout in held:
            holder = layout.parentWidget()
            if holder is not None:
                # What was asked of it meanwhile was not heard, and a layout that waits for it asks no more.
                layout.invalidate()
                holder.updateGeometry()
                QCoreApplication.postEvent(holder, QEvent(QEvent.Type.LayoutRequest))

    def _step(self) -> None:
        """Do one piece of the first work."""
        work = self._waiting[0]
        done, self._working = True, True
        try:
            done = not Shiboken.isValid(work.owner) or next(work.steps, work) is work
        finally:
            self._working = False
            if done:
                self._waiting.remove(work)


def _stop_painting(window: QWidget, turns: int) -> None:
    """Leave a window as it is seen for so many turns, even if what asked for it is gone by then."""
    window.setUpdatesEnabled(turns == 0)
    if turns == 0:  # what had asked to be painted meanwhile was not heard, and asks no more
        QCoreApplication.postEvent(window, QEvent(QEvent.Type.UpdateRequest))
    else:
        QTimer.singleShot(_PAUSE_MS, window, partial(_stop_painting, window, turns - 1))


def _children(layout: QLayout) -> list[QWidget]:
    """Return the widgets that a layout and the layouts inside it place."""
    holder = layout.parentWidget() if Shiboken.isValid(layout) else None
    if holder is None:
        return []
    return holder.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)


def _call(act: Callable[[], object]) -> Iterator[None]:
    act()
    yield from ()

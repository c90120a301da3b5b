"""A slider over the levels of symptoms, from coarse to fine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from supportlens.gui.widgets.basics.labels import CARD_TITLE, label, muted, set_text
from supportlens.gui.widgets.basics.screen_parts import screen_only
from supportlens.gui.widgets.controls.buttons import Button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QWheelEvent

    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

SETTLE_MS = 600
"""Milliseconds after the last key before a level counts as chosen."""
WIDTH = 200


class LevelSlider(QWidget):
    """Emits `wanted(level)` when another level has been kept for a moment; 0 lets the program choose."""

    wanted = Signal(int)

    def __init__(self, levels: Sequence[int], level: int, default: int, words: Words, theme: Theme) -> None:
        """Offer `levels`, coarsest first, with `level` chosen; `default` is the program's own choice."""
        super().__init__()
        self._levels, self._level, self._default = tuple(levels), level, default
        self._words = words
        self.slider = screen_only(_StepSlider(len(levels), theme))
        self.slider.setAccessibleName(words.say("Level of detail of the symptoms, from coarse to fine"))
        self.slider.setValue(self._levels.index(level))
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._emit_level)
        self.slider.valueChanged.connect(self._move)
        self.slider.sliderReleased.connect(self._emit_level)
        self.coarser = self._step_button(words.say("Coarser"), -1, theme)
        self.finer = self._step_button(words.say("Finer"), 1, theme)
        self._count = muted("", theme, wrap=False)
        self.undo = self._back_button(theme)
        self._arrange(theme)
        self._show_level()

    @property
    def level(self) -> int:
        """The level at the slider's position."""
        return self._levels[self.slider.value()]

    def _arrange(self, theme: Theme) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label(self._words.say("Symptoms"), CARD_TITLE, theme, wrap=False))
        for widget in (self.coarser, self.slider, self.finer):
            row.addWidget(widget)
        row.addSpacing(8)
        row.addWidget(self._count)
        row.addWidget(self.undo)
        row.addStretch(1)

    def _step_button(self, text: str, by: int, theme: Theme) -> Button:
        made = Button(text, theme, role="quiet")
        made.wanted.connect(lambda: self.slider.setValue(self.slider.value() + by))
        return made

    def _back_button(self, theme: Theme) -> Button:
        text = self._words.say("Back to {count}", count=self._words.number(self._default))
        back = Button(text, theme, role="quiet")
        back.setToolTip(self._words.say("Back to the number that the program chose"))
        back.wanted.connect(lambda: self.wanted.emit(0))
        return back

    def _move(self, _value: int) -> None:
        """Show the level at once, and emit it when the slider has come to rest."""
        self._show_level()
        if not self.slider.isSliderDown():
            self._settle.start()

    def _emit_level(self) -> None:
        self._settle.stop()
        if self.level != self._level:
            self.wanted.emit(0 if self.level == self._default else self.level)

    def _show_level(self) -> None:
        text = self._level_text(self.level, own=self.level == self._default)
        set_text(self._count, text)
        self.slider.setAccessibleDescription(text)
        self.coarser.setEnabled(self.slider.value() > 0)
        self.finer.setEnabled(self.slider.value() < len(self._levels) - 1)
        self.undo.setVisible(self._level != self._default)

    def _level_text(self, level: int, *, own: bool) -> str:
        count = self._words.say_n("{count} symptom", "{count} symptoms", level)
        return self._words.say("{symptoms} (chosen by the program)", symptoms=count) if own else count


class _StepSlider(QSlider):
    """A slider of whole steps in the colours of the theme."""

    def __init__(self, steps: int, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, steps - 1)
        self.setPageStep(1)
        self.setFixedWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        tokens = theme.tokens
        self.setStyleSheet(
            "QSlider { min-height: 28px; background: transparent; }"
            f"QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {tokens.rest}; }}"
            f"QSlider::handle:horizontal {{ width: 16px; height: 16px; margin: -7px 0; border-radius: 9px;"
            f" background: {tokens.accent}; border: 1px solid {tokens.surface}; }}"
            f"QSlider::handle:horizontal:focus {{ border: 2px solid {tokens.ink}; }}"
        )

    def sizeHint(self) -> QSize:
        """Return the height of the controls beside it."""
        return QSize(WIDTH, 32)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ignore the wheel: scrolling the page must not change a level."""
        event.ignore()

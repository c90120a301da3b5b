"""The people of a chat with check boxes: who answers for the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from supportlens.gui.widgets.basics.labels import MUTED, label
from supportlens.gui.widgets.controls.tick_box import TickBox

if TYPE_CHECKING:
    from supportlens.domain import ImportGuess
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

MOST = 300
"""People with a box; those with the fewest messages have none.

Judgement: more boxes open slowly, and nobody who writes so seldom answers for a desk.
"""
COLUMNS = 3
HEIGHT = 150
"""Pixels of the list, which scrolls: five rows."""
LONGEST = 34
"""Letters of a name that are shown; the whole is in its tool tip."""


class DeskChoice(QWidget):
    """A box for each person of a chat, the guessed desk first and ticked; emits `changed`."""

    changed = Signal()

    def __init__(self, guess: ImportGuess, words: Words, theme: Theme) -> None:
        super().__init__()
        self._unseen = frozenset(guess.desk)
        ordered = sorted(guess.people, key=lambda person: person.name not in guess.desk)[:MOST]
        self.boxes: dict[str, TickBox] = {}
        inside = QWidget()
        inside.setObjectName("content")
        grid = QGridLayout(inside)
        grid.setContentsMargins(2, 2, 2, 2)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(2)
        for place, person in enumerate(ordered):
            count = words.say_n("{count} message", "{count} messages", person.messages)
            box = _make_box(person.name, count, theme, ticked=person.name in guess.desk)
            box.toggled.connect(lambda _on: self.changed.emit())
            self.boxes[person.name] = box
            grid.addWidget(box, *divmod(place, COLUMNS))
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(len(ordered), 1)
        self._arrange(inside, len(ordered), words, theme)

    @property
    def desk(self) -> tuple[str, ...]:
        """The names with a tick, and those of the guessed desk that have no box."""
        ticked = {name for name, box in self.boxes.items() if box.isChecked()}
        return tuple(sorted(ticked | (self._unseen - self.boxes.keys())))

    @property
    def leaves_customers(self) -> bool:
        """Whether somebody has no tick: without customers there are no tickets."""
        return not all(box.isChecked() for box in self.boxes.values())

    def _arrange(self, inside: QWidget, count: int, words: Words, theme: Theme) -> None:
        name = label(words.say("Who answers for the desk"), MUTED, theme, wrap=False)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(name.accessibleName())
        area.setFixedHeight(min(HEIGHT, 8 + 32 * -(-count // COLUMNS)))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3)
        rows.addWidget(name)
        rows.addWidget(area)


def _make_box(name: str, count: str, theme: Theme, *, ticked: bool) -> TickBox:
    shown = name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
    box = TickBox(f"{shown} \N{MIDDLE DOT} {count}", theme, ticked=ticked)
    box.setFont(theme.font(13, 500))
    box.setAccessibleName(f"{name}, {count}")
    box.setToolTip(name)
    return box

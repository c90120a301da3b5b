"""The buttons above the ticket that is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from supportlens.gui.widgets import icon_button

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QToolButton

    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words


class ReaderCommands(NamedTuple):
    """What the buttons do."""

    accept: Callable[[], object]
    move: Callable[[], object]
    correct: Callable[[], object]
    step: Callable[[int], object]


def reader_buttons(
    accept: QToolButton, does: ReaderCommands, words: Words, theme: Theme, *, has_codes: bool
) -> list[QToolButton]:
    """Return the buttons in their order; `accept` is that of the read mode."""
    previous = icon_button("chevron-up", words.say("Previous ticket (K)"), theme)
    following = icon_button("chevron-down", words.say("Next ticket (J)"), theme)
    move = icon_button("folder-input", words.say("Move to another symptom (M)"), theme)
    codes = icon_button("list-checks", words.say("Correct its codes…"), theme)
    codes.setVisible(has_codes)
    accept.clicked.connect(does.accept)
    move.clicked.connect(does.move)
    codes.clicked.connect(does.correct)
    previous.clicked.connect(lambda: does.step(-1))
    following.clicked.connect(lambda: does.step(1))
    return [accept, move, codes, previous, following]

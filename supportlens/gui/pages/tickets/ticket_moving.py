"""Moves tickets to another symptom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.gui.dialogs.symptom_choice import SymptomChoice
from supportlens.gui.pages.base.statements import TicketMove

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from supportlens.domain import Study
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words


def ask_for_symptom(
    parent: QWidget,
    ticket_ids: tuple[str, ...],
    study: Study,
    words: Words,
    theme: Theme,
    say: Callable[[TicketMove], object],
) -> None:
    """Open the dialog; `say` gets the move if one is chosen."""
    if not ticket_ids or not study.symptoms:
        return
    choice = SymptomChoice(parent, len(ticket_ids), study, words, theme, ticket_ids)

    def move() -> None:
        if choice.chosen:
            say(TicketMove(ticket_ids, choice.chosen, choice.rule))

    choice.accepted.connect(move)
    choice.finished.connect(choice.deleteLater)
    choice.open()

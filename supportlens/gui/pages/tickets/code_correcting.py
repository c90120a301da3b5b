"""Corrects the codes of a ticket."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from supportlens.domain import CodeCorrection, Derived, Field, hash_text
from supportlens.gui.dialogs.code_choice import CodeChoice
from supportlens.gui.pages.base.statements import CodesChange

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from supportlens.domain import Study
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words


def ask_for_codes(
    parent: QWidget,
    position: int,
    study: Study,
    words: Words,
    theme: Theme,
    say: Callable[[CodesChange], object],
) -> CodeChoice | None:
    """Open the dialog for the ticket at a position of the study; `say` gets what the person says."""
    if study.coding is None:
        return None
    frame = study.tickets.frame
    ticket_id = str(frame[Field.TICKET_ID.value].iloc[position])
    text = hash_text(str(frame[Derived.TEXT].iloc[position]))
    held = study.coding.codes_of_contact(position)
    choice = CodeChoice(parent, ticket_id, held, words, theme)

    def keep() -> None:
        now = datetime.now(tz=UTC)
        who = study.answers[-1].who if study.answers else ""
        say(
            CodesChange(
                tuple(
                    CodeCorrection(code, holds, ticket_id, text, by=who, when=now)
                    for code, holds in choice.said().items()
                )
            )
        )

    choice.accepted.connect(keep)
    choice.finished.connect(choice.deleteLater)
    choice.open()
    return choice

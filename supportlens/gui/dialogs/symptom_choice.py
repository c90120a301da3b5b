"""The dialog that asks which symptom to move tickets to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.gui.dialogs.list_choice import ListChoice, ListTexts

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from supportlens.domain import Study
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words


class SymptomChoice(ListChoice):
    """The symptoms of a study, filtered by what is typed; `chosen` is the id of the chosen one."""

    def __init__(self, parent: QWidget | None, count: int, study: Study, words: Words, theme: Theme) -> None:
        """Ask where to move `count` tickets."""
        texts = ListTexts(
            words.say_n("Move {count} ticket to…", "Move {count} tickets to…", count),
            words.say("Tickets with the same text move too. Ctrl+Z undoes the change."),
            words.say("Find a symptom"),
            words.say("Symptoms"),
            words.say("Move"),
        )
        super().__init__(parent, texts, list_symptoms(study, words), words, theme)


def list_symptoms(study: Study, words: Words, without: str = "") -> list[tuple[str, str]]:
    """Return the id and the line of every symptom but one."""
    return [
        (one.id, f"{words.read(one.name)} ({words.number(one.tickets)})")
        for one in study.symptoms
        if one.id != without
    ]


def list_causes(study: Study, words: Words, without: str = "") -> list[tuple[str, str]]:
    """Return the id and the line of every cause but one."""
    return [
        (one.id, f"{words.read(one.name)} ({words.number(one.tickets)})")
        for one in study.causes_by_size
        if one.id != without
    ]

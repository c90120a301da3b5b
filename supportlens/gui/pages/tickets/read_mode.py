"""Reads tickets one after another: what was said of each, and the buttons that say it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from supportlens.app.statements.checking import list_checks
from supportlens.gui.pages.base.statements import TicketAcceptance
from supportlens.gui.widgets import icon_button
from supportlens.gui.widgets.tickets.reading_pane import ShortFact

if TYPE_CHECKING:
    from PySide6.QtWidgets import QToolButton

    from supportlens.domain import Study, TicketCheck
    from supportlens.gui.theme import Theme
    from supportlens.gui.widgets.tickets.reading_pane import TicketReading
    from supportlens.i18n import Words


class ReadMode(QObject):
    """Knows which tickets were read; emits `stated` when one is accepted, or no longer is."""

    stated = Signal(object)

    def __init__(self, study: Study, words: Words, theme: Theme) -> None:
        super().__init__()
        self._words = words
        self.accept: QToolButton = icon_button("check", words.say("Accept its symptom (A)"), theme)
        self.accept.setCheckable(True)
        self.show_study(study)

    def show_study(self, study: Study) -> None:
        """Take the study in which tickets are marked."""
        self.held: dict[str, TicketCheck] = list_checks(study)

    def offer(self, ticket_id: str) -> None:
        """Show on the button whether the ticket in view was accepted."""
        held = self.held.get(ticket_id)
        self.accept.setChecked(held is not None and held.agrees)

    def accept_ticket(self, ticket_id: str) -> bool:
        """State that a person agrees with a symptom, or no longer; return whether it is accepted now."""
        held = self.held.get(ticket_id)
        self.stated.emit(TicketAcceptance(ticket_id))
        return held is None or not held.agrees

    def mark(self, reading: TicketReading, ticket_id: str) -> TicketReading:
        """Return a ticket with what was said of it as its first fact."""
        held = self.held.get(ticket_id)
        if held is None:
            return reading
        say = self._words.say
        text = say("read: you agree") if held.agrees else say("read: you moved it")
        return replace(reading, short_facts=(ShortFact(text), *reading.short_facts))

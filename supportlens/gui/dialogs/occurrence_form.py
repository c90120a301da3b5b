"""The dialog in which a person writes what was done about a contact of the log of moments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from supportlens.domain import OccurrenceNote, Result
from supportlens.gui.widgets import Button, muted, subtitle
from supportlens.gui.widgets.controls.combo_box import ComboBox
from supportlens.i18n.standing.occurrences import result_name

if TYPE_CHECKING:
    from supportlens.domain import Occurrence
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

LEAST_WIDTH = 460


class OccurrenceForm(QDialog):
    """Action, owner and result of a contact; what stays empty is what the log says by itself."""

    def __init__(
        self, parent: QWidget, one: Occurrence, by_itself: tuple[str, str], words: Words, theme: Theme
    ) -> None:
        """Show the note of `one`; `by_itself` are the action and the owner that are shown in its row."""
        super().__init__(parent)
        self._ticket_id = one.ticket_id
        say, note = words.say, one.note or OccurrenceNote(one.ticket_id)
        self.setWindowTitle(say("Ticket {ticket} in the log of moments", ticket=one.ticket_id))
        self.setModal(True)
        self.setMinimumWidth(LEAST_WIDTH)
        self.action = _line(say("Action"), note.action, by_itself[0], theme)
        self.owner = _line(say("Owner"), note.owner, by_itself[1], theme)
        self.outcome = ComboBox(theme, say("Result"), letters=24)
        self.outcome.offer(say("As the log says"), None)
        for result in Result:
            self.outcome.offer(result_name(result, words), result)
        self.outcome.choose(note.result)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(8)
        rows.addWidget(subtitle(self.windowTitle(), theme))
        rows.addWidget(muted(say("It stays with the ticket in later files. Ctrl+Z undoes it."), theme))
        for box in (self.action, self.owner, self.outcome):
            rows.addSpacing(4)
            rows.addWidget(muted(box.accessibleName(), theme))
            rows.addWidget(box)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addStretch(1)
        away = Button(say("Cancel"), theme)
        away.wanted.connect(lambda _none: self.reject())
        away.setAutoDefault(False)
        self.keep = Button(say("Keep this"), theme, role="primary")
        self.keep.setDefault(True)
        self.keep.wanted.connect(lambda _none: self.accept())
        line.addWidget(away)
        line.addWidget(self.keep)
        rows.addSpacing(8)
        rows.addLayout(line)

    def note(self) -> OccurrenceNote:
        """Return what the person wrote."""
        chosen = self.outcome.value
        return OccurrenceNote(
            self._ticket_id,
            " ".join(self.action.text().split()),
            " ".join(self.owner.text().split()),
            chosen if isinstance(chosen, Result) else None,
        )


def _line(name: str, text: str, by_itself: str, theme: Theme) -> QLineEdit:
    made = QLineEdit(text)
    made.setFont(theme.font(14))
    made.setAccessibleName(name)
    made.setMaxLength(200)
    made.setPlaceholderText(by_itself)
    return made

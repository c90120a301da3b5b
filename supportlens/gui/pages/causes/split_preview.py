"""The dialog that shows the two parts of a symptom before it is split."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from supportlens.gui.pages.base.foreseeing import Foreseen, PreviewRequest
from supportlens.gui.pages.base.statements import SymptomSplitting
from supportlens.gui.pages.cards.step_preview import StepPreview
from supportlens.gui.widgets import Button, Card, body, faint, muted, subtitle
from supportlens.gui.widgets.basics.columns import Columns
from supportlens.gui.widgets.basics.labels import STRONG, label
from supportlens.i18n.amounts import tickets_phrase
from supportlens.i18n.symptoms import features_line, typical_text

if TYPE_CHECKING:
    from supportlens.domain import Study, Symptom
    from supportlens.gui.pages.base.foreseeing import Considered
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

STACKED_BELOW = 420
SIZE = (680, 420)


class SplitParts(Foreseen):
    """The parts as cards side by side, and what the verdict and the plan would be."""

    arrived = Signal()

    def __init__(self, symptom: Symptom, study: Study, words: Words, theme: Theme) -> None:
        super().__init__()
        self._symptom, self._study, self._words, self._theme = symptom, study, words, theme
        self.preview = StepPreview(study, words, theme)
        self.parts: list[Symptom] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(12)
        self._rows.addWidget(self.preview)
        self.preview.begin(SymptomSplitting(symptom.id))

    def show_after(self, statement: Considered, after: Study) -> None:
        """Show the symptoms that there would be and are not yet."""
        known = {one.id for one in self._study.symptoms}
        self.parts = [one for one in after.symptoms if one.id not in known]
        cards = Columns([(self._card(part, after), 1) for part in self.parts], stacked_below=STACKED_BELOW)
        self._rows.insertWidget(0, cards)
        self.preview.show_after(statement, after)
        self.arrived.emit()

    def show_progress(self, share: float) -> None:
        """Show how much is worked out."""
        self.preview.show_progress(share)

    def _card(self, part: Symptom, after: Study) -> QWidget:
        card = Card(self._theme)
        card.add(label(self._words.read(part.name), STRONG, self._theme))
        card.add(muted(tickets_phrase(part.tickets, self._words), self._theme))
        if features := features_line(part.features, self._words):
            card.add(faint(features, self._theme))
        if typical := typical_text(part, after):
            card.add(body(self._words.quoted(typical), self._theme))
        card.fill()
        return card


class SplitDialog(QDialog):
    """Emits `considered` for the preview; accepted when the person splits the symptom."""

    considered = Signal(object)

    def __init__(self, parent: QWidget, symptom: Symptom, study: Study, words: Words, theme: Theme) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.say("Split {name}", name=words.cite(symptom.name)))
        self.setModal(True)
        self.setMinimumSize(*SIZE)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 20)
        rows.setSpacing(12)
        rows.addWidget(subtitle(self.windowTitle(), theme))
        rows.addWidget(
            muted(words.say("It is split where its tickets differ most. Ctrl+Z undoes the change."), theme)
        )
        self.split = Button(words.say("Split"), theme, role="primary")
        self.split.setEnabled(False)
        self.split.wanted.connect(lambda _none: self.accept())
        self.shown = SplitParts(symptom, study, words, theme)
        self.shown.arrived.connect(self._offer_split)
        rows.addWidget(self.shown, 1)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addStretch(1)
        away = Button(words.say("Cancel"), theme)
        away.wanted.connect(lambda _none: self.reject())
        line.addWidget(away)
        line.addWidget(self.split)
        rows.addLayout(line)
        self._symptom_id = symptom.id
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _offer_split(self) -> None:
        """Enable the split now that its parts are seen, and make room for them."""
        self.split.setEnabled(True)
        QTimer.singleShot(0, self, self.adjustSize)

    def ask(self) -> None:
        """Ask for the parts, and show the dialog."""
        self.considered.emit(PreviewRequest(SymptomSplitting(self._symptom_id), self.shown))
        self.open()

"""Rows of symptoms: name, evidence, a typical ticket, weeks and share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction

from supportlens.domain import Name, TicketQuery
from supportlens.gui.pages.base.stacking import stack_widgets
from supportlens.gui.pages.base.statements import SymptomName
from supportlens.gui.widgets.basics.elided_label import ElidedLabel
from supportlens.gui.widgets.basics.labels import FAINT, MUTED, STRONG, label
from supportlens.gui.widgets.charts.sparkline import Sparkline
from supportlens.gui.widgets.controls.name_box import RenamableLabel
from supportlens.gui.widgets.controls.row import Row
from supportlens.i18n import LANGUAGES
from supportlens.i18n.symptoms import features_line, typical_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from supportlens.domain import Study, Symptom
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words


class SymptomRow(Row):
    """A row that links to the tickets of a symptom and emits `stated` when the symptom is renamed."""

    stated = Signal(object)
    dragged = Signal(object)
    """The row is dragged: the symptom's id."""

    def __init__(self, symptom: Symptom, study: Study, words: Words, theme: Theme) -> None:
        name = words.read(symptom.name)
        count = words.say_n("{count} ticket", "{count} tickets", symptom.tickets)
        share = words.percent(symptom.tickets / max(1, len(study.tickets)), 1)
        description = f"{name}, {share}: {count}"
        super().__init__(description, theme, payload=TicketQuery(symptom_id=symptom.id), inset=4)
        self.setMinimumHeight(40)
        self._symptom = symptom
        rename = words.say("Rename (F2)")
        self.name = RenamableLabel(ElidedLabel(name, STRONG, theme), words.bare(symptom.name), theme, rename)
        self.name.named.connect(self._emit_name)
        below = []
        features = features_line(symptom.features, words)
        if features:
            below.append(ElidedLabel(features, MUTED, theme))
        typical = typical_text(symptom, study)
        if typical:
            below.append(ElidedLabel(words.quoted(typical), FAINT, theme))
        for line in below:
            line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        # `add` would make the name ignore the mouse, but its pencil must be clickable.
        self.cells.addWidget(stack_widgets(self.name, *below, gap=2), 1)
        self.add(Sparkline(symptom.weekly, theme, name=description, colour="ink_3"))
        figure = label(f"{count}\n{share}", MUTED, theme, wrap=False, tabular=True)
        figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.add(figure, width=92)
        self.offer(words.say("Open these tickets"), self.click)
        self.offer(rename, self.name.begin)

    def drag(self) -> None:
        """Drag the symptom; letting go is no click then."""
        self.setDown(False)
        self.dragged.emit(self._symptom.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Start renaming on F2."""
        if event.key() == Qt.Key.Key_F2:
            self.name.begin()
            return
        super().keyPressEvent(event)

    def offer(self, text: str, do: Callable[..., object]) -> None:
        """Add a line to the menu of the row."""
        action = QAction(text, self)
        action.triggered.connect(do)
        self.addAction(action)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _emit_name(self, text: str) -> None:
        if text:
            self.stated.emit(SymptomName(self._symptom.id, Name(dict.fromkeys(LANGUAGES, text))))


def symptom_row(symptom: Symptom, study: Study, words: Words, theme: Theme) -> SymptomRow:
    """Return the row of a symptom; it links to its tickets."""
    return SymptomRow(symptom, study, words, theme)

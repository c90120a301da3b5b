"""Asks what a person wants to correct of a cause or a symptom, and states it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QInputDialog, QWidget

from supportlens.app.analysis.symptom_edits import can_split_symptom
from supportlens.gui.dialogs.list_choice import ListChoice, ListTexts
from supportlens.gui.dialogs.symptom_choice import list_causes, list_symptoms
from supportlens.gui.pages.base.foreseeing import PreviewRequest
from supportlens.gui.pages.base.statements import (
    CauseDismissal,
    CauseMerging,
    SymptomMerging,
    SymptomPlacing,
    SymptomSplitting,
)
from supportlens.gui.pages.cards.step_preview import StepPreview
from supportlens.gui.pages.causes.split_preview import SplitDialog
from supportlens.gui.widgets import Button, flow

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.domain import Cause, Study, Symptom
    from supportlens.gui.pages.base.foreseeing import Considered
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words
REST_MS = 400
"""Milliseconds on a row after which its consequences are computed. Judgement: longer than a held key."""


class Correcting(QObject):
    """The corrections that a person can make in one study.

    It belongs to the widget it asks over and knows it as its parent alone: a reference of its own would
    keep both, and the study, after the widget is gone.
    """

    stated = Signal(object)
    """What a person states."""
    considered = Signal(object)
    """A `PreviewRequest`, while a person considers something."""

    def __init__(self, parent: QWidget, study: Study, words: Words, theme: Theme) -> None:
        super().__init__(parent)
        self._study, self._words, self._theme = study, words, theme

    @property
    def _over(self) -> QWidget:
        """The widget over which is asked."""
        return cast("QWidget", self.parent())

    # Causes

    def cause_buttons(self, cause: Cause, *first: QWidget) -> QWidget:
        """Return the buttons of the corrections that a cause can have, after some others."""
        say, several = self._words.say, len(cause.symptoms) > 1
        offers: list[tuple[str, Callable[[Cause], None]]] = []
        if len(self._study.causes) > 1:
            offers.append((say("Merge with another cause…"), self.merge_cause))
        if several:
            offers.append((say("Split…"), self.split_cause))
        if cause.dismissed:
            offers.append((say("It is a cause after all"), self.restore_cause))
        else:
            offers.append((say("Not a cause…"), self.dismiss_cause))
        return flow([*first, *(self._button(text, ask, cause) for text, ask in offers)])

    def _button(self, text: str, ask: Callable[[Cause], None], cause: Cause) -> Button:
        made = Button(text, self._theme, role="quiet")
        made.wanted.connect(lambda: ask(cause))
        return made

    def merge_cause(self, cause: Cause) -> None:
        """Ask which cause another one is part of."""
        say = self._words.say
        texts = ListTexts(
            say("{name} is part of…", name=self._words.cite(cause.name)),
            say("Both are one cause with the name of the one you choose. Ctrl+Z undoes the change."),
            say("Find a cause"),
            say("Causes"),
            say("Merge"),
        )
        self._ask(
            texts,
            list_causes(self._study, self._words, cause.id),
            lambda into: CauseMerging(cause.id, into),
        )

    def split_cause(self, cause: Cause) -> None:
        """Ask which symptoms of a cause are a cause of their own."""
        say = self._words.say
        texts = ListTexts(
            say("Which symptoms are another cause?"),
            say("The symptoms that you tick become a cause of their own. Ctrl+Z undoes the change."),
            say("Find a symptom"),
            say("Symptoms"),
            say("Split"),
        )
        own = set(cause.symptoms)
        entries = [row for row in list_symptoms(self._study, self._words) if row[0] in own]
        choice = ListChoice(self._over, texts, entries, self._words, self._theme, several=True)
        self._show_consequences(
            choice, lambda: SymptomPlacing(choice.ticked, cause.id) if self._is_part(choice, cause) else None
        )
        choice.accepted.connect(lambda: self.stated.emit(SymptomPlacing(choice.ticked, cause.id)))
        choice.finished.connect(choice.deleteLater)
        choice.open()

    def dismiss_cause(self, cause: Cause) -> None:
        """Ask why something is no cause; the reason may stay empty."""
        say = self._words.say
        box = QInputDialog(self._over)
        box.setWindowTitle(say("Not a cause"))
        box.setLabelText(
            say(
                "{name} stays in every count; verdict and plan are those of the others. Why is it not one?",
                name=self._words.cite(cause.name),
            )
        )
        box.setOkButtonText(say("Not a cause"))
        box.setCancelButtonText(say("Cancel"))
        box.textValueSelected.connect(
            lambda why: self.stated.emit(CauseDismissal(cause.id, dismissed=True, why=" ".join(why.split())))
        )
        box.finished.connect(box.deleteLater)
        box.open()

    def restore_cause(self, cause: Cause) -> None:
        """State that something is a cause after all."""
        self.stated.emit(CauseDismissal(cause.id, dismissed=False))

    # Symptoms

    def symptom_offers(self, symptom: Symptom, cause: Cause) -> list[tuple[str, Callable[[], object]]]:
        """Return the corrections that a symptom of a cause can have, as lines of a menu."""
        say, study = self._words.say, self._study
        offers: list[tuple[str, Callable[[], object]]] = []
        if len(study.symptoms) > 1:
            offers.append((say("Merge with another symptom…"), lambda: self.merge_symptom(symptom)))
        if can_split_symptom(study, symptom.id):
            offers.append((say("Split into two…"), lambda: self.split_symptom(symptom)))
        if len(study.causes) > 1:
            offers.append((say("Move to another cause…"), lambda: self.place_symptom(symptom, cause)))
        if len(cause.symptoms) > 1:
            own = SymptomPlacing((symptom.id,), cause.id)
            offers.append((say("Make it a cause of its own"), lambda: self._say(own)))
        return offers

    def split_symptom(self, symptom: Symptom) -> SplitDialog:
        """Show the two parts of a symptom, and split it if the person wants that."""
        dialog = SplitDialog(self._over, symptom, self._study, self._words, self._theme)
        dialog.considered.connect(self.considered)
        dialog.accepted.connect(lambda: self._say(SymptomSplitting(symptom.id)))
        dialog.ask()
        return dialog

    def merge_symptom(self, symptom: Symptom) -> None:
        """Ask which symptom says the same as another one."""
        say = self._words.say
        texts = ListTexts(
            say("{name} says the same as…", name=self._words.cite(symptom.name)),
            say("Both are one symptom with the name of the one you choose. Ctrl+Z undoes the change."),
            say("Find a symptom"),
            say("Symptoms"),
            say("Merge"),
        )
        self._ask(
            texts,
            list_symptoms(self._study, self._words, symptom.id),
            lambda into: SymptomMerging(symptom.id, into),
        )

    def place_symptom(self, symptom: Symptom, cause: Cause) -> None:
        """Ask which cause a symptom belongs to."""
        say = self._words.say
        texts = ListTexts(
            say("{name} belongs to…", name=self._words.cite(symptom.name)),
            say("Its tickets move from one cause to the other. Ctrl+Z undoes the change."),
            say("Find a cause"),
            say("Causes"),
            say("Move"),
        )
        self._ask(
            texts,
            list_causes(self._study, self._words, cause.id),
            lambda into: SymptomPlacing((symptom.id,), cause.id, into),
        )

    def _say(self, statement: object) -> None:
        self.stated.emit(statement)

    def _ask(
        self, texts: ListTexts, entries: list[tuple[str, str]], make: Callable[[str], Considered]
    ) -> None:
        choice = ListChoice(self._over, texts, entries, self._words, self._theme)
        self._show_consequences(choice, lambda: make(choice.chosen) if choice.chosen else None)

        def state() -> None:
            if choice.chosen:
                self.stated.emit(make(choice.chosen))

        choice.accepted.connect(state)
        choice.finished.connect(choice.deleteLater)
        choice.open()

    def _show_consequences(self, choice: ListChoice, considered: Callable[[], Considered | None]) -> None:
        """Show below a list what would come of what is chosen, once the choice rests."""
        preview = StepPreview(self._study, self._words, self._theme)
        choice.rows.insertWidget(choice.rows.count() - 1, preview)
        rest = QTimer(choice, singleShot=True, interval=REST_MS)

        def begin() -> None:
            statement = considered()
            if statement is None:
                preview.clear()
                rest.stop()
            else:
                preview.begin(statement)
                rest.start()

        def ask() -> None:
            if (statement := considered()) is not None:
                self.considered.emit(PreviewRequest(statement, preview))

        rest.timeout.connect(ask)
        choice.list.currentItemChanged.connect(lambda *_: begin())
        choice.list.itemChanged.connect(lambda _item: begin())
        begin()

    @staticmethod
    def _is_part(choice: ListChoice, cause: Cause) -> bool:
        return 0 < len(choice.ticked) < len(cause.symptoms)

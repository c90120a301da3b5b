"""The dialog that asks which symptom to move tickets to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from supportlens.app.queries.proposing_rules import RuleProposer
from supportlens.gui.dialogs.list_choice import ListChoice, ListTexts
from supportlens.gui.widgets import muted
from supportlens.gui.widgets.basics.labels import set_text
from supportlens.gui.widgets.controls.tick_box import TickBox
from supportlens.i18n.symptoms import excerpt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from supportlens.app.queries.proposing_rules import ProposedRule
    from supportlens.domain import Study
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words


PAUSE_MS = 150
"""Milliseconds until a rule is proposed for the chosen symptom. Judgement: longer than a key is held."""
EXAMPLES = 3
"""Tickets of a proposed rule that are shown. Judgement: enough to see whether they say the same."""


class SymptomChoice(ListChoice):
    """The symptoms of a study, filtered by what is typed; `chosen` is the id of the chosen one.

    Below them a rule is proposed for tickets like those that are moved; `rule` are its words if it is ticked.
    """

    def __init__(
        self,
        parent: QWidget | None,
        count: int,
        study: Study,
        words: Words,
        theme: Theme,
        ticket_ids: tuple[str, ...] = (),
    ) -> None:
        """Ask where to move `count` tickets, those with `ticket_ids`."""
        self._words, self._proposer = words, RuleProposer(study, ticket_ids)
        self._proposed: ProposedRule | None = None
        texts = ListTexts(
            words.say_n("Move {count} ticket to…", "Move {count} tickets to…", count),
            words.say("Tickets with the same text move too. Ctrl+Z undoes the change."),
            words.say("Find a symptom"),
            words.say("Symptoms"),
            words.say("Move"),
        )
        super().__init__(parent, texts, list_symptoms(study, words), words, theme)
        self.rule_box = TickBox("", theme, ticked=False)
        self.rule_box.setFont(theme.font(14))
        self.examples = muted("", theme)
        self.rows.insertWidget(self.rows.count() - 1, self.rule_box)
        self.rows.insertWidget(self.rows.count() - 1, self.examples)
        self.setTabOrder(self.list, self.rule_box)  # as they stand: the buttons were made before it
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._propose)
        self.list.currentItemChanged.connect(lambda *_: self._pause.start())
        self._propose()

    @property
    def rule(self) -> tuple[str, ...]:
        """The words of the rule that is ticked, () for none."""
        return self._proposed.words if self._proposed and self.rule_box.isChecked() else ()

    def _propose(self) -> None:
        """Propose a rule for the chosen symptom, with some of the tickets that it would move."""
        found = self._proposer.propose(self.chosen) if self.chosen else None
        self._proposed = found
        self.rule_box.setVisible(found is not None)
        self.examples.setVisible(found is not None)
        self.rule_box.setChecked(False)
        if found is None:
            return
        words = self._words
        text = words.say_n(
            "From now on, all tickets with {words}: {count} more here",
            "From now on, all tickets with {words}: {count} more here",
            len(found.ticket_ids),
            words=words.listed(map(words.quoted, found.words)),
        )
        self.rule_box.setText(text)
        self.rule_box.setAccessibleName(text)
        shown = "\n".join(words.quoted(excerpt(each)) for each in found.texts[:EXAMPLES])
        set_text(self.examples, shown)


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

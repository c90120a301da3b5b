"""What a person adds to an action: who owns it, how far it is, and what those who took part said and knew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from supportlens.domain import TakenState
from supportlens.gui.pages.base.stacking import stack_widgets
from supportlens.gui.pages.base.statements import ActionTaking
from supportlens.gui.widgets import Button, flow
from supportlens.gui.widgets.basics.labels import MUTED, label
from supportlens.gui.widgets.controls.combo_box import ComboBox
from supportlens.gui.widgets.controls.number_box import NumberBox
from supportlens.i18n.follow_up.taken_actions import state_word

if TYPE_CHECKING:
    from supportlens.domain import TakenAction
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words


class ActionCompletion(QWidget):
    """A link that opens the inputs of an action; emits `stated(ActionTaking)` when they are kept."""

    stated = Signal(object)

    def __init__(self, action: TakenAction, words: Words, theme: Theme) -> None:
        super().__init__()
        say = words.say
        self._action = action
        self.opener = Button(say("Add owner, reaction and learning…"), theme, role="link")
        self.owner = QLineEdit(action.owner)
        self.owner.setFont(theme.font(14))
        self.owner.setMaxLength(80)
        self.state = ComboBox(theme, say("State"), letters=16)
        self.state.offer(say("As its date says"), None)
        for one in TakenState:
            self.state.offer(state_word(one, words), one)
        self.state.choose(action.state)
        useful, right = say("Found it useful, in per cent"), say("Right answers, in per cent")
        self.reaction = _share_box(useful, action.reaction, words, theme)
        self.learning = _share_box(right, action.learning, words, theme)
        self.keep = Button(say("Keep this"), theme)
        named = (
            (say("Owner"), self.owner),
            (say("State"), self.state),
            (useful, self.reaction),
            (right, self.learning),
        )
        for name, box in named:
            box.setAccessibleName(name)
        inputs = [stack_widgets(label(name, MUTED, theme, wrap=False), box) for name, box in named]
        self.inputs = stack_widgets(flow(inputs, 16), self.keep, gap=10)
        self.inputs.hide()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.opener)
        rows.addWidget(self.inputs)
        self.opener.wanted.connect(lambda _none: self.inputs.setVisible(self.inputs.isHidden()))
        self.keep.wanted.connect(lambda _none: self._keep())

    def _keep(self) -> None:
        chosen = self.state.value
        action = replace(
            self._action,
            owner=" ".join(self.owner.text().split()),
            state=chosen if isinstance(chosen, TakenState) else None,
            reaction=_share(self.reaction),
            learning=_share(self.learning),
        )
        if action != self._action:
            self.stated.emit(ActionTaking(action, self._action))


def _share_box(name: str, share: float | None, words: Words, theme: Theme) -> NumberBox:
    made = NumberBox(name, "%", lambda number: words.number(number, 1), theme, most=100)
    made.show_number(None if share is None else round(100 * share, 1))
    return made


def _share(box: NumberBox) -> float | None:
    return None if box.number is None else box.number / 100

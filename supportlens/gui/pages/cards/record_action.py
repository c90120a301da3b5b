"""The card that records what was done about a cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from supportlens import app
from supportlens.domain import TakenKind
from supportlens.gui.pages.base.statements import ActionTaking
from supportlens.gui.widgets import Button, Card, flow, muted
from supportlens.gui.widgets.basics.screen_parts import screen_only
from supportlens.gui.widgets.controls.combo_box import ComboBox
from supportlens.gui.widgets.controls.day_box import DayBox
from supportlens.i18n.follow_up.taken_actions import taken_kind_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.domain import Study
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words


def record_action_card(
    study: Study, cause_id: str, kind: TakenKind, words: Words, theme: Theme, state: Callable[[object], None]
) -> Card:
    """Return a card with the kind, the day and the owner of an action, and the button that records it."""
    say = words.say
    card = screen_only(Card(theme, say("Already done?")))
    card.add(muted(say("Write down when, and what came of it is measured with every new file."), theme))
    kinds = ComboBox(theme, say("Type"), letters=14)
    for one in TakenKind:
        kinds.offer(taken_kind_name(one, words), one)
    kinds.choose(kind)
    day = DayBox(theme, say("Date"), words.locale)
    day.show_day(study.tickets.last_date)
    owner = QLineEdit()
    owner.setFont(theme.font(14))
    owner.setAccessibleName(say("Owner"))
    owner.setPlaceholderText(say("Owner"))
    owner.setMaxLength(80)
    done = Button(say("Record it"), theme)

    def record(_payload: object) -> None:
        if day.day is None:
            return
        chosen = TakenKind(str(kinds.value))
        action = app.make_action(
            study, cause_id, chosen, taken_kind_name(chosen, words), day.day, owner.text()
        )
        state(ActionTaking(action))

    done.wanted.connect(record)
    card.add(flow((kinds, day, owner, done), 12))
    return card

"""The ten-call pilot: whom to call, what each said, and what that is worth."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout

from supportlens.domain import CallOutcome
from supportlens.gui.pages.base.statements import PilotChange
from supportlens.gui.widgets import Button, Card, body, muted
from supportlens.gui.widgets.controls.combo_box import ComboBox
from supportlens.gui.widgets.controls.number_box import NumberBox
from supportlens.i18n.follow_up.services import call_outcome_name, pilot_line
from supportlens.i18n.standing.lives import sheet_link_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.domain import Pilot, PilotCall, Study
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words


def pilot_card(
    study: Study,
    words: Words,
    theme: Theme,
    state: Callable[[object], None],
    follow: Callable[[object], None],
) -> Card:
    """Return the card of the last pilot, or the button that draws the first one.

    `follow` gets the page on which the pilot becomes a standing moment.
    """
    from supportlens.app.queries.pilots import draw_next  # noqa: PLC0415 - needs SciPy

    card = Card(theme, words.say("Ten-call pilot"))
    pilot = study.pilots[-1] if study.pilots else None
    if pilot is None:
        text = words.say(
            "Call ten of them, drawn by lot, and write down who buys: that tells whether it is worth a rule."
        )
        card.add(body(text, theme))
    else:
        card.add(body(pilot_line(pilot, words), theme))
        card.add(_calls(pilot, words, theme, state))
    drawn = draw_next(study)
    if drawn is not None and (pilot is None or pilot.answered == len(pilot.calls)):
        draw = Button(
            words.say("Draw ten") if pilot is None else words.say("Draw ten more"),
            theme,
            payload=PilotChange(drawn),
        )
        draw.wanted.connect(state)
        card.add(draw)
    if pilot is not None and pilot.bought:
        card.add(
            muted(
                words.say(
                    "It works? Make it a standing moment with an owner: five months after each service."
                ),
                theme,
            )
        )
        had = study.desk_moments.moment(pilot.moment_id)
        own = Button(sheet_link_name(had, words), theme, payload=f"standing/pilot/{pilot.id}")
        own.wanted.connect(follow)
        card.add(own)
    return card


def _calls(pilot: Pilot, words: Words, theme: Theme, state: Callable[[object], None]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    for row, call in enumerate(pilot.calls):
        grid.addWidget(body(call.customer, theme), row, 0)
        box = ComboBox(theme, call.customer, letters=16)
        for outcome in CallOutcome:
            box.offer(call_outcome_name(outcome, words), outcome)
        box.choose(call.outcome)
        box.activated.connect(lambda _row, at=row, chosen=box: state(_outcome(pilot, at, chosen)))
        grid.addWidget(box, row, 1)
        grid.addWidget(_value_box(pilot, row, words, theme, state), row, 2)
    grid.setColumnStretch(0, 1)
    return grid


def _outcome(pilot: Pilot, at: int, chosen: ComboBox) -> PilotChange:
    return _with(pilot, at, replace(pilot.calls[at], outcome=CallOutcome(str(chosen.value))))


def _value_box(
    pilot: Pilot, at: int, words: Words, theme: Theme, state: Callable[[object], None]
) -> NumberBox:
    """Return the box for what a customer bought for; it is there only for one who bought."""
    call = pilot.calls[at]
    box = NumberBox(
        words.say("Amount of {customer}", customer=call.customer),
        words.say("Amount"),
        lambda number: words.number(number, 2),
        theme,
    )
    box.show_number(call.value)
    box.setEnabled(call.outcome is CallOutcome.BOUGHT)
    box.entered.connect(lambda value: state(_with(pilot, at, replace(call, value=value))))
    return box


def _with(pilot: Pilot, at: int, call: PilotCall) -> PilotChange:
    calls = list(pilot.calls)
    calls[at] = call
    return PilotChange(replace(pilot, calls=tuple(calls)))

"""The card of the share of the first cause: a picture of a hundred squares, the figure and its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy

from supportlens.domain import TicketQuery
from supportlens.gui.pages.base.stacking import stack_widgets
from supportlens.gui.pages.cards.cause_evidence import share_before
from supportlens.gui.widgets import Card, faint, figure
from supportlens.gui.widgets.charts.waffle import Waffle
from supportlens.gui.widgets.controls.row import Row

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.domain import Cause, Study
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

WIDTH = 260


def share_card(
    cause: Cause, study: Study, words: Words, theme: Theme, follow: Callable[[object], None]
) -> Card:
    """Return the card; picture and figure open the tickets of the cause by `follow`."""
    card = Card(theme, words.say("Share of the total"))
    share = words.percent(cause.share)
    interval = f"{words.number(cause.share_low * 100)} \N{EN DASH} {words.percent(cause.share_high)}"
    description = words.say(
        "{share} of the tickets, {count} of {total} (95% interval {interval})",
        share=share,
        count=words.number(cause.tickets),
        total=words.number(len(study.tickets)),
        interval=interval,
    )
    picture = Waffle(
        cause.share,
        theme,
        name=words.say("Share of the total"),
        description=description,
        payload=TicketQuery(cause_id=cause.id),
    )
    line = Row(words.say("Open these tickets"), theme, payload=TicketQuery(cause_id=cause.id), inset=0)
    line.cells.setContentsMargins(0, 0, 0, 0)
    line.add(figure(share, theme))
    aside = [faint(interval, theme, wrap=False)]
    before = share_before(cause, study)
    if before is not None:
        text = words.say("before: {share}", share=words.percent(before))
        aside.insert(0, faint(text, theme, wrap=False))
    beside = stack_widgets(*aside, gap=2)
    beside.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    line.add(beside)
    line.cells.addStretch(1)
    for opening in (picture, line):
        opening.wanted.connect(follow)
        card.add(opening)
    card.fill()
    card.setFixedWidth(WIDTH)
    return card

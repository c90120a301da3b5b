"""The time and place of a cause: onset, levels, rates, scope, matching change and rival changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import TicketQuery
from supportlens.gui.pages.base.stacking import stack_widgets
from supportlens.gui.pages.cards.weekly_chart import RIVALS_SHOWN
from supportlens.gui.widgets import Card
from supportlens.gui.widgets.basics.labels import MUTED, TextRole, label
from supportlens.gui.widgets.controls.row import list_line
from supportlens.i18n.onsets import (
    change_match_line,
    ground_line,
    level_line,
    onset_line,
    rates_line,
    rise_after_line,
)
from supportlens.i18n.signals import scope_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from supportlens.domain import Cause, ChangeMatch
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

MUTED_TITLE = TextRole("muted", 13, 600)


def when_and_where_card(cause: Cause, words: Words, theme: Theme, wanted: Callable[[object], None]) -> Card:
    """Return the card of the time and place of a cause; `wanted` gets the query of a clicked line."""
    card = Card(theme, words.say("Since when and where"))
    lines: list[QWidget] = [list_line(text, theme) for text in _times(cause, words)]
    for claim in (*cause.combinations, *cause.scope):
        query = TicketQuery(cause_id=cause.id, field=claim.field, value=claim.value, further=claim.further)
        row = list_line(scope_line(claim, words), theme, payload=query)
        row.wanted.connect(wanted)
        lines.append(row)
    if not cause.scope and not cause.combinations:
        lines.append(list_line(words.say("It is not concentrated in one place."), theme))
    card.add(stack_widgets(*lines))
    if cause.change is not None and cause.change.grounds:
        card.add(label(words.say("Why this change and not another"), MUTED_TITLE, theme))
        grounds = (
            list_line(ground_line(ground, words), theme, role=MUTED) for ground in cause.change.grounds
        )
        card.add(stack_widgets(*grounds, gap=2))
    if cause.rivals:
        card.add(label(words.say("Other changes near that date"), MUTED_TITLE, theme))
        rivals = (
            list_line(_rival_text(rival, words), theme, role=MUTED) for rival in cause.rivals[:RIVALS_SHOWN]
        )
        card.add(stack_widgets(*rivals, gap=2))
    card.fill()
    return card


def _times(cause: Cause, words: Words) -> Iterator[str]:
    """Yield the onset, the rates, the later levels and the change, as far as they are known."""
    yield onset_line(cause, words)
    if cause.onset is not None:
        rates = rates_line(cause.onset, words)
        if rates:
            yield rates
        yield from (level_line(level, words) for level in cause.onset.levels)
    if cause.change is not None:
        rise = rise_after_line(cause.change, words)
        yield f"{change_match_line(cause.change, words)} {rise}".strip()


def _rival_text(rival: ChangeMatch, words: Words) -> str:
    """Return the name and date of a rival change, and the probability that it coincides by chance."""
    text = words.say(
        "{name}, {day}; the probability of being this close by chance is {chance}.",
        name=words.quoted(rival.change.name),
        day=words.day(rival.change.day, "long"),
        chance=words.percent(rival.chance, 0 if rival.chance >= 0.1 else 1),
    )
    return text if rival.same_scope else f"{text} {words.say('It is about another place.')}"

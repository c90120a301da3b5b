"""The card of who handles the same cause better: groups and channels, never named people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.gui.widgets import Card, body, muted
from supportlens.gui.widgets.basics.labels import CARD_TITLE, label
from supportlens.i18n.labels import field_name
from supportlens.i18n.standing.handling import group_line

if TYPE_CHECKING:
    from supportlens.domain import Handling
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words


def handling_card(found: tuple[Handling, ...], words: Words, theme: Theme) -> Card | None:
    """Return the card of how groups handled the same tickets, None if nothing can be compared."""
    if not found:
        return None
    card = Card(theme, words.say("Same cause, better handled by"))
    card.add(
        muted(
            words.say(
                "Whom to learn from: each group against all others, with the interval of the difference."
            ),
            theme,
        )
    )
    for handling in found:
        name = field_name(handling.field, words)
        card.add(label(words.say("By {field}", field=name), CARD_TITLE, theme))
        for group in handling.groups:
            line = group_line(group, words)
            card.add(body(line, theme) if group.better_by else muted(line, theme))
    return card

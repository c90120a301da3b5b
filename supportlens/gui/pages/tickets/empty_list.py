"""What stands in the place of the tickets where none is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.gui.widgets.cards.empty_state import EmptyState

if TYPE_CHECKING:
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words


def no_match_notice(words: Words, theme: Theme) -> EmptyState:
    """Return that no ticket meets all conditions, and offer all tickets."""
    return EmptyState(
        theme,
        icon="search",
        sentence=words.say("No ticket meets all of this"),
        help_text=words.say("Take a condition away, or search with fewer words."),
        button=words.say("Show all the tickets"),
    )

"""The notice shown instead of the list if no ticket matches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.gui.widgets.cards.empty_state import EmptyState

if TYPE_CHECKING:
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words


def no_match_notice(words: Words, theme: Theme, *, texts: bool = True) -> EmptyState:
    """Return the notice that no ticket matches, with a button that shows all; `texts` may be left out."""
    help_text = words.say("Remove a condition or search for fewer words.")
    if not texts:
        help_text = words.say("This project keeps no texts: only ticket numbers and fields can be found.")
    return EmptyState(
        theme,
        icon="search",
        sentence=words.say("No ticket matches all of these"),
        help_text=help_text,
        button=words.say("Show all the tickets"),
    )

"""The highlight colour behind words that were searched for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

if TYPE_CHECKING:
    from supportlens.gui.theme import Theme


def highlight_colour(theme: Theme) -> QColor:
    """Return a warm tone mixed into the surface, so that text on it keeps its contrast."""
    share = theme.tokens.highlight
    over, under = theme.colour("warn"), theme.colour("surface")
    mixed = (
        round(share * top + (1 - share) * bottom)
        for top, bottom in zip(_channels(over), _channels(under), strict=True)
    )
    return QColor(*mixed)


def _channels(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()

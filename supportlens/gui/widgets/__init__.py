"""Widgets: they know Qt, the theme and the words they are handed, and nothing else of ours."""

from supportlens.gui.widgets.buttons import Button, icon_button
from supportlens.gui.widgets.card import Card
from supportlens.gui.widgets.chip import Chip
from supportlens.gui.widgets.flow import FlowLayout, flow
from supportlens.gui.widgets.labels import (
    body,
    eyebrow,
    faint,
    figure,
    hairline,
    headline,
    label,
    muted,
    strong,
    subtitle,
    title,
)

__all__ = [
    "Button",
    "Card",
    "Chip",
    "FlowLayout",
    "body",
    "eyebrow",
    "faint",
    "figure",
    "flow",
    "hairline",
    "headline",
    "icon_button",
    "label",
    "muted",
    "strong",
    "subtitle",
    "title",
]

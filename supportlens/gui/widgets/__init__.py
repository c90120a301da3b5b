"""Widgets; of our own code they use only the theme and the words they are given."""

from supportlens.gui.widgets.basics.flow_layout import FlowLayout, flow
from supportlens.gui.widgets.basics.labels import (
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
from supportlens.gui.widgets.cards.card import Card
from supportlens.gui.widgets.controls.buttons import Button, icon_button
from supportlens.gui.widgets.controls.chip import Chip

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

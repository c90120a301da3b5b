"""Where a long page is cut into sheets of paper: between its cards, else between its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from supportlens.gui.main_window.leaving.widget_menu import CARD_ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST_FILLED = 0.45
"""The part of a sheet that must be filled for a card to stay whole. Judgement: a sheet of more white than
print looks like the last one."""


class Block(NamedTuple):
    """What is not cut: its first pixel and the one after its last, from the top of the page."""

    top: int
    bottom: int


class PageBlocks(NamedTuple):
    """The cards of a page, and the texts and charts in and between them."""

    cards: tuple[Block, ...]
    lines: tuple[Block, ...]


def list_blocks(content: QWidget) -> PageBlocks:
    """Return the blocks of the content of a page that is shown."""
    cards, lines = [], []
    for widget in content.findChildren(QWidget):
        if not widget.isVisibleTo(content) or widget.height() < 1:
            continue
        top = widget.mapTo(content, QPoint(0, 0)).y()
        block = Block(top, top + widget.height())
        if widget.property("role") in CARD_ROLES:
            cards.append(block)
        elif not any(child.isVisibleTo(widget) for child in widget.findChildren(QWidget)):
            lines.append(block)
    return PageBlocks(tuple(cards), tuple(lines))


def find_breaks(height: int, high: int, blocks: PageBlocks) -> list[int]:
    """Return where each sheet begins for a page of a `height`, on sheets that hold `high` pixels."""
    tops = [0]
    while height - tops[-1] > high:
        top = tops[-1]
        limit = top + high
        cut = _before(limit, [*blocks.cards, *blocks.lines], high)
        if cut - top < LEAST_FILLED * high:
            cut = _before(limit, blocks.lines, high)
        tops.append(cut if cut > top else limit)
    return tops


def _before(limit: int, blocks: Sequence[Block], high: int) -> int:
    """Return the last place up to a limit at which no block that fits on a sheet is cut."""
    whole = [block for block in blocks if block.bottom - block.top <= high]
    cut = limit
    while crossed := [block.top for block in whole if block.top < cut < block.bottom]:
        cut = min(crossed)
    return cut

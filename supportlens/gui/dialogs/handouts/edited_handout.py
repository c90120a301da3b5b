"""A document as it was edited in its preview, in the blocks of a handout."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextList, QTextListFormat, QTextTable

from supportlens.domain import BlockStyle, HandoutBlock

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock, QTextDocument

    from supportlens.domain import Handout

_SMALL = 10.0
"""Points below which a paragraph is small print."""
_NUMBERED = {
    QTextListFormat.Style.ListDecimal,
    QTextListFormat.Style.ListLowerAlpha,
    QTextListFormat.Style.ListUpperAlpha,
}


def read_edited(handout: Handout, document: QTextDocument) -> Handout:
    """Return a handout with what now stands in `document`; its first heading is the title."""
    title, blocks = "", list[HandoutBlock]()
    at = document.rootFrame().begin()
    while not at.atEnd():
        frame: object = at.currentFrame()  # None for text outside a table, which the stubs do not say
        if isinstance(frame, QTextTable):
            blocks.append(HandoutBlock(BlockStyle.TABLE, rows=_rows(frame)))
        elif frame is None:
            block = at.currentBlock()
            if not title and block.blockFormat().headingLevel() == 1:
                title = block.text().strip()
            elif block.text().strip():
                _append(blocks, _style(block), block.text())
        at += 1
    return replace(handout, title=title or handout.title, blocks=tuple(blocks))


def _append(blocks: list[HandoutBlock], style: BlockStyle, text: str) -> None:
    """Append a line to the block before it if that is a list of the same kind, else as a block of its own."""
    line = text.replace("\N{LINE SEPARATOR}", "\n").strip()
    if blocks and blocks[-1].style is style and style in (BlockStyle.BULLETS, BlockStyle.NUMBERS):
        blocks[-1] = replace(blocks[-1], lines=(*blocks[-1].lines, line))
    else:
        blocks.append(HandoutBlock(style, (line,)))


def _style(block: QTextBlock) -> BlockStyle:
    listed: object = block.textList()  # None outside a list, which the stubs do not say
    if block.blockFormat().headingLevel():
        return BlockStyle.HEADING
    if isinstance(listed, QTextList):
        return BlockStyle.NUMBERS if listed.format().style() in _NUMBERED else BlockStyle.BULLETS
    size = block.charFormat().fontPointSize() or block.begin().fragment().charFormat().fontPointSize()
    return BlockStyle.SMALL if 0 < size < _SMALL else BlockStyle.PARAGRAPH


def _rows(table: QTextTable) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(_cell(table, row, column) for column in range(table.columns())) for row in range(table.rows())
    )


def _cell(table: QTextTable, row: int, column: int) -> str:
    cursor = table.cellAt(row, column).firstCursorPosition()
    last = table.cellAt(row, column).lastCursorPosition().position()
    cursor.setPosition(last, cursor.MoveMode.KeepAnchor)
    return cursor.selectedText().replace("\N{PARAGRAPH SEPARATOR}", "\n").replace("\N{LINE SEPARATOR}", "\n")

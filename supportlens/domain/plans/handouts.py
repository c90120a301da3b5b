"""Handouts: documents that are ready to send, as blocks without a layout."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from supportlens.domain.plans.training_choices import MaterialKind


class BlockStyle(StrEnum):
    """How a block of a handout is set."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLETS = "bullets"
    NUMBERS = "numbers"
    TABLE = "table"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class HandoutBlock:
    """A block: `lines` of a heading, paragraphs or a list, or `rows` of a table, its header first."""

    style: BlockStyle
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Handout:
    """One document."""

    kind: MaterialKind
    name: str
    """What kind of document it is, in the reader's language."""
    title: str
    blocks: tuple[HandoutBlock, ...]

    @property
    def text(self) -> str:
        """The document as plain text, for copying into a mail."""
        parts = [self.title]
        for block in self.blocks:
            if block.style is BlockStyle.BULLETS:
                parts.append("\n".join(f"\N{BULLET} {line}" for line in block.lines))
            elif block.style is BlockStyle.NUMBERS:
                parts.append("\n".join(f"{number}. {line}" for number, line in enumerate(block.lines, 1)))
            elif block.style is BlockStyle.TABLE:
                parts.append("\n".join(" | ".join(row) for row in block.rows))
            else:
                parts.append("\n\n".join(block.lines))
        return "\n\n".join(parts) + "\n"

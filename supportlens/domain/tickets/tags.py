"""Tags: several values in one cell, in one form whatever the export's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Tags:
    """The form of several tags in a cell of `Tickets.frame`: "brisa; web"."""

    @staticmethod
    def split(cell: str) -> tuple[str, ...]:
        """Return the tags of a cell."""
        return tuple(tag for part in cell.split(";") if (tag := " ".join(part.split())))

    @staticmethod
    def join(tags: Iterable[str]) -> str:
        """Return one cell of tags, each once, in their order."""
        return "; ".join(dict.fromkeys(tags))

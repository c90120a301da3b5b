"""How a sheet is printed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageSetUp:
    """How a sheet is printed."""

    landscape: bool
    pages_wide: int
    """Pages that the columns are fitted to."""
    one_page: bool
    title_rows: tuple[int, int] | None
    """Rows repeated at the top of every page."""
    page_line: str
    """The sentence that numbers the pages, with ``&P`` and ``&N`` for Excel to fill in."""

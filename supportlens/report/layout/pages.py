"""Sets up sheets for printing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.report.layout.page_setup import PageSetUp

if TYPE_CHECKING:
    from supportlens.i18n import Words
    from supportlens.report.layout.book import SheetDraft


def set_page(
    sheet: SheetDraft,
    words: Words,
    *,
    landscape: bool = True,
    pages_wide: int = 1,
    one_page: bool = False,
    title_rows: tuple[int, int] | None = None,
) -> None:
    """Set up the page for printing: fitted to the width, with header, footer and repeated titles."""
    line = words.say("Page {page} of {pages}", page="&P", pages="&N")
    sheet.page = PageSetUp(landscape, pages_wide, one_page, title_rows, line)

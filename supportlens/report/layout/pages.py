"""Sets up sheets for printing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.header_footer import _HeaderFooterPart as HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from supportlens.i18n import Words

_A4 = 9


def set_page(
    sheet: Worksheet,
    words: Words,
    *,
    landscape: bool = True,
    pages_wide: int = 1,
    one_page: bool = False,
    title_rows: str = "",
    title_columns: str = "",
) -> None:
    """Set up the page for printing: fitted to the width, with header, footer and repeated titles."""
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth = pages_wide
    sheet.page_setup.fitToHeight = 1 if one_page else 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.7
    sheet.print_options.horizontalCentered = True
    pages = words.say("Page {page} of {pages}", page="&P", pages="&N")
    sheet.HeaderFooter.oddHeader = HeaderFooterItem(left=_small("SupportLens"), right=_small("&A"))
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(right=_small(pages))
    if title_rows:
        sheet.print_title_rows = title_rows
    if title_columns:
        sheet.print_title_cols = title_columns


def _small(text: str) -> HeaderFooterPart:
    return HeaderFooterPart(text=text, size=9)

"""The report as one web page: every sheet but the tickets, which a table of text serves better."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from supportlens.report.web.sheet_table import SheetTable
from supportlens.report.web.style_sheet import StyleSheet

if TYPE_CHECKING:
    from supportlens.i18n import Words
    from supportlens.report.layout.book import BookDraft

_NOTHING_ELSE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""What a browser may load for the page: what stands in it."""


def page_of(book: BookDraft, words: Words) -> str:
    """Return a workbook of values as a whole page; everything from tickets is escaped."""
    looks = StyleSheet(book)
    shown = [sheet for sheet in book.sheets if sheet.cells]
    numbers = {sheet.title: f"s{at}" for at, sheet in enumerate(shown, start=1)}
    anchors = {
        (cell.link.sheet, cell.link.row): f"{numbers[cell.link.sheet]}-{cell.link.row}"
        for sheet in shown
        for cell in sheet.cells.values()
        if cell.link is not None and cell.link.sheet in numbers
    }
    sections = [
        f'<section id="{numbers[sheet.title]}"><h1>{escape(sheet.title)}</h1>\n'
        f"{SheetTable(book, sheet, words, looks, anchors).text()}\n</section>"
        for sheet in shown
    ]
    links = "".join(f'<a href="#{number}">{escape(title)}</a>' for title, number in numbers.items())
    foot = escape(book.look.footer or book.look.name or "SupportLens")
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(words.language)}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_NOTHING_ELSE}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(book.title)}</title>\n<style>{looks.text()}</style></head>\n"
        f"<body><nav>{links}</nav>\n{chr(10).join(sections)}\n<footer>{foot}</footer></body></html>\n"
    )

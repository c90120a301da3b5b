"""Reads markup of any kind as tables, by its first element."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import NoRows, NotATable
from supportlens.ingest.formats.markup.parsing import (
    PAGE_TAGS,
    decode_markup,
    local_name,
    parse_xml,
    root_tag,
)
from supportlens.ingest.formats.markup.spreadsheet_xml import read_spreadsheet
from supportlens.ingest.formats.markup.web_archives import is_web_archive, read_archive
from supportlens.ingest.formats.markup.web_pages import read_page
from supportlens.ingest.formats.markup.xml_records import read_records
from supportlens.ingest.formats.spreadsheets.sheets import make_parts
from supportlens.ingest.formats.spreadsheets.ticket_evidence import weigh_tickets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.domain import FractionProgress
    from supportlens.ingest.formats.spreadsheets.sheets import SheetCells
    from supportlens.ingest.tables.table import Part


def read_markup(
    path: str, data: bytes, progress: FractionProgress, *, named: bool
) -> tuple[str, tuple[Part, ...], str]:
    """Return the format, the tables and the encoding of markup; to be called in the worker alone.

    Raises NotATable for markup without tickets, and for what was merely found in a folder and does not look
    like tickets; Unsafe for entity definitions; Damaged for broken XML.
    """
    if is_web_archive(data):
        sheets, encoding = read_archive(path, data)
        return "mht", _make_parts(path, sheets, named=named), encoding
    text, encoding = decode_markup(data)
    progress(0.2)
    if root_tag(text) in PAGE_TAGS:
        return "html", _make_parts(path, read_page(path, text), named=named), encoding
    root, is_cut_off = parse_xml(path, text)
    progress(0.5)
    if local_name(root) == "Workbook":
        return "spreadsheetml", _make_parts(path, read_spreadsheet(path, root), named=named), encoding
    return "xml", read_records(path, root, is_cut_off=is_cut_off), encoding


def _make_parts(path: str, sheets: Sequence[SheetCells], *, named: bool) -> tuple[Part, ...]:
    parts = make_parts(sheets)
    if not parts:
        raise NoRows(path)
    if not named and not any(weigh_tickets(part.grid).is_ticket_like for part in parts):
        raise NotATable(path, "html")
    return parts

"""Finds the merged cells of OpenDocument spreadsheets, which the reader of their cells does not say."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

from supportlens.ingest.formats.spreadsheets.merged_cells import Span

if TYPE_CHECKING:
    from lxml.etree import _Element

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_LARGEST = 1 << 20
"""Maximum rows or columns of a sheet."""


def read_spans(data: bytes) -> dict[str, list[Span]]:
    """Return the merged cells of each sheet by its name; none for another format or for broken content."""
    found: dict[str, list[Span]] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("content.xml") as content:
            walk = etree.iterparse(
                content,
                events=("start", "end"),
                tag=(f"{_TABLE}table", f"{_TABLE}table-row"),
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
                huge_tree=False,
            )
            _collect(walk, found)
    except (etree.XMLSyntaxError, KeyError, zipfile.BadZipFile):
        return found
    return found


def _collect(walk: etree.iterparse, found: dict[str, list[Span]]) -> None:
    spans: list[Span] = []
    row = 0
    for event, element in walk:
        if element.tag == f"{_TABLE}table":
            if event == "start":
                spans, row = [], 0
                found[element.get(f"{_TABLE}name", "")] = spans
        elif event == "end":
            spans += _spans_of_row(element, row)
            row += _number(element, "number-rows-repeated")
            element.clear()


def _spans_of_row(row: _Element, at: int) -> list[Span]:
    spans: list[Span] = []
    column = 0
    for cell in row:
        down, across = _number(cell, "number-rows-spanned"), _number(cell, "number-columns-spanned")
        if down > 1 or across > 1:
            spans.append(Span(at, column, at + down - 1, column + across - 1))
        column += _number(cell, "number-columns-repeated")
    return spans


def _number(element: _Element, name: str) -> int:
    digits = str(element.get(f"{_TABLE}{name}", "1"))
    return min(int(digits), _LARGEST) if digits.isdecimal() and len(digits) < 10 else 1

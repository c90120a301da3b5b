"""Logs that the tests of ingest write and read."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl

from supportlens.ingest import normalise, read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.domain import Tickets

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"

HEADER = ("Nº de ticket", "Fecha de apertura", "Asunto", "Descripción", "Aplicación", "Sede")
TEXTS = (
    "No encuentro el menú de facturas desde la actualización",
    "Olvidé mi contraseña y se bloqueó la cuenta",
    "La impresora del piso 3 no imprime, ya probé todo",
    "¿Dónde quedó el botón de exportar? Antes estaba arriba",
)


def rows(count: int = 6) -> list[list[str]]:
    """Tickets of an invented help desk, a day apart from 10 March 2026."""
    opened = [datetime(2026, 3, 10, 9, tzinfo=UTC) + timedelta(days=n, minutes=n) for n in range(count)]
    return [
        [
            f"T-{n}",
            f"{opened[n]:%d/%m/%Y %H:%M}",
            TEXTS[n % 4][:20],
            f"{TEXTS[n % 4]} ({n})",
            ("Atlas", "Portal")[n % 2],
            ("Norte", "Sur")[n // 2 % 2],
        ]
        for n in range(count)
    ]


def delimited(
    header: Sequence[str] = HEADER, data: Sequence[Sequence[str]] | None = None, delimiter: str = ";"
) -> str:
    """Write a table with a delimiter and no quotes."""
    return "\n".join(delimiter.join(row) for row in [header, *(rows() if data is None else data)]) + "\n"


def saved(path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    """Save a log."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def workbook(path: Path, *sheets: Sequence[Sequence[object]]) -> Path:
    """Save a workbook with a sheet for each table."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, sheet in enumerate(sheets, start=1):
        page = book.create_sheet(f"Hoja{number}")
        for row in sheet:
            page.append(list(row))
    book.save(path)
    return path


def open_document(path: Path, table: Sequence[Sequence[str]], *, encrypted: bool = False) -> Path:
    """Save the least that an OpenDocument spreadsheet is made of."""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    names = " ".join(
        f'xmlns:{part}="{_OASIS}:{part}:1.0"' for part in ("office", "table", "text", "manifest")
    )
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in table
    )
    secret = "<manifest:encryption-data/>" if encrypted else ""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest {names}><manifest:file-entry manifest:full-path="/" '
            f'manifest:media-type="{kind}">{secret}</manifest:file-entry></manifest:manifest>',
        )
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {names} office:version="1.2"><office:body>'
            f'<office:spreadsheet><table:table table:name="Hoja1">{cells}</table:table></office:spreadsheet>'
            "</office:body></office:document-content>",
        )
    return path


def json_of(value: object) -> str:
    """Write JSON as services do."""
    return json.dumps(value, ensure_ascii=False)


def tickets(*paths: Path) -> Tickets:
    """Read and normalise logs."""
    return normalise(read(paths))[0]

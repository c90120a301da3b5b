"""Writes the cells of the workbook of `a_study` as text, to be read and approved."""

from __future__ import annotations

import io
from pathlib import Path

from openpyxl import load_workbook

from supportlens import __version__
from supportlens.i18n import LANGUAGES, words_for
from supportlens.report import build, save_book
from tests.builders import a_study

FOLDER = Path(__file__).parent
SHOWN_TICKETS = 5


def cells(language: str) -> str:
    """Return every cell of the workbook as a line; of the tickets the first few."""
    stream = io.BytesIO()
    save_book(build(a_study(), words_for(language)), stream)
    lines = []
    for sheet in load_workbook(stream):
        last = SHOWN_TICKETS if sheet.title == "Tickets" else sheet.max_row
        lines.append(f"# {sheet.title}")
        lines += [
            f"{cell.coordinate} {cell.value!r}"
            for row in sheet.iter_rows(max_row=last)
            for cell in row
            if cell.value is not None
        ]
    return "\n".join(lines).replace(__version__, "VERSION") + "\n"


def approved(language: str) -> Path:
    """Return the file of approved cells."""
    return FOLDER / f"workbook_{language}.txt"


if __name__ == "__main__":
    for language in LANGUAGES:
        approved(language).write_text(cells(language), encoding="utf-8")

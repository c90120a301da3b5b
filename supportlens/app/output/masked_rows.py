"""Rows of tickets that leave the program by the clipboard, masked as the report is."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from supportlens.domain import Stage, silent

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from supportlens.domain import Progress, Study
    from supportlens.i18n import Words

ROWS_A_REPORT = 200
"""Rows between two reports of progress: about 0.1 s of work, so that it can be stopped."""
ROWS_A_WRITING = 5_000
"""The same of rows that are only written."""


def mask_rows(
    rows: Sequence[Sequence[str]],
    people: Collection[int],
    study: Study,
    words: Words,
    *,
    progress: Progress = silent,
) -> list[tuple[str, ...]]:
    """Return rows of cells with their personal data replaced; the columns in `people` name people."""
    from supportlens.report import Masker  # noqa: PLC0415 - needs openpyxl

    masker = Masker(study, words)
    masked = []
    for number, row in enumerate(rows):
        if number % ROWS_A_REPORT == 0:
            progress(Stage.REPORT, number / len(rows))
        masked.append(
            tuple(
                [
                    masker.mask_person(cell) if place in people and cell else masker.mask_text(cell)
                    for place, cell in enumerate(row)
                ]
            )
        )
    return masked


def mask_texts(texts: Iterable[str], study: Study, words: Words) -> list[str]:
    """Return texts with their personal data replaced."""
    from supportlens.report import Masker  # noqa: PLC0415 - needs openpyxl

    masker = Masker(study, words)
    return [masker.mask_text(text) for text in texts]


def as_tsv(rows: Sequence[Iterable[str]], progress: Progress = silent) -> str:
    """Return rows as tab-separated text, each on its line; a cell that starts like a formula is escaped."""
    return "\n".join(map("\t".join, _escape_rows(rows, progress)))


def write_csv(rows: Sequence[Iterable[str]], path: Path, progress: Progress = silent) -> None:
    """Write rows as CSV that spreadsheets open (RFC 4180, UTF-8 with its mark); raises `OutputError`."""
    from supportlens.report import replace_file  # noqa: PLC0415 - needs openpyxl

    text = io.StringIO(newline="")
    csv.writer(text).writerows(_escape_rows(rows, progress))
    with replace_file(path) as stream:
        stream.write(text.getvalue().encode("utf-8-sig", errors="replace"))


FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""Characters at which a spreadsheet takes pasted text for a formula (OWASP, CSV injection)."""

NEGATIVE_NUMBER = re.compile(r"-\d+(?:\.\d+)?")
"""What starts like a formula and is a figure of a table."""


def _escape_rows(rows: Sequence[Iterable[str]], progress: Progress) -> Iterator[list[str]]:
    for number, row in enumerate(rows):
        if number % ROWS_A_WRITING == 0:
            progress(Stage.REPORT, number / len(rows))
        yield [_escape_cell(cell) for cell in row]


def _escape_cell(text: str) -> str:
    """Return the text of a cell without line breaks, escaped if it starts like a formula."""
    flat = " ".join(text.split())
    is_formula = flat.startswith(FORMULA_STARTS) and not NEGATIVE_NUMBER.fullmatch(flat)
    return f"'{flat}" if is_formula else flat

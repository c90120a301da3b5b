"""Rows of tickets that leave the program by the clipboard, masked as the report is."""

from __future__ import annotations

import csv
import io
import re
from itertools import islice
from typing import TYPE_CHECKING

from supportlens.domain import Stage, silent

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from supportlens.domain import Progress, Study
    from supportlens.i18n import Words

ROWS_A_REPORT = 200
"""Rows between two reports of progress: about 0.1 s of work, so that it can be stopped."""
ROWS_A_PIECE = 500
"""Rows that become text together: about a millisecond."""


def mask_rows(
    rows: Sequence[Sequence[str]],
    people: Collection[int],
    study: Study,
    words: Words,
    *,
    progress: Progress = silent,
) -> list[tuple[str, ...]]:
    """Return rows of cells with their personal data replaced; the columns in `people` name people."""
    return [*mask_each_row(rows, len(rows), people, study, words, progress=progress)]


def mask_each_row(
    rows: Iterable[Sequence[str]],
    count: int,
    people: Collection[int],
    study: Study,
    words: Words,
    *,
    progress: Progress = silent,
) -> Iterator[tuple[str, ...]]:
    """Yield each of `count` rows with its personal data replaced."""
    from supportlens.report import Masker  # noqa: PLC0415 - needs openpyxl

    masker = Masker(study, words)
    for number, row in enumerate(rows):
        if number % ROWS_A_REPORT == 0:
            progress(Stage.REPORT, number / count)
        yield tuple(
            [
                masker.mask_person(cell) if place in people and cell else masker.mask_text(cell)
                for place, cell in enumerate(row)
            ]
        )


def mask_texts(texts: Iterable[str], study: Study, words: Words) -> list[str]:
    """Return texts with their personal data replaced."""
    from supportlens.report import Masker  # noqa: PLC0415 - needs openpyxl

    masker = Masker(study, words)
    return [masker.mask_text(text) for text in texts]


def as_tsv(rows: Iterable[Iterable[str]]) -> str:
    """Return rows as tab-separated text, each on its line; a cell that starts like a formula is escaped."""
    return "".join(tsv_pieces(rows))


def tsv_pieces(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield the same a few rows at a time: to put together or encode 100 MB silences a window for 0.1 s."""
    lines = map("\t".join, _escape_rows(rows))
    before = ""
    while some := [*islice(lines, ROWS_A_PIECE)]:
        yield before + "\n".join(some)
        before = "\n"


def drain(rows: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield rows, each of which leaves the list: to let go of a hundred thousand at once takes 0.1 s."""
    rows.reverse()
    while rows:
        yield rows.pop()


def write_csv(rows: Iterable[Iterable[str]], path: Path) -> None:
    """Write rows as CSV that spreadsheets open (RFC 4180, UTF-8 with its mark); raises `OutputError`."""
    from supportlens.report import replace_file  # noqa: PLC0415 - needs openpyxl

    with replace_file(path) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
        try:
            csv.writer(text).writerows(_escape_rows(rows))
        finally:
            text.detach()  # the stream is closed by whoever opened it


FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""Characters at which a spreadsheet takes pasted text for a formula (OWASP, CSV injection)."""

NEGATIVE_NUMBER = re.compile(r"-\d+(?:\.\d+)?")
"""What starts like a formula and is a figure of a table."""


def _escape_rows(rows: Iterable[Iterable[str]]) -> Iterator[list[str]]:
    return ([_escape_cell(cell) for cell in row] for row in rows)


def _escape_cell(text: str) -> str:
    """Return the text of a cell without line breaks, escaped if it starts like a formula."""
    flat = " ".join(text.split())
    is_formula = flat.startswith(FORMULA_STARTS) and not NEGATIVE_NUMBER.fullmatch(flat)
    return f"'{flat}" if is_formula else flat

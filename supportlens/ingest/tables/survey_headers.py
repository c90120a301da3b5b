"""Finds the second and third header row that survey tools write below the first, and joins their names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supportlens.ingest.tables.headers import count_known_headers, header_rules
from supportlens.ingest.values.plain_text import NOTHING
from supportlens.ingest.values.word_forms import fold_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.ingest.tables.cell_forms import CellProfile

_IMPORT_ID = re.compile(r"\{\s*[\"']+ImportId[\"']+\s*:.*\}", re.DOTALL)
"""What Qualtrics writes below its questions, for its own import."""

_GAPS = re.compile(r"[\s_]+")

_MOST_IDS_BELOW = 2
"""Rows between the first header and that row: the questions."""

_ENOUGH_SAME = 3
"""Cells that repeat the header in other words for a row to be its labels. Judgement: fewer may be values."""


def find_survey_header(rows: Sequence[Sequence[str]], head: int, below: Sequence[CellProfile]) -> int | None:
    """Return the last header row of a survey whose first is `head`; None if it is no survey.

    `below` profiles the columns of the rows under the first header.
    """
    last = None
    following = range(head + 1, min(head + 1 + _MOST_IDS_BELOW, len(rows)))
    for at in following:
        if _holds_import_ids(rows[at]):
            return at
    if following and (
        _repeats_as_labels(rows[head], rows[head + 1]) or _names_answers(rows[head], rows[head + 1], below)
    ):
        last = head + 1
    return last


def join_names(parts: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the names of columns whose header is in several rows of one width.

    In a survey, a part that repeats another or only says "Response" is left out, and a question above several
    columns is carried to those that have only an option of their own.
    """
    answered = any(_is_answer(cell) for part in parts[1:] for cell in part)
    ids = any(map(_holds_import_ids, parts[1:]))
    if len(parts) < 2 or not (answered or ids or _repeats_as_labels(parts[0], parts[1])):
        return tuple(" ".join(" ".join(cells).split()) for cells in zip(*parts, strict=True))
    names, question = [], ""
    for cells in zip(*parts, strict=True):
        question = cells[0] if cells[0].strip() else question
        first = question if answered and any(cell.strip() for cell in cells[1:]) else cells[0]
        names.append(_join_parts([first, *cells[1:]]))
    return tuple(names)


def _join_parts(cells: Sequence[str]) -> str:
    kept: list[str] = []
    for cell in cells:
        plain = _squeeze(cell)
        if plain and not _IMPORT_ID.fullmatch(cell.strip()) and plain not in map(_squeeze, kept):
            kept.append(cell)
    if kept and count_known_headers(kept[:1]):
        kept = kept[:1]  # of a code and its label in another language, the one that says its field
    elif len(kept) > 1:
        kept = [kept[0], *(cell for cell in kept[1:] if not _is_answer(cell))]
    return " ".join(" ".join(kept).split())


def _squeeze(cell: str) -> str:
    """Return a name without case, spaces and underscores: "IPAddress" is "IP Address"."""
    return _GAPS.sub("", cell).casefold()


def _is_answer(cell: str) -> bool:
    return fold_words(cell) in header_rules().answers


def _holds_import_ids(row: Sequence[str]) -> bool:
    filled = [cell.strip() for cell in row if cell.strip()]
    return len(filled) > 1 and sum(1 for cell in filled if _IMPORT_ID.fullmatch(cell)) >= 0.8 * len(filled)


def _repeats_as_labels(header: Sequence[str], row: Sequence[str]) -> bool:
    """Return whether a row says several names of the header again, but not all of it."""
    pairs = [(one, other) for one, other in zip(header, row, strict=False) if one.strip() and other.strip()]
    same = sum(1 for one, other in pairs if _squeeze(one) == _squeeze(other))
    return same >= _ENOUGH_SAME and any(one.strip() != other.strip() for one, other in pairs)


def _names_answers(header: Sequence[str], row: Sequence[str], below: Sequence[CellProfile]) -> bool:
    """Return whether a row names the parts of answers: empty below the first columns, words below others."""
    filled = [at for at, cell in enumerate(row) if cell.strip()]
    if not filled or not filled[0]:
        return False
    named = all(cell.strip().lower() not in NOTHING for cell in header[: filled[0]])
    typed = any(column.form for column in below[: filled[0]])
    parts = [at for at in filled if _is_answer(row[at]) or not (at < len(header) and header[at].strip())]
    return named and typed and any(_is_answer(row[at]) for at in filled) and 2 * len(parts) >= len(filled)

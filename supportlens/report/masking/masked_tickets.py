"""The columns of the files with personal data masked."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from supportlens.domain import HERE, Field, fold, part_of_progress, share_out
from supportlens.report.masking.masker import PEOPLE_FIELDS
from supportlens.resources import masking_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

    from supportlens.domain import FractionProgress, Tickets, Workers
    from supportlens.i18n import Words
    from supportlens.report.masking.masker import Masker

_REPORT_EVERY = 200
"""Texts between two reports: about a tenth of a second of work."""
FEWEST_SHARED = 2_000
"""Texts of a block for other workers: about a second of work, far more than sending them takes."""
MOST_SHARED = 20_000
"""Texts of a block at most. Judgement: about ten seconds of work and ten megabytes, of which four wait."""

_PLAIN_FIELDS = frozenset(
    {
        Field.TICKET_ID,
        Field.CREATED_AT,
        Field.RESOLVED_AT,
        Field.VERSION,
        Field.PRIORITY,
        Field.STATUS,
        Field.LANGUAGE,
        Field.SATISFACTION,
        Field.REOPENED,
        Field.MINUTES,
    }
)
"""Fields that hold no person: a date or a version would pass for a number to be masked."""


def mask_columns(
    tickets: Tickets,
    masker: Masker,
    words: Words,
    report: FractionProgress = lambda _: None,
    workers: Workers = HERE,
) -> pd.DataFrame:
    """Return `tickets.original` masked: people as pseudonyms, contact columns entirely, texts in part.

    `report` is told the fraction done, often enough to be stopped within a moment by an error of its own.
    `workers` mask blocks of the different values of a column.
    """
    fields = {header: field for file in tickets.files for field, header in file.columns.items()}
    masked = tickets.original.copy(deep=False)
    count = len(tickets.original.columns)
    for at, header in enumerate(tickets.original.columns):
        report(at / count)
        field = fields.get(str(header), "")
        if field in _PLAIN_FIELDS:
            continue
        column = tickets.original.iloc[:, at]
        told = part_of_progress(report, at / count, (at + 1) / count)
        if field not in PEOPLE_FIELDS and _contact_headers().search(fold(str(header)).replace("_", " ")):
            hidden = _replace_each(column, lambda value: _hide_value(value, masker, words), told)
            masked.isetitem(at, hidden.array)
            continue
        masking = _Masking(masker, is_of_people=field in PEOPLE_FIELDS)
        masked.isetitem(at, _mask_values(column, masking, workers, told).array)
    return masked


@dataclass(frozen=True)
class _Masking:
    """Masks the texts of a block, people as pseudonyms."""

    masker: Masker
    is_of_people: bool

    def __call__(self, texts: Sequence[str], report: FractionProgress) -> tuple[dict[int, str], Counter[str]]:
        """Return the texts that became others, by their place, and how many of each kind were masked."""
        before = self.masker.counts.copy()
        replace = self.masker.mask_person if self.is_of_people else self.masker.mask_text
        masked = {}
        for place, text in enumerate(texts):
            if place % _REPORT_EVERY == 0:
                report(place / len(texts))
            if (shown := replace(text)) != text:
                masked[place] = shown
        return masked, self.masker.counts - before


def _mask_values(
    column: pd.Series[Any], masking: _Masking, workers: Workers, report: FractionProgress
) -> pd.Series[Any]:
    """Mask the texts of a column, each different one once; numbers and dates stay.

    What nothing was masked in stays the text that it was, and takes no room of its own.
    """
    different = list(dict.fromkeys(value for value in column.tolist() if isinstance(value, str)))
    blocks = share_out(different, workers, FEWEST_SHARED, MOST_SHARED)
    masked: dict[object, str] = {}
    for block, (texts, counts) in zip(blocks, workers.map(masking, blocks, report), strict=True):
        masked.update((block[place], text) for place, text in texts.items())
        if workers.are_apart:
            masking.masker.counts.update(counts)
    return column.astype(object).map(
        lambda value: masked.get(value, value) if isinstance(value, str) else value
    )


@cache
def _contact_headers() -> re.Pattern[str]:
    """Return a pattern of folded headers whose values are contact data or identify somebody."""
    return re.compile(rf"\b(?:{masking_words().contact_columns})\b")


def _hide_value(value: str, masker: Masker, words: Words) -> str:
    if not value.strip():
        return value
    masker.counts["column"] += 1
    return words.say("[hidden]")


def _replace_each(
    column: pd.Series[Any], replace: Callable[[str], str], report: Callable[[float], None]
) -> pd.Series[Any]:
    """Replace texts, each distinct value once; numbers and dates stay."""
    known: dict[str, str] = {}
    total = max(1, len(column))

    def one(value: object) -> object:
        if not isinstance(value, str):
            return value
        if value not in known:
            if len(known) % _REPORT_EVERY == 0:
                report(len(known) / total)
            known[value] = replace(value)
        return known[value]

    return column.astype(object).map(one)

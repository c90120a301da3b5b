"""The columns of the files with personal data masked."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from supportlens.domain import Field, fold
from supportlens.report.masking.masker import PEOPLE_FIELDS
from supportlens.resources import masking_words

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from supportlens.domain import Tickets
    from supportlens.i18n import Words
    from supportlens.report.masking.masker import Masker

_REPORT_EVERY = 200
"""Texts between two reports: about a tenth of a second of work."""

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
    tickets: Tickets, masker: Masker, words: Words, report: Callable[[float], None] = lambda _: None
) -> pd.DataFrame:
    """Return `tickets.original` masked: people as pseudonyms, contact columns entirely, texts in part.

    `report` is told the fraction done, often enough to be stopped within a moment by an error of its own.
    """
    fields = {header: field for file in tickets.files for field, header in file.columns.items()}
    masked = tickets.original.copy()
    count = len(tickets.original.columns)
    for at, header in enumerate(tickets.original.columns):
        report(at / count)
        replace = _choose_masking(str(header), fields.get(str(header), ""), masker, words)
        if replace is not None:
            column = tickets.original.iloc[:, at]
            told = _part_of(report, at, count)
            masked.isetitem(at, _replace_each(column, replace, told).array)
    return masked


def _choose_masking(header: str, field: str, masker: Masker, words: Words) -> Callable[[str], str] | None:
    if field in _PLAIN_FIELDS:
        return None
    if field in PEOPLE_FIELDS:
        return masker.mask_person
    if _contact_headers().search(fold(header).replace("_", " ")):
        return lambda value: _hide_value(value, masker, words)
    return masker.mask_text


@cache
def _contact_headers() -> re.Pattern[str]:
    """Return a pattern of folded headers whose values are contact data or identify somebody."""
    return re.compile(rf"\b(?:{masking_words().contact_columns})\b")


def _hide_value(value: str, masker: Masker, words: Words) -> str:
    if not value.strip():
        return value
    masker.counts["column"] += 1
    return words.say("[hidden]")


def _part_of(report: Callable[[float], None], at: int, count: int) -> Callable[[float], None]:
    return lambda fraction: report((at + fraction) / count)


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

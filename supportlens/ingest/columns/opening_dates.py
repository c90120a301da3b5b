"""Reads when tickets were made from the first words of their texts, where no column says it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supportlens.domain import Field
from supportlens.ingest.values.dates import scan_dates

if TYPE_CHECKING:
    import pandas as pd

    from supportlens.ingest.columns.mapping import Mapping
    from supportlens.ingest.values.dates import DateColumn

_OPENING = re.compile(
    r"\A\s*[\[(]?\s*(?P<moment>"
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})"
    r"|\d{1,2}(?: de |[ ./-])[^\W\d_]{3,12}\.?(?: del? |[ ./-])\d{4}|[^\W\d_]{3,12}\.? \d{1,2}, ?\d{4})"
    r"(?:(?:,? +|T)\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.? ?m\b\.?)?)?"
    r")(?![\d/])",
    re.IGNORECASE,
)
"""A date, perhaps with its hour, before everything else: "12/03/2026 Ana: ...", "[2026-03-12 08:15] ..."."""

_ALL_BUT_FEW = 0.9
"""Share of the texts that must begin with a date. Judgement: a note may be without one, but a text that tells
of a day ("12/03/2026 is the date on my invoice") stands among many that tell of none."""

_FEWEST = 5
"""Fewest texts. Judgement: of fewer, all may begin with the day of an event."""


def read_opening_dates(frame: pd.DataFrame, mapping: Mapping) -> tuple[str, DateColumn] | None:
    """Return the column whose texts begin with their day, and the days; None where a column says it."""
    if Field.CREATED_AT in mapping.fields:
        return None
    for field in (Field.DESCRIPTION, Field.SUBJECT):
        name = mapping.fields.get(field)
        if name is None:
            continue
        texts = frame[name].str.strip()
        found = _read(texts[texts.ne("")].head(50))
        if found is None:
            continue
        found = _read(texts[texts.ne("")])
        if found is not None:
            return name, scan_dates(found.reindex(frame.index, fill_value=""), numbers=False)
    return None


def _read(texts: pd.Series) -> pd.Series | None:
    """Return the dates that texts begin with, None if some of them do not."""
    found = texts.str.extract(_OPENING)["moment"].fillna("")
    many = len(texts) >= _FEWEST and float(found.ne("").mean()) >= _ALL_BUT_FEW
    return found.astype("str") if many else None

"""Completes months without a day with the middle of the month."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supportlens.resources import reading_words

if TYPE_CHECKING:
    import pandas as pd

_MIDDLE = 15
"""The day of a month without one: the smallest maximum error."""
_FORMS = (
    (re.compile(r"(?P<year>(?:19|20)\d\d)[-/. ]?(?P<month>0[1-9]|1[0-2]|[1-9])"), "{year}-{month}-{day}"),
    (re.compile(r"(?P<month>0?[1-9]|1[0-2])[-/. ](?P<year>(?:19|20)\d\d)"), "{year}-{month}-{day}"),
    (
        re.compile(
            rf"(?P<month>[^\W\d]{{3,12}})\.?[-/. ,]*(?:(?:{reading_words().date_links})\s+)?"
            r"(?P<year>(?:19|20)\d\d)"
        ),
        "{day} {month} {year}",
    ),
)


def add_days(values: pd.Series) -> pd.Series:
    """Return n texts with "2026-03", "03/2026" or "marzo de 2026" replaced by a day; others stay."""
    return values.map(_add_day)


def _add_day(text: str) -> str:
    for form, written in _FORMS:
        if found := form.fullmatch(text.strip()):
            return written.format(day=_MIDDLE, **found.groupdict())
    return text

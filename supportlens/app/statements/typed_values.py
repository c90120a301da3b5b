"""Reads what people type into the cells of a workbook: days and amounts as they write them."""

from __future__ import annotations

from datetime import date
from math import isnan

import pandas as pd
from babel import Locale

from supportlens.ingest.values.dates import DateOrder, scan_dates
from supportlens.ingest.values.numbers import read_number


def read_day(text: str, locale: str) -> date:
    """Return a typed day: ISO, "15/9/2026", "15.09.26" or with the month in words.

    Where both numbers may be the month, `locale` ("es_MX", "en_US") decides. Raises ValueError for other
    texts.
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        found = scan_dates(pd.Series([text.strip()], dtype="str"), numbers=False)
    month_first = Locale.parse(locale).date_formats["short"].pattern.startswith("M")
    moment = found.moments(DateOrder.MONTH_FIRST if month_first else DateOrder.DAY_FIRST).iloc[0]
    if pd.isna(moment):
        raise ValueError(text)
    return date(moment.year, moment.month, moment.day)


def read_target(text: str) -> float:
    """Return a typed amount (decimal point or comma); raises ValueError if it is negative or no number."""
    amount = read_number(text)
    if isnan(amount) or amount < 0:
        raise ValueError(text)
    return amount

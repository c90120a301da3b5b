"""Parses durations as minutes."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING

from supportlens.domain import fold
from supportlens.ingest.values.numbers import read_each, read_number
from supportlens.resources import reading_words

if TYPE_CHECKING:
    import pandas as pd

_CLOCK = re.compile(r"(?:(\d+)[ .](?:d\w*\W*)?)?(\d{1,6}):([0-5]?\d)(?::([0-5]?\d)(?:[.,]\d+)?)?")
_UNITS = "|".join(sorted(map(re.escape, reading_words().duration_units), key=len, reverse=True))
_SPOKEN = re.compile(
    rf"(\d+(?:[.,]\d+)?)\s*({_UNITS})(?![^\W\d_])"
    rf"\.?(?:[\s,]|{reading_words().duration_links})*"
)
"""An amount and its unit, folded, in any language; other words, such as months, are no unit."""

_ISO = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?", re.IGNORECASE)
_SECONDS = {"days": 86_400.0, "hours": 3_600.0, "minutes": 60.0, "seconds": 1.0}


class DurationUnit(Enum):
    """The unit of a plain number."""

    MINUTES = auto()
    HOURS = auto()
    SECONDS = auto()
    SECONDS_IF_WHOLE_MINUTES = auto()
    """Seconds if every value is a whole number of minutes, else minutes."""


def read_minutes(values: pd.Series, unit: DurationUnit = DurationUnit.MINUTES) -> pd.Series:
    """Return n durations as minutes (float, NaN if missing); plain numbers are in `unit`.

    "1:30" is always hours and minutes, as help desks export it.
    """
    seconds = read_each(values, _read_seconds)
    bare = read_each(values, read_number)
    return (seconds / 60.0).where(seconds.notna(), bare * _minutes_per(unit, bare))


def _minutes_per(unit: DurationUnit, bare: pd.Series) -> float:
    """Return the minutes per unit of the plain numbers of a column."""
    if unit is DurationUnit.HOURS:
        return 60.0
    written = bare.dropna()
    are_whole = len(written) > 0 and bool((written % 60 == 0).all())
    silent = unit is DurationUnit.SECONDS_IF_WHOLE_MINUTES and are_whole
    return 1 / 60.0 if silent or unit is DurationUnit.SECONDS else 1.0


def _read_seconds(text: str) -> float:
    stripped = text.strip()
    if clock := _CLOCK.fullmatch(stripped):
        days, hours, mins, secs = (float(part or 0) for part in clock.groups())
        return ((days * 24 + hours) * 60 + mins) * 60 + secs
    if len(stripped) > 2 and (iso := _ISO.fullmatch(stripped)):
        days, hours, mins, secs = (float(part or 0) for part in iso.groups())
        return ((days * 24 + hours) * 60 + mins) * 60 + secs
    folded = fold(stripped)
    parts = _SPOKEN.findall(folded)
    if not parts or _SPOKEN.sub("", folded).strip():
        return float("nan")
    units = reading_words().duration_units
    return float(sum(read_number(amount) * _SECONDS[units[unit]] for amount, unit in parts))

"""Takes the words around a written date away, and knows dates without a year and dates relative to today."""

from __future__ import annotations

import re

from supportlens.ingest.values.word_forms import fold_words
from supportlens.resources import reading_words

_WORDS = reading_words()
_CLOCK = r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,9})?)?(?:\s*[ap]\.?\s?m\.?)?"
_TAIL = re.compile(rf"(?P<kept>.*?\b{_CLOCK})[\s,]*[(\[]?(?P<tail>[^\d:]{{2,80}}?)[)\]]*", re.IGNORECASE)
_ZONE_WORDS = re.compile(rf"(?:{_WORDS.zones})")
"""In the name of a zone: "(hora estándar central)", "Central European Summer Time"."""

_OFFSET_AND_PLACE = re.compile(r"\s*\((?:UTC|GMT)(?:[+-]\d{1,2}:?\d{2})?\)[^\d:]{0,60}$")
_PLACE_ZONE = re.compile(r"\s+\(?[A-Z][a-z]+(?:/[A-Z][A-Za-z_-]+){1,2}\)?$")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{1,60}[)\]]$")
_WEEKDAY = re.compile(r"^[^\W\d]{2,10}(?:-[^\W\d]{2,6})?\.?,?\s+(?=\S*\d|[^\W\d]{3,12}\.?\s+\d)")
_TIME_FIRST = re.compile(
    rf"(?P<clock>{_CLOCK})\s*(?:hrs?\.?|h)?(?:\s*[,|·-]\s*|\s+)(?P<day>.*\d.*)", re.IGNORECASE
)
_YEAR_LAST = re.compile(
    rf"(?P<day>.+?)\s+(?P<clock>{_CLOCK})\s*(?P<zone>[A-Za-z]{{1,5}}|[+-]\d{{2}}:?\d{{2}})?\s+(?P<year>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_YEAR_NAMED = re.compile(
    r"(?P<year>\d{4})[-/. ](?P<month>[^\W\d]{3,12})\.?[-/. ](?P<day>\d{1,2})(?P<rest>.*)"
)
_CLOCK_AT_END = re.compile(
    rf"(?P<day>.*?)(?P<rest>[\s,]+(?:(?:{_WORDS.clock_links}) )?{_CLOCK}\s*(?:hrs?\.?|h)?.*)?", re.IGNORECASE
)
_DAY_MONTH = re.compile(
    r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})\.?|"
    rf"(?P<day>\d{{1,2}})(?:{_WORDS.ordinals}|\.)?[-/.\s]*(?:(?:{_WORDS.date_links})\s+)?(?P<name>[^\W\d]{{3,12}})\.?|"
    rf"(?P<first>[^\W\d]{{3,12}})\.?\s+(?P<then>\d{{1,2}})(?:{_WORDS.ordinals})?",
    re.IGNORECASE,
)
_RELATIVE = re.compile(rf"(?:{_WORDS.relatives})")
LONGEST = 100
"""Letters of the longest date: with a weekday, a month and a zone in words."""


def simplify_date(text: str) -> str:
    """Return a date without its weekday and the words of its zone, with its parts in a usual order."""
    bare = _OFFSET_AND_PLACE.sub("", _PLACE_ZONE.sub("", text.strip()))
    tail = _TAIL.fullmatch(bare)
    if tail and _ZONE_WORDS.search(tail["tail"].strip(" ,()[]")):
        bare = tail["kept"]
    bare = _BRACKETS.sub("", bare).rstrip(" ,")
    bare = _WEEKDAY.sub("", bare, count=1)
    if found := _YEAR_LAST.fullmatch(bare):
        return f"{found['day']} {found['year']} {found['clock']}"
    if found := _YEAR_NAMED.fullmatch(bare):
        return f"{found['day']} {found['month']} {found['year']}{found['rest']}"
    if found := _TIME_FIRST.fullmatch(bare):
        return f"{found['day']} {found['clock']}"
    return bare


def is_relative(text: str) -> bool:
    """Return whether a text says a moment by its distance from today: "hace 3 días", "yesterday at 5 pm"."""
    return len(text) <= LONGEST and _RELATIVE.fullmatch(fold_words(text)) is not None


def add_year(text: str, year: int) -> str | None:
    """Return a date without a year with `year`, None for any other text."""
    stripped = text.strip()
    if len(stripped) > LONGEST or not stripped[:1].isalnum():
        return None
    for written in dict.fromkeys((stripped, _WEEKDAY.sub("", stripped, count=1))):
        found = _CLOCK_AT_END.fullmatch(written)
        day = _DAY_MONTH.fullmatch(found["day"].strip(" ,")) if found else None
        if found and day:
            return f"{_put_year(day, year)} {(found['rest'] or '').lstrip(' ,')}".strip()
    return None


def _put_year(day: re.Match[str], year: int) -> str:
    if day["sep"]:
        return f"{day['a']}{day['sep']}{day['b']}{day['sep']}{year}"
    return f"{day['day'] or day['then']} {day['name'] or day['first']} {year}"

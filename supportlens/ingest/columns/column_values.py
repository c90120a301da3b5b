"""Profiles the values of a column, and rates how well they suit each field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import Field
from supportlens.ingest.tables.headers import header_rules
from supportlens.ingest.values.date_wording import add_year, is_relative
from supportlens.ingest.values.dates import scan_dates
from supportlens.ingest.values.durations import read_minutes
from supportlens.ingest.values.numbers import read_each, read_number, read_reopened
from supportlens.ingest.values.plain_text import list_written
from supportlens.ingest.values.satisfaction import find_answered, read_satisfaction
from supportlens.ingest.values.spoken_texts import is_sentence, share_of
from supportlens.ingest.values.word_forms import fold_words
from supportlens.resources import reading_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_SAMPLE = 400
"""Maximum values checked per column, evenly spaced. Judgement: a share is known to within 0.05."""

_KEPT_PROFILES = 128
"""Profiles of columns that are kept. Judgement: those of a wide table; each holds its sample."""

MOSTLY, NEARLY_ALL = 0.5, 0.8
"""Shares of values from which a column is of a type, with and without the support of its header.

Judgement: higher ones lose columns with many gaps and remarks, lower ones accept the wrong columns.
"""

SENTENCE, SOME_SENTENCES = 4, 0.1
"""Words of a closing that is an answer, and the share of such closings in a column of answers.

Judgement: below it, columns of closing codes ("Fixed") become answers; above it, columns that agents rarely
fill are lost.
"""
_STATED = ("status", "priority", "channel", "disposition")
"""Lists of values in `headers.toml` that tools write."""
_CLOCK = r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?: ?[ap]\.? ?m\.?)?"
_LETTER = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(r"[-+]?[\d.,\s]*\d[\d.,]*\s*%?")
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
_VERSION = re.compile(
    rf"(?:{reading_words().versions})?[\s.]*\d+(?:\.\d+){{1,5}}(?:[-_. ]?\w{{1,12}})?", re.IGNORECASE
)
_ADDRESS = re.compile(
    r"(?:[1-9]\d|1\d\d|2[0-4]\d|25[0-5])(?:\.(?:\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])){3}"
    r"|(?=.*:.*:)[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}",
    re.IGNORECASE,
)
"""An address of a computer. Judgement: versions of four parts begin with one digit, addresses with more."""

_SPOKEN = 0.3
"""Share of sentences from which a column may be what customers said. Judgement: many only say "ok"."""

_MOST_GRADE = 100.0
"""The largest number that is a grade: of a hundred, or per cent; durations are larger sooner or later."""
_LINK = re.compile(r"https?://\S+|\S+\.(?:wav|png|jpe?g|pdf|mp3)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ValueProfile:
    """Statistics of the values of one column; shares are of a sample of the written values."""

    written: int
    distinct: int
    words: float
    """Mean number of words."""
    length: float
    """Mean number of characters."""
    letters: float
    """Share of values with letters."""
    numeric: float
    dates: float
    counted_dates: float
    """Share of dates when bare numbers may be dates."""
    yearless: float
    """Share of days with a month and no year."""
    relative: float
    """Share of dates that say how long ago they were."""
    clocked: float
    """Share of dates with a time of day."""
    versions: float
    rounded: float
    """Share of numbers that a spreadsheet has rounded to a power of ten."""
    links: float
    addresses: float
    """Share of addresses of computers, which look like versions."""
    coded: float
    """Share of codes, states, names of files and the like, which nobody said."""
    spoken: float
    """Share of values that may be sentences."""
    sample: pd.Series

    @property
    def variety(self) -> float:
        """The number of distinct values per written value."""
        return self.distinct / self.written if self.written else 0.0

    @property
    def is_prose(self) -> bool:
        """Return whether the values are distinct sentences."""
        varied = self.variety >= 0.3 or self.distinct >= 100
        if self.words < 3 or self.letters < 0.7 or not varied:
            return False
        return self.dates < 0.5 and self.links < 0.5 and self.spoken >= _SPOKEN


def profile_values(values: pd.Series) -> ValueProfile:
    """Profile n texts."""
    # Cell by cell: the string methods of pandas hold the interpreter for all cells of a long column.
    written = list_written(values.tolist())
    count = len(written)
    texts = tuple(written[:: max(count // _SAMPLE, 1)][:_SAMPLE])
    distinct = len({text for text in written})  # noqa: C416 - set() would hash all texts without a pause
    return _profile_sample(count, distinct, texts)


@lru_cache(_KEPT_PROFILES)
def _profile_sample(count: int, distinct: int, texts: tuple[str, ...]) -> ValueProfile:
    """Profile a column of which a sample is given; kept, because every kind of file asks for it anew."""
    sample = pd.Series(texts, dtype="str")

    def share(pattern: re.Pattern[str]) -> float:
        return sum(1 for text in texts if pattern.fullmatch(text)) / max(len(texts), 1)

    size = max(len(texts), 1)
    dates = scan_dates(sample, numbers=False)
    return ValueProfile(
        written=count,
        distinct=distinct,
        words=sum(len(text.split()) for text in texts) / size,
        length=sum(map(len, texts)) / size,
        letters=sum(1 for text in texts if _LETTER.search(text)) / size,
        numeric=share(_NUMBER),
        dates=dates.share,
        counted_dates=scan_dates(sample, numbers=True).share,
        yearless=_share_without_year(texts) if dates.share < MOSTLY else 0.0,
        relative=sum(map(is_relative, texts)) / size,
        clocked=dates.share_with_time,
        versions=share(_VERSION),
        rounded=share(_ROUNDED),
        links=share(_LINK),
        addresses=share(_ADDRESS),
        coded=share_of(texts, _states(), map(fold_words, texts)),
        spoken=sum(map(is_sentence, texts)) / size,
        sample=sample,
    )


def _share_without_year(texts: Sequence[str]) -> float:
    dated = pd.Series([add_year(text, 2024) or "" for text in texts], dtype="str")
    known = scan_dates(dated, numbers=False)
    return float((known.shape[known.codes[known.codes >= 0]] > 0).sum()) / max(len(texts), 1)


@cache
def _states() -> frozenset[str]:
    """Return the states, channels and ends of calls that tools write."""
    values = header_rules().values  # noqa: PD011 - a field of the rules, not of a frame
    return frozenset().union(*(values[name] for name in _STATED))


def _fit_readable(read: Callable[[pd.Series], pd.Series]) -> Callable[[ValueProfile], float]:
    """Accept a column if `read` understands at least half of it."""
    return lambda profile: 1.0 if float(read(profile.sample).notna().mean()) >= MOSTLY else 0.0


def _fit_satisfaction(profile: ValueProfile) -> float:
    """Accept a column if at least half of its answers are understood, ignoring unasked rows."""
    asked = profile.sample[find_answered(profile.sample)]
    if asked.empty or read_each(asked, read_number).max() > _MOST_GRADE:
        return 0.0
    return 1.0 if float(read_satisfaction(asked).notna().mean()) >= MOSTLY else 0.0


def _fit_moment(profile: ValueProfile) -> float:
    """Prefer dates with a year to days without one."""
    if profile.counted_dates >= MOSTLY:
        return 1.0
    return 0.6 if profile.yearless >= NEARLY_ALL else 0.0


def _fit_identifier(profile: ValueProfile) -> float:
    """Reject rounded numbers: 2,60119E+13 stands for thousands of cases."""
    if profile.rounded > 0.1 or profile.words > 3 or profile.length > 80 or profile.dates > MOSTLY:
        return 0.0
    return 0.5 + 0.5 * min(profile.variety, 1.0)


def _fit_text(profile: ValueProfile) -> float:
    if profile.letters < MOSTLY or profile.dates >= MOSTLY or profile.coded >= NEARLY_ALL:
        return 0.0
    return 0.8 + 0.2 * min(profile.words / 8, 1.0)


def _fit_description(profile: ValueProfile) -> float:
    """Reduce the fit of a column with a few short values: such a column is a category."""
    classifies = profile.written >= 20 and profile.variety < 0.1 and profile.words < 3
    return _fit_text(profile) * (0.3 if classifies else 1.0)


def _fit_answer(profile: ValueProfile) -> float:
    """Reject closing codes ("Fixed", "Won't do"): at least some answers have a few words."""
    sentences = float((profile.sample.str.count(r"\S+") >= SENTENCE).mean()) if profile.written else 0.0
    if (profile.words >= 2.5 and profile.length >= 14) or sentences >= SOME_SENTENCES:
        return _fit_text(profile)
    return 0.0


def _fit_short(profile: ValueProfile) -> float:
    return 1.0 if profile.length <= 80 and profile.words <= 10 and profile.dates < MOSTLY else 0.0


def _fit_place(profile: ValueProfile) -> float:
    """Reduce the fit of names that hardly repeat, and of plain numbers: a place repeats."""
    if not _fit_short(profile) or profile.links > MOSTLY or _are_clocks(profile):
        return 0.0
    return (1.0 if profile.letters >= MOSTLY else 0.6) * (
        0.7 if profile.written >= 20 and profile.variety > 0.5 else 1.0
    )


def _are_clocks(profile: ValueProfile) -> bool:
    """Return whether most values are hours: "Time" is a team in Portuguese."""
    return profile.written > 0 and float(profile.sample.str.fullmatch(_CLOCK).mean()) >= MOSTLY


def _fit_role(profile: ValueProfile) -> float:
    """Reduce the fit of longer texts: under "Title" stand names of jobs, or of what is the matter."""
    return _fit_place(profile) * (0.8 if profile.words >= 3 else 1.0)


def _fit_person(profile: ValueProfile) -> float:
    return (
        (1.0 if profile.letters >= MOSTLY else 0.8) if profile.words <= 6 and profile.dates < MOSTLY else 0.0
    )


def _fit_version(profile: ValueProfile) -> float:
    digits = float(profile.sample.str.contains(r"\d").mean()) if profile.written else 0.0
    return (
        0.7 + 0.3 * profile.versions
        if digits >= 0.4 and profile.length <= 40 and profile.dates < MOSTLY
        else 0.0
    )


# The weights are judgement: 0 rejects a column; the lower a fit, the sooner another header wins.
_FITS: dict[Field, Callable[[ValueProfile], float]] = {
    Field.TICKET_ID: _fit_identifier,
    Field.CREATED_AT: _fit_moment,
    Field.RESOLVED_AT: _fit_moment,
    Field.SUBJECT: _fit_text,
    Field.DESCRIPTION: _fit_description,
    Field.RESOLUTION: _fit_answer,
    Field.REQUESTER: _fit_person,
    Field.AGENT: _fit_person,
    Field.ROLE: _fit_role,
    Field.VERSION: _fit_version,
    Field.TAGS: lambda profile: 1.0 if profile.letters >= 0.3 else 0.0,
    Field.LANGUAGE: lambda profile: 1.0 if profile.length <= 20 else 0.0,
    Field.SATISFACTION: _fit_satisfaction,
    Field.REOPENED: _fit_readable(read_reopened),
    Field.MINUTES: _fit_readable(read_minutes),
}


def fit(field: Field, profile: ValueProfile) -> float:
    """Return from 0 (impossible) to 1 how well values fit a field; a column without values fits none."""
    return _FITS.get(field, _fit_place)(profile) if profile.written else 0.0


def is_few_repeated(profile: ValueProfile) -> bool:
    """Return whether a column holds 2 to 50 values that repeat and are neither dates, measures nor prose."""
    if not 2 <= profile.distinct <= 50 or profile.written < 2 * profile.distinct:
        return False
    return (
        max(profile.dates, profile.yearless, profile.relative) < MOSTLY
        and profile.numeric + profile.rounded < NEARLY_ALL
        and profile.length <= 60
        and profile.links < MOSTLY
    )

"""Chooses columns by their values for the fields without a header."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from supportlens.domain import Field
from supportlens.ingest.columns.column_values import MOSTLY, NEARLY_ALL
from supportlens.ingest.tables.headers import header_rules
from supportlens.ingest.values.dates import DateOrder, scan_dates
from supportlens.ingest.values.tag_lists import find_separator, split_cell
from supportlens.ingest.values.word_forms import fold_words
from supportlens.resources import reading_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.ingest.columns.table_columns import TableColumn
    from supportlens.ingest.tables.headers import Header

_MOST_STATES = 15
"""Maximum distinct states, priorities or channels. Judgement: with more, categories would match."""

_FEWEST_TAGGED, _LONGEST_TAG, _MOST_DIFFERENT = 20, 30, 0.3
"""Cells of a column of tags, letters of a tag, and different tags per tag.

Judgement: lists of names and places are longer or repeat less.
"""
_TAG_SEPARATORS = (r"[;\n]", r"\|", r",")

_SMALL = r"(?<!\S)[^\W\d_A-ZÁÉÍÓÚÑÜ]{4,}"
"""A word without a capital, longer than those inside names: full names have none."""
_GROUPED = r"\d{1,3}(?:\.\d{3}){2,}(?:-[\dA-Za-z]{1,2})?"
_DIALLED = r"\+?[\d\s().\-/]{4,24}[A-Za-z]?"
"""A telephone or the number of a person, with a letter that checks it."""

_ADDRESS = r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+"


def _choose_prose(free: list[TableColumn]) -> TableColumn | None:
    """Choose the longest sentences, by mean length and number."""
    prose = [c for c in free if c.profile.is_prose and not _describes_another(c.header)]
    return max(prose, key=lambda c: c.profile.length * min(c.profile.written, 1_000), default=None)


def _choose_named(free: list[TableColumn]) -> TableColumn | None:
    """Choose the names of cards and tasks, where these are sentences: names of people and things are none."""
    names = reading_words().change_names
    named = [c for c in free if c.header.forms[-1] in names and c.profile.is_prose]
    return next((c for c in named if float(c.profile.sample.str.count(_SMALL).ge(1).mean()) >= MOSTLY), None)


def _describes_another(header: Header) -> bool:
    """Return whether a column describes something other than the ticket, such as its type or project."""
    return header.is_nested and header.forms[-1].split()[-1] in reading_words().descriptions


def _choose_earliest(free: list[TableColumn]) -> TableColumn | None:
    """Choose the earliest dates: a ticket is created before anything else happens to it."""
    dated = [c for c in free if c.profile.dates >= NEARLY_ALL]
    # Day-month order hardly affects which of several columns is earliest overall.
    return min(dated, key=_mean_moment, default=None)


def _mean_moment(column: TableColumn) -> float:
    moments = scan_dates(column.profile.sample, numbers=False).moments(DateOrder.DAY_FIRST).dropna()
    return float(moments.astype("int64").mean())


def _choose_versions(free: list[TableColumn]) -> TableColumn | None:
    # two points in at least half of them: one point makes a decimal number
    numbered = [c for c in free if c.profile.versions >= NEARLY_ALL and c.profile.addresses < MOSTLY]
    found = [
        c
        for c in numbered
        if float(c.profile.sample.str.count(r"\.").ge(2).mean()) >= 0.5 and not _are_grouped(c)
    ]
    return max(found, key=lambda c: c.profile.versions, default=None)


def _are_grouped(column: TableColumn) -> bool:
    """Return whether points only part thousands: 12.345.678-9 is the number of a person, and no version."""
    return bool(column.profile.sample.str.fullmatch(_GROUPED).all())


def _choose_identifiers(free: list[TableColumn]) -> TableColumn | None:
    """Choose short codes with digits that never repeat."""
    for column in free[:3]:
        profile = column.profile
        if (
            profile.written < 2
            or profile.distinct < profile.written
            or profile.words > 1
            or profile.length > 24
        ):
            continue
        if (
            profile.dates < MOSTLY
            and bool(profile.sample.str.contains(r"\d").all())
            and not profile.rounded
            and not profile.links
        ):
            return column
    return None


def _choose_addresses(free: list[TableColumn]) -> TableColumn | None:
    """Choose the first column of mail addresses: requesters precede agents."""
    return next((column for column in free if are_addresses(column)), None)


def _choose_asking(free: list[TableColumn]) -> TableColumn | None:
    """Choose addresses, else the telephones or numbers that tell one person who asked from another."""
    return _choose_addresses(free) or next((column for column in free if _tells_people(column)), None)


def _tells_people(column: TableColumn) -> bool:
    """Return whether a column of telephones or numbers of people, by its header, holds several of them."""
    profile = column.profile
    if header_rules().person_numbers.weight(column.header) <= 0 or profile.distinct < 2:
        return False
    return profile.dates < MOSTLY and float(profile.sample.str.fullmatch(_DIALLED).mean()) >= NEARLY_ALL


def are_addresses(column: TableColumn) -> bool:
    """Return whether the values of a column are mail addresses."""
    return float(column.profile.sample.str.fullmatch(_ADDRESS).mean()) >= NEARLY_ALL


def _choose_by_words(free: list[TableColumn], *, words: str) -> TableColumn | None:
    """Choose the column whose values are mostly words of the named field."""
    known = header_rules().values[words]
    for column in free:
        profile = column.profile
        if profile.distinct <= _MOST_STATES and profile.words <= 4 and profile.letters >= MOSTLY:
            share = sum(fold_words(text.lower()) in known for text in profile.sample) / len(profile.sample)
            if share >= NEARLY_ALL:
                return column
    return None


def _choose_tags(free: list[TableColumn]) -> TableColumn | None:
    """Choose short words that repeat, several in many cells."""
    return next((column for column in free if _are_tags(column)), None)


def _are_tags(column: TableColumn) -> bool:
    profile = column.profile
    if profile.dates >= MOSTLY or profile.written < _FEWEST_TAGGED:
        return False
    cells = profile.sample.tolist()
    separator = find_separator(cells)
    if separator is None or separator.pattern not in _TAG_SEPARATORS:
        return False
    split = [split_cell(cell, separator) for cell in cells]
    tags = [tag for cell in split for tag in cell]
    several = sum(1 for cell in split if len(cell) > 1)
    short = all(len(tag) <= _LONGEST_TAG and not tag.isdigit() for tag in tags)
    return short and several >= MOSTLY * len(cells) and len(set(tags)) <= _MOST_DIFFERENT * len(tags)


BY_VALUES: tuple[tuple[Field, Callable[[list[TableColumn]], TableColumn | None]], ...] = (
    (Field.SUBJECT, _choose_named),
    (Field.DESCRIPTION, _choose_prose),
    (Field.CREATED_AT, _choose_earliest),
    (Field.VERSION, _choose_versions),
    (Field.TICKET_ID, _choose_identifiers),
    (Field.REQUESTER, _choose_asking),
    (Field.TAGS, _choose_tags),
    *(
        (field, partial(_choose_by_words, words=field.value))
        for field in (Field.STATUS, Field.PRIORITY, Field.CHANNEL)
    ),
)
"""Fields that can be identified by values alone, in order of choice."""

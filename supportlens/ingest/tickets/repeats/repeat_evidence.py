"""Weighs what a repeated id of a table means: a running number, messages, states of one ticket."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from supportlens.domain import Field
from supportlens.ingest.columns.column_values import NEARLY_ALL
from supportlens.ingest.tickets.conversations import count_voices
from supportlens.ingest.tickets.converting import MESSAGE, MOMENT, SPEAKER, UPDATED
from supportlens.ingest.tickets.speakers import CUSTOMER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

UNIT = "_unit"
"""The column with the number of each row's sheet, counted over all files."""

_LOOKED_AT = 400
"""Maximum ids whose rows are compared. Judgement: a share is known to within 0.05."""

_TELLING = 0.25
"""Chance that two rows have the same text, above which equal texts show nothing.

Judgement: such a column holds a few standard sentences or categories.
"""

FAR = 0.35
"""Rows between two rows of one id, per id, from which numbers start again.

Judgement: it is 1 where every run is equally long, less where short runs follow long ones, and near 0 where
answers follow questions.
"""

PERIODS = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}

_STATES = (UPDATED, Field.STATUS, Field.RESOLVED_AT, Field.AGENT, Field.RESOLUTION, Field.SATISFACTION)

_PLACES = (Field.SITE, Field.TEAM, Field.PRODUCT, Field.AGENT, Field.CUSTOMER, Field.CATEGORY)

_REPLY = re.compile(r"^(?:(?:re|rv|fw|fwd|aw|res|enc)\s*:\s*)+", re.IGNORECASE)

_ID = Field.TICKET_ID.value
_CREATED = Field.CREATED_AT.value


@dataclass(frozen=True, slots=True)
class RepeatEvidence:
    """What is seen of the rows that share an id; shares are of the ids that repeat within a sheet."""

    repeated: float
    """The share of all rows whose id repeats."""
    same_text: float
    same_created: float
    same_requester: float
    same_subject: float
    changed: float
    """The share whose status, agent, answer or last change differs."""
    voices: float
    """The share in which customer and desk both speak."""
    opened: float
    """The share in which the customer speaks first."""
    distance: float
    """Rows between two rows of one id, per id: about 1 if numbers start again, near 0 for messages."""
    telling: bool
    """Whether texts differ enough for equal ones to show something."""
    nameless: bool
    """Whether no row names its requester."""
    partition: str
    """The period or field within which ids are unique, "" if there is none."""

    @property
    def restarts(self) -> bool:
        """Whether the ids are numbers that start again after a period or in another place."""
        return bool(self.partition) and self.distance >= FAR

    @property
    def is_placed(self) -> bool:
        """Whether ids are unique within a place or person rather than a period."""
        return bool(self.partition) and self.partition not in PERIODS


def weigh_repeats(rows: pd.DataFrame, custom: pd.DataFrame) -> RepeatEvidence:
    """Return the evidence of a table whose ids repeat within a sheet, without exact copies.

    `rows` are all rows with a written id, `custom` the columns of the file that classify them. The order of
    rows matters only where dates are missing.
    """
    repeats = rows[rows.duplicated([UNIT, _ID], keep=False)]
    groups = list(_sample(repeats))
    size = max(len(groups), 1)
    several = repeats[UNIT].astype(str) + ":" + repeats[_ID]

    def share(name: str, *, blank: bool = False) -> float:
        return sum(1 for group in groups if name in group and _is_one(group[name], blank=blank)) / size

    return RepeatEvidence(
        repeated=len(repeats) / max(len(rows), 1),
        same_text=sum(1 for group in groups if _are_alike(group[MESSAGE].tolist())) / size,
        same_created=share(_CREATED),
        same_requester=share(Field.REQUESTER.value),
        same_subject=sum(1 for group in groups if _is_one_subject(group)) / size,
        changed=sum(1 for group in groups if any(_is_changed(group, name) for name in _STATES)) / size,
        voices=count_voices(repeats[SPEAKER], several),
        opened=sum(1 for group in groups if _is_opened(group)) / size,
        distance=_measure_distance(rows),
        telling=is_telling(rows[MESSAGE]),
        nameless=Field.REQUESTER.value not in rows or not rows[Field.REQUESTER.value].ne("").any(),
        partition=find_partition(rows, custom)[0],
    )


def is_telling(texts: pd.Series, chance: float = _TELLING) -> bool:
    """Return whether texts differ enough for equal ones to show that rows are one ticket.

    `chance` is the highest with which two rows may have the same text.
    """
    return float(texts.value_counts(normalize=True).pow(2).sum()) < chance


def find_partition(rows: pd.DataFrame, custom: pd.DataFrame) -> tuple[str, pd.Series | None]:
    """Return the period, place or person within which ids are unique, with its value in each row."""
    return next(
        ((name, values) for name, values in _list_partitions(rows, custom) if _is_partition(rows, values)),
        ("", None),
    )


def _list_partitions(rows: pd.DataFrame, custom: pd.DataFrame) -> Iterator[tuple[str, pd.Series]]:
    """Yield what may restart a running number, with its value in each row: a period, a place, a person."""
    if _CREATED in rows:
        for name, form in PERIODS.items():
            yield name, rows[_CREATED].dt.strftime(form).fillna("")
    for field in _PLACES:
        if field.value in rows:
            yield field.value, rows[field.value]
    for name in custom.columns:
        yield str(name), custom.loc[rows.index, name].fillna("").str.strip()


def are_alike(one: str, other: str) -> bool:
    """Return whether two texts say the same: one is within the other, or half of its words are."""
    shorter, longer = sorted((one.strip(), other.strip()), key=len)
    if shorter in longer:
        return True
    few, many = set(shorter.lower().split()), set(longer.lower().split())
    return len(few) >= 3 and 2 * len(few & many) > len(few) and 4 * len(few) > len(many)


def _sample(repeats: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Yield the rows of each repeated id, of at most `_LOOKED_AT` ids, evenly spaced in their order."""
    keys = repeats[[UNIT, _ID]].drop_duplicates().sort_values([_ID, UNIT])
    step = max(len(keys) // _LOOKED_AT, 1)
    chosen = repeats.merge(keys.iloc[::step], on=[UNIT, _ID])
    yield from (group for _, group in chosen.groupby([UNIT, _ID], sort=False))


def _is_one(values: pd.Series, *, blank: bool) -> bool:
    """Return whether all rows have the same value; unknown ones only do if `blank`."""
    unknown = values.isna() | values.astype(str).eq("")
    if unknown.any() and not blank:
        return False
    return int(values[~unknown].nunique()) <= 1


def _are_alike(texts: Sequence[str]) -> bool:
    fullest = max(texts, key=len)
    return all(are_alike(text, fullest) for text in texts)


def _is_changed(group: pd.DataFrame, name: str) -> bool:
    return name in group and not _is_one(group[name], blank=False) and len(set(group[name].astype(str))) > 1


def _is_opened(group: pd.DataFrame) -> bool:
    """Return whether the customer wrote the first row."""
    first = group.sort_values(MOMENT, kind="stable", na_position="first")
    return bool(first[SPEAKER].iloc[0] == CUSTOMER)


def _is_one_subject(group: pd.DataFrame) -> bool:
    subject = Field.SUBJECT.value
    if subject not in group or Field.DESCRIPTION.value not in group:
        return False
    return len({strip_reply(text) for text in group[subject]}) == 1


def strip_reply(subject: str) -> str:
    """Return a subject without the marks of replies and forwards."""
    return _REPLY.sub("", subject.strip()).lower()


def _measure_distance(rows: pd.DataFrame) -> float:
    """Return the median number of rows between two rows of one id, per id of the sheet."""
    dated = bool(rows[MOMENT].notna().any())  # without dates, the order of the rows is all there is
    by = [UNIT, MOMENT, _ID] if dated else [UNIT]
    ordered = rows.sort_values(by, kind="stable", na_position="first")
    places = pd.Series(range(len(ordered)), index=ordered.index)
    gaps = places.groupby([ordered[UNIT], ordered[_ID]]).diff()
    ids = ordered.groupby(UNIT)[_ID].transform("nunique")
    return float((gaps / ids).median())


def _is_partition(rows: pd.DataFrame, values: pd.Series) -> bool:
    """Return whether ids are unique within each value, and nearly every row has one that is no side."""
    if values.nunique() < 2 or float(values.ne("").mean()) < 0.95:
        return False
    sides = pd.DataFrame({"value": values, "side": rows[SPEAKER]}).drop_duplicates()
    if len(set(sides["side"])) > 1 and sides["value"].is_unique:
        return False
    keys = pd.DataFrame({"unit": rows[UNIT], "value": values, "id": rows[_ID]})
    again = keys.duplicated()
    repeated = keys.duplicated(["unit", "id"])
    return float(again.sum()) <= (1 - NEARLY_ALL) / 4 * max(float(repeated.sum()), 1)

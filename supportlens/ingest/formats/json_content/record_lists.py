"""Finds the lists of records in JSON, and judges which of them hold tickets."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from supportlens.domain import Field
from supportlens.ingest.formats.json_content.cells import are_pairs, flatten_record, unwrap_record
from supportlens.ingest.formats.json_content.names import fold_name, json_names
from supportlens.ingest.tables.headers import header_rules, parse_header

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DEPTH = 8
"""Levels that are searched for lists. Judgement: pages of APIs need four; deeper ones only take time."""

_LOOKED_AT = 40
"""Records of a list that are judged, spread over it. Judgement: fewer miss texts that few records have."""

_LISTS = 100
"""Largest lists that are judged. Judgement: an export has a dozen; hostile files have thousands."""

_ALIKE = 0.5
"""Part of its keys that each of several objects must share to be records under their ids. Judgement."""

_IDENTIFIER = re.compile(r"[\w.:-]*\d[\w.:-]*")
_DATE = re.compile(r"\d{4}-\d\d?-\d\d?|\d{1,4}[/.]\d\d?[/.]\d{1,4}|1\d{9}(?:\d{3})?(?:\.\d+)?$")

_OF_TICKETS = (
    Field.STATUS, Field.PRIORITY, Field.REQUESTER, Field.AGENT, Field.CATEGORY, Field.RESOLVED_AT,
    Field.CHANNEL, Field.TEAM, Field.PRODUCT, Field.TAGS, Field.RESOLUTION, Field.SATISFACTION,
)  # fmt: skip
"""Fields that tickets have beside text, date and id, and comments and people mostly have not."""

SURE = 6.0
"""Score from which a list holds tickets without doubt: a known text (3), prose (1), dates (2)."""

Path = tuple[str, ...]


@dataclass(slots=True)
class RecordList:
    """The records under one name, from all pages; `rows` are their numbers in the list."""

    path: Path
    records: list[dict[str, Any]] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    strays: list[int] = field(default_factory=list)
    """Numbers of items that are no records."""
    score: float = 0.0

    @property
    def name(self) -> str:
        """The names of the keys to the list."""
        return ".".join(key for key in self.path if key)

    def add(self, record: dict[str, Any] | None) -> None:
        """Add the next item, None for one that is no record."""
        row = len(self.rows) + len(self.strays) + 1
        if record is None:
            self.strays.append(row)
        else:
            self.rows.append(row)
            self.records.append(record)


def find_lists(value: Any) -> list[RecordList]:
    """Return all lists of records in a value with their scores, the most ticket-like first."""
    lists: dict[Path, RecordList] = {}
    level: list[tuple[Path, Any]] = [((), value)]
    for _ in range(_DEPTH):
        below: list[tuple[Path, Any]] = []
        for path, item in level:
            items, keyed = _as_items(item)
            if items is None:
                if isinstance(item, dict):
                    below += [((*path, str(key)), inner) for key, inner in item.items() if _is_nest(inner)]
                elif isinstance(item, list):  # lists of records one after another
                    below += [(path, inner) for inner in item if _is_nest(inner)]
                continue
            found = lists.setdefault(path, RecordList(path))
            for each in items:
                found.add(each if isinstance(each, dict) else None)
                if isinstance(each, dict) and not keyed:
                    below += _list_inside(path, each)
        level = below
    named = _name_by_type(list(lists.values()))
    largest = sorted(named, key=lambda one: -len(one.records))
    for one in largest[:_LISTS]:
        one.score = score_records(one.records, one.path)
    return sorted(named, key=lambda one: (-one.score, -len(one.records), len(one.path)))


def _is_nest(value: Any) -> bool:
    return isinstance(value, list | dict) and bool(value)


def _list_inside(path: Path, record: dict[str, Any]) -> Iterator[tuple[Path, Any]]:
    """Yield what may hold records inside a record: the record may be a page of them."""
    for key, inner in record.items():
        if _is_nest(inner) and _may_hold_records(inner):
            yield (*path, str(key)), inner


def _may_hold_records(value: Any, depth: int = 1) -> bool:
    """Return whether something inside a record is, or holds, a list of objects or objects under their ids."""
    if isinstance(value, list):
        return any(isinstance(item, dict | list) for item in value) and not are_pairs(value)
    if not isinstance(value, dict) or depth > _DEPTH:
        return False
    inner = value.values()
    if any(isinstance(each, list) and _may_hold_records(each) for each in inner):
        return True
    objects = [each for each in inner if isinstance(each, dict) and each]
    return (len(objects) > 1 and len(objects) == len(value)) or any(
        _may_hold_records(each, depth + 1) for each in objects
    )


def _as_items(value: Any) -> tuple[Sequence[Any] | None, bool]:
    """Return the items of a list of records, of columns or of records under their ids, None for no such list.

    Also returns whether the records were made of columns, so that nothing is below them.
    """
    if isinstance(value, list):
        if 2 * sum(isinstance(item, dict) for item in value) > len(value):
            return value, False
        if any(isinstance(item, list) and any(isinstance(each, dict) for each in item) for item in value):
            return None, True
        made = _records_from_texts(value) or _records_from_rows(value)
        return made, True
    if isinstance(value, dict) and value:
        if _are_under_ids(value):
            return [_with_id(key, record) for key, record in value.items()], False
        return (_records_from_columns(value) if len(value) > 1 else None), True
    return None, True


def _are_under_ids(value: dict[str, Any]) -> bool:
    """Return whether an object has records, or pages, under their ids or numbers."""
    inner = list(value.values())
    if not all(isinstance(item, dict) for item in inner):
        return False
    by_id = sum(_IDENTIFIER.fullmatch(str(key)) is not None for key in value)
    if by_id < len(value) or not all(inner):
        return False
    names = Counter(str(key) for item in inner for key in item)
    if all(_IDENTIFIER.fullmatch(name) for name in names):
        return False
    common = {name for name, count in names.items() if 2 * count > len(inner)}
    return all(len(common & set(map(str, item))) >= _ALIKE * min(len(item), len(common)) for item in inner)


def _with_id(key: str, record: dict[str, Any]) -> dict[str, Any]:
    """Return a record with its key as id, unless it has one or is a page of records."""
    has_id = any(fold_name(str(name)) in {"id", "key", "number", "numero", "ticket id"} for name in record)
    is_page = len(record) == 1 or any(_has_records(inner) for inner in record.values())
    return record if has_id or is_page else {"id": key, **record}


def _has_records(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(item, dict) and len(item) > 3 for item in value)


def _records_from_texts(value: list[Any]) -> list[dict[str, Any]] | None:
    """Return a list of texts as records of one column; None for plain numbers."""
    if not all(isinstance(item, str) for item in value):
        return None
    says_something = any(letter.isalpha() for item in value for letter in item)
    return [{"text": item} for item in value] if says_something else None


def _records_from_rows(value: list[Any]) -> list[dict[str, Any]] | None:
    """Return a list of lists as records; the first list is the header."""
    if len(value) < 2 or not all(isinstance(row, list) for row in value):
        return None
    header = [str(cell) for cell in value[0]]
    return [dict(zip(header, row, strict=False)) for row in value[1:]]


def _records_from_columns(value: dict[str, Any]) -> list[dict[str, Any]] | None:
    """Return columns (lists or keyed by row), or a header next to its rows, as records."""
    if isinstance(value.get("columns"), list) and isinstance(value.get("data"), list):
        return _records_from_rows([value["columns"], *value["data"]])
    columns = list(value.values())
    if (
        all(isinstance(column, dict) for column in columns)
        and len({tuple(column) for column in columns}) == 1
    ):
        columns = [list(column.values()) for column in columns]
    if (
        not all(isinstance(column, list) for column in columns)
        or len({len(column) for column in columns}) > 1
    ):
        return None
    if any(isinstance(cell, dict | list) for column in columns for cell in column):
        return None
    return [dict(zip(value, row, strict=True)) for row in zip(*columns, strict=True)]


def _name_by_type(lists: list[RecordList]) -> list[RecordList]:
    """Divide a list of things of several types, as JSON:API puts beside its records."""
    divided: list[RecordList] = []
    for one in lists:
        if one.path[-1:] != ("included",):
            divided.append(one)
            continue
        by_type: dict[str, RecordList] = {}
        for record in one.records:
            kind = str(record.get("type", ""))
            by_type.setdefault(kind, RecordList((*one.path, kind))).add(record)
        divided += by_type.values()
    return divided


def score_records(records: Sequence[dict[str, Any]], path: Path = ()) -> float:
    """Return how much records look like tickets: by the meanings of names and the forms of values."""
    step = max(1, len(records) // _LOOKED_AT)
    cells: dict[str, list[str]] = {}
    for record in records[::step][:_LOOKED_AT]:
        for name, text in flatten_record(dict(_leave_lists(unwrap_record(record)))):
            if text:
                cells.setdefault(name, []).append(text)
    return sum(_score_cells(cells)) + _score_names(records, path)


def _leave_lists(record: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield what a record says itself: the lists inside it are judged on their own."""
    for key, value in record.items():
        if not _has_records(value):
            yield key, value


def _score_cells(cells: dict[str, list[str]]) -> Iterator[float]:
    fields = header_rules().fields
    known: set[Field] = set()
    is_prose = is_dated = says = False
    for name, texts in cells.items():
        header = parse_header(name)
        meanings = {one for one, role in fields.items() if role.is_whole(header)}
        prose = sum(len(text.split()) >= 4 for text in texts) * 3 >= len(texts)
        dates = sum(_DATE.match(text) is not None for text in texts) * 2 > len(texts)
        is_prose |= prose
        is_dated |= dates
        says |= bool(meanings & {Field.SUBJECT, Field.DESCRIPTION}) and any(" " in text for text in texts)
        known |= meanings
        if name.count(".") == 0 and fold_name(name) == "id":
            known.add(Field.TICKET_ID)
    yield 3.0 * says
    yield 1.0 * is_prose
    yield 2.0 * is_dated
    yield 1.0 * (Field.SUBJECT in known and says) + 1.0 * (Field.TICKET_ID in known)
    yield 0.5 * min(len(known.intersection(_OF_TICKETS)), 6)


def _score_names(records: Sequence[dict[str, Any]], path: Path) -> float:
    """Return what the key of a list, and a reference to another record, say for or against it."""
    known = json_names()
    name = fold_name(path[-1]) if path else ""
    score = 2.0 * (name in known.ticket_lists) - 4.0 * (name in known.other_lists)
    keys = {fold_name(str(key)) for record in records[:5] for key in record}
    return score - 3.0 * ("id" in keys and not keys.isdisjoint(known.parents))

"""Reads JSON: a list of records, records under a key as APIs give them, columns, or a record per line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from supportlens.domain import Rejection
from supportlens.ingest.tables.table import Grid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DEPTH = 6
"""How deep records are looked for, and flattened."""

_NAMING = ("name", "displayName", "display_name", "value", "label", "title", "body", "text", "key", "id")


def parse(text: str) -> tuple[str, Grid] | None:
    """Read JSON or JSON lines; give the format's name and the records, None for what is neither."""
    stripped = text.strip()
    if not stripped.startswith(("[", "{")):
        return None
    value = _value(stripped)
    if value is not None:
        records = _records(value)
        if records is None and _is_empty(value):
            return "json", Grid((), (), ())
        if records is not None:
            return "json", _grid(list(enumerate(records, start=1)))
        if not isinstance(value, dict):
            return None
    lines = _lines(stripped)
    return ("jsonl", _grid(*lines)) if lines else None


def _is_empty(value: Any) -> bool:
    """Return whether an answer holds a list without one record."""
    return value == [] or (isinstance(value, dict) and any(item == [] for item in value.values()))


def _value(text: str) -> Any:
    """Parse with numbers kept as they were written; None for what is no JSON."""
    keep: Callable[[str], str] = str
    try:
        return json.loads(text, parse_float=keep, parse_int=keep, parse_constant=lambda _: "")
    except (ValueError, RecursionError):
        return None


def _lines(text: str) -> tuple[list[tuple[int, dict[str, Any]]], tuple[Rejection, ...]] | None:
    """Read a record per line and reject the lines that are none; None where most are none."""
    records, rejections = [], []
    for number, line in enumerate(text.split("\n"), start=1):
        value = _value(line.strip()) if line.lstrip().startswith("{") else None
        if isinstance(value, dict):
            records.append((number, value))
        elif line.strip():
            rejections.append(Rejection(number, "not_json"))
        if len(rejections) > len(records) + 2:
            return None
    return (records, tuple(rejections)) if len(records) > len(rejections) else None


def _records(value: Any) -> list[dict[str, Any]] | None:
    """Find the longest list of records, nearest to the top where several are as long."""
    best: list[dict[str, Any]] | None = None
    for candidate in _candidates(value):
        if best is None or len(candidate) > len(best):
            best = candidate
    return best


def _candidates(value: Any) -> Iterator[list[dict[str, Any]]]:
    level = [value]
    for _ in range(_DEPTH):
        below = []
        for item in level:
            found = _as_records(item)
            if found:
                yield found
            elif isinstance(item, dict):
                below += list(item.values())
        level = below


def _as_records(value: Any) -> list[dict[str, Any]] | None:
    if isinstance(value, list):
        records = [item for item in value if isinstance(item, dict)]
        if records and 2 * len(records) > len(value):
            return records
        return _from_texts(value) or _from_rows(value)
    if isinstance(value, dict) and len(value) > 1:
        return _from_columns(value)
    return None


def _from_texts(value: list[Any]) -> list[dict[str, Any]] | None:
    """Take a list of texts as a column; a list of numbers, kept as they were written, says nothing."""
    if not all(isinstance(item, str) for item in value):
        return None
    says_something = any(letter.isalpha() for item in value for letter in item)
    return [{"text": item} for item in value] if says_something else None


def _from_rows(value: list[Any]) -> list[dict[str, Any]] | None:
    """Take a list of lists whose first is the header."""
    if len(value) < 2 or not all(isinstance(row, list) for row in value):
        return None
    header = [str(cell) for cell in value[0]]
    return [dict(zip(header, row, strict=False)) for row in value[1:]]


def _from_columns(value: dict[str, Any]) -> list[dict[str, Any]] | None:
    """Take columns side by side, as lists or keyed by row, and a header apart from its rows."""
    if isinstance(value.get("columns"), list) and isinstance(value.get("data"), list):
        return _from_rows([value["columns"], *value["data"]])
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


def _grid(records: list[tuple[int, dict[str, Any]]], rejections: tuple[Rejection, ...] = ()) -> Grid:
    """Square records: a column per name in the order in which names are first met."""
    flat = [(number, dict(_flat(_opened(record)))) for number, record in records]
    columns = tuple(dict.fromkeys(name for _, record in flat for name in record))
    kept = [(number, record) for number, record in flat if any(cell.strip() for cell in record.values())]
    rows = [[record.get(name, "") for name in columns] for _, record in kept]
    return Grid(columns, rows, [number for number, _ in kept], rejections)


def _opened(record: dict[str, Any]) -> dict[str, Any]:
    """Take a record out of a wrapper of one key: {"ticket": {...}}."""
    if len(record) == 1:
        (inner,) = record.values()
        if isinstance(inner, dict):
            return inner
    return record


def _flat(record: dict[str, Any], prefix: str = "", depth: int = 1) -> Iterator[tuple[str, str]]:
    """Return (dotted name, text) of everything in a record."""
    for key, value in record.items():
        name = f"{prefix}{_clean(str(key))}"
        if isinstance(value, dict) and depth < _DEPTH:
            yield from _flat(value, f"{name}.", depth + 1)
        elif _are_pairs(value):
            for pair in value:
                yield f"{name}.{_text(pair.get('name') or pair['id'])}", _text(pair["value"])
        else:
            yield name, _text(value)


def _are_pairs(value: Any) -> bool:
    """Recognise custom fields as APIs give them: a list of ids or names with values."""
    return isinstance(value, list) and bool(value) and all(map(_is_pair, value))


def _is_pair(item: Any) -> bool:
    return isinstance(item, dict) and len(item) <= 3 and "value" in item and ("id" in item or "name" in item)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return _clean(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ";".join(filter(None, map(_named, value)))
    return _named(value) if isinstance(value, dict) else str(value)


def _named(item: Any) -> str:
    """Call an item of a list by its name."""
    if not isinstance(item, dict):
        return _text(item) if not isinstance(item, list) else ""
    return next((_text(item[key]) for key in _NAMING if isinstance(item.get(key), str)), "")


def _clean(text: str) -> str:
    """Replace halves of surrogate pairs, which JSON can write and no file can."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")

"""Reads JSON: lists of records, records under a key, columns, or a record per line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from supportlens.domain import Rejection
from supportlens.ingest.tables.table import Grid, Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DEPTH = 6
"""Maximum depth for searching and flattening records. Judgement: fewer miss nested APIs, more take time."""

_NAMING = ("name", "displayName", "display_name", "value", "label", "title", "body", "text", "key", "id")


def parse_json(text: str) -> tuple[str, tuple[Part, ...]] | None:
    """Return the format's name and the tables of JSON or JSON lines, None for any other text."""
    stripped = text.strip()
    if not stripped.startswith(("[", "{")):
        return None
    value = _parse_value(stripped)
    if value is not None:
        records = _find_records(value)
        if records is None and _is_empty(value):
            return "json", (Part("", Grid((), (), ())),)
        if records is not None:
            return "json", (Part("", _make_grid(list(enumerate(records, start=1)))),)
        if not isinstance(value, dict):
            return None
    lines = _parse_lines(stripped)
    return ("jsonl", (Part("", _make_grid(*lines)),)) if lines else None


def _is_empty(value: Any) -> bool:
    """Return whether an API response contains a list without records."""
    return value == [] or (isinstance(value, dict) and any(item == [] for item in value.values()))


def _parse_value(text: str) -> Any:
    """Return parsed JSON with numbers as written; None for any other text."""
    keep: Callable[[str], str] = str
    try:
        return json.loads(text, parse_float=keep, parse_int=keep, parse_constant=lambda _: "")
    except (ValueError, RecursionError):
        return None


def _parse_lines(text: str) -> tuple[list[tuple[int, dict[str, Any]]], tuple[Rejection, ...]] | None:
    """Return a record per line and reject other lines; None if most lines are no records."""
    records, rejections = [], []
    for number, line in enumerate(text.split("\n"), start=1):
        value = _parse_value(line.strip()) if line.lstrip().startswith("{") else None
        if isinstance(value, dict):
            records.append((number, value))
        elif line.strip():
            rejections.append(Rejection(number, "not_json"))
        if len(rejections) > len(records) + 2:
            return None
    return (records, tuple(rejections)) if len(records) > len(rejections) else None


def _find_records(value: Any) -> list[dict[str, Any]] | None:
    """Return the longest list of records, on a tie the one nearest to the top."""
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
        return _records_from_texts(value) or _records_from_rows(value)
    if isinstance(value, dict) and len(value) > 1:
        return _records_from_columns(value)
    return None


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


def _make_grid(records: list[tuple[int, dict[str, Any]]], rejections: tuple[Rejection, ...] = ()) -> Grid:
    """Make a grid of records: a column per name, in order of first occurrence."""
    flat = [(number, dict(_flatten(_unwrap_record(record)))) for number, record in records]
    columns = tuple(dict.fromkeys(name for _, record in flat for name in record))
    kept = [(number, record) for number, record in flat if any(cell.strip() for cell in record.values())]
    rows = [[record.get(name, "") for name in columns] for _, record in kept]
    return Grid(columns, rows, [number for number, _ in kept], rejections)


def _unwrap_record(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record without a single-key wrapper: {"ticket": {...}}."""
    if len(record) == 1:
        (inner,) = record.values()
        if isinstance(inner, dict):
            return inner
    return record


def _flatten(record: dict[str, Any], prefix: str = "", depth: int = 1) -> Iterator[tuple[str, str]]:
    """Yield (dotted name, text) of everything in a record."""
    for key, value in record.items():
        name = f"{prefix}{_clean(str(key))}"
        if isinstance(value, dict) and depth < _DEPTH:
            yield from _flatten(value, f"{name}.", depth + 1)
        elif _are_pairs(value):
            for pair in value:
                yield f"{name}.{_to_text(pair.get('name') or pair['id'])}", _to_text(pair["value"])
        else:
            yield name, _to_text(value)


def _are_pairs(value: Any) -> bool:
    """Return whether a value is a list of custom fields in API style: ids or names with values."""
    return isinstance(value, list) and bool(value) and all(map(_is_pair, value))


def _is_pair(item: Any) -> bool:
    return isinstance(item, dict) and len(item) <= 3 and "value" in item and ("id" in item or "name" in item)


def _to_text(value: Any) -> str:
    if isinstance(value, str):
        return _clean(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ";".join(filter(None, map(_item_name, value)))
    return _item_name(value) if isinstance(value, dict) else str(value)


def _item_name(item: Any) -> str:
    """Return the name of an item of a list."""
    if not isinstance(item, dict):
        return _to_text(item) if not isinstance(item, list) else ""
    return next((_to_text(item[key]) for key in _NAMING if isinstance(item.get(key), str)), "")


def _clean(text: str) -> str:
    """Replace single surrogates, which JSON allows but files cannot store."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")

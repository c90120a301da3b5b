"""Flattens a record of JSON into named cells of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supportlens.ingest.formats.json_content.rich_text import render_rich_text

if TYPE_CHECKING:
    from collections.abc import Iterator

DEPTH = 6
"""Maximum depth for flattening records. Judgement: fewer miss nested APIs, more take time."""

_NAMING = ("name", "displayName", "display_name", "value", "label", "title", "body", "text", "key", "id")

_ENVELOPES = ("_source", "node")
"""Keys of search engines and graphs around each record; what stands beside them is kept."""

_EXTENDED = ("$oid", "$date", "$numberLong", "$numberInt", "$numberDouble", "$numberDecimal", "$uuid")
"""The types of MongoDB's extended JSON."""


def unwrap_record(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record without the wrapper of a service: {"ticket": {...}}, {"_source": {...}}."""
    for key in _ENVELOPES:
        inner = record.get(key)
        if isinstance(inner, dict):
            return {**{name: value for name, value in record.items() if name != key}, **inner}
    if len(record) == 1:
        (inner,) = record.values()
        if isinstance(inner, dict):
            return inner
    return record


def flatten_record(record: dict[str, Any], prefix: str = "", depth: int = 1) -> Iterator[tuple[str, str]]:
    """Yield (dotted name, text) of everything in a record."""
    for key, value in record.items():
        name = prefix + (key if key.isascii() else clean_text(key))
        if isinstance(value, str):
            yield name, value if value.isascii() else clean_text(value)
        elif isinstance(value, dict) and depth < DEPTH:
            yield from _flatten_object(value, name, depth)
        elif are_pairs(value):
            for pair in value:
                yield f"{name}.{to_text(pair.get('name') or pair['id'])}", to_text(pair["value"])
        else:
            yield name, to_text(value)


def _flatten_object(value: dict[str, Any], name: str, depth: int) -> Iterator[tuple[str, str]]:
    simple = _as_simple(value)
    if simple is not None:
        yield name, simple
        return
    if len(value) == 1 and isinstance(value.get("edges") or value.get("nodes"), list):  # GraphQL
        yield name, to_text(value.get("edges") or value.get("nodes"))
        return
    related = value.get("data") if len(value) <= 2 else None
    if isinstance(related, dict) and {"type", "id"} >= set(related) and "id" in related:
        # JSON:API: relationships.requester.data.id is a requester's id
        yield f"{name.removeprefix('relationships.')}_id", to_text(related["id"])
        return
    yield from flatten_record(value, f"{name}.", depth + 1)


def _as_simple(value: dict[str, Any]) -> str | None:
    """Return the text of an object that stands for one value: rich text, a typed or a labelled value."""
    rich = render_rich_text(value)
    if rich is not None:
        return clean_text(rich)
    if len(value) == 1:
        (key,) = value
        if key in _EXTENDED:
            inner = value[key]
            if isinstance(inner, dict):  # {"$date": {"$numberLong": "1781510700000"}}
                inner = next(iter(inner.values()), "")
            return "" if isinstance(inner, dict | list) else to_text(inner)
    if "display_value" in value and set(value) <= {"display_value", "value", "link"}:  # ServiceNow
        return to_text(value["display_value"]) or to_text(value.get("value"))
    return None


def are_pairs(value: Any) -> bool:
    """Return whether a value is a list of custom fields in API style: ids or names with values."""
    return isinstance(value, list) and bool(value) and all(map(_is_pair, value))


def _is_pair(item: Any) -> bool:
    return isinstance(item, dict) and len(item) <= 3 and "value" in item and ("id" in item or "name" in item)


def to_text(value: Any) -> str:
    """Return the text of any value: of a list the names of its items."""
    if isinstance(value, str):
        return clean_text(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        rich = render_rich_text(value)
        return clean_text(rich) if rich is not None else ";".join(filter(None, map(_name_item, value)))
    if isinstance(value, dict):
        simple = _as_simple(value)
        return simple if simple is not None else _name_item(value)
    return str(value)


def _name_item(item: Any) -> str:
    """Return the name of an item of a list."""
    if not isinstance(item, dict):
        return to_text(item) if not isinstance(item, list) else ""
    item = unwrap_record(item) if "node" in item else item
    return next((to_text(item[key]) for key in _NAMING if isinstance(item.get(key), str)), "")


def clean_text(text: str) -> str:
    """Replace single surrogates, which JSON allows but files cannot store."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")

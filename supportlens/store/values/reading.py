"""Reads what `writing` wrote, and makes nothing but the values of the domain."""

from __future__ import annotations

import dataclasses
import json
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from supportlens import domain
from supportlens.domain import Name, SupportLensError
from supportlens.store.values.damage import Damage
from supportlens.store.values.packing import unpack_array, unpack_column, unpack_text
from supportlens.store.values.writing import CLASS, OF

if TYPE_CHECKING:
    from collections.abc import Callable

    Plain = dict[str, Any]


@cache
def known_classes() -> dict[str, type]:
    """Return the classes of the domain by name: no other class is ever made."""
    found = (getattr(domain, name) for name in domain.__all__)
    return {
        each.__name__: each
        for each in found
        if isinstance(each, type)
        and (dataclasses.is_dataclass(each) or issubclass(each, Enum | SupportLensError))
    }


class ValueReader:
    """Reads values; `fetch` returns the blob of a key."""

    def __init__(self, fetch: Callable[[str], bytes]) -> None:
        self._fetch = fetch
        self._columns: dict[str, pd.Series[Any]] = {}

    def read(self, content: bytes) -> Any:
        """Return the value that was written.

        A field that this version does not know is left out, and one that was not written has its default.
        Raises `Damage` for what this version cannot make a value of.
        """
        try:
            return _items(json.loads(unpack_text(content), object_hook=self._make))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise Damage(repr(error)) from error

    def _make(self, plain: Plain) -> Any:
        name = plain.get(CLASS)
        if name is None:
            raise Damage(str(plain))
        if name in _MADE:
            return _make_name(plain) if name == "Name" else _MADE[name](plain[OF])
        if name == "array":
            return unpack_array(self._fetch(plain[OF]))
        if name == "frame":
            return self._make_frame(plain)
        known = known_classes()[name]
        if issubclass(known, Enum):
            return known(plain[OF])
        if issubclass(known, Exception):
            return known(*_items(plain[OF]))
        names = {field.name for field in dataclasses.fields(known) if field.init}  # type: ignore[arg-type]  # see `known_classes`
        return known(**{key: _items(value) for key, value in plain.items() if key in names})

    def _make_frame(self, plain: Plain) -> pd.DataFrame:
        columns = {name: self._column(key) for name, key in plain[OF]}
        if any(len(column) != plain["rows"] for column in columns.values()):
            raise Damage("rows")
        return pd.DataFrame(columns, index=pd.RangeIndex(plain["rows"]), copy=False)

    def _column(self, key: str) -> pd.Series[Any]:
        """Return a column; tables that have the same one share it."""
        if key not in self._columns:
            self._columns[key] = unpack_column(self._fetch(key))
        return self._columns[key]


def _items(value: Any) -> Any:
    """Return the tuples that JSON has as lists."""
    if type(value) is not list:
        return value
    if any(type(each) is list for each in value):
        return tuple(_items(each) for each in value)
    return tuple(value)


class _Listed(list[Any]):
    """A list that is meant as one, while all others are tuples."""


def _make_dict(pairs: list[list[Any]]) -> dict[Any, Any]:
    return {_items(key): _items(value) for key, value in pairs}


def _make_name(plain: Plain) -> Name:
    """Return a name; which of its texts are taken from another language was not written by every version."""
    written, translated = (_make_dict(plain.get(mark, [])) for mark in ("written", "translated"))
    return Name(_make_dict(plain[OF]), written=written, translated=translated)


_MADE: dict[str, Callable[[Any], Any]] = {
    "float": float,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "timedelta": lambda seconds: timedelta(seconds=seconds),
    "list": lambda items: _Listed(_items(items)),
    "set": lambda items: set(_items(items)),
    "frozenset": lambda items: frozenset(_items(items)),
    "dict": _make_dict,
    "Name": _make_dict,
}
"""How values are made that are no dataclass of the domain."""

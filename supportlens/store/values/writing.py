"""Writes values of the domain as JSON with the names of classes; tables and arrays become blobs beside it."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import Enum
from functools import partial
from hashlib import blake2b
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from supportlens.domain import Name, is_kept
from supportlens.store.values.packing import pack_array, pack_column, pack_pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

CLASS, OF = "$", "of"
"""The keys of a value that JSON does not know: what it is, and what it is made of."""


PIECE = 500
"""Items of a long list that are written at once: a millisecond, in which nothing else can be done."""
GATHERED = 2_000
"""Pieces that are compressed together: a millisecond as well."""
_dump = partial(json.dumps, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _dump_pieces(plain: Any) -> Iterator[str]:
    """Yield JSON in pieces, the same as in one go: that of a large study would stop a window meanwhile."""
    if isinstance(plain, dict):
        yield "{"
        for number, (key, value) in enumerate(plain.items()):
            yield f"{',' if number else ''}{_dump(key)}:"
            yield from _dump_pieces(value)
        yield "}"
    elif isinstance(plain, list) and len(plain) > PIECE:
        yield "["
        for first in range(0, len(plain), PIECE):
            yield f"{',' if first else ''}{_dump(plain[first : first + PIECE])[1:-1]}"
        yield "]"
    elif isinstance(plain, list):
        yield "["
        for number, value in enumerate(plain):
            yield "," if number else ""
            yield from _dump_pieces(value)
        yield "]"
    else:
        yield _dump(plain)


def _gather(pieces: Iterator[str]) -> Iterator[str]:
    """Yield pieces, many of which are a word long, some thousand at a time."""
    while some := list(islice(pieces, GATHERED)):
        yield "".join(some)


@dataclasses.dataclass(frozen=True, slots=True)
class WrittenValue:
    """A value as bytes, and the keys of the blobs that it needs."""

    content: bytes
    needs: frozenset[str]


class ValueWriter:
    """Writes values one after another."""

    def __init__(self, keep: Callable[[str, bytes], None]) -> None:
        """Pass every blob to `keep`, under a key that depends on its content alone."""
        self._keep = keep
        self._needs: set[str] = set()

    def write(self, value: object) -> WrittenValue:
        """Return a value as bytes; raises TypeError for one that could not be read again."""
        self._needs = set()
        pieces = _dump_pieces(self._plain(value))
        return WrittenValue(pack_pieces(_gather(pieces)), frozenset(self._needs))

    def _plain(self, value: Any) -> Any:
        if value is None or type(value) in (bool, int, str):
            return value
        for kind, plain in _PLAIN:
            if isinstance(value, kind):
                return plain(self, value)
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            fields = (field for field in dataclasses.fields(value) if is_kept(field))
            kept = {field.name: self._plain(getattr(value, field.name)) for field in fields}
            return {CLASS: type(value).__name__, **kept}
        raise TypeError(type(value))

    def _blob(self, content: bytes) -> str:
        """Keep a blob and return its key."""
        key = blake2b(content, digest_size=16).hexdigest()
        self._keep(key, content)
        self._needs.add(key)
        return key

    def plain_number(self, value: float) -> Any:
        """Return a float, also one that JSON does not know."""
        number = float(value)
        return number if math.isfinite(number) else {CLASS: "float", OF: str(number)}

    def plain_items(self, value: Iterable[Any]) -> list[Any]:
        """Return the items of a sequence."""
        return [self._plain(each) for each in value]

    def plain_set(self, value: frozenset[Any]) -> Any:
        """Return a set in a fixed order."""
        return {CLASS: type(value).__name__, OF: sorted(self.plain_items(value), key=repr)}

    def plain_mapping(self, value: Mapping[Any, Any]) -> Any:
        """Return the pairs of a mapping in their order."""
        pairs = [[self._plain(key), self._plain(each)] for key, each in value.items()]
        if not isinstance(value, Name):
            return {CLASS: "dict", OF: pairs}
        marks = {"written": [*value.written.items()], "translated": [*value.translated.items()]}
        return {CLASS: "Name", OF: pairs, **{mark: found for mark, found in marks.items() if found}}

    def plain_frame(self, value: pd.DataFrame) -> Any:
        """Return the columns of a table with a RangeIndex as blobs."""
        if not value.index.equals(pd.RangeIndex(len(value))):
            raise TypeError(value.index)
        names = [str(name) for name in value.columns]
        if names != list(value.columns) or len(set(names)) < len(names):
            raise TypeError(value.columns)
        columns = [[name, self._blob(pack_column(value[name]))] for name in names]
        return {CLASS: "frame", "rows": len(value), OF: columns}

    def plain_array(self, value: np.ndarray[Any, Any]) -> Any:
        """Return an array as a blob."""
        return {CLASS: "array", OF: self._blob(pack_array(value))}


def _tagged(name: str, of: Callable[[Any], Any]) -> Callable[[ValueWriter, Any], Any]:
    return lambda _writer, value: {CLASS: name, OF: of(value)}


_PLAIN: tuple[tuple[Any, Callable[[ValueWriter, Any], Any]], ...] = (
    (Enum, lambda _writer, value: {CLASS: type(value).__name__, OF: value.value}),
    (bool | np.bool_, lambda _writer, value: bool(value)),
    (str, lambda _writer, value: str(value)),
    (int | np.integer, lambda _writer, value: int(value)),
    (float | np.floating, ValueWriter.plain_number),
    (datetime, _tagged("datetime", datetime.isoformat)),
    (date, _tagged("date", date.isoformat)),
    (timedelta, _tagged("timedelta", timedelta.total_seconds)),
    (tuple, ValueWriter.plain_items),
    (list, lambda writer, value: {CLASS: "list", OF: writer.plain_items(value)}),
    (set | frozenset, ValueWriter.plain_set),
    (Mapping, ValueWriter.plain_mapping),
    (pd.DataFrame, ValueWriter.plain_frame),
    (np.ndarray, ValueWriter.plain_array),
    (Exception, lambda writer, value: {CLASS: type(value).__name__, OF: writer.plain_items(value.args)}),
)
"""How each type is written, the more specific first: an enum of texts is also a text, a datetime a date."""

"""Packs columns and arrays into compressed bytes, and unpacks them quickly."""

from __future__ import annotations

import json
import zlib
from typing import Any

import numpy as np
import pandas as pd

from supportlens.store.values.damage import Damage

LEVEL = 3
"""How hard zlib compresses, 1 to 9. Judgement: higher levels take longer to write and save little."""
MOST_DIFFERENT = 4
"""A column of text is written as codes of its different cells if each occurs at least so often on average.

Judgement: names of places and states are read several times faster so; texts would gain nothing.
"""
SEPARATOR = "\0"
"""What stands between the cells of a column; a column in which it occurs is written as JSON."""


def pack_array(array: np.ndarray[Any, Any]) -> bytes:
    """Return an array of numbers with its type and shape."""
    if array.dtype.hasobject:
        raise TypeError(array.dtype)
    head = json.dumps([array.dtype.str, list(array.shape)]).encode()
    return head + b"\n" + zlib.compress(np.ascontiguousarray(array).tobytes(), LEVEL)


def unpack_array(packed: bytes) -> np.ndarray[Any, Any]:
    """Return the array that was packed; raises `Damage` for other bytes."""
    head, _, body = packed.partition(b"\n")
    kind, shape = _parse(head)
    try:
        flat = np.frombuffer(bytearray(zlib.decompress(body)), dtype=np.dtype(kind))
        return flat.reshape(shape)
    except (ValueError, TypeError, zlib.error) as error:
        raise Damage(str(error)) from error


def pack_column(column: pd.Series[Any]) -> bytes:
    """Return the cells of a column: text, or numbers and dates; missing ones stay missing."""
    if not pd.api.types.is_string_dtype(column.dtype) and column.dtype != object:
        values = column.to_numpy()
        if values.dtype.kind in "mM":
            return _head("dates", values.dtype.str) + pack_array(values.view("int64"))
        return _head("numbers", values.dtype.str) + pack_array(values)
    if pd.api.types.is_string_dtype(column.dtype) and column.dtype != object:
        codes, found = pd.factorize(column)
        if len(found) * MOST_DIFFERENT <= len(column):
            uniques = _pack_cells(found.tolist(), "text")
            return _head("coded", str(len(uniques))) + uniques + pack_array(_smallest(codes))
    cells = column.tolist()
    kind = "text" if pd.api.types.is_string_dtype(column.dtype) and column.dtype != object else "object"
    return _pack_cells(cells, kind)


def _pack_cells(cells: list[Any], kind: str) -> bytes:
    if all(type(cell) is str for cell in cells):
        joined = SEPARATOR.join(cells)
        if joined.count(SEPARATOR) == len(cells) - 1:
            return _head(kind, "joined") + _deflate(joined)
    plain = [None if _is_missing(cell) else cell for cell in cells]
    return _head(kind, "json") + _deflate(json.dumps(plain, ensure_ascii=False))


def _smallest(codes: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return codes in the smallest type that holds them."""
    most = int(codes.max(initial=0))
    kind = next(kind for kind in (np.int8, np.int16, np.int32, np.int64) if most <= np.iinfo(kind).max)
    return codes.astype(kind)


def unpack_column(packed: bytes) -> pd.Series[Any]:
    """Return the column that was packed; raises `Damage` for other bytes."""
    head, _, body = packed.partition(b"\n")
    kind, form = _parse(head)
    if kind == "numbers":
        return pd.Series(unpack_array(body))
    if kind == "dates":
        return pd.Series(unpack_array(body).view(form))
    if kind == "coded":
        length = int(form)
        found = unpack_column(body[:length]).to_numpy(dtype=object)
        cells = np.append(found, np.nan)[unpack_array(body[length:])]  # a missing cell has the code -1
        return pd.Series(cells, dtype="str")
    written = _inflate(body)
    cells = written.split(SEPARATOR) if form == "joined" else _parse(written)
    if kind == "object":
        return pd.Series(cells, dtype=object)
    if form == "joined":
        # Checked when it was packed: every cell is a str, so that no cell needs to be looked at again.
        return pd.Series(np.array(cells, dtype=object), dtype="str")
    return pd.Series(cells, dtype="str")


def _is_missing(cell: object) -> bool:
    return cell is None or (isinstance(cell, float) and cell != cell)  # noqa: PLR0124 - only NaN differs from itself


def _head(kind: str, form: str) -> bytes:
    return json.dumps([kind, form]).encode() + b"\n"


def _parse(text: bytes | str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Damage(str(error)) from error


def _deflate(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8", "surrogatepass"), LEVEL)


def _inflate(packed: bytes) -> str:
    try:
        return zlib.decompress(packed).decode("utf-8", "surrogatepass")
    except (zlib.error, UnicodeDecodeError) as error:
        raise Damage(str(error)) from error


def pack_text(text: str) -> bytes:
    """Return text as compressed bytes."""
    return _deflate(text)


def unpack_text(packed: bytes) -> str:
    """Return the text that was packed; raises `Damage` for other bytes."""
    return _inflate(packed)

"""Packs columns and arrays into compressed bytes, and unpacks them quickly."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from supportlens.store.values.damage import Damage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LEVEL = 3
"""How hard zlib compresses, 1 to 9. Judgement: higher levels take longer to write and save little."""
MOST_DIFFERENT = 4
"""A column of text is written as codes of its different cells if each occurs at least so often on average.

Judgement: names of places and states are read several times faster so; texts would gain nothing.
"""
SAMPLED = 2_000
"""Cells by which a column is taken for one of texts that are all different.

Where each cell occurs four times on average, so many hold some cell twice, up to some million rows."""
CODED_BLOCK = 10_000
"""Cells that are compared in one go: a few milliseconds."""
BLOCK = 2_000
"""Cells that become text together: some milliseconds of long ones."""
SEPARATOR = "\0"
"""What stands between the cells of a column; a column in which it occurs is written as JSON."""


def pack_array(array: np.ndarray[Any, Any]) -> bytes:
    """Return an array of numbers with its type and shape."""
    if array.dtype.hasobject:
        raise TypeError(array.dtype)
    head = json.dumps([array.dtype.str, list(array.shape)]).encode()
    flat = np.ascontiguousarray(array).reshape(-1).view(np.uint8)  # a copy would hold the interpreter
    return head + b"\n" + zlib.compress(flat.data, LEVEL)


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
        coded = None if _is_all_different(column) else code_cells(column)
        if coded is not None:
            uniques = _pack_cells(coded[1], "text")
            return _head("coded", str(len(uniques))) + uniques + pack_array(_smallest(coded[0]))
    cells = column.tolist()
    kind = "text" if pd.api.types.is_string_dtype(column.dtype) and column.dtype != object else "object"
    return _pack_cells(cells, kind)


def code_cells(column: pd.Series[Any]) -> tuple[np.ndarray[Any, Any], list[str]] | None:
    """Return the place of each cell among the different ones, and these; None where too many differ.

    Pandas keeps the interpreter for all that it is given, 160 ms for 200 000 cells: so it gets blocks.
    """
    places: dict[str, int] = {}
    codes = np.empty(len(column), dtype=np.int64)
    for first in range(0, len(column), CODED_BLOCK):
        block, found = pd.factorize(column.iloc[first : first + CODED_BLOCK])
        known = [places.setdefault(cell, len(places)) for cell in found.tolist()]
        if len(places) * MOST_DIFFERENT > len(column):
            return None
        codes[first : first + CODED_BLOCK] = np.array([*known, -1])[block]  # a missing cell has the code -1
    return codes, list(places)


def _is_all_different(column: pd.Series[Any]) -> bool:
    """Return whether no cell of some two thousand is like another: then fewer than one in four repeats.

    To look for the different ones of a hundred million letters silences a window for a tenth of a second.
    """
    if len(column) < 2 * SAMPLED:
        return False
    some = column.iloc[:: len(column) // SAMPLED]
    return bool(some.nunique(dropna=False) == len(some))


def _pack_cells(cells: list[Any], kind: str) -> bytes:
    joined = bool(cells) and all(type(cell) is str and SEPARATOR not in cell for cell in cells)
    pieces = join_cells(cells) if joined else dump_cells(cells)
    return _head(kind, "joined" if joined else "json") + pack_pieces(pieces)


def join_cells(cells: list[str]) -> Iterator[str]:
    """Yield cells with their separator, a block at a time: many megabytes in one go silence a window."""
    for at, block in enumerate(_blocks(cells)):
        yield f"{SEPARATOR if at else ''}{SEPARATOR.join(block)}"


def _blocks(cells: list[Any]) -> Iterator[list[Any]]:
    return (cells[first : first + BLOCK] for first in range(0, len(cells), BLOCK))


def dump_cells(cells: list[Any]) -> Iterator[str]:
    """Yield the JSON of cells, a block at a time."""
    yield "["
    for at, block in enumerate(_blocks(cells)):
        plain = [None if _is_missing(cell) else cell for cell in block]
        yield f"{', ' if at else ''}{json.dumps(plain, ensure_ascii=False)[1:-1]}"
    yield "]"


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


def pack_pieces(pieces: Iterable[str]) -> bytes:
    """Return text that comes in pieces as compressed bytes; how it is cut does not change them."""
    packer = zlib.compressobj(LEVEL)
    packed = [packer.compress(piece.encode("utf-8", "surrogatepass")) for piece in pieces]
    return b"".join((*packed, packer.flush()))


def _inflate(packed: bytes) -> str:
    try:
        return zlib.decompress(packed).decode("utf-8", "surrogatepass")
    except (zlib.error, UnicodeDecodeError) as error:
        raise Damage(str(error)) from error


def pack_text(text: str) -> bytes:
    """Return text as compressed bytes."""
    return pack_pieces([text])


def unpack_text(packed: bytes) -> str:
    """Return the text that was packed; raises `Damage` for other bytes."""
    return _inflate(packed)

"""Looks into an ONNX file without running it: which outputs the network has.

The file is a protocol-buffers message; the numbers of the fields are those of onnx.proto3
(ModelProto.graph 7, GraphProto.output 12, ValueInfoProto.name 1 and .type 2, TypeProto.tensor_type 1,
TypeProto.Tensor.shape 2, TensorShapeProto.dim 1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

GRAPH, OUTPUT, NAME, TYPE, TENSOR, SHAPE, DIMENSION = 7, 12, 1, 2, 1, 2, 1


class NotANetworkError(ValueError):
    """Bytes that are no ONNX file, or one cut off."""


def output_ranks(network: bytes) -> dict[str, int | None]:
    """Return the network's outputs in order with their number of dimensions, None where unsaid.

    Raises `NotANetworkError`.
    """
    graph = _last(memoryview(network), GRAPH)
    if graph is None:
        raise NotANetworkError
    found: dict[str, int | None] = {}
    for output in _fields(graph, OUTPUT):
        name = _last(output, NAME)
        if name is not None:
            found[_text(name)] = _rank(output)
    if not found:
        raise NotANetworkError
    return found


def _text(written: memoryview) -> str:
    try:
        return bytes(written).decode("utf-8")
    except UnicodeDecodeError as fault:
        raise NotANetworkError from fault


def _rank(output: memoryview) -> int | None:
    inner: memoryview | None = output
    for number in (TYPE, TENSOR, SHAPE):
        inner = None if inner is None else _last(inner, number)
    return None if inner is None else sum(1 for _ in _fields(inner, DIMENSION))


def _last(message: memoryview, number: int) -> memoryview | None:
    """Return a field that stands once; protocol buffers let the last one count."""
    found = None
    for found in _fields(message, number):  # noqa: B007 - the last one is what is looked for
        pass
    return found


def _fields(message: memoryview, wanted: int) -> Iterator[memoryview]:
    """Return the fields of one number that are messages or texts, the others skipped."""
    place = 0
    while place < len(message):
        key, place = _varint(message, place)
        number, kind = key >> 3, key & 7
        if kind == 2:
            length, place = _varint(message, place)
            if place + length > len(message):
                raise NotANetworkError
            if number == wanted:
                yield message[place : place + length]
            place += length
        else:
            place = _past_number(message, place, kind)


def _past_number(message: memoryview, place: int, kind: int) -> int:
    if kind == 0:
        return _varint(message, place)[1]
    width = {1: 8, 5: 4}.get(kind)
    if width is None or place + width > len(message):
        raise NotANetworkError
    return place + width


def _varint(message: memoryview, place: int) -> tuple[int, int]:
    """Read a number of seven bits a byte; gives it and the place behind it."""
    value = 0
    for shift in range(0, 70, 7):
        if place >= len(message):
            break
        byte = message[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, place
    raise NotANetworkError

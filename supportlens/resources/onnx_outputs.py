"""Reads which outputs an ONNX network has, without running it.

The file is a protocol-buffers message; the field numbers are those of onnx.proto3
(ModelProto.graph 7, GraphProto.output 12, ValueInfoProto.name 1 and .type 2, TypeProto.tensor_type 1,
TypeProto.Tensor.shape 2, TensorShapeProto.dim 1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

GRAPH, OUTPUT, NAME, TYPE, TENSOR, SHAPE, DIMENSION = 7, 12, 1, 2, 1, 2, 1


class NotANetworkError(ValueError):
    """The bytes are not an ONNX file, or it is truncated."""


def read_output_ranks(network: bytes) -> dict[str, int | None]:
    """Return the network's outputs in order with their number of dimensions, None if unspecified.

    Raises `NotANetworkError`.
    """
    graph = _find_last(memoryview(network), GRAPH)
    if graph is None:
        raise NotANetworkError
    found: dict[str, int | None] = {}
    for output in _iterate_fields(graph, OUTPUT):
        name = _find_last(output, NAME)
        if name is not None:
            found[_decode(name)] = _count_dimensions(output)
    if not found:
        raise NotANetworkError
    return found


def _decode(written: memoryview) -> str:
    try:
        return bytes(written).decode("utf-8")
    except UnicodeDecodeError as fault:
        raise NotANetworkError from fault


def _count_dimensions(output: memoryview) -> int | None:
    inner: memoryview | None = output
    for number in (TYPE, TENSOR, SHAPE):
        inner = None if inner is None else _find_last(inner, number)
    return None if inner is None else sum(1 for _ in _iterate_fields(inner, DIMENSION))


def _find_last(message: memoryview, number: int) -> memoryview | None:
    """Return a field that occurs once; in protocol buffers the last one counts."""
    found = None
    for found in _iterate_fields(message, number):  # noqa: B007 - the loop looks for the last one
        pass
    return found


def _iterate_fields(message: memoryview, wanted: int) -> Iterator[memoryview]:
    """Yield the length-delimited fields with the number `wanted`."""
    place = 0
    while place < len(message):
        key, place = _read_varint(message, place)
        number, kind = key >> 3, key & 7
        if kind == 2:
            length, place = _read_varint(message, place)
            if place + length > len(message):
                raise NotANetworkError
            if number == wanted:
                yield message[place : place + length]
            place += length
        else:
            place = _skip_number(message, place, kind)


def _skip_number(message: memoryview, place: int, kind: int) -> int:
    if kind == 0:
        return _read_varint(message, place)[1]
    width = {1: 8, 5: 4}.get(kind)
    if width is None or place + width > len(message):
        raise NotANetworkError
    return place + width


def _read_varint(message: memoryview, place: int) -> tuple[int, int]:
    """Read a number written in seven bits per byte; return it and the position after it."""
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

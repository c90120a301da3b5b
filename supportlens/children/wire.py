"""Values on their way between two processes, in slices, and without those that the other side has already."""

from __future__ import annotations

import gc
import os
import pickle
import threading
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_DEPTH = 5
"""How deep the parts of a value have names: arguments, what is open, its study, stage results, vectors."""
_LARGE = 16 * 2**20
"""Bytes of a message whose objects are left out of the search for garbage: progress and answers have a few
kilobytes, a study of 10 000 tickets some fifty megabytes."""


class ApartTask(NamedTuple):
    """A function of a module and what it is called with; the progress is its last argument."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]


class CallAsked(NamedTuple):
    """A call of a function that stayed with the parent; the calls of a child are numbered."""

    number: int
    name: str
    arguments: tuple[Any, ...]


class CallAnswered(NamedTuple):
    """The answer to a call: its result, or the error that it raised."""

    result: object = None
    error: BaseException | None = None


class Reported(NamedTuple):
    """How far the work is: what the progress was called with."""

    arguments: tuple[Any, ...]


class Ended(NamedTuple):
    """The end of the work: its result, or its error with the lines of code where it arose."""

    result: object = None
    error: BaseException | None = None
    trace: str = ""


class CancelAsked(NamedTuple):
    """The wish that the work ends as soon as it can do so tidily."""


class Pipe:
    """One end of a pair of pipes that carry pickled messages.

    Reading and writing pass through functions of Python for each slice of 64 KiB: pickling holds the
    interpreter otherwise until the last byte of a study, and the window waits for it.
    """

    def __init__(self, incoming: int, outgoing: int) -> None:
        self._incoming = os.fdopen(incoming, "rb")
        self._outgoing = os.fdopen(outgoing, "wb", buffering=0)
        self._values: dict[str, object] = {}
        self._names: dict[int, str] = {}
        self._came = 0
        """Bytes of the message that is being received."""

    def know(self, name: str, value: object) -> None:
        """Send a value as its name from now on, and understand the name."""
        self._values[name] = value
        self._names[id(value)] = name

    def know_parts(self, name: str, value: object) -> None:
        """Know the parts of a value that both ends have: they are sent by name, so none is copied."""
        for part_name, part in name_parts(name, value):
            self.know(part_name, part)

    def send(self, message: object) -> None:
        """Send a message; raises OSError if nobody listens any more."""
        with _no_search_for_garbage():
            _Pickler(self, self._names).dump(message)

    def receive(self) -> Any:
        """Return the next message; raises EOFError at the end."""
        self._incoming.peek(1)  # a message may be long in coming
        self._came = 0
        with _no_search_for_garbage():
            message = _Unpickler(self, self._values).load()
            if self._came > _LARGE:
                gc.freeze()
        return message

    def close(self) -> None:
        """Close both pipes; unsent data has no receiver any more."""
        for stream in (self._outgoing, self._incoming):
            stream.close()

    # What pickling asks of a file

    def write(self, data: bytes) -> int:
        """Write all bytes; a pipe takes them in portions."""
        left = memoryview(data).cast("B")
        while left:
            left = left[self._outgoing.write(left) or 0 :]
        return memoryview(data).nbytes

    def read(self, size: int) -> bytes:
        """Return so many bytes, fewer at the end."""
        self._came += size
        return self._incoming.read(size)

    def readinto(self, buffer: bytearray | memoryview) -> int:
        """Fill a buffer: an array is read to its place, because to copy it there holds the interpreter."""
        self._came += len(buffer)
        return self._incoming.readinto(buffer)

    def readline(self) -> bytes:
        """Return the next line."""
        return self._incoming.readline()


_searching = threading.Lock()
_held_back: list[bool] = []
"""Whether the search was on, for each message that is under way."""


@contextmanager
def _no_search_for_garbage() -> Iterator[None]:
    """Hold back the search for garbage, which holds the interpreter, while a message is under way.

    Objects of a message are made by the hundred thousand and all stay, so the search begins again and again
    and finds nothing: with a study of 88 827 tickets eight times, up to 190 ms each.
    """
    with _searching:
        _held_back.append(gc.isenabled())
        gc.disable()
    try:
        yield
    finally:
        with _searching:
            was_on = _held_back.pop()
            if was_on and not _held_back:
                gc.enable()


class _Pickler(pickle.Pickler):
    def __init__(self, pipe: Pipe, names: Mapping[int, str]) -> None:
        super().__init__(pipe, pickle.HIGHEST_PROTOCOL)
        self._names = names

    def persistent_id(self, value: object) -> str | None:
        """Return the name of a value that both ends know."""
        return self._names.get(id(value))


class _Unpickler(pickle.Unpickler):
    def __init__(self, pipe: Pipe, values: Mapping[str, object]) -> None:
        super().__init__(pipe)
        self._values = values

    def persistent_load(self, name: str) -> object:
        """Return the value of a name."""
        return self._values[name]


def name_parts(name: str, value: object, depth: int = _DEPTH) -> Iterator[tuple[str, object]]:
    """Yield a value, the fields of its dataclasses and theirs, each with its path as a name.

    Numbers, texts, members of an enumeration and functions have no name: a copy of them is as good.
    """
    if value is None or isinstance(value, str | bytes | int | float | Enum) or callable(value):
        return
    if isinstance(value, tuple):
        if not value:
            return
        for at, one in enumerate(value[:_DEPTH]):
            if is_dataclass(one) and depth:
                yield from name_parts(f"{name}[{at}]", one, depth - 1)
    yield name, value
    if depth and is_dataclass(value):
        for one in fields(value):
            yield from name_parts(f"{name}.{one.name}", getattr(value, one.name), depth - 1)

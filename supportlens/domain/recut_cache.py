"""What a new cut of the same log need not work out again, kept under typed keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class CacheKey(Generic[Value]):
    """The name of one kept value, and its type; the part that works the value out defines the key."""

    name: str


@dataclass(slots=True, eq=False, repr=False)
class RecutCache:
    """Values that depend on the tickets alone, never on how their tree is cut.

    Its owner is `StageResults`: it is made empty when a log is analysed, shared by every new cut of that
    log, and gone with the study; it is neither saved nor compared. With an empty one results are the same.
    """

    _kept: dict[CacheKey[Any], Any] = field(default_factory=dict)

    def get(self, key: CacheKey[Value]) -> Value | None:
        """Return what was kept under a key, None where nothing was."""
        found: Value | None = self._kept.get(key)
        return found

    def put(self, key: CacheKey[Value], value: Value) -> Value:
        """Keep a value under a key, and return it."""
        self._kept[key] = value
        return value

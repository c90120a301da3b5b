"""Caches results that another cut of the same log can reuse, under typed keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class CacheKey(Generic[Value]):
    """The key of a cached value, with its type; the part that computes the value defines the key."""

    name: str


@dataclass(slots=True, eq=False, repr=False)
class RecutCache:
    """Values that depend only on the tickets, not on the cut of their tree.

    Its owner is `StageResults`: it is created empty for an analysis, shared by every new cut of that log, and
    discarded with the study; it is neither saved nor compared. An empty cache gives the same results.
    """

    _kept: dict[CacheKey[Any], Any] = field(default_factory=dict)

    def get(self, key: CacheKey[Value]) -> Value | None:
        """Return the value cached under a key, None without one."""
        found: Value | None = self._kept.get(key)
        return found

    def put(self, key: CacheKey[Value], value: Value) -> Value:
        """Cache a value under a key, and return it."""
        self._kept[key] = value
        return value

"""Marks the fields of values that a project file does not hold together with the value."""

from __future__ import annotations

from dataclasses import Field
from types import MappingProxyType
from typing import Any

KEPT_APART = MappingProxyType({"kept": False})
"""Metadata of a field that is not written with its value, but elsewhere or not at all."""


def is_kept(field: Field[Any]) -> bool:
    """Return whether a field is written with its value."""
    return field.init and bool(field.metadata.get("kept", True))

"""Marks the fields of values that a project file holds in another way, or not at all."""

from __future__ import annotations

from dataclasses import Field
from types import MappingProxyType
from typing import Any

KEPT_APART = MappingProxyType({"kept": False})
"""Metadata of a field that is not written with its value, but elsewhere or not at all."""

FROM_TEXTS = MappingProxyType({"from_texts": True})
"""Metadata of a field that repeats what people wrote in tickets; a project without texts leaves it empty."""
NAMES_PEOPLE = MappingProxyType({"names_people": True})
"""Metadata of a field with names of people; a project without texts has hashes of them."""


def is_kept(field: Field[Any]) -> bool:
    """Return whether a field is written with its value."""
    return field.init and bool(field.metadata.get("kept", True))

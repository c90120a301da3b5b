"""Checks a chosen language model before an analysis depends on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def model_name(folder: Path | None = None) -> str:
    """Return the name of the language model in `folder`, or of the built-in one.

    Raises `ModelMissing`, `ModelDamaged`, `ModelUnsuitable` or `NoPermission` if it cannot be used.
    """
    from supportlens.resources import open_language_model  # noqa: PLC0415 - imports NumPy

    return open_language_model(folder).name

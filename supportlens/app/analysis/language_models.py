"""Checks a language model that somebody chose, before an analysis depends on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def model_name(folder: Path | None = None) -> str:
    """Return the name of the language model in `folder`, or of the one that comes with the program.

    Raises `ModelMissing`, `ModelDamaged`, `ModelUnsuitable` or `NoPermission` where it cannot be used.
    """
    from supportlens.resources import open_language_model  # noqa: PLC0415 - reads NumPy's arrays

    return open_language_model(folder).name

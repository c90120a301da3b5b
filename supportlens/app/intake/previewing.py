"""Previews what a decision about a file would give."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supportlens.domain import Decisions, ImportGuess, ImportPreview


def preview(guess: ImportGuess, decisions: Decisions) -> ImportPreview:
    """Return the first rows of a file, read according to `decisions`."""
    from supportlens import ingest  # noqa: PLC0415 - needs pandas: the window must not wait for it

    return ingest.preview(guess, decisions)

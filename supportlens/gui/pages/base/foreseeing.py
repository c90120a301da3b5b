"""Asks what would come of a correction, before a person makes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtWidgets import QWidget

from supportlens.gui.pages.base.statements import (
    CauseMerging,
    SymptomMerging,
    SymptomPlacing,
    SymptomSplitting,
)

if TYPE_CHECKING:
    from supportlens.domain import Study

Considered: TypeAlias = SymptomPlacing | SymptomMerging | SymptomSplitting | CauseMerging
"""A correction that a person considers."""


class Foreseen(QWidget):
    """A widget that shows what would come of a correction."""

    def show_after(self, statement: Considered, after: Study) -> None:
        """Show the study that a correction would make; a subclass implements this."""
        raise NotImplementedError

    def show_progress(self, share: float) -> None:
        """Show how much of it is computed, from 0 to 1; by itself a widget shows nothing."""


@dataclass(frozen=True, slots=True)
class PreviewRequest:
    """A person considers a correction: what would come of it is to be shown in a widget."""

    statement: Considered
    shown: Foreseen

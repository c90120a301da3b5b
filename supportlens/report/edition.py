"""What one copy of the workbook is made with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.report.safe_text import ROW_LIMIT

if TYPE_CHECKING:
    from supportlens.domain import PeriodComparison, Progress
    from supportlens.report.masking import Masker


@dataclass(frozen=True, slots=True)
class Edition:
    """How a copy is made: masked or not, who hears of its progress, how long a sheet is, what it compares."""

    masker: Masker | None
    progress: Progress
    row_limit: int = ROW_LIMIT
    comparison: PeriodComparison | None = None
    """Two periods side by side, None where the log is too short for them."""

"""What a sheet of the workbook declares, and the options of one copy of the workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.domain import HERE, Stage
from supportlens.report.writing.safe_text import ROW_LIMIT

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.domain import PeriodComparison, Progress, Study, Workers
    from supportlens.i18n import Words
    from supportlens.report.layout.book import BookDraft
    from supportlens.report.masking.masker import Masker


MASKED_FROM, MASKED_TO = 0.1, 0.6
"""The parts of the work before and after the texts of tickets are masked. Measured on 100 000 tickets:
masking takes half of the time, writing their rows a third."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The options of a copy: its masker, progress callback, longest sheet and compared periods."""

    masker: Masker | None
    progress: Progress
    row_limit: int = ROW_LIMIT
    comparison: PeriodComparison | None = None
    """Two periods side by side, None where the log is too short for them."""
    workers: Workers = HERE
    """Who masks the texts of tickets."""
    done: float = 0.0
    """The part of the work that is done before the sheet that is added."""

    def go_on(self) -> None:
        """Report that the work on a sheet goes on; whoever listens may raise to stop it."""
        self.progress(Stage.REPORT, self.done)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the workbook, declared once by its module; every list of sheets uses it."""

    position: int
    """Where it stands among the others, the lowest first; steps of ten leave room between two."""
    title: Callable[[Words], str]
    contents: Callable[[Study, Words], str]
    """The sentence that says what it holds, shown before the workbook is written."""
    add: Callable[[BookDraft, Study, Words, Edition], None]
    """Adds it to the end of a workbook."""

    @property
    def name(self) -> str:
        """The name of its module, the same in every language."""
        return self.add.__module__.rpartition(".")[2]

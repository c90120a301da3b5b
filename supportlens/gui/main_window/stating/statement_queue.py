"""Statements on their way: those that wait, the one that is computed, and those that were taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.gui.main_window.stating.applying import MARKINGS

if TYPE_CHECKING:
    from supportlens.gui.main_window.stating.applying import Statement


class StatementQueue:
    """Holds the statements that are not applied yet, oldest first."""

    def __init__(self) -> None:
        self.waiting: list[Statement] = []
        self.under_way: Statement | None = None
        """The statement of the running job; None if it computes something else."""
        self.withdrawn = False
        """Whether the running job only has to end: nobody wants what it computes."""
        self.taken_back: list[Statement] = []
        """Statements that were taken back before they were applied, the latest last."""

    @property
    def latest(self) -> Statement | None:
        """The last statement that is not applied yet; one that only marks is no step, and stays."""
        computed = [] if self.under_way is None or self.withdrawn else [self.under_way]
        steps = (one for one in (*reversed(self.waiting), *computed) if not isinstance(one, MARKINGS))
        return next(steps, None)

    def add(self, statement: Statement) -> None:
        """Add a statement that somebody made; what was taken back before is then forgotten."""
        if not isinstance(statement, MARKINGS):
            self.taken_back = []
        self.waiting.append(statement)

    def take_back(self, statement: Statement) -> bool:
        """Take back the latest statement; return whether it was waiting, so that no job must stop."""
        self.taken_back.append(statement)
        places = [place for place, one in enumerate(self.waiting) if one is statement]
        if places:
            del self.waiting[places[-1]]
        return bool(places)

    def end_job(self) -> None:
        """Forget the running job, which has ended."""
        self.under_way, self.withdrawn = None, False

"""Where each ticket stands in the workbook, so that cells can lead to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import Assigned, Field
from supportlens.report.layout.book import CellLink

if TYPE_CHECKING:
    from supportlens.domain import Study
    from supportlens.i18n import Words


def tickets_title(words: Words, part: int = 1) -> str:
    """Return the title of a sheet of tickets: the first, or one that follows because Excel's rows ended."""
    return words.say("Tickets") + (f" {part}" if part > 1 else "")


class TicketPlaces:
    """The sheet and row of each ticket."""

    def __init__(self, study: Study, words: Words, row_limit: int) -> None:
        """Note the tickets in the order of their rows; sheets have at most `row_limit` rows."""
        self._study, self._words = study, words
        total = len(study.tickets)
        whole = total < row_limit
        self._room = max(1, total if whole else row_limit - 2)
        self._first_row = 2 if whole else 3
        causes = study.assignment[Assigned.CAUSE]
        firsts = causes[~causes.duplicated()]
        self._firsts = {str(cause): at for at, cause in zip(firsts.index, firsts, strict=True)}
        self._ids: dict[str, int] = {}

    def first_of_cause(self, cause_id: str) -> CellLink | None:
        """Return the place of the first ticket of a cause, None without one."""
        at = self._firsts.get(cause_id)
        return None if at is None else self._place(at)

    def of_ticket(self, ticket_id: str) -> CellLink | None:
        """Return the place of a ticket, None if there is none of this id."""
        if not self._ids:
            ids = self._study.tickets.frame[Field.TICKET_ID.value]
            self._ids = {str(one): at for at, one in reversed(list(enumerate(ids)))}
        at = self._ids.get(ticket_id)
        return None if at is None else self._place(at)

    def _place(self, at: int) -> CellLink:
        part, offset = divmod(at, self._room)
        title = tickets_title(self._words, part + 1)
        return CellLink(title, self._first_row + offset, 1, self._words.say("Show the ticket"))

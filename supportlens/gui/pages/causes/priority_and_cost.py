"""The priority of a cause and its cost, with all their parts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from supportlens.domain import RECENT_DAYS, Factor, Period, TicketQuery
from supportlens.gui.models import PeopleQuery
from supportlens.gui.pages.base.stacking import stack_widgets
from supportlens.gui.widgets import Card, faint, strong
from supportlens.gui.widgets.charts.share_bar import BarRow, bar_grid
from supportlens.gui.widgets.controls.row import list_line
from supportlens.i18n.amounts import points_phrase
from supportlens.i18n.certainty import factor_name, priority_line
from supportlens.i18n.impact import effort_line, first_contact_definition, impact_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.domain import Cause, Impact, Priority, PriorityPart, Study
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

    Wanted = Callable[[object], None]


def priority_card(
    cause: Cause, priority: Priority, study: Study, words: Words, theme: Theme, wanted: Wanted
) -> Card:
    """Return the parts of a priority as bars, each with its points and its maximum."""
    card = Card(theme, words.say("How much it matters"))
    card.add(strong(priority_line(priority, words), theme))
    rows = [_row(part, cause, priority, study, words) for part in priority.parts]
    card.add(bar_grid(rows, theme, wanted))
    card.add(faint(words.say("Each part counts as much as its bar, times its weight."), theme))
    card.fill()
    return card


def _row(part: PriorityPart, cause: Cause, priority: Priority, study: Study, words: Words) -> BarRow:
    total_weight = sum(row.weight for row in priority.parts) or 1.0
    points = words.say(
        "{points} of {weight}",
        points=words.number(100 * part.value * part.weight / total_weight, 1),
        weight=points_phrase(100 * part.weight / total_weight, words),
    )
    counted = part.factor in {Factor.EXCESS, Factor.PEOPLE}
    figure = words.number(part.figure) if counted else words.percent(part.figure)
    return BarRow(factor_name(part.factor, words), part.value, points, figure, _query(part, cause, study))


def _query(part: PriorityPart, cause: Cause, study: Study) -> TicketQuery:
    """Return the query for the tickets that a part of a priority is computed from."""
    last = study.tickets.last_date
    if part.factor is Factor.PEOPLE:
        return PeopleQuery(cause_id=cause.id)
    if part.factor is Factor.RECURRENCE and last is not None:
        return TicketQuery(
            cause_id=cause.id,
            period=Period(last - timedelta(days=RECENT_DAYS) + timedelta(days=1), last),
        )
    return TicketQuery(cause_id=cause.id)


def impact_card(
    cause: Cause, impact: Impact, study: Study, words: Words, theme: Theme, wanted: Wanted
) -> Card:
    """Return the cost of a cause as sentences that link to their tickets."""
    card = Card(theme, words.say("What it costs"))
    lines = impact_lines(impact, words)
    if not lines:
        card.add(faint(words.say("The log has no times, satisfaction scores or reopened tickets."), theme))
    rows = [
        list_line(text, theme, payload=_effort_query(text, cause, impact, study, words)) for text in lines
    ]
    for row in rows:
        row.wanted.connect(wanted)
    card.add(stack_widgets(*rows, gap=2))
    if impact.first_contact is not None:
        card.add(faint(first_contact_definition(words), theme))
    card.fill()
    return card


def _effort_query(text: str, cause: Cause, impact: Impact, study: Study, words: Words) -> TicketQuery:
    """Return the query behind a sentence: for effort the tickets since detection, else all."""
    last = study.tickets.last_date
    if impact.detectable_from is None or last is None or text != effort_line(impact, words):
        return TicketQuery(cause_id=cause.id)
    return TicketQuery(cause_id=cause.id, period=Period(impact.detectable_from + timedelta(days=1), last))

"""The card of machine lines that are more frequent in the tickets of a cause than elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.app.queries.evidence import find_line_claims
from supportlens.domain import TicketQuery
from supportlens.gui.pages.base.stacking import stack_widgets
from supportlens.gui.widgets import Card, body, hairline, muted
from supportlens.gui.widgets.controls.row import Row
from supportlens.i18n.symptoms import log_line_figures

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.domain import Cause, LineClaim, Study
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words

LINES_SHOWN = 5
"""Lines shown, those of most tickets first. Judgement: further ones rarely tell more."""


def machine_lines_card(
    cause: Cause, study: Study, words: Words, theme: Theme, wanted: Callable[[object], None]
) -> Card | None:
    """Return the card of machine lines, None without any; `wanted` gets the query of a clicked line."""
    claims = find_line_claims(study, cause.id)[:LINES_SHOWN]
    if not claims:
        return None
    card = Card(theme, words.say("Machine-written lines"))
    card.add(muted(words.say("More frequent in these tickets than in all others."), theme))
    for claim in claims:
        card.add(hairline())
        row = _row(claim, words, theme)
        row.wanted.connect(wanted)
        card.add(row)
    return card


def _row(claim: LineClaim, words: Words, theme: Theme) -> Row:
    figures = log_line_figures(claim, words)
    row = Row(
        f"{claim.template.pattern}: {figures}", theme, payload=TicketQuery(ids=claim.ticket_ids), inset=4
    )
    row.setToolTip(claim.template.example)
    row.add(stack_widgets(body(claim.template.pattern, theme), muted(figures, theme), gap=2), 1)
    return row

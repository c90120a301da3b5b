"""Shows what people's statements changed in a cause, and finds the tickets and shares behind its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import Field, TicketQuery
from supportlens.gui.pages.base.stacking import stack_widgets
from supportlens.gui.widgets import Card, body
from supportlens.i18n.projects.statement_effects import statement_effect_lines

if TYPE_CHECKING:
    from supportlens.domain import Cause, Signal, Study
    from supportlens.gui.theme import Theme
    from supportlens.i18n import Words


def statement_effects_card(cause: Cause, study: Study, words: Words, theme: Theme) -> Card | None:
    """Return the card that shows what people's statements changed, None without statements."""
    lines = statement_effect_lines(cause, study, words)
    if not lines:
        return None
    card = Card(theme, words.say("What the answers changed"), tone="soft")
    card.add(stack_widgets(*(body(text, theme) for text in lines)))
    return card


def signal_query(signal: Signal, cause: Cause, study: Study) -> TicketQuery:
    """Return the query for the tickets that show a signal; without pattern or texts, for the whole cause."""
    rule = next((rule for rule in study.playbook.signals if rule.id == signal.id), None)
    if rule is None or not rule.patterns or study.tickets.texts_left_out:
        return TicketQuery(cause_id=cause.id)
    return TicketQuery(
        cause_id=cause.id,
        field=Field.RESOLUTION if rule.where == Field.RESOLUTION else None,
        pattern="|".join(rule.patterns),
    )


def share_before(cause: Cause, study: Study) -> float | None:
    """Return the share of a cause in all tickets before its onset, None without an onset."""
    if cause.onset is None or not cause.weekly:
        return None
    before = [i for i, monday in enumerate(study.weeks) if (cause.onset.low - monday).days >= 7]
    total = sum(study.weekly[i] for i in before)
    return sum(cause.weekly[i] for i in before) / total if total else None

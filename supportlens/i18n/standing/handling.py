"""Sentences about how different groups handled the same cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain import HandlingMeasure
from supportlens.i18n.amounts import hours_phrase, points_phrase, tickets_phrase

if TYPE_CHECKING:
    from supportlens.domain import HandlingFigure, HandlingGroup
    from supportlens.i18n.words import Words


def measure_name(measure: HandlingMeasure, words: Words) -> str:
    """Return the name of a measure."""
    return {
        HandlingMeasure.SATISFACTION: words.say("Satisfaction"),
        HandlingMeasure.REOPENED: words.say("Reopened tickets"),
        HandlingMeasure.TIME: words.say("Time to the solution"),
    }[measure]


def figure_line(figure: HandlingFigure, words: Words) -> str:
    """Return a group's figure against the others, with the interval of the difference."""
    name = measure_name(figure.measure, words)
    ends = (figure.low, figure.high)
    if figure.measure is HandlingMeasure.SATISFACTION:
        value, others = points_phrase(figure.value, words, 1), words.number(figure.others, 1)
        low, high = (words.signed(end, 1) for end in ends)
    elif figure.measure is HandlingMeasure.REOPENED:
        value, others = words.share(figure.value), words.share(figure.others)
        low, high = (_signed_share(end, words) for end in ends)
    else:
        value, others = hours_phrase(figure.value, words), hours_phrase(figure.others, words)
        low, high = (_signed_share(end, words) for end in ends)
    return words.say(
        "{name}: {value} against {others} of the others (difference {low} to {high})",
        name=name,
        value=value,
        others=others,
        low=low,
        high=high,
    )


def group_line(group: HandlingGroup, words: Words) -> str:
    """Return a group with its tickets and by what it does better, if it does."""
    tickets = tickets_phrase(group.tickets, words)
    if not group.better_by:
        return words.say("{group} ({tickets}): like the others", group=group.value, tickets=tickets)
    better = "; ".join(figure_line(one, words) for one in group.better_by)
    return words.say("{group} ({tickets}): {better}", group=group.value, tickets=tickets, better=better)


def _signed_share(share: float, words: Words) -> str:
    sign = "+" if share > 0 else "\N{MINUS SIGN}" if share < 0 else ""
    return sign + words.share(abs(share))

"""Sentences of the map of contacts: its cells, blind stages, the weakest link, and what follows what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supportlens.domain.contacts.maps import WHAT_FILLS
from supportlens.i18n.contacts.codes import code_name

if TYPE_CHECKING:
    from supportlens.domain import Following, Journey, MapCell, Study
    from supportlens.i18n.words import Words


def cell_line(row: str, stage: str, cell: MapCell, words: Words) -> str:
    """Return the sentence of a cell of the map: where, how many contacts, and the share of bitter ones."""
    tickets = words.say_n("{count} ticket", "{count} tickets", cell.tickets)
    return words.say(
        "{row}, {stage}: {tickets}, {share} bitter",
        row=row,
        stage=code_name(stage, words),
        tickets=tickets,
        share=words.percent(cell.bitter_share),
    )


def weakest_line(journey: Journey, words: Words) -> str:
    """Return which stage is the weakest link, or that none is."""
    weakest = journey.weakest
    if weakest is None:
        return words.say("No stage is clearly more bitter than the others.")
    return words.say(
        "The weakest link is {stage}: {share} of {tickets} bitter, against {rest} of all others.",
        stage=code_name(weakest.stage, words),
        share=words.percent(weakest.cell.bitter_share),
        tickets=words.say_n("{count} ticket", "{count} tickets", weakest.cell.tickets),
        rest=words.percent(weakest.rest.bitter_share),
    )


def blind_lines(journey: Journey, words: Words) -> list[str]:
    """Return the sentences for each stage without contacts which file would show it."""
    return [
        words.say(
            "{stage}: this log shows nothing of it. What would: {file}.",
            stage=code_name(stage, words),
            file=words.say(WHAT_FILLS[stage]),
        )
        for stage in journey.blind
    ]


def following_line(step: Following, study: Study, words: Words) -> str:
    """Return which cause follows which, for how many people, and after how many days."""
    first, second = study.cause(step.cause_id), study.cause(step.next_id)
    days = round(step.days)
    later = (
        words.say_n("{count} day later", "{count} days later", days) if days else words.say("the same day")
    )
    return words.say(
        "After {first} comes {second}: {share}, {people}, {later} (median)",
        first=words.cite(first.name) if first else words.quoted(step.cause_id),
        second=words.cite(second.name) if second else words.quoted(step.next_id),
        share=words.percent(step.share),
        people=words.say_n("{count} person", "{count} people", step.people),
        later=later,
    )

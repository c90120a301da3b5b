"""All situations of a scenario, one after the other, and the truth about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sample_logs.planted.dice import Dice
from sample_logs.planted.scenario import Situation
from sample_logs.planted.situations.desk_texts import form, macro
from sample_logs.planted.situations.exports import EXPORTS, restart_numbers
from sample_logs.planted.situations.new_values import NEW_APPLICATION, NEW_VALUES
from sample_logs.planted.situations.nobody import NOBODY
from sample_logs.planted.situations.one_customer import heavy_requester
from sample_logs.planted.situations.renaming import RENAMINGS
from sample_logs.planted.situations.rises import outage_in_many_words, redesign
from sample_logs.planted.situations.setting import read_texts
from sample_logs.planted.truth import PlantedCause, PlantedSituation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sample_logs.planted.causes import Plan
    from sample_logs.planted.scenario import Scenario
    from sample_logs.planted.situations.setting import Effect, Setting
    from sample_logs.planted.tickets import Ticket

SITUATIONS: dict[Situation, Callable[[Dice, Sequence[Ticket], Setting], Effect]] = {
    Situation.REDESIGN: redesign,
    Situation.OUTAGE_IN_MANY_WORDS: outage_in_many_words,
    **NEW_VALUES,
    **NOBODY,
    Situation.HEAVY_REQUESTER: heavy_requester,
    **RENAMINGS,
    Situation.MACRO: macro,
    Situation.FORM: form,
    **EXPORTS,
}

Found = dict[Situation, tuple["Effect", int]]
"""What each situation left behind, with the tickets that came by it."""


def name_applications(seed: Sequence[object], scenario: Scenario, language: str) -> dict[str, str]:
    """Return the names of applications that come into use in the middle of the log, by their keys."""
    if Situation.NEW_APPLICATION not in scenario.situations:
        return {}
    names: list[str] = read_texts("desk", language)["new_values"]["applications"]
    return {NEW_APPLICATION: Dice(*seed, "newcomer").one(names)}


def apply_situations(
    seed: Sequence[object], tickets: Sequence[Ticket], setting: Setting
) -> tuple[tuple[Ticket, ...], Found]:
    """Return the log after its situations, whatever the order in which they are asked for."""
    found: Found = {}
    kept = tuple(tickets)
    for situation in Situation:
        if situation in setting.scenario.situations:
            effect = SITUATIONS[situation](Dice(*seed, "situation", situation.value), kept, setting)
            found[situation] = effect, len(effect.tickets) - len(kept)
            kept = effect.tickets
    return kept, found


def number_again(tickets: tuple[Ticket, ...], scenario: Scenario) -> tuple[Ticket, ...]:
    """Return the tickets numbered from one each month, if the scenario wants it so."""
    return restart_numbers(tickets) if Situation.NUMBERS_RESTART in scenario.situations else tickets


def state_situations(
    found: Found,
    tickets: Sequence[Ticket],
    setting: Setting,
    state: Callable[[Plan, Sequence[Ticket]], PlantedCause],
) -> tuple[PlantedSituation, ...]:
    """State the truth about the situations, `state` what customers met with as a cause."""
    made = []
    for situation, (effect, excess) in found.items():
        touched = [ticket for ticket in tickets if situation in ticket.situations]
        plan = setting.events.get(situation)
        made.append(
            PlantedSituation(
                what=situation.value,
                day=effect.day,
                last=effect.last,
                field=effect.field,
                before=effect.before,
                after=effect.after,
                ids=tuple(ticket.id for ticket in touched),
                excess=excess,
                topics=effect.topics,
                event=state(plan, touched) if plan and touched else None,
            )
        )
    return tuple(made)

"""Masks who is named in lists of customers and in actions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from supportlens.domain import (
        AgendaEntry,
        CriticalContact,
        CustomerAtRisk,
        CustomerCare,
        FollowUpDue,
        MeasuredAction,
        OneTimeCustomer,
        Pilot,
        PilotCall,
    )
    from supportlens.report.masking.masker import Masker

    Named = TypeVar(
        "Named", AgendaEntry, CriticalContact, CustomerAtRisk, FollowUpDue, OneTimeCustomer, PilotCall
    )


def mask_care(care: CustomerCare, masker: Masker) -> CustomerCare:
    """Return what is due to customers without their names; spellings would give them away."""

    def masked(entries: tuple[Named, ...]) -> tuple[Named, ...]:
        return tuple(replace(one, customer=masker.mask_person(one.customer)) for one in entries)

    return replace(
        care,
        at_risk=tuple(replace(one, spellings=()) for one in masked(care.at_risk)),
        critical=masked(care.critical),
        one_time=masked(care.one_time),
        due=masked(care.due),
        agenda=masked(care.agenda),
        matches=tuple(
            replace(one, respelt=(), ambiguous=tuple(masker.mask_person(name) for name in one.ambiguous))
            for one in care.matches
        ),
    )


def mask_pilot(pilot: Pilot, masker: Masker) -> Pilot:
    """Return a pilot without the names of those called."""
    calls = tuple(replace(call, customer=masker.mask_person(call.customer)) for call in pilot.calls)
    return replace(pilot, calls=calls)


def mask_taken(measured: MeasuredAction, masker: Masker) -> MeasuredAction:
    """Return an action without the name of its owner and of people in its text."""
    action = measured.action
    return replace(
        measured,
        action=replace(
            action,
            name=masker.mask_text(action.name),
            about=masker.mask_text(action.about),
            owner=masker.mask_person(action.owner) if action.owner else "",
        ),
    )

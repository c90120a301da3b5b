"""What is due to customers in the JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supportlens.app.document.places import round_figure
from supportlens.statistics import exact_interval

if TYPE_CHECKING:
    from supportlens.domain import (
        AgendaEntry,
        CriticalContact,
        CustomerAtRisk,
        FollowUpDue,
        OneTimeCustomer,
        Pilot,
        Study,
    )


def care_document(study: Study) -> dict[str, Any]:
    """Return the lists of customers as plain values, empty lists where nothing is due."""
    care = study.care
    return {
        "customers_at_risk": [_risk_document(one) for one in care.at_risk] if care else [],
        "critical_contacts": [_critical_document(one) for one in care.critical] if care else [],
        "one_time_customers": [_once_document(one) for one in care.one_time] if care else [],
        "follow_up_due": [_due_document(one) for one in care.due] if care else [],
        "agenda": [_agenda_document(one) for one in care.agenda] if care else [],
        "pilots": [_pilot_document(pilot) for pilot in study.pilots],
        "customers": _account_document(study) if care else None,
    }


def _risk_document(one: CustomerAtRisk) -> dict[str, Any]:
    return {
        "customer": one.customer,
        "customer_id": one.id or None,
        "level": one.level.value,
        "episodes": [
            {
                "date": episode.day.isoformat(),
                "cause_id": episode.cause_id or None,
                "ticket_ids": list(episode.ticket_ids),
                "symptom_id": episode.symptom_id or None,
                "last": episode.last.isoformat(),
            }
            for episode in one.episodes
        ],
        "recovered": one.recovered,
        "spoiled": one.spoiled,
        "spellings": list(one.spellings),
        "value": round_figure(one.value),
        "renewal": one.renewal.isoformat() if one.renewal else None,
    }


def _critical_document(one: CriticalContact) -> dict[str, Any]:
    return {
        "ticket_id": one.ticket_id,
        "customer": one.customer or None,
        "date": one.day.isoformat(),
        "days": one.within,
        "cause_id": one.cause_id or None,
        "bitter": one.bitter,
    }


def _once_document(one: OneTimeCustomer) -> dict[str, Any]:
    return {
        "customer": one.customer,
        "customer_id": one.id or None,
        "date": one.day.isoformat(),
        "service": one.service or None,
        "amount": round_figure(one.amount),
        "services_before": one.before,
        "contacts_since": one.contacts,
    }


def _due_document(one: FollowUpDue) -> dict[str, Any]:
    return {
        "customer": one.customer,
        "customer_id": one.id or None,
        "last_service": one.day.isoformat(),
        "service": one.service or None,
        "amount": round_figure(one.amount),
        "one_time": one.once,
    }


def _agenda_document(one: AgendaEntry) -> dict[str, Any]:
    return {
        "date": one.day.isoformat(),
        "kind": one.kind.value,
        "customer": one.customer,
        "customer_id": one.id or None,
        "due": one.due.isoformat(),
        "notice_days": one.notice,
        "days": one.days,
        "amount": round_figure(one.amount),
        "usual_amount": round_figure(one.usual),
        "bad_episodes": one.episodes,
        "open_ticket_ids": list(one.open_ticket_ids),
    }


def _pilot_document(pilot: Pilot) -> dict[str, Any]:
    low, high = exact_interval(pilot.bought, pilot.answered)
    return {
        "id": pilot.id,
        "date": pilot.drawn.isoformat(),
        "calls": [
            {
                "customer": call.customer,
                "customer_id": call.id or None,
                "outcome": call.outcome.value,
                "value": round_figure(call.value),
            }
            for call in pilot.calls
        ],
        "answered": pilot.answered,
        "bought": pilot.bought,
        "share": round_figure(pilot.bought / pilot.answered) if pilot.answered else None,
        "low": round_figure(low) if pilot.answered else None,
        "high": round_figure(high) if pilot.answered else None,
        "value": round_figure(pilot.value),
        "moment_id": pilot.moment_id or None,
    }


def _account_document(study: Study) -> dict[str, Any]:
    care, files = study.care, study.customer_files
    if care is None:
        return {}
    return {
        "as_of": care.as_of.isoformat() if care.as_of else None,
        "customers": care.customers,
        "buyers": care.buyers,
        "followed_up": care.follow_ups,
        "files": [
            {
                "path": one.path,
                "kind": one.kind.value,
                "rows": one.rows,
                "used": one.used,
                "columns": list(one.columns),
                "unused_columns": list(one.unused),
                "faults": one.faults,
            }
            for one in (files.files if files else ())
        ],
        "matched": [
            {
                "kind": one.kind,
                "customers": one.customers,
                "matched": one.matched,
                "by_id": one.by_id,
                "by_name": one.by_name,
                "spellings": [{"file": told, "log": written} for told, written in one.respelt],
                "ambiguous": list(one.ambiguous),
                "several_contracts": one.several_contracts,
            }
            for one in care.matches
        ],
        "loyalty": [
            {
                "bad_episodes": one.bad,
                "customers": one.customers,
                "returning": one.returning,
                "repurchased": one.repurchased,
                "marks": one.marks,
                "nps": round_figure(one.nps),
                "recommending": one.recommending,
                "warning_others": one.warning,
            }
            for one in care.loyalty
        ],
        "gaps": [gap.value for gap in care.gaps],
        "rules": {
            "bad_experiences_days": care.rules.window_days,
            "episode_days": care.rules.episode_days,
            "amount_change": care.rules.amount_change,
            "follow_up_months": [care.rules.due_from_months, care.rules.due_to_months],
            "birthdays": care.rules.birthdays,
        },
    }

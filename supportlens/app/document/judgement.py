"""The parts of the JSON document about priority, impact, answers and two periods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supportlens.app.document.places import round_figure
from supportlens.i18n.certainty import factor_name
from supportlens.i18n.impact import first_contact_definition, impact_lines

if TYPE_CHECKING:
    from supportlens.domain import Answer, Impact, PartChange, PeriodComparison, Priority, Satisfaction, Share
    from supportlens.i18n import Words


def priority_document(priority: Priority | None, words: Words) -> dict[str, Any] | None:
    """Return a priority with each of its parts."""
    if priority is None:
        return None
    return {
        "score": round_figure(priority.score),
        "parts": [
            {
                "factor": part.factor.value,
                "name": factor_name(part.factor, words),
                "value": round_figure(part.value),
                "weight": round_figure(part.weight),
                "figure": round_figure(part.figure),
            }
            for part in priority.parts
        ],
    }


def impact_document(impact: Impact | None, words: Words) -> dict[str, Any] | None:
    """Return the impact of a cause."""
    if impact is None:
        return None
    return {
        "satisfaction": _satisfaction_document(impact.satisfaction),
        "hours": round_figure(impact.hours),
        "hours_share": round_figure(impact.hours_share),
        "reopened": _share_document(impact.reopened),
        "reopened_outside": _share_document(impact.reopened_outside),
        "first_contact": _share_document(impact.first_contact),
        "first_contact_outside": _share_document(impact.first_contact_outside),
        "known_from": impact.detectable_from.isoformat() if impact.detectable_from else None,
        "tickets_since_known": impact.tickets_since_detectable,
        "hours_since_known": round_figure(impact.hours_since_detectable),
        "effort_share": round_figure(impact.effort_share),
        "texts": list(impact_lines(impact, words)),
        "first_contact_definition": first_contact_definition(words),
    }


def _satisfaction_document(found: Satisfaction | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "mean": round_figure(found.mean),
        "overall": round_figure(found.overall),
        "without": round_figure(found.without),
        "effect": round_figure(found.effect),
        "satisfied": _share_document(found.satisfied),
        "overall_satisfied": _share_document(found.overall_satisfied),
        "without_satisfied": _share_document(found.without_satisfied),
    }


def _share_document(share: Share | None) -> dict[str, Any] | None:
    if share is None:
        return None
    return {"hits": share.hits, "known": share.known, "share": round_figure(share.share)}


def answer_document(answer: Answer) -> dict[str, Any]:
    """Return one answer."""
    return {
        "question": answer.question.value,
        "reply": answer.reply.value,
        "text": answer.text,
        "day": answer.day.isoformat() if answer.day else None,
        "who": answer.who,
        "about": answer.about.isoformat() if answer.about else None,
    }


def comparison_document(comparison: PeriodComparison | None) -> dict[str, Any] | None:
    """Return two periods with every part of the traffic."""
    if comparison is None:
        return None
    return {
        "first": _period_document(comparison, 0),
        "second": _period_document(comparison, 1),
        "total": _part_document(comparison.total),
        "causes": [_part_document(part) for part in comparison.causes],
        "symptoms": [_part_document(part) for part in comparison.symptoms],
    }


def _period_document(comparison: PeriodComparison, which: int) -> dict[str, Any]:
    period = (comparison.first, comparison.second)[which]
    return {
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "working_days": round_figure(comparison.working_days[which]),
    }


def _part_document(part: PartChange) -> dict[str, Any]:
    return {
        "id": part.id,
        "before": part.before,
        "after": part.after,
        "change": part.change,
        "trend": part.trend.value,
        "daily_before": round_figure(part.daily_before),
        "daily_after": round_figure(part.daily_after),
        "users_before": round_figure(part.users_before),
        "users_after": round_figure(part.users_after),
        "users_of": list(part.users_of),
        "ratio": round_figure(part.ratio),
        "ratio_low": round_figure(part.ratio_low),
        "ratio_high": round_figure(part.ratio_high),
        "q": round_figure(part.q),
    }

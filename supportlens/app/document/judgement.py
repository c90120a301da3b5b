"""The JSON of what judging adds to causes: priority, impact, answers, and two periods side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supportlens.app.document.places import rounded
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
        "score": rounded(priority.score),
        "parts": [
            {
                "factor": part.factor.value,
                "name": factor_name(part.factor, words),
                "value": rounded(part.value),
                "weight": rounded(part.weight),
                "figure": rounded(part.figure),
            }
            for part in priority.parts
        ],
    }


def impact_document(impact: Impact | None, words: Words) -> dict[str, Any] | None:
    """Return what a cause costs."""
    if impact is None:
        return None
    return {
        "satisfaction": _satisfaction(impact.satisfaction),
        "hours": rounded(impact.hours),
        "hours_share": rounded(impact.hours_share),
        "reopened": _share(impact.reopened),
        "reopened_outside": _share(impact.reopened_outside),
        "first_contact": _share(impact.first_contact),
        "first_contact_outside": _share(impact.first_contact_outside),
        "known_from": impact.detectable_from.isoformat() if impact.detectable_from else None,
        "tickets_since_known": impact.tickets_since_detectable,
        "hours_since_known": rounded(impact.hours_since_detectable),
        "effort_share": rounded(impact.effort_share),
        "texts": list(impact_lines(impact, words)),
        "first_contact_definition": first_contact_definition(words),
    }


def _satisfaction(found: Satisfaction | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "mean": rounded(found.mean),
        "overall": rounded(found.overall),
        "without": rounded(found.without),
        "effect": rounded(found.effect),
        "satisfied": _share(found.satisfied),
        "overall_satisfied": _share(found.overall_satisfied),
        "without_satisfied": _share(found.without_satisfied),
    }


def _share(share: Share | None) -> dict[str, Any] | None:
    if share is None:
        return None
    return {"hits": share.hits, "known": share.known, "share": rounded(share.share)}


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
        "first": _period(comparison, 0),
        "second": _period(comparison, 1),
        "total": _part(comparison.total),
        "causes": [_part(part) for part in comparison.causes],
        "symptoms": [_part(part) for part in comparison.symptoms],
    }


def _period(comparison: PeriodComparison, which: int) -> dict[str, Any]:
    period = (comparison.first, comparison.second)[which]
    return {
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "working_days": rounded(comparison.working_days[which]),
    }


def _part(part: PartChange) -> dict[str, Any]:
    return {
        "id": part.id,
        "before": part.before,
        "after": part.after,
        "change": part.change,
        "trend": part.trend.value,
        "daily_before": rounded(part.daily_before),
        "daily_after": rounded(part.daily_after),
        "users_before": rounded(part.users_before),
        "users_after": rounded(part.users_after),
        "ratio": rounded(part.ratio),
        "ratio_low": rounded(part.ratio_low),
        "ratio_high": rounded(part.ratio_high),
        "q": rounded(part.q),
    }

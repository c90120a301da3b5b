"""Standing moments in the JSON document."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from supportlens.app.document.places import round_figure
from supportlens.app.queries.teams import find_team
from supportlens.domain import SheetPart
from supportlens.i18n.standing.lives import reading_line, state_name

if TYPE_CHECKING:
    from datetime import date

    from supportlens.domain import Coverage, StandingMoment, Study, TargetReading, TeamMember
    from supportlens.i18n import Words


def institutionalised_document(study: Study, words: Words) -> list[dict[str, Any]]:
    """Return all standing moments of a study as plain values, whatever their state."""
    team, today = find_team(study), datetime.now(tz=UTC).date()
    return [standing_document(moment, team, today, words) for moment in study.desk_moments.moments]


def standing_document(
    moment: StandingMoment, team: tuple[TeamMember, ...], today: date, words: Words
) -> dict[str, Any]:
    """Return a standing moment as plain values; `team` are those who have to know it."""
    return {
        "id": moment.id,
        "name": words.bare(moment.name),
        "names": dict(moment.name),
        "state": moment.state.value,
        "state_text": state_name(moment.state, words),
        "in_force": moment.state.in_force,
        "owner": moment.owner or None,
        "indicator": words.bare(moment.text(SheetPart.INDICATOR)) or None,
        "baseline": round_figure(moment.baseline),
        "target": round_figure(moment.target),
        "target_of": moment.target_of.value,
        "reading": _reading_document(moment.reading, words),
        "readings": [_reading_document(one, words) for one in moment.readings],
        "slipped": moment.has_slipped,
        "review": moment.review.isoformat() if moment.review else None,
        "overdue": moment.is_overdue(today),
        "missing": [each.value for each in moment.missing(today)],
        "moment_id": moment.moment_id,
        "cause_id": moment.cause_id or None,
        "sheet": {
            part.value: {"text": words.bare(text.text), "source": text.source.value}
            for part, text in moment.sheet.items()
        },
        "questions": [
            {
                "question": one.question,
                "answer": one.answer or None,
                "tickets": one.tickets,
                "ticket_ids": list(one.ticket_ids),
            }
            for one in moment.questions
        ],
        "history": [
            {"state": step.state.value, "date": step.day.isoformat(), "who": step.who or None}
            for step in moment.life
        ],
        "coverage": _coverage_document(moment.cover(team)),
    }


def _reading_document(reading: TargetReading | None, words: Words) -> dict[str, Any] | None:
    if reading is None:
        return None
    return {
        "first_date": reading.first.isoformat(),
        "last_date": reading.last.isoformat(),
        "tickets": reading.tickets,
        "weekly": round_figure(reading.weekly),
        "rate": round_figure(reading.rates[0]),
        "target_of": reading.target_of.value,
        "low": round_figure(reading.low),
        "high": round_figure(reading.high),
        "target": round_figure(reading.target),
        "outcome": reading.outcome.value,
        "text": reading_line(reading, words),
    }


def _coverage_document(coverage: Coverage) -> dict[str, Any]:
    """Return how many know a moment; names stay in the program, as the document may leave the desk."""
    return {
        "share": round_figure(coverage.share),
        "knowing": len(coverage.knowing),
        "missing": len(coverage.missing),
    }

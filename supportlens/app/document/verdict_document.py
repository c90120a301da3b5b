"""The verdict in the JSON document, with what must be said beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supportlens.app.document.extension_document import new_since_last
from supportlens.app.document.places import field_gap_documents, round_figure
from supportlens.app.document.times import onset_document
from supportlens.i18n.actions import question_line
from supportlens.i18n.beside_verdict import beside_lines, general_sentence, usual_line
from supportlens.i18n.certainty import certainty_reason_line
from supportlens.i18n.labels import doubt_line, gap_line
from supportlens.i18n.verdicts import join_segments, no_verdict_line, verdict_sentence

if TYPE_CHECKING:
    from supportlens.domain import GeneralRise, Study, UsualGrowth
    from supportlens.i18n import Words


def verdict_document(study: Study, words: Words) -> dict[str, Any]:
    """Return the verdict, or why there is none, with its sentences."""
    verdict, chief = study.verdict, study.main_cause
    gaps = [{"id": gap.value, "text": gap_line(gap, words)} for gap in verdict.gaps]
    if chief is None:
        return {
            "cause_id": None,
            "sentence": no_verdict_line(study, words),
            "reason": verdict.reason.value if verdict.reason else None,
            "general": _general_document(verdict.general, words),
            "beside": beside_lines(study, words),
            "usual": [_usual_document(value, words) for value in verdict.usual],
            "runners_up": list(verdict.runners_up),
            "gaps": gaps,
            "field_gaps": field_gap_documents(study, words),
        }
    return {
        "cause_id": chief.id,
        "sentence": join_segments(verdict_sentence(study, words)),
        "new_since_last": new_since_last(study),
        "general": _general_document(verdict.general, words),
        "beside": beside_lines(study, words),
        "usual": [_usual_document(value, words) for value in verdict.usual],
        "certainty": verdict.certainty.value if verdict.certainty else None,
        "certain_because": [
            {"id": one.value, "text": certainty_reason_line(one, chief, words)}
            for one in verdict.certain_because
        ],
        "doubts": [{"id": one.value, "text": doubt_line(one, chief, words)} for one in verdict.doubts],
        "questions": [
            {"id": one.value, "text": question_line(one, chief, words)} for one in verdict.questions
        ],
        "runners_up": list(verdict.runners_up),
        "gaps": gaps,
        "field_gaps": field_gap_documents(study, words),
    }


def _usual_document(value: UsualGrowth, words: Words) -> dict[str, Any]:
    return {
        "field": value.field,
        "value": value.value,
        "onset": onset_document(value.onset),
        "tickets": value.tickets,
        "excess": round_figure(value.excess),
        "new": value.is_new,
        "text": usual_line(value, words),
    }


def _general_document(general: GeneralRise | None, words: Words) -> dict[str, Any] | None:
    if general is None:
        return None
    return {
        "onset": onset_document(general.onset),
        "excess": round_figure(general.excess),
        "explained": round_figure(general.explained),
        "causes": list(general.cause_ids),
        "text": general_sentence(general, words),
    }


def general_rise_document(study: Study) -> dict[str, Any] | None:
    """Return the rise of all traffic, in the same mix or another, and a new value in it."""
    verdict, general = study.verdict, study.verdict.general
    if general is None:
        return None
    onset = general.onset
    new = next((value for value in verdict.usual if value.is_new and general.began_with(value.onset)), None)
    return {
        "date": onset.day.isoformat(),
        "low": onset.low.isoformat(),
        "high": onset.high.isoformat(),
        "ratio": round_figure(onset.rate_ratio),
        "excess": round_figure(general.excess),
        "mix": "other" if general.cause_ids else "same" if general.knows_mix else "unknown",
        "new_value": {"field": new.field, "value": new.value} if new else None,
    }

"""The JSON document of a study, schema version 1: fields may be added, never renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supportlens.app.document.apart import apart_document, set_apart_document
from supportlens.app.document.continuation import continuation_document
from supportlens.app.document.corrections_document import correction_documents
from supportlens.app.document.customers_document import care_document
from supportlens.app.document.desk_document import desk_change_document
from supportlens.app.document.effects_document import taken_document
from supportlens.app.document.extension_document import extension_document
from supportlens.app.document.handling_document import handling_document
from supportlens.app.document.journey_document import journey_document
from supportlens.app.document.judgement import (
    answer_document,
    comparison_document,
    impact_document,
    priority_document,
)
from supportlens.app.document.places import (
    claim_document,
    round_figure,
    row_document,
)
from supportlens.app.document.plan_document import (
    action_document,
    floor_document,
    service_document,
    untaught_document,
)
from supportlens.app.document.standing_document import institutionalised_document
from supportlens.app.document.times import change_document, onset_document
from supportlens.app.document.verdict_document import general_rise_document, verdict_document
from supportlens.app.queries.handling import handling_of_causes
from supportlens.domain import ApartState
from supportlens.i18n.actions import action_line
from supportlens.i18n.imports import account_line
from supportlens.i18n.kinds import kind_doubt_line
from supportlens.i18n.left_out_rows import row_reason
from supportlens.i18n.reading.apart import apart_lines
from supportlens.i18n.reading.repeated_ids import repeated_ids_line
from supportlens.i18n.reading.undated_files import undated_lines
from supportlens.i18n.signals import signal_line

if TYPE_CHECKING:
    from supportlens.domain import (
        Cause,
        Handling,
        Moment,
        MomentMatch,
        Name,
        PeriodComparison,
        Rejection,
        Signal,
        SourceFile,
        Study,
        Symptom,
    )
    from supportlens.i18n import Words

SCHEMA_VERSION = 1


def build_document(
    study: Study, words: Words, *, comparison: PeriodComparison | None = None
) -> dict[str, Any]:
    """Return `study` as plain values: names in both languages, sentences in the language of `words`."""
    handled = handling_of_causes(study)
    return {
        "schema_version": SCHEMA_VERSION,
        "language": words.language,
        "input": _input_document(study, words),
        "verdict": verdict_document(study, words),
        "general_rise": general_rise_document(study),
        "desk_changes": [desk_change_document(change, words) for change in study.desk_changes],
        "causes": [_cause_document(cause, handled[cause.id], study, words) for cause in study.causes],
        "comparison": comparison_document(comparison),
        "symptoms": [_symptom_document(symptom, study, words) for symptom in study.symptoms],
        "known": continuation_document(study.continuation) if study.continuation else None,
        "extension": extension_document(study.extension),
        "corrections": correction_documents(study, words),
        "moments": [_match_document(match) for match in study.moments],
        "institutionalised": institutionalised_document(study, words),
        "journey": journey_document(study.journey) if study.journey else None,
        "plan": [action_document(action, study, words) for action in study.plan],
        "untaught": [untaught_document(line, study, words) for line in study.untaught],
        "service_training": service_document(study, words),
        "plan_floor": floor_document(study),
        "actions": [taken_document(one, words) for one in study.measured],
        "phased_actions": [{**taken_document(one, words), "parts": list(one.parts)} for one in study.phased],
        **care_document(study),
        "set_apart": [
            set_apart_document(group) for group in study.apart if group.state is not ApartState.COUNTED
        ],
        "apart": [apart_document(group, words) for group in study.apart],
        "apart_texts": apart_lines(study, words),
        "engine": {
            "version": study.engine.version,
            "result": study.engine.result or None,
            "level": study.level or study.default_level or None,
            "seed": study.engine.seed,
            "encoder": study.engine.encoder,
            "seconds": {stage: round_figure(spent) for stage, spent in study.engine.seconds.items()},
        },
    }


def _name_document(name: Name) -> dict[str, str]:
    return dict(name)


def _input_document(study: Study, words: Words) -> dict[str, Any]:
    first, last = study.tickets.first_date, study.tickets.last_date
    return {
        "files": [_file_document(file, study, words) for file in study.tickets.files],
        "tickets": len(study.tickets),
        "rows": study.tickets.account.rows,
        "left_out": dict(study.tickets.account.left_out),
        "set_apart": study.tickets.account.set_apart,
        "account": account_line(study.tickets, words) or None,
        "undated": undated_lines(study.tickets, words),
        "duplicates_folded": study.duplicates_folded,
        "noise": study.noise,
        "unassigned": study.unassigned,
        "unassigned_by_reason": {reason.value: count for reason, count in study.unassigned_by_reason.items()},
        "without_cause": int(study.assignment["cause_id"].eq("").sum()),
        "first_date": first.isoformat() if first else None,
        "last_date": last.isoformat() if last else None,
    }


def _file_document(file: SourceFile, study: Study, words: Words) -> dict[str, Any]:
    reasons = sorted({one.reason for one in (*file.rejections, *file.remarks)})
    return {
        "path": file.path,
        "sheet": file.sheet or None,
        "format": file.format,
        "encoding": file.encoding,
        "delimiter": file.delimiter,
        "reading": file.reading or None,
        "runner_up": file.runner_up or None,
        "rows_read": file.rows_read,
        "rows_rejected": file.rows_rejected,
        "rows_aside": file.rows_aside,
        "rejections": _rows(file.rejections),
        "columns": dict(file.columns),
        "sha256": file.sha256,
        "date_order": file.date_order,
        "date_reason": file.date_reason,
        "undated_column": file.undated_column,
        "vendor": file.vendor or None,
        "header_row": file.header_row,
        "column_reasons": {field: file.reasons.get(field, "header") for field in file.columns},
        "duplicates": file.count_rejected("duplicate_id"),
        "empty_texts": study.tickets.count_empty_texts(file.path),
        "dates_out_of_range": file.count_remarked("date_out_of_range"),
        "reason_texts": {reason: row_reason(reason, words, file.path) for reason in reasons},
        "remarks": _rows(file.remarks),
        "repeated_ids": dict(file.repeated_ids),
        "repeated_ids_text": "; ".join(
            repeated_ids_line(meaning, count, words) for meaning, count in file.repeated_ids.items()
        )
        or None,
    }


def _rows(found: tuple[Rejection, ...]) -> list[dict[str, Any]]:
    return [{"row": one.row, "reason": one.reason} for one in found]


def _cause_document(
    cause: Cause, handled: tuple[Handling, ...], study: Study, words: Words
) -> dict[str, Any]:
    return {
        "id": cause.id,
        "name": _name_document(cause.name),
        **_shown_name(cause.name, words),
        "tickets": cause.tickets,
        "share": round_figure(cause.share),
        "share_low": round_figure(cause.share_low),
        "share_high": round_figure(cause.share_high),
        "kind": cause.kind.value,
        "kind_scores": {kind.value: round_figure(score) for kind, score in cause.kind_scores.items()},
        "kind_doubt": _kind_doubt(cause, words),
        "signals_for": [_signal_document(signal, study, words) for signal in cause.signals_for],
        "signals_against": [_signal_document(signal, study, words) for signal in cause.signals_against],
        "scope": [claim_document(claim) for claim in cause.scope],
        "where": claim_document(cause.where) if cause.where else None,
        "combinations": [claim_document(claim) for claim in cause.combinations],
        "is_is_not": [row_document(row, study, words) for row in cause.is_is_not.rows],
        "onset": onset_document(cause.onset) if cause.onset else None,
        "change": change_document(cause.change) if cause.change else None,
        "rivals": [change_document(rival) for rival in cause.rivals],
        "action": {"type": cause.action.value, "text": action_line(cause, study, words)},
        "symptoms": list(cause.symptoms),
        "customers": cause.customers,
        "excess": round_figure(cause.excess),
        "hours": round_figure(cause.hours),
        "angry_share": round_figure(cause.angry_share),
        "ticket_ids_sample": list(cause.ticket_ids_sample),
        "priority": priority_document(cause.priority, words),
        "impact": impact_document(cause.impact, words),
        "answers": [answer_document(answer) for answer in cause.answers],
        "handling": [handling_document(one, words) for one in handled],
        "dismissed": cause.dismissed,
        "dismissed_because": next((one.why for one in study.dismissed if one.cause_id == cause.id), "")
        or None,
    }


def _shown_name(name: Name, words: Words) -> dict[str, str]:
    """Return a name as the report shows it, and its language: another one if nothing translates it."""
    return {"shown_name": words.bare(name), "name_language": name.find_language(words.language)}


def _kind_doubt(cause: Cause, words: Words) -> dict[str, str] | None:
    """Return why a kind is unclear, None where it is clear."""
    doubt = cause.kind_doubt
    return None if doubt is None else {"id": doubt.value, "text": kind_doubt_line(cause, words)}


def _signal_document(signal: Signal, study: Study, words: Words) -> dict[str, Any]:
    return {
        "id": signal.id,
        "kind": signal.kind.value,
        "weight": round_figure(signal.weight),
        "share_inside": round_figure(signal.share_inside),
        "share_outside": round_figure(signal.share_outside),
        "value": round_figure(signal.value),
        "tickets": signal.tickets,
        "phrases": list(signal.phrases),
        "text": signal_line(signal, study, words),
    }


def _symptom_document(symptom: Symptom, study: Study, words: Words) -> dict[str, Any]:
    return {
        "id": symptom.id,
        "name": _name_document(symptom.name),
        **_shown_name(symptom.name, words),
        "tickets": symptom.tickets,
        "cause_id": symptom.cause_id,
        "example_ids": list(symptom.example_ids),
        "typical": next(iter(symptom.example_ids), None),
        "trend": study.continuation.trend(symptom.id) if study.continuation else None,
        "because": {
            "words": list(symptom.features.words),
            "fields": [{"field": field, "value": value} for field, value in symptom.features.fields],
        },
    }


def _match_document(match: MomentMatch) -> dict[str, Any]:
    risk = match.risk
    return {
        **_moment_document(match.moment),
        "state": match.state.value,
        "tickets": match.tickets,
        "customers": match.customers,
        "cause_ids": list(match.cause_ids),
        "risk": {
            "level": risk.level,
            "recurrence": round_figure(risk.recurrence),
            "reach": round_figure(risk.reach),
            "gravity": round_figure(risk.gravity),
            "usual_recurrence": round_figure(risk.usual_recurrence),
            "usual_gravity": round_figure(risk.usual_gravity),
            "excess": round_figure(risk.excess),
        }
        if risk
        else None,
        "ticket_ids_sample": list(match.ticket_ids_sample),
        "coded": match.coded,
        "confirmed": match.confirmed,
        "graver": round_figure(match.graver),
        "first_date": match.first.isoformat() if match.first else None,
        "last_date": match.last.isoformat() if match.last else None,
    }


def _moment_document(moment: Moment) -> dict[str, Any]:
    parts = ("name", "trigger", "expects", "say", "avoid", "prevention", "indicator", "target", "opportunity")
    return {
        "id": moment.id,
        "number": moment.number,
        "family": moment.family,
        "stage": moment.stage,
        "touchpoint": moment.touchpoint,
        **{part: _name_document(getattr(moment, part)) for part in parts},
        "steps": [_name_document(step) for step in moment.steps],
        "needs": list(moment.needs),
    }

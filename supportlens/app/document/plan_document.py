"""The plan in the JSON document: actions, and the causes for which a line is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supportlens.app.document.places import round_figure
from supportlens.domain import PlanNote
from supportlens.domain.plans.plan_notes import find_note
from supportlens.i18n.plan.formats import format_reason_line, gap_line
from supportlens.i18n.plan.handouts import write_handouts
from supportlens.i18n.plan.reasons import objective_line, topic_line, untaught_instead, untaught_reason
from supportlens.i18n.plan.service import first_answer_checks, practice_line

if TYPE_CHECKING:
    from supportlens.domain import (
        AudienceGroup,
        Handout,
        Peers,
        Promise,
        Study,
        TeachingAgent,
        Topic,
        TrainingAction,
        UntaughtCause,
        Worth,
    )
    from supportlens.i18n import Words


def action_document(action: TrainingAction, study: Study, words: Words) -> dict[str, Any]:
    """Return an action as plain values."""
    return {
        "id": action.id,
        "cause_id": action.cause_id,
        "type": action.type.value,
        "training": action.is_training,
        "family": action.family,
        "people": action.people,
        "product": action.product,
        "change": action.change,
        "minutes": action.minutes,
        "audience": [_group_document(group) for group in action.audience],
        "left": [_group_document(group) for group in action.left],
        "done": [
            {
                "action_id": one.id,
                "date": one.action.start.isoformat(),
                "field": one.action.field,
                "groups": list(one.groups),
                "verdict": one.effect.verdict.value if one.effect else None,
            }
            for one in action.done
        ],
        "askers": list(action.askers),
        "knowing": list(action.knowing),
        "peers": _peers_document(action.peers),
        "syllabus": [_topic_document(topic, words, taught=action.shows_ways) for topic in action.syllabus],
        "left_out": {
            "symptoms": action.left_out.symptoms,
            "tickets": action.left_out.tickets,
            "titles": [dict(title) for title in action.left_out.titles],
        },
        "weekly_now": round_figure(action.weekly_now),
        "weekly_target": round_figure(action.weekly_target),
        "promise": _promise_document(action.promise),
        "worth": _worth_document(action.worth),
        "format": action.format.value if action.format else None,
        "format_reason": format_reason_line(action, words) or None,
        "options": [
            {
                "format": option.format.value,
                "minutes": option.minutes,
                "hours": round_figure(option.hours),
                "payback_weeks": round_figure(option.payback_weeks),
            }
            for option in action.options
        ],
        "teacher": _teacher_document(action.teacher),
        "date": action.day.isoformat() if action.day else None,
        "groups": action.groups_needed or None,
        "group_size": action.group_size if action.groups_needed else None,
        "review_days": list(action.review_days),
        "noted": _note_document(find_note(study.plan_notes, action.cause_id)),
        "gaps": [{"id": gap.value, "text": gap_line(gap, words)} for gap in action.gaps],
        "materials": [_handout_document(one) for one in write_handouts(action, study, words)],
    }


def _group_document(group: AudienceGroup) -> dict[str, Any]:
    return {"field": group.field, "value": group.value, "people": group.people, "tickets": group.tickets}


def _note_document(note: PlanNote) -> dict[str, Any] | None:
    """Return what people wrote about an action, None if they wrote nothing."""
    if note == PlanNote(note.cause_id):
        return None
    return {
        "owner": note.owner or None,
        "status": note.status.value if note.status else None,
        "date": note.day.isoformat() if note.day else None,
        "remarks": note.remarks or None,
        "further": dict(note.further),
    }


def _topic_document(topic: Topic, words: Words, *, taught: bool) -> dict[str, Any]:
    """Return a topic; what is not taught has no objective and nobody to ask how it is done."""
    return {
        "symptom_id": topic.symptom_id,
        "title": dict(topic.title),
        "tickets": topic.tickets,
        "share": round_figure(topic.share),
        "minutes": topic.minutes,
        "question": next(iter(topic.questions), None),
        "questions": list(topic.questions),
        "answer": topic.answer or None,
        "answer_ticket_ids": list(topic.answer_ticket_ids),
        "gone": topic.gone,
        "ask": topic.ask or None,
        "remark": (topic_line(topic, words) or None) if taught else None,
        "objective": objective_line(topic, words) if taught else None,
    }


def _peers_document(peers: Peers | None) -> dict[str, Any] | None:
    if peers is None:
        return None
    return {
        "people": peers.people,
        "groups": [
            {
                "field": group.field,
                "value": group.value,
                "people": group.people,
                "asked_share": round_figure(group.asked_share),
            }
            for group in peers.groups
        ],
        "names": list(peers.names),
    }


def _promise_document(promise: Promise | None) -> dict[str, Any] | None:
    if promise is None:
        return None
    return {
        "basis": promise.basis.value,
        "saved_low": round_figure(promise.saved_low),
        "saved_high": round_figure(promise.saved_high),
        "by": promise.by.isoformat() if promise.by else None,
        "earlier_trainings": promise.trainings or None,
    }


def _worth_document(worth: Worth | None) -> dict[str, Any] | None:
    if worth is None:
        return None
    return {
        "weekly": round_figure(worth.weekly),
        "people": worth.people,
        "hours": round_figure(worth.hours),
        "minutes_a_ticket": round_figure(worth.minutes_a_ticket),
        "minutes_assumed": worth.minutes_assumed,
        "hours_saved_weekly": round_figure(worth.saved_hours),
        "hours_asked": round_figure(worth.asked_hours),
        "payback_weeks": round_figure(worth.payback_weeks),
    }


def _teacher_document(teacher: TeachingAgent | None) -> dict[str, Any] | None:
    if teacher is None:
        return None
    return {
        "name": teacher.name,
        "answers": teacher.answers,
        "reopened": round_figure(teacher.reopened),
        "satisfaction": round_figure(teacher.satisfaction),
    }


def _handout_document(handout: Handout) -> dict[str, Any]:
    return {"kind": handout.kind.value, "title": handout.title, "text": handout.text}


def untaught_document(line: UntaughtCause, study: Study, words: Words) -> dict[str, Any]:
    """Return a cause without a training as plain values."""
    rules = study.playbook.plan_rules
    return {
        "cause_id": line.cause_id,
        "reason": line.reason.value,
        "text": untaught_reason(line, rules, words),
        "instead": untaught_instead(line, words),
        "weekly": round_figure(line.weekly),
        "people": line.people,
        "hours": round_figure(line.hours),
        "payback_weeks": round_figure(line.payback_weeks),
        "answer": line.answer or None,
        "answer_ticket_ids": list(line.answer_ticket_ids),
        "weekly_target": round_figure(line.target),
        "target_reached": line.is_reached if line.target is not None else None,
    }


def floor_document(study: Study) -> dict[str, Any]:
    """Return from where a cause gets a training."""
    rules = study.playbook.plan_rules
    return {
        "tickets_a_week": rules.weekly,
        "people": rules.people,
        "hours_a_month": rules.hours_a_month,
        "tickets": rules.tickets,
        "payback_weeks": rules.payback_weeks,
    }


def service_document(study: Study, words: Words) -> dict[str, Any] | None:
    """Return what is practised with those who serve as plain values, None if nothing is."""
    training = study.service_training
    if training is None:
        return None
    return {
        "contacts": training.contacts,
        "failed": training.failed,
        "weekly": round_figure(training.weekly),
        "critical_first": training.critical_first,
        "minutes": training.minutes,
        "people": training.people,
        "names": list(training.names),
        "groups": [_group_document(group) for group in training.groups],
        "practices": [
            {
                "behaviour": one.behaviour,
                "value": one.value.value,
                "tickets": one.tickets,
                "share": round_figure(one.share),
                "text": practice_line(one, words),
                "ticket_ids": list(one.ticket_ids),
            }
            for one in training.practices
        ],
        "examples": [{"text": one.text, "ticket_id": one.ticket_id} for one in training.examples],
        "first_answer_checks": list(first_answer_checks(words)),
    }

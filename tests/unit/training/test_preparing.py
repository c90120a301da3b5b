"""A plan: whom to teach, what, and what it must bring down."""

from dataclasses import replace
from datetime import datetime, timedelta

import pandas as pd
import pytest

from supportlens.domain import (
    ActionType,
    Assigned,
    Attribution,
    AudienceGroup,
    Cancelled,
    Certainty,
    Derived,
    Field,
    Kind,
    Name,
    NoVerdict,
    Stage,
    Symptom,
    Tickets,
    Verdict,
)
from supportlens.training import plan_training
from tests.builders import a_cause, a_study

START = datetime(2026, 3, 2, 9)
DECIDED = Verdict("C1", Certainty.HIGH)


def attribution_of(study):
    return Attribution(study.causes, study.symptoms, study.assignment, study.weeks, study.weekly)


def a_log(rows, *, cause=None):
    """Make tickets of one cause from dicts of fields; `symptom` names the symptom, S1 if not given."""
    full = [
        {
            Field.TICKET_ID.value: f"T-{number}",
            Field.CREATED_AT.value: START + timedelta(days=number),
            Field.SUBJECT.value: "No encuentro el menú de ventas",
            **row,
        }
        for number, row in enumerate(rows)
    ]
    frame = pd.DataFrame(full).fillna("")
    owners = frame.pop("symptom") if "symptom" in frame else pd.Series("S1", index=frame.index)
    frame[Derived.TEXT] = frame[Field.SUBJECT.value]
    ids = tuple(sorted(set(owners)))
    symptoms = tuple(Symptom(one, Name(es=one, en=one), int(owners.eq(one).sum()), "C1", ()) for one in ids)
    cause = cause or a_cause(onset=None, typical_ids=())
    assignment = pd.DataFrame({Assigned.SYMPTOM: owners, Assigned.CAUSE: "C1"})
    return Tickets(frame, frame, ()), Attribution(
        (replace(cause, symptoms=ids),), symptoms, assignment, (), ()
    )


def planned(rows, **settings):
    (action,) = plan_training(*a_log(rows, **settings), DECIDED)
    return action


def test_the_case_is_taught_to_those_who_asked():
    study = a_study()
    first = plan_training(study.tickets, attribution_of(study), study.verdict)[0]
    assert (first.cause_id, first.type, first.family) == ("C1", ActionType.TRAIN, "users")
    assert (first.product, first.change) == ("Atlas", "Actualización 5.2")
    assert [group.field for group in first.audience] == ["role"] * 3
    assert sum(group.tickets for group in first.audience) == 400
    assert [topic.symptom_id for topic in first.syllabus] == ["S1", "S2", "S3"]
    assert first.syllabus[0].answer == "Se le explicó la nueva ruta"
    assert first.review_days == (7, 30, 60, 90)


def test_the_verdict_comes_first_then_what_teaching_can_bring_down():
    study = a_study()
    kinds = {"C2": Kind.ACCESS, "C3": Kind.TREATMENT, "C4": Kind.KNOWLEDGE_GAP}
    causes = tuple(replace(cause, kind=kinds.get(cause.id, cause.kind)) for cause in study.causes)
    given = replace(attribution_of(study), causes=causes)
    actions = plan_training(study.tickets, given, replace(study.verdict, cause_id="C2"))
    assert [(one.id, one.cause_id, one.type, one.family) for one in actions] == [
        ("A1", "C2", ActionType.GRANT_ACCESS, "users"),
        ("A2", "C1", ActionType.TRAIN, "users"),
        ("A3", "C3", ActionType.COACH_SERVICE, "service"),
        ("A4", "C4", ActionType.TRAIN, "users"),
    ]
    assert all(one.syllabus for one in actions)


def test_a_plan_has_five_actions_at_most():
    study = a_study()
    causes = study.causes + tuple(a_cause(f"D{n}", symptoms=()) for n in range(9))
    assert (
        len(plan_training(study.tickets, replace(attribution_of(study), causes=causes), study.verdict)) == 5
    )


def test_without_a_verdict_and_without_anything_to_teach_nothing_is_planned():
    study = a_study()
    causes = tuple(replace(cause, kind=Kind.DEFECT) for cause in study.causes)
    undecided = Verdict(None, reason=NoVerdict.NOTHING_CHANGED)
    assert plan_training(study.tickets, replace(attribution_of(study), causes=causes), undecided) == ()


def test_the_audience_is_grouped_by_the_first_field_that_says_something():
    people = [
        {"requester": "Ana", "site": "Norte", "role": ""},
        {"requester": "Ana", "site": "Norte", "role": ""},
        {"requester": "Luis", "site": "Sur", "role": ""},
        {"requester": "Eva", "site": "Sur", "role": ""},
        {"requester": "", "site": "", "role": ""},
    ]
    action = planned(people)
    assert action.people == 3
    assert action.audience == (AudienceGroup("site", "Sur", 2, 2), AudienceGroup("site", "Norte", 1, 2))


def test_the_audience_of_a_log_of_customers_is_counted_by_customer():
    action = planned([{"customer": name, "site": "Norte"} for name in ("Acme", "acme ", "Zeta", "")])
    assert action.people == 2
    assert action.audience == (AudienceGroup("site", "Norte", 2, 4),)


def test_where_nobody_is_named_people_are_not_made_up():
    action = planned([{"site": "Norte"}, {"site": "Norte"}, {"site": "Sur"}])
    assert action.people is None
    assert action.audience == (AudienceGroup("site", "Norte", 0, 2), AudienceGroup("site", "Sur", 0, 1))
    assert planned([{}, {}]).audience == ()


def test_for_treatment_those_who_answer_are_taught():
    rows = [
        {"requester": f"P{n}", "role": "Ventas", "agent": agent, "team": "Mesa"}
        for n, agent in enumerate(["Iris", "Iris", "Otto"])
    ]
    action = planned(rows, cause=a_cause(kind=Kind.TREATMENT, onset=None))
    assert action.people == 2
    assert action.audience == (AudienceGroup("team", "Mesa", 2, 3),)


def test_minutes_follow_the_share_of_each_topic():
    rows = [{"symptom": "S1"}] * 12 + [{"symptom": "S2"}] * 8 + [{"symptom": "S3"}]
    action = planned(rows)
    assert [topic.minutes for topic in action.syllabus] == [12, 8, 5]
    assert [topic.tickets for topic in action.syllabus] == [12, 8, 1]
    assert sum(topic.share for topic in action.syllabus) == pytest.approx(1.0)
    assert action.minutes == 25


def test_a_syllabus_has_eight_topics_at_most_the_most_asked_first():
    rows = [{"symptom": f"S{n:02d}"} for n in range(12) for _ in range(n + 1)]
    assert [topic.symptom_id for topic in planned(rows).syllabus] == [f"S{n:02d}" for n in range(11, 3, -1)]


def test_questions_are_what_many_ask_not_what_opens_every_message():
    rows = [
        {"description": "Hola, muy buenos días a todos. ¿Dónde quedó el menú de facturas? Gracias."},
        {"description": "Hola, muy buenos días a todos. No encuentro el menú de facturas de venta."},
        {"description": "Hola, muy buenos días a todos. Ya no veo el menú de facturas nuevo."},
        {"description": "Hola, muy buenos días a todos. Mi gato duerme sobre el escritorio rojo."},
    ] * 3
    others = [
        {"description": "Hola, muy buenos días a todos. La impresora no imprime.", "symptom": "S2"}
    ] * 12
    rows = [{"symptom": "S1", **row} for row in rows]
    tickets, given = a_log([{**row, "subject": ""} for row in rows + others])
    tickets.frame[Derived.TEXT] = tickets.frame["description"]
    (action,) = plan_training(tickets, given, DECIDED)
    (questions,) = [topic.questions for topic in action.syllabus if topic.symptom_id == "S1"]
    assert len(questions) == 3
    assert all("menú de facturas" in question for question in questions)


def test_equal_questions_are_shown_once():
    assert planned([{}] * 20).syllabus[0].questions == ("No encuentro el menú de ventas",)


def test_a_subject_that_was_cut_off_is_read_in_full():
    row = {
        "subject": "No encuentro el menú de fact",
        "description": "No encuentro el menú de facturas del mes.",
    }
    assert planned([row] * 3).syllabus[0].questions == ("No encuentro el menú de facturas del mes.",)


def test_a_question_that_fills_a_page_is_shortened_at_a_word():
    (question,) = planned([{"subject": "necesito ayuda con el menú " * 20}]).syllabus[0].questions
    assert len(question) <= 201
    assert question.endswith(("menú…", "el…", "con…", "ayuda…", "necesito…"))


def test_the_best_answer_is_the_one_most_like_all_others():
    answers = [
        "Se indicó la ruta Ventas > Documentos > Facturas en el menú nuevo",
        "Se indicó la ruta nueva Ventas > Documentos > Facturas",
        "Ruta Ventas > Documentos > Facturas, se indicó por teléfono",
        "El usuario colgó y ya no fue posible localizarlo hoy",
        "ok",
        "",
    ]
    rows = [{"symptom": "S1", "resolution": answer} for answer in answers]
    rows += [{"symptom": "S2", "resolution": "Se cambió el cartucho por teléfono"}] * 5
    first = next(topic for topic in planned(rows).syllabus if topic.symptom_id == "S1")
    assert first.answer == answers[1]


def test_an_answer_that_is_written_everywhere_teaches_nothing():
    rows = [{"symptom": "S1", "resolution": "Se atendió al usuario por teléfono"}] * 6
    rows += [{"symptom": "S1", "resolution": "La ruta es Ventas > Documentos > Facturas"}] * 5
    rows += [{"symptom": "S2", "resolution": "Se atendió al usuario por teléfono"}] * 30
    first = next(topic for topic in planned(rows).syllabus if topic.symptom_id == "S1")
    assert first.answer == "La ruta es Ventas > Documentos > Facturas"


def test_without_resolutions_there_is_no_answer():
    assert planned([{}, {}]).syllabus[0].answer == ""
    assert planned([{"resolution": "ok"}]).syllabus[0].answer == ""


def test_the_target_is_the_level_before_the_onset_or_a_fifth():
    onset = replace(a_cause().onset, after_per_week=7.0)
    quiet = replace(onset, before_per_week=3.0)
    action = planned([{}] * 21, cause=a_cause(onset=quiet))
    assert action.weekly_now == pytest.approx(7.0)
    assert action.weekly_target == 3.0
    calm = replace(quiet, before_per_week=0.1)
    assert planned([{}] * 21, cause=a_cause(onset=calm)).weekly_target == pytest.approx(1.4)
    high = replace(quiet, before_per_week=99.0)
    assert planned([{}] * 21, cause=a_cause(onset=high)).weekly_target == pytest.approx(7.0)


def test_a_spike_that_is_over_has_nothing_left_to_bring_down():
    onset = a_cause().onset
    over = replace(onset, end=onset.day)
    action = planned([{}] * 21, cause=a_cause(onset=over))
    assert (action.weekly_now, action.weekly_target) == (0.0, 0.0)


def test_what_has_always_been_there_is_measured_over_the_whole_log():
    action = planned([{}] * 14)
    assert action.weekly_now == pytest.approx(7.0)
    assert action.weekly_target == pytest.approx(1.4)


def test_without_dates_no_level_is_made_up():
    tickets, given = a_log([{}, {}])
    undated = tickets.frame.drop(columns=["created_at"])
    (action,) = plan_training(Tickets(undated, undated, ()), given, DECIDED)
    assert (action.weekly_now, action.weekly_target) == (0.0, 0.0)


def test_progress_is_told_and_can_stop_the_work():
    study = a_study()
    told = []
    plan_training(
        study.tickets, attribution_of(study), study.verdict, lambda stage, done: told.append((stage, done))
    )
    assert {stage for stage, _ in told} == {Stage.PLAN}
    assert told[-1][1] == 1.0

    def stop(stage, done):
        raise Cancelled

    with pytest.raises(Cancelled):
        plan_training(study.tickets, attribution_of(study), study.verdict, stop)

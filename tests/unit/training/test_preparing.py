"""A plan: whom to teach, what, and what it must bring down."""

from dataclasses import replace

import pytest

from supportlens.domain import (
    ActionType,
    AudienceGroup,
    Cancelled,
    Derived,
    Kind,
    LevelChange,
    NoVerdict,
    PlanGap,
    PromiseBasis,
    Stage,
    Tickets,
    TrainingPlan,
    Untaught,
    Verdict,
)
from supportlens.resources import load_playbook
from supportlens.training import plan_training
from tests.builders import a_cause, a_study
from tests.unit.training.plans import DECIDED, NO_FLOOR, START, a_log, attribution_of, planned

PLAYBOOK = replace(load_playbook(), plan_rules=NO_FLOOR)


def test_the_case_is_taught_to_those_who_asked():
    study = a_study()
    first = plan_training(study.tickets, attribution_of(study), study.verdict, PLAYBOOK).actions[0]
    assert (first.cause_id, first.type, first.family) == ("C1", ActionType.TRAIN, "users")
    assert (first.product, first.change) == ("Atlas", "Actualización 5.2")
    assert [group.field for group in first.audience] == ["role"] * 3
    assert sum(group.tickets for group in first.audience) == 400
    assert [topic.symptom_id for topic in first.syllabus] == ["S1", "S2", "S3"]
    assert [topic.answer for topic in first.syllabus] == ["", "", ""]
    assert first.review_days == (7, 30, 60, 90)


def test_the_verdict_comes_first_then_what_teaching_can_bring_down():
    study = a_study()
    kinds = {"C2": Kind.ACCESS, "C3": Kind.TREATMENT, "C4": Kind.KNOWLEDGE_GAP}
    causes = tuple(replace(cause, kind=kinds.get(cause.id, cause.kind)) for cause in study.causes)
    given = replace(attribution_of(study), causes=causes)
    verdict = replace(study.verdict, cause_id="C2")
    kept = tuple(replace(cause, inferred_kind=cause.kind) for cause in given.causes)
    actions = plan_training(study.tickets, replace(given, causes=kept), verdict, PLAYBOOK).actions
    assert [(one.id, one.cause_id, one.type, one.family) for one in actions] == [
        ("A1", "C2", ActionType.GRANT_ACCESS, "users"),
        ("A2", "C1", ActionType.TRAIN, "users"),
        ("A3", "C3", ActionType.COACH_SERVICE, "service"),
        ("A4", "C4", ActionType.TRAIN, "users"),
    ]
    assert all(one.syllabus for one in actions)


def test_a_plan_has_five_actions_at_most():
    study = a_study()
    others = (a_cause(f"D{n}", symptoms=(), kind=Kind.TREATMENT) for n in range(9))
    given = replace(attribution_of(study), causes=(*study.causes, *others))
    plan = plan_training(study.tickets, given, study.verdict, PLAYBOOK)
    assert len(plan.actions) == 5
    assert {line.reason for line in plan.untaught} == {Untaught.NO_ROOM}
    assert len(plan.untaught) == 5


def test_without_a_verdict_and_without_anything_to_teach_nothing_is_planned():
    study = a_study()
    causes = tuple(replace(cause, kind=Kind.DEFECT) for cause in study.causes)
    undecided = Verdict(None, reason=NoVerdict.NOTHING_CHANGED)
    given = replace(attribution_of(study), causes=causes)
    assert plan_training(study.tickets, given, undecided, PLAYBOOK) == TrainingPlan()


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


def test_twelve_topics_are_taught_the_most_asked_first_and_the_rest_is_counted():
    rows = [{"symptom": f"S{n:02d}"} for n in range(15) for _ in range(n + 1)]
    action = planned(rows)
    assert [topic.symptom_id for topic in action.syllabus] == [f"S{n:02d}" for n in range(14, 2, -1)]
    assert (action.left_out.symptoms, action.left_out.tickets) == (3, 1 + 2 + 3)
    assert sum(topic.tickets for topic in action.syllabus) + action.left_out.tickets == len(rows)


def test_where_every_symptom_is_taught_nothing_is_left_out():
    left_out = planned([{"symptom": "S1"}, {"symptom": "S2"}]).left_out
    assert (left_out.symptoms, left_out.tickets) == (0, 0)


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
    (action,) = plan_training(tickets, given, DECIDED, PLAYBOOK).actions
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


def returning(count, again):
    """Rows of people who were answered about one symptom; the last `again` of them ask a second time."""
    rows = [{"requester": f"P{n}", "resolution": "Se le indicó Ventas > Facturas"} for n in range(count)]
    return rows + [rows[-1 - n] for n in range(again)]


def test_a_training_promises_the_excess_less_those_who_asked_again():
    onset = replace(a_cause().onset, after_per_week=10.0, before_per_week=2.0)
    action = planned(returning(40, 0), cause=a_cause(onset=onset))
    assert action.promise.basis is PromiseBasis.EXCESS
    assert action.promise.saved_high == pytest.approx(8.0)
    assert 3.0 < action.promise.saved_low < 4.0
    assert action.weekly_target == pytest.approx(10 - (action.promise.saved_low + 8.0) / 2)
    doubtful = planned(returning(40, 30), cause=a_cause(onset=onset))
    assert doubtful.promise.saved_high < 4.0
    assert doubtful.weekly_target > action.weekly_target


def test_the_level_before_the_onset_stays():
    onset = replace(a_cause().onset, after_per_week=7.0, before_per_week=6.5)
    assert planned(returning(40, 0), cause=a_cause(onset=onset)).weekly_target >= 6.5
    high = replace(onset, before_per_week=99.0)
    action = planned(returning(40, 0), cause=a_cause(onset=high))
    assert action.promise is None


def test_what_is_mended_falls_to_the_level_before_whoever_asked_again():
    onset = replace(a_cause().onset, after_per_week=10.0, before_per_week=1.0, rate_low=5.0)
    action = planned(returning(40, 30), cause=a_cause(kind=Kind.DEFECT, onset=onset))
    assert action.weekly_target == pytest.approx(2.0)
    assert (action.promise.saved_low, action.promise.saved_high) == pytest.approx((8.0, 9.0))


def test_without_people_who_were_answered_the_promise_is_an_assumption():
    onset = replace(a_cause().onset, after_per_week=10.0, before_per_week=0.0)
    action = planned([{}] * 21, cause=a_cause(onset=onset))
    assert action.promise.basis is PromiseBasis.ASSUMED
    assert action.weekly_target == pytest.approx(5.0)


def test_what_has_always_been_there_is_measured_over_the_whole_log():
    action = planned([{}] * 14)
    assert action.weekly_now == pytest.approx(7.0)
    assert action.weekly_target == pytest.approx(3.5)
    assert action.promise.basis is PromiseBasis.ASSUMED
    assert (action.promise.saved_low, action.promise.saved_high) == pytest.approx((2.1, 4.9))


def test_the_last_level_counts_where_a_cause_has_fallen_since():
    fallen = LevelChange(START.date(), START.date(), START.date(), 0.3, 0.2, 0.4, 10.0, 3.0)
    onset = replace(a_cause().onset, after_per_week=10.0, before_per_week=1.0, levels=(fallen,))
    assert planned([{}] * 21, cause=a_cause(onset=onset)).weekly_now == 3.0


def test_a_finished_outage_promises_nothing_and_is_no_training():
    onset = a_cause().onset
    over = a_cause(kind=Kind.OUTAGE, onset=replace(onset, end=onset.day))
    action = planned([{}] * 21, cause=over)
    assert action.type is ActionType.RESTORE
    assert not action.is_training
    assert action.promise is None
    assert action.ended == onset.day
    assert (action.weekly_now, action.weekly_target) == (0.0, 0.0)
    assert (action.format, action.teacher, action.day) == (None, None, None)


def test_without_dates_no_level_and_no_day_is_made_up():
    tickets, given = a_log([{}, {}])
    undated = tickets.frame.drop(columns=["created_at"])
    (action,) = plan_training(Tickets(undated, undated, ()), given, DECIDED, PLAYBOOK).actions
    assert (action.weekly_now, action.weekly_target) == (0.0, 0.0)
    assert (action.promise, action.day) == (None, None)
    assert PlanGap.NO_DATES in action.gaps


def test_progress_is_told_and_can_stop_the_work():
    study = a_study()
    told = []
    given = (study.tickets, attribution_of(study), study.verdict, PLAYBOOK, ())
    plan_training(*given, progress=lambda stage, done: told.append((stage, done)))
    assert {stage for stage, _ in told} == {Stage.PLAN}
    assert told[-1][1] == 1.0

    def stop(stage, done):
        raise Cancelled

    with pytest.raises(Cancelled):
        plan_training(*given, progress=stop)

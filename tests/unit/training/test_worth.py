"""Whether a training is worth it, in which format, by whom and when."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from supportlens.domain import (
    ActionType,
    FormatReason,
    Kind,
    MaterialKind,
    PlanGap,
    PlanRules,
    TeachingFormat,
    Untaught,
)
from supportlens.training.days import choose_day
from tests.builders import a_cause
from tests.unit.training.plans import NO_FLOOR, a_plan, planned

WAY = {"resolution": "Vaya a Ventas > Documentos > Facturas"}
UNTEACHABLE = (
    Kind.DEFECT,
    Kind.OUTAGE,
    Kind.ACCESS,
    Kind.DATA,
    Kind.CONFIGURATION,
    Kind.REQUEST,
    Kind.BILLING,
    Kind.UNCLEAR,
)


def asked_by(count, times=1, **more):
    """Rows of `count` people, each with as many tickets."""
    return [{"requester": f"P{n}", **WAY, **more} for n in range(count) for _ in range(times)]


def test_a_cause_above_the_floor_gets_a_training():
    plan = a_plan(asked_by(30))
    assert [action.type for action in plan.actions] == [ActionType.TRAIN]
    assert plan.untaught == ()


def test_below_a_floor_a_cause_gets_a_line_that_says_which():
    few = a_plan(asked_by(30), rules=PlanRules(weekly=8.0))
    assert (few.actions, [line.reason for line in few.untaught]) == ((), [Untaught.FEW_TICKETS])
    assert few.untaught[0].weekly == pytest.approx(7.0)
    assert few.untaught[0].answer == WAY["resolution"]
    (line,) = a_plan(asked_by(3, 10)).untaught
    assert (line.reason, line.people) == (Untaught.FEW_PEOPLE, 3)
    (line,) = a_plan(asked_by(30, minutes=0.5)).untaught
    assert line.reason is Untaught.FEW_HOURS


def test_a_figure_that_the_log_lacks_is_no_reason_against_a_training():
    assert a_plan([WAY] * 30).actions


def test_a_single_ticket_gets_a_line():
    assert [line.reason for line in a_plan([WAY]).untaught] == [Untaught.FEW_TICKETS]


def test_what_has_ended_gets_a_line():
    onset = a_cause().onset
    (line,) = a_plan(asked_by(30), cause=a_cause(onset=replace(onset, end=onset.day))).untaught
    assert (line.reason, line.ended) == (Untaught.OVER, onset.day)


@pytest.mark.parametrize(
    "subject",
    ["prueba de envío, ignorar", "Compre relojes baratos", "Test ticket", "Prueba: ¿cómo abro un ticket?"],
)
def test_tests_and_spam_teach_nobody(subject):
    (line,) = a_plan([{"requester": f"P{n}", "subject": subject} for n in range(60)]).untaught
    assert line.reason is Untaught.NOT_ASKED_HOW
    assert line.answer == ""


@pytest.mark.parametrize(
    "subject", ["¿Qué pongo en la casilla 14?", "Ayuda para rellenar el impreso", "What do I put in box 7?"]
)
def test_who_asks_how_a_form_is_filled_in_can_be_taught(subject):
    plan = a_plan([{"requester": f"P{n}", "subject": subject, "role": "Ventas"} for n in range(60)])
    assert Untaught.NOT_ASKED_HOW not in {line.reason for line in plan.untaught}


def test_what_a_person_called_a_knowledge_gap_is_believed():
    rows = [{"requester": f"P{n}", "subject": "Compre relojes baratos", "role": "Ventas"} for n in range(30)]
    assert a_plan(rows, cause=a_cause(onset=None, inferred_kind=Kind.DEFECT)).actions


@pytest.mark.parametrize("kind", UNTEACHABLE)
def test_no_training_for_what_has_to_be_mended_granted_or_told(kind):
    (action,) = a_plan(asked_by(30), cause=a_cause(kind=kind, onset=None)).actions
    assert not action.is_training
    assert (action.format, action.minutes, action.teacher, action.day) == (None, 0, None, None)
    assert MaterialKind.GUIDE not in action.materials
    assert action.materials


def test_a_defect_has_its_evidence_a_notice_and_workarounds():
    (action,) = a_plan(asked_by(30), cause=a_cause(kind=Kind.DEFECT, onset=None)).actions
    assert set(action.materials) == {MaterialKind.EVIDENCE, MaterialKind.NOTICE, MaterialKind.WORKAROUND}


def test_hours_are_set_against_hours():
    action = planned(asked_by(60, minutes=30.0))
    worth = action.worth
    assert worth.saved_hours == pytest.approx((action.weekly_now - action.weekly_target) * 0.5)
    assert worth.asked_hours == pytest.approx(action.invited * action.minutes / 60)
    assert not worth.minutes_assumed
    assumed = planned(asked_by(60)).worth
    assert assumed.minutes_assumed
    assert assumed.minutes_a_ticket == 10.0


def test_the_format_follows_the_contents():
    onset = a_cause().onset
    cause = a_cause(onset=replace(onset, after_per_week=7.0, before_per_week=0.0))
    one = planned(asked_by(30), cause=cause)
    assert (one.format, one.format_reason) == (TeachingFormat.NOTE, FormatReason.ONE_TOPIC)
    lasting = planned(asked_by(30))
    assert lasting.format is TeachingFormat.SCREEN_TEXT
    shown = planned(asked_by(30, resolution="Se le mostró por pantalla compartida"), cause=cause)
    assert (shown.format, shown.format_reason) == (TeachingFormat.CALL, FormatReason.MUST_BE_SHOWN)
    two = planned(asked_by(10, symptom="S1") + asked_by(10, symptom="S2"))
    assert (two.format, two.format_reason) == (TeachingFormat.GUIDE, FormatReason.FEW_TOPICS)
    many = planned([row for n in range(5) for row in asked_by(6, symptom=f"S{n}")])
    assert (many.format, many.format_reason) == (TeachingFormat.SESSION, FormatReason.MANY_TOPICS)


def test_strangers_are_handed_a_page_and_not_invited_to_a_call():
    rows = [row for n in range(5) for row in asked_by(50, symptom=f"S{n}")]
    many = planned(rows)
    assert (many.format, many.format_reason) == (TeachingFormat.GUIDE, FormatReason.SCATTERED)
    staff = planned([{**row, "role": "Ventas"} for row in rows])
    assert staff.format is TeachingFormat.SESSION


def test_what_ever_new_strangers_have_always_asked_gets_a_line_if_nobody_knows_the_answer():
    strangers = [{"requester": f"P{n}"} for n in range(60)]
    (line,) = a_plan(strangers).untaught
    assert line.reason is Untaught.EVER_NEW_PEOPLE
    assert a_plan([{**row, **WAY} for row in strangers]).actions
    assert a_plan([{**row, "role": "Ventas"} for row in strangers]).actions
    began = a_cause(onset=replace(a_cause().onset, after_per_week=9.0, before_per_week=0.0))
    assert a_plan(strangers, cause=began).actions


def test_a_session_that_does_not_pay_back_gives_way_to_a_cheaper_format():
    more = {"minutes": 2.0, "role": "Ventas"}
    rows = [row for n in range(5) for row in asked_by(60, symptom=f"S{n}", **more)]
    rules = replace(NO_FLOOR, payback_weeks=26.0)
    (action,) = a_plan(rows, rules=rules).actions
    assert (action.format, action.format_reason) == (TeachingFormat.GUIDE, FormatReason.CHEAPER)
    session = action.options[-1]
    assert session.format is TeachingFormat.SESSION
    assert session.payback_weeks > 26.0 > action.worth.payback_weeks


def test_where_no_format_pays_back_there_is_nothing_to_teach():
    rows = [row for n in range(5) for row in asked_by(60, symptom=f"S{n}", minutes=0.2)]
    (line,) = a_plan(rows, rules=replace(NO_FLOOR, payback_weeks=2.0)).untaught
    assert line.reason is Untaught.COSTS_MORE
    assert line.payback_weeks > 2.0


def test_the_teacher_is_who_answered_well_not_who_answered_most():
    good = [{**WAY, "agent": "Iris", "reopened": 0.0, "satisfaction": 5.0}] * 10
    bad = [
        {"resolution": "Se explicó", "agent": "Otto", "reopened": 1.0, "satisfaction": 1.0} for _ in range(15)
    ]
    teacher = planned(good + bad).teacher
    assert (teacher.name, teacher.answers, teacher.reopened, teacher.satisfaction) == ("Iris", 10, 0.0, 5.0)


def test_nobody_teaches_who_answered_once_or_is_not_named():
    assert planned([{**WAY, "agent": "Iris"}]).teacher is None
    unnamed = planned([WAY] * 9)
    assert unnamed.teacher is None
    assert PlanGap.NO_AGENTS in unnamed.gaps


def a_season(weekly):
    """Days opened, `weekly` tickets from Monday to Sunday over ten weeks."""
    days = pd.date_range("2026-03-02", periods=70)
    return pd.Series([day for day in days for _ in range(weekly[day.weekday()])])


def test_a_training_is_given_before_the_next_peak_of_the_week():
    opened = a_season((9, 4, 4, 4, 4, 0, 0))
    assert choose_day(opened, date(2026, 5, 8), 5) == (date(2026, 5, 15), 0)
    midweek = a_season((4, 4, 4, 9, 4, 0, 0))
    assert choose_day(midweek, date(2026, 5, 8), 5) == (date(2026, 5, 13), 3)


def test_a_holiday_and_a_quiet_weekday_are_no_days_for_a_training():
    opened = a_season((9, 4, 4, 4, 1, 0, 0))
    day, _ = choose_day(opened, date(2026, 5, 8), 5, {date(2026, 5, 14)})
    assert day == date(2026, 5, 13)


def test_without_a_peak_it_is_the_first_working_day_that_leaves_time():
    assert choose_day(a_season((4, 4, 4, 4, 4, 0, 0)), date(2026, 5, 10), 5) == (date(2026, 5, 15), None)
    assert choose_day(None, date(2026, 5, 11), 5) == (date(2026, 5, 18), None)
    assert choose_day(None, None, 5) == (None, None)

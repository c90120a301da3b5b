"""Every ticket gets its moment of truth, and every moment what the log says of it."""

from datetime import datetime, timedelta

import pandas as pd
import pytest

from supportlens.domain import (
    Assigned,
    Attribution,
    Cancelled,
    Derived,
    Field,
    Kind,
    MomentState,
    Stage,
    Tickets,
    find_most_delicate,
)
from supportlens.moments import match_moments
from supportlens.moments.flagging import Flag
from supportlens.resources import load_playbook
from tests.builders import a_cause, a_study

START = datetime(2026, 3, 2, 9)


def a_log(rows, *, without=()):
    """Make tickets and their causes from (text, person, day, cause) rows, more fields as a dict."""
    frame = pd.DataFrame(
        [
            {
                Field.TICKET_ID.value: f"T-{number}",
                Field.CREATED_AT.value: START + timedelta(days=row[2]),
                Derived.TEXT: row[0],
                Derived.INFORMATIVE: row[0] != "",
                Field.REQUESTER.value: row[1],
                **(row[4] if len(row) > 4 else {}),
            }
            for number, row in enumerate(rows)
        ]
    ).drop(columns=[field.value for field in without])
    owners = [row[3] for row in rows]
    causes = tuple(
        a_cause(cause, kind=Kind.UNCLEAR, tickets=owners.count(cause)) for cause in sorted(set(owners) - {""})
    )
    assignment = pd.DataFrame({Assigned.CAUSE: owners}, index=frame.index)
    return Tickets(frame, frame, ()), Attribution(causes, (), assignment, (), ())


def matched(rows, *, without=()):
    tickets, attribution = a_log(rows, without=without)
    moments, frame, *_ = match_moments(tickets, attribution, load_playbook())
    return {one.moment.id: one for one in moments}, frame


def flags_of(frame):
    return [set(flags.split(",")) - {""} for flags in frame[Assigned.FLAGS]]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Esto es inaceptable, quiero poner una queja", "complaint"),
        ("Nobody answers and I am very angry", "complaint"),
        ("Quiero cancelar el servicio", "renewal"),
        ("When does my contract expire? I want to talk about renewal", "renewal"),
        ("La factura llegó con un importe mayor", "billed_amount_changed"),
        ("I was charged twice this month", "billed_amount_changed"),
        ("Me llegó un aviso de cobranza por un pago atrasado", "late_payment"),
        ("I got a late fee for an overdue invoice", "late_payment"),
        ("Celebramos el aniversario de la empresa", "company_anniversary"),
        ("Where is my birthday discount?", "birthday"),
        ("No encuentro el menú", "support_request"),
        ("Renovar la contraseña de la red", "support_request"),
        ("¿Cómo renuevo un libro?", "support_request"),
        ("I want to renew my library card", "support_request"),
        ("Quiero renovar la licencia del antivirus", "renewal"),
        ("How do I cancel an order?", "support_request"),
        ("", ""),
    ],
)
def test_a_ticket_gets_the_moment_that_its_words_name(text, moment):
    _, frame = matched([(text, "Ana", 0, "C1")])
    assert frame[Assigned.MOMENT].tolist() == [moment]


def test_a_complaint_comes_before_what_it_is_about():
    _, frame = matched(
        [
            ("Una queja: me cobraron dos veces en la factura", "Ana", 0, "C1"),
            ("Me cobraron dos veces en la factura", "Ana", 0, "C1"),
        ]
    )
    assert frame[Assigned.MOMENT].tolist() == ["complaint", "billed_amount_changed"]


def test_all_moments_come_in_the_order_of_the_catalogue_and_count_every_ticket_once():
    study = a_study()
    given = Attribution(study.causes, study.symptoms, study.assignment, study.weeks, study.weekly)
    moments, frame, *_ = match_moments(study.tickets, given, load_playbook())
    assert [one.moment.number for one in moments] == [1, 2, 3, 4, 5, 6, 7]
    assert frame.index.equals(study.tickets.frame.index)
    counts = frame[Assigned.MOMENT].value_counts()
    assert all(one.tickets == counts.get(one.moment.id, 0) for one in moments)
    assert sum(one.tickets for one in moments) == study.tickets.frame[Derived.INFORMATIVE].sum()


def test_what_is_not_seen_is_quiet_or_says_which_data_it_needs():
    moments, _ = matched([("No encuentro el menú", "Ana", 0, "C1")])
    assert moments["support_request"].state is MomentState.DETECTED
    assert moments["complaint"].state is MomentState.QUIET
    assert moments["renewal"].state is MomentState.NEEDS_DATA
    assert moments["renewal"].risk is None
    assert moments["renewal"].tickets == 0


def test_people_are_counted_once_and_only_where_they_are_named():
    rows = [("No encuentro el menú", who, day, "C1") for day, who in enumerate(["Ana", "ana ", "Luis", ""])]
    assert matched(rows)[0]["support_request"].customers == 2
    assert matched(rows, without=[Field.REQUESTER])[0]["support_request"].customers is None


def test_causes_take_part_from_a_tenth_on_or_by_their_kind():
    rows = [("No encuentro el menú", f"P{n}", n, "C1") for n in range(18)]
    rows += [("No imprime", "P1", 3, "C2"), ("No entro", "P2", 4, "C3")]
    tickets, given = a_log(rows)
    given.causes[1].kind_scores.clear()
    billing = tuple(
        a_cause(cause.id, kind=Kind.BILLING if cause.id == "C3" else cause.kind) for cause in given.causes
    )
    moments, *_ = match_moments(tickets, Attribution(billing, (), given.assignment, (), ()), load_playbook())
    (everyday,) = [one for one in moments if one.moment.id == "support_request"]
    assert everyday.cause_ids == ("C1", "C2")


def test_sample_tickets_are_the_gravest():
    rows = [("No encuentro el menú", f"P{n}", n, "C1") for n in range(9)]
    rows.append(("No encuentro el menú, esto es inaceptable!!!", "P9", 9, "C1"))
    assert matched(rows)[0]["complaint"].ticket_ids_sample == ("T-9",)
    rows[4] = (*rows[4], {Field.REOPENED.value: 1.0})
    assert matched(rows)[0]["support_request"].ticket_ids_sample[0] == "T-4"


def test_an_annoyed_tone_and_words_of_leaving_are_flagged():
    _, frame = matched(
        [
            ("Ya es la tercera vez, estoy harta", "Ana", 0, "C1"),
            ("Nos vamos con la competencia", "Luis", 0, "C1"),
            ("No encuentro el menú", "Eva", 0, "C1"),
        ]
    )
    assert flags_of(frame) == [{Flag.ANGRY}, {Flag.DECISION}, set()]


@pytest.mark.parametrize(("days", "again"), [(0, True), (7, True), (8, False)])
def test_a_repeat_is_the_same_person_and_cause_within_seven_days(days, again):
    _, frame = matched([("No imprime", "Ana", 0, "C1"), ("No imprime", "Ana", days, "C1")])
    assert (Flag.REPEAT in flags_of(frame)[1]) is again
    assert Flag.REPEAT not in flags_of(frame)[0]


@pytest.mark.parametrize(
    "other", [("No imprime", "Luis", 1, "C1"), ("No entro", "Ana", 1, "C2"), ("No imprime", "", 1, "C1")]
)
def test_another_person_or_another_cause_is_no_repeat(other):
    _, frame = matched([("No imprime", "Ana", 0, "C1"), other])
    assert flags_of(frame) == [set(), set()]


def test_tickets_without_a_name_or_without_a_cause_are_nobody_s_repeats():
    _, frame = matched([("No imprime", "", 0, "C1"), ("No imprime", "", 1, "C1")])
    assert flags_of(frame) == [set(), set()]
    _, frame = matched([("No imprime", "Ana", 0, ""), ("No imprime", "Ana", 1, "")])
    assert flags_of(frame) == [set(), set()]


def test_a_first_contact_that_did_not_satisfy_is_critical():
    _, frame = matched(
        [
            ("No imprime", "Ana", 0, "C1"),
            ("No imprime", "Ana", 5, "C1"),
            ("No imprime", "Luis", 0, "C1", {Field.REOPENED.value: 1.0}),
            ("No imprime", "Eva", 0, "C1", {Field.SATISFACTION.value: 2.0}),
            ("No imprime", "Iris", 0, "C1", {Field.SATISFACTION.value: 5.0}),
        ]
    )
    critical = [Flag.CRITICAL in flags for flags in flags_of(frame)]
    assert critical == [True, False, True, True, False]


@pytest.mark.parametrize(("marks", "low"), [((2.0, 5.0), True), ((4.0, 10.0), True), ((45.0, 90.0), False)])
def test_a_low_mark_is_low_on_the_scale_of_the_log(marks, low):
    _, frame = matched(
        [("No imprime", f"P{n}", 0, "C1", {Field.SATISFACTION.value: mark}) for n, mark in enumerate(marks)]
    )
    assert (Flag.CRITICAL in flags_of(frame)[0]) is low


def test_without_names_nothing_is_a_repeat_and_no_risk_is_claimed():
    moments, frame = matched(
        [("No imprime", "Ana", 0, "C1"), ("No imprime", "Ana", 1, "C1")], without=[Field.REQUESTER]
    )
    assert flags_of(frame) == [set(), set()]
    assert moments["support_request"].risk is None


def test_without_dates_the_moments_are_still_found():
    moments, frame = matched([("No imprime", "Ana", 0, "C1")], without=[Field.CREATED_AT])
    assert frame[Assigned.MOMENT].tolist() == ["support_request"]
    assert moments["support_request"].risk is None


def test_risk_is_who_comes_back_times_who_is_reached_times_how_grave_it_is():
    urgent = {Field.PRIORITY.value: "Alta"}
    calm = {Field.PRIORITY.value: "Baja"}
    rows = [
        ("Me cobraron dos veces", "Ana", 0, "C1", urgent),
        ("Me cobraron dos veces", "Ana", 30, "C1", urgent),
        ("Me cobraron dos veces", "Luis", 0, "C1", calm),
        ("Me cobraron dos veces", "Luis", 31, "C1", calm),
        ("No imprime", "Eva", 0, "C2", calm),
        ("No imprime", "Iris", 0, "C2", calm),
    ]
    risk = matched(rows)[0]["billed_amount_changed"].risk
    assert (risk.recurrence, risk.reach, risk.gravity) == (0.5, 0.5, 0.5)
    assert risk.level == 3


def test_risk_has_five_levels():
    rows = [("Esto es inaceptable", "Ana", day, "C1") for day in (0, 1)]
    assert matched(rows)[0]["complaint"].risk.level == 5
    assert matched(rows[:1])[0]["complaint"].risk.level == 1


def test_the_answer_does_not_depend_on_the_order_of_the_rows():
    rows = [
        ("No imprime", "Ana", 4, "C1"),
        ("No imprime", "Ana", 0, "C1"),
        ("Quiero una queja", "Eva", 2, "C1"),
    ]
    _, forth = matched(rows)
    _, back = matched(rows[::-1])
    assert forth.to_numpy().tolist() == back.to_numpy().tolist()[::-1]


def test_progress_is_told_and_can_stop_the_work():
    tickets, attribution = a_log([("No imprime", "Ana", 0, "C1")])
    told = []
    match_moments(tickets, attribution, load_playbook(), lambda stage, done: told.append((stage, done)))
    assert {stage for stage, _ in told} == {Stage.MATCH}
    assert [done for _, done in told] == sorted(done for _, done in told)
    assert told[-1][1] == 1.0

    def stop(stage, done):
        raise Cancelled

    with pytest.raises(Cancelled):
        match_moments(tickets, attribution, load_playbook(), stop)


def a_desk(everyday, complaints):
    rows = [("No imprime", f"P{n % 60}", n % 90, f"C{n % 5}") for n in range(everyday)]
    rows += [("Pésimo servicio, quiero poner una queja", f"Q{n}", n, "C9") for n in range(complaints)]
    return tuple(matched(rows)[0].values())


def test_the_everyday_request_does_not_lead_by_its_size():
    delicate = find_most_delicate(a_desk(300, 12))
    assert delicate.moment.id == "complaint"
    everyday = next(one for one in a_desk(300, 12) if one.moment.id == "support_request")
    assert everyday.risk.level == 1
    assert everyday.risk.excess == 0


def test_where_all_is_everyday_that_leads_and_where_nothing_stands_out_none_does():
    assert find_most_delicate(a_desk(50, 0)).moment.id == "support_request"
    rows = [("No imprime", f"P{n}", n, "C1") for n in range(20)]
    rows += [("Quiero renovar mi contrato", f"Q{n}", n, "C1") for n in range(5)]
    assert find_most_delicate(tuple(matched(rows)[0].values())) is None


def test_a_moment_counts_the_codes_and_the_days_of_its_tickets():
    moments, _ = matched(
        [
            ("Presento una queja: nadie me atiende", "Ana", 3, "C1"),
            ("Presento una queja por la factura", "Eva", 9, "C1"),
            ("No imprime", "Eva", 20, "C1"),
        ]
    )
    complaint = moments["complaint"]
    assert complaint.coded["complaint"] == 2
    assert complaint.coded["b-1"] == 1
    assert (complaint.first.day, complaint.last.day) == (5, 11)
    assert complaint.graver == 1.0

"""What columns and the log itself say of a contact, without any words."""

from datetime import datetime, timedelta

import pandas as pd
import pytest

from supportlens.domain import Field
from supportlens.domain.contacts.codes import Dimension
from tests.unit.moments.coding.contacts import code, codes_of

DAY = datetime(2026, 3, 2, 9)


def dated(*days):
    return {Field.CREATED_AT.value: [DAY + timedelta(days=day) for day in days]}


@pytest.mark.parametrize(
    ("header", "value", "found"),
    [
        ("tipo", "QUEJA", True),
        ("Ticket type", "Complaint", True),
        ("Tipo de solicitud", "Reclamo / producto", True),
        ("tipo", "PETICION", False),
        ("proceso", "QUEJA", False),
    ],
)
def test_a_type_of_complaint_makes_a_complaint(header, value, found):
    assert ("complaint" in codes_of("necesito un certificado", original={header: [value]})) is found


def test_the_channel_is_a_touchpoint_only_where_words_name_none():
    by_phone = {Field.CHANNEL.value: ["Llamada de entrada"] * 2}
    coding = code("no imprime", "la app no abre", fields=by_phone)
    assert coding.values(Dimension.TOUCHPOINT) == ["phone", "app"]
    assert coding.values(Dimension.TOUCHPOINT, slice(1, 2)) == ["app"]


@pytest.mark.parametrize(("mark", "step"), [(1, -2), (2, -1), (3, 0), (4, 1), (5, 2)])
def test_the_customer_s_own_mark_is_the_valence(mark, step):
    fields = {Field.SATISFACTION.value: [float(mark), 5.0]}
    assert code("no imprime", "x", fields=fields).valences()[0] == step
    assert code("pésimo servicio", "x", fields=fields).valences()[0] in (step, -2)


def test_a_reopened_ticket_was_left_unsolved_and_is_critical():
    found = set(code("no imprime", reopened=[True]).codes_of_contact(0))
    assert {"b-4", "critical"} <= found
    assert "complaint" not in found


def test_the_third_contact_about_a_cause_was_left_unsolved():
    coding = code(
        *["no imprime"] * 4,
        fields=dated(0, 3, 9, 60),
        people=["ana"] * 4,
        causes=["C1"] * 4,
    )
    assert coding.mask("b-4").tolist() == [False, False, True, False]


def test_after_three_bad_experiences_in_a_year_the_moment_is_below_zero():
    texts = ["servicio pésimo"] * 4
    coding = code(*texts, fields=dated(0, 100, 200, 900), people=["ana"] * 4, causes=["C1"] * 4)
    assert coding.mask("below_zero").tolist() == [False, False, True, False]


def test_bitter_contacts_about_one_cause_within_a_month_are_one_experience():
    coding = code(*["servicio pésimo"] * 3, fields=dated(0, 5, 20), people=["ana"] * 3, causes=["C1"] * 3)
    assert not coding.mask("below_zero").any()


def test_a_name_that_fills_the_log_is_no_customer_with_three_bad_experiences():
    texts = ["servicio pésimo"] * 30
    alike = {"fields": dated(*range(0, 300, 10)), "causes": [f"C{n}" for n in range(30)]}
    assert not code(*texts, people=["la firma"] * 30, **alike).mask("below_zero").any()
    assert code(*texts, people=[f"p{n % 10}" for n in range(30)], **alike).mask("below_zero").any()


def test_a_long_wait_is_far_longer_than_nine_of_ten_others():
    fields = dated(*[0] * 20)
    closed = [0.1] * 12 + [5.0] * 7 + [40.0]
    fields[Field.RESOLVED_AT.value] = [DAY + timedelta(days=days) for days in closed]
    found = code(*["no imprime"] * 20, fields={key: pd.Series(value) for key, value in fields.items()})
    assert found.mask("b-1").tolist() == [False] * 19 + [True]
    assert not found.mask("critical").any()

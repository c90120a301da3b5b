"""The heading of the customers says who is near leaving, in a sentence that stands alone."""

from __future__ import annotations

import pytest

from supportlens.domain import CustomerAtRisk, CustomerCare, RiskLevel
from supportlens.i18n import words_for
from supportlens.i18n.follow_up.customers import customers_headline

ALARM = CustomerAtRisk("A", "a", RiskLevel.ALARM, ())
WARNED = CustomerAtRisk("B", "b", RiskLevel.WARNING, ())


def said(language, *at_risk):
    return "".join(text for text, _ in customers_headline(CustomerCare(at_risk=at_risk), words_for(language)))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "2 customers had two bad experiences in the last year and may leave after one more."),
        ("es", "2 clientes tuvieron dos malas experiencias en el último año y podrían irse con una más."),
    ],
)
def test_those_with_two_bad_experiences_alone_are_told_in_a_whole_sentence(language, sentence):
    assert said(language, WARNED, WARNED) == sentence


def test_beside_one_who_is_about_to_leave_the_others_are_a_step_away():
    assert said("en", ALARM, WARNED) == (
        "1 customer is about to leave: three bad experiences or more in the last year."
        " 1 customer is one step away, with two."
    )

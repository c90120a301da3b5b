"""Sentences about certainty, priority, answers, periods and costs, in both languages with their figures."""

from dataclasses import replace
from datetime import date

import pytest

from supportlens.app import answer, compare
from supportlens.domain import (
    ActiveUsers,
    Answer,
    CertaintyReason,
    Factor,
    Impact,
    Priority,
    PriorityPart,
    Question,
    Reply,
    Satisfaction,
    Share,
)
from supportlens.i18n import (
    answer_line,
    answer_name,
    certainty_reason_line,
    comparison_line,
    impact_lines,
    part_line,
    priority_line,
    priority_part_line,
    ratio_line,
    signal_line,
    words_for,
)
from supportlens.i18n.periods import comparison_lines
from supportlens.resources import load_playbook
from tests.builders import a_cause, a_study, periods_around_onset

EN, ES = words_for("en"), words_for("es")
NO = Answer("C1", Question.WORKS_AS_DESIGNED, Reply.NO, "", date(2026, 9, 1), "Ana")
COSTS = Impact(
    satisfaction=Satisfaction(3.4, 3.7, 3.9, Share(7, 10), Share(20, 30), Share(13, 20)),
    hours=65.4,
    hours_share=0.2,
    reopened=Share(5, 400),
    reopened_outside=Share(23, 600),
    first_contact=Share(330, 366),
    first_contact_outside=Share(517, 548),
    detectable_from=date(2026, 6, 4),
    tickets_since_detectable=386,
    hours_since_detectable=62.8,
    effort_share=0.195,
)


def test_an_answer_is_a_signal_with_its_weight_and_who_said_it():
    study = answer(a_study(playbook=load_playbook()), [NO])
    first = study.cause("C1").signals_for[0]
    said = "It does not work as designed: subtracts 4 from “Knowledge gap” — Ana, on 1 Sept 2026"

    assert signal_line(first, study, EN) == said
    dicho = "No funciona según lo previsto: resta 4 a «Falta de capacitación» — Ana, el 1 sept"
    assert signal_line(first, study, ES).startswith(dicho)


def test_an_answer_is_said_with_its_text_its_day_and_its_source():
    said = Answer("C1", Question.WHAT_CHANGED, Reply.YES, "Nueva pantalla", None, "Luis", date(2026, 5, 13))

    assert answer_line(said, EN) == "This changed: “Nueva pantalla” (13 May 2026) — Luis"
    assert answer_line(said, ES).startswith("Cambió esto: «Nueva pantalla»")


@pytest.mark.parametrize("words", [EN, ES])
def test_every_question_has_a_name_for_every_reply(words):
    names = {answer_name(question, reply, words) for question in Question for reply in Reply}

    assert len(names) == 2 * len(Question) + 1


@pytest.mark.parametrize("words", [EN, ES])
@pytest.mark.parametrize("reason", CertaintyReason)
def test_every_reason_is_a_sentence(reason, words):
    assert certainty_reason_line(reason, a_cause(), words).endswith(".")


def test_a_priority_shows_what_each_part_adds():
    part = PriorityPart(Factor.EXCESS, 0.5, 0.4, 380)

    assert priority_part_line(part, EN) == "Excess tickets: 380 (20 of 40 points)"
    assert priority_line(Priority((part,)), ES) == "Prioridad 50 de 100"


def test_costs_are_said_one_by_one_and_what_is_unknown_is_left_out():
    lines = impact_lines(COSTS, EN)

    assert lines[0].endswith("3.7 overall, 3.9 without this cause (−0.2).")
    assert lines[1] == "65.4 handling hours, 20% of the total."
    assert "90% (330 of 366 tickets), 94% in the rest" in lines[3]
    assert "4 June 2026" in lines[4] or "4 Jun 2026" in lines[4]
    assert lines[5] == "Since then: 386 tickets and 62.8 hours, 20% of all hours."
    assert len(impact_lines(COSTS, ES)) == 6
    assert impact_lines(Impact(), EN) == ()


@pytest.mark.parametrize("words", [EN, ES])
def test_the_causes_that_moved_are_said_with_their_rates_and_the_rest_makes_up_the_total(words):
    study = a_study()
    comparison = compare(study, periods_around_onset(study), users=(ActiveUsers("Atlas", 80.0),))
    total, *moved, rest = comparison_lines(comparison, study, words)

    assert words.number(comparison.total.after) in total
    assert len(moved) == sum(part.trend.is_change and bool(part.id) for part in comparison.causes)
    chief = next(part for part in comparison.causes if part.id == "C1")
    line = next(line for line in moved if study.causes[0].name.in_(words.language) in line)
    for figure in (chief.daily_before, chief.daily_after, chief.users_before, chief.users_after):
        assert words.rate(figure) in line
    left = comparison.total.change - sum(
        part.change for part in comparison.causes if part.trend.is_change and part.id
    )
    assert words.signed(left) in rest
    assert words.signed(comparison.total.change) in rest


def test_two_periods_are_said_with_their_working_days_and_signed_changes():
    study = a_study()
    comparison = compare(study, periods_around_onset(study))
    part = next(part for part in comparison.causes if part.id == "C1")

    assert f"+{part.change}" in part_line(part, "Atlas", EN)
    assert "×" in ratio_line(part, ES)
    assert "working days" in comparison_line(comparison, EN)
    assert "días hábiles" in comparison_line(comparison, ES)
    total = replace(comparison.total, after=comparison.total.before)
    assert comparison_line(replace(comparison, total=total), EN).endswith(": as many.")

"""A rise is told by a ratio only where there was enough before to divide by."""

import re
from dataclasses import replace
from datetime import date

import pytest

from supportlens.domain import Change, ChangeMatch, Firmness, ScopeClaim, Shape, UserRates, classify_ratio
from supportlens.i18n import LANGUAGES, onset_line, rates_line, rise_after_line, scope_line, words_for
from supportlens.i18n.amounts import ratio_phrase
from supportlens.report.content.figures import choose_figures
from supportlens.statistics import rate_ratio
from tests.builders import a_cause, a_study

SINCE, SPAN, REST = 183.0, 30.0, 300.0


def counted(before, since=SINCE):
    return rate_ratio(since, SPAN, before, REST)


@pytest.mark.parametrize("since", [1, 2, 5, 20, 200, 20_000])
def test_nothing_before_is_told_from_something_before_by_the_interval_alone(since):
    assert classify_ratio(*counted(0, since)) is Firmness.NONE_BEFORE
    for before in (1, 2, 3, 10, 1_000):
        assert classify_ratio(*counted(before, since)) is not Firmness.NONE_BEFORE


@pytest.mark.parametrize(
    ("before", "since", "told"),
    [
        (1, 183, Firmness.AT_LEAST),
        (2, 183, Firmness.AT_LEAST),
        (8, 183, Firmness.FIRM),
        (60, 0, Firmness.AT_MOST),
        (1, 1, Firmness.LOOSE),
    ],
)
def test_few_tickets_leave_one_end_of_the_interval_or_none(before, since, told):
    assert classify_ratio(*counted(before, since)) is told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("before", [0, 1, 2])
def test_no_ratio_of_thousands_is_told_where_next_to_nothing_was_before(language, before):
    words = words_for(language)
    ratio, low, high = counted(before)
    match = ChangeMatch(Change(date(2026, 3, 15), "Lumen 4.0"), 1, 0.01, same_scope=True)
    rated = replace(match, rate_ratio=ratio, rate_low=low, rate_high=high)
    told = [ratio_phrase(ratio, low, high, words), rise_after_line(rated, words)]
    for text in told:
        figures = [
            float(each.replace(",", "").replace("\N{NO-BREAK SPACE}", ""))
            for each in re.findall(r"×([\d,\s]+)", text)
        ]
        assert all(figure <= low + 1 for figure in figures), text
        assert words.number(high) not in text


def a_start(before):
    cause = a_cause()
    ratio, low, high = counted(before)
    onset = replace(
        cause.onset,
        rate_ratio=ratio,
        rate_low=low,
        rate_high=high,
        before_per_week=7 * before / REST,
        after_per_week=7 * SINCE / SPAN,
    )
    return replace(cause, onset=onset)


def test_a_start_out_of_nothing_says_so_in_both_languages():
    assert onset_line(a_start(0), words_for("en")).endswith("; none before, 42.7 a week since.")
    assert onset_line(a_start(0), words_for("es")).endswith(
        "; antes ninguno, 42,7 por semana desde entonces."
    )


def test_a_start_out_of_almost_nothing_says_the_least_it_can_be():
    low = counted(1)[1]
    text = onset_line(a_start(1), words_for("en"))
    assert text.endswith(f"; almost none before, 42.7 a week since, at least ×{low:,.0f}.")
    assert "casi ninguno" in onset_line(a_start(1), words_for("es"))


def test_a_fall_is_told_with_two_decimals():
    assert ratio_phrase(0.704, 0.683, 0.724, words_for("en")) == "×0.7 (95% interval 0.68 to 0.72)"
    assert (
        ratio_phrase(0.95, 0.83, 1.26, words_for("es"))
        == "×0,95 (intervalo del 95\N{NO-BREAK SPACE}%: 0,83 a 1,3)"
    )


def test_a_start_from_a_level_keeps_its_ratio_and_interval():
    assert "×18 (95% interval 12 to 30)" in onset_line(a_cause(), words_for("en"))


@pytest.mark.parametrize("before", [0, 1])
def test_the_summary_shows_the_rate_where_there_is_no_ratio(before):
    words = words_for("en")
    figure = choose_figures(a_study(causes=(a_start(before),)), words)[1]
    assert figure.value == pytest.approx(7 * SINCE / SPAN)
    assert figure.caption.endswith("none before")
    spike = replace(a_start(before), onset=replace(a_start(before).onset, shape=Shape.SPIKE))
    assert choose_figures(a_study(causes=(spike,)), words)[1].caption.endswith("none at other times")


def test_a_rise_beside_more_users_is_told_for_as_many_as_before():
    onset = replace(
        a_cause().onset,
        before_per_week=2.0,
        after_per_week=12.0,
        per_user=UserRates(("Atlas",), 100.0, 200.0, 2.0, 6.0, 3.0, 2.0, 4.5),
    )
    text = rates_line(onset, words_for("en"))
    assert "Per week and hundred active users of Atlas: 2 before, 6 since." in text
    assert text.endswith("Active users: 100 before, 200 since; tickets per user: ×3 (95% interval 2 to 4.5).")
    assert "por usuario: ×3" in rates_line(onset, words_for("es"))
    once = replace(onset, per_user=replace(onset.per_user, ratio=None))
    assert rates_line(once, words_for("en")).endswith("active users of Atlas: 2 before, 6 since.")
    assert "active users" not in rates_line(replace(onset, per_user=None), words_for("en"))


def test_the_months_and_the_applications_of_a_rate_are_said_where_they_are_not_all():
    names = ("Atlas", "Portal", "Faro", "Norte")
    some = UserRates(names, 100.0, 100.0, 2.0, 6.0, first=date(2026, 3, 1), last=date(2026, 5, 31))
    onset = replace(a_cause().onset, per_user=some)
    assert "users of 4 applications, March – May 2026: 2 before" in rates_line(onset, words_for("en"))
    assert "de 4 aplicaciones, marzo – mayo 2026: 2 antes" in rates_line(onset, words_for("es"))
    two = replace(onset, per_user=replace(some, applications=names[:2], first=None, last=None))
    assert "users of Atlas and Portal: 2 before" in rates_line(two, words_for("en"))


def test_a_lift_over_next_to_nothing_is_told_by_its_lower_end():
    claim = ScopeClaim("product", "Lumen", 0.9, 0.0001, 9_000.0, 560.0, 140_000.0, 1e-9, 90, 100)
    assert "at least ×560." in scope_line(claim, words_for("en"))
    firm = replace(claim, lift=50.0, lift_low=31.0, lift_high=80.0)
    assert "×50 (95% interval 31 to 80)" in scope_line(firm, words_for("en"))


@pytest.mark.parametrize(
    ("rate", "written"), [(12.34, "12.3"), (1, "1"), (0.344, "0.34"), (0.0341, "0.034"), (0, "0")]
)
def test_a_rate_below_one_keeps_two_digits(rate, written):
    assert words_for("en").rate(rate) == written

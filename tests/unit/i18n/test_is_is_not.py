"""Where a cause is and is not, in both languages, with every figure that was counted."""

from dataclasses import replace
from datetime import date

import pytest

from supportlens.domain import Aspect, Fact, FactKind, FieldGap, FieldGapReason, ScopeClaim
from supportlens.i18n import LANGUAGES, join_segments, scope_line, verdict_sentence, words_for
from supportlens.i18n.is_is_not import (
    aspect_name,
    fact_line,
    field_gap_line,
    gap_lines,
)
from tests.builders import a_cause, a_study

PLACE = ScopeClaim(
    "product", "Atlas", 0.9, 0.01, 90.0, 40.0, 200.0, 1e-9, 360, 400, (("version", "5.2"), ("site", "Norte"))
)
FACTS = {
    FactKind.SYMPTOM: Fact(FactKind.SYMPTOM, value="S1", tickets=160, share_inside=0.4),
    FactKind.ELSE: Fact(FactKind.ELSE, value="S4", tickets=12),
    FactKind.VALUE: Fact(FactKind.VALUE, "site", "Norte", 300, 0.75, 0.2),
    FactKind.ABSENT: Fact(FactKind.ABSENT, "site", "Sur", 4, 0.01, 0.31),
    FactKind.SPREAD: Fact(FactKind.SPREAD, "role", count=3, total=7),
    FactKind.SINCE: Fact(FactKind.SINCE, first=date(2026, 5, 13), per_week=22.3),
    FactKind.THROUGHOUT: Fact(
        FactKind.THROUGHOUT, first=date(2026, 1, 5), last=date(2026, 8, 30), per_week=3.4
    ),
    FactKind.BURST: Fact(FactKind.BURST, tickets=90, first=date(2026, 5, 13), last=date(2026, 5, 15)),
    FactKind.BEFORE: Fact(FactKind.BEFORE, first=date(2026, 1, 5), last=date(2026, 5, 12), per_week=1.2),
    FactKind.AFTERWARDS: Fact(
        FactKind.AFTERWARDS, first=date(2026, 5, 16), last=date(2026, 8, 30), per_week=0.4
    ),
    FactKind.SIZE: Fact(FactKind.SIZE, tickets=400, share_inside=0.4),
    FactKind.PEOPLE: Fact(FactKind.PEOPLE, count=212, total=480),
    FactKind.OTHERS: Fact(FactKind.OTHERS, count=268, total=480),
    FactKind.TREND: Fact(FactKind.TREND, per_week=23.5, before_per_week=21.25),
    FactKind.REST: Fact(FactKind.REST, per_week=19.1, before_per_week=18.7),
}


def test_a_combination_says_its_shares_counts_ratio_and_interval():
    line = scope_line(PLACE, words_for("en"))
    assert line == (
        "Atlas, version 5.2, at the site “Norte”: 90% of this cause (360 of 400 tickets) "
        "against 1% of the rest; ×90 (95% interval 40 to 200)."
    )


def test_the_verdict_names_the_shortest_combination_that_explains_most():
    study = a_study()
    chief = replace(study.causes[0], combinations=(PLACE,))
    sentence = join_segments(
        verdict_sentence(replace(study, causes=(chief, *study.causes[1:])), words_for("es"))
    )
    assert "viene de Atlas, versión 5.2, en la sede «Norte», desde" in sentence.replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_a_combination_that_leaves_out_much_of_its_place_is_not_named_in_its_stead():
    assert a_cause(combinations=(replace(PLACE, share_inside=0.7),)).where == a_cause().place
    elsewhere = replace(PLACE, field="product", value="CRM")
    assert a_cause(combinations=(elsewhere,)).where == a_cause().place
    assert a_cause(combinations=(PLACE,)).where == PLACE


def test_where_no_single_value_holds_enough_a_combination_may():
    assert a_cause(scope=(), combinations=(PLACE,)).where == PLACE
    assert a_cause(scope=(), combinations=(replace(PLACE, share_inside=0.3),)).where is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(FactKind))
def test_every_fact_says_every_figure_it_has(kind, language):
    words, fact = words_for(language), FACTS[kind]
    line = fact_line(fact, a_study(), words)
    for figure in (fact.tickets if kind not in {FactKind.VALUE, FactKind.ABSENT} else 0, fact.count):
        assert not figure or words.number(figure) in line
    for share in (fact.share_inside, fact.share_outside):
        assert share is None or words.percent(share) in line
    for weekly in (fact.per_week, fact.before_per_week):
        assert weekly is None or words.number(weekly, 1) in line
    for day in (fact.first, fact.last):
        assert day is None or words.day(day, "long") in line


def test_a_symptom_is_told_by_its_name_and_not_by_its_id():
    line = fact_line(FACTS[FactKind.SYMPTOM], a_study(), words_for("es"))
    assert a_study().symptoms[0].name.in_("es") in line
    assert "S1" not in line


def test_the_questions_of_the_table_are_named_in_both_languages():
    assert [aspect_name(aspect, words_for("es")) for aspect in Aspect] == ["Qué", "Dónde", "Cuándo", "Cuánto"]
    assert [aspect_name(aspect, words_for("en")) for aspect in Aspect] == [
        "What",
        "Where",
        "When",
        "How much",
    ]


def test_fields_that_say_nothing_are_told_together_with_the_other_gaps():
    gaps = (
        FieldGap("site", FieldGapReason.ONE_VALUE, 1, 1000),
        FieldGap("language", FieldGapReason.ONE_VALUE, 1, 900),
        FieldGap("Folio", FieldGapReason.SCATTERED, 1000, 1000),
    )
    lines = gap_lines(a_study(field_gaps=gaps), words_for("es"))
    assert len(lines) == 3
    assert "Dónde, según «Sede» y «Idioma»: cada campo tiene el mismo valor en todos los tickets." in lines
    assert field_gap_line(gaps[2:], words_for("en")) == (
        "Where, by “Folio”: so many different values that none has enough tickets."
    )

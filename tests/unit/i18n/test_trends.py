"""The headline beside a saved project: what grew since then is not called nothing."""

from dataclasses import replace
from datetime import date

import pytest

from supportlens.domain import Continuation, Name, NoVerdict, SymptomTrend, Trend, Verdict
from supportlens.i18n import join_segments, verdict_sentence, words_for
from tests.builders import a_study

MENU, TILL = Name(es="Menú", en="Menu"), Name(es="Caja", en="Till")


def headline(*trends: SymptomTrend, language: str = "en") -> str:
    continuation = Continuation(trends, date(2026, 1, 1), date(2026, 3, 31), 90, 30, by_days=True)
    verdict = Verdict(None, reason=NoVerdict.NOTHING_CHANGED)
    study = replace(a_study(), verdict=verdict, continuation=continuation)
    return join_segments(verdict_sentence(study, words_for(language)))


def test_what_grew_since_the_project_was_saved_is_the_headline_where_nothing_rose_within_the_period():
    told = headline(
        SymptomTrend("S1", MENU, Trend.GROWING, 6, 21, 0.001), SymptomTrend("S2", TILL, Trend.STEADY, 9, 3)
    )

    assert "Menu" in told
    assert "than in the saved period: 21, where 2 were expected" in told
    assert "Nothing stands out" not in told
    assert "more symptom" not in told


@pytest.mark.parametrize(
    ("language", "more"), [("en", "1 more symptom grows."), ("es", "Crece 1 síntoma más.")]
)
def test_further_symptoms_that_grew_are_counted_in_both_languages(language, more):
    told = headline(
        SymptomTrend("S1", MENU, Trend.GROWING, 6, 21, 0.001),
        SymptomTrend("S2", TILL, Trend.GROWING, 3, 12, 0.002),
        language=language,
    )

    assert more in told


def test_where_no_symptom_grew_nothing_stands_out():
    assert headline(SymptomTrend("S1", MENU, Trend.STEADY, 60, 21)).startswith("Nothing stands out")

"""Certainty: a kind that no ticket puts into words is said with a doubt."""

import pytest

from supportlens.causes.verdict.judging import judge_causes
from supportlens.domain import Certainty, CertaintyReason, Doubt, Kind, ScopeClaim, Signal
from tests.builders import a_cause, a_study

PLACE = Signal("one_site", Kind.CONFIGURATION, 1.0, value=95.0, tickets=90)
WORDS = Signal("only_here", Kind.CONFIGURATION, 1.5, 0.4, 0.0, None, 36)


@pytest.mark.parametrize(("field", "is_told"), [("site", False), ("product", True)])
def test_coming_from_one_site_contradicts_nothing_that_is_said_to_come_from_there(field, is_told):
    claim = ScopeClaim(field, "Rosario", 0.99, 0.3, 3.4, 3.0, 3.7, 0.001, 196, 197)
    cause = a_cause(kind=Kind.OUTAGE, scope=(claim,), signals_against=(PLACE, WORDS))

    assert (PLACE in cause.contradictions) is is_told
    assert WORDS in cause.contradictions


@pytest.mark.parametrize(
    ("signals", "is_said"), [((PLACE,), False), ((PLACE, WORDS), True)], ids=["place alone", "words too"]
)
def test_a_kind_that_only_the_place_shows_is_doubted(signals, is_said):
    cause = a_cause(kind=Kind.CONFIGURATION, kind_scores={Kind.CONFIGURATION: 0.7}, signals_for=signals)

    verdict = judge_causes((cause,), a_study(causes=(cause,)).tickets, ())

    assert (Doubt.KIND_UNSAID in verdict.doubts) is not is_said
    assert (CertaintyReason.KIND_CLEAR in verdict.certain_because) is is_said
    assert verdict.certainty is (Certainty.HIGH if is_said else Certainty.MEDIUM)

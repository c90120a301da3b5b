"""What is said beside the verdict: the rise of everything, more of the same, and a second cause."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from supportlens.app.document.verdict_document import general_rise_document, verdict_document
from supportlens.causes import judge_causes
from supportlens.domain import GeneralRise, Kind, LevelChange, NoVerdict, Onset, Shape, UsualGrowth, Verdict
from supportlens.i18n import LANGUAGES, no_verdict_line, words_for
from supportlens.i18n.beside_verdict import beside_lines, everything_rose_line
from tests.builders import a_cause, a_study, some_tickets

DAY = date(2026, 3, 2)


def onset(day=DAY, *, end=None):
    shape = Shape.STEP if end is None else Shape.SPIKE
    return Onset(day, day, day, shape, 2.3, 2.0, 2.6, 100.0, 230.0, end=end)


def everything(*causes, explained=0.0, end=None):
    return GeneralRise(onset(end=end), 2_900.0, 1_000, causes, explained)


GUAYAS = UsualGrowth("site", "Guayas", onset(), 500, 480.0, is_new=True)


def without_cause(**more):
    verdict = Verdict(None, reason=NoVerdict.EVERYTHING_ROSE, general=everything(), **more)
    return a_study(causes=(), verdict=verdict)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            (
                "Since 2 Mar there have been 2.3 times as many tickets: 2,900 more",
                "ask what brought more people",
            ),
        ),
        (
            "es",
            ("Desde el 2 mar los tickets se han multiplicado por 2,3: 2", "averigüe qué trajo a más gente"),
        ),
    ],
)
def test_where_everything_rose_alike_that_is_the_verdict(language, said):
    line = no_verdict_line(without_cause(), words_for(language))
    assert all(part in line for part in said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("before", "is_known"), [(18, False), (30, True)])
def test_a_mix_is_called_the_same_only_where_enough_came_before(language, before, is_known):
    words = words_for(language)
    general = replace(everything(), before=before)
    line = everything_rose_line(general, (), words)
    assert (str(before) in line.split(":", 1)[1]) is not is_known
    verdict = Verdict(None, reason=NoVerdict.EVERYTHING_ROSE, general=general)
    document = general_rise_document(a_study(causes=(), verdict=verdict))
    assert document["mix"] == ("same" if is_known else "unknown")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_branch_with_the_usual_tickets_is_the_reason_and_is_said_once(language):
    study = without_cause(usual=(GUAYAS,))
    line = no_verdict_line(study, words_for(language))
    assert ("Guayas" in line, "500" in line) == (True, True)
    assert beside_lines(study, words_for(language)) == []


def test_more_of_the_same_is_said_beside_a_cause_where_it_is_large_another_event_and_no_tag():
    chief = a_cause("C1", onset=onset())
    later = onset(DAY + timedelta(days=40))
    grown = replace(GUAYAS, is_new=False, onset=later)

    def said(*usual):
        verdict = replace(a_study().verdict, cause_id="C1", usual=usual)
        return beside_lines(a_study(causes=(chief,), verdict=verdict), words_for("en"))

    (line,) = said(grown, replace(grown, field="label"))
    assert "Guayas" in line
    others = [replace(grown, value=name, excess=400.0 - n) for n, name in enumerate(("Norte", "Sur", "Este"))]
    assert [name in "".join(said(*others)) for name in ("Norte", "Sur", "Este")] == [True, True, False]
    for unsaid in ({"onset": onset()}, {"excess": 1.0}, {"field": "tags"}, {"is_new": True}):
        assert said(replace(grown, **unsaid)) == []


def test_a_general_rise_that_its_cause_explains_is_not_said():
    chief = a_cause("C1")
    verdict = replace(a_study().verdict, cause_id="C1", general=everything("C1", explained=2_800.0))
    assert beside_lines(a_study(causes=(chief,), verdict=verdict), words_for("en")) == []


def test_a_general_rise_wider_than_its_cause_is_said_with_what_no_cause_holds():
    verdict = replace(a_study().verdict, cause_id="C1", general=everything("C1", explained=1_000.0))
    study = a_study(causes=(a_cause("C1"),), verdict=verdict)
    (line,) = beside_lines(study, words_for("en"))
    assert "2,900 more than before. 1,900 of them belong to no cause" in line
    document = verdict_document(study, words_for("en"))
    assert document["beside"] == [line]
    assert (document["general"]["excess"], document["general"]["explained"]) == (2900.0, 1000.0)


@pytest.mark.parametrize(("explained", "all_of_it"), [(1_000.0, True), (2_200.0, False)])
def test_everything_is_said_to_have_risen_where_most_of_the_rise_belongs_to_no_cause(explained, all_of_it):
    verdict = replace(a_study().verdict, cause_id="C1", general=everything("C1", explained=explained))
    (line,) = beside_lines(a_study(causes=(a_cause("C1"),), verdict=verdict), words_for("en"))
    assert ("Everything rose" in line) is all_of_it


def test_a_second_cause_of_another_day_is_said_and_a_small_one_is_not():
    chief = a_cause("C1", onset=onset(), tickets=400)
    second = a_cause("C2", onset=onset(DAY + timedelta(days=40)), tickets=200)
    small = a_cause("C3", onset=onset(DAY + timedelta(days=60)), tickets=50)
    verdict = replace(a_study().verdict, cause_id="C1")
    lines = beside_lines(a_study(causes=(chief, second, small), verdict=verdict), words_for("en"))
    assert len(lines) == 1
    assert "Another cause, since 11 Apr" in lines[0]
    together = replace(second, onset=onset(DAY + timedelta(days=3)))
    assert beside_lines(a_study(causes=(chief, together), verdict=verdict), words_for("en")) == []


def test_a_day_of_outage_is_said_beside_a_cause_that_goes_on_however_large_and_other_small_spikes_are_not():
    chief = a_cause("C1", onset=onset(), tickets=400)
    day = DAY + timedelta(days=40)
    outage = a_cause("C2", onset=onset(day, end=day), tickets=60, kind=Kind.OUTAGE)
    verdict = replace(a_study().verdict, cause_id="C1")

    def said(*others):
        return beside_lines(a_study(causes=(chief, *others), verdict=verdict), words_for("en"))

    (line,) = said(outage)
    assert "11 Apr" in line
    assert len(said(outage, a_cause("C3", onset=onset(DAY + timedelta(days=20)), tickets=200))) == 2
    assert said(replace(outage, kind=Kind.BILLING)) == []
    assert said(replace(outage, tickets=20)) == []
    assert said(replace(outage, onset=onset(day, end=day + timedelta(days=30)))) == []


def test_a_log_without_a_cause_in_which_everything_rose_is_judged_as_that():
    tickets = some_tickets()
    judged = judge_causes((), tickets, (), general=everything())
    assert judged.reason is NoVerdict.EVERYTHING_ROSE
    assert judge_causes((), tickets, ()).reason is NoVerdict.NOTHING_CHANGED


def test_a_larger_rise_later_on_is_said_and_a_smaller_one_or_a_fall_is_not():
    later = DAY + timedelta(days=30)

    def said(before, after):
        level = LevelChange(later, later, later, after / before, 1.5, 9.0, before, after)
        began = replace(onset(), before_per_week=20.0, levels=(level,))
        verdict = replace(a_study().verdict, cause_id="C1")
        study = a_study(causes=(a_cause("C1", onset=began),), verdict=verdict)
        return beside_lines(study, words_for("en"))

    (line,) = said(100.0, 400.0)
    assert "It rose again, and by more, about 1 Apr: from 100 a week to 400." in line
    assert said(100.0, 150.0) == []
    assert said(100.0, 20.0) == []


def test_what_has_been_over_for_more_than_a_year_is_no_verdict_and_is_said():
    tickets = some_tickets()
    last = tickets.last_date
    assert last is not None

    def judged(days):
        end = last - timedelta(days=days)
        cause = a_cause("C1", tickets=400, onset=onset(end - timedelta(days=3), end=end))
        verdict = judge_causes((cause,), tickets, ())
        return a_study(causes=(cause,), verdict=verdict, tickets=tickets)

    assert judged(300).verdict.cause_id == "C1"
    study = judged(400)
    assert (study.verdict.cause_id, study.verdict.reason) == (None, NoVerdict.LONG_OVER)
    line = no_verdict_line(study, words_for("en"))
    assert line.startswith(
        "Nothing stands out now: what rose in this log has been over for more than a year."
    )
    assert "Earlier, from" in line
    common = a_cause("C2", tickets=900, onset=None)
    assert judge_causes((*study.causes, common), tickets, ()).runners_up == ("C2", "C1")
    lasting = a_cause("C2", onset=onset(last - timedelta(days=700)))
    assert judge_causes((lasting,), tickets, ()).cause_id == "C2"

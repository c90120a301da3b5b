from dataclasses import replace
from datetime import date

import pytest

from supportlens.app import compare
from supportlens.cli.printing import verdict_text
from supportlens.domain import (
    ActionSource,
    CertaintyReason,
    EffectGap,
    Impact,
    Kind,
    MeasuredAction,
    NoVerdict,
    Rejection,
    TakenAction,
    TakenKind,
    Verdict,
)
from supportlens.i18n import words_for
from tests.builders import a_study, periods_around_onset


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_no_line_is_wider_than_the_console(width):
    text = verdict_text(a_study(), words_for("es"), width)
    assert max(map(len, text.splitlines())) <= max(width, 50)


def test_the_verdict_comes_with_reasons_action_doubts_questions_runners_up_and_gaps():
    text = verdict_text(a_study(), words_for("en"), 80)
    titles = (
        "WHY WE SAY SO",
        "WHAT TO DO",
        "EVIDENCE AGAINST IT",
        "QUESTIONS TO ASK NOW",
        "OTHER CAUSES",
        "WHAT THIS LOG CANNOT TELL",
    )
    places = [text.index(title) for title in titles]
    assert places == sorted(places)
    assert "400 of 1,000" in text
    assert "Contraseñas y bloqueos (240; access)" in text


@pytest.mark.parametrize(("source", "is_said"), [(ActionSource.FILE, True), (ActionSource.CALENDAR, False)])
def test_an_action_on_the_list_that_is_about_no_cause_is_not_passed_over(source, is_said):
    webinar = TakenAction(TakenKind.TRAINING, "Webinar", date(2026, 6, 20), source=source)
    study = replace(a_study(), measured=(MeasuredAction("T1", webinar, gap=EffectGap.NO_CAUSE),))
    said = " ".join(verdict_text(study, words_for("en"), 90).split())
    assert (
        "“Webinar”, 20 Jun 2026: no cause of this log is what it is about: give the cause" in said
    ) is is_said


def test_two_periods_are_told_where_the_log_is_long_enough_for_them():
    study = a_study()
    text = verdict_text(study, words_for("en"), 90, comparison=compare(study, periods_around_onset(study)))
    said = " ".join(text[text.index("TWO PERIODS") :].split())
    assert (
        "• Growing: “Atlas: no encuentro el menú”: 9 tickets, then 391 (+382); 0.069 per working day" in said
    )
    assert "Everything else: " in said
    assert "TWO PERIODS" not in verdict_text(study, words_for("en"), 90)


def test_without_a_verdict_the_most_frequent_reasons_are_named():
    study = a_study(verdict=Verdict(None, reason=NoVerdict.NOTHING_CHANGED))
    text = verdict_text(study, words_for("en"), 80)
    assert "Nothing stands out" in text
    assert "THE MOST FREQUENT REASONS" in text
    assert "WHAT TO DO" not in text


def test_certainty_cost_and_the_start_of_the_runners_up_are_said():
    study = a_study()
    impact = Impact(
        hours=12.0, hours_share=0.1, detectable_from=date(2026, 5, 20), tickets_since_detectable=300
    )
    risen = replace(study.causes[1], onset=study.causes[0].onset)
    causes = (replace(study.causes[0], impact=impact), risen, *study.causes[2:])
    verdict = replace(study.verdict, certain_because=(CertaintyReason.DATED,))
    text = verdict_text(replace(study, causes=causes, verdict=verdict), words_for("en"), 90)
    assert "WHY THIS IS CERTAIN\n  • The start is known to within a few days." in text
    assert "It was detectable from 20 May 2026" in text
    assert "Contraseñas y bloqueos (240; access; since 15 May 2026)" in text


def test_why_a_kind_is_unclear_is_said():
    study = a_study()
    mixed = {Kind.DEFECT: 2.0, Kind.DATA: 1.9}
    chief = replace(study.causes[0], kind=Kind.UNCLEAR, kind_scores=mixed)
    text = verdict_text(replace(study, causes=(chief, *study.causes[1:])), words_for("en"), 90)
    assert "Two kinds are about equally likely: Defect (2) and Data (1.9)." in text


def test_a_file_without_tickets_is_said_to_be_left_out_and_not_to_be_the_log():
    study = a_study()
    picture = replace(
        study.tickets.files[0], path="foto.jpg", rows_read=0, rejections=(Rejection(0, "NotATable"),)
    )
    tickets = replace(study.tickets, files=(picture, *study.tickets.files))
    text = " ".join(verdict_text(replace(study, tickets=tickets), words_for("en"), 90).split())
    assert not text.startswith("foto.jpg")
    assert "“foto.jpg” was left out: no tickets were found in it." in text


def test_a_workbook_with_one_sheet_of_tickets_is_not_said_to_be_left_out():
    study = a_study()
    log = replace(study.tickets.files[0], rows_read=1_000)
    beside = replace(
        log, sheet="Resumen", rows_read=0, rows_aside=2, rejections=(Rejection(0, "NoTextColumn"),)
    )
    tickets = replace(study.tickets, files=(log, beside))
    text = verdict_text(replace(study, tickets=tickets), words_for("en"), 90)
    assert text.startswith(log.path.rpartition("/")[2])
    assert "was left out" not in text

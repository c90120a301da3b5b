"""Masked reports name nobody, whoever answered and whatever was said."""

from datetime import date

from supportlens.app import answer
from supportlens.domain import Answer, Question, Reply
from supportlens.i18n import words_for
from supportlens.report.masking.masked_findings import mask_findings
from supportlens.report.masking.masker import Masker
from supportlens.resources import load_playbook
from tests.builders import a_study


def test_who_answered_and_the_addresses_in_an_answer_are_masked_wherever_they_stand():
    said = Answer(
        "C1",
        Question.WHO_WAS_TOLD,
        Reply.NO,
        "pregunten a rosa.mena@example.com",
        date(2026, 9, 1),
        "Rosa Mena",
    )
    study = answer(a_study(playbook=load_playbook()), [said])

    masked = mask_findings(study, Masker(study, words_for("es")))

    shown = repr(masked.causes)
    assert "Rosa Mena" in repr(study.causes)
    assert "Rosa Mena" not in shown
    assert "example.com" not in shown
    assert masked.cause("C1").signals_for[0].answer.reply is Reply.NO

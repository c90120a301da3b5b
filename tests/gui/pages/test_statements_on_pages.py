"""What a person says on a page moves the kind and the verdict, says why, and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel

from supportlens.app import add_answer, make_action
from supportlens.app.standing.drafting import draft_of_cause
from supportlens.app.statements.kind_corrections import CorrectionMemory
from supportlens.domain import (
    Answer,
    CareRules,
    CodeCorrection,
    Kind,
    Name,
    OccurrenceNote,
    Pilot,
    PilotCall,
    Question,
    Reply,
    TakenKind,
    TeamMember,
)
from supportlens.gui.main_window import MainWindow, OpenedStudy
from supportlens.gui.pages.base.statements import (
    ActionTaking,
    AnswerWithdrawal,
    CareChange,
    CauseDismissal,
    CauseName,
    CodesChange,
    KindChoice,
    MomentChange,
    OccurrenceChange,
    PilotChange,
    SymptomName,
    TeamChange,
)
from supportlens.gui.pages.cards.questions_card import QuestionForm, QuestionsCard
from supportlens.gui.pages.causes.cause_detail import CauseDetail
from supportlens.gui.pages.causes.kind_card import KindCard
from supportlens.gui.settings import Settings
from supportlens.gui.theme import LIGHT, Theme
from supportlens.gui.widgets.controls.link import Link
from supportlens.i18n import words_for
from supportlens.resources import load_playbook
from supportlens.store.values.writing import ValueWriter
from tests.builders import a_cause, a_study

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study
    from supportlens.gui.pages.base.statements import Statement

BROKEN = Answer("C1", Question.WORKS_AS_DESIGNED, Reply.NO, "Falla", date(2026, 9, 1), "Ana Ruiz")
ES = words_for("es")


@pytest.fixture(scope="module")
def study() -> Study:
    return a_study(playbook=load_playbook())


def shown(widget: QWidget) -> str:
    return "\n".join(label.accessibleName() for label in widget.findChildren(QLabel))


def a_window(qtbot: QtBot, study: Study) -> MainWindow:
    settings = Settings()
    settings.language = "es"
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.take(OpenedStudy(study, (Path("caso_40.csv"),)))
    return window


def test_nothing_more_is_asked_before_an_answer_is_pressed(qtbot: QtBot) -> None:
    form = QuestionForm(Question.WHAT_CHANGED, a_cause(), ES, Theme(LIGHT))
    qtbot.addWidget(form)
    assert form.details.isHidden()
    qtbot.mouseClick(form.choice.group.button(0), Qt.MouseButton.LeftButton)
    assert not form.details.isHidden()


def test_a_kept_answer_has_what_was_said_by_whom_and_when(qtbot: QtBot) -> None:
    form = QuestionForm(Question.WHAT_CHANGED, a_cause(), ES, Theme(LIGHT))
    qtbot.addWidget(form)
    form.choice.group.button(0).click()
    assert form.text.text() == "Actualización 5.2"  # the change that coincides needs only to be confirmed
    form.who.setText("Ana Ruiz")
    form.day.show_day(date(2026, 9, 1))
    with qtbot.waitSignal(form.stated) as told:
        form.kept.click()
    when = a_cause().change.change.day
    expected = Answer(
        "C1", Question.WHAT_CHANGED, Reply.YES, "Actualización 5.2", date(2026, 9, 1), "Ana Ruiz", when
    )
    assert told.args == [expected]


def test_a_day_that_is_not_known_stays_open(qtbot: QtBot) -> None:
    form = QuestionForm(Question.SINCE_WHEN, a_cause(), ES, Theme(LIGHT))
    qtbot.addWidget(form)
    form.reply("yes")
    with qtbot.waitSignal(form.stated) as told:
        form.keep()
    assert told.args[0].about is None
    assert told.args[0].day is not None  # it was said today


def test_an_answer_can_be_changed_and_taken_back(qtbot: QtBot, study: Study) -> None:
    answered = add_answer(study, BROKEN)
    card = QuestionsCard(answered.cause("C1"), answered, ES, Theme(LIGHT))
    qtbot.addWidget(card)
    links = {link.accessibleName(): link for link in card.findChildren(Link)}
    with qtbot.waitSignal(card.stated) as told:
        links["Retirar"].click()
    assert told.args == [AnswerWithdrawal(BROKEN)]
    links["Cambiar la respuesta"].click()
    form = next(form for form in card.findChildren(QuestionForm) if form.question is BROKEN.question)
    assert (form.text.text(), form.who.text(), form.day.day) == ("Falla", "Ana Ruiz", BROKEN.day)


def test_the_window_says_what_moved_and_why_and_takes_it_back(qtbot: QtBot, study: Study) -> None:
    window = a_window(qtbot, study)
    window.page.statement_wanted.emit(BROKEN)
    qtbot.waitUntil(lambda: bool(window.study.answers), timeout=20_000)
    assert window.study.main_cause.kind is Kind.DEFECT
    said = shown(window.page)
    assert "El tipo pasó de «Falta de capacitación» a «Falla»" in said
    assert "Ana Ruiz dijo «No, no funciona así» el 1 sept 2026" in said
    window.findChild(QAction, "undo").trigger()
    assert window.study.main_cause.kind is Kind.KNOWLEDGE_GAP
    assert "El tipo pasó" not in shown(window.page)
    window.findChild(QAction, "redo").trigger()
    assert window.study.answers == (BROKEN,)


def statements(study: Study) -> dict[str, Statement]:
    """Return a statement of each kind that moves no ticket; those that do are undone with their analysis."""
    moment = draft_of_cause(study, "C1", date(2026, 9, 1))
    name, ticket = Name(es="Mío", en="Mine"), str(study.tickets.frame["ticket_id"].iloc[0])
    action = make_action(study, "C1", TakenKind.TRAINING, "Taller", date(2026, 7, 1), "Ana")
    return {
        "answer": BROKEN,
        "kind": KindChoice("C1", Kind.DEFECT),
        "name of a cause": CauseName("C1", name),
        "name of a symptom": SymptomName(study.symptoms[0].id, name),
        "moment": MomentChange(moment),
        "team": TeamChange((TeamMember("Ana"),)),
        "note of a contact": OccurrenceChange(OccurrenceNote(ticket, action="Se le llamó")),
        "action": ActionTaking(action),
        "pilot": PilotChange(Pilot("P1", date(2026, 9, 1), (PilotCall("Ana"),))),
        "window of customers": CareChange(replace(CareRules(), window_days=182)),
        "codes": CodesChange((CodeCorrection("complaint", holds=True, ticket_id=ticket),)),
        "no cause": CauseDismissal("C1", dismissed=True, why="Es la temporada"),
    }


STATED = [
    "answer",
    "kind",
    "name of a cause",
    "name of a symptom",
    "moment",
    "team",
    "note of a contact",
    "action",
    "pilot",
    "window of customers",
    "codes",
    "no cause",
]


def written(study: Study) -> bytes:
    """Return all that a project keeps of a study."""
    return ValueWriter(lambda _key, _content: None).write(study).content


@pytest.mark.parametrize("kind", STATED)
def test_what_was_said_is_undone_whole_and_done_again_whole(qtbot: QtBot, study: Study, kind: str) -> None:
    window = a_window(qtbot, study)
    before = written(window.study)
    with qtbot.waitSignal(window._statement_runner.judged, timeout=60_000):
        window._statement_runner.take(statements(study)[kind])
    after = written(window.study)
    assert after != before
    for _ in range(2):
        window.perform("undo")
        assert written(window.study) == before
        window.perform("redo")
        assert written(window.study) == after


def test_statements_that_come_at_once_are_all_kept_in_their_order(qtbot: QtBot, study: Study) -> None:
    window = a_window(qtbot, study)
    told = replace(BROKEN, question=Question.WHO_WAS_TOLD)
    window.page.statement_wanted.emit(BROKEN)
    window.page.statement_wanted.emit(told)
    qtbot.waitUntil(lambda: len(window.study.answers) == 2, timeout=20_000)
    assert window.study.answers == (BROKEN, told)


def test_the_cause_that_was_open_stays_open(qtbot: QtBot, study: Study) -> None:
    window = a_window(qtbot, study)
    window.show_page("causes/C3")
    window.page.statement_wanted.emit(replace(BROKEN, cause_id="C3"))
    qtbot.waitUntil(lambda: bool(window.study.answers), timeout=20_000)
    assert (window.shown, window.page.memory()) == ("causes", "C3")


def test_a_corrected_kind_is_shown_kept_for_the_next_analysis_and_given_up(
    qtbot: QtBot, study: Study
) -> None:
    window = a_window(qtbot, study)
    window.page.statement_wanted.emit(KindChoice("C1", Kind.DEFECT))
    qtbot.waitUntil(lambda: window.study.main_cause.inferred_kind is not None, timeout=20_000)
    kept = CorrectionMemory(window.settings.corrections)
    assert [(each.told, each.corrected) for each in kept.all()] == [(Kind.KNOWLEDGE_GAP, Kind.DEFECT)]
    window.show_page("causes/C1")
    said = shown(window.page)
    assert "Una persona eligió este tipo: Falla." in said
    assert "pesa" in said
    window.page.statement_wanted.emit(KindChoice("C1", None))
    qtbot.waitUntil(lambda: window.study.main_cause.inferred_kind is None, timeout=20_000)
    assert kept.all() == ()


def test_choosing_a_kind_says_it_and_choosing_the_same_says_nothing(qtbot: QtBot, study: Study) -> None:
    card = KindCard(study.cause("C1"), study, ES, Theme(LIGHT))
    qtbot.addWidget(card)
    with qtbot.assertNotEmitted(card.stated):
        card.chosen.click()
    card.kinds.choose(Kind.DATA)
    with qtbot.waitSignal(card.stated) as told:
        card.chosen.click()
    assert told.args == [KindChoice("C1", Kind.DATA)]


def test_the_weight_of_every_signal_and_the_points_of_every_kind_are_seen(qtbot: QtBot, study: Study) -> None:
    detail = CauseDetail(study.cause("C1"), study, words_for("en"), Theme(LIGHT))
    list(detail.build())
    qtbot.addWidget(detail)
    card = detail.findChild(KindCard)
    assert "(weight 2)" in shown(card)
    points = [link.accessibleName() for link in card.findChildren(Link)]
    assert points == ["Knowledge gap: 4.8 points", "Defect: 0.4 points", "Access: 0.2 points"]


def typed(window: MainWindow, question: Question) -> QuestionForm:
    return next(form for form in window.page.findChildren(QuestionForm) if form.question is question)


def test_what_was_typed_and_not_kept_outlives_a_change_of_language_and_another_answer(
    qtbot: QtBot, study: Study
) -> None:
    window = a_window(qtbot, study)
    form = typed(window, Question.WHO_WAS_TOLD)
    form.choice.group.button(0).click()
    qtbot.keyClicks(form.text, "Solo a ventas")
    window.set_language("en")
    assert typed(window, Question.WHO_WAS_TOLD).text.text() == "Solo a ventas"
    window.page.statement_wanted.emit(CauseName("C2", Name(es="Portal", en="Portal")))
    qtbot.waitUntil(lambda: bool(window.study.given_names), timeout=20_000)
    form = typed(window, Question.WHO_WAS_TOLD)
    assert (form.text.text(), form.details.isHidden()) == ("Solo a ventas", False)
    form.keep()
    qtbot.waitUntil(lambda: bool(window.study.answers), timeout=20_000)
    assert window.study.answers[0].text == "Solo a ventas"
    window.take(OpenedStudy(study, (Path("otra.csv"),)))
    assert typed(window, Question.WHO_WAS_TOLD).text.text() == ""

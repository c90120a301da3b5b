"""The page of the plan: a document for each action."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea

from supportlens.app.document.plan_document import action_document
from supportlens.domain import (
    ActionType,
    GoodExample,
    MaterialKind,
    NoVerdict,
    Practice,
    ServiceTraining,
    ServiceValue,
    TicketQuery,
    TrainingAction,
    Untaught,
    UntaughtCause,
    Verdict,
)
from supportlens.gui.pages.plan.plan_page import PlanPage
from supportlens.gui.widgets.charts.share_bar import ShareBar
from supportlens.i18n import words_for
from tests.builders import a_study
from tests.gui.shown_pages import list_links, list_texts, show_page
from tests.pdf_texts import copied_text

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from supportlens.domain import Study


@pytest.fixture(scope="module")
def study() -> Study:
    return a_study()


def a_fix(study: Study) -> TrainingAction:
    """A defect to be mended, in the place of the training."""
    return replace(
        study.plan[0], id="A2", cause_id="C3", type=ActionType.FIX, minutes=0, product="", change=""
    )


@pytest.fixture
def page(qtbot: QtBot, study: Study) -> PlanPage:
    return a_page(qtbot, study)


def a_page(qtbot: QtBot, study: Study, language: str = "es") -> PlanPage:
    return show_page(qtbot, PlanPage, study, language)


def test_the_plan_says_what_for_whom_how_long_and_how_it_is_checked(page: PlanPage) -> None:
    texts = list_texts(page)
    for expected in (
        "Capacitación: Atlas",
        "A partir de: Actualización 5.2",
        "40",
        "212",
        "22,3 \N{RIGHTWARDS ARROW} 4,5",
        "Para quiénes \N{MIDDLE DOT} por área o puesto",
        "encontrar el menú de facturas (Menú > Ventas > Facturas)",
        "«No encuentro el menú de facturas desde la actualización»",
        "Se le explicó la nueva ruta: Menú > Ventas > Facturas",
        "Meta: 4,5 tickets por semana o menos.",
        "Pide 141 horas a 214 personas y se recupera en 47 semanas.",
        "Meta: de 22,3 tickets por semana a 4,5 o menos, a más tardar el 1 oct 2026.",
        "Sesión de 40 minutos, en 18 grupos de hasta 12",
        "Fecha: 1 de septiembre de 2026: antes del siguiente miércoles, el día con más tickets.",
        "Quién la imparte: Por designar: nadie contestó lo suficiente.",
        "Pueden ser los siguientes: Persona 188, Persona 189",
    ):
        assert expected in texts
    assert [text for text in texts if text.endswith("días")] == ["7 días", "30 días", "60 días", "90 días"]


def test_bars_are_as_long_as_their_group_has_people(page: PlanPage) -> None:
    shares = [bar._share for bar in page.findChildren(ShareBar)]
    assert shares == [1.0, 72 / 90, 50 / 90]


def test_every_number_of_tickets_opens_them(page: PlanPage, qtbot: QtBot) -> None:
    expected = {
        "Ventas: 160 tickets 90 personas": TicketQuery(cause_id="C1", field="role", value="Ventas"),
        "130 tickets": TicketQuery(cause_id="C1", symptom_id="S2"),
    }
    found = list_links(page)
    for name, query in expected.items():
        with qtbot.waitSignal(page.tickets_wanted) as wanted:
            qtbot.mouseClick(found[name], Qt.MouseButton.LeftButton)
        assert wanted.args == [query]


def test_a_defect_is_mended_and_not_taught(qtbot: QtBot, study: Study) -> None:
    page = a_page(qtbot, replace(study, plan=(a_fix(study),)), "en")
    texts = list_texts(page)
    assert "Fix: Impresora del piso 3" in texts
    assert "What needs solving" in texts
    assert "Who is affected \N{MIDDLE DOT} by area or role" in texts
    assert "Close it, or find out what remains." in texts
    assert not [text for text in texts if "minutes" in text or text.startswith("solve ")]


def test_with_several_actions_one_is_chosen(qtbot: QtBot, study: Study) -> None:
    page = a_page(qtbot, replace(study, plan=(*study.plan, a_fix(study))), "en")
    buttons = [button for button in page.findChildren(QPushButton) if button.isCheckable()]
    assert [button.text() for button in buttons] == ["Training: Atlas", "Fix: Impresora del piso 3"]
    qtbot.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert page.memory() == "A2"
    assert "What needs solving" in list_texts(page)
    assert buttons[1].isChecked()


def test_an_action_is_found_by_its_cause(qtbot: QtBot, study: Study) -> None:
    page = a_page(qtbot, replace(study, plan=(*study.plan, a_fix(study))))
    page.recall("C3")
    assert page.memory() == "A2"
    page.recall("A1")
    assert page.memory() == "A1"


def test_people_who_answer_are_coached(qtbot: QtBot, study: Study) -> None:
    coaching = replace(study.plan[0], type=ActionType.COACH_SERVICE, family="service")
    texts = list_texts(a_page(qtbot, replace(study, plan=(coaching,)), "en"))
    assert "212 people answer it." in texts
    assert "Answers most: Persona 001, Persona 002" in texts
    assert "What customers complain about" in texts
    assert not any(text.startswith(("Asked most", "May be next", "It asks")) for text in texts)


def test_without_a_plan_the_page_says_why_and_leads_on(qtbot: QtBot, study: Study) -> None:
    nothing = Verdict(None, None, NoVerdict.NOTHING_CHANGED)
    page = a_page(qtbot, replace(study, plan=(), verdict=nothing), "en")
    assert any(text.startswith("Nothing stands out") for text in list_texts(page))
    (button,) = page.findChildren(QPushButton)
    with qtbot.waitSignal(page.page_wanted) as wanted:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wanted.args == ["causes"]


def test_without_people_and_answers_nothing_is_invented(qtbot: QtBot, study: Study) -> None:
    topics = tuple(replace(topic, answer="", questions=()) for topic in study.plan[0].syllabus)
    bare = replace(study.plan[0], people=None, audience=(), change="", syllabus=topics, review_days=())
    texts = list_texts(a_page(qtbot, replace(study, plan=(bare,)), "en"))
    assert "people" not in texts
    assert "The answer that worked" not in texts
    assert not any(text.startswith("For whom") for text in texts)
    assert any(text.startswith("No ticket says how") for text in texts)


def test_nobody_is_asked_how_a_complaint_is_done(qtbot: QtBot, study: Study) -> None:
    topics = tuple(replace(topic, answer="") for topic in study.plan[0].syllabus)
    serving = replace(study.plan[0], family="service", type=ActionType.COACH_SERVICE, syllabus=topics)
    texts = list_texts(a_page(qtbot, replace(study, plan=(serving,)), "en"))
    assert any(text == "What customers complain about" for text in texts)
    assert not any(text.startswith("No ticket says how") for text in texts)
    document = action_document(serving, study, words_for("en"))
    assert {topic["remark"] for topic in document["syllabus"]} == {None}


def test_nothing_is_wider_than_a_small_window(page: PlanPage) -> None:
    page.resize(1366 - 188, 700)
    area = page.findChild(QScrollArea)
    assert area is not None
    assert area.horizontalScrollBar().maximum() == 0


def test_an_action_after_no_change_has_no_line_above_its_title(qtbot: QtBot, study: Study) -> None:
    page = a_page(qtbot, replace(study, plan=(a_fix(study),)))
    above = [label for label in page.sheet.findChildren(QLabel) if label.property("role") == "eyebrow"]
    assert above == []


def test_a_plan_without_training_is_not_headed_as_one(qtbot: QtBot, study: Study) -> None:
    texts = list_texts(a_page(qtbot, replace(study, plan=(a_fix(study),)), "en"))
    assert texts[0] == "What to do"
    assert not any("training plan" in text.lower() for text in texts)


def test_a_cause_that_is_not_worth_it_has_its_line_and_what_to_do_instead(qtbot: QtBot, study: Study) -> None:
    few = Untaught.FEW_TICKETS
    small = UntaughtCause("C4", few, 0.4, 9, answer="Menu > Invoices", answer_ticket_ids=("T-1",))
    page = a_page(qtbot, replace(study, untaught=(small,)), "en")
    texts = list_texts(page)
    assert "0.4 tickets a week, below the floor of 1.5." in texts
    assert "Keep the answer at hand: “Menu > Invoices” (tickets T-1)." in texts
    assert any(text.startswith("A cause gets a training from 1.5 tickets a week, 4 people") for text in texts)
    with qtbot.waitSignal(page.tickets_wanted) as wanted:
        qtbot.mouseClick(list_links(page)["Factura con importe mayor"], Qt.MouseButton.LeftButton)
    assert wanted.args == [TicketQuery(cause_id="C4")]


def test_what_is_practised_with_those_who_serve_stands_apart(qtbot: QtBot, study: Study) -> None:
    practice = Practice("b-2", ServiceValue.TRANSPARENCY, 9, 0.09, ("T-1", "T-2"))
    example = GoodExample("Told her the date and kept it", "T-7")
    training = ServiceTraining(100, 12, 3.5, 4, (practice,), (example,), 5, ("Iris",), (), 15)
    page = a_page(qtbot, replace(study, service_training=training), "en")
    texts = list_texts(page)
    assert "12 of 100 contacts went wrong by how the person was treated." in texts
    assert "15 minutes together with 5 people who answer." in texts
    assert any(text.startswith("Transparency: Promise only what can be kept") for text in texts)
    assert "Told her the date and kept it" in texts
    with qtbot.waitSignal(page.tickets_wanted) as wanted:
        name = next(name for name in list_links(page) if name.startswith("A promise was broken"))
        qtbot.mouseClick(list_links(page)[name], Qt.MouseButton.LeftButton)
    assert wanted.args == [TicketQuery(ids=("T-1", "T-2"))]


def test_the_tickets_of_an_answer_open(page: PlanPage, qtbot: QtBot, study: Study) -> None:
    ids = study.plan[0].syllabus[0].answer_ticket_ids
    with qtbot.waitSignal(page.tickets_wanted) as wanted:
        name = f"De los tickets {', '.join(ids)}"
        qtbot.mouseClick(list_links(page)[name], Qt.MouseButton.LeftButton)
    assert wanted.args == [TicketQuery(ids=ids)]


def test_a_document_is_shown_changed_and_saved(page: PlanPage, qtbot: QtBot, tmp_path: Path) -> None:
    preview = page.preview_handout(MaterialKind.GUIDE)
    qtbot.addWidget(preview)
    assert "La nueva ruta: Menú > Ventas > Facturas" in preview.page.toPlainText()
    preview.page.append("Con gusto les ayudamos (4 de 10).")
    preview.save(tmp_path / "guia.html")
    assert "Con gusto les ayudamos (4 de 10)." in (tmp_path / "guia.html").read_text(encoding="utf-8")
    preview.save(tmp_path / "guia.pdf")
    assert "Congustolesayudamos(4de10)." in copied_text(tmp_path / "guia.pdf")
    assert preview.note.text().endswith("guia.pdf")
    preview.save(tmp_path / "guia.docx")
    assert "Con gusto les ayudamos (4 de 10)." in [
        one.text for one in Document(tmp_path / "guia.docx").paragraphs
    ]
    preview.save(tmp_path / "missing" / "guia.pdf")
    assert "guia.pdf" in preview.note.text()
    assert not preview.note.text().startswith("Se guardó")
    preview.reject()

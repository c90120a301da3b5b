"""Surveys: questions over several rows of headers, scores on their scales, and the answer in words."""

from __future__ import annotations

import csv
import io

import pytest

from tests.unit.ingest.logs import TEXTS, saved, tickets

_GRADED = ("Very satisfied", "Satisfied", "Dissatisfied", "Very dissatisfied")


def table(*rows):
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue()


def ids(*names):
    return [f'{{"ImportId":"{name}"}}' for name in names]


def answered(row, count=20):
    return [row(n) for n in range(1, count + 1)]


SURVEYS = {
    "Qualtrics, three rows, Spanish": (
        [
            ["StartDate", "IPAddress", "Progress", "ResponseId", "Q3", "Q4"],
            ["Fecha de inicio", "Dirección IP", "Progreso", "ID de respuesta",
             "En una escala de 0 a 10, ¿qué tan probable es que nos recomiende?", "¿Por qué?"],
            ids("startDate", "ipAddress", "progress", "_recordId", "QID3", "QID4_TEXT"),
            *answered(lambda n: [f"2026-05-{n:02d} 10:00:00", f"198.51.100.{n}", "100", f"R_{n}", str(n % 11),
                                 f"{TEXTS[n % 4]} {n}"]),
        ],
        {"created_at": "StartDate", "ticket_id": "ResponseId",
         "satisfaction": "Q3 En una escala de 0 a 10, ¿qué tan probable es que nos recomiende?",
         "description": "Q4 ¿Por qué?"},
    ),
    "Qualtrics, few answers": (
        [
            ["EndDate", "RecordedDate", "ResponseId", "QID7", "QID8"],
            ["End Date", "Recorded Date", "Response ID", "How satisfied are you with our help?",
             "What can we improve?"],
            ids("endDate", "recordedDate", "_recordId", "QID7", "QID8_TEXT"),
            *answered(lambda n: [f"2026-05-{n:02d} 10:00:00", f"2026-05-{n:02d} 10:05:00", f"R_{n}",
                                 _GRADED[n % 4], f"{TEXTS[n % 4]} {n}"], 4),
        ],
        {"created_at": "RecordedDate", "satisfaction": "QID7 How satisfied are you with our help?",
         "description": "QID8 What can we improve?"},
    ),
    "Qualtrics, two rows of the old format": (
        [
            ["StartDate", "EndDate", "IPAddress", "ResponseID", "Q1", "Q2_TEXT"],
            ["Start Date", "End Date", "IP Address", "Response ID", "Rate your visit from 1 to 5",
             "Tell us what happened on page 2"],
            *answered(lambda n: [f"2026-05-{n:02d} 10:00", f"2026-05-{n:02d} 10:04", f"203.0.113.{n}",
                                 f"R_{n}", str(1 + n % 5), f"{TEXTS[n % 4]} {n}"]),
        ],
        {"created_at": "StartDate", "satisfaction": "Q1 Rate your visit from 1 to 5",
         "description": "Q2_TEXT Tell us what happened on page 2"},
    ),
    "SurveyMonkey": (
        [
            ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address",
             "How would you rate our support?", "What was the problem?"],
            ["", "", "", "", "", "", "Response", "Open-Ended Response"],
            *answered(lambda n: [f"1180{n}", "441", f"05/{n:02d}/2026 10:00 AM", f"05/{n:02d}/2026 10:09 AM",
                                 f"203.0.113.{n}", f"a{n}@example.org", str(1 + n % 5),
                                 f"{TEXTS[n % 4]} {n}"]),
        ],
        {"ticket_id": "Respondent ID", "created_at": "Start Date", "requester": "Email Address",
         "satisfaction": "How would you rate our support?", "description": "What was the problem?"},
    ),
    "SurveyMonkey, Spanish, a question of several parts": (
        [
            ["ID del encuestado", "Fecha de inicio", "Dirección IP",
             "¿Qué tan satisfecho está con la atención?", "", "¿Cuál fue el problema?"],
            ["", "", "", "Con el tiempo", "Con la solución", "Respuesta abierta"],
            *answered(lambda n: [f"1180{n}", f"{n:02d}/05/2026 10:00", f"203.0.113.{n}", str(1 + n % 5),
                                 str(1 + n % 4), f"{TEXTS[n % 4]} {n}"]),
        ],
        {"created_at": "Fecha de inicio", "description": "¿Cuál fue el problema?",
         "satisfaction": "¿Qué tan satisfecho está con la atención? Con el tiempo"},
    ),
    "LimeSurvey, Spanish": (
        [
            ["ID de respuesta", "Fecha de envío", "Última página", "Lenguaje inicial", "Dirección IP",
             "¿Cómo califica el servicio recibido?", "Describa lo ocurrido"],
            *answered(lambda n: [str(n), f"2026-05-{n:02d} 10:00:00", "3", "es", f"203.0.113.{n}",
                                 f"{n % 5 + 1} estrellas", f"{TEXTS[n % 4]} {n}"]),
        ],
        {"ticket_id": "ID de respuesta", "created_at": "Fecha de envío",
         "satisfaction": "¿Cómo califica el servicio recibido?", "description": "Describa lo ocurrido"},
    ),
    "Google Forms": (
        [
            ["Marca temporal", "Dirección de correo electrónico",
             "¿Qué tan satisfecho está con el servicio?", "Cuéntenos qué pasó"],
            *answered(lambda n: [f"{n:02d}/05/2026 10:00:00", f"a{n}@example.org", str(1 + n % 5),
                                 f"{TEXTS[n % 4]} {n}"]),
        ],
        {"created_at": "Marca temporal", "requester": "Dirección de correo electrónico",
         "satisfaction": "¿Qué tan satisfecho está con el servicio?", "description": "Cuéntenos qué pasó"},
    ),
    "Typeform": (
        [
            ["#", "How likely are you to recommend us to a friend?",
             "What is the main reason for your score?", "Response Type",
             "Start Date (UTC)", "Submit Date (UTC)", "Network ID", "Tags"],
            *answered(lambda n: [f"abc{n}", str(n % 11), f"{TEXTS[n % 4]} {n}", "completed",
                                 f"2026-05-{n:02d} 10:00:00", f"2026-05-{n:02d} 10:01:00", f"f00{n}", ""]),
        ],
        {"ticket_id": "#", "satisfaction": "How likely are you to recommend us to a friend?",
         "description": "What is the main reason for your score?"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SURVEYS)
def test_a_survey_has_a_ticket_for_each_answer(tmp_path, name):
    rows, expected = SURVEYS[name]
    found = tickets(saved(tmp_path / "survey.csv", table(*rows)))
    answers = [row for row in rows if any(f"{text} " in cell for cell in row for text in TEXTS)]
    assert len(found) == len(answers)
    columns = found.files[0].columns
    assert {field: columns.get(field) for field in expected} == expected
    assert "version" not in columns
    assert not found.frame["text"].str.contains("ImportId|Open-Ended|abierta").any()


@pytest.mark.parametrize(
    ("question", "answers", "grades"),
    [
        ("How likely are you to recommend us?", ["0", "5", "10", "8"], [1.0, 3.0, 5.0, 4.2]),
        ("How likely are you to recommend us?", ["0 - Not at all likely", "10 - Extremely likely", "5", "5"],
         [1.0, 5.0, 3.0, 3.0]),
        ("Overall satisfaction", ["Very satisfied", "Somewhat satisfied", "Very dissatisfied",
                                  "Neither satisfied nor dissatisfied"], [5.0, 4.0, 1.0, 3.0]),
        ("Satisfacción", ["Muy satisfecho", "Poco satisfecho", "Nada satisfecho",
                          "Ni satisfecho ni insatisfecho"], [5.0, 2.0, 1.0, 3.0]),
        ("Satisfacción", ["100%", "50 %", "0 %", "75%"], [5.0, 3.0, 1.0, 4.0]),
        ("Stars", ["★★★★★", "★", "★★★", "★★"], [5.0, 1.0, 3.0, 2.0]),
        ("¿Qué tan probable es que nos recomiende?", ["Muy probable", "Probable", "Poco probable",
                                                      "Nada probable"], [5.0, 4.0, 2.0, 1.0]),
    ],
)  # fmt: skip
def test_a_score_keeps_its_scale(tmp_path, question, answers, grades):
    rows = [[f"2026-05-0{n}", answer, f"{TEXTS[n % 4]} {n}"] for n, answer in enumerate(answers, start=1)]
    frame = tickets(saved(tmp_path / "s.csv", table(["Timestamp", question, "Comments"], *rows))).frame
    assert frame["satisfaction"].round(6).tolist() == grades


@pytest.mark.parametrize(
    ("header", "value"),
    [("Duration (in seconds)", "812"), ("Progress", "100"), ("LocationLatitude", "19.43"), ("Tiempo", "640")],
)
def test_what_a_survey_measures_is_no_score(tmp_path, header, value):
    rows = [[f"2026-05-0{n}", value, f"{TEXTS[n % 4]} {n}"] for n in range(1, 9)]
    file = tickets(saved(tmp_path / "s.csv", table(["Timestamp", header, "Comments"], *rows))).files[0]
    assert "satisfaction" not in file.columns

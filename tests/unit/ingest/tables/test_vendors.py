"""The exports of known help desks are recognised and mapped without a question."""

from __future__ import annotations

import pytest

from supportlens.domain import Field
from supportlens.ingest.tables.vendors import load_vendors
from tests.unit.ingest.exports import by_the_rules, write
from tests.unit.ingest.logs import delimited, saved, tickets

EXPORTS = {name: (vendor, headers, meant) for name, vendor, headers, meant in by_the_rules()}
ASKED_FOR = {
    *"Zendesk Freshdesk Freshservice Jira ServiceNow GLPI osTicket OTRS Zammad Redmine HubSpot".split(),
    *("Intercom", "Bugzilla", "Zoho Desk", "Google Play Console", "App Store"),
}


def test_the_help_desks_that_people_have_are_known():
    assert {vendor.name for vendor in load_vendors()} >= ASKED_FOR


@pytest.mark.parametrize(
    "name", [name for name, (vendor, _, _) in EXPORTS.items() if vendor.messages is None]
)
def test_every_export_that_the_rules_describe_is_mapped_as_they_say(tmp_path, name):
    vendor, headers, meant = EXPORTS[name]
    file = tickets(write(tmp_path / "export.csv", headers, meant)).files[0]
    assert file.vendor == vendor.name
    expected = {field.value: header for header, field in meant.items()}
    assert {field: file.columns[field] for field in expected} == expected
    assert {file.reasons[field] for field in expected} == {"vendor"}


def test_headers_that_nobody_is_known_by_are_mapped_by_words_and_values(tmp_path):
    meant = {"Fecha de registro": Field.CREATED_AT, "Cuéntenos": Field.DESCRIPTION, "Paquete": Field.VERSION}
    file = tickets(write(tmp_path / "export.csv", list(meant), meant)).files[0]
    assert file.vendor == ""
    assert file.reasons == {"created_at": "header", "description": "header", "version": "values"}


def test_numbers_that_stand_for_words_are_said_in_words(tmp_path):
    header = [
        "id",
        "subject",
        "status",
        "priority",
        "created_at",
        "requester_id",
        "responder_id",
        "fr_due_by",
    ]
    data = [[str(n), f"No abre la caja {n}", "2", "4", "2026-03-01", "77", "5", ""] for n in range(5)]
    frame = tickets(saved(tmp_path / "log.csv", delimited(header, data))).frame
    assert set(frame["status"]) == {"Open"}
    assert set(frame["priority"]) == {"Urgent"}


def test_a_log_dated_by_its_last_change_alone_says_so(tmp_path):
    header = ["bug_id", "product", "bug_status", "short_desc", "changeddate"]
    data = [[str(n), "Atlas", "NEW", f"No abre la caja {n}", f"2026-03-0{n}"] for n in range(1, 6)]
    found = tickets(saved(tmp_path / "log.csv", delimited(header, data)))
    assert found.files[0].columns["created_at"] == "changeddate"
    assert found.files[0].reasons["created_at"] == "only_date"


def test_a_complaint_of_a_state_is_not_in_a_state(tmp_path):
    meant = {"Complaint ID": Field.TICKET_ID, "Product": Field.PRODUCT, "Issue": Field.SUBJECT}
    headers = [*meant, "State", "Date received", "Company response"]
    file = tickets(write(tmp_path / "export.csv", headers, meant)).files[0]
    assert file.columns["status"] == "Company response"
    assert file.columns["site"] == "State"


def test_a_question_of_a_survey_is_no_place(tmp_path):
    question = "Tiempo de espera para pasar el módulo de admisión de la sede"
    meant = {"Comentarios": Field.DESCRIPTION}
    file = tickets(write(tmp_path / "export.csv", ["Comentarios", question], meant)).files[0]
    assert question not in file.columns.values()


def test_long_texts_with_dates_in_front_make_no_log_of_a_table(tmp_path):
    comment = '"18/jul/26 10:52 AM;ana;\nConclusión: se desbloqueó\n19/jul/26 11:00 AM;eva;\nSe cerró"'
    header = "Resumen,Clave de incidencia,ID de la incidencia,Estado,Creada,Comentario"
    lines = [f"No abre la caja {n},IHS-{n},100{n},Listo,18/jul/26 9:1{n} AM,{comment}" for n in range(3)]
    found = tickets(saved(tmp_path / "jira.csv", "\n".join([header, *lines]) + "\n"))
    assert found.files[0].vendor == "Jira"
    assert str(found.frame["created_at"][2]) == "2026-07-18 09:12:00"


def test_what_a_sort_of_ticket_is_for_describes_no_ticket(tmp_path):
    issue = '{{"key": "A-{0}", "fields": {{"summary": "No abre {0}", "issuetype": {{"name": "Bug", '
    issue += '"description": "Something {0} that does not work as it should"}}}}}}'
    log = saved(tmp_path / "jira.json", f"[{', '.join(issue.format(n) for n in range(4))}]")
    assert "description" not in tickets(log).files[0].columns

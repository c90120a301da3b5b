"""The exports that people have, with the headers and surplus columns that their tools write."""

from __future__ import annotations

import pytest

from supportlens.domain import Field
from tests.unit.ingest.exports import write
from tests.unit.ingest.logs import delimited, saved, tickets

EXPORTS: dict[str, tuple[str, dict[str, Field | None]]] = {
    "Salesforce, Spanish": (
        "Salesforce",
        {
            "Número del caso": Field.TICKET_ID,
            "Fecha/Hora de apertura": Field.CREATED_AT,
            "Fecha/Hora de cierre": Field.RESOLVED_AT,
            "Nombre de la cuenta": Field.CUSTOMER,
            "Nombre del contacto": Field.REQUESTER,
            "Asunto": Field.SUBJECT,
            "Descripción": Field.DESCRIPTION,
            "Origen del caso": Field.CHANNEL,
            "Propietario del caso": Field.AGENT,
            "Antigüedad": None,
        },
    ),
    "Salesforce, data loader": (
        "Salesforce",
        {
            "Id": None,
            "CaseNumber": Field.TICKET_ID,
            "CreatedDate": Field.CREATED_AT,
            "ClosedDate": Field.RESOLVED_AT,
            "SuppliedName": Field.REQUESTER,
            "Origin": Field.CHANNEL,
            "Subject": Field.SUBJECT,
            "Description": Field.DESCRIPTION,
            "IsClosed": None,
        },
    ),
    "Dynamics 365, Spanish": (
        "Dynamics 365",
        {
            "(No modificar) Caso": None,
            "(No modificar) Suma de comprobación de fila": None,
            "(No modificar) Fecha de modificación": None,
            "Título del caso": Field.SUBJECT,
            "Número de caso": Field.TICKET_ID,
            "Prioridad": Field.PRIORITY,
            "Origen": Field.CHANNEL,
            "Cliente": Field.CUSTOMER,
            "Propietario": Field.AGENT,
            "Razón para el estado": Field.STATUS,
            "Fecha de creación": Field.CREATED_AT,
            "Descripción": Field.DESCRIPTION,
        },
    ),
    "BMC Helix, Spanish, markers": (
        "BMC Remedy",
        {
            "ID de incidencia*+": Field.TICKET_ID,
            "Resumen*": Field.SUBJECT,
            "Notas": Field.DESCRIPTION,
            "Grupo asignado*+": Field.TEAM,
            "Usuario asignado+": Field.AGENT,
            "Fecha de envío": Field.CREATED_AT,
            "Nombre de producto+": Field.PRODUCT,
            "Resolución": Field.RESOLUTION,
        },
    ),
    "BMC Remedy, interface form": (
        "BMC Remedy",
        {
            "Incident Number": Field.TICKET_ID,
            "Description": Field.SUBJECT,
            "Detailed Decription": Field.DESCRIPTION,
            "Assigned Group": Field.TEAM,
            "Submit Date": Field.CREATED_AT,
            "Last Resolved Date": Field.RESOLVED_AT,
            "ServiceCI": Field.PRODUCT,
        },
    ),
    "Odoo": (
        "Odoo",
        {
            "External ID": None,
            "Subject": Field.SUBJECT,
            "Description": Field.DESCRIPTION,
            "Customer": Field.CUSTOMER,
            "Helpdesk Team": Field.TEAM,
            "Assigned to": Field.AGENT,
            "Stage": Field.STATUS,
            "Created on": Field.CREATED_AT,
            "Last Stage Update": None,
        },
    ),
    "Mantis, Spanish": (
        "Mantis",
        {
            "Id": Field.TICKET_ID,
            "Proyecto": Field.PRODUCT,
            "Informador": Field.REQUESTER,
            "Asignada a": Field.AGENT,
            "Severidad": None,
            "Reproducibilidad": None,
            "Versión del Producto": Field.VERSION,
            "Fecha de Envío": Field.CREATED_AT,
            "Versión del SO": None,
            "Visibilidad": None,
            "Actualizada": None,
            "Resumen": Field.SUBJECT,
        },
    ),
    "SupportCenter Plus": (
        "ManageEngine",
        {
            "Request ID": Field.TICKET_ID,
            "Subject": Field.SUBJECT,
            "Account": Field.CUSTOMER,
            "Contact": Field.REQUESTER,
            "Support Rep": Field.AGENT,
            "Created Time": Field.CREATED_AT,
            "Completed Time": Field.RESOLVED_AT,
            "Request Mode": Field.CHANNEL,
        },
    ),
    "Spiceworks": (
        "Spiceworks",
        {
            "Ticket Number": Field.TICKET_ID,
            "Summary": Field.SUBJECT,
            "Description": Field.DESCRIPTION,
            "Creator": Field.REQUESTER,
            "Assignee": Field.AGENT,
            "Created On": Field.CREATED_AT,
            "Due On": None,
            "Closed On": Field.RESOLVED_AT,
        },
    ),
    "Help Scout": (
        "Help Scout",
        {
            "Conversation Number": Field.TICKET_ID,
            "Mailbox": Field.TEAM,
            "Customer Name": Field.REQUESTER,
            "Subject": Field.SUBJECT,
            "Preview": Field.DESCRIPTION,
            "Assigned To": Field.AGENT,
            "Created At": Field.CREATED_AT,
            "Closed At": Field.RESOLVED_AT,
        },
    ),
    "Gorgias": (
        "Gorgias",
        {
            "Ticket id": Field.TICKET_ID,
            "Initial channel": Field.CHANNEL,
            "Last used integration name": None,
            "Subject": Field.SUBJECT,
            "Creation date": Field.CREATED_AT,
            "Closed date": Field.RESOLVED_AT,
            "Survey score": Field.SATISFACTION,
            "Assignee email": Field.AGENT,
            "Customer name": Field.REQUESTER,
            "First response time (s)": None,
        },
    ),
    "Kayako": (
        "Kayako",
        {
            "Ticket Mask ID": Field.TICKET_ID,
            "Subject": Field.SUBJECT,
            "Full Name": Field.REQUESTER,
            "Department": Field.ROLE,
            "Owner": Field.AGENT,
            "Creation Date": Field.CREATED_AT,
            "Last Activity": None,
            "Last Replier": None,
        },
    ),
    "a tool that nobody knows": (
        "",
        {
            "Nº llamada": Field.TICKET_ID,
            "Fecha llamada": Field.CREATED_AT,
            "Motivo llamada": Field.DESCRIPTION,
            "Operador": Field.AGENT,
        },
    ),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_the_columns_of_an_export_are_mapped_as_its_tool_means_them(tmp_path, name):
    vendor, meaning = EXPORTS[name]
    meant = {header: field for header, field in meaning.items() if field is not None}
    file = tickets(write(tmp_path / "export.csv", list(meaning), meant)).files[0]
    assert file.vendor == vendor
    assert file.columns == {field.value: header for header, field in meant.items()}


def test_the_lines_below_a_salesforce_report_are_no_tickets(tmp_path):
    header = ["Número del caso", "Asunto", "Fecha/Hora de apertura", "Propietario del caso"]
    data = [[f"000{n}", f"No abre la caja {n}", f"1{n}/6/2026 8:05", "Agente Uno"] for n in range(9)]
    below = (
        '\n\n"Casos del mes"\n"Copyright (c) 2000-2026 salesforce.com, inc. Todos los derechos reservados."\n'
        '"Información confidencial - No distribuir"\n"Generado por:  Ana Ruiz  15/7/2026 9:00"\n"Acme"\n'
    )
    found = tickets(saved(tmp_path / "report.csv", delimited(header, data) + below))
    assert len(found) == 9
    assert {one.reason for one in found.files[0].rejections} == {"footer"}

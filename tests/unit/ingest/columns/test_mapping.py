"""Columns serve the fields that their headers and values mean."""

from __future__ import annotations

import json
import random
from datetime import date

import pytest

from supportlens.domain import Field
from supportlens.ingest.tables.headers import header_rules, parse_header
from supportlens.ingest.values.word_forms import fold_words
from supportlens.resources import languages
from tests.unit.ingest.logs import TEXTS, delimited, saved, tickets

VALUES = {
    Field.TICKET_ID: lambda n: f"T-{n}",
    Field.CREATED_AT: lambda n: f"2026-03-{1 + n % 28:02d} 08:00",
    Field.RESOLVED_AT: lambda n: f"2026-04-{1 + n % 28:02d} 08:00",
    Field.SUBJECT: lambda n: TEXTS[n % 4][:20] + f" {n}",
    Field.DESCRIPTION: lambda n: f"{TEXTS[n % 4]} y sigue igual que ayer {n}",
    Field.RESOLUTION: lambda n: f"Se le explicó la nueva ruta del menú {n}",
    Field.REQUESTER: lambda n: f"Persona {n % 17}",
    Field.CUSTOMER: lambda n: f"Empresa {n % 5}",
    Field.PRODUCT: lambda n: ("Atlas", "Portal")[n % 2],
    Field.VERSION: lambda n: ("5.1", "5.2")[n % 2],
    Field.SITE: lambda n: ("Norte", "Sur", "Costa")[n % 3],
    Field.ROLE: lambda n: ("Ventas", "Almacén")[n % 2],
    Field.CHANNEL: lambda n: ("Correo", "Teléfono")[n % 2],
    Field.TEAM: lambda n: ("Nivel 1", "Nivel 2")[n % 2],
    Field.AGENT: lambda n: f"Agente {n % 4}",
    Field.PRIORITY: lambda n: ("Alta", "Media")[n % 2],
    Field.STATUS: lambda n: ("Abierto", "Cerrado")[n % 2],
    Field.CATEGORY: lambda n: ("Consulta", "Falla")[n % 2],
    Field.TAGS: lambda n: "menú;web",
    Field.SATISFACTION: lambda n: str(1 + n % 5),
    Field.REOPENED: lambda n: str(n % 2),
    Field.MINUTES: lambda n: str(5 + n),
    None: lambda n: f"2026-05-{1 + n % 28:02d} 08:00",
}

EXPORTS = {
    "mesa de ayuda": {
        "Nº de ticket": Field.TICKET_ID,
        "Fecha de apertura": Field.CREATED_AT,
        "Última actualización": None,
        "Fecha de cierre": Field.RESOLVED_AT,
        "Asunto": Field.SUBJECT,
        "Descripción": Field.DESCRIPTION,
        "Solución": Field.RESOLUTION,
        "Solicitante": Field.REQUESTER,
        "Aplicación": Field.PRODUCT,
        "Versión": Field.VERSION,
        "Sede": Field.SITE,
        "Área": Field.ROLE,
        "Canal": Field.CHANNEL,
        "Grupo": Field.TEAM,
        "Técnico": Field.AGENT,
        "Prioridad": Field.PRIORITY,
        "Estado": Field.STATUS,
        "Categoría": Field.CATEGORY,
        "Satisfacción": Field.SATISFACTION,
        "Reabierto": Field.REOPENED,
        "Minutos de atención": Field.MINUTES,
    },
    "zendesk": {
        "Updated at": None,
        "ID": Field.TICKET_ID,
        "Requester": Field.REQUESTER,
        "Assignee": Field.AGENT,
        "Group": Field.TEAM,
        "Subject": Field.SUBJECT,
        "Tags": Field.TAGS,
        "Status": Field.STATUS,
        "Priority": Field.PRIORITY,
        "Via": Field.CHANNEL,
        "Ticket type": Field.CATEGORY,
        "Created at": Field.CREATED_AT,
        "Organization": Field.CUSTOMER,
        "Solved at": Field.RESOLVED_AT,
        "Satisfaction Score": Field.SATISFACTION,
        "Reopens": Field.REOPENED,
    },
    "freshdesk": {
        "Ticket ID": Field.TICKET_ID,
        "Subject": Field.SUBJECT,
        "Description": Field.DESCRIPTION,
        "Status": Field.STATUS,
        "Priority": Field.PRIORITY,
        "Source": Field.CHANNEL,
        "Type": Field.CATEGORY,
        "Agent": Field.AGENT,
        "Group": Field.TEAM,
        "Due by Time": None,
        "Created time": Field.CREATED_AT,
        "Resolved time": Field.RESOLVED_AT,
        "Last update time": None,
        "Product": Field.PRODUCT,
        "Full name": Field.REQUESTER,
        "Title": Field.ROLE,
        "Company Name": Field.CUSTOMER,
    },
    "jira": {
        "Resumen": Field.SUBJECT,
        "Clave de incidencia": Field.TICKET_ID,
        "Tipo de Incidencia": Field.CATEGORY,
        "Estado": Field.STATUS,
        "Prioridad": Field.PRIORITY,
        "Persona asignada": Field.AGENT,
        "Informador": Field.REQUESTER,
        "Actualizada": None,
        "Creada": Field.CREATED_AT,
        "Resuelta": Field.RESOLVED_AT,
        "Fecha de vencimiento": None,
        "Descripción": Field.DESCRIPTION,
        "Campo personalizado (Sede)": Field.SITE,
        "Calificación de satisfacción": Field.SATISFACTION,
    },
    "servicenow": {
        "number": Field.TICKET_ID,
        "sys_updated_on": None,
        "opened_at": Field.CREATED_AT,
        "short_description": Field.SUBJECT,
        "caller_id": Field.REQUESTER,
        "priority": Field.PRIORITY,
        "state": Field.STATUS,
        "category": Field.CATEGORY,
        "assignment_group": Field.TEAM,
        "assigned_to": Field.AGENT,
        "close_notes": Field.RESOLUTION,
        "cmdb_ci": Field.PRODUCT,
        "location": Field.SITE,
        "reopen_count": Field.REOPENED,
    },
    "glpi": {
        "ID": Field.TICKET_ID,
        "Título": Field.SUBJECT,
        "Entidad": Field.SITE,
        "Estado": Field.STATUS,
        "Última actualización": None,
        "Fecha de Apertura": Field.CREATED_AT,
        "Prioridad": Field.PRIORITY,
        "Solicitante - Solicitante": Field.REQUESTER,
        "Asignado a: - Técnico": Field.AGENT,
        "Categoría": Field.CATEGORY,
    },
    "zammad": {
        "#": Field.TICKET_ID,
        "Title": Field.SUBJECT,
        "State": Field.STATUS,
        "Priority": Field.PRIORITY,
        "Group": Field.TEAM,
        "Owner": Field.AGENT,
        "Customer": Field.REQUESTER,
        "Organization": Field.CUSTOMER,
        "Create Channel": Field.CHANNEL,
        "Updated At": None,
        "Created At": Field.CREATED_AT,
        "Closed At": Field.RESOLVED_AT,
    },
    "reviews": {
        "App Version Name": Field.VERSION,
        "Review Last Update Date and Time": None,
        "Review Submit Date and Time": Field.CREATED_AT,
        "Star Rating": Field.SATISFACTION,
        "Review Title": Field.SUBJECT,
        "Review Text": Field.DESCRIPTION,
        "Developer Reply Text": Field.RESOLUTION,
        "Package Name": Field.PRODUCT,
    },
}


def log(tmp_path, headers, count=40, values=VALUES):
    data = [[values[field](n) for field in headers.values()] for n in range(count)]
    return saved(tmp_path / "log.csv", delimited(list(headers), data, "|"))


@pytest.mark.parametrize("name", EXPORTS)
def test_the_columns_of_a_help_desk_serve_their_fields(tmp_path, name):
    headers = EXPORTS[name]
    found = tickets(log(tmp_path, headers)).files[0].columns
    assert found == {field.value: header for header, field in headers.items() if field is not None}


@pytest.mark.parametrize("name", EXPORTS)
def test_the_order_of_columns_does_not_matter(tmp_path, name):
    headers = list(EXPORTS[name].items())
    random.Random(7).shuffle(headers)
    found = tickets(log(tmp_path, dict(headers))).files[0].columns
    assert found == {field.value: header for header, field in headers if field is not None}


def test_accents_case_and_punctuation_of_headers_do_not_matter():
    assert fold_words("  FECHA_de   Creación: ") == fold_words("fecha de creacion")
    assert fold_words("reviewCreatedVersion") == "review created version"


@pytest.mark.parametrize("header", ["Atendió", "QUIÉN ATENDIÓ", "Resolvió", "Handler"])
def test_who_answered_is_an_agent_also_where_the_header_is_a_verb(tmp_path, header):
    headers = {
        "Folio": Field.TICKET_ID,
        "Fecha": Field.CREATED_AT,
        "Asunto": Field.SUBJECT,
        header: Field.AGENT,
    }
    assert tickets(log(tmp_path, headers)).files[0].columns["agent"] == header


def test_a_whole_header_beats_a_phrase_inside_another(tmp_path):
    headers = {
        "Fecha de creación de la cuenta": None,
        "Fecha de creación": Field.CREATED_AT,
        "Asunto": Field.SUBJECT,
    }
    assert tickets(log(tmp_path, headers)).files[0].columns["created_at"] == "Fecha de creación"


def test_a_header_that_may_be_a_category_is_the_text_where_there_is_no_other(tmp_path):
    headers = {
        "No": Field.TICKET_ID,
        "Date": Field.CREATED_AT,
        "Issue": Field.SUBJECT,
        "Status": Field.STATUS,
    }
    assert tickets(log(tmp_path, headers)).files[0].columns["subject"] == "Issue"
    named = {**headers, "Issue": Field.CATEGORY, "Summary": Field.SUBJECT}
    assert tickets(log(tmp_path, named)).files[0].columns["category"] == "Issue"


def test_moments_counted_in_milliseconds_are_known_by_the_name_that_programs_give_them(tmp_path):
    path = tmp_path / "log.jsonl"
    rows = (
        {"meta": {"ts": 1756718700000 + n * 86_400_000}, "payload": {"message": f"Printer {n} jams"}}
        for n in range(40)
    )
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert tickets(path).first_date == date(2025, 9, 1)


def test_long_varied_text_without_a_header_we_know_becomes_the_description(tmp_path):
    headers = {"A": Field.SITE, "B": Field.DESCRIPTION, "C": Field.REQUESTER}
    assert tickets(log(tmp_path, headers)).files[0].columns["description"] == "B"


def test_of_unknown_dates_the_earliest_are_those_of_creation(tmp_path):
    headers = {"Momento B": Field.RESOLVED_AT, "Momento A": Field.CREATED_AT, "Texto": Field.DESCRIPTION}
    assert tickets(log(tmp_path, headers)).files[0].columns["created_at"] == "Momento A"


def test_versions_are_known_by_their_points(tmp_path):
    values = {**VALUES, Field.VERSION: lambda n: f"5.{n % 3}.{n % 2}"}
    headers = {"Paquete": Field.VERSION, "Texto": Field.DESCRIPTION}
    assert tickets(log(tmp_path, headers, values=values)).files[0].columns["version"] == "Paquete"


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("DNI", lambda n: f"{70_123_456 + 977 * (n % 9)}"),
        ("Cédula", lambda n: f"12.{345 + n % 9}.678"),
        ("Teléfono", lambda n: f"+51 9{n % 9} 555 123"),
        ("Phone number", lambda n: f"(020) 7946-0{n % 9}12"),
        ("N° de socio", lambda n: f"{4_500 + n % 9}"),
        ("Nro. de empleado", lambda n: f"{4_500 + n % 9}"),
    ],
)
def test_telephones_and_numbers_of_people_tell_who_asked(tmp_path, header, value):
    columns = _beside_the_usual(tmp_path, header, [value(n) for n in range(24)])
    assert columns.get("requester") == header
    assert "version" not in columns


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Teléfono", lambda n: "Falla de la línea" if n % 2 else "Aparato roto"),
        ("Importe", lambda n: f"{4_500 + n}"),
        ("Extension", lambda n: "555 0100"),
    ],
)
def test_other_numbers_and_words_do_not_tell_who_asked(tmp_path, header, value):
    assert "requester" not in _beside_the_usual(tmp_path, header, [value(n) for n in range(24)])


def test_hours_are_no_team_though_it_is_called_time_in_portuguese(tmp_path):
    hours = _beside_the_usual(tmp_path, "Time", [f"{8 + n % 9}:{n % 6}5" for n in range(24)])
    teams = _beside_the_usual(tmp_path, "Time", [("Suporte", "Redes")[n % 2] for n in range(24)])
    assert (hours.get("team"), teams.get("team")) == (None, "Time")


def test_a_telephone_beside_a_name_is_not_who_asked(tmp_path):
    values = {**VALUES, Field.CUSTOMER: lambda n: f"9{55_500_000 + n % 9}"}
    headers = {"Solicitante": Field.REQUESTER, "Celular": Field.CUSTOMER, "Texto": Field.DESCRIPTION}
    assert tickets(log(tmp_path, headers, values=values)).files[0].columns["requester"] == "Solicitante"


def test_a_whole_header_late_in_its_list_still_beats_a_phrase():
    role = header_rules().fields[Field.REQUESTER]
    last = [words[-1] for words in map(list, role.words.values())]
    phrase = role.weight(parse_header("the usual requester of this"))
    assert min(role.weight(parse_header(word)) for word in last) > phrase > 0


def test_names_of_cards_are_subjects_and_names_of_people_are_none(tmp_path):
    cards = _beside_the_usual(tmp_path, "Name", [f"{TEXTS[n % 4]} y no sé qué hacer {n}" for n in range(24)])
    people = _beside_the_usual(tmp_path, "Name", [f"María Ángeles Pérez Soto {n}" for n in range(24)])
    assert (cards.get("subject"), people.get("subject")) == ("Name", None)


def test_short_answers_are_a_resolution_where_some_of_them_say_something(tmp_path):
    closings = ("Atendido", "Atendido", "Cerrado", "Se explicó al usuario dónde está la opción")
    values = {**VALUES, Field.RESOLUTION: lambda n: closings[n % 4]}
    headers = {"Resumen": Field.SUBJECT, "Resolución": Field.RESOLUTION}
    assert tickets(log(tmp_path, headers, values=values)).files[0].columns["resolution"] == "Resolución"


def test_an_answer_of_closing_codes_is_neither_a_resolution_nor_a_place(tmp_path):
    values = {**VALUES, Field.RESOLUTION: lambda n: ("Done", "Won't Do")[n % 2]}
    headers = {"Resumen": Field.SUBJECT, "Resolución": Field.RESOLUTION}
    found = tickets(log(tmp_path, headers, values=values))
    assert "resolution" not in found.files[0].columns
    assert "Resolución" not in found.custom


def test_numbers_that_a_spreadsheet_rounded_are_no_identifiers(tmp_path):
    values = {**VALUES, Field.TICKET_ID: lambda n: "2,60119E+13"}
    headers = {"Número del caso": Field.TICKET_ID, "Descripción": Field.DESCRIPTION}
    found = tickets(log(tmp_path, headers, values=values))
    assert len(found) == 40
    assert "ticket_id" not in found.files[0].columns


def test_a_customer_who_hardly_returns_is_a_person(tmp_path):
    values = {**VALUES, Field.CUSTOMER: lambda n: f"Persona {n * 7 % 31}"}
    found = tickets(
        log(tmp_path, {"Cliente": Field.CUSTOMER, "Descripción": Field.DESCRIPTION}, values=values)
    )
    assert found.files[0].columns["requester"] == "Cliente"


def test_a_field_without_one_value_is_not_there(tmp_path):
    values = {**VALUES, Field.RESOLUTION: lambda n: "", Field.SITE: lambda n: "N/A"}
    headers = {"Descripción": Field.DESCRIPTION, "Solución": Field.RESOLUTION, "Sede": Field.SITE}
    found = tickets(log(tmp_path, headers, values=values))
    assert not found.has(Field.RESOLUTION)
    assert not found.has(Field.SITE)


def test_unmapped_columns_of_a_few_repeated_values_are_custom(tmp_path):
    extra = {
        **VALUES,
        "few": lambda n: f"Turno {n % 3}",
        "many": lambda n: f"Placa {n}",
        "measure": lambda n: str(n % 4),
        "same": lambda n: "igual",
    }
    headers = {
        "Descripción": Field.DESCRIPTION,
        "Turno": "few",
        "Placa": "many",
        "Peso": "measure",
        "Fijo": "same",
        "Último toque": None,
    }
    assert tickets(log(tmp_path, headers, values=extra)).custom == ("Turno",)


@pytest.mark.parametrize("language", [language.code for language in languages()])
def test_every_field_has_headers_in_every_language(language):
    assert all(header_rules().fields[field].words[language] for field in Field)


@pytest.mark.parametrize("language", [language.code for language in languages()])
def test_no_header_is_listed_first_for_two_fields(language):
    listed = [header_rules().fields[field].words[language] for field in Field]
    firsts = [min(words, key=words.__getitem__) for words in listed]
    assert len(firsts) == len(set(firsts))


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("Custom field (Impact)", "impact"),
        ("Campo personalizado (Sede)", "sede"),
        ("Urgencia [list]", "urgencia"),
        ("Solicitante - Solicitante", "solicitante"),
        ("fields.status.name", "status"),
        ("Comentario (2)", "comentario"),
    ],
)
def test_what_tools_wrap_around_a_header_is_peeled_off(written, form):
    assert form in parse_header(written).forms


def test_values_say_what_headers_do_not(tmp_path):
    few = {
        Field.STATUS: lambda n: ("En espera", "Reabierto", "Escalado")[n % 3],
        Field.PRIORITY: lambda n: ("Alta", "Media", "Baja")[n % 3],
        Field.CHANNEL: lambda n: ("WhatsApp", "Llamada", "Chat")[n % 3],
        Field.REQUESTER: lambda n: f"persona{n % 17}@example.org",
        Field.VERSION: lambda n: f"5.{n % 3}.1",
    }
    meant = [Field.TICKET_ID, Field.CREATED_AT, Field.DESCRIPTION, *few]
    headers = {f"Columna {chr(65 + n)}": field for n, field in enumerate(meant)}
    file = tickets(log(tmp_path, headers, values={**VALUES, **few})).files[0]
    assert file.columns == {field.value: header for header, field in headers.items()}
    assert set(file.reasons.values()) == {"values"}


def test_a_few_values_of_another_sort_are_no_status(tmp_path):
    headers = {"Descripción": Field.DESCRIPTION, "Columna B": Field.ROLE}
    assert "status" not in tickets(log(tmp_path, headers)).files[0].columns


_FIELDS = (
    Field.TICKET_ID, Field.CREATED_AT, Field.SUBJECT, Field.DESCRIPTION, Field.REQUESTER, Field.PRODUCT,
    Field.SITE, Field.AGENT, Field.STATUS,
)  # fmt: skip


@pytest.mark.parametrize(
    "header",
    [
        "Nº do chamado|Aberto em|Assunto|Descrição|Solicitante|Sistema|Filial|Atendente|Situação",
        "N° de ticket|Créé le|Objet|Description|Demandeur|Logiciel|Agence|Technicien|Statut",
        "Vorgangsnummer|Erstellt am|Betreff|Beschreibung|Melder|Anwendung|Standort|Bearbeiter|Zustand",
        "Numero|Data di apertura|Oggetto|Descrizione|Richiedente|Applicazione|Filiale|Assegnato a|Stato",
    ],
    ids=["pt", "fr", "de", "it"],
)  # fmt: skip
def test_headers_of_other_languages_name_their_fields_in_any_order(tmp_path, header):
    header = header.split("|")
    order = random.Random(header[0]).sample(range(len(header)), len(header))
    table = [[VALUES[_FIELDS[at]](n) for at in order] for n in range(24)]
    found = tickets(saved(tmp_path / "x.csv", delimited([header[at] for at in order], table)))
    assert found.files[0].columns == {field.value: name for field, name in zip(_FIELDS, header, strict=True)}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (("No arranca la caja del fondo", "Cobro doble en marzo otra vez"), Field.SUBJECT),
        (("Jefa de ventas", "Almacenista"), Field.ROLE),
    ],
)
def test_a_title_is_what_is_the_matter_or_a_job_by_its_words(tmp_path, values, field):
    header = ["id", "Title", "created_at", "Description"] + (["Subject"] if field is Field.ROLE else [])
    table = [
        [f"T-{n}", values[n % 2], f"2026-03-{1 + n % 28:02d}", f"{TEXTS[n % 4]} {n}", f"Asunto número {n}"][
            : len(header)
        ]
        for n in range(24)
    ]
    columns = tickets(saved(tmp_path / "x.csv", delimited(header, table))).files[0].columns
    assert columns[field.value] == "Title"


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Customer contact", Field.REQUESTER),
        ("Patient", Field.REQUESTER),
        ("Quién llama", Field.REQUESTER),
        ("Código de cliente", Field.CUSTOMER),
        ("Resolver group", Field.TEAM),
        ("Actions taken", Field.RESOLUTION),
        ("Finalizado el", Field.RESOLVED_AT),
    ],
)
def test_what_desks_call_who_asked_who_answered_and_what_was_done(tmp_path, header, field):
    values = [VALUES[field](n) for n in range(24)]
    assert _beside_the_usual(tmp_path, header, values).get(field.value) == header


def test_the_only_date_is_when_it_was_opened_even_if_it_tells_of_service(tmp_path):
    header = ["Asunto", "Fecha de atención"]
    table = [[f"{TEXTS[n % 4]} {n}", f"2026-03-{1 + n % 28:02d}"] for n in range(24)]
    columns = tickets(saved(tmp_path / "x.csv", delimited(header, table))).files[0].columns
    assert columns["created_at"] == "Fecha de atención"


def _beside_the_usual(folder, header, values):
    table = [
        [f"T-{n}", f"2026-03-{1 + n % 28:02d} 08:00", f"{TEXTS[n % 4]} {n}", values[n]] for n in range(24)
    ]
    found = tickets(
        saved(folder / "x.csv", delimited(["Case ID", "Created at", "Description", header], table))
    )
    return found.files[0].columns

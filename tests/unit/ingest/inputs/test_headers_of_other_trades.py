"""Files beside a log are known by what their columns mean, whatever trade, language and currency."""

from __future__ import annotations

from datetime import date

import pytest

from supportlens.domain import CustomerRecord, Field, InvoiceRecord, RowFault, ServiceRecord, TakenKind
from supportlens.ingest import read, read_calendar, read_customers_file
from supportlens.ingest.inputs.other_inputs import other_kind, read_other_inputs
from tests.unit.ingest.logs import saved

RENEWED, SINCE = date(2026, 9, 15), date(2019, 2, 1)
SERVED, BILLED, DUE = date(2026, 3, 25), date(2026, 4, 1), date(2026, 4, 30)


def read_one(tmp_path, text):
    tables = read([saved(tmp_path / "file.csv", text)])
    return other_kind(tables[0]), read_other_inputs(tables)


@pytest.mark.parametrize(
    ("header", "row", "known", "value"),
    [
        (
            "No. de socio;Nombre completo;Vigencia hasta;Fecha de alta",
            "7;{};15/09/2026;01/02/2019",
            "7",
            None,
        ),
        (
            "Policy number,Policy holder,Renews on,Member since,Premium",
            '7,{},2026-09-15,2019-02-01,"$1,200.50"',
            "7",
            1200.5,
        ),
        (
            "Código do cliente;Nome do cliente;Data de renovação;Cliente desde",
            "7;{};15/09/2026;01/02/2019",
            "7",
            None,
        ),
        (
            "N° client;Nom du client;Date de renouvellement;Client depuis;Valeur annuelle",
            "7;{};15/09/2026;01/02/2019;1 200,50 €",
            "7",
            1200.5,
        ),
        (
            "Kundennummer;Kunde;Vertragsende;Kunde seit;Jahreswert",
            "7;{};15.09.2026;01.02.2019;1.200,50 EUR",
            "7",
            1200.5,
        ),
        ("Codice cliente;Cliente;Data di rinnovo;Cliente dal", "7;{};15/09/2026;01/02/2019", "7", None),
    ],
)
def test_customers_are_read_in_the_words_of_their_trade(tmp_path, header, row, known, value):
    rows = [row.format("Ana Ruiz"), row.replace("7", "8", 1).format("Eva Soto")]

    kind, found = read_one(tmp_path, "\n".join([header, *rows, ""]))

    assert kind == "customers"
    (first, _) = found.customers.customers
    assert first == CustomerRecord(
        "Ana Ruiz", RENEWED, SINCE, id=known, value=value, of_contract="Policy number" in header
    )


def test_what_cannot_be_read_of_a_customer_is_counted_and_the_rest_is_used(tmp_path):
    text = (
        "Cliente;Renovación;Valor\nAna;31/02/2026;100\nEva;15/09/2026;mucho\nLuis;16/09/2026;5\n"
        "Paz;17/09/2026;9\n"
    )

    _, found = read_one(tmp_path, text)

    assert [(one.customer, one.renewal is None, one.value) for one in found.customers.customers] == [
        ("Ana", True, 100.0),
        ("Eva", False, None),
        ("Luis", False, 5.0),
        ("Paz", False, 9.0),
    ]
    assert found.customers.files[0].faults == {RowFault.UNREADABLE.value: 2}


def test_first_and_last_names_are_one_name_and_a_mail_address_is_an_id(tmp_path):
    text = (
        "Nombre;Apellidos;Correo electrónico;Fecha de renovación\n"
        "Ana;Ruiz Vega;ana@example.org;15/09/2026\nEva;Soto Gil;eva@example.org;16/09/2026\n"
    )

    _, found = read_one(tmp_path, text)

    first = found.customers.customers[0]
    assert (first.customer, first.id, first.address) == (
        "Ana Ruiz Vega",
        "ana@example.org",
        "ana@example.org",
    )


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Fecha;Folio;Nombre del cliente;Trabajo realizado;Importe", '25/03/2026;V-1;{};Boiler;"$1,200.50"'),
        ("Order ID,Order date,Customer name,Product name,Order total", 'A1,2026-03-25,{},Boiler,"1,200.50"'),
        ("Data do serviço;Cliente;Serviço;Valor", "25/03/2026;{};Boiler;R$ 1.200,50"),
        ("Date d'intervention;Client;Prestation;Montant TTC", "25/03/2026;{};Boiler;1 200,50 €"),
        ("Datum;Kunde;Leistung;Betrag", "25.03.2026;{};Boiler;1.200,50"),
        ("ID,Date of service,Client,Job,Price", '1,03/25/2026,{},Boiler,"$1,200.50"'),
    ],
)
def test_services_are_read_in_the_words_of_their_trade(tmp_path, header, row):
    kind, found = read_one(tmp_path, "\n".join([header, row.format("Ana Ruiz"), row.format("Eva Soto"), ""]))

    assert kind == "services"
    assert found.customers.services[0] == ServiceRecord("Ana Ruiz", SERVED, "", "Boiler", 1200.5)


@pytest.mark.parametrize(
    ("header", "row", "paid"),
    [
        (
            "Folio factura;Cliente;Fecha emisión;Fecha de vencimiento;Total;Estado",
            'F1;Ana;01/04/2026;30/04/2026;"$1,000.00";{}',
            {"Pagada": True, "Pendiente": False, "Cancelada": None},
        ),
        (
            "Invoice #,Customer,Invoice date,Due date,Amount,Balance due",
            'F1,Ana,04/01/2026,04/30/2026,"1,000.00",{}',
            {"0.00": True, "250.00": False},
        ),
        (
            "Nota fiscal;Cliente;Data de emissão;Vencimento;Valor;Pago",
            "F1;Ana;01/04/2026;30/04/2026;1.000,00;{}",
            {"Sim": True, "Não": False},
        ),
        (
            "Rechnungsnummer;Kunde;Rechnungsdatum;Fällig am;Betrag;Bezahlt",
            "F1;Ana;01.04.2026;30.04.2026;1.000,00;{}",
            {"ja": True, "nein": False},
        ),
        (
            "N° facture;Client;Date de facture;Échéance;Montant;Payée",
            "F1;Ana;01/04/2026;30/04/2026;1 000,00;{}",
            {"Oui": True, "Non": False},
        ),
    ],
)
def test_invoices_are_read_with_what_is_paid_however_it_is_said(tmp_path, header, row, paid):
    kind, found = read_one(tmp_path, "\n".join([header, *map(row.format, paid), ""]))

    assert kind == "invoices"
    assert {one.paid for one in found.customers.invoices} == set(paid.values())
    assert found.customers.invoices[0] == InvoiceRecord(
        "Ana", BILLED, 1000.0, due=DUE, paid=found.customers.invoices[0].paid
    )


@pytest.mark.parametrize(
    "text",
    [
        """Folio;Fecha;Cliente;Motivo;Monto en disputa
1;25/03/2026;Ana;cargo duplicado;100
2;26/03/2026;Eva;no abre la caja;90
""",
        """Cliente;Estado;Plan;Comentario
Ana;abierto;A;No puedo entrar desde ayer y nadie responde
Eva;cerrado;B;La factura llegó con un cobro que no conozco
""",
        """Cliente;Vence;Descripción;Responsable
Ana;25/03/2026;No abre la pantalla de pagos;Luis
Eva;26/03/2026;El reporte sale vacío;Luis
""",
    ],
)
def test_a_log_with_amounts_states_or_due_days_stays_a_log(tmp_path, text):
    assert read_one(tmp_path, text)[0] == ""


def test_a_file_given_as_one_about_customers_is_read_even_if_it_looks_like_a_log(tmp_path):
    text = (
        "Ticket;Fecha de servicio;Cliente;Servicio;Notas\n"
        "1;25/03/2026;Ana Ruiz;Boiler;Se cambió el filtro y se limpió la caldera entera sin costo\n"
        "2;26/03/2026;Eva Soto;Boiler;Se revisó la presión y quedó lista para el invierno siguiente\n"
    )
    path = saved(tmp_path / "file.csv", text)

    assert read_one(tmp_path, text)[0] == ""
    assert len(read_customers_file(read([path]), str(path)).services) == 2


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            "Fecha de inicio;Fecha de término;Tipo;Descripción;Aplicación;Sede;Encargado",
            "20/07/2026;24/07/2026;Capacitación;Sesión;Atlas;{};Ana",
        ),
        ("Training date,End,Training,Application,Branch,Trainer", "2026-07-20,2026-07-24,Atlas,Atlas,{},Ana"),
        (
            "Datum;Bis;Maßnahme;Art;Anwendung;Standort;Verantwortlich",
            "20.07.2026;24.07.2026;Sitzung;Schulung;Atlas;{};Ana",
        ),
    ],
)
def test_actions_are_read_with_their_group_unless_it_is_everybody(tmp_path, header, row):
    kind, found = read_one(tmp_path, "\n".join([header, row.format("Norte"), row.format("Todas"), ""]))

    assert kind == "actions"
    assert {(one.kind, one.start, one.last_day, one.about, one.owner) for one in found.actions} == {
        (TakenKind.TRAINING, date(2026, 7, 20), date(2026, 7, 24), "Atlas", "Ana")
    }
    assert {(one.field, one.value) for one in found.actions} == {(Field.SITE.value, "Norte"), ("", "")}


@pytest.mark.parametrize(
    "text",
    [
        "Curso;Fecha;Participantes\nPortal de compras;13/04/2026;12\nERP;02/05/2026;9\n",
        "Training,Date,Audience\nPurchasing portal,2026-04-13,Sales\nERP,2026-05-02,Stock\n",
        "Capacitación;Fecha de impartición;Grupo\nPortal;13/04/2026;Ventas\nERP;02/05/2026;Almacén\n",
    ],
)
def test_a_list_of_courses_with_their_days_is_one_of_trainings(tmp_path, text):
    kind, found = read_one(tmp_path, text)

    assert kind == "actions"
    assert {(one.kind, one.start) for one in found.actions} == {
        (TakenKind.TRAINING, date(2026, 4, 13)),
        (TakenKind.TRAINING, date(2026, 5, 2)),
    }


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Curso;Fecha;Plantel;Instructor\nAula;13/04/2026;Centro;Eva Sol\n", (Field.SITE.value, "Centro")),
        ("Training,Date,Building,Trainer\nAtlas,2026-04-13,North,Eva Sol\n", (Field.SITE.value, "North")),
        ("Curso;Fecha;Gerencia;Instructor\nAula;13/04/2026;Ventas;Eva Sol\n", (Field.ROLE.value, "Ventas")),
        ("Course,Date,Title,Trainer\nAtlas,2026-04-13,First steps,Eva Sol\n", ("", "")),
    ],
)
def test_a_group_is_named_by_the_headers_that_name_it_in_tickets(tmp_path, text, group):
    kind, found = read_one(tmp_path, text)

    assert kind == "actions"
    assert [(one.field, one.value) for one in found.actions] == [group]


def test_questions_about_courses_stay_a_log(tmp_path):
    text = (
        "Folio;Fecha;Alumno;Curso;Consulta\n1;13/04/2026;Ana;Excel;No puedo entrar al aula virtual\n"
        "2;14/04/2026;Luis;Access;No aparece mi constancia del curso\n"
    )
    assert read_one(tmp_path, text)[0] == ""


def test_a_calendar_says_until_when_and_for_which_group_a_training_was(tmp_path):
    text = (
        "Fecha;Cambio;Aplicación;Sede;Hasta\n02/06/2026;Versión 5.2;Atlas;;\n"
        "20/07/2026;Capacitación;Atlas;Norte;24/07/2026\n"
    )

    release, training = read_calendar(saved(tmp_path / "cambios.csv", text))

    assert (release.field, release.end) == ("", None)
    assert (training.field, training.value, training.end) == (Field.SITE.value, "Norte", date(2026, 7, 24))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Fecha;Cambio;Aplicación;Responsable;Estado\n02/06/2026;Versión 5.2;Atlas;Ana Ruiz;Hecho\n",
            "change_calendar",
        ),
        ("Fecha;Evento;Responsable;Estado\n02/06/2026;No abre la caja;Ana Ruiz;Abierto\n", ""),
        (
            "Fecha;Evento;Aplicación;Descripción;Responsable\n02/06/2026;Caja;Atlas;No abre;Ana Ruiz\n",
            "",
        ),
    ],
)
def test_owners_and_states_are_those_of_changes_only_where_nothing_else_is_told(tmp_path, text, kind):
    assert read_one(tmp_path, text)[0] == kind

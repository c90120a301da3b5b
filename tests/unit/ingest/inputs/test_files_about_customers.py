"""Customers, services, invoices and actions are told apart by their columns, and read with an account."""

from __future__ import annotations

from datetime import date

import pytest

from supportlens.domain import (
    InvoiceRecord,
    NoActions,
    NoCustomers,
    RowFault,
    ServiceRecord,
    SideFileKind,
    TakenKind,
    TakenState,
)
from supportlens.ingest import read, read_actions_file, read_customers_file
from supportlens.ingest.inputs.customers import read_customers
from supportlens.ingest.inputs.other_inputs import other_kind, read_other_inputs
from tests.unit.ingest.logs import saved

SERVICES = """Cliente;Fecha;Servicio;Monto;Técnico
Casa Norte;12/03/2026;Mantenimiento;1.200,50;Ana
Taller Sur;25/03/2026;Reparación;-300;Ana
;26/03/2026;Reparación;200;Ana
"""
INVOICES = """customer_id,customer,date,amount,due,paid
C1,Casa Norte,2026-03-01,100,2026-03-31,2026-03-20
C1,Casa Norte,2026-04-01,120,2026-04-30,
C2,Taller Sur,2026-04-02,80,2026-04-30,no
"""
ACTIONS = """action,type,application,start,end,owner,site,status
Atlas in ten minutes,training,Atlas,2026-07-20,2026-07-24,Ana,Norte,done
Hotfix 5.2.1,fix,Portal,2026-08-01,,Luis,,planned
"""
SHORT_TICKETS = """ticket,cliente,fecha,producto,motivo
1,Casa Norte,2026-03-01,Atlas,no abre la pantalla de pagos
2,Taller Sur,2026-03-02,Portal,la factura llegó con otro monto
"""
LOG_WITH_AMOUNTS = """cliente,fecha,servicio,monto,comentario
Casa Norte,2026-03-01,Atlas,10,No puedo entrar desde ayer y nadie me responde los correos
Taller Sur,2026-03-02,Portal,20,La factura de marzo llegó con un cobro que no reconozco
"""


def only(tmp_path, name, text):
    (table,) = read([saved(tmp_path / name, text)])
    return table


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (SERVICES, "services"),
        (INVOICES, "invoices"),
        (ACTIONS, "actions"),
        ("cliente,valor\nCasa Norte,100\nTaller Sur,300\n", "customers"),
        ("Día;Nombre;Producto\n12/05/2026;Actualización 5.2;Atlas\n13/06/2026;Mudanza;\n", "change_calendar"),
        (SHORT_TICKETS, ""),
        (LOG_WITH_AMOUNTS, ""),
    ],
)
def test_what_a_file_holds_is_known_by_its_columns(tmp_path, text, kind):
    assert other_kind(only(tmp_path, "file.csv", text)) == kind


def test_services_and_invoices_are_read_and_what_is_unusable_is_counted(tmp_path):
    found = read_other_inputs(
        [only(tmp_path, "servicios.csv", SERVICES), only(tmp_path, "invoices.csv", INVOICES)]
    ).customers

    assert found.services == (ServiceRecord("Casa Norte", date(2026, 3, 12), "", "Mantenimiento", 1200.5),)
    assert found.invoices[0] == InvoiceRecord(
        "Casa Norte", date(2026, 3, 1), 100.0, "C1", date(2026, 3, 31), paid=True
    )
    assert [one.paid for one in found.invoices] == [True, False, False]
    services, invoices = found.files
    assert services.kind is SideFileKind.SERVICES
    assert services.faults == {RowFault.NO_CUSTOMER.value: 1, RowFault.NEGATIVE.value: 1}
    assert (services.rows, services.used, services.unused) == (3, 1, ("Técnico",))
    assert (invoices.rows, invoices.used, invoices.unused, invoices.faults) == (3, 3, (), {})


def test_actions_are_read_with_kind_group_and_state(tmp_path):
    first, second = read_actions_file(saved(tmp_path / "acciones.csv", ACTIONS))

    assert (first.kind, first.start, first.last_day) == (
        TakenKind.TRAINING,
        date(2026, 7, 20),
        date(2026, 7, 24),
    )
    assert (first.about, first.owner, first.field, first.value) == ("Atlas", "Ana", "site", "Norte")
    assert (second.kind, second.state, second.value) == (TakenKind.FIX, TakenState.PLANNED, "")


def test_a_file_that_says_nothing_about_customers_or_actions_is_refused(tmp_path):
    useless = saved(tmp_path / "useless.csv", "renovación;segmento\n2026-10-01;A\n2026-10-02;B\n")

    with pytest.raises(NoCustomers):
        read_customers_file(read([useless]), str(useless))
    with pytest.raises(NoActions):
        read_actions_file(saved(tmp_path / "no.csv", "tipo,responsable\ncapacitación,Ana\n"))


@pytest.mark.parametrize(
    ("head", "of_contract"),
    [("Contrato", True), ("Póliza", True), ("ID cliente", False), ("Contrato;ID cliente", False)],
)
def test_a_list_of_contracts_is_one_of_customers_with_a_row_for_each_contract(tmp_path, head, of_contract):
    ids = [f"K{n};{100 + n // 2}" if ";" in head else f"K{n}" for n in range(8)]
    names = ("Casa Norte", "Taller Sur", "Bodega Este", "Hotel Oeste")
    rows = [f"{names[n // 2]};{ids[n]};{n + 1:02}/10/2026;{1000 + n}" for n in range(8)]
    text = "\n".join([f"Cliente;{head};Fecha de renovación;Valor", *rows])

    table = only(tmp_path, "contratos.csv", text)

    assert other_kind(table) == "customers"
    records = read_customers(table).records
    assert len(records) == 8
    assert {one.of_contract for one in records} == {of_contract}
    assert records[7].id == ("103" if ";" in head else "K7")

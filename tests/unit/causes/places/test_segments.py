"""The segment of a customer becomes a place that a cause may sit in."""

from dataclasses import replace

from supportlens.app import select
from supportlens.causes import add_segments
from supportlens.causes.places.field_columns import build_columns
from supportlens.domain import CustomerRecord, Derived, TicketQuery
from tests.builders import a_study, some_tickets


def tickets_of(*customers: str):
    tickets = some_tickets()
    names = [customers[row % len(customers)] for row in range(len(tickets))]
    return replace(tickets, frame=tickets.frame.assign(customer=names))


RECORDS = (
    CustomerRecord("Casa Norte", segment="Premium"),
    CustomerRecord("Taller Sur", segment="Básico"),
    CustomerRecord("Doble", segment="Premium"),
    CustomerRecord("Doble", segment="Básico"),
    CustomerRecord("Sin segmento"),
)


def test_tickets_get_the_segment_of_their_customer_however_it_is_spelt():
    tickets = add_segments(tickets_of("CASA NORTE", "taller-sur", "Desconocido", "Doble"), RECORDS)
    assert list(tickets.frame[Derived.SEGMENT][:4]) == ["Premium", "Básico", "", ""]


def test_a_segment_is_a_column_whose_counts_open_their_tickets():
    tickets = add_segments(tickets_of("Casa Norte", "Taller Sur"), RECORDS)
    column = next(column for column in build_columns(tickets)[0] if column.name == Derived.SEGMENT)
    premium = int(column.mask(column.labels.index("Premium")).sum())
    assert (
        len(select(a_study(tickets=tickets), TicketQuery(field=Derived.SEGMENT, value="Premium"))) == premium
    )


def test_where_customers_are_named_as_those_who_ask_their_segment_is_found_too():
    tickets = some_tickets()
    name = tickets.frame["requester"].iloc[0]
    found = add_segments(tickets, [CustomerRecord(name.upper(), segment="Premium")])
    assert set(found.frame.loc[found.frame["requester"] == name, Derived.SEGMENT]) == {"Premium"}


def test_without_segments_or_known_customers_the_tickets_stay_as_they_are():
    tickets = tickets_of("Casa Norte")
    assert add_segments(tickets, ()) is tickets
    assert add_segments(tickets, [CustomerRecord("Casa Norte")]) is tickets
    assert add_segments(tickets, [CustomerRecord("Otra", segment="Premium")]) is tickets

"""Who may leave, whom to call and what is due, exactly, whatever the spelling of the names."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from supportlens.customers import LogOfCustomers, draw_pilot, review_customers
from supportlens.customers.months import next_anniversary, shift_months
from supportlens.customers.names import is_slip, key_name
from supportlens.domain import (
    CODES,
    AgendaKind,
    Assigned,
    CareGap,
    CareRules,
    CodeRule,
    Coding,
    CustomerFiles,
    CustomerRecord,
    Derived,
    Evidence,
    Field,
    InvoiceRecord,
    Name,
    RecutCache,
    RiskLevel,
    ServiceRecord,
    Tickets,
)
from supportlens.domain.contacts.coding import COLUMN_OF
from supportlens.domain.customers.care_settings import choose_care

END = date(2026, 8, 31)
FIRST = "Ana Luis Marta Jorge Sofía Pedro Elena Raúl Lucía Tomás Julia Andrés Carmen Diego Paula Hugo".split()
LAST = "Pérez Gómez Ruiz Vega Mora Castro Núñez Rojas Silva Torres Campos León Duarte Salas Prieto".split()


@dataclass
class Contacts:
    """Contacts of customers, from which a log is made."""

    rows: list[tuple[date, str, str, int, str, str]] = field(default_factory=list)

    def add(
        self, days: int, name: str, valence: int = -2, cause: str = "C1", known: str = "", text: str = ""
    ) -> None:
        """Add a contact some days before the end."""
        self.rows.append((END - timedelta(days=days), name, known, valence, cause, text or f"about {cause}"))

    def log(self) -> LogOfCustomers:
        """Return them as a log that ends on END."""
        rows = [*self.rows, (END, "Nobody Else", "", 0, "", "fine")]
        days, names, ids, valences, causes, texts = zip(*rows, strict=True)
        numbers = [f"T{number}" for number in range(len(rows))]
        frame = pd.DataFrame(
            {
                Field.TICKET_ID.value: numbers,
                Field.CREATED_AT.value: pd.to_datetime(list(days)),
                Field.CUSTOMER.value: names,
                Derived.TEXT: texts,
            }
        )
        rule = CodeRule(
            id="r", code="v-2", name=Name({"en": "r", "es": "r"}), confidence=1.0, evidence=Evidence.LOG
        )
        grounds = np.zeros((len(rows), len(CODES)), dtype=np.int16)
        for row, valence in enumerate(valences):
            if valence:
                grounds[row, COLUMN_OF[f"v{valence:+d}"]] = 1
        assignment = pd.DataFrame({Assigned.CAUSE: causes, Assigned.SYMPTOM: [""] * len(rows)})
        tickets = Tickets(frame, frame[[Field.CUSTOMER.value]], ())
        known = pd.Series(ids) if any(ids) else None
        return LogOfCustomers(tickets, assignment, Coding((rule, rule), grounds), known)


def test_five_alarms_and_twelve_warnings_are_found_among_four_hundred_customers():
    names = [f"{first} {last}" for first in FIRST for last in LAST][:240] + [
        f"Firma {n} Ltda" for n in range(160)
    ]
    contacts = Contacts()
    for at, name in enumerate(names):
        contacts.add(300 - at % 200, name, 1 if at % 3 else 0, "C9")
    for at, name in enumerate(names[:17]):
        for episode in range(3 if at < 5 else 2):
            day = 20 + 40 * episode
            contacts.add(day, name, -2, f"C{episode + 1}")
            contacts.add(day - 6, name.upper(), -1, f"C{episode + 1}")
    # What must not count: repeats, experiences of long ago, good contacts.
    for name in names[17:60]:
        contacts.add(30, name, -2, "C1")
        contacts.add(24, name, -2, "C1")
        contacts.add(18, name, -2, "C1")
        contacts.add(400, name, -2, "C2")
    files = CustomerFiles(customers=tuple(CustomerRecord(name) for name in names))
    # A slip of the pen in one of the experiences of the first.
    contacts.rows = [
        (day, "Ana Pérz" if name == names[0] and cause == "C2" else name, known, valence, cause, text)
        for day, name, known, valence, cause, text in contacts.rows
    ]

    care = review_customers(contacts.log(), files)

    found = {one.customer: (one.level, len(one.episodes)) for one in care.at_risk}
    assert found == {
        **dict.fromkeys(names[:5], (RiskLevel.ALARM, 3)),
        **dict.fromkeys(names[5:17], (RiskLevel.WARNING, 2)),
    }
    first = next(one for one in care.at_risk if one.customer == names[0])
    assert "Ana Pérz" in first.spellings
    assert [len(each.ticket_ids) for each in first.episodes] == [2, 2, 2]


def test_an_id_tells_two_customers_of_one_name_apart_and_without_ids_neither_is_accused():
    contacts = Contacts()
    contacts.add(20, "Ana Ruiz", cause="C1", known="17")
    contacts.add(60, "Ana Ruiz", cause="C2", known="18")
    both = CustomerFiles(customers=(CustomerRecord("Ana Ruiz", id="17"), CustomerRecord("Ana Ruiz", id="18")))

    assert review_customers(contacts.log(), both).at_risk == ()

    nameless = Contacts([(d, n, "", v, c, t) for d, n, _, v, c, t in contacts.rows])
    care = review_customers(nameless.log(), both)
    assert care.at_risk == ()
    assert care.matches[0].ambiguous == ("Ana Ruiz",)


@pytest.mark.parametrize(("gaps", "episodes"), [((0, 7, 14), 1), ((0, 8), 2), ((0, 7, 15, 22), 2), ((0,), 1)])
def test_a_repeat_within_a_week_of_the_last_belongs_to_the_same_experience(gaps, episodes):
    contacts = Contacts()
    for gap in gaps:
        contacts.add(100 - gap, "Ana Ruiz")
    contacts.add(200, "Ana Ruiz", cause="C7")

    (one,) = review_customers(contacts.log(), CustomerFiles(), CareRules(warning=1)).at_risk

    assert len(one.episodes) == episodes + 1


def test_who_is_who_is_kept_for_the_same_files_alone():
    contacts = Contacts()
    for day in (20, 60, 100):
        contacts.add(day, "Ana Pérez", -2, f"C{day}")
        contacts.add(day, "Luis Mora", 1, "C9")
    log = replace(contacts.log(), cache=RecutCache())
    listed = (CustomerRecord("Ana Pérez"), CustomerRecord("Eva Gil"))
    one, other = CustomerFiles(customers=listed[:1]), CustomerFiles(customers=listed)

    for files in (one, one, other):
        assert review_customers(log, files) == review_customers(contacts.log(), files)


def test_good_contacts_say_whether_a_customer_was_won_back_or_spoiled():
    contacts = Contacts()
    for name, good in (("Won Back", 5), ("Spoiled Later", 300), ("Never Pleased", None)):
        contacts.add(40, name, cause="C1")
        contacts.add(80, name, cause="C2")
        if good is not None:
            contacts.add(good, name, 2, "C3")

    found = {
        one.customer: (one.recovered, one.spoiled)
        for one in review_customers(contacts.log(), CustomerFiles()).at_risk
    }

    assert found == {
        "Won Back": (True, False),
        "Spoiled Later": (False, True),
        "Never Pleased": (False, False),
    }


def service(name: str, months: int, days: int = 0) -> ServiceRecord:
    return ServiceRecord(
        name, shift_months(END, -months) + timedelta(days=days), service="Mantenimiento", amount=100.0
    )


def test_customers_of_one_service_and_those_to_call_are_found_exactly():
    contacts = Contacts()
    contacts.add(30, "wrote  SINCE", 0, "")
    contacts.add(330, "Wrote Before", 0, "")
    files = CustomerFiles(
        services=(
            service("Once", 6), service("Twice", 6), service("Twice", 9),
            service("Long ago", 7, -1), service("Just seven", 7), service("Just five", 5),
            service("Recent", 5, 1), service("Wrote since", 6),
            service("Wrote Before", 6), service("Last year too", 14), service("Last year too", 3),
        )
    )  # fmt: skip

    care = review_customers(contacts.log(), files)

    assert {one.customer for one in care.due} == {"Once", "Twice", "Just seven", "Just five", "Wrote Before"}
    assert {one.customer: one.before for one in care.one_time} == {
        "Once": 0, "Long ago": 0, "Just seven": 0, "Just five": 0, "Recent": 0, "Wrote since": 0,
        "Wrote Before": 0, "Last year too": 1,
    }  # fmt: skip
    assert (care.buyers, care.follow_ups) == (9, 1)
    pilot = draw_pilot(care)
    assert pilot is not None
    assert {call.customer for call in pilot.calls} == {one.customer for one in care.due}
    assert pilot == draw_pilot(care)


def test_the_agenda_holds_what_dates_announce():
    def bill(
        name: str, *amounts: float, due: int | None = None, paid: bool | None = True
    ) -> list[InvoiceRecord]:
        days = [shift_months(END, at - len(amounts)) for at in range(len(amounts))]
        until = None if due is None else END - timedelta(days=due)
        return [
            InvoiceRecord(name, day, amount, due=until, paid=paid)
            for day, amount in zip(days, amounts, strict=True)
        ]

    contacts = Contacts()
    contacts.add(3, "Late", cause="C1")
    files = CustomerFiles(
        customers=(
            CustomerRecord("In ten days", renewal=END + timedelta(days=10)),
            CustomerRecord("In forty", renewal=END + timedelta(days=40)),
            CustomerRecord("In sixty-one", renewal=END + timedelta(days=61)),
            CustomerRecord("Yesterday", renewal=END - timedelta(days=1)),
            CustomerRecord("Ten years", anniversary=date(2016, 9, 5), birthday=date(1980, 9, 6)),
        ),
        invoices=(
            *bill("Usual", 100, 100, 100, 114), *bill("Unusual", 100, 100, 100, 116), *bill("New", 100, 300),
            *bill("Late", 50, due=4, paid=False), *bill("Not yet", 50, due=-4, paid=False),
            *bill("Unknown", 9, due=4, paid=None),
        ),
    )  # fmt: skip

    agenda = review_customers(contacts.log(), files).agenda

    found = {(one.kind, one.customer, one.notice) for one in agenda}
    assert found == {
        (AgendaKind.RENEWAL, "In ten days", 15),
        (AgendaKind.RENEWAL, "In forty", 60),
        (AgendaKind.RENEWAL, "In forty", 30),
        (AgendaKind.RENEWAL, "In forty", 15),
        (AgendaKind.ANNIVERSARY, "Ten years", None),
        (AgendaKind.AMOUNT, "Unusual", None),
        (AgendaKind.OVERDUE, "Late", None),
    }
    with_birthdays = review_customers(contacts.log(), files, CareRules(birthdays=True)).agenda
    assert [one.day for one in with_birthdays if one.kind is AgendaKind.BIRTHDAY] == [date(2026, 9, 6)]


def test_services_alone_are_reviewed_without_a_log():
    sold = (service("Once", 6), service("Twice", 0), service("Twice", 1))

    care = review_customers(None, CustomerFiles(services=sold))

    assert [one.customer for one in care.due] == ["Once"]
    assert care.at_risk == ()


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("Marta Vega", "Marta Bega", True),
        ("Marta Vega", "Marta Vgea", True),
        ("Comercial López", "Comercial Lópes", True),
        ("Mario Pérez", "María Pérez", False),
        ("Fernando Díaz", "Fernanda Díaz", False),
        ("Sucursal 101", "Sucursal 102", False),
        ("Ana Lara", "Ana Lira", False),
        ("Marta Vega", "Pedro Vega", False),
    ],
)
def test_one_letter_is_a_slip_unless_it_makes_another_name(one, other, slip):
    assert is_slip(one, other) is slip


def test_spellings_of_a_name_share_their_key_and_companies_keep_their_form():
    assert key_name("PÉREZ, Juan") == key_name("juan perez")
    assert key_name("Luna, S.A.") == key_name("LUNA SA") != key_name("Sol, S.A.")


def test_a_leap_day_is_kept_on_the_last_of_february():
    assert next_anniversary(date(2020, 2, 29), date(2026, 1, 1)) == date(2026, 2, 28)


def test_a_customer_is_found_by_mail_address_where_the_files_have_no_other_id():
    contacts = Contacts()
    for days in (100, 60, 20):
        contacts.add(days, "Ana R.", cause=f"C{days}", known="ana@example.org")
    record = CustomerRecord(
        "Ana Ruiz Vega", id="7", address="ana@example.org", renewal=END + timedelta(days=9)
    )

    care = review_customers(contacts.log(), CustomerFiles(customers=(record,)))

    (risk,), (entry,) = care.at_risk, care.agenda
    assert (risk.customer, risk.id, risk.level) == ("Ana Ruiz Vega", "7", RiskLevel.ALARM)
    assert entry.episodes == 3


def test_whoever_asks_by_mail_and_gives_no_name_is_called_by_the_address():
    contacts = Contacts()
    for person in range(12):
        contacts.add(200 - person, f"otra{person}@correo.test", 0, "C9")
    for day, cause in ((90, "C1"), (84, "C1"), (30, "C2"), (24, "C2")):
        contacts.add(day, "ana@correo.test", -2, cause)
    log = contacts.log()
    frame = log.tickets.frame.rename(columns={Field.CUSTOMER.value: Field.REQUESTER.value})
    original = log.tickets.original.set_axis([Field.REQUESTER.value], axis=1)
    log = replace(log, tickets=Tickets(frame, original, ()))

    care = review_customers(log, CustomerFiles())

    assert [one.customer for one in care.at_risk] == ["ana@correo.test"]


def test_an_address_of_the_log_says_nothing_against_the_number_of_a_file():
    contacts = Contacts()
    for days in (100, 60):
        contacts.add(days, "Ana Ruiz", cause=f"C{days}", known="ana@example.org")
    # Who writes from a second address is somebody else of that name.
    contacts.add(20, "Ana Ruiz", cause="C20", known="other@example.org")

    care = review_customers(contacts.log(), CustomerFiles(customers=(CustomerRecord("Ana Ruiz", id="7"),)))

    assert [(one.id, len(one.episodes)) for one in care.at_risk] == [("7", 2)]


def test_invoices_that_do_not_say_what_is_paid_name_the_column_that_would():
    bill = InvoiceRecord("Ana", END - timedelta(days=40), 10.0, due=END - timedelta(days=9))

    gaps = {
        paid: review_customers(None, CustomerFiles(invoices=(replace(bill, paid=paid),))).gaps
        for paid in (None, True)
    }

    assert CareGap.NO_PAID in gaps[None]
    assert CareGap.NO_PAID not in gaps[True]


def test_a_booked_visit_does_not_move_the_present_and_a_newer_file_does():
    contacts = Contacts()
    sold = [service(f"Customer {at}", at % 12) for at in range(40)]
    booked = replace(sold[0], day=END + timedelta(days=300))
    newer = [replace(one, day=one.day + timedelta(days=100)) for one in sold]

    ends = [
        review_customers(contacts.log(), CustomerFiles(services=each)).as_of
        for each in ((*sold, booked), newer)
    ]

    assert ends == [END, max(one.day for one in newer)]


@pytest.mark.parametrize(
    ("records", "accused"),
    [
        ((CustomerRecord("Eva Mora"),), ["Eva Mora"]),
        (
            (CustomerRecord("Eva Mora", anniversary=END), CustomerRecord("Eva Mora", renewal=END)),
            ["Eva Mora"],
        ),
        (
            tuple(CustomerRecord("Eva Mora", anniversary=END - timedelta(days=at)) for at in range(2)),
            [],
        ),
    ],
)
def test_two_rows_of_one_name_are_two_customers_if_they_came_on_different_days(records, accused):
    contacts = Contacts()
    contacts.add(90, "Eva Mora", cause="C1")
    contacts.add(30, "Eva Mora", cause="C2")

    care = review_customers(contacts.log(), CustomerFiles(customers=records))

    assert [one.customer for one in care.at_risk] == accused


def test_ids_are_found_again_where_names_of_a_file_were_put_in_their_place():
    contacts = Contacts()
    for known, days in (("Eva Mora (7)", 90), ("Eva Mora (7)", 60), ("Eva Mora (8)", 30), ("Luis Paz", 20)):
        contacts.add(days, known.split(" (")[0].upper(), cause=f"C{days}", known=known)
    files = CustomerFiles(
        customers=(
            *(CustomerRecord("Eva Mora", id=known) for known in "78"),
            CustomerRecord("Luis Paz", id="9", renewal=END + timedelta(days=5)),
        )
    )

    care = review_customers(contacts.log(), files)

    assert [(one.id, len(one.episodes)) for one in care.at_risk] == [("7", 2)]
    assert [(one.id, one.episodes) for one in care.agenda] == [("9", 1)]


def test_each_contract_of_a_customer_is_due_by_itself() -> None:
    contacts = Contacts()
    for days in (5, 40):
        contacts.add(days, "Ana Ruiz", cause=f"C{days}")
    soon, later = END + timedelta(days=10), END + timedelta(days=50)
    files = CustomerFiles(
        customers=(
            CustomerRecord("Ana Ruiz", id="7", renewal=later, value=300.0),
            CustomerRecord("Ana Ruiz", id="7", renewal=soon, value=200.0, anniversary=date(2020, 9, 4)),
            CustomerRecord("Luis Vega", id="8", renewal=soon, value=50.0),
            CustomerRecord("Luis Vega", id="8", renewal=soon, value=50.0),
        )
    )

    care = review_customers(contacts.log(), files)

    renewals = {(one.customer, one.due, one.notice) for one in care.agenda if one.kind is AgendaKind.RENEWAL}
    assert renewals == {
        ("Ana Ruiz", soon, 15),
        ("Ana Ruiz", later, 60), ("Ana Ruiz", later, 30), ("Ana Ruiz", later, 15),
        ("Luis Vega", soon, 15),
    }  # fmt: skip
    assert [one.customer for one in care.agenda if one.kind is AgendaKind.ANNIVERSARY] == ["Ana Ruiz"]
    assert [(one.customer, one.value, one.renewal) for one in care.at_risk] == [("Ana Ruiz", 500.0, soon)]
    # One row given twice is one contract.
    assert [one.several_contracts for one in care.matches] == [1]
    # The log has no ids, so the name joined them.
    assert [(one.by_id, one.by_name) for one in care.matches] == [(0, 1)]


def test_numbers_of_contracts_do_not_make_two_customers_of_one() -> None:
    contacts = Contacts()
    for days, known in ((5, ""), (40, "K2")):
        contacts.add(days, "Ana Ruiz", cause=f"C{days}", known=known)
    rows = [
        CustomerRecord("Ana Ruiz", id="K1", renewal=END + timedelta(days=10), anniversary=END),
        CustomerRecord("Ana Ruiz", id="K2", renewal=END + timedelta(days=20), anniversary=END),
        CustomerRecord("Ana Ruiz", id="K3", renewal=END + timedelta(days=30), anniversary=date(2001, 2, 3)),
    ]

    def review(*records: CustomerRecord) -> list[tuple[int, tuple[str, ...]]]:
        care = review_customers(contacts.log(), CustomerFiles(customers=records))
        return [(one.customers, one.ambiguous) for one in care.matches]

    assert review(*(replace(row, of_contract=True) for row in rows[:2])) == [(1, ())]
    # Somebody else of the same name came on another day; ids of customers tell customers apart.
    assert review(*(replace(row, of_contract=True) for row in rows)) == [(2, ("Ana Ruiz",))]
    assert review(*rows[:2]) == [(2, ("Ana Ruiz",))]


@pytest.mark.parametrize(
    ("chosen", "rules"),
    [
        ({"birthdays": "yes"}, CareRules(birthdays=True)),
        ({"window": "180", "amount": "20"}, CareRules(window_days=180, amount_change=0.2)),
        ({}, CareRules()),
    ],
)
def test_what_is_due_can_be_chosen_by_name(chosen: dict[str, str], rules: CareRules) -> None:
    assert choose_care(CareRules(), chosen) == rules


@pytest.mark.parametrize("wrong", [("birthdays", "si"), ("window", "0"), ("amount", "-3"), ("colour", "red")])
def test_what_cannot_be_chosen_is_named(wrong: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="=".join(wrong)):
        choose_care(CareRules(), dict([wrong]))

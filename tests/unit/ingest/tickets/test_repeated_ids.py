"""What a repeated id means is decided for the whole column: no row is lost, and nothing is counted twice."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supportlens.domain import Derived
from supportlens.i18n import words_for
from supportlens.i18n.imports import file_lines
from supportlens.i18n.left_out_rows import remarked_rows
from supportlens.ingest import normalise
from supportlens.ingest.tables.table import Grid, Origin, make_table
from tests.unit.ingest.logs import delimited, saved, tickets, workbook

TEXTS = (
    "El portal de pagos rechaza la clave",
    "La etiquetadora se atasca en cada trabajo",
    "Me cobraron dos veces el plan de junio",
    "No encuentro dónde cambiar el turno",
    "El lector pita y no aparece nada",
    "Necesito acceso a la carpeta de contratos",
    "Nunca llega el correo de confirmación",
)
PEOPLE = ("Ana Ruiz", "Luis Mora", "Eva Soto", "Iván Paz", "Sara Gil", "Hugo Rey", "Olga Vera", "Inés Pol")
FIRST = datetime(2026, 1, 5, 8, 3)
RUNNING = ["Folio", "Fecha", "Usuario", "Problema"]
STATES = ["Folio", "Fecha de creación", "Última actualización", "Asunto", "Estado", "Fecha de cierre"]


def stamp(hours: float) -> str:
    return f"{FIRST + timedelta(hours=hours):%d/%m/%Y %H:%M}"


def text(number: int) -> str:
    return f"{TEXTS[number % 7]} ({number})"


def person(number: int) -> str:
    return PEOPLE[number * 5 % 8]


def month(number: int, count: int, year: int = 2026) -> list[list[str]]:
    """Rows of a month whose numbers begin at one."""
    return [
        [str(n), f"{min(n, 28):02d}/{number:02d}/{year}", person(n + number), TEXTS[(n * 3 + number) % 7]]
        for n in range(1, count + 1)
    ]


def by_place(places: tuple[str, ...], count: int = 25) -> list[list[str]]:
    """Rows of places that count by themselves, day by day: number, date, person, text, place."""
    return [
        [str(n), f"{stamp(24 * n)[:10]}", person(n + at), TEXTS[(n * 2 + at) % 7], place]
        for n in range(1, count)
        for at, place in enumerate(places)
    ]


RESTARTS = {
    "each month": (RUNNING, [row for n in (1, 2, 3, 4) for row in month(n, 12 + n)]),
    "each year": (
        ["Number", "Created", "Caller", "Short description"],
        [row for year in (2024, 2025) for row in month(3, 28, year)],
    ),
    "each day": (
        ["Ticket", "Fecha", "Cliente", "Mensaje"],
        [
            [str(n), stamp(24 * day + n), person(n + day), text(n * 9 + day)]
            for day in range(15)
            for n in range(1, 5 + day % 5)
        ],
    ),
    "each month with a prefix": (
        RUNNING,
        [[f"INC-{int(row[0]):03d}", *row[1:]] for n in (1, 2, 3) for row in month(n, 20)],
    ),
    "in each branch": ([*RUNNING, "Sucursal"], by_place(("Norte", "Sur", "Centro"))),
    "of each technician": (["#", "Created", "User", "Issue", "Technician"], by_place(("Mario", "Delia"))),
    "in each project": (["number", "created", "author", "title", "project"], by_place(("Hera", "Argos"), 40)),
    "each month, a few standard sentences": (
        ["No.", "Fecha", "Problema"],
        [[str(n), f"{n:02d}/{m:02d}/2026", TEXTS[n % 3]] for m in (1, 2, 3, 4) for n in range(1, 27)],
    ),
    "each month, asked by users and agents": (
        [*RUNNING, "Perfil"],
        [[*row, ("Usuario", "Agente")[int(row[0]) * n % 2]] for n in (1, 2, 3) for row in month(n, 24)],
    ),
    "after fifty rows, without dates": (
        ["No", "Usuario", "Problema"],
        [[str(n), person(n + run), text(50 * run + n)] for run in range(4) for n in range(1, 51)],
    ),
}


@pytest.mark.parametrize("shuffled", [False, True])
@pytest.mark.parametrize("kind", RESTARTS)
def test_numbers_that_start_again_are_tickets_of_their_own(tmp_path, kind, shuffled):
    header, data = RESTARTS[kind]
    if shuffled and "without dates" not in kind:
        data = random.Random(2).sample(data, len(data))
    found = tickets(saved(tmp_path / "log.csv", delimited(header, data)))
    assert len(found) == len(data)
    assert found.frame["ticket_id"].is_unique
    (file,) = found.files
    assert list(file.repeated_ids) == ["running_number"]
    assert [(one.row, one.reason) for one in file.remarks] == [(0, "id_qualified")]


def test_an_id_is_named_by_the_month_or_the_place_in_which_it_counts(tmp_path):
    by_month = tickets(saved(tmp_path / "a.csv", delimited(*RESTARTS["each month"])))
    assert by_month.frame["ticket_id"].tolist()[:2] == ["2026-01:1", "2026-01:2"]
    by_branch = tickets(saved(tmp_path / "b.csv", delimited(*RESTARTS["in each branch"])))
    assert set(by_branch.frame["ticket_id"][:3]) == {"Norte:1", "Sur:1", "Centro:1"}


def test_numbers_that_start_again_on_every_sheet_are_named_by_the_sheet(tmp_path):
    path = workbook(tmp_path / "log.xlsx", *([RUNNING, *month(n, 8)] for n in (1, 2, 3)))
    found = tickets(path)
    assert len(found) == 24
    assert found.frame["ticket_id"].tolist()[0] == "Hoja1:1"
    assert found.files[0].repeated_ids == {"running_number": 24}
    words = words_for("es")
    told = dict(file_lines(found.files[0], found, words))
    assert (
        told["Números de ticket repetidos"] == "la numeración vuelve a empezar: un ticket por fila (24 filas)"
    )
    assert remarked_rows(found.files[0], words)[0].reason.startswith(
        "otros tickets tienen los mismos números"
    )


def test_files_of_several_months_are_named_by_the_file_in_any_order(tmp_path):
    paths = [
        saved(tmp_path / f"{name}.csv", delimited(RUNNING, month(n, 20)))
        for n, name in enumerate(("enero", "febrero", "marzo"), start=1)
    ]
    one, other = tickets(*paths), tickets(*reversed(paths))
    assert one.frame["ticket_id"].tolist() == other.frame["ticket_id"].tolist()
    assert len(one) == 60
    assert one.frame["ticket_id"][0] == "enero:1"


def test_two_desks_that_open_tickets_on_the_same_days_lose_none(tmp_path):
    header = ["id", "fecha", "descripción", "estado"]
    for at, name in enumerate(("norte", "sur")):
        data = [[str(n), stamp(24 * n)[:10], TEXTS[(n * (2 + at)) % 7], "Abierto"] for n in range(1, 30)]
        saved(tmp_path / f"{name}.csv", delimited(header, data))
    assert len(tickets(tmp_path)) == 58


def test_a_number_given_twice_by_mistake_is_two_tickets(tmp_path):
    data = [[str(1000 + n), stamp(7 * n), person(n), text(n)] for n in range(100)]
    data[50][0] = data[20][0]
    found = tickets(saved(tmp_path / "log.csv", delimited(RUNNING, data)))
    assert len(found) == 100
    assert found.files[0].repeated_ids == {"reused_number": 2}
    assert found.account.left_out == {}


@pytest.mark.parametrize("none", ["0", "000", "-", "N/A", "s/n", "PENDIENTE", "2,60119E+13", "1.2E+15"])
def test_placeholders_and_rounded_numbers_are_no_ids(tmp_path, none):
    data = [[none if n % 3 == 0 else f"T-{n}", stamp(7 * n), person(n), text(n)] for n in range(30)]
    found = tickets(saved(tmp_path / "log.csv", delimited(RUNNING, data, "\t")))
    assert len(found) == 30
    assert found.frame["ticket_id"].is_unique
    assert not found.frame["ticket_id"].str.fullmatch(none.replace("+", r"\+")).any()


def history(count: int = 20) -> list[list[str]]:
    """A row per change of each ticket."""
    rows = []
    for n in range(count):
        opened, at = stamp(11 * n), 11 * n
        rows.append([f"T{n}", opened, opened, text(n), "Abierto", ""])
        rows.append([f"T{n}", opened, stamp(at + 3), text(n), "En curso", ""])
        if n % 2:
            rows.append([f"T{n}", opened, stamp(at + 9), text(n) + " y ya quedó", "Cerrado", stamp(at + 9)])
        if n % 4 == 1:
            rows.append([f"T{n}", opened, stamp(at + 30), text(n), "Abierto", ""])
    return rows


@pytest.mark.parametrize("seed", [None, 1, 2])
def test_a_row_per_change_gives_the_first_date_and_the_last_state(tmp_path, seed):
    data = history() if seed is None else random.Random(seed).sample(history(), len(history()))
    found = tickets(saved(tmp_path / "log.csv", delimited(STATES, data)))
    frame = found.frame.set_index("ticket_id")
    assert len(frame) == 20
    assert frame.loc["T0", "status"] == "En curso"
    assert frame.loc["T3", "status"] == "Cerrado"
    assert str(frame.loc["T3", "created_at"]) == "2026-01-06 17:03:00"
    assert str(frame.loc["T3", "resolved_at"]) == "2026-01-07 02:03:00"
    assert frame.loc["T3", "text"].endswith("y ya quedó")
    assert (frame.loc["T1", "status"], str(frame.loc["T1", "resolved_at"])) == ("Abierto", "NaT")
    assert found.account.left_out == {"earlier_state": len(data) - 20}
    assert found.files[0].repeated_ids == {"later_state": len(data) - 20}


def test_a_change_whose_only_date_is_its_own_leaves_the_first(tmp_path):
    header = ["Ticket", "Date", "User", "Description", "Status"]
    data = [
        [f"A-{n}", stamp(11 * n + 5 * step), person(n), text(n), ("New", "Assigned", "Solved")[step]]
        for n in range(20)
        for step in range(1 + n % 3)
    ]
    frame = tickets(saved(tmp_path / "log.csv", delimited(header, data))).frame.set_index("ticket_id")
    assert (len(frame), frame.loc["A-2", "status"]) == (20, "Solved")
    assert str(frame.loc["A-2", "created_at"]) == "2026-01-06 06:03:00"


def test_reopened_rows_are_one_ticket(tmp_path):
    header = ["Ticket", "Fecha", "Usuario", "Descripción", "Estatus"]
    data = [[f"T-{n}", stamp(9 * n), person(n), text(n), "Cerrado"] for n in range(60)]
    data += [[f"T-{n}", stamp(9 * n + 50), person(n), text(n), "Reabierto"] for n in range(0, 60, 10)]
    found = tickets(saved(tmp_path / "log.csv", delimited(header, data)))
    assert len(found) == 60
    assert found.frame["status"].eq("Reabierto").sum() == 6


@pytest.mark.parametrize("names", [("a", "b"), ("z", "b")])
def test_an_export_repeated_next_month_has_the_newer_state_whatever_its_name(tmp_path, names):
    header = ["ID", "Fecha", "Descripción", "Estado"]
    old = [[str(n), stamp(9 * n), text(n), "Abierto"] for n in range(1, 41)]
    new = [[str(n), stamp(9 * n), text(n), "Cerrado"] for n in range(21, 71)]
    found = tickets(
        saved(tmp_path / f"{names[0]}.csv", delimited(header, old)),
        saved(tmp_path / f"{names[1]}.csv", delimited(header, new)),
    )
    assert len(found) == 70
    assert found.frame["status"].value_counts().to_dict() == {"Cerrado": 50, "Abierto": 20}
    assert found.account.left_out == {"earlier_state": 20}


def test_only_exact_copies_are_called_copies(tmp_path):
    data = [[str(n), stamp(9 * n), person(n), text(n)] for n in range(1, 31)]
    found = tickets(
        saved(tmp_path / "a.csv", delimited(RUNNING, [*data[:20], data[3]])),
        saved(tmp_path / "b.csv", delimited(RUNNING, data[10:])),
    )
    assert len(found) == 30
    assert found.account.left_out == {"duplicate_id": 11}


def test_rows_of_other_date_text_and_person_are_never_one_ticket(tmp_path):
    data = history()
    data.append(["T7", stamp(900), stamp(901), "La impresora del piso 3 no imprime", "Abierto", ""])
    found = tickets(saved(tmp_path / "log.csv", delimited(STATES, data)))
    assert len(found) == 21
    assert found.frame["text"].str.contains("impresora").sum() == 1


ROW = st.tuples(
    st.integers(1, 6), st.integers(0, 40), st.sampled_from(PEOPLE), st.sampled_from(TEXTS), st.integers(0, 2)
)


def made(name: str, rows: list[list[str]], header: list[str] = RUNNING):
    grid = Grid(tuple(header), rows, range(2, len(rows) + 2))
    return make_table(Origin(f"/{name}.csv", named=True, format="csv", sha256=f"{name}{rows}"), grid)


def written(rows) -> list[list[str]]:
    return [[str(number), stamp(13 * at), who, what] for number, at, who, what, _ in rows]


@settings(max_examples=12, deadline=None)
@given(
    st.lists(ROW, min_size=1, max_size=14, unique_by=lambda row: row[1]), st.randoms(use_true_random=False)
)
def test_no_row_is_lost_in_any_order_of_files_and_rows(rows, chance):
    files = [written(row for row in rows if row[4] == at) for at in range(3)]
    tables = [made(str(at), each) for at, each in enumerate(files) if each]
    found, _ = normalise(tables)
    assert found.account.rows == len(rows) == len(found) + sum(found.account.left_out.values())
    assert found.frame["ticket_id"].is_unique
    chance.shuffle(tables)
    again, _ = normalise(tables)
    assert again.frame.equals(found.frame)
    mixed = [made(str(at), chance.sample(each, len(each))) for at, each in enumerate(files) if each]
    other, _ = normalise(mixed)
    same = ["ticket_id", "created_at", Derived.TEXT]
    assert other.frame[same].equals(found.frame[same])


@settings(max_examples=15, deadline=None)
@given(st.integers(3, 27), st.integers(3, 27))
def test_two_months_that_start_again_give_the_sum_of_both(one, other):
    found, _ = normalise([made("log", [*month(1, one), *month(2, other)])])
    apart, _ = normalise([made("a", month(1, one)), made("b", month(2, other))])
    assert len(found) == len(apart) == one + other


@settings(max_examples=15, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=14))
def test_the_same_file_under_another_name_adds_nothing(rows):
    table = made("a", written(rows))
    once, _ = normalise([table])
    twice, _ = normalise([table, made("b", written(rows))])
    assert len(twice) == len(once)

"""Tables that belong together are joined by their keys: comments are no tickets, and people have names."""

from __future__ import annotations

import zipfile
from datetime import datetime, timedelta

import pytest

from tests.unit.ingest.logs import delimited, json_of, saved, tickets, workbook

FIRST = datetime(2026, 1, 5, 8, 3)
COUNT = 16


def stamp(hours: float) -> str:
    return f"{FIRST + timedelta(hours=hours):%d/%m/%Y %H:%M}"


def made(first_ticket: int = 8000, first_person: int = 50, agent: int = 7):
    """Rows of tickets, of comments and of people."""
    opened, said = [], []
    people = [
        [str(first_person + n), f"Persona {n}", f"p{n}@example.org", "cliente", ("Brisa", "Acme")[n % 2]]
        for n in range(COUNT)
    ]
    people.append([str(agent), "Mario Díaz", "mario@mesa.example", "agente", ""])
    for n in range(COUNT):
        ticket, person = str(first_ticket + n), str(first_person + n)
        asked = f"La etiquetadora {n} se atasca en cada trabajo"
        opened.append([ticket, stamp(9 * n), f"Atasco {n}", asked, person, str(agent), "Cerrado"])
        said.append([str(3 * n + 1), ticket, person, stamp(9 * n), asked])
        said.append([str(3 * n + 2), ticket, str(agent), stamp(9 * n + 1), "Gracias por escribir"])
        if n % 2:
            said.append([str(3 * n + 3), ticket, person, stamp(9 * n + 2), f"Sigue igual {n}"])
    return opened, said, people


HEADERS = {
    "English": (
        ["id", "created_at", "subject", "description", "requester_id", "assignee_id", "status"],
        ["id", "ticket_id", "author_id", "created_at", "body"],
        ["id", "name", "email", "role", "organization"],
    ),
    "Spanish": (
        ["id", "fecha", "asunto", "descripción", "cliente_id", "agente_id", "estado"],
        ["id", "caso_id", "autor_id", "fecha", "nota"],
        ["id", "nombre", "correo", "rol", "empresa"],
    ),
    "Spanish without the word id": (
        ["Folio", "Fecha", "Asunto", "Descripción", "Solicitante", "Técnico", "Estado"],
        ["No.", "Folio", "Autor", "Fecha", "Comentario"],
        ["Clave", "Nombre", "Correo", "Perfil", "Empresa"],
    ),
    "the other way round": (
        ["ticket_id", "opened", "title", "details", "user_id", "owner_id", "state"],
        ["comment_id", "ticket_id", "user_id", "at", "comment"],
        ["user_id", "full_name", "email", "type", "company"],
    ),
}


def check(found) -> None:
    frame = found.frame
    assert len(frame) == COUNT
    assert frame["text"].str.contains("se atasca").all()
    assert frame["text"].str.contains("Sigue igual").sum() == COUNT // 2
    assert not frame["text"].str.contains("Gracias").any()
    assert frame["resolution"].eq("Gracias por escribir").all()
    assert found.account.left_out == {"comments_table": 2 * COUNT + COUNT // 2, "people_table": COUNT + 1}


@pytest.mark.parametrize("small", [False, True])
@pytest.mark.parametrize("language", HEADERS)
def test_three_files_are_one_log(tmp_path, language, small):
    rows = made(1, 1, COUNT + 1) if small else made()
    for name, header, data in zip("abc", HEADERS[language], rows, strict=True):
        saved(tmp_path / f"{name}.csv", delimited(header, data))
    found = tickets(tmp_path)
    check(found)
    (row,) = found.frame[found.frame["text"].str.contains("etiquetadora 3 ")].to_dict("records")
    assert (row["requester"], row["customer"], row["agent"]) == ("Persona 3", "Acme", "Mario Díaz")


@pytest.mark.parametrize("order", ["cab", "bca", "abc"])
def test_the_names_of_the_files_play_no_part(tmp_path, order):
    paths = [
        saved(tmp_path / f"{name}.csv", delimited(header, data))
        for name, header, data in zip(order, HEADERS["English"], made(), strict=True)
    ]
    check(tickets(*reversed(paths)))


def test_sheets_of_a_workbook_and_members_of_an_archive_are_joined_too(tmp_path):
    sheets = [[header, *data] for header, data in zip(HEADERS["Spanish"], made(), strict=True)]
    check(tickets(workbook(tmp_path / "todo.xlsx", *reversed(sheets))))
    with zipfile.ZipFile(tmp_path / "todo.zip", "w") as archive:
        for name, header, data in zip("xyz", HEADERS["Spanish"], made(), strict=True):
            archive.writestr(f"salida/{name}.csv", delimited(header, data))
    check(tickets(tmp_path / "todo.zip"))


def test_people_beside_the_tickets_of_an_api_give_their_names(tmp_path):
    opened, _, people = made()
    document = {
        "tickets": [dict(zip(HEADERS["English"][0], row, strict=True)) for row in opened],
        "users": [dict(zip(HEADERS["English"][2], row, strict=True)) for row in people],
    }
    found = tickets(saved(tmp_path / "page.json", json_of(document)))
    assert len(found) == COUNT
    assert found.frame["requester"].str.startswith("Persona").all()
    assert found.account.left_out == {"people_table": COUNT + 1}


def test_tickets_without_text_have_the_first_comment_as_their_text(tmp_path):
    opened, said, _ = made()
    bare = [[row[0], row[1], row[4], row[6]] for row in opened]
    found = tickets(
        saved(tmp_path / "t.csv", delimited(["id", "fecha", "cliente_id", "estado"], bare)),
        saved(tmp_path / "c.csv", delimited(["id", "id_ticket", "autor", "fecha", "mensaje"], said)),
    )
    assert len(found) == COUNT
    assert found.frame["text"].str.contains("se atasca").all()
    assert found.frame["resolution"].eq("Gracias por escribir").all()


def test_tickets_of_two_months_share_the_comments_of_the_year(tmp_path):
    opened, said, _ = made()
    header, of_comments, _ = HEADERS["English"]
    found = tickets(
        saved(tmp_path / "a.csv", delimited(header, opened[:8])),
        saved(tmp_path / "b.csv", delimited(header, opened[8:])),
        saved(tmp_path / "c.csv", delimited(of_comments, said)),
    )
    assert len(found) == COUNT
    assert found.frame["text"].str.contains("Sigue igual").sum() == COUNT // 2


def test_notes_of_the_desk_to_itself_are_no_answers(tmp_path):
    opened, said, _ = made()
    marked = [[*row, "true"] for row in said]
    marked += [
        [str(900 + n), str(8000 + n), "7", stamp(9 * n + 1), "cliente moroso", "false"] for n in range(9)
    ]
    found = tickets(
        saved(tmp_path / "t.csv", delimited(HEADERS["English"][0], opened)),
        saved(tmp_path / "c.csv", delimited([*HEADERS["English"][1], "public"], marked)),
    )
    assert len(found) == COUNT
    assert found.frame["resolution"].eq("Gracias por escribir").all()
    assert not found.frame["text"].str.contains("moroso").any()


def test_a_survey_of_its_own_gives_the_score_and_the_customers_words(tmp_path):
    opened, _, _ = made()
    answers = [[row[0], str(1 + n % 5), f"Muy lento {n}"] for n, row in enumerate(opened[:12])]
    found = tickets(
        saved(tmp_path / "t.csv", delimited(HEADERS["English"][0], opened)),
        saved(tmp_path / "s.csv", delimited(["ticket_id", "score", "comment"], answers)),
    )
    assert len(found) == COUNT
    assert found.frame["satisfaction"].notna().sum() == 12
    assert found.frame["text"].str.contains("Muy lento").sum() == 12


def survey_beside_small_numbers(tmp_path, lag, *, dated=True, rated=False, prefix=""):
    """A log numbered from one, and answers to a survey about every second ticket, `lag` hours later."""
    asked = [
        [f"{prefix}{n}", stamp(9 * n), f"La etiquetadora {n} se atasca", f"P{n % 5}", str(1 + n % 5)]
        for n in range(1, 41)
    ]
    head = ["Folio", "Fecha", "Descripción", "Solicitante", "Calificación"]
    answers = [
        [
            row[0],
            *([stamp(9 * n + lag)] if dated else []),
            str(1 + n % 5),
            f"Tardaron {n} días" if n % 3 else "",
        ]
        for n, row in enumerate(asked)
        if n % 2
    ]
    columns = ["Folio", *(["Fecha de respuesta"] if dated else []), "Calificación (1 a 5)", "Comentario"]
    return tickets(
        saved(
            tmp_path / "t.csv",
            delimited(head[: 5 if rated else 4], [row[: 5 if rated else 4] for row in asked]),
        ),
        saved(tmp_path / "s.csv", delimited(columns, answers)),
    )


@pytest.mark.parametrize("dated", [True, False])
@pytest.mark.parametrize("prefix", ["", "REQ-2026-"])
def test_a_survey_about_the_tickets_of_a_plain_log_is_no_log(tmp_path, dated, prefix):
    found = survey_beside_small_numbers(tmp_path, 30, dated=dated, prefix=prefix)
    assert len(found) == 40
    assert found.frame["satisfaction"].notna().sum() == 20
    assert found.frame["text"].str.contains("Tardaron").sum() == 13


def test_rated_contacts_of_the_next_month_with_numbers_from_one_stay_a_log(tmp_path):
    assert len(survey_beside_small_numbers(tmp_path, 24 * 31)) == 60


def test_a_second_rating_beside_a_log_that_has_one_is_no_survey_of_it(tmp_path):
    assert len(survey_beside_small_numbers(tmp_path, 30, rated=True)) == 60


def test_products_named_by_a_number_get_their_names(tmp_path):
    opened, _, _ = made()
    rows = [[*row[:4], str(1 + n % 3)] for n, row in enumerate(opened)]
    found = tickets(
        saved(
            tmp_path / "t.csv", delimited(["id", "created_at", "subject", "description", "product_id"], rows)
        ),
        saved(
            tmp_path / "p.csv", delimited(["id", "name"], [["1", "Atlas"], ["2", "Portal"], ["3", "Caja"]])
        ),
    )
    assert len(found) == COUNT
    assert set(found.frame["product"]) == {"Atlas", "Portal", "Caja"}


def test_two_logs_of_other_columns_that_both_count_from_one_stay_two(tmp_path):
    opened, _, _ = made(1)
    other = [[str(n), stamp(24 * n + 5), f"La caja {n} no abre", "Norte"] for n in range(1, 15)]
    found = tickets(
        saved(tmp_path / "a.csv", delimited(HEADERS["English"][0], opened)),
        saved(tmp_path / "b.csv", delimited(["Folio", "Fecha", "Problema", "Sede"], other)),
    )
    assert len(found) == COUNT + 14
    assert found.account.left_out == {}


def test_a_log_of_the_next_year_that_restarts_is_no_table_of_comments(tmp_path):
    opened, _, _ = made(1)
    later = [
        [str(n), stamp(24 * (300 + 30 * run + n)), f"Persona {n}", f"La caja {n} no abre {run}"]
        for run in range(3)
        for n in range(1, 15)
    ]
    found = tickets(
        saved(tmp_path / "a.csv", delimited(HEADERS["English"][0], opened)),
        saved(tmp_path / "b.csv", delimited(["Folio", "Fecha", "Usuario", "Problema"], later)),
    )
    assert len(found) == COUNT + 42


def test_the_same_tickets_in_two_layouts_are_no_comments_of_each_other(tmp_path):
    opened, _, _ = made()
    other = [[row[0], row[1], row[2], row[3], "Abierto", "Norte"] for row in opened]
    found = tickets(
        saved(tmp_path / "a.csv", delimited(HEADERS["English"][0], opened)),
        saved(
            tmp_path / "b.csv", delimited(["Folio", "Fecha", "Asunto", "Detalle", "Estado", "Sede"], other)
        ),
    )
    assert len(found) == COUNT
    assert found.account.left_out == {"earlier_state": COUNT}


@pytest.mark.parametrize("signed", ["id", "name"])
def test_who_asked_is_known_though_the_desk_is_in_no_list_of_people(tmp_path, signed):
    opened, said, people = made()
    opened = [[*row[:5], row[6]] for row in opened]
    names = {row[0]: row[1] for row in people}
    if signed == "name":  # a column whose header does not say that it names the author
        said = [[*row[:2], names.get(row[2], "Mario") if row[2] != "7" else "Mesa", *row[3:]] for row in said]
    log, notes, users = HEADERS["Spanish without the word id"]
    author = "Autor" if signed == "id" else "Quién"
    found = tickets(
        saved(tmp_path / "casos.csv", delimited([*log[:5], log[6]], opened)),
        saved(tmp_path / "notas.csv", delimited([*notes[:2], author, *notes[3:]], said)),
        saved(tmp_path / "personas.csv", delimited(users, people[:-1])),
    ).frame
    assert len(found) == COUNT
    assert found["text"].str.contains("Sigue igual").sum() == COUNT // 2
    assert not found["text"].str.contains("Gracias").any()

"""A row per message gives a ticket per conversation under any headers, in both languages."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest

from tests.unit.ingest.logs import delimited, saved, tickets

FIRST = datetime(2026, 1, 5, 8, 3)
PEOPLE = ("Ana Ruiz", "Luis Mora", "Eva Soto", "Iván Paz", "Sara Gil", "Hugo Rey", "Olga Vera", "Inés Pol")
HELLO = "Gracias por escribir, lo revisamos"


def conversation(number: int):
    """Yield minutes, side, author and text of a conversation."""
    agent = ("Mario Díaz", "Delia Luz")[number % 2]
    person = PEOPLE[number % 8]
    yield 0, "c", person, f"La etiquetadora {number} se atasca en cada trabajo"
    yield 30, "a", agent, HELLO
    if number % 2:
        yield 90, "c", person, f"Sigue igual, van {number} horas"
    if number % 3 == 0:
        yield 200, "a", agent, f"Cambiamos el rodillo {number}"


MESSAGES = [
    (number, side, author, FIRST + timedelta(hours=13 * number, minutes=minutes), said)
    for number in range(18)
    for minutes, side, author, said in conversation(number)
]


def address(author: str, side: str) -> str:
    name = author.split(maxsplit=1)[0].lower()
    return f"{author} <{name}@{'correo.example' if side == 'c' else 'mesa.example'}>"


KINDS = {
    "direction in Spanish": (
        ["Caso", "Fecha", "Dirección", "Mensaje"],
        lambda n, side, who, at, said: [f"C-{n}", at, "Entrante" if side == "c" else "Saliente", said],
    ),
    "kind of author in Spanish": (
        ["Nº de caso", "Fecha y hora", "Tipo de autor", "Autor", "Texto"],
        lambda n, side, who, at, said: [str(n + 1), at, "Cliente" if side == "c" else "Agente", who, said],
    ),
    "author alone": (
        ["ticket_id", "created_at", "author", "comment"],
        lambda n, side, who, at, said: [str(500 + n), at, who, said],
    ),
    "author alone in Spanish": (
        ["ticket", "fecha", "autor", "comentario"],
        lambda n, side, who, at, said: [str(n + 1), at, who, said],
    ),
    "a number for each message as well": (
        ["id", "ticket_id", "incoming", "private", "body_text", "created_at"],
        lambda n, side, who, at, said: [
            f"{9000 + n}-{at[11:]}", str(700 + n), str(side == "c").lower(), "false", said, at
        ],
    ),
    "addresses and a subject of replies": (
        ["Thread ID", "Date", "From", "Subject", "Body"],
        lambda n, side, who, at, said: [
            f"th{n}x9", at, address(who, side), "Etiquetadora" if side == "c" else "RE: Etiquetadora", said
        ],
    ),
    "user and assistant": (
        ["conversation_id", "role", "content", "timestamp"],
        lambda n, side, who, at, said: [str(n), "user" if side == "c" else "assistant", said, at],
    ),
    "columns of the ticket repeated": (
        ["Ticket ID", "Description", "Status", "Created", "Comment date", "Comment author", "Comment"],
        lambda n, side, who, at, said: [
            str(n), f"La etiquetadora {n} se atasca en cada trabajo", "Closed",
            f"{FIRST + timedelta(hours=13 * n):%d/%m/%Y %H:%M}", at, who, said
        ],
    ),
}  # fmt: skip


def rows(kind: str) -> tuple[list[str], list[list[str]]]:
    header, write = KINDS[kind]
    return header, [
        write(number, side, who, f"{at:%d/%m/%Y %H:%M}", said) for number, side, who, at, said in MESSAGES
    ]


@pytest.mark.parametrize("seed", [None, 4])
@pytest.mark.parametrize("kind", KINDS)
def test_the_customers_words_are_the_ticket_and_the_desks_its_answer(tmp_path, kind, seed):
    header, data = rows(kind)
    if seed is not None:
        data = random.Random(seed).sample(data, len(data))
    found = tickets(saved(tmp_path / "log.csv", delimited(header, data)))
    assert len(found) == 18
    frame = found.frame
    assert frame["text"].str.contains("se atasca").all()
    assert frame["text"].str.contains("Sigue igual").sum() == 9
    assert not frame["text"].str.contains("Gracias por escribir|rodillo").any()
    assert frame["resolution"].str.contains("Gracias por escribir").all()
    assert frame["resolution"].str.contains("rodillo").sum() == 6
    assert str(frame["created_at"].min()) == "2026-01-05 08:03:00"
    assert found.account.left_out == {"joined_message": len(data) - 18}
    (file,) = found.files
    assert file.repeated_ids == {"message": len(data) - 18}
    assert found.original[file.columns["resolution"]].equals(frame["resolution"])


@pytest.mark.parametrize(("header", "yes"), [("is_private", "yes"), ("Nota interna", "sí"), ("public", "no")])
def test_a_private_note_is_neither_the_request_nor_an_answer(tmp_path, header, yes):
    no = {"yes": "no", "sí": "no", "no": "yes"}[yes]
    data = [[str(number), f"{at:%Y-%m-%d %H:%M}", who, no, said] for number, side, who, at, said in MESSAGES]
    data += [
        [str(n), f"{FIRST + timedelta(hours=13 * n, minutes=-5):%Y-%m-%d %H:%M}", "Mario Díaz", yes, "moroso"]
        for n in range(18)
    ]
    found = tickets(
        saved(tmp_path / "log.csv", delimited(["ticket_id", "created_at", "author", header, "comment"], data))
    )
    assert len(found) == 18
    assert not found.frame["text"].str.contains("moroso").any()
    assert not found.frame["resolution"].str.contains("moroso").any()


def test_a_conversation_that_goes_on_in_the_next_file_is_one_ticket(tmp_path):
    header, data = rows("kind of author in Spanish")
    found = tickets(
        saved(tmp_path / "enero.csv", delimited(header, data[:26])),
        saved(tmp_path / "febrero.csv", delimited(header, data[26:])),
    )
    assert len(found) == 18
    assert found.frame["text"].str.contains("se atasca").all()


def test_messages_without_authors_keep_the_first_as_the_request(tmp_path):
    data = [[str(n + 1), f"{at:%d/%m/%Y %H:%M}", said] for n, _, _, at, said in MESSAGES]
    found = tickets(saved(tmp_path / "log.csv", delimited(["Incidencia", "Fecha", "Comentario"], data)))
    assert len(found) == 18
    assert found.frame["text"].str.contains("se atasca").all()
    assert not found.frame["text"].str.contains("Gracias").any()


def test_what_is_known_later_of_the_ticket_replaces_what_was_known(tmp_path):
    header = ["Ticket", "Fecha", "Rol", "Mensaje", "Estado"]
    data = []
    for n, side, _, at, said in MESSAGES:
        data.append([f"K{n}", f"{at:%d/%m/%Y %H:%M}", "cliente" if side == "c" else "agente", said,
                     "Abierto" if side == "c" else "Atendido"])  # fmt: skip
    frame = tickets(saved(tmp_path / "log.csv", delimited(header, data))).frame.set_index("ticket_id")
    assert (frame.loc["K0", "status"], frame.loc["K1", "status"]) == ("Atendido", "Abierto")

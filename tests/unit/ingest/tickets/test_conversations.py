"""An export of a row per message gives a ticket per conversation."""

from __future__ import annotations

from tests.unit.ingest.logs import delimited, saved, tickets

HEADER = [
    *("conversation_id", "message_id", "message_body", "message_created_at", "message_author_type"),
    *("message_author_name", "conversation_state", "conversation_created_at"),
]


def message(conversation, number, text, minute, author, name):
    at = f"2026-03-14 09:{minute:02d}"
    return [conversation, str(number), text, at, author, name, "closed", "2026-03-14 09:00"]


MESSAGES = [
    message("77", 2, "Tampoco puedo exportar", 9, "user", "Ana"),
    message("77", 1, "<p>No encuentro el menú</p>", 1, "user", "Ana"),
    message("78", 4, "La caja no abre", 20, "lead", "Luis"),
    message("77", 3, "Está a la izquierda", 30, "admin", "Eva"),
    message("79", 5, "¿Le sirvió la guía?", 31, "admin", "Eva"),
    message("", 6, "Sin conversación", 40, "user", "Hugo"),
]


def log(tmp_path):
    return tickets(saved(tmp_path / "intercom.csv", delimited(HEADER, MESSAGES)))


def test_what_the_customer_wrote_is_one_ticket_in_the_order_of_time(tmp_path):
    frame = log(tmp_path).frame.set_index("ticket_id")
    assert frame.loc["77", "text"] == "No encuentro el menú\nTampoco puedo exportar"
    assert frame.loc["77", "requester"] == "Ana"
    assert frame.loc["78", "text"] == "La caja no abre"
    assert len(frame) == 4


def test_what_the_help_desk_said_last_is_the_answer(tmp_path):
    frame = log(tmp_path).frame.set_index("ticket_id")
    assert frame.loc["77", "resolution"] == "Está a la izquierda"
    assert frame.loc["79", "text"] == "¿Le sirvió la guía?"


def test_every_message_is_a_ticket_or_said_to_be_joined(tmp_path):
    found = log(tmp_path)
    (file,) = found.files
    assert [(each.row, each.reason) for each in file.rejections] == [
        (2, "joined_message"),
        (5, "joined_message"),
    ]
    assert (file.rows_read, file.rows) == (len(found), len(MESSAGES))


def test_a_log_of_a_row_per_ticket_is_left_as_it_is(tmp_path):
    header = ["conversation_id", "fecha", "asunto"]
    data = [["77", "13/03/2026", "No abre"], ["78", "14/03/2026", "No cierra la caja"]]
    assert len(tickets(saved(tmp_path / "log.csv", delimited(header, data)))) == 2

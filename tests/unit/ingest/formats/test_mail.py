"""Mail becomes tickets: a message each, a thread one, with what its writer wrote."""

from __future__ import annotations

import pytest

from supportlens.domain import NoRows
from supportlens.ingest import read
from supportlens.ingest.formats import mail
from tests.unit.ingest.logs import saved, tickets

ASKED = """Hola, no puedo entrar al portal.
From ayer me dice «cuenta bloqueada».

Saludos,
Ana Prieto
Ventas - Tel. 5555 0101
"""
ANSWERED = """Reinicie la clave en Mi cuenta.

El mar, 10 mar 2026 a las 9:15, Ana Prieto (<ana@tienda.example>)
escribió:
> Hola, no puedo entrar al portal.
"""


def message(text: str, *, number: int = 1, sender: str = "ana@tienda.example", **headers: str) -> str:
    """Write a mail of an invented shop."""
    given = {
        "From": sender,
        "To": "soporte@mesa.example",
        "Subject": "No puedo entrar",
        "Date": f"Tue, 10 Mar 2026 {9 + number:02d}:15:00 -0600",
        "Message-ID": f"<{number}@tienda.example>",
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    return "".join(f"{name}: {value}\n" for name, value in given.items() if value) + "\n" + text


def box(*messages: str) -> bytes:
    """Put mails into an mbox."""
    quoted = (each.replace("\nFrom ", "\n>From ") for each in messages)
    return "".join(f"From - Tue Mar 10 09:15:00 2026\n{each}\n\n" for each in quoted).encode()


def texts(path) -> list[str]:
    return tickets(path).frame["text"].tolist()


def test_a_mail_is_a_ticket(tmp_path):
    found = tickets(saved(tmp_path / "one.eml", message(ASKED, sender="Ana Prieto <Ana@tienda.example>")))
    row = found.frame.iloc[0]
    assert (row["subject"], row["requester"]) == ("No puedo entrar", "ana@tienda.example")
    assert row["description"] == "Hola, no puedo entrar al portal.\nFrom ayer me dice «cuenta bloqueada»."
    assert str(row["created_at"]) == "2026-03-10 10:15:00"
    assert found.files[0].format == "eml"


def test_a_thread_is_one_ticket_with_its_answer(tmp_path):
    answer = message(
        ANSWERED,
        number=2,
        sender="Mesa <soporte@mesa.example>",
        In_Reply_To="<1@tienda.example>",
        Subject="RE: otra cosa",
    )
    found = tickets(
        saved(tmp_path / "box", box(message(ASKED), answer, message("La impresora falla", number=3)))
    )
    assert len(found) == 2
    first = found.frame.iloc[0]
    assert (first["resolution"], first["agent"]) == ("Reinicie la clave en Mi cuenta.", "Mesa")
    assert found.frame["description"].iloc[1] == "La impresora falla"


def test_letters_that_answer_the_same_letter_are_a_thread_though_it_is_not_there(tmp_path):
    both = [message(f"Sigue igual, intento {n}", number=n, References="<0@tienda.example>") for n in (1, 2)]
    assert texts(saved(tmp_path / "box.mbox", box(*both))) == [
        "No puedo entrar\nSigue igual, intento 1\nSigue igual, intento 2"
    ]


def test_an_answer_without_references_joins_the_thread_of_its_subject_and_people(tmp_path):
    answer = message("Listo, ya quedó", number=2, sender="soporte@mesa.example", To="ana@tienda.example")
    answer = answer.replace("Subject: ", "Subject: RV: RE: ").replace("RV: RE: ", "Re: ")
    other = message(
        "Yo tampoco puedo",
        number=3,
        sender="luis@tienda.example",
        To="otra@mesa.example",
        Subject="Re: No puedo entrar",
    )
    found = tickets(saved(tmp_path / "box.mbox", box(message(ASKED), answer, other)))
    assert sorted(found.frame["requester"]) == ["ana@tienda.example", "luis@tienda.example"]


def test_a_thread_of_which_each_message_is_a_file_is_one_ticket(tmp_path):
    first = saved(tmp_path / "b.eml", message(ASKED))
    answer = message(ANSWERED, number=2, sender="soporte@mesa.example", References="<1@tienda.example>")
    again = message("Ahora sí, gracias", number=3, References="<1@tienda.example> <2@tienda.example>")
    saved(tmp_path / "a.eml", answer)
    saved(tmp_path / "c.eml", again)
    found = tickets(tmp_path)
    row = found.frame.iloc[0]
    assert len(found) == 1
    assert row["description"].endswith("«cuenta bloqueada».\nAhora sí, gracias")
    assert (row["resolution"], row["agent"]) == ("Reinicie la clave en Mi cuenta.", "soporte@mesa.example")
    reasons = {file.path: [each.reason for each in file.rejections] for file in found.files}
    assert reasons[str(first)] == []
    assert reasons[str(tmp_path / "c.eml")] == ["joined_message"]


def test_a_line_that_begins_with_from_does_not_split_a_message(tmp_path):
    raw = box(message("Primera línea\n\nFrom the menu I chose: nothing\n\nÚltima")).replace(b">From", b"From")
    assert texts(saved(tmp_path / "box.mbox", raw)) == [
        "No puedo entrar\nPrimera línea\nFrom the menu I chose: nothing\nÚltima"
    ]


def test_a_charset_that_nobody_knows_is_guessed(tmp_path):
    raw = message("Se cerró la sesión", Content_Type="text/plain; charset=x-nobody", MIME_Version="1.0")
    assert texts(saved(tmp_path / "a.eml", raw, "cp1252")) == ["No puedo entrar\nSe cerró la sesión"]
    raw = raw.replace("No puedo entrar", "=?x-nobody?Q?No_puedo?=")
    assert len(tickets(saved(tmp_path / "b.eml", raw))) == 1


def test_html_and_attachments_leave_the_text(tmp_path):
    body = (
        "--b\nContent-Type: text/html; charset=utf-8\n\n<p>No imprime</p><p>nada</p>\n"
        "--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nAdjunto\n--b--\n"
    )
    raw = message(body, MIME_Version="1.0", Content_Type="multipart/mixed; boundary=b")
    assert texts(saved(tmp_path / "a.eml", raw)) == ["No puedo entrar\nNo imprime\nnada"]


def test_mail_called_csv_is_read_as_mail(tmp_path):
    assert tickets(saved(tmp_path / "log.csv", box(message(ASKED)))).files[0].format == "mbox"


def test_messages_without_a_word_are_rejected_and_counted(tmp_path):
    found = read([saved(tmp_path / "box.mbox", box(message(ASKED), message("", number=2, Subject="")))])[0]
    assert [(each.row, each.reason) for each in found.rejections] == [(2, "empty_message")]
    with pytest.raises(NoRows):
        read([saved(tmp_path / "none.mbox", box(message("", Subject="")))])


def test_an_endless_header_does_not_stall_the_reading():
    endless = "On " * 100_000
    assert mail.parse_mail(f"From: {endless}\nSubject: {endless}\nTo: {endless}\n\n{endless}".encode())


def test_a_mail_handed_on_says_what_the_other_mail_says(tmp_path):
    forwarded = (
        "FYI\n\nBegin forwarded message:\n\nFrom: Eva\nSubject: x\nTo: us\n\nThe scanner beeps in vain\n"
    )
    assert texts(saved(tmp_path / "a.eml", message(forwarded, Subject=""))) == [
        "x\nThe scanner beeps in vain"
    ]

"""A mailbox says what its mails are: whatever is no request is set aside with its reason, and counted."""

from __future__ import annotations

import pytest

from supportlens.domain import NoTickets
from supportlens.i18n import words_for
from supportlens.i18n.imports import account_line
from supportlens.ingest import normalise, read
from tests.unit.ingest.logs import saved, tickets
from tests.unit.ingest.mails import DESK, ROSA, SAID, box, encoded, mail, with_attachment

REPORT = 'multipart/report; report-type={}; boundary="r"'
PART = "--r\nContent-Type: {}\n\n{}\n--r--\n"
AWAY = "Estaré de vuelta el lunes"
INVITATION = 'text/calendar; method=REPLY; charset="utf-8"'
BULK = {"List_Unsubscribe": "<mailto:u@n.example>", "Precedence": "bulk"}

SET_ASIDE = {
    "spam by label": ("spam", "Gane", {"X_Gmail_Labels": "Spam"}),
    "spam in Spanish": ("spam", "Gane", {"X_Gmail_Labels": "No leído,Correo no deseado"}),
    "spam by encoded label": ("spam", "Gane", {"X_Gmail_Labels": encoded("Categoría: Foros,Spam")}),
    "spam by flag": ("spam", "Gane", {"X_Spam_Flag": "YES"}),
    "spam by score": ("spam", "Gane", {"X_Spam_Status": "Yes, score=9.1 required=5.0"}),
    "spam by Exchange": ("spam", "Gane", {"X_MS_Exchange_Organization_SCL": "9"}),
    "junk of Thunderbird": ("spam", "Gane", {"X_Mozilla_Keys": "Junk"}),
    "trash": ("deleted_message", "x y", {"X_Gmail_Labels": "Papelera,Abiertos"}),
    "bin": ("deleted_message", "x y", {"X_Gmail_Labels": "Bin"}),
    "deleted in Thunderbird": ("deleted_message", "x y", {"X_Mozilla_Status": "0009"}),
    "chat": ("chat_message", "nos vemos", {"X_Gmail_Labels": "Chat"}),
    "draft": ("draft", "Estimada", {"X_Gmail_Labels": encoded("Borradores,Categoría: Promociones")}),
    "draft in French": ("draft", "Madame", {"X_Gmail_Labels": "Brouillons"}),
    "bounce by report": (
        "bounce",
        PART.format("message/delivery-status", "Status: 5.1.1"),
        {"Content_Type": REPORT.format("delivery-status"), "Subject": "Aviso"},
    ),
    "bounce of a daemon": ("bounce", "x", {"sender": "MAILER-DAEMON@mx.example"}),
    "bounce of a postmaster": (
        "bounce",
        "x",
        {"sender": "Postmaster <postmaster@mx.example>", "Subject": "Undeliverable: hola"},
    ),
    "bounce in Spanish": (
        "bounce",
        "No se ha encontrado la dirección",
        {"sender": "Mail Delivery Subsystem <mailer-daemon@googlemail.com>", "Subject": "Aviso"},
    ),
    "bounce without sender": (
        "bounce",
        "x",
        {"Return_Path": "<>", "Subject": "Correo no entregado: hola", "sender": "correo@mx.example"},
    ),
    "bounce in German": ("bounce", "x", {"Return_Path": "<>", "Subject": "Unzustellbar: hallo"}),
    "automatic by header": ("auto_reply", AWAY, {"Auto_Submitted": "auto-replied (vacation)"}),
    "automatic by another": ("auto_reply", AWAY, {"X_Autoreply": "yes"}),
    "automatic by precedence": ("auto_reply", AWAY, {"Precedence": "auto_reply"}),
    "automatic by subject": ("auto_reply", AWAY, {"Subject": "Respuesta automática: Su ticket 8"}),
    "out of office": ("auto_reply", AWAY, {"Subject": "Out of Office: Re: your ticket"}),
    "out of office in Spanish": ("auto_reply", AWAY, {"Subject": "Fuera de la oficina"}),
    "out of office in Portuguese": ("auto_reply", AWAY, {"Subject": "Resposta automática: chamado"}),
    "automatic in German": ("auto_reply", AWAY, {"Subject": "Automatische Antwort: Ticket"}),
    "receipt by report": (
        "read_receipt",
        PART.format("message/disposition-notification", "Disposition: displayed"),
        {"Content_Type": REPORT.format("disposition-notification")},
    ),
    "receipt by subject": ("read_receipt", "Su mensaje se leyó el lunes", {"Subject": "Leído: Aviso"}),
    "meeting": ("meeting_answer", "BEGIN:VCALENDAR\nMETHOD:REPLY", {"Content_Type": INVITATION}),
    "newsletter": (
        "newsletter",
        "Novedades de junio\n\nSi no quiere más correos, puede darse de baja aquí",
        {**BULK, "sender": "boletin@tienda.example"},
    ),
    "promotion": (
        "newsletter",
        "Rebajas",
        {**BULK, "X_Gmail_Labels": encoded("Recibidos,Categoría: Promociones")},
    ),
}


@pytest.mark.parametrize("kind", SET_ASIDE)
def test_what_is_no_request_is_set_aside_with_its_reason(tmp_path, kind):
    reason, text, headers = SET_ASIDE[kind]
    found = tickets(saved(tmp_path / "a.mbox", box(mail(SAID), mail(text, number=2, **headers))))
    assert found.frame["description"].tolist() == [SAID]
    assert found.account.left_out == {reason: 1}
    assert [(one.row, one.reason) for one in found.files[0].rejections] == [(2, reason)]


REQUESTS = {
    "a request about the automatic answer": {"Subject": "Fuera de oficina no se desactiva en el portal"},
    "about mail that bounces": {"Subject": "Undelivered mail: los clientes no reciben la factura"},
    "a form of the web": {"Auto_Submitted": "auto-generated", "sender": "noreply@web.example"},
    "a notification of another help desk": {**BULK, "sender": "support@zendesk.example"},
    "mail of a group": {"Precedence": "list", "List_Id": "<soporte.mesa.example>"},
    "a label of one's own": {"X_Gmail_Labels": encoded("Recibidos,Clientes spam dudoso,Chat de ventas")},
    "harmless": {"X_Spam_Status": "No, score=-1.9", "X_Mozilla_Status": "0001", "Auto_Submitted": "no"},
    "asking for holidays": {"Subject": "Vacaciones: el portal no me deja pedirlas"},
    "a parcel": {"Subject": "Delivery failed, order 33"},
}


@pytest.mark.parametrize("kind", REQUESTS)
def test_requests_with_such_words_and_headers_stay(tmp_path, kind):
    found = tickets(saved(tmp_path / "a.mbox", box(mail(SAID, **REQUESTS[kind]))))
    assert found.frame["description"].tolist() == [SAID]


def test_every_message_of_a_mailbox_is_counted(tmp_path):
    raws = [
        mail(SAID),
        mail("Otra vez lo mismo", number=2, References="<1@correo.example>"),
        mail("Gane", number=3, X_Gmail_Labels="Spam"),
        mail("Gane", number=4, X_Gmail_Labels="Spam"),
        mail(SAID, X_Gmail_Labels="Importante"),
        mail("", number=5, Subject=""),
    ]
    found = tickets(saved(tmp_path / "a.mbox", box(*raws)))
    assert (found.account.rows, found.account.tickets) == (6, 1)
    assert found.account.left_out == {
        "spam": 2,
        "joined_message": 1,
        "duplicate_message": 1,
        "empty_message": 1,
    }
    assert "2 rows: it is spam" in account_line(found, words_for("en"))
    assert "2 filas: es correo no deseado" in account_line(found, words_for("es"))


@pytest.mark.parametrize("name", ["Spam.mbox", "Papelera", "Borradores.mbox", "Enviados.mbox"])
def test_a_mailbox_named_for_what_it_holds_holds_no_requests(tmp_path, name):
    with pytest.raises(NoTickets) as raised:
        normalise(read([saved(tmp_path / name, box(mail(SAID), mail(SAID, number=2)))]))
    assert raised.value.detail == "mail"


def test_files_of_one_mail_each_are_told_alike(tmp_path):
    for number, (reason, text, headers) in enumerate(SET_ASIDE.values(), start=10):
        saved(tmp_path / f"{number} {reason}.eml", mail(text, number=number, **headers))
    saved(tmp_path / "a.eml", mail(SAID))
    saved(tmp_path / "copy.eml", mail(f"{SAID}\n", X_Gmail_Labels="Importante"))
    found = tickets(tmp_path)
    assert found.frame["description"].tolist() == [SAID]
    assert found.account.rows == len(SET_ASIDE) + 2
    assert found.account.left_out["duplicate_message"] == 1
    for file in found.files:
        if reason := next((one.reason for one in file.rejections), ""):
            assert reason in file.path or reason == "duplicate_message"


def test_a_customers_picture_and_card_leave_the_mail_a_request(tmp_path):
    for name, kind in (("a.png", "image/png"), ("ana.vcf", "text/vcard"), ("smime.p7s", "application/pkcs7")):
        raw = with_attachment(SAID, name, b"BEGIN:VCARD\nFN:Rosa\n", kind, number=len(name), sender=ROSA)
        saved(tmp_path / f"{name}.eml", raw)
    assert tickets(tmp_path).frame["description"].tolist() == [SAID] * 3


def test_the_sender_of_a_web_form_is_whoever_filled_it_in(tmp_path):
    raws = [
        mail(SAID, sender=f"Formulario <{DESK}>", Reply_To=f"Rosa <{ROSA}>"),
        mail(SAID, number=2, sender="noreply@forms.example", Reply_To=ROSA),
        mail(SAID, number=3, sender=f"'Rosa' via Soporte <{DESK}>", X_Original_Sender=ROSA),
    ]
    assert set(tickets(saved(tmp_path / "a.mbox", box(*raws))).frame["requester"]) == {ROSA}

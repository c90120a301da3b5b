"""A mail that forwards a customer's message is the customer's: their words, their date, their address."""

from __future__ import annotations

import time

import pandas as pd
import pytest

from supportlens.domain import Tickets, fold
from supportlens.ingest.values.plain_text import to_plain_text
from supportlens.messages import MessageRules
from supportlens.resources import load_playbook
from supportlens.text import clean_tickets
from tests.unit.ingest.forwards import FORWARDS, WHO
from tests.unit.ingest.logs import saved, tickets
from tests.unit.ingest.mails import DESK, ROSA, SAID, SALES, box, mail, with_mails

UNDATED = {"attributed"}
"""Forms whose header is no date in a line of its own: the day of the forwarding counts."""
ANSWERED = "answered by a colleague before"
"""In a cell nobody knows who the colleagues are."""


def read_one(path, content: str):
    (row,) = tickets(saved(path / "a.eml", content)).frame.to_dict("records")
    return row


@pytest.mark.parametrize("form", FORWARDS)
def test_a_forwarded_mail_has_the_customers_words_day_and_address(tmp_path, form):
    subject, body = FORWARDS[form]
    row = read_one(tmp_path, mail(body, sender=f"Ventas <{SALES}>", number=4, Subject=subject))
    assert SAID in row["description"]
    assert len(row["description"]) < len(SAID) + 40
    assert row["requester"] in {ROSA, "Rosa Quintana/PAN"}
    assert str(row["created_at"])[:10] == ("2026-06-05" if form in UNDATED else "2026-06-03")
    assert not row["subject"].lower().startswith(("fw", "rv", "tr", "wg", "enc", "i:"))


@pytest.mark.parametrize("form", sorted(set(FORWARDS) - {ANSWERED}))
def test_a_pasted_forward_is_grouped_by_the_customers_words(form):
    subject, body = FORWARDS[form]
    cleaned = _clean(f"{subject}\n{to_plain_text(body)}")
    assert fold(SAID) in cleaned
    assert not any(word in cleaned for word in ("quintana", "reenviado", "forwarded", "gerente", "favor"))


@pytest.mark.parametrize(
    "form", ["gmail", "outlook original", "thunderbird", "zoho", "notes", "no mark in the subject", "French"]
)
def test_a_forward_that_lost_its_line_breaks_is_found(form):
    subject, body = FORWARDS[form]
    cleaned = _clean(f"{subject}\n{' '.join(to_plain_text(body).split())}")
    assert fold(SAID) in cleaned
    assert "quintana" not in cleaned


def _clean(text: str) -> str:
    frame = pd.DataFrame({"text": [text], "subject": "x", "informative": True})
    return clean_tickets(Tickets(frame, frame, ()), load_playbook().lexicon).texts[0]


HEAD = "<b>{0}</b> Rosa &lt;" + ROSA + "&gt;<br><b>{1}</b> {2}<br><b>{3}</b> Ventas<br><b>{4}</b> x<br>"
HTML = {
    "gmail": (
        '<div dir="ltr">FYI<br><div class="gmail_quote"><div dir="ltr">'
        "---------- Forwarded message ---------<br>"
        f'De: <strong>Rosa</strong> <span>&lt;<a href="mailto:{ROSA}">{ROSA}</a>&gt;</span><br>'
        "Date: mié, 3 jun 2026 a las 18:20<br>Subject: x<br>To: &lt;v@tienda.example&gt;<br></div><br>"
        f"{SAID}</div></div>"
    ),
    "outlook": (
        '<div>Ayuda con esto</div><hr><div id="divRplyFwdMsg" dir="ltr"><font>'
        + HEAD.format("De:", "Enviado:", "miércoles, 3 de junio de 2026 18:20", "Para:", "Asunto:")
        + f"</font></div><div>{SAID}</div>"
    ),
    "apple": (
        '<blockquote type="cite"><div>Begin forwarded message:</div><br>'
        f"<div><b>From: </b>Rosa &lt;{ROSA}&gt;<br></div><div><b>Subject: </b>x<br></div>"
        f"<div><b>Date: </b>3 June 2026 at 18:20:00 CEST<br></div><div>{SAID}</div></blockquote>"
    ),
    "thunderbird": (
        "<p>-------- Mensaje reenviado --------</p><table><tr><th>Asunto: </th><td>x</td></tr>"
        "<tr><th>Fecha: </th><td>Wed, 3 Jun 2026 18:20:00 -0600</td></tr>"
        f"<tr><th>De: </th><td>Rosa &lt;{ROSA}&gt;</td></tr></table><p>{SAID}</p>"
    ),
    "outlook in English": (
        "<p>les paso este correo</p><div><p>"
        + HEAD.format("From:", "Sent:", "Wednesday, June 3, 2026 6:20 PM", "To:", "Subject:")
        + f"</p></div><p>{SAID}</p>"
    ),
}


@pytest.mark.parametrize("form", HTML)
def test_forwards_in_html_are_read_alike(tmp_path, form):
    kind = "text/html; charset=utf-8"
    row = read_one(tmp_path, mail(HTML[form], number=4, sender=SALES, Subject="RV: x", Content_Type=kind))
    assert (row["description"], row["requester"]) == (SAID, ROSA)
    assert str(row["created_at"])[:10] == "2026-06-03"


OWN = "Sigue sin cargar el catálogo, ahora tampoco en el celular"
OLD = "Estimada Rosa, reinicie la aplicación y avísenos si continúa el problema"
ABOVE = f"{OWN}\n\nDe: Soporte <{DESK}>\nEnviado: 3 de junio de 2026 18:20\nPara: {WHO}\nAsunto: x\n\n{OLD}"


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("RE: Catálogo", ABOVE),
        ("Catálogo", ABOVE),
        (
            "RE: Catálogo",
            f"{OWN}\n\n-----Mensaje original-----\nDe: Mesa\nPara: Rosa\n\n{OLD}",
        ),
        ("Re: Catálogo", f"{OWN}\n\nEl mié, 3 jun 2026 a las 18:20, Soporte escribió:\n> {OLD}"),
        (
            "Re: Catálogo",
            (
                f"{OWN}\n\nOn 3 Jun 2026, Desk wrote:\n> {OLD}\n>\n> ---------- Forwarded message ---------\n"
                "> From: X <x@y.example>\n> Date: today\n>\n> Something else entirely"
            ),
        ),
        (
            "Fwd: Re: Catálogo",
            (
                f"{OWN}\n\n---------- Forwarded message ---------\nDe: Laura <laura@mesa.example>\n"
                f"Date: mié, 3 jun 2026 a las 18:20\nSubject: Re: Catálogo\nTo: {ROSA}\n\n{OLD}"
            ),
        ),
        (
            "Fwd: Su factura",
            (
                f"{OWN}\n\n---------- Forwarded message ---------\nDe: Facturas <noreply@facturas.example>\n"
                f"Date: mié, 3 jun 2026 a las 18:20\nSubject: Su factura\nTo: {ROSA}\n\n{OLD}"
            ),
        ),
    ],
)
def test_an_answer_above_a_quotation_keeps_its_own_words(tmp_path, subject, body):
    row = read_one(tmp_path, mail(body, Subject=subject))
    assert (row["description"], row["requester"]) == (OWN, ROSA)


def test_a_long_note_is_part_of_what_is_asked(tmp_path):
    note = " ".join(["La sucursal del puerto llama por lo mismo desde ayer y pide una fecha"] * 4)
    subject, body = FORWARDS["gmail in Spanish"]
    row = read_one(tmp_path, mail(f"{note}\n\n{body}", sender=SALES, Subject=subject))
    assert row["description"] == f"{note}\n{SAID}"


def test_a_forward_joins_the_mail_that_it_forwards(tmp_path):
    subject, body = FORWARDS["outlook original"]
    original = mail(SAID, number=2)
    forwarded = mail(body, number=3, sender=SALES, Subject=subject)
    found = tickets(saved(tmp_path / "a.mbox", box(original, forwarded)))
    assert found.frame["description"].tolist() == [SAID]
    assert found.account.left_out == {"joined_message": 1}


@pytest.mark.parametrize("carried", [1, 2, 5])
def test_mails_forwarded_as_attachments_are_the_customers(tmp_path, carried):
    inner = [
        mail(f"{SAID} ({n})", number=10 + n, sender=f"c{n}@x.example", Subject=f"Falla {n}")
        for n in range(carried)
    ]
    found = tickets(saved(tmp_path / "a.eml", with_mails("FYI", *inner, sender=SALES, Subject="RV: varios")))
    assert found.frame["requester"].tolist() == [f"c{n}@x.example" for n in range(carried)]
    assert found.account.left_out == ({} if carried == 1 else {"carrier_mail": 1})
    assert "FYI" not in "".join(found.frame["text"])


def test_mails_inside_one_another_end():
    from supportlens.ingest.formats import mail as reader  # noqa: PLC0415 - the builder has the name

    letter = mail(SAID)
    for n in range(200):
        letter = with_mails("ver", letter, number=n, sender=SALES)
    assert reader.parse_mail(letter.encode())


@pytest.mark.parametrize(
    "text",
    [
        "-" * 100_000,
        "> " * 50_000 + "De: x",
        "De: a Para: b " * 8_000,
        "---- Forwarded message ---- " * 4_000,
        "De: a\nPara: b\nAsunto: c\n" * 4_000,
    ],
)
def test_hostile_forwards_are_read_in_linear_time(text):
    rules = MessageRules.of(load_playbook().lexicon)
    began = time.process_time()
    rules.find_forwarded(text.split("\n"), is_forward=None)
    assert time.process_time() - began < 5

"""Whose mail is whose: the desk is told by the mails it sent and by who answers many."""

from __future__ import annotations

import pytest

from tests.unit.ingest.logs import saved, tickets
from tests.unit.ingest.mails import DESK, ROSA, SAID, box, encoded, mail

ANSWER = "Ya quedó corregido, por favor pruebe otra vez"


def asked(number: int, **headers: str) -> str:
    return mail(
        f"{SAID} ({number})", number=number, sender=f"c{number}@x{number}.example", Subject=f"Falla {number}",
        **headers,
    )  # fmt: skip


def answered(number: int, sender: str = DESK, **headers: str) -> str:
    to = f"c{number}@x{number}.example"
    given = {
        "To": to,
        "Subject": f"Re: Falla {number}",
        "In_Reply_To": f"<{number}@correo.example>",
    } | headers
    return mail(ANSWER, number=number + 100, sender=sender, **given)


@pytest.mark.parametrize("label", ["Sent", "Enviados", encoded("Enviados,Categoría: Foros"), "Gesendet"])
def test_what_was_sent_is_an_answer_and_never_a_request(tmp_path, label):
    alone = mail("Recordatorio del corte", number=50, sender=DESK, To="c9@x.example", X_Gmail_Labels=label)
    raws = [asked(1), answered(1, X_Gmail_Labels=label), alone]
    found = tickets(saved(tmp_path / "a.mbox", box(*raws)))
    (row,) = found.frame.to_dict("records")
    assert (row["requester"], row["resolution"]) == ("c1@x1.example", ANSWER)
    assert found.account.left_out == {"joined_message": 1, "desk_message": 1}


@pytest.mark.parametrize("as_files", [False, True])
def test_who_answers_many_is_the_desk_without_any_label(tmp_path, as_files):
    raws = [mail for n in range(1, 6) for mail in (asked(n), answered(n))]
    raws.append(mail("Aviso: mañana hay mantenimiento", number=60, sender=DESK, To="c1@x1.example"))
    if as_files:
        for number, raw in enumerate(raws):
            saved(tmp_path / f"{number}.eml", raw)
    else:
        saved(tmp_path / "a.mbox", box(*raws))
    found = tickets(tmp_path)
    assert sorted(found.frame["requester"]) == [f"c{n}@x{n}.example" for n in range(1, 6)]
    assert set(found.frame["resolution"]) == {ANSWER}
    assert found.account.left_out == {"joined_message": 5, "desk_message": 1}
    assert found.account.rows == 11


def test_agents_who_answer_from_their_own_addresses_are_the_desk(tmp_path):
    raws = [asked(n) for n in range(1, 9)]
    raws += [answered(n, f"agente{n % 2}@mesa.example") for n in range(1, 9)]
    raws.append(
        mail("Le escribo por su contrato", number=70, sender="agente1@mesa.example", To="z@z.example")
    )
    found = tickets(saved(tmp_path / "a.mbox", box(*raws)))
    assert len(found) == 8
    assert found.account.left_out["desk_message"] == 1


def test_a_thread_that_the_desk_began_is_the_customers_from_their_first_mail(tmp_path):
    raws = [asked(n) for n in range(1, 4)] + [answered(n) for n in range(1, 4)]
    begun = mail("¿Cómo le fue con la visita?", number=11, sender=DESK, To=ROSA, Subject="Visita")
    reply = mail(SAID, number=12, Subject="Re: Visita", In_Reply_To="<11@correo.example>")
    found = tickets(saved(tmp_path / "a.mbox", box(*raws, begun, reply)))
    row = found.frame[found.frame["requester"] == ROSA].iloc[0]
    assert (row["description"], str(row["created_at"])[:10]) == (SAID, "2026-06-13")


def test_a_customer_who_writes_often_is_no_desk(tmp_path):
    raws = [mail(f"{SAID} {n}", number=n, Subject=f"Falla {n}") for n in range(1, 8)]
    raws += [
        mail("Gracias", number=20 + n, Subject=f"Re: Falla {n}", References=f"<{n}@correo.example>")
        for n in (1, 2)
    ]
    assert len(tickets(saved(tmp_path / "a.mbox", box(*raws)))) == 7


def test_the_desks_own_mail_to_the_desk_is_a_request(tmp_path):
    raws = [asked(n) for n in range(1, 5)] + [answered(n) for n in range(1, 5)]
    form = mail(f"Nombre: Rosa\n{SAID}", number=40, sender=DESK, Subject="Formulario")
    found = tickets(saved(tmp_path / "a.mbox", box(*raws, form)))
    assert SAID in found.frame.loc[found.frame["subject"] == "Formulario", "description"].item()


def test_a_forward_of_what_the_desk_wrote_is_the_customers_own(tmp_path):
    raws = [asked(n) for n in range(1, 5)] + [answered(n) for n in range(1, 5)]
    body = f"----- Mensaje reenviado -----\nDe: Mesa <{DESK}>\nFecha: 3 jun 2026\nAsunto: Re: x\n\n{ANSWER}"
    raws.append(mail(f"Nadie contesta\n\n{body}", number=30, Subject="RV: x", To="otra@mesa.example"))
    found = tickets(saved(tmp_path / "a.mbox", box(*raws)))
    assert ROSA in set(found.frame["requester"])


def test_a_mail_is_dated_by_the_clock_of_its_sender(tmp_path):
    late = asked(1, Date="Mon, 01 Jun 2026 23:30:00 -0600")
    answer = answered(1, Date="Tue, 02 Jun 2026 06:30:00 +0000")
    row = tickets(saved(tmp_path / "a.mbox", box(late, answer))).frame.iloc[0]
    assert str(row["created_at"]) == "2026-06-01 23:30:00"


@pytest.mark.parametrize("count", [2, 3])
def test_a_message_under_several_labels_is_one(tmp_path, count):
    raws = [asked(1, X_Gmail_Labels=f"Recibidos,Cola {n}") for n in range(count)]
    found = tickets(saved(tmp_path / "a.mbox", box(*raws)))
    assert found.account.left_out == {"duplicate_message": count - 1}


def test_two_mails_with_one_identifier_but_other_words_are_both_kept(tmp_path):
    raws = [mail(SAID, Subject="Uno"), mail("Otra cosa distinta", Subject="Dos")]
    found = tickets(saved(tmp_path / "a.mbox", box(*raws)))
    assert "Otra cosa distinta" in found.frame["description"].str.cat()

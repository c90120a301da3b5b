from dataclasses import replace

import pandas as pd
import pytest

from supportlens.domain import Name, SourceFile, Tickets
from supportlens.i18n import words_for
from supportlens.report import Masker, mask_findings
from supportlens.report.masking.masked_tickets import mask_columns
from tests.builders import a_cause, a_study


def a_masker(
    requesters=("Marta Ruiz Vela", "López, Ana María", "Tom Baker"), agents=("Iván Sosa",), language="es"
):
    return Masker(people_study(requesters, agents), words_for(language))


def people_study(requesters, agents):
    study = a_study()
    frame = study.tickets.frame.copy()
    size = len(frame)
    frame["requester"] = [requesters[n % len(requesters)] for n in range(size)]
    frame["agent"] = [agents[n % len(agents)] for n in range(size)]
    return replace(study, tickets=replace(study.tickets, frame=frame))


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("escriba a ana.perez+x@correo-ejemplo.com.mx hoy", "escriba a [correo] hoy"),
        ("mi cel es 55 1234 5678", "mi cel es [teléfono]"),
        ("llámeme al +52 (55) 1234-5678.", "llámeme al [teléfono]."),
        ("tel: 4567890", "tel: [teléfono]"),
        ("móvil 612345678", "móvil [teléfono]"),
        ("tarjeta 4111 1111 1111 1111 rechazada", "tarjeta [tarjeta] rechazada"),
        ("cuenta ES91 2100 0418 4502 0005 1332", "cuenta [cuenta bancaria]"),
        ("desde 192.168.10.25 no entra", "desde [dirección IP] no entra"),
        ("desde 2001:0db8:85a3:0000:0000:8a2e:0370:7334", "desde [dirección IP]"),
        ("contraseña: Verano2026! y nada", "contraseña: [contraseña] y nada"),
        ("my password is Hola123", "my password is [contraseña]"),
        ("https://x.test/r?token=abc123&p=2", "https://x.test/r?token=[oculto]&p=2"),
        ("https://ana:secreta@x.test/", "https://[oculto]@x.test/"),
    ],
)
def test_personal_data_is_replaced_by_what_it_is(text, masked):
    assert a_masker().mask_text(text) == masked


def test_a_version_of_the_log_is_no_address():
    study = a_study()
    frame = study.tickets.frame.assign(version="5.3.0.124")
    masker = Masker(replace(study, tickets=replace(study.tickets, frame=frame)), words_for("en"))
    assert masker.mask_text("since 5.3.0.124 from 192.168.10.25") == "since 5.3.0.124 from [IP address]"


@pytest.mark.parametrize(
    "text",
    [
        "desde el 2026-05-13 10:30 no abre",
        "el 13/05/2026 y el 14.05.2026",
        "importe de 1 250 000 pesos",
        "pedido 12345678",
        "versión 10.0.0.12 instalada",
        "serie 4111111111111112",
        "la contraseña es incorrecta",
        "https://x.test/ayuda?tema=menu",
        "error 500 en 3 de 40 equipos",
    ],
)
def test_what_only_looks_like_personal_data_stays(text):
    assert a_masker().mask_text(text) == text


def test_a_person_has_one_pseudonym_however_the_name_is_written():
    masker = a_masker()
    pseudonym = masker.mask_person("López, Ana María")
    assert pseudonym == "Persona 2"
    assert masker.mask_text("habló con ANA MARIA LOPEZ ayer") == f"habló con {pseudonym} ayer"
    assert masker.mask_text("Ana López llamó") == f"{pseudonym} llamó"
    assert masker.mask_text("dice Marta Ruiz que no") == "dice Persona 1 que no"


def test_agents_are_people_too():
    assert a_masker().mask_text("me atendió Ivan Sosa") == "me atendió Persona 4"


def test_a_known_given_name_is_masked_where_it_is_introduced():
    masker = a_masker()
    assert masker.mask_text("Hola, soy Marta") == "Hola, soy [nombre]"
    assert masker.mask_text("Marta es una ciudad") == "Marta es una ciudad"


def test_pseudonyms_speak_the_language_of_the_report():
    assert a_masker(language="en").mask_person("Tom Baker") == "Person 3"


def test_a_team_in_a_column_of_people_is_nobody():
    masker = a_masker(agents=("Mesa de ayuda",))
    assert masker.mask_person("Mesa de ayuda") == "Mesa de ayuda"
    assert masker.mask_text("llamé a la mesa de ayuda") == "llamé a la mesa de ayuda"


def test_what_was_masked_is_counted():
    masker = a_masker()
    masker.mask_text("a@b.test y c@d.test, Marta Ruiz")
    assert (masker.counts["email"], masker.counts["name"]) == (2, 1)


def test_findings_name_nobody():
    study = people_study(("Marta Ruiz Vela",), ("Iván Sosa",))
    named = Name(es="Reporte de Marta Ruiz", en="Marta Ruiz's report")
    topic = replace(
        study.plan[0].syllabus[0], questions=("Soy Marta Ruiz, ¿dónde está?",), answer="Lo vio Iván Sosa"
    )
    study = replace(
        study,
        causes=(a_cause(name=named),),
        plan=(replace(study.plan[0], syllabus=(topic,)),),
    )
    shown = mask_findings(study, Masker(study, words_for("es")))
    assert shown.causes[0].name == Name(es="Reporte de Persona 1", en="Persona 1's report")
    assert shown.plan[0].syllabus[0].questions == ("Soy Persona 1, ¿dónde está?",)
    assert shown.plan[0].syllabus[0].answer == "Lo vio Persona 2"


def test_columns_of_people_and_of_contacts_are_masked_whole_and_plain_fields_stay():
    study = people_study(("Marta Ruiz Vela",), ("Iván Sosa",))
    original = pd.DataFrame(
        {
            "Solicitante": ["Marta Ruiz Vela"],
            "Teléfono de contacto": ["555"],
            "Versión": ["10.0.0.12"],
            "Notas": ["ver con a@b.test"],
            "Minutos": [12],
        }
    )
    columns = {"requester": "Solicitante", "version": "Versión"}
    tickets = Tickets(
        study.tickets.frame[:1], original, (SourceFile("x.csv", "csv", "utf-8", ",", 1, columns=columns),)
    )
    masked = mask_columns(tickets, Masker(study, words_for("es")), words_for("es"))
    assert masked.iloc[0].tolist() == ["Persona 1", "[oculto]", "10.0.0.12", "ver con [correo]", 12]

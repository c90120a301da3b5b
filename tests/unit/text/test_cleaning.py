"""What is left of a ticket once greetings, signatures, quotations and forms are out."""

from __future__ import annotations

import pandas as pd
import pytest

from supportlens.domain import Cleaned, Tickets, UnassignedReason
from supportlens.resources import load_playbook
from supportlens.text.cleaning import clean_tickets

LEXICON = load_playbook().lexicon


def cleaned(*texts: str, subjects: bool = False) -> Cleaned:
    frame = pd.DataFrame({"text": list(texts), "informative": True})
    if subjects:
        frame["subject"] = [text.split("\n")[0] for text in texts]
    return clean_tickets(Tickets(frame, frame, ()), LEXICON)


def only(text: str) -> str:
    return cleaned(text).texts[0]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Hola, buenos días: no puedo imprimir facturas. Muchas gracias!", "no puedo imprimir facturas."),
        ("Dear team, the printer is broken. Kind regards", "the printer is broken."),
        ("Estimados señores, la impresora no enciende", "la impresora no enciende"),
    ],
)
def test_greetings_and_thanks_go(text, left):
    assert only(text) == left


@pytest.mark.parametrize("token", ["0x80070005", "ora-00942", "404", "e-404", "5.2", "v89.0.1", "kb5034441"])
def test_error_codes_and_versions_stay(token):
    assert token in only(f"Error {token.upper()} al abrir la pantalla").split()


@pytest.mark.parametrize(
    "identifier",
    [
        "#48213",
        "INV-2024-00123",
        "55 1234 5678",
        "a.b@example.org",
        "123456",
        "12/05/2024",
        "10:45",
        "$1,234.50",
    ],
)
def test_what_identifies_a_person_or_a_thing_goes(identifier):
    assert only(f"No llega el aviso {identifier} al almacén") == "no llega el aviso al almacen"


def test_a_site_is_left_of_an_address():
    assert only("No abre https://web.whatsapp.com/x?y=1 hoy") == "no abre whatsapp hoy"


@pytest.mark.parametrize(
    "text",
    ["ok", "gracias", "test", "prueba 123", "...", "👍", "Buenos días", "123456", "Saludos,\nAna Pérez"],
)
def test_a_ticket_that_says_nothing_is_set_aside(text):
    result = cleaned(text)
    assert result.texts == ("",)
    assert result.reasons == (UnassignedReason.HOLLOW,)


def test_a_ticket_without_text_is_set_aside_as_empty():
    assert cleaned("", "No abre el portal").reasons == (UnassignedReason.EMPTY, None)

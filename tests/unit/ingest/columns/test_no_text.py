"""A file in which nobody says anything is refused; short words of customers are no reason to refuse one."""

from __future__ import annotations

import pytest

from supportlens.domain import NoTextColumn
from supportlens.ingest.values.spoken_texts import is_code, is_sentence
from tests.unit.ingest.logs import delimited, saved, tickets

_ENDS = ("ANSWERED", "NO ANSWER", "BUSY", "FAILED")
_FIN = ("Contestada", "No contestada", "Ocupado")

MUTE: dict[str, tuple[list[str], list[list[str]]]] = {
    "calls of an exchange": (
        ["calldate", "clid", "channel", "lastapp", "disposition", "recordingfile"],
        [
            [f"2026-06-{n:02d} 08:05:00", f'"Ana Ruiz {n}" <55501{n}>', f"PJSIP/trunk-00{n}", "Dial",
             _ENDS[n % 4], f"in-1000-{n}.wav"]
            for n in range(1, 25)
        ],
    ),
    "calls, Spanish": (
        ["Fecha", "Hora", "Origen", "Destino", "Estado", "Duración"],
        [[f"{n:02d}/06/2026", "08:05", f"60000{n}", "1000", _FIN[n % 3], "00:01:10"] for n in range(1, 25)],
    ),
    "details that are files": (
        ["Id", "Fecha", "Detalle"],
        [[str(n), f"2026-06-{n:02d}", f"grabaciones/2026/06/llamada_{n}.mp3"] for n in range(1, 25)],
    ),
    "messages of a protocol": (
        ["time", "message", "host"],
        [[f"2026-06-{n:02d} 10:00", ("BUSY", "486", "ANSWERED")[n % 3], f"pbx{n % 3}"] for n in range(1, 25)],
    ),
    "hashes and links": (
        ["fecha", "descripcion", "enlace"],
        [[f"2026-06-{n:02d}", f"9f86d081884c7d65{n:04x}", f"https://x.example/{n}"] for n in range(1, 25)],
    ),
    "callers without a header that says so": (
        ["when", "who", "leg"],
        [[f"2026-06-{n:02d}", f'"Nora Blake Stone" <5550{n:03d}>', f"SIP/201-{n:04d} SIP/trunk-{n:04d}"]
         for n in range(1, 25)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MUTE)
def test_a_file_without_words_of_customers_is_refused(tmp_path, name):
    header, data = MUTE[name]
    with pytest.raises(NoTextColumn):
        tickets(saved(tmp_path / "log.csv", delimited(header, data)))


@pytest.mark.parametrize(
    ("header", "texts"),
    [
        ("Asunto", ["no abre", "error al entrar", "se cierra"]),
        ("Subject", ["login fails", "printer jam", "no sound"]),
        ("Motivo de la llamada", ["contraseña", "impresora", "factura"]),
        ("Description", ["Error 512", "Error 404 again", "500 on save"]),
        ("Mensaje", ["NO ABRE", "NO IMPRIME", "SE CIERRA SOLO"]),
        ("Comments", ["ok but slow", "Great!", "cannot log in to A-12"]),
    ],
)
def test_short_words_of_customers_are_text(tmp_path, header, texts):
    data = [[str(n), f"2026-06-{n:02d}", texts[n % 3]] for n in range(1, 25)]
    assert len(tickets(saved(tmp_path / "log.csv", delimited(["Id", "Created", header], data)))) == 24


@pytest.mark.parametrize(
    "text",
    [
        "SIP/101-0000001",
        "INC0001234",
        "5550100",
        "a.wav",
        "from_trunk/2",
        "https://x.example/a",
        '"A B" <55>',
    ],
)
def test_a_code_says_nothing(text):
    assert is_code(text)
    assert not is_sentence(text)


@pytest.mark.parametrize(
    "text", ["no abre", "login fails", "NO ABRE LA CAJA AZUL", "la app no abre: error 5"]
)
def test_a_sentence_is_said(text):
    assert is_sentence(text)

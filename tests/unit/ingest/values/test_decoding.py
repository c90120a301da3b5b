"""Bytes of any usual encoding give the text that was written."""

from __future__ import annotations

import pytest

from supportlens.ingest.values.decoding import decode
from tests.unit.ingest.logs import TEXTS, delimited, rows, saved, tickets

LOG = delimited(data=rows(40))


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "cp1252",
        "iso8859-15",
        "mac-roman",
        "cp850",
    ],
)
def test_a_spanish_log_reads_the_same_in_every_encoding(tmp_path, encoding):
    found = tickets(saved(tmp_path / "log.csv", LOG, encoding))
    assert found.frame["description"].iloc[0] == f"{TEXTS[0]} (0)"
    assert found.files[0].columns["description"] == "Descripción"


def test_a_few_broken_bytes_do_not_change_the_encoding_of_all_others():
    data = (LOG * 5).encode()
    broken = data[:3000] + b"\xff" + data[3000:]
    text, encoding = decode(broken)
    assert encoding == "utf-8"
    assert "Descripción" in text


def test_windows_quotes_and_dashes_are_letters_not_control_codes():
    text, _ = decode(
        "texto\nDijo \u201cno abre\u201d \u2013 la facturación, mañana según él\n".encode("cp1252") * 3
    )
    assert "\u201cno abre\u201d \u2013" in text


_SHORT = (
    ("Nº llamada;Fecha;Motivo\n", "Desde ayer no puedo entrar al portal de pagos con mi contraseña"),
    ("N.º;Día;Situación\n", "¿Cómo cambio el horario? El técnico vino a la 2ª visita y no resolvió"),
    ("Folio;Fecha;Descripción\n", "La impresora del área de envíos no imprime, ya la apagué"),
    ("Nº;Data;Descrição\n", "A impressora do 2º andar não imprime e a fila está cheia até amanhã"),
    ("Nº;Date;Problème\n", "J'ai été facturé deux fois, où puis-je demander à être remboursé ?"),
    ("Id;Fecha;Observación\n", "Me cobraron dos veces y nadie me da solución, señora Muñoz"),
    ("Nº;Fecha;Texto\n", "No abre la caja"),
)


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "iso8859-15", "mac-roman", "cp850"])
@pytest.mark.parametrize("count", [1, 3, 20])
def test_a_short_file_has_the_letters_of_its_language(encoding, count):
    for header, text in _SHORT[: 6 if encoding != "cp1252" or count < 3 else 7]:
        written = header + "".join(f"{n};16/06/2026;{text}\n" for n in range(count))
        assert decode(written.encode(encoding))[0] == written


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Nem tudok belépni a rendszerbe, a jelszó nem működik", "cp1250"),
        ("Proszę o pomoc, nie mogę się zalogować, drukarka nie działa", "cp1250"),
        ("Şifremi unuttum, hesabım kilitlendi, yazıcı çalışmıyor", "cp1254"),  # noqa: RUF001 - Turkish is meant
        ("Не могу войти в систему со вчерашнего дня", "cp1251"),  # noqa: RUF001 - Cyrillic is meant
        ("Δεν μπορώ να συνδεθώ στο σύστημα από χθες", "cp1253"),  # noqa: RUF001 - Greek is meant
    ],
)
def test_the_letters_of_other_languages_stay(text, encoding):
    assert decode(f"Id;Text\n1;{text}\n2;{text}\n".encode(encoding))[0].split(";")[2].startswith(text)

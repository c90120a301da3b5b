"""What is masked of each type, measured on invented sentences, and what must never be."""

from __future__ import annotations

import random
import string
from collections.abc import Callable

import pytest

from supportlens.i18n import words_for
from supportlens.report import Masker
from tests.builders import a_study

EACH = 200
"""Sentences of each type."""

FRAMES = {
    "email": ("escriba a {x}, gracias", "My address is {x}.", "correo:{x}", "<{x}> no recibe nada"),
    "iban": ("mi cuenta es {x} y no llega el pago", "IBAN {x}", "transfer to {x} please", "cuenta ({x})"),
    "ip": ("desde {x} no entra", "server {x} is down", "IP={x};", "ping a {x}."),
    "identity": (
        "DNI {x}",
        "mi documento es {x}, gracias",
        "my number is {x}.",
        "registrado con {x} desde ayer",
    ),
    "card": ("la tarjeta {x} fue rechazada", "card {x} declined", "pagué con {x}.", "nro. de tarjeta: {x}"),
    "phone": ("mi teléfono es {x}", "llámeme al {x} por favor", "call me at {x}.", "Ana ({x})", "anote: {x}"),
    "url_token": ("abra https://x.test/a?token={x}", "https://x.test/r?lang=es&api_key={x} falla"),
    "password": ("contraseña: {x}", "my password is {x}", "clave nueva: {x} y no entra", "Password={x}"),
}


def _digits(lots: random.Random, form: str) -> str:
    return "".join(str(lots.randrange(10)) if char == "#" else char for char in form)


def _email(lots: random.Random) -> str:
    user = lots.choice(("ana.perez", "j_ruiz", "tom+help", "maria-jose99", "o.brien"))
    place = lots.choice(("com", "com.mx", "es", "co.uk", "cl"))
    return f"{user}@{lots.choice(('correo', 'mail-x', 'empresa'))}.{place}"


def _iban(lots: random.Random) -> str:
    country, length = lots.choice((("ES", 24), ("GB", 22), ("DE", 22), ("FR", 27), ("PT", 25), ("CR", 22)))
    bank = "".join(lots.choice(string.ascii_uppercase) for _ in range(4)) if country == "GB" else "1234"
    rest = bank + "".join(str(lots.randrange(10)) for _ in range(length - 8))
    number = "".join(str(int(char, 36)) for char in f"{rest}{country}00")
    whole = f"{country}{98 - int(number) % 97:02d}{rest}"
    return whole if lots.random() < 0.5 else " ".join(whole[at : at + 4] for at in range(0, length, 4))


def _ip(lots: random.Random) -> str:
    if lots.random() < 0.7:
        return ".".join(str(lots.randrange(1, 255)) for _ in range(4))
    groups = [f"{lots.randrange(1, 1 << 16):x}" for _ in range(8)]
    return (
        ":".join(groups) if lots.random() < 0.5 else f"fe80::{groups[0]}:{lots.randrange(10)}{groups[1][:3]}"
    )


def _luhn(body: str) -> str:
    digits = [int(char) for char in reversed(body)]
    total = sum(sum(divmod(2 * digit, 10)) for digit in digits[::2]) + sum(digits[1::2])
    return body + str(-total % 10)


def _card(lots: random.Random) -> str:
    form = lots.choice(
        ("4##############", "5399###########", "2221###########", "37############", "6011###########")
    )
    whole = _luhn(_digits(lots, form))
    if len(whole) == 15:
        return lots.choice((whole, f"{whole[:4]} {whole[4:10]} {whole[10:]}"))
    gap = lots.choice(("", " ", "-"))
    return gap.join(whole[at : at + 4] for at in range(0, 16, 4))


PHONES = (
    "+34 6## ### ###", "+52 55 #### ####", "+52 (33) ####-####", "+54 9 11 ####-####", "+57 300 ### ####",
    "+56 9 #### ####", "+51 9## ### ###", "+1 212-555-01##", "+44 20 7946 0###", "612 34# ###",
    "91 5## ## ##",
    "55 1### ####", "(55) 1###-####", "212-555-01##", "(212) 555-01##", "020 7946 0###", "07700 900###",
    "6123#####", "5512######", "300-###-####", "9 8### ####", "+34612######", "555-01##", "212.555.01##",
    "001-212-555-01##x12#", "04#4-555-01##",
)  # fmt: skip


def _phone(lots: random.Random) -> str:
    return _digits(lots, lots.choice(PHONES))


def _dni(lots: random.Random) -> str:
    number = lots.randrange(10_000_000, 99_999_999)
    letter = "TRWAGMYFPDXBNJZSQVHLCKE"[number % 23]
    return lots.choice(
        (f"{number}{letter}", f"{number}-{letter}", f"{number:,}".replace(",", ".") + f"-{letter}")
    )


def _nie(lots: random.Random) -> str:
    first, number = lots.randrange(3), lots.randrange(10_000_000)
    return f"{'XYZ'[first]}{number:07d}{'TRWAGMYFPDXBNJZSQVHLCKE'[(first * 10_000_000 + number) % 23]}"


def _weighed(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))


def _rut(lots: random.Random) -> str:
    number = f"{lots.randrange(5_000_000, 25_000_000):08d}"
    check = -_weighed(number, (3, 2, 7, 6, 5, 4, 3, 2)) % 11
    body = number if lots.random() < 0.5 else f"{number[:2]}.{number[2:5]}.{number[5:]}"
    return f"{body}-{'K' if check == 10 else check}"


def _cuit(lots: random.Random) -> str:
    while True:
        number = lots.choice(("20", "27", "23", "30")) + f"{lots.randrange(10_000_000, 60_000_000)}"
        check = -_weighed(number, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
        if check < 10:
            return lots.choice((f"{number[:2]}-{number[2:]}-{check}", f"{number}{check}"))


def _cpf(lots: random.Random) -> str:
    digits = f"{lots.randrange(10**8, 10**9)}"
    for weights in (tuple(range(10, 1, -1)), tuple(range(11, 1, -1))):
        rest = -_weighed(digits, weights) % 11
        digits += str(0 if rest >= 10 else rest)
    return f"{digits[:3]}.{digits[3:6]}.{digits[6:9]}-{digits[9:]}"


def _ssn(lots: random.Random) -> str:
    return f"{lots.randrange(100, 600)}-{lots.randrange(10, 99)}-{lots.randrange(1000, 9999)}"


def _born(lots: random.Random) -> str:
    return f"{lots.randrange(60, 99)}{lots.randrange(1, 13):02d}{lots.randrange(1, 28):02d}"


def _curp(lots: random.Random) -> str:
    return f"PEGA{_born(lots)}{lots.choice('HM')}DFRRNA{lots.randrange(10)}"


def _rfc(lots: random.Random) -> str:
    name, sign = lots.choice(("PEGA", "RUVM", "LOAM")), lots.choice("ABCXYZ")
    return f"{name}{_born(lots)}{sign}{lots.randrange(10)}{lots.randrange(10)}"


def _token(lots: random.Random) -> str:
    return "".join(lots.choice(string.ascii_letters + string.digits) for _ in range(18))


def _password(lots: random.Random) -> str:
    return f"{lots.choice(('Verano', 'Hola', 'Sol'))}{lots.randrange(10, 9999)}{lots.choice(('!', '', '#'))}"


MADE: dict[str, tuple[str, Callable[[random.Random], str], float]] = {
    "e-mail": ("email", _email, 1.0),
    "IBAN": ("iban", _iban, 1.0),
    "IP": ("ip", _ip, 1.0),
    "DNI": ("identity", _dni, 1.0),
    "NIE": ("identity", _nie, 1.0),
    "CURP": ("identity", _curp, 1.0),
    "RFC": ("identity", _rfc, 1.0),
    "RUT": ("identity", _rut, 1.0),
    "CUIT": ("identity", _cuit, 1.0),
    "CPF": ("identity", _cpf, 1.0),
    "SSN": ("identity", _ssn, 1.0),
    "card": ("card", _card, 0.93),
    "phone": ("phone", _phone, 0.90),
    "token": ("url_token", _token, 1.0),
    "password": ("password", _password, 1.0),
}


@pytest.fixture(scope="module")
def masker() -> Masker:
    return Masker(a_study(), words_for("es"))


@pytest.mark.parametrize("kind", MADE)
def test_personal_data_of_a_kind_is_covered_whole(kind: str, masker: Masker) -> None:
    frames, make, wanted = MADE[kind]
    lots = random.Random(kind)
    missed = []
    for at in range(EACH):
        secret = make(lots)
        frame = FRAMES[frames][at % len(FRAMES[frames])]
        shown = masker.mask_text(frame.format(x=secret))
        if secret in shown or any(part in shown for part in secret.split() if len(part) > 3):
            missed.append((frame.format(x=secret), shown))
    assert 1 - len(missed) / EACH >= wanted, missed[:8]


@pytest.mark.parametrize(
    "text",
    [
        "error 0x80070057 al abrir",
        "ORA-00942 en la línea 1204",
        "versión 5.2.10.4 desde ayer",
        "actualización a la 10.0.19045.3803",
        "Chrome 118.0.5993.117 se cierra",
        "pedido 4500123456 sin entregar",
        "orden n.º 2026-00045871",
        "ORD-260513-001 duplicada",
        "factura A-0001-00012345",
        "folio 998877665",
        "ticket INC0012345 abierto",
        "serie 4111111111111112",
        "el 13/05/2026 a las 10:30:15",
        "2026-05-13T10:30:15Z",
        "importe de 1.250.000,50 pesos",
        "$ 12,345,678.90 de más",
        "son 1 250 000 pesos",
        "cobraron 250000000 COP",
        "entre 2019 y 2026",
        "el SKU 7501031311309 no existe",
        "MAC 00:1A:2B:3C:4D:5E",
        "std::string falla en 10::",
        "5 de 120 equipos, piso 3, sala 204",
        "la contraseña es incorrecta",
        "la clave es reiniciar el equipo",
        "https://x.test/ayuda?tema=menu&id=40",
        "soy Gerente de Ventas",
        "Hola, Atlas no abre",
        "Gracias, quedo atento",
        "Soy nuevo en Atlas Móvil",
        "Buenos días, Microsoft Teams no conecta",
        "Thanks. The printer works now",
        "run 20260513 finished",
        "1753689000 epoch",
        "versión instalada: 10.20.30.40",
        "Estimado cliente: su pedido 445566",
        "Saludos, la impresora sigue igual",
        "UUID 550e8400-e29b-41d4-a716-446655440000",
        "código postal 28013, CP 06600",
        "Tomó 00:12:33.120 y 1 234 567 registros",
    ],
)
def test_codes_versions_orders_dates_and_amounts_stay(text: str, masker: Masker) -> None:
    assert masker.mask_text(text) == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Buen día, soy Ana Pérez y no puedo entrar", "Buen día, soy [nombre] y no puedo entrar"),
        ("me llamo Lucía, no abre", "me llamo [nombre], no abre"),
        ("My name is Tom Baker.", "My name is [nombre]."),
        ("Estimada Marta Ruiz de la Vega: no llegó", "Estimada [nombre]: no llegó"),
        ("No imprime.\nSaludos cordiales,\nJosé Luis Ortega", "No imprime.\nSaludos cordiales,\n[nombre]"),
        ("It fails.\nKind regards,\nTom", "It fails.\nKind regards,\n[nombre]"),
        ("Soy Ana, del área de ventas", "Soy [nombre], del área de ventas"),
        ("Hi Tom, the app fails", "Hi [nombre], the app fails"),
        ("Saludos, Ana Pérez - Ventas", "Saludos, [nombre] - Ventas"),
        ("lo vio el Ing. Robles ayer", "lo vio el Ing. [nombre] ayer"),
        ("Hola, le saluda Pedro Infante Cruz, de ventas", "Hola, le saluda [nombre], de ventas"),
    ],
)
def test_a_name_that_stands_in_no_column_is_masked_where_it_is_introduced(
    text: str, masked: str, masker: Masker
) -> None:
    assert masker.mask_text(text) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("la clave de acceso es Xy12!", "la clave de acceso es [contraseña]"),
        ("contraseña nueva Hola123", "contraseña nueva [contraseña]"),
        ("user: jperez / pass: Xy12!", "user: jperez / pass: [contraseña]"),
    ],
)
def test_a_password_is_masked_after_the_words_for_it(text: str, masked: str, masker: Masker) -> None:
    assert masker.mask_text(text) == masked


def test_a_mistyped_identity_is_masked_after_the_word_for_it(masker: Masker) -> None:
    assert masker.mask_text("DNI: 12345678A") == "DNI: [documento]"
    assert masker.mask_text("cédula 1.020.304.051 y ya") == "cédula [documento] y ya"
    assert masker.mask_text("mi RFC es XAXX010101000") == "mi RFC es [documento]"


def test_words_after_a_bank_account_stay(masker: Masker) -> None:
    shown = masker.mask_text("ES91 2100 0418 4502 0005 1332 para pago hoy")
    assert shown == "[cuenta bancaria] para pago hoy"


def test_two_thousand_tickets_keep_no_telephone_and_no_address(masker: Masker) -> None:
    lots = random.Random(1)
    words = "no encuentro el menú de facturas desde la versión 5.2 pedido 12345 y llamé a soporte".split()
    texts = [
        " ".join(lots.choices(words, k=57)) + f" tel {_phone(lots)} {_email(lots)}" for _ in range(2_000)
    ]
    shown = [masker.mask_text(text) for text in texts]
    assert not [text for text in shown if "@" in text]
    assert all(text.count("[") >= 2 for text in shown)

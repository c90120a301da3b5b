"""Telephone numbers are masked however they are grouped; what only looks like one stays."""

from __future__ import annotations

import pytest

from supportlens.i18n import words_for
from supportlens.report import Masker
from tests.builders import a_study


@pytest.fixture(scope="module")
def masker() -> Masker:
    return Masker(a_study(), words_for("en"))


@pytest.mark.parametrize(
    "number",
    [
        "60-41-85-12", "26 31 77 84", "(37) 712-443", "07700 063 966", "55 1234 5678", "912 345 678",
        "(0221) 15-456-7890", "+52 1 55 1234 5678", "412 51 638", "03.66.27.13.64", "06-12-27-13-64",
        "0495 14 73 65", "0676 418 39 84", "0316-5692341", "53 723 92 12", "070 9046 9062", "1 888 400 9026",
        "0221 / 45 67 890", "0151/23456789", "2234-5678", "8888 1234", "7123 4567", "0223-15-6553971",
        "02-234-567", "0414-1234567", "11 96954 9131", "1147501421", "98765-43210", "55 12 34 56 78",
        "(55) 1234-5678", "819-825-6430", "1 8 0 0 5 5 5 0 1 9 9",
    ],
)  # fmt: skip
@pytest.mark.parametrize("frame", ["no puedo entrar, {x}", "Store 4 | Sales | {x}", "urgent!! {x} please"])
def test_a_number_in_groups_needs_no_word_beside_it(number: str, frame: str, masker: Masker) -> None:
    assert masker.mask_text(frame.format(x=number)) == frame.format(x="[phone]")


@pytest.mark.parametrize(
    "text",
    [
        "mi número es el 91 812 345", "tlf 96 371 834", "contáctame al 94 123 456", "my number is 2000 2001",
        "call me at 100-200-300", "cel. de mi oficina: 4411 2201", "4411-2201 (oficina)",
        "91 812 345 is my cell",
        "whats 91 812 345", "tel nro 4500123", "help line 91 812 345", "91 812 345 es mi número",
    ],
)  # fmt: skip
def test_a_word_for_telephones_makes_any_digits_a_number(text: str, masker: Masker) -> None:
    shown = masker.mask_text(text)
    assert "[phone]" in shown
    assert not any(char.isdigit() for char in shown)


@pytest.mark.parametrize(
    "text",
    [
        "deliver to 17151 2450 Crown St", "the shop on 4401 1203 Main Street", "Av. Juárez 1520 4300 Puebla",
        "calle Hidalgo 1203 45100 Zapopan", "Insurgentes Sur 1602 03940 CDMX", "3341 1209 Walnut Hill Drive",
        "NW 7th Ave 3345 33127 Miami", "C/ Mayor 25 28013 Madrid", "ZIP 90210 90211", "90210-1234",
    ],
)  # fmt: skip
def test_a_house_and_its_postcode_are_no_telephone(text: str, masker: Masker) -> None:
    assert masker.mask_text(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "pedido 612 345 678", "order 114-1234567-1234567", "orden de compra 450 001 2345",
        "my order number is 612 345 678",
        "ticket 2026-001234", "INC 0012345", "SN: 8829-1123-44", "service tag 212 4455 12",
        "empleado 100234567",
        "el 13 05 2026 1130", "20260513 1030", "buildID 20251006123207", "2026/05/13 08-30", "13-05-2026 14",
        "tardó 10 30 45 12", "open 9.30 - 18.00", "Windows 10 (26200.6584)", "1809.17763.437",
        "21H2 19044.1288",
        "firefox 2025-11-13 17:52:00 144.0.2", "son 1 234 567 en total", "12 345 000", "612 345 000",
        "years 2019 2020 2021", "2019-2023", "1000-2073", "filas 1200-1300", "salas 101 102 103 104",
        "cajas 10 20 30 40", "1024 768 32 bits", "100 200 300", "RGB 120 200 240", "HTTP 200 301 404 500",
        "40.416775 -3.703790", "-34.6037 -58.3816", "error 1603-2203", "ISBN 978-84-376-0494-7",
        "guía 1234 5678 9012",
        "factura 0001-00012345", "1753689000123", "caso 0045-2026-1123", "00000030 0000000000000002",
    ],
)  # fmt: skip
def test_other_numbers_stay(text: str, masker: Masker) -> None:
    assert masker.mask_text(text) == text


def test_a_number_never_goes_on_in_the_next_line(masker: Masker) -> None:
    assert masker.mask_text("CP 72000\n222 123 4567\n3 equipos") == "CP 72000\n[phone]\n3 equipos"

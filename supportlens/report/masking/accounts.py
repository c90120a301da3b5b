"""Recognises card and bank account numbers by length, issuer and check digits."""

from __future__ import annotations

import re
from functools import cache

from stdnum import iban as iban_number
from stdnum import luhn

from supportlens.report.masking.gates import Gate
from supportlens.report.masking.matching import replace_where

_CARD = re.compile(r"(?<![\d.,])\d(?:[ -]?\d){11,18}(?!\d)")
_ISSUED = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|"
    r"3(?:0[0-5]|[689]\d)\d{11}|35\d{14}|(?:2131|1800)\d{11}|6(?:011|4[4-9]\d|5\d\d|22\d)\d{12}|"
    r"(?:50|5[6-8]|6[037])\d{10,17}"
)
"""Visa, Mastercard, American Express, Diners Club, JCB, Discover and Maestro, by ISO/IEC 7812 prefixes."""

_IBAN = re.compile(r"(?<![\w])([A-Za-z]{2})\d{2}(?:[ -]?[A-Za-z0-9]){11,30}")
# Lengths by country as registered (ISO 13616): a mistyped account is an account all the same.
_IBAN_LENGTHS = {
    "AD": 24, "AT": 20, "BE": 16, "BG": 22, "BR": 29, "CH": 21, "CR": 22, "CZ": 24, "DE": 22, "DK": 18,
    "DO": 28, "EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GR": 27, "GT": 28, "HR": 21, "HU": 28,
    "IE": 22, "IT": 27, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "NL": 18, "NO": 15, "PL": 28, "PT": 25,
    "RO": 24, "SE": 24, "SI": 19, "SK": 24, "SV": 28, "AE": 23, "CY": 28, "IL": 23, "IS": 26, "LI": 21,
    "MT": 31, "SA": 24, "TR": 26, "UA": 29,
}  # fmt: skip


@cache
def _card_gate() -> Gate:
    return Gate([_CARD])


@cache
def _iban_gate() -> Gate:
    return Gate([_IBAN])


def mask_cards(text: str, placeholder: str) -> tuple[str, int]:
    """Replace card numbers with a possible issuer and a correct last digit (Luhn)."""
    if not _card_gate().opens(text):
        return text, 0
    return replace_where(_CARD, lambda match: _is_card(match.group()), text, placeholder)


def _is_card(written: str) -> bool:
    digits = re.sub(r"[ -]", "", written)
    return bool(_ISSUED.fullmatch(digits)) and luhn.is_valid(digits)


def mask_ibans(text: str, placeholder: str) -> tuple[str, int]:
    """Replace bank accounts of the length their country uses; words that follow stay."""
    if not _iban_gate().opens(text):
        return text, 0
    found, done, parts = 0, 0, []
    for match in _IBAN.finditer(text):
        end = _find_iban_end(match)
        if end:
            parts += [text[done : match.start()], placeholder]
            done, found = end, found + 1
    return "".join([*parts, text[done:]]), found


def _find_iban_end(match: re.Match[str]) -> int:
    """Return where the account ends, 0 if it is not an account."""
    length = _IBAN_LENGTHS.get(match[1].upper())
    if length is None:
        return match.end() if iban_number.is_valid(match.group()) else 0
    taken = 0
    for place, char in enumerate(match.group(), start=match.start()):
        taken += char.isalnum()
        if taken == length:
            follows = match.string[place + 1 : place + 2]
            return 0 if follows.isalnum() else place + 1
    return 0

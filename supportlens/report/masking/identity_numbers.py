"""Recognises national identity and tax numbers by check digits or by an adjacent word."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from stdnum.ar import cuit
from stdnum.br import cpf
from stdnum.cl import rut
from stdnum.es import dni, nie
from stdnum.mx import rfc
from stdnum.us import ssn

from supportlens.report.masking.gates import Gate
from supportlens.report.masking.matching import replace_where, text_before

if TYPE_CHECKING:
    from collections.abc import Callable

    from supportlens.resources import MaskingWords


class _Identity(NamedTuple):
    """How one country writes its identity numbers, and how they are validated."""

    form: re.Pattern[str]
    is_valid: Callable[[str], bool]


_ANY = re.compile(
    r"(?<![\w.-])(?=(?:[\w&.-]*\d){5})[A-Za-z0-9&Ññ]"
    r"(?:(?:[.-]|(?<=\d) (?=\d{3}(?!\d)))?[A-Za-z0-9&Ññ]){4,19}(?!\w)"
)
"""Whatever is written after such a word: at least five digits in one piece, or in threes. Five is judgement:
fewer would mask years and the numbers of rooms, more would miss short old numbers."""


def _is_rfc(written: str) -> bool:
    """Return whether it is a tax number and not an order number such as ORD-260513-001."""
    if rfc.is_valid(written, validate_check_digits=True):
        return True
    of_person = re.fullmatch(r"[A-Z][AEIOUX][A-Z]{2}\d{6}[A-Z\d]{3}", written.upper())
    return bool(of_person) and not written[-3:].isdigit() and rfc.is_valid(written)


_IDENTITIES = (
    _Identity(
        re.compile(r"(?i)(?<!\w)[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX][A-Z]{5}[A-Z\d]\d(?!\w)"), lambda _: True
    ),
    _Identity(re.compile(r"(?i)(?<![\w&])[A-ZÑ&]{3,4}-?\d{6}-?[A-Z\d]{3}(?!\w)"), _is_rfc),
    _Identity(re.compile(r"(?<![\w.-])\d{1,2}\.?\d{3}\.?\d{3}(?:[ -]?[A-Z]|-?[a-z])(?!\w)"), dni.is_valid),
    _Identity(
        re.compile(r"(?<!\w)[XYZxyz][ -]?\d\.?\d{3}\.?\d{3}(?:[ -]?[A-Z]|-?[a-z])(?!\w)"), nie.is_valid
    ),
    _Identity(re.compile(r"(?<![\w.-])\d{1,2}\.?\d{3}\.?\d{3}-[\dKk](?!\w)"), rut.is_valid),
    _Identity(re.compile(r"(?<![\w.-])(?:20|2[3-7]|3[034])[- ]?\d{8}[- ]?\d(?![\w-])"), cuit.is_valid),
    _Identity(re.compile(r"(?<![\w.-])\d{3}\.?\d{3}\.?\d{3}-?\d{2}(?![\w-])"), cpf.is_valid),
    _Identity(re.compile(r"(?<![\w.-])\d{3}-\d{2}-\d{4}(?![\w-])"), ssn.is_valid),
)
"""The form of a CURP is proof enough: eighteen signs, with a date, a sex and a place among them."""


_DIGITS = re.compile(r"\d(?:[ .-]?\d){4}")
"""The cheap check before the forms: each of them has five digits in a row, at most one sign apart."""


@cache
def _many_digits() -> Gate:
    """Return the gate of texts with five digits side by side or in one word: every number here has them."""
    return Gate([_DIGITS, re.compile(r"\d(?:[\w&.-]*\d){4}")])


@cache
def _gated() -> tuple[tuple[Gate, _Identity], ...]:
    return tuple((Gate([identity.form]), identity) for identity in _IDENTITIES)


class IdentityNumbers:
    """Replaces national identity and tax numbers: DNI, NIE, CURP, RFC, RUT, CUIT, CPF, SSN."""

    def __init__(self, words: MaskingWords) -> None:
        """Compile the patterns from the words of all languages."""
        identities = words.identities
        self._announced = re.compile(rf"(?i)\b(?:{identities.hints})\b")
        # Words before such a number; they count even if the number is mistyped.
        self._word = re.compile(
            rf"(?i)\b(?:{identities.names})\b\.?(?:\s+(?:{identities.links}))*[\s:.#º°-]{{0,4}}$"
        )

    def mask(self, text: str, placeholder: str) -> tuple[str, int]:
        """Replace the numbers and count them."""
        if not _many_digits().opens(text):
            return text, 0
        total = 0
        for gate, identity in _gated() if _DIGITS.search(text) else ():
            if gate.opens(text):
                text, found = replace_where(identity.form, self._acceptor(identity), text, placeholder)
                total += found
        if self._announced.search(text):  # the cheap check before the expensive one
            text, found = replace_where(_ANY, self._is_named, text, placeholder)
            total += found
        return text, total

    def _acceptor(self, identity: _Identity) -> Callable[[re.Match[str]], bool]:
        return lambda match: identity.is_valid(match.group().replace(".", "")) or self._is_named(match)

    def _is_named(self, match: re.Match[str]) -> bool:
        return bool(self._word.search(text_before(match)))

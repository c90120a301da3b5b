"""Recognises personal data by its form: addresses, numbers and secrets."""

from __future__ import annotations

import re
from collections.abc import Callable

Recogniser = Callable[[str, str], tuple[str, int]]
"""Takes a text and a placeholder, gives the text with its finds replaced and their number."""

HINT = re.compile(r"[@\d]|contrase|clave|passw|pwd|pass:|eyJ|[?&#][\w-]+=", re.IGNORECASE)
"""A text without any of this holds nothing that the recognisers know."""

_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_URL_TOKEN = re.compile(
    r"(?i)([?&#;](?:access_?token|token|key|api_?key|sig|signature|auth|session(?:id)?|sid|code|"
    r"pass(?:word)?|pwd|otp|clave|contrase(?:ñ|n|%c3%b1)a)=)[^\s&#\"'<>]+"
)
_URL_LONG = re.compile(r"([?&][\w.-]+=)(?=[^\s&#]{0,200}\d)[\w%+/=.~-]{20,}")
_URL_LOGIN = re.compile(r"(\w://)[^\s/@:]+:[^\s/@]+(?=@)")
_BEARER = re.compile(r"(?i:\b(bearer\s+))[\w.~+/-]{12,}=*|()\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?")
_PASSWORD_COLON = re.compile(
    r"(?i)(\b(?:contrase(?:ñ|n)a|clave|password|passwd|passcode|pwd|pass|pin|otp)\s*[:=]\s*)(\S+)"
)
_PASSWORD_IS = re.compile(
    r"(?i)(\b(?:contrase(?:ñ|n)a|clave|password|pin)\s+(?:es|era|is|was)\s+)(?=\S*[\d!#$%&*])([^\s,;]+)"
)
_IBAN = re.compile(r"\b[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]{4}){2,7}(?:[ -]?[A-Za-z0-9]{1,4})?\b")
_CARD = re.compile(r"(?<![\d.,])\d(?:[ -]?\d){12,18}(?![\d])")
_IP4 = re.compile(r"(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w]|\.\d)")
_IP6 = re.compile(r"(?<![\w:])(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}(?![\w:])|"
                  r"(?<![\w:])(?:[0-9a-fA-F]{1,4}:){1,6}(?::[0-9a-fA-F]{1,4}){1,6}(?![\w:])")  # fmt: skip
_VERSION_BEFORE = re.compile(r"(?i)(?:versi[oó]n|version|release|build|firmware|v)\.?\s*$")
_PHONE = re.compile(r"(?<![\w.,/-])(?:\+|00)?\(?\d(?:[\s().\-/]{0,2}\d){6,14}(?![\w/]|[.,-]\d)")
_PHONE_BEFORE = re.compile(
    r"(?i)(?:tel[eé]?f?(?:ono)?s?|cel(?:ular)?|m[oó]vil|whats?app?|wsp|fono|phone|mobile|cell|"
    r"call (?:me )?(?:at|on)|ll[aá]m\w+ al|marc\w+ al)[\s.:#]*(?:es|is|n[uú]mero|number)?[\s:]*$"
)
_DATE = re.compile(r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})(?:[\sT]+\d{1,2})?")
_GROUPED = re.compile(r"\d{1,3}(?:[ .]\d{3})+")
# Lengths by country as registered (ISO 13616): a mistyped account is an account all the same.
_IBAN_LENGTHS = {
    "AD": 24, "AT": 20, "BE": 16, "BG": 22, "BR": 29, "CH": 21, "CR": 22, "CZ": 24, "DE": 22, "DK": 18,
    "DO": 28, "EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GR": 27, "GT": 28, "HR": 21, "HU": 28,
    "IE": 22, "IT": 27, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "NL": 18, "NO": 15, "PL": 28, "PT": 25,
    "RO": 24, "SE": 24, "SI": 19, "SK": 24, "SV": 28,
}  # fmt: skip


def _emails(text: str, placeholder: str) -> tuple[str, int]:
    return _EMAIL.subn(placeholder, text)


def _url_tokens(text: str, placeholder: str) -> tuple[str, int]:
    total = 0
    for pattern in (_URL_LOGIN, _URL_TOKEN, _URL_LONG, _BEARER):
        text, found = pattern.subn(lambda match: (match.group(1) or "") + placeholder, text)
        total += found
    return text, total


def _passwords(text: str, placeholder: str) -> tuple[str, int]:
    text, stated = _PASSWORD_COLON.subn(lambda match: match.group(1) + placeholder, text)
    text, told = _PASSWORD_IS.subn(lambda match: match.group(1) + placeholder, text)
    return text, stated + told


def _where(
    pattern: re.Pattern[str], accept: Callable[[re.Match[str]], bool], text: str, placeholder: str
) -> tuple[str, int]:
    """Replace the finds of `pattern` that `accept` takes."""
    found = 0

    def replace(match: re.Match[str]) -> str:
        nonlocal found
        if not accept(match):
            return match.group()
        found += 1
        return placeholder

    return pattern.sub(replace, text), found


def _ibans(text: str, placeholder: str) -> tuple[str, int]:
    return _where(_IBAN, _is_iban, text, placeholder)


def _is_iban(match: re.Match[str]) -> bool:
    code = re.sub(r"[ -]", "", match.group()).upper()
    return _IBAN_LENGTHS.get(code[:2]) == len(code)


def _cards(text: str, placeholder: str) -> tuple[str, int]:
    return _where(_CARD, lambda match: _luhn(match.group()), text, placeholder)


def _luhn(number: str) -> bool:
    """Check the last digit of a card number (ISO/IEC 7812-1, annex B)."""
    digits = [int(char) for char in reversed(number) if char.isdigit()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return any(digits) and (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _ips(text: str, placeholder: str) -> tuple[str, int]:
    text, four = _where(_IP4, lambda match: not _VERSION_BEFORE.search(_before(match)), text, placeholder)
    text, six = _IP6.subn(placeholder, text)
    return text, four + six


def _phones(text: str, placeholder: str) -> tuple[str, int]:
    return _where(_PHONE, _is_phone, text, placeholder)


def _is_phone(match: re.Match[str]) -> bool:
    """Tell a phone number from a date, an amount or an order's number."""
    written = match.group()
    digits = sum(char.isdigit() for char in written)
    if _DATE.match(written) or _GROUPED.fullmatch(written):
        return False
    if written.startswith(("+", "00", "(")) or _PHONE_BEFORE.search(_before(match)):
        return digits >= 7
    if written.isdigit():
        return 9 <= digits <= 11
    return 7 <= digits <= 13


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 24) : match.start()]


RECOGNISERS: tuple[tuple[str, Recogniser], ...] = (
    ("url_token", _url_tokens),
    ("password", _passwords),
    ("email", _emails),
    ("iban", _ibans),
    ("card", _cards),
    ("ip", _ips),
    ("phone", _phones),
)
"""In the order in which they run: what holds others goes first."""

"""Recognises personal data by its form: addresses, numbers and secrets."""

from __future__ import annotations

import ipaddress
import re

from supportlens.report.masking.accounts import mask_cards, mask_ibans
from supportlens.report.masking.identity_numbers import mask_identity_numbers
from supportlens.report.masking.matching import Recogniser, replace_where, text_before
from supportlens.report.masking.phones import mask_phones

HINT = re.compile(r"[@\d]|contrase|clave|pass|pwd|\b(?:pin|nip|otp)\b|eyJ|[?&#][\w-]+=", re.IGNORECASE)
"""A text without any of this holds nothing that the recognisers know."""

_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_URL_TOKEN = re.compile(
    r"(?i)([?&#;](?:access_?token|token|key|api_?key|sig|signature|auth|session(?:id)?|sid|code|"
    r"pass(?:word)?|pwd|otp|clave|contrase(?:ñ|n|%c3%b1)a)=)[^\s&#\"'<>]+"
)
_URL_LONG = re.compile(r"([?&][\w.-]+=)(?=[^\s&#]{0,200}\d)[\w%+/=.~-]{20,}")
_URL_LOGIN = re.compile(r"(\w://)[^\s/@:]+:[^\s/@]+(?=@)")
_BEARER = re.compile(r"(?i:\b(bearer\s+))[\w.~+/-]{12,}=*|()\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?")
_WHICH = (
    r"(?:\s+(?:nueva|actual|temporal|anterior|provisional|correcta|maestra|"
    r"de\s+\w+|del\s+\w+|es|is|for\s+\w+))?"
)
_PASSWORD_COLON = re.compile(
    r"(?i)(\b(?:contrase(?:ñ|n)a|clave|password|passwd|passcode|passphrase|pwd|pass|pin|otp|nip)"
    + _WHICH
    + r"\s*[:=]\s*)(\S+)"
)
_PASSWORD_IS = re.compile(
    r"(?i)(\b(?:contrase(?:ñ|n)a|clave|password|pin|nip)"
    + _WHICH
    + r"\s+(?:es|era|is|was)\s+)(?=\S*[\d!#$%&*])([^\s,;]+)"
)
_PASSWORD_BARE = re.compile(
    r"(?i)(\b(?:contrase(?:ñ|n)a|password)" + _WHICH + r"\s+)(?=[^\s,;]*[^\W\d])(?=[^\s,;]*\d)[^\s,;]{6,}"
)
_IP4 = re.compile(r"(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w]|\.\d)")
_IP6 = re.compile(
    r"(?<![\w:.])(?=[0-9a-fA-F:]*\d)[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7}(?:%\w+)?(?![\w:])"
)
_VERSION_BEFORE = re.compile(
    r"(?i)(?:versi[oó]n|version|release|build|firmware|"
    r"actualizaci[oó]n|update|upgrade|parche|patch|compilaci[oó]n|v)"
    r"\.?\s*(?:a la |to |de |es |is |instalada|installed|actual|current|nueva|n[uú]mero|number)?\s*:?\s*$"
)


def _mask_emails(text: str, placeholder: str) -> tuple[str, int]:
    return _EMAIL.subn(placeholder, text)


def _mask_url_tokens(text: str, placeholder: str) -> tuple[str, int]:
    total = 0
    for pattern in (_URL_LOGIN, _URL_TOKEN, _URL_LONG, _BEARER):
        text, found = pattern.subn(lambda match: (match.group(1) or "") + placeholder, text)
        total += found
    return text, total


def _mask_passwords(text: str, placeholder: str) -> tuple[str, int]:
    text, stated = _PASSWORD_COLON.subn(lambda match: match.group(1) + placeholder, text)
    text, told = _PASSWORD_IS.subn(lambda match: match.group(1) + placeholder, text)
    text, bare = _PASSWORD_BARE.subn(lambda match: match.group(1) + placeholder, text)
    return text, stated + told + bare


def _mask_ips(text: str, placeholder: str) -> tuple[str, int]:
    text, four = replace_where(
        _IP4, lambda match: not _VERSION_BEFORE.search(text_before(match)), text, placeholder
    )
    text, six = replace_where(_IP6, lambda match: _is_ip6(match.group()), text, placeholder)
    return text, four + six


def _is_ip6(written: str) -> bool:
    """Tell an address from the colons of a programming language: one lone group is none."""
    if sum(map(bool, written.split(":"))) < 2 and written != "::1":
        return False
    try:
        ipaddress.IPv6Address(written)
    except ValueError:
        return False
    return True


RECOGNISERS: tuple[tuple[str, Recogniser], ...] = (
    ("url_token", _mask_url_tokens),
    ("password", _mask_passwords),
    ("email", _mask_emails),
    ("iban", mask_ibans),
    ("card", mask_cards),
    ("identity", mask_identity_numbers),
    ("ip", _mask_ips),
    ("phone", mask_phones),
)
"""In the order in which they run: what holds others goes first."""

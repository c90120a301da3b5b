"""Recognises personal data by its form: addresses, numbers and secrets."""

from __future__ import annotations

import ipaddress
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from supportlens.report.masking.accounts import mask_cards, mask_ibans
from supportlens.report.masking.gates import Gate
from supportlens.report.masking.identity_numbers import IdentityNumbers
from supportlens.report.masking.matching import Recogniser, replace_where, text_before
from supportlens.report.masking.phones import PhoneNumbers
from supportlens.resources import masking_words

if TYPE_CHECKING:
    from supportlens.resources import MaskingWords

_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_URL_LONG = re.compile(r"([?&][\w.-]+=)(?=[^\s&#]{0,200}\d)[\w%+/=.~-]{20,}")
"""Any parameter of twenty signs or more with a digit. Judgement: keys of sessions are
longer, ids of pages mostly shorter; a lower bound would hide more of harmless addresses."""
_URL_LOGIN = re.compile(r"(\w://)[^\s/@:]+:[^\s/@]+(?=@)")
_BEARER = re.compile(r"(?i:\b(bearer\s+))[\w.~+/-]{12,}=*|()\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?")
"""A bearer token of twelve signs or more, or a JSON Web Token, which opens with "eyJ" (RFC 7519). Twelve is
judgement: fewer would hide words after "bearer", more would leave short tokens."""
_MARKS = re.compile(r"[@\d=]")
"""What addresses, numbers and the parameters of addresses are written with."""
_IP4 = re.compile(r"(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w]|\.\d)")
_IP6 = re.compile(
    r"(?<![\w:.])(?=[0-9a-fA-F:]*\d)[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7}(?:%\w+)?(?![\w:])"
)


def _mask_emails(text: str, placeholder: str) -> tuple[str, int]:
    return _EMAIL.subn(placeholder, text) if "@" in text else (text, 0)


class _UrlTokens:
    """Replaces keys, logins and tokens in URLs."""

    def __init__(self, words: MaskingWords) -> None:
        parameters = words.passwords.parameters
        token = re.compile(rf"(?i)([?&#;](?:{parameters})=)[^\s&#\"'<>]+")
        self._patterns = (_URL_LOGIN, token, _URL_LONG, _BEARER)
        self._gate = Gate(self._patterns)

    def mask(self, text: str, placeholder: str) -> tuple[str, int]:
        if not self._gate.opens(text):
            return text, 0
        total = 0
        for pattern in self._patterns:
            text, found = pattern.subn(lambda match: (match.group(1) or "") + placeholder, text)
            total += found
        return text, total


class _Passwords:
    """Replaces passwords that follow a colon, a verb or just the word for a password."""

    def __init__(self, words: MaskingWords) -> None:
        known = words.passwords
        which = rf"(?:\s+(?:{known.qualifiers}))?"
        self._patterns = (
            re.compile(rf"(?i)(\b(?:{known.names}){which}\s*[:=]\s*)(\S+)"),
            re.compile(
                rf"(?i)(\b(?:{known.names_with_verb}){which}\s+(?:{known.verbs})\s+)"
                r"(?=\S*[\d!#$%&*])([^\s,;]+)"
            ),
            re.compile(
                rf"(?i)(\b(?:{known.names_alone}){which}\s+)(?=[^\s,;]*[^\W\d])(?=[^\s,;]*\d)[^\s,;]{{6,}}"
            ),
        )
        self._gate = Gate(self._patterns)

    def mask(self, text: str, placeholder: str) -> tuple[str, int]:
        if not self._gate.opens(text):
            return text, 0
        total = 0
        for pattern in self._patterns:
            text, found = pattern.subn(lambda match: match.group(1) + placeholder, text)
            total += found
        return text, total


class _IpAddresses:
    """Replaces IP addresses; a word before them or the log distinguishes them from versions."""

    def __init__(self, words: MaskingWords, versions: frozenset[str]) -> None:
        self._versions = versions
        self._version = re.compile(rf"(?i)(?:{words.versions})\.?\s*(?:{words.version_links})?\s*:?\s*$")

    def mask(self, text: str, placeholder: str) -> tuple[str, int]:
        if not _addresses().opens(text):
            return text, 0
        text, four = replace_where(_IP4, self._is_no_version, text, placeholder)
        text, six = replace_where(_IP6, lambda match: _is_ip6(match.group()), text, placeholder)
        return text, four + six

    def _is_no_version(self, match: re.Match[str]) -> bool:
        return match.group() not in self._versions and not self._version.search(text_before(match))


@cache
def _addresses() -> Gate:
    return Gate([_IP4, _IP6])


def _is_ip6(written: str) -> bool:
    """Return whether it is an address and not the `::` of a programming language."""
    if sum(map(bool, written.split(":"))) < 2 and written != "::1":
        return False
    try:
        ipaddress.IPv6Address(written)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4)
def recognisers(versions: frozenset[str] = frozenset()) -> tuple[tuple[str, Recogniser], ...]:
    """Return the recognisers in running order: those whose matches contain others come first.

    `versions` are those of the log: "5.3.0.124" is no address where tickets are of that version.
    """
    words = masking_words()
    return (
        ("url_token", _UrlTokens(words).mask),
        ("password", _Passwords(words).mask),
        ("email", _mask_emails),
        ("iban", mask_ibans),
        ("card", mask_cards),
        ("identity", IdentityNumbers(words).mask),
        ("ip", _IpAddresses(words, versions).mask),
        ("phone", PhoneNumbers(words).mask),
    )


def may_be_recognised(text: str) -> bool:
    """Return whether a recogniser may know something in a text; most texts hold nothing of the kind."""
    return bool(_MARKS.search(text)) or _secrets().opens(text)


@cache
def _secrets() -> Gate:
    """Return the gate of texts that speak of passwords or hold a token."""
    return Gate([re.compile(rf"{masking_words().passwords.hints}|eyJ", re.IGNORECASE)])

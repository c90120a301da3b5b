"""Recognises telephone numbers by national numbering plans, adjacent words and their form."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import phonenumbers

from supportlens.report.masking.matching import replace_where, text_after, text_before

if TYPE_CHECKING:
    from supportlens.resources import MaskingWords

REGIONS = (
    "ES", "MX", "AR", "CO", "CL", "PE", "US", "GB", "EC", "VE", "UY", "PY", "BO", "CR", "PA", "GT", "SV",
    "HN", "NI", "DO", "BR", "PT", "FR", "DE", "IT",
)  # fmt: skip
"""Whose numbers are known without a country code: judgement, the Spanish-speaking countries and those their
customers call most. One more masks more numbers, and takes more orders' numbers for one."""

_FEWEST_DIGITS = 7
"""Digits of a number that its form or a word beside it gives away: the shortest local numbers have seven."""
_FEWEST_DIGITS_ALONE = 9
"""Digits of a number that nothing gives away. Judgement: fewer would mask more orders' numbers
that happen to fit a country's plan, more would miss numbers without an area code."""

_EXTENSION = re.compile(r"\s*[^\W\d_]+\.?\s*\d+$")
_MOMENT = re.compile(r"1\d{9}|1\d{12}")
"""A moment as computers count it, in seconds or milliseconds."""
_DATE = re.compile(r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})(?:[\sT]+\d{1,2})?")
_GROUPED = re.compile(r"\d{1,3}(?:[ .]\d{3})+")
_WRITTEN_AS_PHONE = re.compile(
    r"\d{3}[-. ]\d{3}[-. ]\d{4}|\d{2}[-. ]\d{4}[-. ]\d{4}|\d[-. ]\d{3}[-. ]\d{3}[-. ]\d{4}|"
    r"\d{2,4}[-. ]\d{2}[-. ]\d{2}[-. ]\d{2}|\d{3}[-. ]\d{3}[-. ]\d{3}|\d{5}[ ]\d{6}|\d{3}[- ]\d{4}"
)


class PhoneNumbers:
    """Replaces telephone numbers."""

    def __init__(self, words: MaskingWords) -> None:
        """Compile the patterns from the words of all languages."""
        phones = words.phones
        # The cheap check: the numbering plans cost a thousand times more and see only what it finds.
        self._form = re.compile(
            r"(?<![\w.,/-])(?:\+|00)?\(?\d(?:[\s().\-/]{0,2}\d){6,14}"
            rf"(?:\s{{0,2}}(?:{phones.extensions})\s{{0,2}}\d{{1,6}})?(?![\w/]|[.,-]\d)",
            re.IGNORECASE,
        )
        self._named = re.compile(
            rf"(?i)(?:{phones.names})[\s.:#]*(?:{phones.links})?(?:\s+(?:{phones.articles}))?[\s:]*$"
        )
        self._other = re.compile(rf"(?i)(?:{phones.others})[\s.:#]*(?:{phones.other_links})?[\s.:#]*$")
        self._unit = re.compile(rf"(?i)\s?(?:{phones.units})")

    def mask(self, text: str, placeholder: str) -> tuple[str, int]:
        """Replace the numbers and count them."""
        return replace_where(self._form, self._is_phone, text, placeholder)

    def _is_phone(self, match: re.Match[str]) -> bool:
        """Return whether it is a telephone number and not a date, an amount or an order number."""
        written = _EXTENSION.sub("", match.group())
        digits = sum(char.isdigit() for char in written)
        if _DATE.match(written) or self._unit.match(text_after(match)):
            return False
        if written.startswith("+") or self._named.search(text_before(match)):
            return digits >= _FEWEST_DIGITS
        if self._is_other(match, written):
            return False
        if written.startswith(("00", "(")) or _WRITTEN_AS_PHONE.fullmatch(written):
            return digits >= _FEWEST_DIGITS and not _is_amount(written)
        return _is_valid(written) if digits >= _FEWEST_DIGITS_ALONE else False

    def _is_other(self, match: re.Match[str], written: str) -> bool:
        """Return whether a number without a word for telephones is an amount, an order number or a time."""
        if _GROUPED.fullmatch(written) and not _WRITTEN_AS_PHONE.fullmatch(written):
            return True
        return bool(_MOMENT.fullmatch(written) or self._other.search(text_before(match)))


def _is_amount(written: str) -> bool:
    """Return whether groups of three digits are thousands, as in "250 000 000"."""
    return bool(re.fullmatch(r"\d{1,3}(?:[ .]\d{3})+", written)) and written.endswith("000")


@lru_cache(maxsize=16_384)
def _is_valid(written: str) -> bool:
    """Return whether a number is valid in the numbering plan of any of the countries."""
    for region in REGIONS:
        try:
            number = phonenumbers.parse(written, region)
        except phonenumbers.NumberParseException:
            return False  # cannot be a number in any country
        if phonenumbers.is_valid_number(number):
            return True
    return False

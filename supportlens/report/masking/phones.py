"""Recognises telephone numbers by national numbering plans, adjacent words and their form."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import phonenumbers

from supportlens.report.masking.gates import Gate
from supportlens.report.masking.matching import replace_where, text_after, text_before
from supportlens.report.masking.number_groups import (
    is_date,
    is_other_by_form,
    is_written_as_phone,
    may_be_phone,
)

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
_FEWEST_DIGITS_ABROAD = 9
"""Digits of a number after the 00 of a call abroad: fewer are the zeros of an order's number."""
_FEWEST_DIGITS_ALONE = 9
"""Digits of a number that nothing gives away. Judgement: fewer would mask more orders' numbers
that happen to fit a country's plan, more would miss numbers without an area code."""
_FEWEST_DIGITS_IN_GROUPS = 8
"""Digits of a number in groups that a country's plan knows: "2234-5678" of Central America."""

_WORDS_BETWEEN = 18
"""Signs between a word for telephones and its number: "cel. de mi oficina:". Judgement: two words."""

_HOUSE = re.compile(r"\d{1,5}[ ]\d{4,5}")
"""A house and a postcode, as in "Insurgentes Sur 1602 03940 CDMX"."""
_EXTENSION = re.compile(r"\s*[^\W\d_]+\.?\s*\d+$")


class PhoneNumbers:
    """Replaces telephone numbers."""

    def __init__(self, words: MaskingWords) -> None:
        """Compile the patterns from the words of all languages."""
        phones = words.phones
        # The cheap check: the numbering plans cost a thousand times more and see only what it finds.
        self._form = re.compile(
            r"(?<![\w.,/-])(?<!\d:)(?:\+|00)?\(?(?:0\d{2,4}[ ]/[ ])?"
            r"\d(?:[ \t\u00a0\u202f().\-/]{0,2}\d){6,14}"
            rf"(?:\s{{0,2}}(?:{phones.extensions})\s{{0,2}}\d{{1,6}})?(?![\w/]|[.,:-]\d)",
            re.IGNORECASE,
        )
        self._gate = Gate([self._form])
        self._named = re.compile(
            rf"(?i)(?:{phones.names})[\s.:#@]*(?:{phones.links})?(?:\s+(?:{phones.articles}))?[\s:]*$"
        )
        self._named_nearby = re.compile(rf"(?i)\b(?:{phones.names})\b[^\d\n]{{0,{_WORDS_BETWEEN}}}$")
        self._named_after = re.compile(
            rf"(?i)(?:\s*[(,-]\s*(?:{phones.names_after})|\s+(?:{phones.said_after}))\b"
        )
        self._other = re.compile(
            rf"(?i)(?:(?<!\w)|(?=\W|[^\W\d]{{5}}))(?:{phones.others})[\s.:#]*(?:{phones.other_links})?[\s.:#]*$"
        )
        self._unit = re.compile(rf"(?i)\s?(?:{phones.units})(?!\w)")
        capital = rf"[A-Z{words.names.capitals}]"
        self._place_before = re.compile(rf"{capital}[^\W\d]+[ ]$")
        self._place_after = re.compile(rf"[ ]{capital}[^\W\d]+")
        self._street_before = re.compile(rf"(?i)(?<!\w)(?:{phones.streets})(?!\w)\.?[^\d,;:\n]*$")
        self._street_after = re.compile(
            rf"(?i)[ ](?:[nsew]{{1,2}}\.?[ ])?(?:[^\W\d]+[ ]){{0,3}}(?:{phones.streets_after})(?!\w)"
        )

    def mask(self, text: str, placeholder: str) -> tuple[str, int]:
        """Replace the numbers and count them."""
        if not self._gate.opens(text):
            return text, 0
        return replace_where(self._form, self._is_phone, text, placeholder)

    def _is_phone(self, match: re.Match[str]) -> bool:
        """Return whether it is a telephone number and not a date, an amount or an order number."""
        written = _EXTENSION.sub("", match.group())
        digits = sum(char.isdigit() for char in written)
        before, after = text_before(match), text_after(match)
        if digits < _FEWEST_DIGITS or is_date(written) or self._unit.match(after):
            return False
        if "+" in (written[0], before[-1:]) or self._named.search(before) or self._named_after.match(after):
            return True
        if self._is_other(written, before, after):
            return False
        if written.startswith("00"):
            return written[2] != "0" and digits >= _FEWEST_DIGITS_ABROAD
        if written.startswith("(") or is_written_as_phone(written):
            return True
        fewest = _FEWEST_DIGITS_ALONE if written.isdigit() else _FEWEST_DIGITS_IN_GROUPS
        if self._named_nearby.search(before):
            fewest = _FEWEST_DIGITS
        return digits >= fewest and may_be_phone(written) and _is_valid(written)

    def _is_other(self, written: str, before: str, after: str) -> bool:
        """Return whether a number without a word for telephones is an amount, an order number or a time."""
        if self._other.search(before) or is_other_by_form(written.lstrip("(")):
            return True
        return self._is_house(written, before, after)

    def _is_house(self, written: str, before: str, after: str) -> bool:
        """Return whether it is the number of a house, alone or beside a postcode."""
        between = self._place_before.search(before) and self._place_after.match(after)
        if between and _HOUSE.fullmatch(written):
            return True
        return bool(self._street_before.search(before) or self._street_after.match(after))


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

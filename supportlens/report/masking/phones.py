"""Recognises telephone numbers: by the plans of the countries, by words beside them, by their form."""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers

from supportlens.report.masking.matching import replace_where, text_after, text_before

REGIONS = (
    "ES", "MX", "AR", "CO", "CL", "PE", "US", "GB", "EC", "VE", "UY", "PY", "BO", "CR", "PA", "GT", "SV",
    "HN", "NI", "DO", "BR", "PT", "FR", "DE", "IT",
)  # fmt: skip
"""Whose numbers are known without a country code."""

# The cheap look: only what it finds is held against the countries' plans, which costs a thousand times more.
_PHONE = re.compile(
    r"(?<![\w.,/-])(?:\+|00)?\(?\d(?:[\s().\-/]{0,2}\d){6,14}"
    r"(?:\s{0,2}(?:x|ext\.?|extensi[oó]n|int\.?|anexo)\s{0,2}\d{1,6})?(?![\w/]|[.,-]\d)",
    re.IGNORECASE,
)
_EXTENSION = re.compile(r"\s*[a-zó]+\.?\s*\d+$", re.IGNORECASE)
_NAMED = re.compile(
    r"(?i)(?:tel[eé]?f?(?:ono)?s?|cel(?:ular)?|m[oó]vil|whats?app?|wsp|fono|phone|mobile|cell|fax|"
    r"call (?:me |us )?(?:back )?(?:at|on)|reach me (?:at|on)|ll[aá]m\w+ al|marc\w+ al|comun\w+ al)"
    r"[\s.:#]*(?:es|is|n[uú]mero|number)?(?:\s+(?:el|al))?[\s:]*$"
)
_OTHER_NUMBER = re.compile(
    r"(?i)(?:pedido|orden|order|folio|ticket|caso|case|factura|invoice|serie|serial|s/n|error|c[oó]digo|code|"
    r"versi[oó]n|version|build|ref(?:erencia|erence)?|gu[ií]a|tracking|contrato|contract|p[oó]liza|policy|"
    r"sku|art[ií]culo|item|lote|batch|solicitud|request|incidente|incident|transacci[oó]n|transaction|imei|"
    r"producto|product|[$€£#]|usd|eur|mxn)[\s.:#]*"
    r"(?:n[uú]mero|number|nro\.?|num\.?|no\.?|n\.?[º°]|id|es|is|de)?[\s.:#]*$"
)
_UNIT = re.compile(
    r"(?i)\s?(?:[$€£%]|usd|eur|mxn|cop|clp|ars|pen|euros?|pesos|d[oó]lares|dollars|pounds|bytes|[kmg]b)"
)
_MOMENT = re.compile(r"1\d{9}|1\d{12}")
"""A moment as computers count it, in seconds or milliseconds."""
_DATE = re.compile(r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})(?:[\sT]+\d{1,2})?")
_GROUPED = re.compile(r"\d{1,3}(?:[ .]\d{3})+")
_WRITTEN_AS_PHONE = re.compile(
    r"\d{3}[-. ]\d{3}[-. ]\d{4}|\d{2}[-. ]\d{4}[-. ]\d{4}|\d[-. ]\d{3}[-. ]\d{3}[-. ]\d{4}|"
    r"\d{2,4}[-. ]\d{2}[-. ]\d{2}[-. ]\d{2}|\d{3}[-. ]\d{3}[-. ]\d{3}|\d{5}[ ]\d{6}|\d{3}[- ]\d{4}"
)


def mask_phones(text: str, placeholder: str) -> tuple[str, int]:
    """Replace telephone numbers."""
    return replace_where(_PHONE, _is_phone, text, placeholder)


def _is_phone(match: re.Match[str]) -> bool:
    """Tell a telephone number from a date, an amount or an order's number."""
    written = _EXTENSION.sub("", match.group())
    digits = sum(char.isdigit() for char in written)
    if _DATE.match(written) or _UNIT.match(text_after(match)):
        return False
    if written.startswith("+") or _NAMED.search(text_before(match)):
        return digits >= 7
    if _is_other(match, written):
        return False
    if written.startswith(("00", "(")) or _WRITTEN_AS_PHONE.fullmatch(written):
        return digits >= 7 and not _is_amount(written)
    return _is_valid(written) if digits >= 9 else False


def _is_other(match: re.Match[str], written: str) -> bool:
    """Return whether a number without a word for telephones is an amount, an order's or a moment's."""
    if _GROUPED.fullmatch(written) and not _WRITTEN_AS_PHONE.fullmatch(written):
        return True
    return bool(_MOMENT.fullmatch(written) or _OTHER_NUMBER.search(text_before(match)))


def _is_amount(written: str) -> bool:
    """Return whether groups of three may be thousands: "250 000 000" is nobody's number."""
    return bool(re.fullmatch(r"\d{1,3}(?:[ .]\d{3})+", written)) and written.endswith("000")


@lru_cache(maxsize=16_384)
def _is_valid(written: str) -> bool:
    """Hold a number against the plan of each country."""
    for region in REGIONS:
        try:
            number = phonenumbers.parse(written, region)
        except phonenumbers.NumberParseException:
            return False  # no form of a number at all, wherever it is dialled
        if phonenumbers.is_valid_number(number):
            return True
    return False

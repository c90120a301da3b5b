"""Recognises help-desk exports by their headers, by the rules in `resources/import/vendors.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from supportlens.domain import Field
from supportlens.ingest.values.word_forms import fold_words
from supportlens.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SUREST = 100.0
"""Weight of the first header in a vendor's rule: above every weight of a general header."""


@dataclass(frozen=True, slots=True)
class VendorSign:
    """A combination of headers unique to one export, and their language."""

    language: str
    headers: frozenset[str]


@dataclass(frozen=True, slots=True)
class MessageColumns:
    """The columns of an export with a row per message, all folded, and the customer's roles."""

    conversation: str
    moment: str
    text: str
    author: str
    customer: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vendor:
    """An export of a help desk; all headers are folded."""

    name: str
    signs: tuple[VendorSign, ...]
    fields: dict[Field, dict[str, int]]
    """The headers of each field with their ranks."""
    never: frozenset[str]
    codes: dict[Field, dict[str, str]]
    """The words that numeric codes stand for."""
    messages: MessageColumns | None

    def weight(self, field: Field, forms: Sequence[str]) -> float:
        """Return the weight of `field` for a header of these forms in this export, 0 for none."""
        ranks = self.fields.get(field, {})
        offers = (SUREST - ranks[form] - 0.3 * loss for loss, form in enumerate(forms) if form in ranks)
        return max(offers, default=0.0)

    def is_excluded(self, forms: Sequence[str]) -> bool:
        """Return whether a header resembles a field but is not one in this export."""
        return any(form in self.never for form in forms)


@dataclass(frozen=True, slots=True)
class KnownVendor:
    """A recognised vendor, and the language of its headers."""

    vendor: Vendor
    language: str


def recognise_vendor(forms: Iterable[Sequence[str]]) -> KnownVendor | None:
    """Return the vendor whose export has headers of these forms, None if unknown.

    Of several, the one with most known headers is chosen; the first in the rules wins a tie.
    """
    there = [frozenset(header_forms) for header_forms in forms]
    words = frozenset().union(*there)
    best: tuple[int, KnownVendor] | None = None
    for vendor in load_vendors():
        sign = next((sign for sign in vendor.signs if sign.headers <= words), None)
        if sign is None:
            continue
        known = sum(1 for header_forms in there if header_forms & _headers_of(vendor))
        if best is None or known > best[0]:
            best = known, KnownVendor(vendor, sign.language)
    return best[1] if best else None


@cache
def load_vendors() -> tuple[Vendor, ...]:
    """Return the rules; raises ValueError for an unknown field."""
    with resource("import", "vendors.toml").open("rb") as file:
        return tuple(map(_make_vendor, tomllib.load(file)["vendor"]))


@cache
def vendor_headers() -> frozenset[str]:
    """Return every folded field header of any vendor."""
    return frozenset(word for vendor in load_vendors() for ranks in vendor.fields.values() for word in ranks)


def _headers_of(vendor: Vendor) -> frozenset[str]:
    return frozenset(word for ranks in vendor.fields.values() for word in ranks) | vendor.never


def _make_vendor(row: dict[str, Any]) -> Vendor:
    fields = {
        Field(name): {fold_words(word): rank for rank, word in reversed(list(enumerate(words)))}
        for name, words in row["fields"].items()
    }
    return Vendor(
        name=row["name"],
        signs=tuple(
            VendorSign(sign["language"], frozenset(map(fold_words, sign["headers"]))) for sign in row["signs"]
        ),
        fields=fields,
        never=frozenset(map(fold_words, row.get("never", ()))),
        codes={Field(name): dict(codes) for name, codes in row.get("codes", {}).items()},
        messages=_make_messages(row["messages"]) if "messages" in row else None,
    )


def _make_messages(row: dict[str, Any]) -> MessageColumns:
    conversation, moment, text, author = (
        fold_words(row[name]) for name in ("conversation", "moment", "text", "author")
    )
    return MessageColumns(conversation, moment, text, author, frozenset(map(fold_words, row["customer"])))

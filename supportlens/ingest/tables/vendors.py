"""Knows the exports of help desks by their headers, by the rules in `resources/import/vendors.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from supportlens.domain import Field
from supportlens.ingest.values.word_forms import fold
from supportlens.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SUREST = 100.0
"""Weight of the header that a vendor's rule lists first: above whatever a header says by itself."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Headers that only one export has together, and the language they are written in."""

    language: str
    headers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Messages:
    """The columns of an export of a row per message, all folded, and who writes as the customer."""

    conversation: str
    moment: str
    text: str
    author: str
    customer: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vendor:
    """One export of one help desk: all headers are folded."""

    name: str
    signs: tuple[Sign, ...]
    fields: dict[Field, dict[str, int]]
    """The headers of each field with their ranks."""
    never: frozenset[str]
    codes: dict[Field, dict[str, str]]
    """What the numbers mean that stand for words."""
    messages: Messages | None

    def weight(self, field: Field, forms: Sequence[str]) -> float:
        """Weigh how surely a header of these forms means `field` here, 0 where it does not."""
        ranks = self.fields.get(field, {})
        offers = (SUREST - ranks[form] - 0.3 * loss for loss, form in enumerate(forms) if form in ranks)
        return max(offers, default=0.0)

    def is_beside(self, forms: Sequence[str]) -> bool:
        """Return whether a header looks like a field and is none."""
        return any(form in self.never for form in forms)


@dataclass(frozen=True, slots=True)
class Known:
    """A vendor that was recognised, and the language of its headers."""

    vendor: Vendor
    language: str


def recognise(forms: Iterable[Sequence[str]]) -> Known | None:
    """Return whose export has headers of these forms, None where it is nobody's we know.

    Of several the one that knows most of the headers is taken, the first in the rules where as many.
    """
    there = [frozenset(each) for each in forms]
    words = frozenset().union(*there)
    best: tuple[int, Known] | None = None
    for vendor in vendors():
        sign = next((sign for sign in vendor.signs if sign.headers <= words), None)
        if sign is None:
            continue
        known = sum(1 for each in there if each & _words_of(vendor))
        if best is None or known > best[0]:
            best = known, Known(vendor, sign.language)
    return best[1] if best else None


@cache
def vendors() -> tuple[Vendor, ...]:
    """Read the rules; raises ValueError for a field that is unknown."""
    with resource("import", "vendors.toml").open("rb") as file:
        return tuple(map(_vendor, tomllib.load(file)["vendor"]))


@cache
def words_of_vendors() -> frozenset[str]:
    """Collect every folded header of a field that some vendor has."""
    return frozenset(word for vendor in vendors() for ranks in vendor.fields.values() for word in ranks)


def _words_of(vendor: Vendor) -> frozenset[str]:
    return frozenset(word for ranks in vendor.fields.values() for word in ranks) | vendor.never


def _vendor(row: dict[str, Any]) -> Vendor:
    fields = {
        Field(name): {fold(word): rank for rank, word in reversed(list(enumerate(words)))}
        for name, words in row["fields"].items()
    }
    return Vendor(
        name=row["name"],
        signs=tuple(Sign(sign["language"], frozenset(map(fold, sign["headers"]))) for sign in row["signs"]),
        fields=fields,
        never=frozenset(map(fold, row.get("never", ()))),
        codes={Field(name): dict(codes) for name, codes in row.get("codes", {}).items()},
        messages=_messages(row["messages"]) if "messages" in row else None,
    )


def _messages(row: dict[str, Any]) -> Messages:
    conversation, moment, text, author = (
        fold(row[name]) for name in ("conversation", "moment", "text", "author")
    )
    return Messages(conversation, moment, text, author, frozenset(map(fold, row["customer"])))

"""Learns from a log's own columns which words are people, sites and products."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.domain import Field, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import Lexicon, Tickets

_WORD = re.compile(r"[^\W\d_]{3,}")
_DOMAIN = re.compile(r"@\S+")
PEOPLE = (Field.REQUESTER, Field.AGENT, Field.CUSTOMER, Field.SITE)
"""Fields whose values people put under their messages and into them."""
TRADE = (Field.ROLE, Field.TEAM, Field.PRODUCT, Field.CATEGORY)
"""Fields whose words are of the trade even where somebody is called so."""


def learn_listed_names(lexicon: Lexicon, tickets: Tickets) -> Lexicon:
    """Add to a lexicon the people, customers, sites and products that the log itself lists.

    People sign what they write, so they set groups apart without saying what is wrong; a product
    says where, and not what.
    """
    return replace(
        lexicon,
        names=frozenset(_collect_words(tickets, PEOPLE)) - frozenset(_collect_words(tickets, TRADE)),
        products=frozenset(_collect_words(tickets, (Field.PRODUCT,))),
    )


def _collect_words(tickets: Tickets, fields: Iterable[Field]) -> set[str]:
    found: set[str] = set()
    for column in fields:
        if tickets.has(column):
            for value in tickets.frame[column.value].unique():
                found.update(_WORD.findall(fold(_DOMAIN.sub(" ", str(value)))))
    return found

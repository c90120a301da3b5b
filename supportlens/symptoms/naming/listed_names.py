"""Learns people, sites and products from the columns of a log."""

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
"""Fields whose values people write into and under their messages."""
TRADE = (Field.ROLE, Field.TEAM, Field.PRODUCT, Field.CATEGORY)
"""Fields whose words are common nouns even if they are also somebody's name."""


def learn_listed_names(lexicon: Lexicon, tickets: Tickets) -> Lexicon:
    """Add the people, customers, sites and products listed in the log to a lexicon.

    People sign what they write, so names separate groups without describing a problem; a product describes
    where, not what.
    """
    trade = frozenset(_collect_words(tickets, TRADE))
    return replace(
        lexicon,
        names=frozenset(_collect_words(tickets, PEOPLE)) - trade,
        given_names=lexicon.given_names - trade,
        products=frozenset(_collect_words(tickets, (Field.PRODUCT,))),
    )


def _collect_words(tickets: Tickets, fields: Iterable[Field]) -> set[str]:
    found: set[str] = set()
    for column in fields:
        if tickets.has(column):
            for value in tickets.frame[column.value].unique():
                found.update(_WORD.findall(fold(_DOMAIN.sub(" ", str(value)))))
    return found

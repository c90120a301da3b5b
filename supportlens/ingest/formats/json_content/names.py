"""The names that services use in JSON, by `resources/import/json.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from supportlens.ingest.values.word_forms import fold_words
from supportlens.resources import resource


@dataclass(frozen=True, slots=True)
class JsonNames:
    """Folded names, by what they mean; `json.toml` explains them."""

    ticket_lists: frozenset[str]
    other_lists: frozenset[str]
    parents: frozenset[str]
    no_tickets: dict[str, str]
    """Folded key to the reason why a record that has it is no ticket."""
    text: tuple[str, ...]
    moment: frozenset[str]
    author: frozenset[str]
    role: frozenset[str]
    desk: frozenset[str]
    customer: frozenset[str]
    asking: frozenset[str]
    identity: frozenset[str]


@cache
def json_names() -> JsonNames:
    """Return the names; raises ValueError for a file that cannot be read."""
    with resource("import", "json.toml").open("rb") as file:
        read: dict[str, dict[str, Any]] = tomllib.load(file)
    lists, messages = read["lists"], read["messages"]
    names = ("moment", "author", "role", "desk", "customer", "asking", "identity")
    return JsonNames(
        ticket_lists=_fold(lists["tickets"]),
        other_lists=_fold(lists["others"]),
        parents=_fold(lists["parents"]),
        no_tickets={fold_name(key): reason for reason, keys in read["records"].items() for key in keys},
        text=tuple(map(fold_name, messages["text"])),
        **{name: _fold(messages[name]) for name in names},
    )


def _fold(words: list[str]) -> frozenset[str]:
    return frozenset(map(fold_name, words))


@lru_cache(maxsize=4096)
def fold_name(name: str) -> str:
    """Return a name folded, with the words of "createdAt" and "created_at" apart."""
    return fold_words(name)

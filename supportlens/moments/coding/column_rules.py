"""Finds what columns of the export say: the channel, the type of ticket, the status."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import Field, fold
from supportlens.domain.contacts.rules import CodingRules, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from supportlens.domain import Tickets
    from supportlens.domain.contacts.rules import CodeRule

    Mask = npt.NDArray[np.bool_]

MAX_VALUES = 500
"""Different values of a column of types; one with more holds texts. Judgement; larger only takes longer."""


def match_columns(tickets: Tickets, rules: CodingRules) -> Iterator[tuple[CodeRule, Mask]]:
    """Yield every rule that examines columns, with the tickets (n) whose value it matches."""
    folded = {fold(str(header)): str(header) for header in tickets.original.columns}
    for rule in rules.rules:
        if rule.evidence is not Evidence.COLUMN:
            continue
        marked = np.zeros(len(tickets), dtype=bool)
        for name in _find_columns(rule, tickets, folded):
            marked |= _match_values(tickets, name, rule)
        yield rule, marked


def _find_columns(rule: CodeRule, tickets: Tickets, folded: dict[str, str]) -> set[str]:
    """Return the fields and columns of the files that a rule examines."""
    fields = {field.value for field in Field}
    found = {name for name in rule.columns if name in fields and tickets.has(Field(name))}
    expressions = [re.compile(name) for name in rule.columns if name not in fields]
    found |= {header for text, header in folded.items() if any(one.fullmatch(text) for one in expressions)}
    return found


def _match_values(tickets: Tickets, name: str, rule: CodeRule) -> Mask:
    values = tickets.values(name)
    different = values.unique()
    if len(different) > MAX_VALUES:
        return np.zeros(len(tickets), dtype=bool)
    fits = re.compile("|".join(rule.patterns)).fullmatch
    wanted = [value for value in different if fits(fold(str(value)))]
    marked: Mask = values.isin(wanted).to_numpy()
    return marked

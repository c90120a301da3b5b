"""The grounds of codes while they are gathered: of several, the surest stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain.contacts.codes import CODES, Dimension, codes_of
from supportlens.domain.contacts.coding import COLUMN_OF, Coding
from supportlens.domain.contacts.rules import CodeRule, Evidence
from supportlens.domain.languages import Name

if TYPE_CHECKING:
    import numpy.typing as npt

    from supportlens.domain.contacts.rules import CodingRules

    Mask = npt.NDArray[np.bool_]

NO_GROUND = CodeRule(id="", code="", name=Name(), confidence=0.0, evidence=Evidence.CODES)


class Grounds:
    """The codes of n contacts as they are found; `finish` makes the value of them."""

    def __init__(self, contacts: int, rules: CodingRules) -> None:
        self._rules = (NO_GROUND, *rules.rules)
        self._place = {rule.id: place for place, rule in enumerate(self._rules)}
        self._confidence = np.array([rule.confidence for rule in self._rules])
        self._found = np.zeros((contacts, len(CODES)), dtype=np.int16)

    def add(self, code: str, rule_id: str, contacts: Mask) -> None:
        """Add a code to the marked contacts (n) on the ground of a rule, unless a surer one has given it."""
        place = self._place.get(rule_id)
        if place is None:
            return
        column: npt.NDArray[np.int16] = self._found[:, COLUMN_OF[code]]
        surer = np.flatnonzero(contacts & (self._confidence[column] < self._confidence[place]))
        column[surer] = place

    def remove(self, code: str, contacts: Mask) -> None:
        """Remove a code from the marked contacts (n)."""
        self._found[contacts, COLUMN_OF[code]] = 0

    def take_all(self, contacts: Mask) -> None:
        """Remove every code from the marked contacts (n)."""
        self._found[contacts] = 0

    def has(self, *codes: str) -> Mask:
        """Mark the contacts (n) with one of some codes."""
        found: Mask = np.any(self._found[:, [COLUMN_OF[code] for code in codes]] > 0, axis=1)
        return found

    def has_any_of(self, dimension: Dimension) -> Mask:
        """Mark the contacts (n) with a code of a dimension."""
        return self.has(*(code.id for code in codes_of(dimension)))

    def has_on_ground(self, code: str, rule_id: str) -> Mask:
        """Mark the contacts (n) that have a code on the ground of a rule."""
        marked: Mask = self._found[:, COLUMN_OF[code]] == self._place.get(rule_id, -1)
        return marked

    def finish(self) -> Coding:
        """Return the codes with their grounds."""
        return Coding(self._rules, self._found)

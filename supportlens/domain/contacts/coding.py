"""The codes of all contacts of a log, each with its ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from supportlens.domain.contacts.codes import CODES, DIMENSIONS, Dimension, codes_by_id, codes_of
from supportlens.domain.contacts.rules import CodeRule, Evidence

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Mask = npt.NDArray[np.bool_]

COLUMN_OF = {code.id: place for place, code in enumerate(CODES)}
"""The column of each code in `Coding.grounds`."""


@dataclass(frozen=True, slots=True, eq=False)
class Coding:
    """The codes of n contacts, in the order of the tickets.

    `grounds` (n x codes) holds for each contact and code the position in `rules` of its strongest ground,
    0 if the contact does not have the code; the first rule stands for no ground. A company's rules and
    people's corrections are grounds like the others.
    """

    rules: tuple[CodeRule, ...]
    grounds: npt.NDArray[np.int16]

    def __len__(self) -> int:
        return len(self.grounds)

    def same_as(self, other: Coding) -> bool:
        """Return whether another coding has the same rules and gives the same codes on the same grounds."""
        if self.rules != other.rules or self.grounds.shape != other.grounds.shape:
            return False
        return bool((self.grounds == other.grounds).all())

    def mask(self, code: str) -> Mask:
        """Mark the contacts (n) with a code; raises KeyError for an unknown code."""
        marked: Mask = self.grounds[:, COLUMN_OF[code]] > 0
        return marked

    def count(self, code: str, inside: Mask | None = None) -> int:
        """Count the contacts with a code, of all or of those `inside`."""
        mask = self.mask(code)
        return int((mask if inside is None else mask & inside).sum())

    def counts(self, inside: Mask | None = None) -> dict[str, int]:
        """Count the contacts of each code in the order of the table, without the codes that none has."""
        rows = self.grounds if inside is None else self.grounds[inside]
        totals = (rows > 0).sum(axis=0).tolist()
        return {
            code.id: total
            for code, total in zip(CODES, totals, strict=True)
            if total and code.dimension.row.shown
        }

    def count_confirmed(self, inside: Mask | None = None) -> int:
        """Count the contacts of which a person confirmed or corrected a code."""
        marked = self.confirmed()
        return int((marked if inside is None else marked & inside).sum())

    def confirmed(self) -> Mask:
        """Mark the contacts (n) of which a person confirmed or corrected a code."""
        said = [place for place, rule in enumerate(self.rules) if rule.evidence is Evidence.PERSON]
        marked: Mask = (self.grounds[..., None] == said).any(axis=(1, 2)) if said else self.grounds[:, 0] < 0
        return marked

    def ground(self, row: int, code: str) -> CodeRule | None:
        """Return the ground on which a contact has a code, None if it does not have it."""
        place = int(self.grounds[row, COLUMN_OF[code]])
        return self.rules[place] if place else None

    def codes_of_contact(self, row: int) -> tuple[str, ...]:
        """Return the codes of a contact in the order of the table."""
        return tuple(code.id for code, place in zip(CODES, self.grounds[row].tolist(), strict=True) if place)

    def values(self, dimension: Dimension, rows: slice = slice(None)) -> list[str]:
        """Return the codes of a dimension for each contact of some rows, joined by commas, "" without one."""
        codes = codes_of(dimension)
        columns = self.grounds[rows][:, [COLUMN_OF[code.id] for code in codes]] > 0
        # A bit for each code: most contacts have one of a few sets.
        sets = (columns @ [1 << at for at in range(len(codes))]).tolist()
        joined = {
            one: ",".join(code.id for at, code in enumerate(codes) if one >> at & 1) for one in set(sets)
        }
        return [joined[one] for one in sets]

    def valences(self) -> npt.NDArray[np.int8]:
        """Return the valence of each contact (n), -2 to +2, 0 for none."""
        total = self.grounds[:, 0] * 0
        for code in codes_of(Dimension.VALENCE):
            total = total + (self.grounds[:, COLUMN_OF[code.id]] > 0) * code.sign
        return total.astype("int8")

    @property
    def bitter(self) -> Mask:
        """Marks the contacts (n) that were bitter or very bitter."""
        marked: Mask = self.mask("v-1") | self.mask("v-2")
        return marked


def is_single(code: str) -> bool:
    """Return whether a contact has at most one code of this code's dimension."""
    return DIMENSIONS[codes_by_id()[code].dimension].single

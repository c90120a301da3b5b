"""Applies people's corrections of codes; nothing overrides them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import Derived, Field
from supportlens.domain.contacts.codes import codes_by_id, codes_of
from supportlens.domain.contacts.coding import is_single
from supportlens.domain.projects.earlier_study import hash_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from supportlens.domain import Tickets
    from supportlens.domain.contacts.corrections import CodeCorrection
    from supportlens.moments.coding.grounds import Grounds

    Mask = npt.NDArray[np.bool_]

PERSON = "said_by_a_person"
"""The ground of a code that a person gave or confirmed."""


def apply_corrections(grounds: Grounds, tickets: Tickets, corrections: Iterable[CodeCorrection]) -> None:
    """Add and remove the codes that people said, oldest statement first.

    In a dimension with one code a contact, a given code takes the place of the others.
    """
    for correction in corrections:
        contacts = _find_contacts(grounds, tickets, correction)
        if correction.holds:
            if is_single(correction.code):
                _take_others(grounds, correction.code, contacts)
            grounds.add(correction.code, PERSON, contacts)
        else:
            grounds.remove(correction.code, contacts)


def _take_others(grounds: Grounds, code: str, contacts: Mask) -> None:
    for other in codes_of(codes_by_id()[code].dimension):
        if other.id != code:
            grounds.remove(other.id, contacts)


def _find_contacts(grounds: Grounds, tickets: Tickets, correction: CodeCorrection) -> Mask:
    """Mark the contacts (n) that a correction is about: one, and those with its text; or all of a rule."""
    if correction.rule_id:
        return grounds.has_on_ground(correction.code, correction.rule_id)
    ids = tickets.frame[Field.TICKET_ID.value].astype(str)
    marked: Mask = ids.eq(correction.ticket_id).to_numpy()
    if not correction.text:
        return marked
    texts = tickets.frame[Derived.TEXT]
    same = np.zeros(len(tickets), dtype=bool)
    for row in np.flatnonzero(marked):
        same[row] = hash_text(str(texts.iloc[row])) == correction.text
    return same

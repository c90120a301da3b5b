"""Finds the cause that an action is about, by what its row says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supportlens.domain import Field, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from supportlens.domain import Cause, TakenAction

_PLACES = (Field.PRODUCT.value, Field.VERSION.value, Field.CATEGORY.value)
"""Fields of a cause whose value an action may name."""
_NAMED, _ABOUT, _MENTIONED = 4, 3, 2


def find_cause(
    action: TakenAction, causes: Sequence[Cause], heir_of: Callable[[TakenAction], str]
) -> Cause | None:
    """Return the cause that an action is about, None if no cause is.

    What was made from the plan, or gives an id, names it; else the name of a cause, then its application, as
    the row gives them, then as its text mentions them. Of several, one that had
    begun is meant, and then the largest.
    """
    if action.is_from_plan:
        heir = heir_of(action)
        return next((cause for cause in causes if cause.id == heir), None)
    named = next((cause for cause in causes if fold(cause.id) == fold(action.about)), None)
    if named is not None:
        return named
    scored = [(_score(action, cause), cause) for cause in causes]
    fitting = [(score, cause) for score, cause in scored if score]
    if not fitting:
        return None
    return min(
        fitting,
        key=lambda pair: (-pair[0], not _had_risen(pair[1], action), -pair[1].tickets, pair[1].id),
    )[1]


def _score(action: TakenAction, cause: Cause) -> int:
    about, text = fold(action.about), fold(f"{action.name} {action.about}")
    names = {fold(str(name)) for name in cause.name.values()}
    if about and about in names:
        return _NAMED
    values = {fold(claim.value) for claim in (*cause.scope, *cause.combinations) if claim.field in _PLACES}
    values |= {fold(claim.value) for claim in (cause.place, cause.where) if claim and claim.field in _PLACES}
    if about and about in values:
        return _ABOUT
    if about:
        # What names another application is not about this cause, whatever its text mentions.
        return _MENTIONED if any(_mentions(about, value) for value in values | names) else 0
    return _MENTIONED if any(_mentions(text, value) for value in values | names) else 0


def _mentions(text: str, value: str) -> bool:
    return len(value) > 2 and re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text) is not None


def _had_risen(cause: Cause, action: TakenAction) -> bool:
    return cause.onset is not None and cause.onset.day <= action.start

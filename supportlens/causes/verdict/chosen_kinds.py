"""Applies the kind that a user chose for a cause, in place of the one from the signals."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.causes.verdict.answers import reweigh_priority
from supportlens.causes.verdict.ranking import sort_causes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from supportlens.domain import Cause, Kind


def apply_kinds(causes: Iterable[Cause], kinds: Mapping[str, Kind]) -> tuple[Cause, ...]:
    """Return the causes with the kinds that a user chose by cause id, by priority.

    Scores stay the same; signals are listed for and against the chosen kind. Choosing the kind that the
    program found changes nothing.
    """
    return sort_causes([_set_kind(cause, kinds.get(cause.id)) for cause in causes])


def _set_kind(cause: Cause, kind: Kind | None) -> Cause:
    if kind is None or kind is cause.kind:
        return cause
    signals = (*cause.signals_for, *cause.signals_against)
    speaks_for = tuple(one for one in signals if (one.kind is kind) == (one.weight > 0))
    chosen = replace(
        cause,
        kind=kind,
        inferred_kind=cause.kind,
        signals_for=speaks_for,
        signals_against=tuple(one for one in signals if one not in speaks_for),
        unanswered=cause.unanswered or cause,
    )
    return replace(chosen, priority=reweigh_priority(chosen))

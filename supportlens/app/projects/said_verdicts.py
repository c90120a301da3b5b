"""Records a verdict as it was said, and finds its cause again in a later study."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from supportlens.domain import SaidVerdict, trace_ancestors

if TYPE_CHECKING:
    from supportlens.domain import Study


def record_verdict(study: Study) -> SaidVerdict:
    """Return the verdict of a study as it is said today."""
    cause = study.main_cause
    found = SaidVerdict(
        len(study.tickets),
        study.tickets.first_date,
        study.tickets.last_date,
        study.engine.result,
        study.engine.version,
    )
    if cause is None:
        return found
    return SaidVerdict(
        found.tickets,
        found.first,
        found.last,
        found.result,
        found.engine,
        cause.name,
        cause.symptoms,
        (cause.place.field, cause.place.value) if cause.place else None,
        cause.tickets,
        cause.share,
        cause.onset.day if cause.onset else None,
    )


def find_heir(said: SaidVerdict, study: Study) -> str | None:
    """Return the cause that continues the one of an earlier verdict: that with most of its symptoms' tickets.

    A cause at another place does not continue it. None without one.
    """
    shared: Counter[str] = Counter()
    for cause in study.causes:
        if said.place and cause.place and said.place != (cause.place.field, cause.place.value):
            continue
        shared[cause.id] = sum(
            symptom.tickets
            for symptom in map(study.symptom, cause.symptoms)
            if symptom is not None and any(_is_same(symptom.id, each) for each in said.symptoms)
        )
    best = min(shared, key=lambda each: (-shared[each], each), default=None)
    return best if best is not None and shared[best] else None


def _is_same(one: str, other: str) -> bool:
    return one in trace_ancestors(other) or other in trace_ancestors(one)

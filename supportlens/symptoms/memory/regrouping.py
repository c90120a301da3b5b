"""Merges symptoms and splits them into their parts, as a person says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import SymptomsMerged, SymptomSplit, trace_ancestors

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from supportlens.domain import Amendment, EarlierStudy, Grouping, Leaves, Name, Symptom, Vectors

    Rows = npt.NDArray[np.int64]
    Mask = npt.NDArray[np.bool_]
    Naming = Callable[[Mask], Name]
    """Names the tickets of a mask."""

MIN_PART = 3
"""Minimum tickets of a part of a symptom.

Judgement: as many as a symptom of a small log has; smaller splits off single tickets.
"""


def regroup(
    grouping: Grouping,
    vectors: Vectors,
    leaves: Leaves,
    corrections: Sequence[Amendment],
    name: Naming,
) -> Grouping:
    """Merge and split symptoms, one correction after another; one whose symptom is not there changes nothing.

    The sizes of the symptoms are not counted anew.
    """
    for one in corrections:
        if isinstance(one, SymptomsMerged):
            grouping = _merge(grouping, one)
        elif isinstance(one, SymptomSplit):
            grouping = _split(grouping, vectors, leaves, one.symptom_id, name)
    return grouping


def can_split(labels: Rows, position: int, vectors: Vectors, leaves: Leaves) -> bool:
    """Return whether the symptom at a position of n `labels` has two parts."""
    return _find_parts(labels, position, vectors, leaves) is not None


def merge_known(known: EarlierStudy, corrections: Sequence[Amendment]) -> EarlierStudy:
    """Return an earlier study in which the symptoms that are one by now were one."""
    symptoms = {one.id: one for one in known.symptoms}
    for said in corrections:
        if isinstance(said, SymptomsMerged) and {said.symptom_id, said.into} <= symptoms.keys():
            part, whole = symptoms.pop(said.symptom_id), symptoms[said.into]
            symptoms[said.into] = replace(whole, tickets=whole.tickets + part.tickets)
    return (
        known if len(symptoms) == len(known.symptoms) else replace(known, symptoms=tuple(symptoms.values()))
    )


def _merge(grouping: Grouping, said: SymptomsMerged) -> Grouping:
    """Put all tickets of a symptom, or of its parts in a finer cut, into another."""
    target = find_position(grouping.symptoms, said.into)
    joining = [
        position
        for position, symptom in enumerate(grouping.symptoms)
        if said.symptom_id in trace_ancestors(symptom.id) and position != target
    ]
    mask = np.isin(grouping.labels, joining)
    if target is None or not mask.any():
        return grouping
    logged = grouping.log_labels
    if logged is not None and (held := logged[(grouping.labels == target) & (logged >= 0)]).size:
        logged = np.where(mask, int(np.bincount(held).argmax()), logged)
    labels = np.where(mask, target, grouping.labels)
    runners = np.where(np.isin(grouping.runners_up, joining), target, grouping.runners_up)
    return replace(
        grouping, labels=labels, runners_up=np.where(runners == labels, -1, runners), log_labels=logged
    )


def find_position(symptoms: Sequence[Symptom], symptom_id: str) -> int | None:
    """Return the position of a symptom, of its first part or of what it is part of; None without one."""
    exact = (place for place, symptom in enumerate(symptoms) if symptom.id == symptom_id)
    part = (place for place, symptom in enumerate(symptoms) if symptom_id in trace_ancestors(symptom.id))
    return next(exact, next(part, None))


def _split(grouping: Grouping, vectors: Vectors, leaves: Leaves, symptom_id: str, name: Naming) -> Grouping:
    """Split a symptom where its tree parts last; the larger part comes first."""
    position = next((at for at, one in enumerate(grouping.symptoms) if one.id == symptom_id), None)
    smaller = None if position is None else _find_parts(grouping.labels, position, vectors, leaves)
    if position is None or smaller is None:
        return grouping
    new = len(grouping.symptoms)
    larger = (grouping.labels == position) & ~smaller
    whole = grouping.symptoms[position]
    parts = [
        replace(whole, id=f"{symptom_id}.{number}", name=name(mask), example_ids=whole.example_ids)
        for number, mask in ((1, larger), (2, smaller))
    ]
    logged = grouping.log_labels
    if logged is not None:
        logged = np.where(smaller, int(logged.max(initial=-1)) + 1, logged)
    return replace(
        grouping,
        labels=np.where(smaller, new, grouping.labels),
        symptoms=(*grouping.symptoms[:position], parts[0], *grouping.symptoms[position + 1 :], parts[1]),
        log_labels=logged,
    )


def _find_parts(labels: Rows, position: int, vectors: Vectors, leaves: Leaves) -> Mask | None:
    """Mark the tickets of the smaller part of a symptom, None if it has no two parts that are large enough.

    The parts are those of the coarsest cut of the tree that separates two of them; what is smaller stays with
    the larger one.
    """
    inside = labels == position
    codes = np.maximum(vectors.codes, 0)
    leaf = np.where(inside & (vectors.codes >= 0), leaves.labels[codes], -1) if len(leaves.labels) else None
    if leaf is None or not leaves.tree.leaves:
        return None
    sizes = np.bincount(leaf[leaf >= 0], minlength=leaves.tree.leaves)
    if int((sizes > 0).sum()) < 2:
        return None
    found = _find_last_parting(sizes, leaves.tree.merges)
    return None if found is None else inside & (leaf >= 0) & found[np.maximum(leaf, 0)]


def _find_last_parting(sizes: Rows, merges: Sequence[tuple[int, int]]) -> Mask | None:
    """Mark the leaves of the smaller of the two groups that merge last, if both are large enough."""
    held = sizes.copy()
    members = {leaf: [leaf] for leaf in np.flatnonzero(sizes).tolist()}
    last: tuple[int, list[int]] | None = None
    for one, other in merges:
        mine, theirs = members.get(one, []), members.pop(other, [])
        if mine and theirs and min(held[one], held[other]) >= MIN_PART:
            last = (0, list(theirs if held[other] <= held[one] else mine))
        if mine or theirs:
            members[one] = [*mine, *theirs]
        held[one] += held[other]
        held[other] = 0
    if last is None:
        return None
    found = np.zeros(len(sizes), dtype=bool)
    found[last[1]] = True
    return found

"""Keeps ids and names of known symptoms, and applies user corrections."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import (
    UNASSIGNED,
    Derived,
    Field,
    Moved,
    MovedByWords,
    Name,
    Renamed,
    SymptomsMerged,
    has_words,
    hash_text,
    trace_ancestors,
)
from supportlens.symptoms.memory.regrouping import regroup

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from supportlens.domain import Amendment, EarlierStudy, Grouping, Leaves, Symptom, Tickets, Vectors
    from supportlens.symptoms.memory.regrouping import Naming

    Rows = npt.NDArray[np.int64]

EXAMPLES = 5
SURE = 1.0
"""Confidence of an assignment by a user."""


def assign_ids(grouping: Grouping, vectors: Vectors, leaves: Leaves, known: EarlierStudy | None) -> Grouping:
    """Set the ids of a cut's symptoms from their blocks, and the names of known symptoms.

    Parts of block ``S3`` are ``S3.1``, ``S3.2`` ... from the largest down; a union of several blocks is named
    after the largest and the number of the others: ``S3+2``. Names stay unique: a new name that a known
    symptom already has is numbered. Without settled blocks nothing changes.
    """
    if not leaves.blocks:
        return grouping
    ids = _derive_ids(grouping, vectors, leaves)
    kept = {one.id: one.name for one in known.symptoms} if known else {}
    names = _keep_names([one.name for one in grouping.symptoms], [kept.get(symptom_id) for symptom_id in ids])
    found = zip(grouping.symptoms, ids, names, strict=True)
    return replace(
        grouping,
        symptoms=tuple(replace(symptom, id=symptom_id, name=name) for symptom, symptom_id, name in found),
    )


def _derive_ids(grouping: Grouping, vectors: Vectors, leaves: Leaves) -> list[str]:
    assigned = np.flatnonzero((vectors.codes >= 0) & (grouping.labels >= 0))
    leaf = leaves.labels[vectors.codes[assigned]]
    held = [Counter[str]() for _ in grouping.symptoms]
    parts: dict[str, list[int]] = {}
    for place, one in zip(grouping.labels[assigned].tolist(), leaf.tolist(), strict=True):
        held[place][leaves.blocks[one]] += 1
    for place, tally in enumerate(held):  # largest first, the order of symptoms
        for block in tally:
            parts.setdefault(block, []).append(place)
    ids = []
    for place, tally in enumerate(held):
        chief = min(tally, key=lambda block: (-tally[block], block))
        if len(tally) > 1:
            ids.append(f"{chief}+{len(tally) - 1}")
        elif len(parts[chief]) > 1:
            ids.append(f"{chief}.{parts[chief].index(place) + 1}")
        else:
            ids.append(chief)
    return ids


def _keep_names(made: Sequence[Name], kept: Sequence[Name | None]) -> list[Name]:
    """Return known names if available, else generated ones, numbered if they are taken."""
    taken: dict[str, set[str]] = defaultdict(set)
    for language, text in (item for name in kept if name for item in name.items()):
        taken[language].add(text.casefold())
    return [
        known
        or Name(
            {language: _make_unique(text, taken[language]) for language, text in name.items()},
            written=name.written,
            translated=name.translated,
        )
        for name, known in zip(made, kept, strict=True)
    ]


def _make_unique(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{name} ({number})"
    taken.add(free.casefold())
    return free


def apply_corrections(
    grouping: Grouping,
    tickets: Tickets,
    vectors: Vectors,
    corrections: Sequence[Amendment],
    leaves: Leaves | None = None,
    name: Naming | None = None,
) -> Grouping:
    """Apply corrections: merged and split symptoms, moved tickets with all that share their text, names.

    The last correction of a ticket or a name applies. A ticket whose symptom is split in this cut joins the
    first part; a name is applied only while its symptom is whole. Parts of a symptom are named by `name`.
    """
    if leaves is not None and name is not None:
        regrouped = regroup(grouping, vectors, leaves, corrections, name)
        grouping = grouping if regrouped is grouping else _recount(regrouped, tickets)
    moves = _follow_moves(corrections, tickets.frame[Derived.TEXT].tolist())
    if moves:
        grouping = _move_tickets(grouping, tickets, vectors, moves)
    names = {one.symptom_id: one.name for one in corrections if isinstance(one, Renamed)}
    return replace(
        grouping,
        symptoms=tuple(replace(one, name=names.get(one.id, one.name)) for one in grouping.symptoms),
    )


def _follow_moves(corrections: Sequence[Amendment], texts: Sequence[str]) -> dict[str, str]:
    """Return the symptom of each moved text; one that was merged later is the one that it was merged into."""
    moves: dict[str, str] = {}
    for one in corrections:
        if isinstance(one, Moved):
            moves[one.text] = one.symptom_id
        elif isinstance(one, MovedByWords):
            moves |= {hash_text(text): one.symptom_id for text in texts if has_words(text, one.words)}
        elif isinstance(one, SymptomsMerged):
            moves = {text: one.into if held == one.symptom_id else held for text, held in moves.items()}
    return moves


def _move_tickets(grouping: Grouping, tickets: Tickets, vectors: Vectors, moves: dict[str, str]) -> Grouping:
    place = _find_places(grouping.symptoms)
    labels, confidence = grouping.labels.copy(), grouping.confidence.copy()
    log_labels = None if grouping.log_labels is None else grouping.log_labels.copy()
    keys = [hash_text(text) for text in tickets.frame[Derived.TEXT]]
    for row, key in enumerate(keys):
        target = place.get(moves.get(key, ""))
        if target is None:
            continue
        same = vectors.codes == vectors.codes[row] if vectors.codes[row] >= 0 else np.arange(len(keys)) == row
        labels[same], confidence[same] = target, SURE
        if (
            log_labels is not None
            and (held := log_labels[(grouping.labels == target) & (log_labels >= 0)]).size
        ):
            log_labels[same] = int(np.bincount(held).argmax())
    reasons = tuple(
        None if label >= 0 else aside for label, aside in zip(labels.tolist(), grouping.reasons, strict=True)
    )
    runners = np.where(grouping.runners_up == labels, grouping.labels, grouping.runners_up)
    runners = np.where(runners >= 0, runners, UNASSIGNED)
    return _recount(
        replace(
            grouping,
            labels=labels,
            confidence=confidence,
            reasons=reasons,
            runners_up=runners,
            log_labels=log_labels,
        ),
        tickets,
    )


def _find_places(symptoms: Sequence[Symptom]) -> dict[str, int]:
    """Return the position of each id and of the ids it derives from; existing ids take precedence."""
    found = {symptom.id: place for place, symptom in enumerate(symptoms)}
    for place, symptom in enumerate(symptoms):
        for symptom_id in trace_ancestors(symptom.id):
            found.setdefault(symptom_id, place)
    return found


def _recount(grouping: Grouping, tickets: Tickets) -> Grouping:
    """Recount the symptoms, drop empty ones, and sort by size again."""
    sizes = np.bincount(grouping.labels[grouping.labels >= 0], minlength=len(grouping.symptoms))
    order = [place for place in np.argsort(-sizes, kind="stable").tolist() if sizes[place]]
    rank = np.full(len(sizes) + 2, UNASSIGNED, dtype=np.int64)
    rank[order] = np.arange(len(order))
    rank[-2] = -2  # keep negative labels
    ids = tickets.frame[Field.TICKET_ID.value].astype(str).to_numpy()
    symptoms = [
        _replace_members(grouping.symptoms[place], ids[grouping.labels == place].tolist()) for place in order
    ]
    labels = rank[grouping.labels]
    return replace(
        grouping,
        labels=labels,
        runners_up=rank[grouping.runners_up],
        symptoms=tuple(symptoms),
        noise=int((labels == -2).sum()),
        unassigned=int((labels == UNASSIGNED).sum()),
    )


def _replace_members(symptom: Symptom, members: Sequence[str]) -> Symptom:
    """Return a symptom with other tickets; removed examples are replaced."""
    inside = set(members)
    stay = [ticket_id for ticket_id in symptom.example_ids if ticket_id in inside]
    examples = tuple(dict.fromkeys([*stay, *members]))[: max(len(symptom.example_ids), EXAMPLES)]
    return replace(symptom, tickets=len(members), example_ids=examples)

"""What a person mends in a study: the name of a symptom, the place of a ticket."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from supportlens.app.analysing import recut
from supportlens.domain import Assigned, Field, Made, Moved, Renamed, silent, text_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supportlens.domain import Amendment, Name, Progress, Study, Workings


def rename_symptom(study: Study, symptom_id: str, name: Name, *, progress: Progress = silent) -> Study:
    """Give the study with a symptom named as a person says, now and in every later study.

    Raises `KeyError` for a symptom that is not in the study.
    """
    if study.symptom(symptom_id) is None:
        raise KeyError(symptom_id)
    return _mended(study, (Renamed(symptom_id, name),), progress)


def move_ticket(study: Study, ticket_id: str, symptom_id: str, *, progress: Progress = silent) -> Study:
    """Give the study with a ticket, and every ticket of the same text, put into a symptom.

    Causes, verdict, moments and plan follow. Raises `KeyError` for a ticket or a symptom that is
    not in the study.
    """
    return move_tickets(study, (ticket_id,), symptom_id, progress=progress)


def move_tickets(
    study: Study, ticket_ids: Iterable[str], symptom_id: str, *, progress: Progress = silent
) -> Study:
    """Give the study with several tickets put into a symptom at once; see `move_ticket`."""
    if study.symptom(symptom_id) is None:
        raise KeyError(symptom_id)
    frame = study.tickets.frame
    moved = []
    for ticket_id in ticket_ids:
        texts = frame.loc[frame[Field.TICKET_ID.value].eq(ticket_id), Made.TEXT]
        if texts.empty:
            raise KeyError(ticket_id)
        moved.append(Moved(ticket_id, text_key(texts.iloc[0]), symptom_id))
    return _mended(study, moved, progress)


def _mended(study: Study, mended: Iterable[Amendment], progress: Progress) -> Study:
    """Record corrections and do them; a study without workings only records them."""
    corrections = (*study.corrections, *mended)
    if study.workings is None:
        return replace(study, corrections=corrections)
    workings = _settled(study, study.workings)
    return recut(replace(study, corrections=corrections, workings=workings), study.level, progress=progress)


def _settled(study: Study, workings: Workings) -> Workings:
    """Settle the ids of the symptoms, so that they mean the same at every cut from now on."""
    leaves = workings.leaves
    if leaves.blocks:
        return workings
    tally = [Counter[str]() for _ in range(leaves.tree.leaves)]
    given = study.assignment[Assigned.SYMPTOM].tolist()
    for code, each in zip(workings.vectors.codes.tolist(), given, strict=True):
        if code >= 0 and leaves.labels[code] >= 0:
            tally[leaves.labels[code]][each] += 1
    blocks = tuple(votes.most_common(1)[0][0] for votes in tally)
    return replace(workings, leaves=replace(leaves, blocks=blocks))

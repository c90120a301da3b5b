"""Groups whose tickets share no word: random letters, lone greetings. They are no symptom.

The encoder puts texts without content beside each other; the only thing that they share is to say nothing,
and a phrase of two of them would name hundreds.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import UNASSIGNED, UnassignedReason

if TYPE_CHECKING:
    from supportlens.domain import Grouping

MOST_HOLLOW = 0.3
"""Share of the grouped tickets up to which groups without a word are hollow.

Judgement: with more, words are not how the log is written (scripts without spaces, codes), and the groups are
left as they are; smaller keeps the hollow groups of a forum that anybody can write to.
"""


def dissolve_hollow_groups(grouping: Grouping) -> Grouping:
    """Return the grouping without its groups whose tickets share no word; their tickets have no symptom.

    A group that shares a language is kept.
    """
    hollow = [
        place
        for place, symptom in enumerate(grouping.symptoms)
        if not symptom.features.words and not symptom.language
    ]
    inside = np.isin(grouping.labels, hollow)
    if not hollow or inside.sum() > MOST_HOLLOW * (grouping.labels >= 0).sum():
        return grouping
    kept = [place for place in range(len(grouping.symptoms)) if place not in hollow]
    number = np.full(len(grouping.symptoms) + 2, UNASSIGNED, dtype=np.int64)
    number[kept] = np.arange(len(kept))
    logged = grouping.log_labels
    reasons = tuple(
        UnassignedReason.RARE if gone else reason
        for gone, reason in zip(inside.tolist(), grouping.reasons, strict=True)
    )
    labels = np.where(grouping.labels >= 0, number[np.maximum(grouping.labels, 0)], grouping.labels)
    runners = grouping.runners_up
    runners = np.where(runners >= 0, number[np.maximum(runners, 0)], runners)
    return replace(
        grouping,
        labels=labels,
        confidence=np.where(inside, 0.0, grouping.confidence),
        runners_up=runners,
        reasons=reasons,
        symptoms=tuple(
            replace(grouping.symptoms[place], id=f"S{position + 1}") for position, place in enumerate(kept)
        ),
        unassigned=int((labels == UNASSIGNED).sum()),
        log_labels=None if logged is None else np.where(inside, UNASSIGNED, logged),
    )

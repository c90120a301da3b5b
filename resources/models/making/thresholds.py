"""Chooses from which score on each code of the table of phrases is believed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from supportlens.domain.contacts.codes import codes_by_id
from supportlens.moments.sentences import split_text
from tests.benchmarks.coding.scoring import is_unscored
from tests.benchmarks.coding.texts import Contact, read_contacts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.moments.coding.phrase_scores import PhraseScores

RIGHT = {
    "complaint": 0.85,
    "critical": 0.85,
    "v+1": 0.92,
    "b-1": 0.8,
    "b-2": 0.85,
    "b-3": 0.9,
    "b-4": 0.85,
    "not_met": 0.85,
}
"""Share of right ones among the contacts of the benchmark that may be seen, from the believed score on.

The others need RIGHT_ELSE. With 0.87 for complaints and critical contacts fewer are found, with 0.8 no more.
"""
RIGHT_ELSE = 0.92
AMONG_REPROACHES = {"b-1": -1.5, "b-2": -2.6, "b-3": -2.6, "b-4": -2.7}
"""Score from which on a sentence tells what a displeased text is displeased with, if none scores higher.

From it on nearly nine in ten examples with a reproach have the code when they were left out of the learning
(four parts by trade), and between half and three quarters of those with it are found. Examples do not teach
what is no b-4; it takes the value of b-3. Half a point lower, one in a hundred more is found, and those who
are cross about a change are said to have been deceived.
"""
CALM = {
    "complaint": 0.009,
    "critical": 0.009,
    "v+1": 0.008,
    "b-1": 0.004,
    "b-4": 0.012,
    "app": 0.006,
    "web": 0.006,
    "c3": 0.004,
    "cancel": 0.0003,
}
"""Share of the judging texts that may have a code at most; of the others CALM_ELSE.

They are questions of a forum in both languages, where people do grumble, and requests to banks and to
assistants, where they do not: 3 000 of the one in English, some hundreds in Spanish, 2 000 of the others.
Of the fifty that read most like a complaint half do grumble, and of the forty that read most like b-4 nearly
all say that what they tried changed nothing. With 0.006 for complaints 84 and 79 in a hundred of new wordings
are found instead of 85 and 81, with 0.012 as many as with 0.009 and more calm ones.
"""
CALM_ELSE = 0.0015
REPROACHING = frozenset({"complaint", "critical", "v-1", "v-2", "b-1", "b-2", "b-3", "b-4"})
CALM_AT_DESK = 0.006
"""Share of the calm texts of planted help desks that may reproach something at most.

What people write to a desk is more like a reproach than questions to a bank: without these texts one in fifty
calm tickets read like a complaint. From 0.003 to 0.006 nothing changes.
"""


def choose_thresholds(
    scorer: PhraseScores, codes: list[str], judging: list[list[str]], desk: list[list[str]]
) -> Any:
    """Return the score from which on each code is believed; `judging` and `desk` are calm texts."""
    seen = [contact for contact in read_contacts() if not contact.held_out]
    seen_scores = scorer.score_texts([split_text(contact.text) for contact in seen])
    scores, at_desk = scorer.score_texts(judging), scorer.score_texts(desk)
    thresholds = np.zeros(len(codes), dtype=np.float32)
    for place, code in enumerate(codes):
        thresholds[place] = max(
            find_sure_score(code, seen, seen_scores[:, place]),
            float(np.quantile(scores[:, place], 1 - CALM.get(code, CALM_ELSE))),
            float(np.quantile(at_desk[:, place], 1 - CALM_AT_DESK)) if code in REPROACHING else -np.inf,
        )
        share = 100 * (scores[:, place] >= thresholds[place]).mean()
        print(f"{code:<16} from {thresholds[place]:6.2f}: {share:.2f} % of the judging texts")
    return thresholds


def among_reproaches(codes: Sequence[str]) -> Any:
    """Return the score from which on each code is believed in a displeased text."""
    return np.array([AMONG_REPROACHES.get(code, np.inf) for code in codes], dtype=np.float32)


def find_sure_score(code: str, contacts: list[Contact], scores: Any) -> float:
    """Return the lowest score from which on enough of the contacts with it have the code."""
    dimension = codes_by_id()[code].dimension
    has = np.array([code in contact.codes for contact in contacts])
    stellar = np.array([bool(contact.codes & {"v+1", "v+2"}) for contact in contacts])
    has = stellar if code == "v+1" else has
    told = np.array(
        [
            planted or not is_unscored(contact, code, dimension, planted=False)
            for contact, planted in zip(contacts, has.tolist(), strict=True)
        ]
    )
    order = np.argsort(-scores[told], kind="stable")
    right = np.cumsum(has[told][order]) / np.arange(1, len(order) + 1)
    sure = np.flatnonzero(right >= RIGHT.get(code, RIGHT_ELSE))
    return float(scores[told][order][sure[-1]]) if len(sure) else float(scores.max())

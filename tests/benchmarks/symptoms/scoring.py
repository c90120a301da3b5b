"""Scores of groups against the labels people gave; the labels are used for nothing else."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Labels = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Score:
    """One grouping of n texts against n true labels."""

    groups: int
    unassigned: float
    """Share of the texts in no group."""
    ami: float
    ari: float

    def facts(self) -> dict[str, Any]:
        """Return the score as plain values."""
        return asdict(self)


def score(labels: Labels, truth: Sequence[str]) -> Score:
    """Score one grouping; every negative label means "in no group".

    All texts in no group count as *one* cluster: it mixes what belongs apart, so that setting the
    doubtful aside lowers both indices and cannot be used to look good. AMI is normalised by the
    arithmetic mean of the entropies (Vinh, Epps and Bailey 2010), ARI after Hubert and Arabie (1985).
    """
    together = np.where(labels < 0, -1, labels)
    known = labels >= 0
    return Score(
        groups=len(np.unique(labels[known])),
        unassigned=float(1.0 - known.mean()),
        ami=float(adjusted_mutual_info_score(truth, together)),
        ari=float(adjusted_rand_score(truth, together)),
    )


def best(cuts: Sequence[Labels], truth: Sequence[str]) -> tuple[Labels, Score]:
    """Return the cut of one nested tree with the greatest AMI, the coarser of equal ones, and its score."""
    scored = [(labels, score(labels, truth)) for labels in cuts]
    return max(scored, key=lambda cut: (cut[1].ami, -cut[1].groups))


def nested(cuts: Sequence[Labels]) -> bool:
    """Return whether each cut only joins groups of the one before it, finest first."""
    return all(_joins(fine, coarse) for fine, coarse in pairwise(cuts))


def _joins(fine: Labels, coarse: Labels) -> bool:
    both = (fine >= 0) & (coarse >= 0)
    pairs = np.unique(np.stack([fine[both], coarse[both]]), axis=1)
    return bool(len(np.unique(pairs[0])) == pairs.shape[1])


@dataclass(frozen=True)
class Joined:
    """How many intents of a log in two languages came together, by two measures."""

    intents: int
    strict: int
    """The group with most of the intent's tickets is the same in either language."""
    held: int
    """Of the intent's tickets in its largest group, a tenth or more are in each language."""

    def facts(self) -> dict[str, Any]:
        """Return the counts as plain values."""
        return asdict(self)


def joined(labels: Labels, truth: Sequence[str], languages: Sequence[str]) -> Joined:
    """Count the intents whose tickets of all languages are in one group."""
    wanted, spoken = np.asarray(truth), np.asarray(languages)
    intents = np.unique(wanted)
    strict = held = 0
    for intent in intents:
        inside = (wanted == intent) & (labels >= 0)
        if not inside.any():
            continue
        tongues = np.unique(spoken[wanted == intent])
        most = [_largest(labels[inside & (spoken == tongue)]) for tongue in tongues]
        strict += len(set(most)) == 1 and most[0] is not None
        home = spoken[inside & (labels == _largest(labels[inside]))]
        held += all((home == tongue).mean() >= 0.1 for tongue in tongues)
    return Joined(len(intents), strict, held)


def _largest(labels: Labels) -> int | None:
    if not len(labels):
        return None
    values, counts = np.unique(labels, return_counts=True)
    return int(values[np.argmax(counts)])

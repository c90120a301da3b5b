"""Assigns the tickets of a new log to the symptoms of an earlier study."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import (
    HERE,
    UNASSIGNED,
    Leaves,
    Moved,
    Stage,
    SymptomTree,
    UnassignedReason,
    Vectors,
    hash_text,
    silent,
)
from supportlens.symptoms.memory.symptom_widths import compare_members, measure_widths, share_by_symptom
from supportlens.symptoms.tree.block_tree import grow_block_tree
from supportlens.symptoms.tree.centroids import Centroids
from supportlens.symptoms.tree.cutting import cut_tree
from supportlens.symptoms.tree.leaves import HOME, find_leaves, least_size

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from supportlens.domain import Cleaned, EarlierStudy, Progress, Workers

    Rows = npt.NDArray[np.int64]
    Points = npt.NDArray[np.float64]
    Mask = npt.NDArray[np.bool_]

LEAVES_FOUND = 0.8
"""Progress of grouping once the leaves are found."""
STEP = 10_000
"""Tickets or rows between two progress reports."""
AS_NEAR = 0.1
"""Quantile of the members' cosines from which a text is close enough to a symptom.

Judgement: nine of ten members would be accepted again; larger creates more new symptoms.
"""
NOVEL = 2.5
"""Ratio of new tickets to those expected from the known ones from which a group is novel.

Judgement, set with the event of the stability benchmark in sight (seven new symptoms, which contained all of
it); smaller treats growth as new.
"""
CORE = 0.5
"""Share of a known symptom from which a group is that symptom, however much it grew.

Judgement: the majority of a symptom identifies it; smaller treats more growth as known.
"""
HALF = 0.5
"""Quantile of a symptom's member cosines that bounds its inner half."""
AT_HOME = 0.4
"""Share of a group's new tickets in the inner half of known symptoms from which the group is known.

Judgement, as for NOVEL; smaller treats more groups as known.
"""


def append_representatives(cleaned: Cleaned, known: EarlierStudy) -> Cleaned:
    """Append the representatives of known symptoms to n cleaned tickets, to encode both in one space."""
    stand = [one for symptom in known.symptoms for one in symptom.representatives]
    return replace(
        cleaned,
        texts=(*cleaned.texts, *(one.text for one in stand)),
        removed=(*cleaned.removed, *(() for _ in stand)),
        languages=(*cleaned.languages, *(one.language for one in stand)),
        reasons=(*cleaned.reasons, *(None for _ in stand)),
        events=(*cleaned.events, *(() for _ in stand)),
    )


def continue_known(
    cleaned: Cleaned,
    vectors: Vectors,
    texts: Sequence[str],
    known: EarlierStudy,
    *,
    seed: int,
    workers: Workers = HERE,
    lanes: int = 1,
    progress: Progress = silent,
) -> tuple[Vectors, Leaves]:
    """Assign n tickets with these `texts` to the known symptoms, and the dissimilar ones to new symptoms.

    `vectors` are those of `append_representatives` of the n `cleaned` texts. A text that was assigned before
    keeps its symptom. The others are grouped into fine groups by the usual method: novel fine groups (see
    `_Placement`) form new symptoms, one for each group of the usual cut; in all other groups a ticket joins
    the nearest known symptom if it is as close to its centroid as the symptom's own members, else the symptom
    with most of the group's tickets. Returns the n tickets' vectors, and leaves whose blocks are symptoms:
    the default cut returns the blocks, finer cuts split and coarser cuts join them. `workers` compare texts,
    in `lanes` as in `find_leaves`.
    """
    with_known = append_representatives(cleaned, known)
    fine = find_leaves(vectors, with_known, seed=seed, workers=workers, lanes=lanes, progress=progress)
    count = len(texts)
    own = _keep_tickets(vectors, count)
    home = _find_homes(vectors.codes, texts, known, lambda: progress(Stage.GROUP, LEAVES_FOUND))
    if home.max(initial=-1) < 0:
        return own, _drop_rows_without_tickets(fine, own)
    if not fine.tree.leaves:
        fine = replace(fine, tree=SymptomTree(1, (), (), 1))  # an empty leaf
    progress(Stage.GROUP, LEAVES_FOUND)
    placed = _Placement(fine, vectors, own.weights, home, known).place()
    progress(Stage.GROUP, LEAVES_FOUND)
    placed = np.where(own.weights > 0, placed, UNASSIGNED)
    ids = _assign_ids(placed, own.weights, known)
    leaves, tree, blocks = grow_block_tree(placed, fine, own.weights, least_size(int(own.weights.sum())))
    reasons: tuple[UnassignedReason | None, ...] = tuple(
        None if leaf >= 0 else aside or UnassignedReason.RARE
        for leaf, aside in zip(leaves.tolist(), fine.reasons, strict=True)
    )
    alone = cut_tree(_drop_rows_without_tickets(fine, own), own)
    return own, Leaves(leaves, reasons, tree, tuple(ids[block] for block in blocks), alone)


def _keep_tickets(vectors: Vectors, count: int) -> Vectors:
    """Return the vectors of the first `count` texts; rows without such texts get weight 0."""
    codes = vectors.codes[:count]
    rows = codes[codes >= 0]
    weights = np.bincount(rows, minlength=len(vectors.texts)).astype(np.int64)
    folded = len(rows) - int((weights > 0).sum())
    return replace(vectors, codes=codes, weights=weights, folded=folded)


def _drop_rows_without_tickets(fine: Leaves, own: Vectors) -> Leaves:
    """Return the leaves without the rows that have no tickets."""
    return replace(fine, labels=np.where(own.weights > 0, fine.labels, UNASSIGNED))


def _find_homes(codes: Rows, texts: Sequence[str], known: EarlierStudy, progress: Callable[[], None]) -> Rows:
    """Return the known symptom that most tickets of each of u rows had before, else UNASSIGNED.

    Near-equal texts share a row. A move by a user decides for its row. `progress` is called regularly, and
    stops the work by raising.
    """
    number = {symptom.id: place for place, symptom in enumerate(known.symptoms)}
    placed = {key: number[symptom_id] for key, symptom_id in known.placed.items() if symptom_id in number}
    moved = {
        one.text: number[one.symptom_id]
        for one in known.corrections
        if isinstance(one, Moved) and one.symptom_id in number
    }
    votes: Counter[tuple[int, int]] = Counter()
    for row, (code, text) in enumerate(zip(codes[: len(texts)].tolist(), texts, strict=True)):
        if row % STEP == 0:
            progress()
        key = hash_text(text)
        if code >= 0 and (place := moved.get(key, placed.get(key))) is not None:
            votes[code, place] += len(codes) + 1 if key in moved else 1
    stand = [place for place, symptom in enumerate(known.symptoms) for _ in symptom.representatives]
    votes.update((code, place) for code, place in zip(codes[len(texts) :].tolist(), stand, strict=True))
    home = np.full(int(codes.max(initial=-1)) + 1, UNASSIGNED, dtype=np.int64)
    for (row, place), _ in sorted(votes.items(), key=lambda vote: (vote[1], -vote[0][1])):
        home[row] = place
    return home


class _Placement:
    """Assigns a known or new symptom to each of u rows; new ones are numbered after the known."""

    def __init__(self, fine: Leaves, vectors: Vectors, fresh: Rows, home: Rows, known: EarlierStudy) -> None:
        """Store the rows' earlier symptoms `home` (u) and their numbers of new tickets `fresh` (u)."""
        self._fine, self._home = fine, home
        self._weights = vectors.weights.astype(np.float64)
        self._fresh = np.where(home < 0, fresh, 0).astype(np.float64)
        self._least = least_size(int(fresh.sum()))
        self._known = len(known.symptoms)
        self._share = share_by_symptom(home, self._weights, self._known)
        tickets = np.array([max(symptom.tickets, 1) for symptom in known.symptoms], dtype=np.float64)
        self._mass = np.where(home >= 0, self._share * tickets[home], 0.0)
        near, cosines = Centroids.of(home, vectors).find_nearest(vectors, lambda _: None)
        self._nearest, self._cosines = near[:, 0], cosines[:, 0]
        cosines_of_members = compare_members(home, vectors)
        place = np.maximum(self._nearest, 0)
        edge, half = (measure_widths(home, cosines_of_members, part)[place] for part in (AS_NEAR, HALF))
        may = (home < 0) & (self._nearest >= 0)
        self._fits = may & (self._cosines >= edge)
        self._at_home = may & (self._cosines >= half)

    def place(self) -> Rows:
        """Assign symptoms by fine group, then text by text for the rest."""
        settled = np.where(self._home >= 0, self._home, UNASSIGNED)
        labels, fresh = self._fine.labels, self._home < 0
        new = self._find_novel(labels, self._fine.tree.leaves)
        inside = labels >= 0
        is_new = inside & new[np.maximum(labels, 0)]
        joins = fresh & ~is_new & (self._fits | inside)
        settled[joins] = np.where(self._fits, self._nearest, self._find_main_symptom(settled, labels))[joins]
        return self._found_symptoms(settled, fresh & is_new)

    def _find_novel(self, labels: Rows, count: int) -> Mask:
        """Return a mask over `count` groups of those that match no known symptom.

        A novel group has NOVEL times more new tickets than its known ones predict, less than CORE of every
        known symptom, and few texts in the inner half of one.
        """
        rows = np.flatnonzero(labels >= 0)
        fresh = np.bincount(labels[rows], weights=self._fresh[rows], minlength=count)
        mass = np.bincount(labels[rows], weights=self._mass[rows], minlength=count)
        near = np.bincount(labels[rows], weights=self._fresh[rows] * self._at_home[rows], minlength=count)
        held = np.zeros((count, self._known))
        old = rows[self._home[rows] >= 0]
        np.add.at(held, (labels[old], self._home[old]), self._share[old])
        pace = max(1.0, float(self._fresh.sum() / max(self._mass.sum(), 1.0)))
        strange = (fresh > NOVEL * pace * mass) & (held.max(axis=1) < CORE) & (near < AT_HOME * fresh)
        return np.asarray(strange)

    def _find_main_symptom(self, settled: Rows, labels: Rows) -> Rows:
        """Return the known symptom with most of each row's fine leaf, the nearest if there is none."""
        held = np.zeros((self._fine.tree.leaves, self._known))
        sure = np.where(self._fits, self._nearest, settled)
        rows = np.flatnonzero((labels >= 0) & (sure >= 0))
        np.add.at(held, (labels[rows], sure[rows]), self._weights[rows])
        chief = np.where(held.max(axis=1) > 0, held.argmax(axis=1), UNASSIGNED)
        found = np.where(labels >= 0, chief[np.maximum(labels, 0)], UNASSIGNED)
        return np.where(found >= 0, found, self._nearest)

    def _found_symptoms(self, settled: Rows, strange: Mask) -> Rows:
        """Create symptoms from the novel rows: one for each sufficiently large group of the usual cut.

        A group that is not novel as a whole joins the known symptom with most of its tickets.
        """
        tree, labels = self._fine.tree, self._fine.labels
        group_of = np.array(tree.cut(tree.default), dtype=np.int64)
        groups = np.where(labels >= 0, group_of[np.maximum(labels, 0)], UNASSIGNED)
        novel = self._find_novel(groups, tree.leaves)
        number = self._known
        found = settled.copy()
        for group in np.unique(groups[strange]).tolist():
            rows = np.flatnonzero(strange & (groups == group))
            others = np.flatnonzero((groups == group) & (settled >= 0))
            if not novel[group] and len(others):
                found[rows] = int(np.bincount(settled[others], weights=self._weights[others]).argmax())
            elif self._fresh[rows].sum() >= self._least:
                found[rows] = number
                number += 1
            else:
                found[rows] = self._find_nearest_home(rows)
        return found

    def _find_nearest_home(self, rows: Rows) -> Rows:
        """Return the nearest known symptom of rows whose group is too small, if they are close enough."""
        near = self._fits[rows] | (self._cosines[rows] >= HOME)
        return np.where(near, self._nearest[rows], UNASSIGNED)


def _assign_ids(placed: Rows, weights: Rows, known: EarlierStudy) -> dict[int, str]:
    """Return the ids of symptoms: known ones keep theirs, new ones get unused numbers, largest first."""
    sizes = np.bincount(placed[placed >= 0], weights=weights[placed >= 0])
    ids = {place: symptom.id for place, symptom in enumerate(known.symptoms)}
    numbers, first = np.unique(placed, return_index=True)
    start = dict(zip(numbers.tolist(), first.tolist(), strict=True))
    new = sorted(
        (label for label in start if label >= len(ids)), key=lambda label: (-sizes[label], start[label])
    )
    fresh = {number: f"S{known.next_number + place}" for place, number in enumerate(new)}
    return {**ids, **fresh}

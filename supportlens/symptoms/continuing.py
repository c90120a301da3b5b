"""Next month, same causes: puts the tickets of a new log into the symptoms of an earlier study."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import UNASSIGNED, Aside, Leaves, Moved, SymptomTree, Vectors, silent, text_key
from supportlens.symptoms.block_tree import tree_of_blocks
from supportlens.symptoms.leaves import HOME, find_leaves, least_size
from supportlens.symptoms.middles import NOWHERE, Middles

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from supportlens.domain import Cleaned, Known, Progress

    Rows = npt.NDArray[np.int64]
    Points = npt.NDArray[np.float32]
    Mask = npt.NDArray[np.bool_]

AS_NEAR = 0.1
"""A text is as near to a symptom as its own members are from this quantile of their cosines on."""
FEWEST_MEMBERS = 5
"""Different texts of a symptom from which their cosines say how wide it is."""
MOSTLY = 0.5
"""Share of a fine group's tickets that decides whether the group is known or new."""


def with_representatives(cleaned: Cleaned, known: Known) -> Cleaned:
    """Put what stands for the known symptoms below n cleaned tickets: both are placed in one space."""
    stand = [one for symptom in known.symptoms for one in symptom.representatives]
    return replace(
        cleaned,
        texts=(*cleaned.texts, *(one.text for one in stand)),
        removed=(*cleaned.removed, *(() for _ in stand)),
        languages=(*cleaned.languages, *(one.language for one in stand)),
        asides=(*cleaned.asides, *(None for _ in stand)),
        events=(*cleaned.events, *(() for _ in stand)),
    )


def continue_known(
    cleaned: Cleaned,
    vectors: Vectors,
    said: Sequence[str],
    known: Known,
    *,
    seed: int,
    progress: Progress = silent,
) -> tuple[Vectors, Leaves]:
    """Put what n tickets `said` into the known symptoms, and what is like none of them into new ones.

    `vectors` are those of `with_representatives` of the n `cleaned` texts. A text that was placed
    before stays where it was. The others are grouped finely by the ordinary path; a fine group most
    of whose tickets were placed before, or lie as near to the middle of a known symptom as its own
    members do, is known and its tickets join; the rest are new symptoms, one for each group that the
    ordinary tree would make of them, unless it would make them one with more tickets of a known
    symptom. Gives the n tickets' vectors, and leaves whose blocks are symptoms:
    the tree's own cut is the blocks, finer ones part them and coarser ones join them.
    """
    fine = find_leaves(vectors, with_representatives(cleaned, known), seed=seed, progress=progress)
    count = len(said)
    own = _of_tickets(vectors, count)
    home = _remembered(vectors.codes, said, known)
    if home.max(initial=-1) < 0:
        return own, _only_of_tickets(fine, own)
    if not fine.tree.leaves:
        fine = replace(fine, tree=SymptomTree(1, (), (), 1))  # a leaf that nothing is in
    placed = _Placing(fine, vectors, home, least_size(int(own.weights.sum()))).placed()
    placed = np.where(own.weights > 0, placed, UNASSIGNED)
    ids = _ids(placed, own.weights, known)
    leaves, tree, blocks = tree_of_blocks(placed, fine, own.weights, least_size(int(own.weights.sum())))
    asides: tuple[Aside | None, ...] = tuple(
        None if leaf >= 0 else aside or Aside.RARE
        for leaf, aside in zip(leaves.tolist(), fine.asides, strict=True)
    )
    return own, Leaves(leaves, asides, tree, tuple(ids[block] for block in blocks))


def _of_tickets(vectors: Vectors, count: int) -> Vectors:
    """Let the vectors speak of the first `count` texts alone; rows that only others have weigh nothing."""
    codes = vectors.codes[:count]
    spoken = codes[codes >= 0]
    weights = np.bincount(spoken, minlength=len(vectors.texts)).astype(np.int64)
    folded = len(spoken) - int((weights > 0).sum())
    return replace(vectors, codes=codes, weights=weights, folded=folded)


def _only_of_tickets(fine: Leaves, own: Vectors) -> Leaves:
    """Take rows that no ticket has out of the leaves."""
    return replace(fine, labels=np.where(own.weights > 0, fine.labels, UNASSIGNED))


def _remembered(codes: Rows, said: Sequence[str], known: Known) -> Rows:
    """Give each of u rows the known symptom that most of its tickets were in before, else UNASSIGNED.

    Near-equal texts share a row. What a person moved decides for its row.
    """
    number = {symptom.id: place for place, symptom in enumerate(known.symptoms)}
    placed = {key: number[each] for key, each in known.placed.items() if each in number}
    moved = {
        one.text: number[one.symptom_id]
        for one in known.corrections
        if isinstance(one, Moved) and one.symptom_id in number
    }
    votes: Counter[tuple[int, int]] = Counter()
    for code, text in zip(codes[: len(said)].tolist(), said, strict=True):
        key = text_key(text)
        if code >= 0 and (place := moved.get(key, placed.get(key))) is not None:
            votes[code, place] += len(codes) + 1 if key in moved else 1
    stand = [place for place, symptom in enumerate(known.symptoms) for _ in symptom.representatives]
    votes.update((code, place) for code, place in zip(codes[len(said) :].tolist(), stand, strict=True))
    home = np.full(int(codes.max(initial=-1)) + 1, UNASSIGNED, dtype=np.int64)
    for (row, place), _ in sorted(votes.items(), key=lambda vote: (vote[1], -vote[0][1])):
        home[row] = place
    return home


class _Placing:
    """Gives each of u rows a known symptom or a new one; new ones are numbered after the known."""

    def __init__(self, fine: Leaves, vectors: Vectors, home: Rows, least: int) -> None:
        self._fine, self._vectors, self._home, self._least = fine, vectors, home, least
        self._weights = vectors.weights.astype(np.float64)
        self._known = int(home.max()) + 1
        middles = Middles.of(home, vectors)
        near, cosines = middles.nearest(vectors, lambda _: None)
        self._nearest, self._cosines = near[:, 0], cosines[:, 0]
        widths = _widths(home, vectors)
        self._fits = (home < 0) & (self._nearest >= 0) & (self._cosines >= widths[self._nearest])

    def placed(self) -> Rows:
        """Decide by fine groups, then by single texts what is left."""
        settled = np.where(self._home >= 0, self._home, UNASSIGNED)
        labels, fresh = self._fine.labels, self._home < 0
        new = self._new_leaves()
        inside = labels >= 0
        is_new = np.zeros(len(labels), dtype=bool)
        is_new[inside] = new[labels[inside]]
        joins = fresh & ~is_new & (self._fits | inside)
        settled[joins] = np.where(self._fits, self._nearest, self._chief(settled, labels))[joins]
        return self._founded(settled, fresh & is_new)

    def _new_leaves(self) -> Mask:
        """Say of each fine leaf whether most of its tickets are like no known symptom."""
        labels, inside = self._fine.labels, self._fine.labels >= 0
        leaves = self._fine.tree.leaves
        total = np.bincount(labels[inside], weights=self._weights[inside], minlength=leaves)
        strange = inside & (self._home < 0) & ~self._fits
        unlike = np.bincount(labels[strange], weights=self._weights[strange], minlength=leaves)
        return np.asarray(unlike > MOSTLY * total)

    def _chief(self, settled: Rows, labels: Rows) -> Rows:
        """Give each row the known symptom that holds most of its fine leaf, the nearest where none does."""
        held = np.zeros((self._fine.tree.leaves, self._known))
        sure = np.where(self._fits, self._nearest, settled)
        rows = np.flatnonzero((labels >= 0) & (sure >= 0))
        np.add.at(held, (labels[rows], sure[rows]), self._weights[rows])
        chief = np.where(held.max(axis=1) > 0, held.argmax(axis=1), UNASSIGNED)
        found = np.where(labels >= 0, chief[np.maximum(labels, 0)], UNASSIGNED)
        return np.where(found >= 0, found, self._nearest)

    def _founded(self, settled: Rows, strange: Mask) -> Rows:
        """Make symptoms of the strange rows: one for each group of the ordinary cut, if it is large enough.

        A group in which a known symptom has more tickets joins that one.
        """
        tree, labels = self._fine.tree, self._fine.labels
        group_of = np.array(tree.cut(tree.default), dtype=np.int64)
        groups = np.where(labels >= 0, group_of[np.maximum(labels, 0)], UNASSIGNED)
        number = self._known
        found = settled.copy()
        for group in np.unique(groups[strange]).tolist():
            rows = np.flatnonzero(strange & (groups == group))
            others = np.flatnonzero((groups == group) & (settled >= 0))
            sizes = np.bincount(settled[others], weights=self._weights[others], minlength=1)
            size = float(self._weights[rows].sum())
            if sizes.max() > size:
                found[rows] = int(sizes.argmax())
            elif size >= self._least:
                found[rows] = number
                number += 1
            else:
                found[rows] = self._nearest_home(rows)
        return found

    def _nearest_home(self, rows: Rows) -> Rows:
        """Give rows of too small a group the nearest known symptom if they may join it."""
        near = self._fits[rows] | (self._cosines[rows] >= HOME)
        return np.where(near, self._nearest[rows], UNASSIGNED)


def _widths(home: Rows, vectors: Vectors) -> Points:
    """Give the least cosine at which a text is as near to each known symptom as its own members.

    A member is compared with the middle of all others (leave one out), of its own language; with
    fewer than FEWEST_MEMBERS members HOME stands in.
    """
    count = int(home.max()) + 1
    rows = np.flatnonzero(home >= 0)
    weights = vectors.weights[rows].astype(np.float64)
    points = vectors.matrix[rows].astype(np.float64)
    cells = (vectors.spaces[rows], home[rows])
    sums = np.zeros((int(vectors.spaces.max()) + 1, count, points.shape[1]))
    np.add.at(sums, cells, points * weights[:, None])
    rest = sums[cells] - points * weights[:, None]
    lengths = np.linalg.norm(rest, axis=1)
    cosines = np.where(lengths > 1e-9, (rest * points).sum(axis=1) / np.maximum(lengths, 1e-9), NOWHERE)
    widths = np.full(count, HOME)
    for symptom in range(count):
        own = cosines[(home[rows] == symptom) & (lengths > 1e-9)]
        if len(own) >= FEWEST_MEMBERS:
            widths[symptom] = np.quantile(own, AS_NEAR)
    return np.round(widths, 5).astype(np.float32)


def _ids(placed: Rows, weights: Rows, known: Known) -> dict[int, str]:
    """Name what was placed: known symptoms by their ids, new ones by numbers never used, largest first."""
    sizes = np.bincount(placed[placed >= 0], weights=weights[placed >= 0])
    ids = {place: symptom.id for place, symptom in enumerate(known.symptoms)}
    numbers, first = np.unique(placed, return_index=True)
    start = dict(zip(numbers.tolist(), first.tolist(), strict=True))
    new = sorted((each for each in start if each >= len(ids)), key=lambda each: (-sizes[each], start[each]))
    fresh = {number: f"S{known.next_number + place}" for place, number in enumerate(new)}
    return {**ids, **fresh}

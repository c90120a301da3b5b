"""Splits the texts of a log into sentences where a rule may match one."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain
from typing import TYPE_CHECKING

import numpy as np

from supportlens.domain import HERE, fold
from supportlens.patterns import SearchedTexts, any_of, fold_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy.typing as npt
    import pandas as pd

    from supportlens.domain import FractionProgress, Workers

    Mask = npt.NDArray[np.bool_]

_BREAK = re.compile(r"\n\s*\n|\n+(?=\s*(?:[A-ZÁÉÍÓÚÑ¿¡*•\-\d]))")
_END = re.compile(r"(?<=[.!?;…]) ")


@dataclass(frozen=True)
class Sentences:
    """The different texts of n tickets, folded, and their sentences."""

    codes: npt.NDArray[np.int64]
    """Position of the text of each ticket (n) among the different texts."""
    texts: SearchedTexts
    """The different texts."""

    def share_out(self, workers: Workers) -> list[Sentences]:
        """Return the different texts in blocks for the workers, or for this process; themselves if few."""
        blocks = self.texts.share_out(workers)
        if len(blocks) == 1:
            return [self]
        return [Sentences(np.arange(len(block.texts)), block) for block in blocks]

    @cached_property
    def _split(self) -> tuple[SearchedTexts, list[int]]:
        """The sentences of all texts, and how many stand before each text."""
        each = [_END.split(text) for text in self.texts.texts]
        before = [0, *accumulate(map(len, each))]
        return SearchedTexts(list(chain.from_iterable(each))), before[:-1]

    def list_all(self) -> tuple[Sequence[str], list[int]]:
        """Return the sentences of all texts, and how many stand before each text."""
        sentences, before = self._split
        return sentences.texts, before

    def in_hand(self) -> Sentences:
        """Return the texts of a block folded once."""
        return Sentences(self.codes, self.texts.in_hand())

    def mark_each(
        self,
        groups: Sequence[tuple[str, ...]],
        progress: FractionProgress = lambda _: None,
        workers: Workers = HERE,
    ) -> list[Mask]:
        """Mark for each group of patterns what `mark` marks; `workers` read blocks of the texts.

        Block by block, for all groups: what a search makes of a large log's texts is not kept for the next.
        """
        blocks = self.share_out(workers)
        marked = workers.map(_Marking(tuple(groups)), blocks, progress)
        if len(blocks) == 1:
            return marked[0]
        return [np.concatenate(block_by_block)[self.codes] for block_by_block in zip(*marked, strict=True)]

    def mark(self, patterns: Sequence[str]) -> Mask:
        """Mark the tickets (n) of which a pattern matches a sentence; only likely texts are split for it."""
        marked = np.zeros(len(self.texts.texts), dtype=bool)
        if patterns:
            wanted = any_of(tuple(patterns))
            for text, _ in self.texts.find_possible(wanted.may_match):
                marked[text] = any(map(wanted.search, _END.split(self.texts.texts[text])))
        found: Mask = marked[self.codes]
        return found

    def find(
        self, patterns: Sequence[str], unless: Sequence[str] = (), progress: Callable[[], None] = lambda: None
    ) -> Iterator[tuple[int, int]]:
        """Yield text and position of each sentence that a pattern matches and no exception does.

        `progress` is called regularly, and stops the work by raising.
        """
        if not patterns:
            return
        wanted = any_of(tuple(patterns))
        forbidden: re.Pattern[str] | None = None  # compiled for the first sentence: most rules find none
        sentences, before = self._split
        for number, place in sentences.find_possible(wanted.may_match, progress):
            sentence = sentences.texts[number]
            if not wanted.search(sentence, place):
                continue
            if unless and forbidden is None:
                forbidden = re.compile("|".join(unless))
            if forbidden is None or not forbidden.search(sentence):
                text = bisect_right(before, number) - 1
                yield text, number - before[text]


@dataclass(frozen=True)
class _Marking:
    """Marks the sentences of a block for several groups of patterns."""

    groups: tuple[tuple[str, ...], ...]

    def __call__(self, sentences: Sentences, progress: FractionProgress) -> list[Mask]:
        """Return a mask of the block's tickets for each group."""
        held = sentences.in_hand()
        masks = []
        for place, patterns in enumerate(self.groups):
            progress(place / len(self.groups))
            masks.append(held.mark(patterns))
        return masks


def split_text(text: str) -> list[str]:
    """Return the folded sentences of a text; a new paragraph or list item ends one as a full stop does."""
    return _END.split(_fold(text))


def gather_texts(
    column: pd.Series[str], progress: Callable[[], None] = lambda: None, *, held: bool = True
) -> Sentences:
    """Fold each different text of n tickets once; `held` and `progress` are as in `fold_texts`."""
    codes, unique = column.factorize()
    texts = fold_texts([str(text) for text in unique], _fold, progress, held=held)
    return Sentences(np.asarray(codes, dtype=np.int64), SearchedTexts(texts))


def _fold(text: str) -> str:
    return fold(_BREAK.sub(" ; ", text))

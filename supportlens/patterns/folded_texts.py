"""Texts in their folded form: made once, or, of a very large log, whenever one is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

PROGRESS_STEP = 500
"""Texts between two progress reports."""
MOST_FOLDED = 200 << 20
"""Letters of texts from which their folded form is not kept.

Two forms of each text are searched, so they take twice as much as the log: of a million questions 1.2 GB.
Folding a text anew takes some 6 microseconds a pass, and a smaller log has room for them.
"""


@dataclass(frozen=True, slots=True, eq=False)
class FoldedTexts(Sequence[str]):
    """Texts that are folded whenever they are asked for."""

    written: Sequence[str]
    fold: Callable[[str], str]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.written)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> FoldedTexts: ...
    def __getitem__(self, place: int | slice) -> str | FoldedTexts:
        """Return a text, or some of them, which are not folded for that."""
        if isinstance(place, slice):
            return FoldedTexts(self.written[place], self.fold)
        return self.fold(self.written[place])

    def __iter__(self) -> Iterator[str]:
        """Fold one after another."""
        return map(self.fold, self.written)


def fold_texts(
    written: Sequence[str],
    fold: Callable[[str], str],
    progress: Callable[[], None] = lambda: None,
    *,
    held: bool = True,
) -> Sequence[str]:
    """Return texts folded; `progress` is called regularly, and stops the work by raising.

    They are folded whenever they are asked for if they are too many, or not to be `held`: where other
    processes read them, these fold their own blocks.
    """
    if not held or sum(map(len, written)) > MOST_FOLDED:
        return FoldedTexts(written, fold)
    folded = []
    for place, text in enumerate(written):
        if place % PROGRESS_STEP == 0:
            progress()
        folded.append(fold(text))
    return folded

"""The folded texts of a column, each different text once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from supportlens.domain import fold
from supportlens.patterns.folded_texts import fold_texts
from supportlens.patterns.text_search import SearchedTexts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt
    import pandas as pd


class FoldedColumn(NamedTuple):
    """The different texts of a column of n rows, folded, and the text of each row (n)."""

    codes: npt.NDArray[np.int64]
    texts: SearchedTexts

    @classmethod
    def of(
        cls, column: pd.Series, progress: Callable[[], None] = lambda: None, *, held: bool = True
    ) -> FoldedColumn:
        """Fold a column; `held` and `progress` are as in `fold_texts`."""
        codes, different = column.factorize()
        texts = fold_texts([str(text) for text in different], fold, progress, held=held)
        return cls(np.asarray(codes), SearchedTexts(texts))

    def mark_any(
        self, patterns: Sequence[str], progress: Callable[[], None] = lambda: None
    ) -> npt.NDArray[np.bool_]:
        """Mark the rows (n) in which any pattern matches; `progress` is as in `of`."""
        return np.asarray(self.texts.mark_any(patterns, progress)[self.codes])

"""What was learnt from examples of each code: how much each word of a sentence speaks for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class PhraseTable:
    """The weights of w words and p word pairs for each of c codes.

    The score of a sentence for a code is the sum of two parts and the code's intercept. The first is the sum
    of the `weights` of its words and the `pair_weights` of its pairs, divided by the root of the sum of their
    `squares` and `pair_squares`; the second is the same of `far_weights` and `far_squares`, which say what a
    word means in any text. A word that the table lacks counts as its beginning, "~" and five letters.
    """

    codes: tuple[str, ...]
    words: tuple[str, ...] = field(repr=False)
    squares: Numbers = field(repr=False)
    weights: Numbers = field(repr=False)
    """A row for each word (w x c), and so `far_weights`."""
    far_squares: Numbers = field(repr=False)
    far_weights: Numbers = field(repr=False)
    pairs: npt.NDArray[np.int32] = field(repr=False)
    """The positions of both words of each pair (p x 2), in order."""
    pair_squares: Numbers = field(repr=False)
    pair_weights: Numbers = field(repr=False)
    intercepts: Numbers = field(repr=False)
    thresholds: Numbers = field(repr=False)
    """The score from which on each code (c) is believed."""
    among_reproaches: Numbers = field(repr=False)
    """The same in a text that is displeased; infinite for a code that says nothing of a reproach (c)."""
    digest: str

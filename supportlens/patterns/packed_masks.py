"""Masks over many tickets or texts, held as bits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self

    import numpy.typing as npt

    Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class PackedMasks(Sequence["Mask"]):
    """Masks (m, each over `size` rows) that take an eighth of their room until one is asked for.

    A log is asked some hundred things of each ticket: as bytes the answers would be a fifth of its texts.
    """

    size: int
    bits: tuple[npt.NDArray[np.uint8], ...]

    @classmethod
    def of(cls, masks: Iterable[Mask], size: int) -> Self:
        """Pack masks, one after another."""
        return cls(size, tuple(np.packbits(mask) for mask in masks))

    def __len__(self) -> int:
        """Return how many masks there are."""
        return len(self.bits)

    @overload
    def __getitem__(self, place: int) -> Mask: ...
    @overload
    def __getitem__(self, place: slice) -> PackedMasks: ...
    def __getitem__(self, place: int | slice) -> Mask | PackedMasks:
        """Return a mask, which is made anew, or some of them as they are."""
        if isinstance(place, slice):
            return PackedMasks(self.size, self.bits[place])
        return np.unpackbits(self.bits[place], count=self.size).view(np.bool_)

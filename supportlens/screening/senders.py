"""Who wrote which tickets."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    Rows = npt.NDArray[np.int64]


class Senders:
    """The tickets (n) of each sender who is named: numbers, as a large log has nearly as many as tickets."""

    def __init__(self, senders: Sequence[str]) -> None:
        """Sort the senders of n tickets, "" where nobody is named."""
        self.names = sorted({sender for sender in senders if sender})
        """Every sender once."""
        number = {name: place for place, name in enumerate(self.names)}
        codes = np.fromiter((number.get(sender, -1) for sender in senders), np.int64, len(senders))
        self._order = np.argsort(codes, kind="stable")
        self._ends = np.searchsorted(codes[self._order], np.arange(-1, len(self.names)), side="right")

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.names)

    @cached_property
    def sizes(self) -> Rows:
        """The number of tickets of each sender, in the order of `names`."""
        return np.asarray(np.diff(self._ends), dtype=np.int64)

    def list_frequent(self, least: int) -> Iterator[tuple[str, Rows]]:
        """Yield the senders of at least so many tickets with these, in their order."""
        for place in np.flatnonzero(self.sizes >= least).tolist():
            yield self.names[place], self._rows(place)

    def rows_of(self, sender: str) -> Rows:
        """Return the tickets of a sender who is named; raises KeyError for another."""
        place = bisect_left(self.names, sender)
        if place == len(self.names) or self.names[place] != sender:
            raise KeyError(sender)
        return self._rows(place)

    def _rows(self, place: int) -> Rows:
        return np.asarray(self._order[self._ends[place] : self._ends[place + 1]], dtype=np.int64)

"""The places that were shown before and after the present one, as a browser keeps them."""

from __future__ import annotations

from typing import NamedTuple

MOST_PLACES = 60
"""Places that are kept. Judgement: an hour of reading."""


class Place(NamedTuple):
    """A page and what it showed."""

    page_id: str
    memory: object
    name: str = ""
    """What it showed in words, "" for the title of the page alone."""


class PlaceHistory:
    """The way through pages and filters: back, and forward again until another way is taken."""

    def __init__(self) -> None:
        self.past: list[Place] = []
        self.future: list[Place] = []
        self._begun = 0

    @property
    def way(self) -> list[Place]:
        """The places that led here since a page was chosen in the navigation."""
        return self.past[self._begun :]

    def begin_way(self) -> None:
        """Begin another way here: the page was chosen, nothing led to it."""
        self._begun = len(self.past)

    def leave(self, place: Place) -> None:
        """Keep a place that is left for another one; the way forward ends."""
        if not self.past or self.past[-1] != place:
            dropped = max(0, len(self.past) + 1 - MOST_PLACES)
            self.past = [*self.past[dropped:], place]
            self._begun = max(0, self._begun - dropped)
        self.future.clear()

    def back(self, here: Place) -> Place | None:
        """Return the place before, None without one; `here` is where the way forward leads."""
        found = _step(self.past, self.future, here)
        self._begun = min(self._begun, len(self.past))
        return found

    def back_by(self, steps: int, here: Place) -> Place | None:
        """Return the place some steps before, None without one; those between are on the way forward."""
        found: Place | None = None
        for _ in range(steps):
            further = self.back(found or here)
            if further is None:
                break
            found = further
        return found

    def forward(self, here: Place) -> Place | None:
        """Return the place after, None without one."""
        return _step(self.future, self.past, here)

    def clear(self) -> None:
        """Forget all places, for another log."""
        self.past, self.future, self._begun = [], [], 0


def _step(source: list[Place], other: list[Place], here: Place) -> Place | None:
    while source:
        place = source.pop()
        if place != here:
            other.append(here)
            return place
    return None

"""What a chart is drawn on: paper, a picture or a web page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

Spot = tuple[float, float]
"""Points from the left and upper edge."""
Aligned = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Lettering:
    """How a text on a chart is written; colours are six hexadecimal digits."""

    size: float
    colour: str
    bold: bool = False
    across: Aligned = "left"


class Canvas(Protocol):
    """What a chart needs of the place where it is drawn."""

    def fill(self, box: Box, colour: str) -> None:
        """Fill a rectangle."""

    def draw_line(self, spots: Sequence[Spot], colour: str, width: float) -> None:
        """Draw a line from spot to spot."""

    def fill_shape(self, corners: Sequence[Spot], colour: str) -> None:
        """Fill what lies between corners."""

    def write(self, box: Box, text: str, lettering: Lettering) -> float:
        """Write a text on one line, cut where the box ends, and return its width."""

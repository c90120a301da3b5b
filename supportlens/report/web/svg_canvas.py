"""A canvas that gathers SVG, to stand inside a web page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from supportlens.report.drawing.chart_drawing import SCREEN_POINT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supportlens.report.drawing.canvas import Box, Lettering, Spot

_LETTER = 0.55
"""The usual width of a letter in the heights of it. Judgement: that of Arial and its like; it only places the
next entry of a legend and cuts what is much too long."""
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}


class SvgCanvas:
    """Gathers the parts of a chart as SVG."""

    def __init__(self) -> None:
        """Begin with nothing drawn."""
        self._parts: list[str] = []

    def fill(self, box: Box, colour: str) -> None:
        """Fill a rectangle."""
        if box.width > 0 and box.height > 0:
            where = f'x="{box.left:.1f}" y="{box.top:.1f}" width="{box.width:.1f}" height="{box.height:.1f}"'
            self._parts.append(f'<rect {where} fill="#{colour}"/>')

    def draw_line(self, spots: Sequence[Spot], colour: str, width: float) -> None:
        """Draw a line from spot to spot."""
        drawn = f'fill="none" stroke="#{colour}" stroke-width="{width:g}"'
        self._parts.append(f'<polyline points="{_points(spots)}" {drawn}/>')

    def fill_shape(self, corners: Sequence[Spot], colour: str) -> None:
        """Fill what lies between corners."""
        self._parts.append(f'<polygon points="{_points(corners)}" fill="#{colour}"/>')

    def write(self, box: Box, text: str, lettering: Lettering) -> float:
        """Write a text on one line, cut where the box ends, and return its width."""
        letter = lettering.size * _LETTER
        shown = text if len(text) * letter <= box.width * 1.15 else _cut(text, box.width / letter)
        left = {"left": box.left, "center": box.left + box.width / 2, "right": box.right}[lettering.across]
        weight = ' font-weight="600"' if lettering.bold else ""
        look = f'font-size="{lettering.size:g}" fill="#{lettering.colour}"{weight}'
        where = f'x="{left:.1f}" y="{box.top + box.height / 2:.1f}" dominant-baseline="central"'
        anchor = f'text-anchor="{_ANCHORS[lettering.across]}"'
        if shown:
            self._parts.append(f"<text {where} {anchor} {look}>{escape(shown)}</text>")
        return len(shown) * letter

    def finish(self, box: Box, description: str, *, small: bool = False) -> str:
        """Return all that was drawn as an element that says in words what it shows."""
        kind = ' class="spark"' if small else ""
        wide, high = box.width / SCREEN_POINT, box.height / SCREEN_POINT
        size = f'viewBox="0 0 {box.width:g} {box.height:g}" width="{wide:.0f}" height="{high:.0f}"'
        label = f'role="img" aria-label="{escape(description)}"'
        return f"<svg{kind} {size} {label}>{''.join(self._parts)}</svg>"


def _points(spots: Sequence[Spot]) -> str:
    return " ".join(f"{left:.1f},{top:.1f}" for left, top in spots)


def _cut(text: str, letters: float) -> str:
    kept = max(0, int(letters) - 1)
    return f"{text[:kept].rstrip()}\N{HORIZONTAL ELLIPSIS}" if kept else ""

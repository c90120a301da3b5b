"""Draws seconds against tickets, both in powers of ten, with the straight line of equal cost per ticket."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT, LEFT, BELOW, MARGIN = 640, 400, 64, 48, 24
INK, LINE, MARK = "#1f2933", "#9aa5b1", "#0b6e99"
THIN = f'stroke="{LINE}" stroke-width="0.5"'


def draw(points: Sequence[tuple[int, float]]) -> str:
    """Return an SVG of (tickets, seconds); the dashed line costs per ticket what the largest log does."""
    spans = [_span([point[axis] for point in points]) for axis in (0, 1)]

    def place(tickets: float, seconds: float) -> tuple[float, float]:
        across, up = (
            (math.log10(value) - low) / (high - low)
            for value, (low, high) in zip((tickets, seconds), spans, strict=True)
        )
        return LEFT + across * (WIDTH - LEFT - MARGIN), HEIGHT - BELOW - up * (HEIGHT - BELOW - MARGIN)

    parts = [f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>']
    for power in range(spans[0][0], spans[0][1] + 1):
        x, _ = place(10**power, 10 ** spans[1][0])
        label = f"{10**power:,}".replace(",", " ")
        parts += [_line(x, MARGIN, x, HEIGHT - BELOW), _text(x, HEIGHT - BELOW + 18, label, "middle")]
    for power in range(spans[1][0], spans[1][1] + 1):
        _, y = place(10 ** spans[0][0], 10**power)
        parts += [_line(LEFT, y, WIDTH - MARGIN, y), _text(LEFT - 8, y + 4, f"{10.0**power:g}", "end")]
    tickets, seconds = max(points)
    low = max(10 ** spans[0][0], tickets / seconds * 10 ** spans[1][0])
    ends = (*place(low, seconds * low / tickets), *place(tickets, seconds))
    parts.append(_line(*ends, f'stroke="{INK}" stroke-dasharray="5 4"'))
    placed = sorted((place(*point), point) for point in points)
    path = " ".join(f"{x:.1f},{y:.1f}" for (x, y), _ in placed)
    parts.append(f'<polyline points="{path}" fill="none" stroke="{MARK}" stroke-width="2"/>')
    for (x, y), (_, took) in placed:
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{MARK}"/>')
        parts.append(_text(x - 8, y - 8, f"{took:.3g} s", "end"))
    parts.append(_text(LEFT, 16, "seconds against tickets; dashed: the same cost per ticket", "start"))
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="12">'
    return "\n".join([head, *parts, "</svg>"]) + "\n"


def _span(values: Sequence[float]) -> tuple[int, int]:
    """Return the powers of ten around some values, which differ."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def _line(x: float, y: float, to_x: float, to_y: float, style: str = THIN) -> str:
    return f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" {style}/>'


def _text(x: float, y: float, said: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{INK}">{said}</text>'

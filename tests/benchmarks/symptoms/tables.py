"""Tables in Markdown that read well on a terminal too, and the words of their cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

NOTHING = "–"


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Lay out a table in Markdown, its columns as wide as their widest cell."""
    widths = [max(3, *(len(row[n]) for row in (header, *rows))) for n in range(len(header))]
    lines = [_line(row, widths) for row in (header, ["-" * width for width in widths], *rows)]
    return "\n".join(lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"


def index(value: float | None) -> str:
    """Write an index of agreement."""
    return NOTHING if value is None else f"{value:.3f}"


def share(value: float | None) -> str:
    """Write a share in per cent."""
    return NOTHING if value is None else f"{100 * value:.1f} %"


def seconds(value: float | None) -> str:
    """Format seconds, with tenths for small values."""
    if value is None:
        return NOTHING
    return f"{value:.1f}" if value < 100 else f"{value:.0f}"


def whole(value: float | None) -> str:
    """Write a count, or the mean of some."""
    return NOTHING if value is None else f"{value:,.0f}".replace(",", " ")


def against(value: float | None, target: float, *, at_most: bool = False, digits: int = 3) -> str:
    """Write whether a figure reached its target, and the target."""
    if value is None:
        return NOTHING
    reached = value <= target if at_most else value >= target
    return f"{'≤' if at_most else '≥'} {target:.{digits}f} {'met' if reached else 'missed'}"

"""The backgrounds of cells that Excel tints by their value: heat maps and data bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supportlens.report.layout.book import ColourScale, DataBars, SheetDraft
    from supportlens.report.layout.ranges import CellRange

    Cell = tuple[int, int]

_WHITE = "FFFFFF"


def tint_cells(sheet: SheetDraft) -> dict[Cell, str]:
    """Return the background of each tinted cell as CSS."""
    tints: dict[Cell, str] = {}
    for scale in sheet.heat:
        tints |= {at: f"#{_heat(value, scale)}" for at, value in _values(sheet, scale.cells)}
    for bars in sheet.bars:
        tints |= _bars(sheet, bars)
    return tints


def _values(sheet: SheetDraft, cells: CellRange) -> Iterator[tuple[Cell, float]]:
    for row in range(cells.first_row, cells.last_row + 1):
        for column in range(cells.first_column, cells.last_column + 1):
            cell = sheet.cells.get((row, column))
            if cell is not None and isinstance(cell.value, int | float):
                yield (row, column), float(cell.value)


def _heat(value: float, scale: ColourScale) -> str:
    (middle, half), (end, full) = scale.middle, scale.end
    if value <= middle:
        return _mix(_WHITE, half, value / middle if middle else 1.0)
    return _mix(half, full, (value - middle) / (end - middle) if end > middle else 1.0)


def _mix(first: str, second: str, part: float) -> str:
    part = min(max(part, 0.0), 1.0)
    pairs = ((int(first[at : at + 2], 16), int(second[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round(low + (high - low) * part):02X}" for low, high in pairs)


def _bars(sheet: SheetDraft, bars: DataBars) -> dict[Cell, str]:
    values = list(_values(sheet, bars.cells))
    top = max((value for _, value in values), default=0.0) or 1.0
    return {
        at: f"linear-gradient(to right,#{bars.colour} {value / top:.0%},transparent {value / top:.0%})"
        for at, value in values
    }

"""Limits on what one file may take of the machine."""

from __future__ import annotations

from dataclasses import dataclass

_KIB, _MIB, _GIB = 1 << 10, 1 << 20, 1 << 30


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take; sizes in bytes, times in seconds.

    The ratio, its grace and the number of entries are the defaults of Apache POI and Tika. All others are
    judgement: larger ones let one file take more of the desktop, smaller ones refuse large exports.
    """

    file: int = 8 * _GIB
    here: int = 8 * _MIB
    """Plain text up to this size is read in the program's own process, without a worker."""
    memory: int = 3 * _GIB
    memory_per_byte: float = 8.0
    seconds: float = 60.0
    seconds_per_mib: float = 1.0
    unpacked: int = 4 * _GIB
    """All that an archive or workbook may unpack to."""
    entries: int = 1_000
    least_ratio: float = 0.01
    """Packed by unpacked size: below it a file is a bomb."""
    ratio_grace: int = _MIB
    """Unpacked size up to which the ratio does not matter."""
    depth: int = 3
    """Archives inside archives."""
    columns: int = 16_384
    """As many as a worksheet has."""
    cells: int = 100_000_000
    """Cells of the rectangle that a worksheet spans, empty ones included."""
    cell: int = 8 * _MIB
    """Characters of one cell, and of a line of text without a table."""

    def memory_for(self, size: int) -> int:
        """Return the bytes of memory that reading a file of `size` bytes may take."""
        return self.memory + int(self.memory_per_byte * size)

    def seconds_for(self, size: int) -> float:
        """Return the seconds that reading a file of `size` bytes may take."""
        return self.seconds + self.seconds_per_mib * size / _MIB

    def unpacked_for(self, size: int) -> int:
        """Return the bytes that a file of `size` packed bytes may unpack to."""
        return min(self.unpacked, max(self.ratio_grace, int(size / self.least_ratio)))

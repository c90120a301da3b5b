"""Resource limits for reading one file."""

from __future__ import annotations

from dataclasses import dataclass

_KIB, _MIB, _GIB = 1 << 10, 1 << 20, 1 << 30


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits for one file; sizes in bytes, times in seconds.

    The ratio, its grace and the number of entries are the defaults of Apache POI and Tika. All others are
    judgement: larger ones let one file use more of the machine, smaller ones reject large exports.
    """

    file: int = 8 * _GIB
    here: int = _MIB
    """Plain text up to this size is read in the program's own process, without a worker.

    Parsing ten times as much JSON or quoted text holds the interpreter for more than 50 ms.
    """
    memory: int = 3 * _GIB
    memory_per_byte: float = 8.0
    seconds: float = 60.0
    seconds_per_mib: float = 1.0
    unpacked: int = 4 * _GIB
    """Maximum unpacked size of an archive or workbook."""
    entries: int = 1_000
    chat_entries: int = 50_000
    """Maximum entries of a chat program's export, which has a file per channel and day, or many photos."""
    least_ratio: float = 0.01
    """Minimum ratio of packed to unpacked size: below it a file is a bomb."""
    ratio_grace: int = _MIB
    """Unpacked size up to which the ratio is ignored."""
    depth: int = 3
    """Maximum nesting of archives."""
    columns: int = 16_384
    """The maximum of a worksheet."""
    cells: int = 100_000_000
    """Maximum cells of the rectangle that a worksheet spans, including empty ones."""
    cell: int = 8 * _MIB
    """Maximum characters of one cell, and of a line of text without a table."""

    def memory_for(self, size: int) -> int:
        """Return the bytes of memory that reading a file of `size` bytes may take."""
        return self.memory + int(self.memory_per_byte * size)

    def seconds_for(self, size: int) -> float:
        """Return the seconds that reading a file of `size` bytes may take."""
        return self.seconds + self.seconds_per_mib * size / _MIB

    def unpacked_for(self, size: int) -> int:
        """Return the bytes that a file of `size` packed bytes may unpack to."""
        return min(self.unpacked, max(self.ratio_grace, int(size / self.least_ratio)))

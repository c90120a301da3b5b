"""Ranks the ways in which a text may be read: a table, a chat, a log of dated lines, blocks, or lines.

Each reading states its evidence on one scale, from 0 to 1, measured at the start of the text; the grid is
made of the chosen one alone. A format that proves itself, such as JSON, does not compete.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from supportlens.ingest.formats import chats, log_lines
from supportlens.ingest.formats.console_listings import weigh_listing
from supportlens.ingest.tables import delimited, dialects
from supportlens.ingest.tables.cell_forms import profile_rows
from supportlens.ingest.tables.headers import count_known_headers
from supportlens.ingest.tables.shaping import shape_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from supportlens.ingest.tables.table import Grid

_WEIGHED = 1_000
"""Rows, and lines, at the start on which the evidence is measured. Judgement: more only costs time."""

_CLOSE = 0.12
"""Difference of evidence up to which the second reading is named. Judgement: beyond it nobody doubts."""

_HARD = {"\t", "|", "||", " | ", "|~|", "~|~", "^|^", "\x1f", "\x1e", "\x01"}
"""Delimiters that sentences lack."""

_EVEN = 15
"""Delimiters in even rows from which agreement is no accident. Judgement: five rows of four cells."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to read a text: `name` says which, `form` is the format of its table.

    `evidence` is from 0 to 1; `make_grid` returns the table, None if the text has no rows for it.
    """

    name: str
    form: str
    delimiter: str | None
    evidence: float
    make_grid: Callable[[], Grid | None]


@dataclass(frozen=True, slots=True)
class _Table:
    """The start of a text as rows of cells: the usual width, and the share of rows that have it.

    `inside` counts the line ends inside quoted cells, `gaps` the blank lines among them.
    """

    rows: Sequence[Sequence[str]]
    delimiter: str | None
    width: int
    share: float
    inside: int
    gaps: int


def rank_readings(text: str, lined: str, path: str) -> list[Reading]:
    """Return the readings of a text with some evidence, the best first.

    `lined` is the text with line feeds only; `path` is that of the file, which names a chat.
    """
    rows, delimiter = delimited.parse_delimited(text)
    if delimiter == " " and log_lines.are_sentences(lined):
        rows, delimiter = [[line] for line in lined.split("\n")], None
    table = _measure_table(rows, delimiter)
    lines = lined.split("\n", _WEIGHED)[:_WEIGHED]
    chat = chats.weigh_chat(lines)
    dated = _weigh_dated_lines(lines, table) * (0.6 if chat else 1.0)  # a chat explains its senders as well
    listed, parse_listing = weigh_listing(lines)
    found = [
        _read_cells(rows, table, lines),
        Reading("chat", "whatsapp", None, chat, partial(chats.parse_chat, lined, path)),
        Reading("log", "log", None, dated, partial(log_lines.parse_dated_lines, lined)),
        Reading("table", "csv", " ", listed, lambda: parse_listing(lined.split("\n"))),
        Reading("blocks", "log", None, _weigh_blocks(lines, table), partial(log_lines.parse_blocks, lined)),
    ]
    return sorted((one for one in found if one.evidence > 0), key=lambda one: -one.evidence)


def name_runner_up(ranked: Sequence[Reading]) -> str:
    """Return the name of the second reading if its evidence is close to the first's, else ""."""
    if len(ranked) < 2 or ranked[0].evidence - ranked[1].evidence > _CLOSE:
        return ""
    return ranked[1].name


def _measure_table(rows: Sequence[Sequence[str]], delimiter: str | None) -> _Table:
    head = [row for row in rows[:_WEIGHED] if any(row)]
    widths = [len(row) for row in head]
    width = Counter(widths).most_common(1)[0][0] if widths else 0
    if delimiter is not None and width < 2:
        wider = Counter(size for size in widths if size > 1).most_common(1)
        width = wider[0][0] if wider else 1
    size = sum(len(cell) for row in head for cell in row) or 1
    explained = sum(len(cell) for row in head if len(row) == width for cell in row)
    even = widths.count(width) / max(len(widths), 1)
    lined = [cell for row in head for cell in row if "\n" in cell]
    return _Table(
        head,
        delimiter,
        width,
        (even + explained / size) / 2,
        sum(cell.count("\n") for cell in lined),
        sum(cell.count("\n\n") for cell in lined),
    )


def _read_cells(rows: Sequence[Sequence[str]], table: _Table, lines: Sequence[str]) -> Reading:
    """Return the reading as a table, or as one text per line where nothing delimits cells."""
    make = partial(shape_rows, rows, delimiter=table.delimiter)
    if table.delimiter is None:
        return Reading("lines", "csv", None, 0.9 if table.inside else 0.3, make)
    form = "tsv" if table.delimiter == "\t" else "csv"
    return Reading("table", form, table.delimiter, _weigh_table(table, lines), make)


# The weights of all readings are judgement, checked by the tests of readings and the property that every
# written table keeps its rows: a dated line outweighs sentences that happen to have as many commas, while
# quoted cells, known headers, or many even rows outweigh dated lines.
def _weigh_table(table: _Table, lines: Sequence[str]) -> float:
    """Return the evidence for a table: quotes that close, even rows, known headers, columns of one form."""
    mark = table.delimiter or ""
    quoted = any(mark in cell or "\n" in cell for row in table.rows for cell in row)
    even = min(1.0, (table.width - 1) * len(table.rows) / _EVEN) if table.share > 0.98 else 0.0
    known = max(map(count_known_headers, table.rows[:5]), default=0)
    typed = sum(1 for column in profile_rows(table.rows[1:200], table.width) if column.form)
    evidence = (
        0.4
        + 0.4 * (quoted and table.share > 0.9)
        + 0.4 * even * _tightness(mark, lines)
        + 0.1 * min(known, 3)
        + 0.15 * typed / max(table.width, 1)
        + 0.4 * (mark in _HARD)
    )
    return max(0.31, table.share * min(1.0, evidence) * (0.5 + dialects.prior_of(mark) / 2))


def _tightness(delimiter: str, lines: Sequence[str]) -> float:
    """Return the share of delimiters without a space after them, which they have in sentences."""
    if delimiter in _HARD:
        return 1.0
    mark = delimiter.strip() or delimiter
    total = sum(line.count(mark) for line in lines)
    return 1.0 - sum(line.count(mark + " ") for line in lines) / total if total else 0.0


def _weigh_dated_lines(lines: Sequence[str], table: _Table) -> float:
    """Return the evidence for a log: the share of dated lines, less those that a table explains better."""
    share = log_lines.share_of_dated_lines(lines)
    broken = min(1.0, table.inside / max(len(lines) - 1, 1))
    return share and (0.55 + 0.35 * share) * (1 - broken) * _softness(table)


def _weigh_blocks(lines: Sequence[str], table: _Table) -> float:
    """Return the evidence for blocks between blank lines; a block that ends inside a quoted cell is none."""
    gaps, several = log_lines.count_blocks(lines)
    broken = min(1.0, table.gaps / max(gaps - 1, 1))
    return several and (0.35 + 0.3 * several) * (1 - broken) * _softness(table)


def _softness(table: _Table) -> float:
    """Return what is left of the evidence for sentences in lines that tabs or bars cut evenly."""
    return 1 - 0.6 * table.share if table.delimiter in _HARD else 1.0

"""Reads a large delimited file without a worker if it is proved to be harmless."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from supportlens.domain import FractionProgress, InputError
from supportlens.ingest.files.content_types import ContentType, content_type_of
from supportlens.ingest.files.loading import load_bytes
from supportlens.ingest.files.readers import Item, TextParts, read_parts
from supportlens.ingest.files.resource_limits import Limits
from supportlens.ingest.tables.table import Origin, Table, unique_names
from supportlens.ingest.tables.well_formed import WellFormedTable, read_well_formed
from supportlens.ingest.values.decoding import decode

_HEAD = 1 << 17
"""Bytes at the start in which a table must be found. Judgement: some hundred rows; more only costs time."""

_LARGEST = 1 << 31
"""Bytes above which a worker reads even harmless text, to protect the program's own memory."""

_MEMORY_PER_BYTE = 6
"""Maximum bytes of memory per byte of a file. Judgement: less risks running out of memory."""


def read_large_text(path: Path, limits: Limits, progress: FractionProgress, *, named: bool) -> Table | None:
    """Read the well-formed delimited text at `path`; None if a worker must read the file.

    Raises the `InputError` of a file that cannot be opened.
    """
    size = path.stat().st_size
    if size > min(_LARGEST, limits.file) or _MEMORY_PER_BYTE * size > limits.memory_for(size):
        return None
    head = _read_head(path, limits)
    if head is None or head.form not in {"csv", "tsv"}:
        return None
    data = load_bytes(path, limits.file)
    with ThreadPoolExecutor(1) as beside:  # hashing releases the interpreter lock and so costs no extra time
        digest = beside.submit(lambda: hashlib.sha256(data).hexdigest())
        found = read_well_formed(data, limits.cell, progress)
        if found is None or not len(found.frame) or len(found.columns) > limits.columns:
            return None
        return _make_table(found, head, Origin(str(path), named, head.form, digest.result()))


def _read_head(path: Path, limits: Limits) -> TextParts | None:
    """Return how the start of a file is read, None for anything but text."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    try:
        if content_type_of(str(path), head) is not ContentType.TEXT:
            return None
        text, _ = decode(head[: head.rfind(b"\n") + 1])
        return read_parts(Item(str(path), named=True), text, limits)
    except InputError:
        return None


def _make_table(found: WellFormedTable, head: TextParts, origin: Origin) -> Table:
    placed = replace(
        origin,
        format="tsv" if found.delimiter == "\t" else "csv",
        encoding=found.encoding,
        delimiter=found.delimiter,
        header_row=found.header_row,
        reading=head.reading,
        runner_up=head.runner_up,
    )
    frame = found.frame.set_axis(list(unique_names(found.columns)), axis=1)
    return Table(placed, frame, tuple(found.numbers), found.rejections)

"""Reads the records of XML: of the elements that repeat, those most like tickets."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lxml import etree

from supportlens.domain import NotATable, Rejection
from supportlens.ingest.formats.markup.flat_records import flatten_record
from supportlens.ingest.formats.markup.parsing import local_name
from supportlens.ingest.formats.spreadsheets.ticket_evidence import weigh_tickets
from supportlens.ingest.tables.table import Grid, Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from supportlens.ingest.formats.spreadsheets.ticket_evidence import TicketEvidence

CUT_OFF = "cut_off"
"""The reason of the last record of a file that ends in the middle of it."""

_SAMPLE = 40
"""Records of one kind that are weighed. Judgement: enough to tell texts and dates from codes."""

_MOST_KINDS = 40
_MANY_TIMES = 5
"""How many times as many elements inside others make these a mere frame. Judgement: threads are shorter."""

_PARTS = (
    "comment", "note", "article", "journal", "history", "attachment", "long_desc", "longdesc", "message",
    "changelog", "activity", "worklog", "event", "reply", "entry", "change", "detail", "customfield",
    "custom_field", "field", "value", "link", "label", "tag", "watcher",
)  # fmt: skip
"""Elements, by the beginning of their names, that are parts of a ticket where they stand inside another."""


def read_records(path: str, root: _Element, *, is_cut_off: bool) -> tuple[Part, ...]:
    """Return the table of the records; raises NotATable where nothing looks like tickets."""
    chosen = _choose(_find_kinds(root))
    if chosen is None:
        raise NotATable(path, "xml")
    grid = _make_grid(chosen)
    if is_cut_off:
        last = grid.numbers[-1]
        grid = Grid(grid.columns, grid.rows[:-1], grid.numbers[:-1], (Rejection(last, CUT_OFF),))
    return (Part("", grid),)


def _find_kinds(root: _Element) -> dict[tuple[str, ...], list[_Element]]:
    """Return the elements with parts, by their path: the names from the root to them."""
    kinds: dict[tuple[str, ...], list[_Element]] = {}
    path: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            path.pop()
            continue
        path.append(local_name(element))
        if len(path) > 1 and len(element) + len(element.attrib) > 1:
            kinds.setdefault(tuple(path), []).append(element)
    return kinds


def _choose(kinds: dict[tuple[str, ...], list[_Element]]) -> list[_Element] | None:
    """Return the elements that look most like tickets; of two that look alike, the outer ones."""
    several = Counter({path: len(elements) for path, elements in kinds.items()}).most_common(_MOST_KINDS)
    weighed: list[tuple[tuple[str, ...], TicketEvidence]] = []
    for path, _ in several:
        evidence = weigh_tickets(_make_grid(kinds[path][:_SAMPLE]))
        if evidence.is_ticket_like:
            weighed.append((path, evidence))
    weighed.sort(key=lambda one: (len(one[0]), one[0]))
    best: tuple[tuple[str, ...], TicketEvidence] | None = None
    for path, evidence in weighed:
        if best is None or _is_better(path, evidence, best, kinds):
            best = (path, evidence)
    return kinds[best[0]] if best else None


def _is_better(
    path: tuple[str, ...],
    evidence: TicketEvidence,
    best: tuple[tuple[str, ...], TicketEvidence],
    kinds: dict[tuple[str, ...], list[_Element]],
) -> bool:
    """Return whether elements look more like tickets than the best of those further out or before."""
    inside = path[: len(best[0])] == best[0]
    if inside and path[len(best[0])].lower().startswith(_PARTS):
        return False
    if inside and len(kinds[path]) >= _MANY_TIMES * len(kinds[best[0]]):
        return evidence.rank[0] >= best[1].rank[0]
    if inside and len(kinds[best[0]]) > 1:
        return False
    if inside:
        return evidence.rank[0] >= best[1].rank[0] and len(kinds[path]) > 1
    return (evidence.rank[0], len(kinds[path])) > (best[1].rank[0], len(kinds[best[0]]))


def _make_grid(records: Sequence[_Element]) -> Grid:
    """Return a row per record; the columns are in the order in which they occur first."""
    flat = [flatten_record(record) for record in records]
    if all(record.get("title", "") == f"[{record.get('key')}] {record.get('summary')}" for record in flat):
        for record in flat:  # Jira says key and summary once more
            record.pop("title", None)
    columns = tuple(dict.fromkeys(name for record in flat for name in record))
    rows = [[record.get(name, "") for name in columns] for record in flat]
    return Grid(columns, rows, list(range(1, len(rows) + 1)))

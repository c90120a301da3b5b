"""Reads JSON: records in lists, pages, columns or lines, and the other lists beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supportlens.domain import Field, Rejection
from supportlens.ingest.formats.json_content.cells import flatten_record, unwrap_record
from supportlens.ingest.formats.json_content.documents import Documents
from supportlens.ingest.formats.json_content.inner_messages import split_messages
from supportlens.ingest.formats.json_content.names import fold_name, json_names
from supportlens.ingest.formats.json_content.record_lists import RecordList, find_lists, score_records
from supportlens.ingest.tables.headers import header_rules, parse_header
from supportlens.ingest.tables.table import Grid, Part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OTHER_LIST = "other_list"
"""Why a list beside the tickets is set aside."""
NO_TICKET_LIST = "no_ticket_list"
"""Why all of a file that was found in a folder is set aside: settings, lists of words."""

ANSWER = "answer"
_DESCRIPTION = "description"

_AS_GOOD = 1.0
"""Difference of scores below which a list that wraps another is preferred, and two lists both hold tickets.

Judgement: a list inside records repeats some of their names; less prefers comments to tickets without texts.
"""

_SINGLE = 7.0
"""Score from which one object is a ticket: text, prose, date, and its id or two other fields. Judgement."""

_PARTS = 50
"""Lists beside the tickets that are kept apart. Judgement: an export has a dozen, hostile files thousands."""

_PLAUSIBLE = 5.5
_FEW = 30
"""Score and number of records below which a list found in a folder is taken for settings. Judgement: settings
have descriptions without dates, and are few."""


def read_records(documents: Documents, *, named: bool = True) -> tuple[str, tuple[Part, ...]] | None:
    """Return the format's name and the tables of JSON or JSON lines, None without a record.

    The first table is the list that looks like tickets; the other lists follow with the reason why they hold
    none. `named` is whether the user named the file.
    """
    values = documents.values
    value = values[0] if len(values) == 1 and not documents.a_line_each else list(values)
    lists = [one for one in find_lists(value) if one.records]
    best = _choose(lists)
    single = _find_single(value, best)
    if single is not None:
        best, lists = single, []
    if best is None:
        return ("json", (Part("", Grid((), (), ())),)) if _is_empty(value) else None
    by_line = documents.a_line_each and not best.path
    if by_line and len(best.rows) + len(best.strays) == len(documents.lines):
        best.rows = [documents.lines[row - 1] for row in best.rows]
        best.strays = [documents.lines[row - 1] for row in best.strays]
    wrappers = [one for one in lists if _is_below(best.path, one.path)]
    rejections = [*documents.rejections, *_reject_odd_pages(best, wrappers)]
    is_settings = not named and best.score < _PLAUSIBLE and len(best.records) < _FEW
    first = Part("", _make_grid(best, rejections), NO_TICKET_LIST if is_settings else "")
    beside = _list_beside(best, lists)
    lined = documents.a_line_each or (single is not None and value is best.records[0])
    return "jsonl" if lined else "json", (
        first,
        *sorted(beside, key=lambda part: (part.aside != "", part.name)),
    )


def _choose(lists: Sequence[RecordList]) -> RecordList | None:
    """Return the most ticket-like list; one around it is preferred if it is about as good."""
    if not lists:
        return None
    best = lists[0]
    around = (one for one in lists if _is_below(best.path, one.path))
    return min(
        (one for one in around if one.score >= best.score - _AS_GOOD),
        key=lambda one: len(one.path),
        default=best,
    )


def _is_below(path: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return len(path) > len(other) and path[: len(other)] == other


def _is_as_good(one: RecordList, best: RecordList) -> bool:
    return one.score >= best.score - _AS_GOOD and one.score >= _PLAUSIBLE


def _list_beside(best: RecordList, lists: Sequence[RecordList]) -> Iterator[Part]:
    """Yield a part for each list that is neither inside the records of another list nor around the best one.

    Only the first lists have their own parts; the records of all others are counted in one.
    """
    around = {one.path for one in lists if _is_below(best.path, one.path)}
    of_records = {one.path for one in lists} - around
    rest = 0
    parts = 0
    for one in lists:
        inside = any(one.path[:length] in of_records for length in range(len(one.path)))
        if one is best or one.path in around or inside:
            continue
        parts += 1
        if parts > _PARTS:
            rest += len(one.records)
            continue
        yield Part(one.name, _make_grid(one), "" if _is_as_good(one, best) else OTHER_LIST)
    if rest:
        yield Part("\N{HORIZONTAL ELLIPSIS}", Grid(("",), [[""]] * rest, range(1, rest + 1)), OTHER_LIST)


def _find_single(value: Any, best: RecordList | None) -> RecordList | None:
    """Return a single object as a list of one record, if it says more of a ticket than any list."""
    if not isinstance(value, dict):
        return None
    if best is None and not _is_empty(value) and value:
        return RecordList((), [value], [1], score=score_records([value]))
    for key, inner in (("", value), *value.items()):
        if not isinstance(inner, dict):
            continue
        score = score_records([inner], (key,) if key else ())
        if score >= _SINGLE and (best is None or score > best.score):
            return RecordList((), [inner], [1], score=score)
    return None


def _is_empty(value: Any) -> bool:
    """Return whether an API response contains a list without records."""
    return value == [] or (isinstance(value, dict) and any(item == [] for item in value.values()))


def _reject_odd_pages(best: RecordList, wrappers: Sequence[RecordList]) -> Iterator[Rejection]:
    """Yield a rejection for every page without the list of tickets: an error instead of records."""
    if not wrappers:
        return
    pages = max(wrappers, key=lambda one: len(one.path))
    for row, page in zip(pages.rows, pages.records, strict=True):
        if not any(key in page for key in best.path[len(pages.path) :]):
            yield Rejection(row, "not_a_record")
    yield from (Rejection(row, "not_a_record") for row in pages.strays)


def _make_grid(one: RecordList, rejections: Sequence[Rejection] = ()) -> Grid:
    """Make a grid of records: a column per name, in order of first occurrence."""
    left_out = [*rejections, *(Rejection(row, "not_a_record") for row in one.strays)]
    numbers: list[int] = []
    flat: list[dict[str, str]] = []
    said = []
    for row, record in zip(one.rows, one.records, strict=True):
        whole = unwrap_record(record)
        reason = _find_reason(whole)
        bare, messages = split_messages(whole)
        cells = dict(flatten_record(bare))
        if reason or not (messages.asked or any(cell.strip() for cell in cells.values())):
            left_out.append(Rejection(row, reason or "empty_row"))
            continue
        numbers.append(row)
        flat.append(cells)
        said.append(messages)
    if any(each.asked or each.answered for each in said):
        names = list(dict.fromkeys(name for cells in flat for name in cells))
        text = _find_text_column(names)
        for cells, messages in zip(flat, said, strict=True):
            new = [words for words in messages.asked if words not in cells.get(text, "")]
            cells[text] = "\n".join(filter(None, (cells.get(text, ""), *new)))
            cells[ANSWER] = "\n".join(filter(None, (cells.get(ANSWER, ""), *messages.answered)))
    columns = tuple(dict.fromkeys(name for cells in flat for name in cells))
    rows = [[cells.get(name, "") for name in columns] for cells in flat]
    return Grid(columns, rows, numbers, tuple(left_out))


def _find_reason(record: dict[str, Any]) -> str:
    """Return why a record is no ticket by one of its keys, "" if it may be one."""
    known = json_names().no_tickets
    return next(
        (known[fold_name(key)] for key, value in record.items() if value and fold_name(key) in known), ""
    )


def _find_text_column(names: Sequence[str]) -> str:
    """Return the column with the customer's text, or the name of the one to make."""
    role = header_rules().fields[Field.DESCRIPTION]
    weights = [(role.weight(parse_header(name)), name) for name in names]
    weight, name = max(weights, key=lambda pair: pair[0], default=(0.0, ""))
    return name if weight >= 5 else _DESCRIPTION

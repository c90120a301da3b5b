"""What Excel repairs: the rules of ISO/IEC 29500 that a workbook must keep, each with its own sentence.

The schemas themselves cannot be shipped, so the rules that programs break are written out: the order of
elements, and what names, tables, styles, texts and charts refer to; `ooxml_package` has the parts and what
leads to them.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from lxml import etree
from openpyxl.utils import column_index_from_string, range_boundaries

from tests.unit.report.ooxml_package import find_package_faults, rels_of, targets

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

    from lxml.etree import _Element

SHEET_ORDER = (
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges "
    "scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr "
    "conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter "
    "rowBreaks colBreaks "
    "customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF picture "
    "oleObjects controls webPublishItems tableParts extLst"
).split()
"""CT_Worksheet: what a sheet holds, in this order only."""
BOOK_ORDER = (
    "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups "
    "externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches "
    "smartTagPr smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst"
).split()
"""CT_Workbook."""
STYLE_ORDER = (
    "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst".split()
)
"""CT_Stylesheet."""
MOST_ROWS, MOST_COLUMNS, HIGHEST, LONGEST = 1_048_576, 16_384, 409.5, 32_767
"""Rows and columns of a sheet, points of a row, characters of a cell."""
OWN_FORMATS = 164
"""The first number of a format of one's own; those below are Excel's."""
_SHEET_NAME = re.compile(r"(?:'((?:[^']|'')+)'|([\w.]+))!")

Cells = tuple[int, int, int, int]


def find_faults(package: zipfile.ZipFile) -> list[str]:
    """Return a sentence for everything for which Excel would offer a repair."""
    return list(_Checker(package).faults())


class _Checker:
    def __init__(self, package: zipfile.ZipFile) -> None:
        self.names = package.namelist()
        self.parts = {name: package.read(name) for name in self.names}
        self.roots = {
            name: etree.fromstring(content)
            for name, content in self.parts.items()
            if name.endswith((".xml", ".rels"))
        }
        self.book = self.roots["xl/workbook.xml"]
        self.titles = [one.get("name") for one in self.book.iterfind("{*}sheets/{*}sheet")]

    def faults(self) -> Iterator[str]:
        yield from find_package_faults(self.names, self.roots)
        yield from self._workbook()
        yield from self._styles()
        for name, root in self.roots.items():
            if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name):
                yield from (f"{name}: {fault}" for fault in self._sheet(name, root))
            if re.fullmatch(r"xl/charts/chart\d+\.xml", name):
                yield from (f"{name}: {fault}" for fault in self._references(root, "{*}f"))
        yield from self._tables()

    # The workbook and its styles

    def _workbook(self) -> Iterator[str]:
        yield from _order("workbook", self.book, BOOK_ORDER)
        folded = Counter(title.casefold() for title in self.titles)
        yield from (f"two sheets are called {title}" for title, count in folded.items() if count > 1)
        for title in self.titles:
            if (
                not 0 < len(title) <= 31
                or re.search(r"[\[\]:*?/\\]|^'|'$", title)
                or title.casefold() == "history"
            ):
                yield f"{title!r} is no name of a sheet"
        ids = Counter(one.get("sheetId") for one in self.book.iterfind("{*}sheets/{*}sheet"))
        yield from (f"sheetId {id_} twice" for id_, count in ids.items() if count > 1)
        seen: set[tuple[str, str | None]] = set()
        for name in self.book.iterfind("{*}definedNames/{*}definedName"):
            key = name.get("name").casefold(), name.get("localSheetId")
            if key in seen:
                yield f"the name {key[0]} stands twice"
            seen.add(key)
            if not _is_name(name.get("name")):
                yield f"{name.get('name')} is no defined name"
            if key[1] is not None and int(key[1]) >= len(self.titles):
                yield f"the name {key[0]} belongs to a sheet that is not there"
            yield from self._known_sheets(name.text or "")

    def _known_sheets(self, formula: str) -> Iterator[str]:
        for quoted, plain in _SHEET_NAME.findall(formula):
            title = quoted.replace("''", "'") or plain
            if title not in self.titles:
                yield f"{formula} names a sheet that is not there"
        if "#REF!" in formula or "[" in re.sub(r"'[^']*'", "", formula):
            yield f"{formula} leads outside or nowhere"

    def _references(self, root: _Element, tag: str) -> Iterator[str]:
        for one in root.iter(tag):
            yield from self._known_sheets(one.text or "")

    def _styles(self) -> Iterator[str]:
        root = self.roots["xl/styles.xml"]
        yield from _order("styles", root, STYLE_ORDER)
        counts = {tag: len(root.find(f"{{*}}{tag}")) for tag in ("fonts", "fills", "borders", "cellStyleXfs")}
        for tag in ("numFmts", "fonts", "fills", "borders", "cellXfs", "dxfs"):
            held = root.find(f"{{*}}{tag}")
            if held is not None and held.get("count") != str(len(held)):
                yield f"{tag} counts {held.get('count')} and holds {len(held)}"
        formats = {int(one.get("numFmtId")) for one in root.iterfind("{*}numFmts/{*}numFmt")}
        yield from (f"format {id_} is Excel's own" for id_ in formats if id_ < OWN_FORMATS)
        for xf in root.iterfind("{*}cellXfs/{*}xf"):
            for key, tag in (
                ("fontId", "fonts"),
                ("fillId", "fills"),
                ("borderId", "borders"),
                ("xfId", "cellStyleXfs"),
            ):
                if int(xf.get(key, "0")) >= counts[tag]:
                    yield f"{key} {xf.get(key)} is not there"
            number = int(xf.get("numFmtId", "0"))
            if number >= OWN_FORMATS and number not in formats:
                yield f"format {number} is not there"

    # Sheets

    def _sheet(self, name: str, root: _Element) -> Iterator[str]:
        yield from _order("sheet", root, SHEET_ORDER)
        texts = self.roots.get("xl/sharedStrings.xml")
        shared = [] if texts is None else ["".join(one.itertext()) for one in texts]
        yield from self._rows(root, shared)
        columns = [(int(one.get("min")), int(one.get("max"))) for one in root.iterfind("{*}cols/{*}col")]
        if any(first > last for first, last in columns) or any(
            end >= start for (_, end), (start, _) in pairwise(columns)
        ):
            yield f"columns overlap: {columns}"
        merged = [range_boundaries(one.get("ref")) for one in root.iterfind("{*}mergeCells/{*}mergeCell")]
        yield from (f"merged cells overlap: {pair}" for pair in _overlapping(merged))
        leads = targets(self.roots, rels_of(name)).values()
        tables = [self.roots[target] for target in leads if "/tables/" in target]
        spans = [range_boundaries(table.get("ref")) for table in tables]
        yield from (f"tables overlap: {pair}" for pair in _overlapping(spans))
        hidden = [span for span in spans if any(_overlap(span, one) for one in merged)]
        yield from (f"a table over merged cells: {span}" for span in hidden)
        for table in tables:
            yield from _title_row(table, root, shared)
        for link in root.iterfind("{*}hyperlinks/{*}hyperlink"):
            yield from self._known_sheets(link.get("location") or "")
        yield from self._rules(root)
        yield from self._choices(root)
        yield from self._references(root, "{http://schemas.microsoft.com/office/excel/2006/main}f")

    def _rows(self, root: _Element, shared: list[str]) -> Iterator[str]:
        looks, before = len(self.roots["xl/styles.xml"].find("{*}cellXfs")), 0
        for row in root.iterfind("{*}sheetData/{*}row"):
            number, last = int(row.get("r")), 0
            if number <= before or number > MOST_ROWS:
                yield f"row {number} after {before}"
            before = number
            if not 0 <= float(row.get("ht", "1")) <= HIGHEST:
                yield f"row {number} is {row.get('ht')} high"
            for cell in row:
                letters = re.fullmatch(r"([A-Z]{1,3})(\d+)", cell.get("r"))
                column = column_index_from_string(letters[1]) if letters else 0
                if letters is None or int(letters[2]) != number or not last < column <= MOST_COLUMNS:
                    yield f"the cell {cell.get('r')} stands in the wrong place"
                last = column
                yield from _cell(cell, looks, shared)

    def _rules(self, root: _Element) -> Iterator[str]:
        known = len(self.roots["xl/styles.xml"].find("{*}dxfs"))
        for rule in root.iterfind("{*}conditionalFormatting/{*}cfRule"):
            if rule.get("dxfId") and int(rule.get("dxfId")) >= known:
                yield f"the look {rule.get('dxfId')} of a rule is not there"

    @staticmethod
    def _choices(root: _Element) -> Iterator[str]:
        held = root.find("{*}dataValidations")
        if held is None:
            return
        if held.get("count") != str(len(held)):
            yield "data validations are counted wrong"
        for one in held:
            limits = {"promptTitle": 32, "errorTitle": 32, "prompt": 255, "error": 255}
            yield from (f"{key} is too long" for key, most in limits.items() if len(one.get(key, "")) > most)
            listed = one.findtext("{*}formula1") or ""
            if listed.startswith('"') and len(listed) > 257:
                yield "a list of choices is too long"

    def _tables(self) -> Iterator[str]:
        tables = [root for name, root in self.roots.items() if name.startswith("xl/tables/")]
        names = Counter(one.get("displayName").casefold() for one in tables)
        names.update(
            one.get("name").casefold() for one in self.book.iterfind("{*}definedNames/{*}definedName")
        )
        for table in tables:
            name = table.get("displayName")
            if not _is_name(name) or names[name.casefold()] > 1:
                yield f"{name} is no name for a table, or stands twice"
            columns = [one.get("name") for one in table.iterfind("{*}tableColumns/{*}tableColumn")]
            first, top, last, bottom = range_boundaries(table.get("ref"))
            if len(columns) != last - first + 1 or bottom <= top:
                yield f"{name} has {len(columns)} columns in {table.get('ref')}"
            if len({one.casefold() for one in columns}) != len(columns) or not all(columns):
                yield f"{name} has two columns of one name, or one without"
            ids = [one.get("id") for one in table.iterfind("{*}tableColumns/{*}tableColumn")]
            if len(set(ids)) != len(ids):
                yield f"{name} has two columns of one id"
            filtered = table.find("{*}autoFilter")
            if filtered is not None and filtered.get("ref") != table.get("ref"):
                yield f"the filter of {name} has other cells"
        ids = Counter(one.get("id") for one in tables)
        yield from (f"the id {id_} of a table stands twice" for id_, count in ids.items() if count > 1)


def _order(what: str, root: _Element, order: list[str]) -> Iterator[str]:
    places = []
    for one in root:
        tag = etree.QName(one).localname
        if tag not in order:
            yield f"{tag} is no part of a {what}"
        else:
            places.append(order.index(tag))
    if places != sorted(places):
        yield f"the parts of a {what} stand in another order: {[order[place] for place in places]}"
    once = Counter(order[place] for place in places)
    yield from (
        f"{tag} stands {n} times" for tag, n in once.items() if n > 1 and tag != "conditionalFormatting"
    )


def _cell(cell: _Element, looks: int, shared: list[str]) -> Iterator[str]:
    where, kind = cell.get("r"), cell.get("t", "n")
    if int(cell.get("s", "0")) >= looks:
        yield f"{where} has a look that is not there"
    value = cell.findtext("{*}v")
    if [etree.QName(one).localname for one in cell] not in ([], ["v"], ["f"], ["f", "v"], ["is"]):
        yield f"{where} holds {[one.tag for one in cell]}"
    text = _text(cell, shared)
    if kind in ("s", "inlineStr") and text is None:
        yield f"{where} has a text that is not there"
    if kind == "n" and value is not None and not re.fullmatch(r"-?\d+(\.\d+)?([eE][-+]?\d+)?", value):
        yield f"{where} holds {value}, which is no number"
    if kind not in ("s", "n", "str", "b", "inlineStr"):
        yield f"{where} is of the kind {kind}"
    if len(re.sub(r"_x[0-9A-Fa-f]{4}_", "x", text or "")) > LONGEST:
        yield f"{where} holds a text that is too long"


def _title_row(table: _Element, root: _Element, shared: list[str]) -> Iterator[str]:
    """A table whose titles are not those of its cells is repaired."""
    first, top, _, _ = range_boundaries(table.get("ref"))
    cells = {
        column_index_from_string(re.match("[A-Z]+", cell.get("r"))[0]): cell
        for row in root.iterfind("{*}sheetData/{*}row")
        if row.get("r") == str(top)
        for cell in row
    }
    for at, column in enumerate(table.iterfind("{*}tableColumns/{*}tableColumn"), start=first):
        text = _text(cells[at], shared) if at in cells else None
        if text != column.get("name"):
            name = table.get("displayName")
            yield f"{name} calls a column {column.get('name')!r} and its cell says {text!r}"


def _text(cell: _Element, shared: list[str]) -> str | None:
    """Return the text of a cell, None for one that is not there."""
    if cell.get("t") == "inlineStr":
        return "".join(cell.find("{*}is").itertext())
    at = cell.findtext("{*}v") or ""
    return shared[int(at)] if cell.get("t") == "s" and at.isdigit() and int(at) < len(shared) else None


def _overlap(one: Cells, other: Cells) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _overlapping(ranges: list[Cells]) -> Iterator[tuple[Cells, Cells]]:
    ordered = sorted(ranges, key=lambda one: one[1])
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 :]:
            if other[1] > one[3]:
                break
            if _overlap(one, other):
                yield one, other


def _is_name(name: str) -> bool:
    plain = name.removeprefix("_xlnm.")
    cell = re.fullmatch(r"[A-Za-z]{1,3}\d+|[RrCc]|[Rr]\d*[Cc]\d*", plain)
    return bool(re.fullmatch(r"[^\W\d]\w*(\.\w+)*|_\w*", plain)) and not cell and len(name) <= 255

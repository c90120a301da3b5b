import re
from dataclasses import replace

import pytest

from supportlens.domain import Derived, Field, InputError, Rejection, SourceFile, errors
from supportlens.i18n import words_for
from supportlens.i18n.imports import (
    account_line,
    column_readings,
    date_order_line,
    file_lines,
)
from supportlens.i18n.left_out_rows import rejected_rows, row_reason
from supportlens.ingest.tickets.repeats.repeated_ids import MEANT_BY, QUALIFIED
from supportlens.resources import resource
from tests.builders import some_tickets

INGEST = resource("..", "supportlens", "ingest")
REASONS = (
    "no_text", "repeated_header", "too_many_cells", "duplicate_id", "not_json", "duplicate_file",
    "earlier_state", "id_qualified", "comments_table", "people_table", "details_table", "joined_message",
    "change_calendar", "customers", "active_users", "date_out_of_range", "date_unread", "text_repaired",
)  # fmt: skip
FAULTS = [
    name
    for name, found in vars(errors).items()
    if isinstance(found, type) and issubclass(found, InputError) and found is not InputError
]


def a_file(**changes: object) -> SourceFile:
    return replace(some_tickets().files[0], **changes)  # type: ignore[arg-type] # any field may be changed


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("reason", [*REASONS, *FAULTS])
def test_every_reason_for_leaving_out_a_row_or_file_has_words(reason: str, language: str) -> None:
    said = row_reason(reason, words_for(language), "roto.csv")
    assert said != reason
    assert " " in said


def test_every_reason_that_is_written_in_the_code_of_reading_has_words() -> None:
    words = words_for("es")
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted(INGEST.rglob("*.py")))
    written = r'(?:Rejection|_aside)\([^()"]*(?:\([^()]*\)[^()"]*)*"(\w+)"'
    named = dict(re.findall(r'^([A-Z]+) = "(\w+)"$', code, re.MULTILINE))
    used = re.findall(r"Rejection\([^\n]*, ([A-Z]+)\)", code)
    given = {*re.findall(written, code), *(named[name] for name in used)}
    given |= {*MEANT_BY, QUALIFIED}
    assert {"no_text", "duplicate_id", "text_repaired"} <= given
    assert {reason for reason in given if row_reason(reason, words) == reason} == set()


def test_a_hundred_thousand_rows_of_one_reason_are_told_each_with_its_number() -> None:
    file = a_file(rejections=tuple(Rejection(row, "no_text") for row in range(2, 100_002)))
    told = rejected_rows(file, words_for("en"))
    assert (told[0].row, told[-1].row, {one.reason for one in told}) == (2, 100_001, {"it has no text"})


def test_the_order_of_dates_is_told_with_its_reason() -> None:
    words = words_for("es")
    assert date_order_line(a_file(date_reason="above_twelve"), words) == (
        "día primero: algunas tienen en esa posición un número mayor que 12"
    )
    assert date_order_line(a_file(date_order=None), words) == "sin fechas"


def test_a_column_is_told_with_why_it_was_taken() -> None:
    file = a_file(columns={"created_at": "Alta"}, reasons={"created_at": "only_date"})
    assert column_readings(file, words_for("en")) == [("Opened", "Alta", "the only column with dates")]


def test_a_file_is_told_with_what_was_done_with_its_rows() -> None:
    tickets = some_tickets()
    frame = tickets.frame.copy()
    frame.loc[:2, Derived.TEXT] = ""
    file = a_file(
        rejections=(Rejection(5, "duplicate_id"), Rejection(9, "no_text")),
        remarks=(Rejection(12, "date_out_of_range"),),
        header_row=3,
    )
    told = dict(file_lines(file, replace(tickets, frame=frame, files=(file,)), words_for("en")))
    assert told["Headers"] == "row 3"
    assert told["Rows left out"] == "2"
    assert told["Duplicates among them"] == "1"
    assert told["Tickets without text"] == "3"
    assert told["Dates out of range"] == "1"
    assert told["Delimiter"] == "semicolon"


def test_a_file_that_gave_no_tickets_is_told_without_counts_of_rows() -> None:
    file = SourceFile("c.csv", "csv", "utf-8", ",", 0, (Rejection(0, "change_calendar"),))
    assert "Rows left out" not in dict(file_lines(file, some_tickets(), words_for("en")))


def test_a_field_has_a_name_of_its_own() -> None:
    file = a_file(columns={field.value: "x" for field in Field})
    assert len({read.field for read in column_readings(file, words_for("es"))}) == len(Field)


@pytest.mark.parametrize(("language", "sheet"), [("es", "la hoja «Resumen»"), ("en", "the sheet “Resumen”")])
def test_a_sheet_without_texts_is_named_and_not_its_whole_file(language: str, sheet: str) -> None:
    beside = a_file(sheet="Resumen", rejections=(Rejection(0, "NoTextColumn"),), rows_read=0, rows_aside=2)
    tickets = replace(some_tickets(), files=(a_file(), beside))
    line = account_line(tickets, words_for(language))
    assert sheet in line
    assert a_file().path not in line

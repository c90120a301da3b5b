"""Every row of every file is a ticket, or is rejected with its number and reason: whatever is in it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from supportlens.domain import Rejection, RowAccount
from supportlens.i18n import words_for
from supportlens.i18n.imports import account_line
from supportlens.ingest import normalise
from supportlens.ingest.tables.table import Grid, Origin, make_table
from tests.unit.ingest.logs import TEXTS

HEADERS = (
    ("Folio", "Fecha de apertura", "Asunto", "Aplicación", "Satisfacción", "Minutos"),
    ("id", "created_at", "subject", "product_id", "requester_id", "responder_id"),
    ("conversation_id", "message_created_at", "message_body", "app_name", "message_author_type", "tags"),
)
CELLS = st.one_of(
    st.sampled_from(
        ["", "0", "-", "Total: 9", "T-1", "1", "2,60119E+13", "99/99/9999", "1e400", "NaN", "user"]
    ),
    st.dates().map(lambda day: f"{day:%d/%m/%Y}"),
    st.sampled_from(TEXTS).map(lambda text: text.encode("utf-8").decode("cp1252", "replace")),
    st.sampled_from(TEXTS).map(lambda text: text.encode("mac-roman").decode("cp1252", "replace")),
    st.text(max_size=20),
)
ROWS = st.lists(st.lists(CELLS, min_size=6, max_size=6), max_size=12)


def table(name, header, rows):
    good = [[f"A-{n}", f"{n + 13}/03/2026", f"{TEXTS[n]} {n}", "Atlas", "user", "x"] for n in range(4)]
    grid = Grid(header, [*good, *rows], range(2, len(rows) + 6))
    return make_table(Origin(f"/{name}.csv", named=True, format="csv", sha256=name), grid)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(HEADERS), ROWS), min_size=1, max_size=3))
def test_rows_read_are_tickets_and_rejections(files):
    tables = [table(str(n), header, rows) for n, (header, rows) in enumerate(files)]
    tickets, _ = normalise(tables)
    by_path = {file.path: file for file in tickets.files}
    for each in tables:
        file = by_path[each.origin.path]
        if file.holds_no_tickets:
            assert (file.rows_aside, len(each.rows)) == (len(each.rows), len(each))
            continue
        rejected = [rejection.row for rejection in file.rejections]
        kept = tickets.frame.loc[tickets.frame["source_file"] == file.path, "source_row"].tolist()
        assert sorted([*rejected, *kept]) == list(each.rows)
        assert file.rows_read == len(kept)
        assert file.rows_read + file.rows_rejected == len(each.rows)
        assert all(rejection.reason for rejection in file.rejections)
    assert tickets.account.rows == sum(len(each.rows) for each in tables)
    assert tickets.account.rows == len(tickets) + sum(tickets.account.left_out.values())
    assert tickets.frame["ticket_id"].is_unique


def test_the_account_names_every_row_that_is_no_ticket():
    here = table("log", HEADERS[0], [["Total: 9", "", "", "", "", ""]])
    copy = replace(here, origin=replace(here.origin, path="/z.csv"))
    tickets, _ = normalise([here, copy])
    assert tickets.account == RowAccount(10, 4, {"duplicate_file": 5, "no_text": 1})
    assert account_line(tickets, words_for("en")) == (
        "4 tickets from 10 rows."
        " Left out: 5 rows: the whole file is a copy of another one; 1 row: it has no text."
    )
    assert account_line(tickets, words_for("es")).startswith("4 tickets de 10 filas. Quedaron fuera: 5 ")


def test_rows_that_the_reader_rejected_count_in_a_table_that_is_set_aside_as_well():
    log = table("log", HEADERS[0], [])
    other = replace(table("other", HEADERS[0], []), aside="list_sheet", rejections=(Rejection(9, "footer"),))
    tickets, _ = normalise([log, other])
    assert tickets.account == RowAccount(9, 4, {"list_sheet": 4, "footer": 1})


def test_a_reason_that_is_a_whole_sentence_ends_the_account_with_one_full_stop():
    mute = make_table(
        Origin("/log.csv", named=True, format="csv", sha256="m", sheet="Lista"), Grid(("n",), [["1"]], [2])
    )
    tickets, _ = normalise([table("log", HEADERS[0], []), mute])
    for language in ("en", "es"):
        line = account_line(tickets, words_for(language))
        assert line.endswith(".")
        assert ".." not in line

"""Every row of every file is a ticket, or is rejected with its number and reason: whatever is in it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

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


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(HEADERS), ROWS), min_size=1, max_size=3))
def test_rows_read_are_tickets_and_rejections(files):
    tables = [table(str(n), header, rows) for n, (header, rows) in enumerate(files)]
    tickets, _ = normalise(tables)
    by_path = {file.path: file for file in tickets.files}
    for each in tables:
        file = by_path[each.origin.path]
        rejected = [rejection.row for rejection in file.rejections]
        kept = tickets.frame.loc[tickets.frame["source_file"] == file.path, "source_row"].tolist()
        assert sorted([*rejected, *kept]) == list(each.rows)
        assert file.rows_read == len(kept)
        assert file.rows_read + file.rows_rejected == len(each.rows)
        assert all(rejection.reason for rejection in file.rejections)
    assert tickets.frame["ticket_id"].is_unique

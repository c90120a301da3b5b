"""Tables become tickets: every row counted, each ticket once, in an order of its own."""

from __future__ import annotations

import hashlib
import random

import pandas as pd
import pytest

from supportlens.domain import Derived, Field
from supportlens.ingest import normalise, read
from supportlens.ingest.values.plain_text import to_plain_text
from tests.unit.ingest.logs import HEADER, TEXTS, delimited, rows, saved, tickets


def reasons(file):
    return [(rejection.row, rejection.reason) for rejection in file.rejections]


def test_a_clean_log_gives_a_ticket_for_every_row(tmp_path):
    path = saved(tmp_path / "log.csv", delimited())
    found = tickets(path)
    file = found.files[0]
    assert (len(found), file.rows_read, file.rejections) == (6, 6, ())
    assert file.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (file.path, file.format, file.encoding, file.delimiter, file.date_order) == (
        str(path),
        "csv",
        "utf-8",
        ";",
        "day-first",
    )


def test_the_frame_is_what_the_domain_promises(tmp_path):
    some = rows(30)
    some[3][4] = ""
    found = tickets(
        saved(tmp_path / "a.csv", delimited(data=some)),
        saved(tmp_path / "b.csv", "id,date,text,score,resolved_at\n9,2026-03-01,no abre nada,4,2026-03-02\n"),
    )
    frame = found.frame
    assert frame.index.equals(pd.RangeIndex(31))
    assert found.original.index.equals(frame.index)
    for name in (Derived.SOURCE_FILE, Derived.SOURCE_ROW, Derived.TEXT, Derived.INFORMATIVE):
        assert name in frame
    assert frame["created_at"].dtype == "datetime64[ns]"
    assert frame["satisfaction"].dtype == float
    texts = [name for name in frame if pd.api.types.is_string_dtype(frame[name])]
    assert {"ticket_id", "subject", "description", "product", "site", "text", "source_file"} <= set(texts)
    assert not frame[texts].isna().any(axis=None)
    assert not found.original.isna().any(axis=None)
    assert found.original["date"].eq("").sum() == 30
    assert frame[Derived.INFORMATIVE].dtype == bool


def test_the_original_columns_are_kept_as_they_were_written(tmp_path):
    found = tickets(saved(tmp_path / "log.csv", delimited()))
    assert tuple(found.original.columns) == HEADER
    assert found.original["Fecha de apertura"].iloc[0] == "10/03/2026 09:00"


def test_every_row_is_a_ticket_or_a_rejection(tmp_path):
    data = [
        *rows(),
        list(HEADER),
        [*rows()[0], "surplus"],
        ["", "", "", "", "Atlas", ""],
        ["T-77", "25/03/2026 10:00", "", "", "Atlas", ""],
        ["Total: 9", *[""] * 5],
    ]
    found = tickets(saved(tmp_path / "log.csv", delimited(data=data)))
    file = found.files[0]
    assert reasons(file) == [(8, "repeated_header"), (9, "too_many_cells"), (10, "no_text"), (12, "footer")]
    assert (file.rows_read, file.rows) == (len(found), 11)


def test_a_ticket_without_text_is_kept_and_says_nothing(tmp_path):
    data = [*rows(), ["T-77", "25/03/2026 10:00", "", "", "Atlas", ""]]
    frame = tickets(saved(tmp_path / "log.csv", delimited(data=data))).frame
    assert frame.set_index("ticket_id")[Derived.INFORMATIVE].to_dict()["T-77"] is False


@pytest.mark.parametrize(
    ("text", "says"),
    [("ok", False), ("...", False), ("123 456", False), ("No abre", True), ("", False), ("¿?", False)],
)
def test_texts_without_a_word_are_not_informative(tmp_path, text, says):
    data = [*rows(), ["T-77", "25/03/2026 10:00", text, text, "Atlas", ""]]
    frame = tickets(saved(tmp_path / "log.csv", delimited(data=data))).frame
    assert bool(frame.loc[frame["ticket_id"] == "T-77", Derived.INFORMATIVE].item()) is says


@pytest.mark.parametrize(
    ("subject", "description", "text"),
    [
        ("No abre", "Desde ayer falla", "No abre\nDesde ayer falla"),
        ("No abre", "No abre desde ayer", "No abre desde ayer"),
        ("NO ABRE...", "No abre desde ayer", "No abre desde ayer"),
        ("Menú", "Menús perdidos hoy", "Menú\nMenús perdidos hoy"),
        ("No abre", "", "No abre"),
        ("", "Desde ayer falla", "Desde ayer falla"),
    ],
)
def test_the_text_is_subject_and_description_without_saying_it_twice(tmp_path, subject, description, text):
    data = [*rows(), ["T-77", "25/03/2026 10:00", subject, description, "Atlas", ""]]
    frame = tickets(saved(tmp_path / "log.csv", delimited(data=data))).frame
    assert frame.loc[frame["ticket_id"] == "T-77", Derived.TEXT].item() == text


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("<p>Hola,</p><p>no&nbsp;abre &amp; falla</p>", "Hola,\nno abre & falla"),
        ("uno<br/>dos<BR>tres", "uno\ndos\ntres"),
        ('<div class="x"><b>Error</b> 5</div>', "Error 5"),
        ("<style>p{color:red}</style>Texto<script>var a=1;</script>", "Texto"),
        ("si a < b y c > d falla", "si a < b y c > d falla"),
        ("escribe a <ana@example.org> hoy", "escribe a <ana@example.org> hoy"),
        ("línea\r\n\r\n\n  otra\t\tlínea ", "línea\notra línea"),
        ("a_x000D_\nb", "a\nb"),
        ("cero\N{ZERO WIDTH SPACE}ancho", "ceroancho"),
        ("NULL", ""),
        ("---", ""),
    ],
)
def test_text_is_read_without_tags_entities_and_blank_lines(written, read_as):
    assert to_plain_text(written) == read_as


def test_a_broken_page_does_not_stall_the_reading():
    assert isinstance(
        to_plain_text("<script>" * 20_000 + "<div " * 20_000 + "<!--" * 20_000 + "&" * 50_000 + ">"), str
    )


def test_of_a_ticket_met_twice_the_newest_state_stays(tmp_path):
    header = ["id", "created at", "updated at", "subject", "status"]
    old = ["A-1", "2026-03-01", "2026-03-01", "No abre la pantalla", "Abierto"]
    new = ["A-1", "2026-03-01", "2026-03-09", "No abre la pantalla", "Cerrado"]
    march = saved(
        tmp_path / "march.csv",
        delimited(header, [new, ["A-2", "2026-03-02", "2026-03-02", "No cierra la ventana", "Abierto"]]),
    )
    april = saved(
        tmp_path / "april.csv",
        delimited(header, [old, ["A-3", "2026-03-04", "2026-03-04", "No suma el total", "Abierto"]]),
    )
    found = tickets(march, april)
    assert found.frame["ticket_id"].tolist() == ["A-1", "A-2", "A-3"]
    assert found.frame["status"].tolist()[0] == "Cerrado"
    by_path = {file.path: file for file in found.files}
    assert reasons(by_path[str(april)]) == [(2, "earlier_state")]
    assert (by_path[str(april)].rows_read, by_path[str(april)].rows) == (1, 2)
    assert reasons(by_path[str(march)]) == []


def test_two_help_desks_that_count_from_one_keep_all_their_tickets(tmp_path):
    header = ["id", "fecha", "asunto"]
    one = saved(
        tmp_path / "norte.csv",
        delimited(header, [[str(n), f"{n + 12}/03/2026", f"No abre el menú {n}"] for n in range(1, 6)]),
    )
    two = saved(
        tmp_path / "sur.csv",
        delimited(header, [[str(n), f"{n + 12}/05/2026", f"Impresora rota {n}"] for n in range(1, 6)]),
    )
    found = tickets(one, two)
    assert len(found) == 10
    assert found.frame["ticket_id"].is_unique
    assert found.frame["ticket_id"].iloc[0] == "norte:1"


def test_an_export_without_times_tells_of_the_same_tickets(tmp_path):
    header = ["id", "fecha", "asunto"]
    one = saved(tmp_path / "a.csv", delimited(header, [["7", "2026-03-13 09:12", "No abre el menú"]]))
    two = saved(tmp_path / "b.csv", delimited(header, [["7", "2026-03-13", "No abre el menú"]]))
    assert len(tickets(one, two)) == 1


def test_logs_without_dates_share_a_ticket_only_if_its_text_is_the_same(tmp_path):
    one = saved(tmp_path / "a.csv", "id;asunto\n1;No abre el menú\n2;No cierra la caja\n")
    two = saved(tmp_path / "b.csv", "id;asunto\n1;No abre el menú\n2;Otra cosa muy distinta\n")
    assert tickets(one, two).frame["ticket_id"].tolist() == ["1", "a:2", "b:2"]


def test_tickets_without_an_id_are_called_by_file_and_row(tmp_path):
    header, data = (
        ["fecha", "asunto"],
        [["13/03/2026", "no abre la pantalla"], ["14/03/2026", "no cierra la pantalla"]],
    )
    found = tickets(saved(tmp_path / "marzo.csv", delimited(header, data)))
    assert found.frame["ticket_id"].tolist() == ["marzo-2", "marzo-3"]


def test_files_of_one_name_without_ids_lose_no_ticket(tmp_path):
    for folder, text in (("a", "no abre la pantalla"), ("b", "no cierra la ventana")):
        (tmp_path / folder).mkdir()
        saved(
            tmp_path / folder / "log.csv",
            delimited(["fecha", "asunto"], [["13/03/2026", f"{text} {n}"] for n in range(5)]),
        )
    found = tickets(tmp_path)
    assert len(found) == 10
    assert found.frame["ticket_id"].is_unique


def test_a_copy_of_a_file_adds_no_tickets(tmp_path):
    text = delimited(["fecha", "asunto"], [["13/03/2026", f"no abre la pantalla {n}"] for n in range(5)])
    found = tickets(saved(tmp_path / "log.csv", text), saved(tmp_path / "log (1).csv", text))
    assert len(found) == 5
    assert sorted(reasons(file) for file in found.files) == [[], [(0, "duplicate_file")]]


def test_the_order_of_files_does_not_matter(tmp_path):
    some = rows(30)
    random.Random(3).shuffle(some)
    paths = [saved(tmp_path / f"{n}.csv", delimited(data=some[n * 10 : n * 10 + 10])) for n in range(3)]
    one, other = tickets(*paths), tickets(*reversed(paths))
    pd.testing.assert_frame_equal(one.frame, other.frame)
    pd.testing.assert_frame_equal(one.original, other.original)
    assert one.files == other.files
    assert one.frame["created_at"].is_monotonic_increasing


def test_twenty_thousand_rows_of_eighteen_columns_are_all_read(tmp_path):
    chance = random.Random(1)
    words = " ".join(TEXTS).split()
    header = [
        *HEADER,
        "Solución",
        "Solicitante",
        "Versión",
        "Área",
        "Canal",
        "Grupo",
        "Técnico",
        "Prioridad",
        "Estado",
        "Satisfacción",
        "Minutos",
        "Turno",
    ]
    data = [
        [
            f"T-{n}",
            f"{1 + n % 28:02d}/{1 + n % 12:02d}/2026 {n % 24:02d}:{n % 60:02d}",
            " ".join(chance.choices(words, k=5)),
            " ".join(chance.choices(words, k=25)),
            "Atlas",
            "Norte",
            "Se le explicó la ruta",
            f"Persona {n % 900}",
            "5.2",
            "Ventas",
            "Correo",
            "N1",
            "Ana",
            "Alta",
            "Cerrado",
            "4",
            "12",
            "Mañana",
        ]
        for n in range(20_000)
    ]
    path = saved(tmp_path / "log.csv", delimited(header, data))
    found, _ = normalise(read([path]))
    assert len(found) == 20_000
    assert found.has(Field.MINUTES)

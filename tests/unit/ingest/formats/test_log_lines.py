"""Plain log text becomes tickets: a line each, or a block between blank lines."""

from __future__ import annotations

import pytest

from supportlens.domain import NotATable
from supportlens.ingest import read
from tests.unit.ingest.logs import delimited, saved, tickets


@pytest.mark.parametrize(
    "stamp",
    [
        "2026-03-{} 09:15:02",
        "2026-03-{}T09:15:02Z -",
        "[{}/03/2026 09:15]",
        "{}/03/2026 9:15 a. m. -",
        "{} de marzo de 2026 09:15",
        "2026-03-{} 09:15:02,123 ERROR",
        "(2026-03-{} 09:15)",
        "[2026-03-{} 09:15] ERROR:",
        "2026-03-{} 09:15:02 - WARNING:",
    ],
)
def test_the_date_in_front_of_a_line_is_when_it_was_opened(tmp_path, stamp):
    texts = ["no puedo entrar, la cuenta se bloqueó", "la impresora, la del piso 3, no imprime"]
    lines = [f"{stamp.format(day)} {text}" for day, text in zip((13, 14), texts, strict=True)]
    found = tickets(saved(tmp_path / "calls.log", "\n".join(lines)))
    assert found.frame["text"].tolist() == texts
    assert [str(day)[:10] for day in found.frame["created_at"]] == ["2026-03-13", "2026-03-14"]
    assert found.files[0].format == "log"


def test_lines_without_a_date_go_on_with_the_line_above(tmp_path):
    log = "2026-03-13 09:15 no abre\n  desde ayer\n2026-03-14 09:15 no imprime\n"
    assert tickets(saved(tmp_path / "calls.log", log)).frame["text"].tolist() == [
        "no abre\ndesde ayer",
        "no imprime",
    ]


def test_blocks_between_blank_lines_are_tickets(tmp_path):
    log = (
        "13/03/2026 10:00\nNo puedo entrar\nme dice bloqueado\n\n"
        "La impresora\nno imprime\n\n\nOtra cosa\nmás\n"
    )
    found = tickets(saved(tmp_path / "calls.txt", log))
    assert sorted(found.frame["text"]) == [
        "La impresora\nno imprime",
        "No puedo entrar\nme dice bloqueado",
        "Otra cosa\nmás",
    ]
    assert str(found.frame["created_at"].dropna().iloc[0]) == "2026-03-13 10:00:00"


def test_a_line_each_without_dates_is_a_ticket_each(tmp_path):
    log = [
        "No puedo entrar al portal desde ayer",
        "La impresora del piso tres no imprime",
        "No veo el menú nuevo",
    ]
    found = tickets(saved(tmp_path / "calls.txt", "\n".join(log)))
    assert sorted(found.frame["text"]) == sorted(log)


def test_a_table_whose_first_column_is_a_date_stays_a_table(tmp_path):
    rows = [[f"{day}/03/2026 09:15", f"no abre, dice error {day}", "Atlas"] for day in range(10, 20)]
    path = saved(tmp_path / "log.csv", delimited(("Fecha", "Detalle", "Sistema"), rows))
    assert read([path])[0].origin.format == "csv"


def test_notes_that_lie_in_a_folder_are_no_log(tmp_path):
    saved(tmp_path / "readme.txt", "Exported on Monday by the help desk of the shop\nAsk Ana about it\n")
    with pytest.raises(NotATable):
        read([tmp_path])

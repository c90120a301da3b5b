"""Several files are one log: periods are joined, columns of one meaning too, and no ticket is met twice."""

from __future__ import annotations

from tests.unit.ingest.logs import delimited, saved, tickets, workbook

SPANISH = ["Nº de ticket", "Fecha de apertura", "Última actualización", "Asunto", "Estado", "Aplicación"]
ENGLISH = ["Ticket ID", "Created at", "Updated at", "Subject", "Status", "Application"]


def spanish(number, day, changed, state):
    return [
        f"T-{number}",
        f"{day}/03/2026",
        f"{changed}/03/2026",
        f"No abre la caja {number}",
        state,
        "Atlas",
    ]


def english(number, day, changed, state):
    return [
        *(f"T-{number}", f"2026-03-{day}", f"2026-03-{changed}"),
        *(f"No abre la caja {number}", state, "Atlas"),
    ]


def test_columns_of_different_names_and_one_meaning_are_one(tmp_path):
    one = saved(
        tmp_path / "a.csv", delimited(SPANISH, [spanish(n, 13 + n, 14 + n, "Abierto") for n in range(3)])
    )
    two = saved(
        tmp_path / "b.csv", delimited(ENGLISH, [english(n, 13 + n, 14 + n, "Open") for n in range(5, 8)])
    )
    frame = tickets(one, two).frame
    assert len(frame) == 6
    for field in ("ticket_id", "created_at", "subject", "status", "product"):
        assert frame[field].notna().all()
        assert frame[field].ne("").all()


def test_a_ticket_in_exports_of_two_languages_is_one_in_its_newest_state(tmp_path):
    old = saved(
        tmp_path / "z.csv", delimited(ENGLISH, [english(1, 13, 14, "Open"), english(2, 15, 16, "Open")])
    )
    new = saved(tmp_path / "a.csv", delimited(SPANISH, [spanish(1, 13, 28, "Cerrado")]))
    found = tickets(old, new)
    assert found.frame.set_index("ticket_id")["status"].to_dict() == {"T-1": "Cerrado", "T-2": "Open"}
    rejections = {file.path: [(each.row, each.reason) for each in file.rejections] for file in found.files}
    assert rejections == {str(old): [(2, "earlier_state")], str(new): []}


def test_periods_in_files_of_different_formats_are_joined(tmp_path):
    march = saved(
        tmp_path / "a.csv", delimited(SPANISH, [spanish(n, 13 + n, 14 + n, "Abierto") for n in range(4)])
    )
    april = workbook(
        tmp_path / "b.xlsx", [SPANISH, *(spanish(n, 3 + n, 20, "Abierto") for n in range(14, 18))]
    )
    found = tickets(march, april)
    assert len(found) == 8
    assert (str(found.first_date), str(found.last_date)) == ("2026-03-13", "2026-03-20")

"""Notes of what a team did stand beside a log as a change calendar, and alone they are a log."""

from __future__ import annotations

import pytest

from supportlens import ingest
from supportlens.domain import NoChanges, NoTextColumn

LOG = "ID,Created at,Description\n" + "".join(
    f"{n},2026-0{1 + n % 6}-{1 + n % 27:02d} 09:00,Printer of room {n} jams\n" for n in range(1, 41)
)


def read_beside(tmp_path, name, text, log=LOG):
    (tmp_path / "log.csv").write_text(log, encoding="utf-8")
    (tmp_path / name).write_text(text, encoding="utf-8")
    tickets, changes = ingest.normalise(ingest.read([tmp_path / "log.csv", tmp_path / name]))
    return len(tickets.frame), [(change.day.isoformat(), change.name) for change in changes]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "notas.txt",
            "Notas de sistemas\nEl 3 de mayo subimos la 5.2 de Atlas.\nEl 1º de marzo cambiamos la red.\n",
            [("2026-03-01", "Cambiamos la red"), ("2026-05-03", "Subimos la 5.2 de Atlas")],
        ),
        (
            "notes.md",
            "- On 3rd May we rolled out Atlas 5.2\n- March 1: new network\n- Moved house in 2026-02-11\n",
            [
                ("2026-02-11", "Moved house in 2026-02-11"),
                ("2026-03-01", "New network"),
                ("2026-05-03", "We rolled out Atlas 5.2"),
            ],
        ),
        (
            "a.csv",
            "Fecha;Actividad\n03/05/2026;Atlas 5.2\n01/03/2026;Red nueva\n",
            [("2026-03-01", "Red nueva"), ("2026-05-03", "Atlas 5.2")],
        ),
        (
            "a.csv",
            "Día;Qué hicimos;Sistema\n03/05/2026;Versión 5.2;Atlas\n20/03/2026;Red nueva;\n",
            [("2026-03-20", "Red nueva"), ("2026-05-03", "Versión 5.2")],
        ),
        (
            "v.csv",
            "Versión;Fecha\n5.2;03/05/2026\n5.1;20/03/2026\n",
            [("2026-03-20", "Versión 5.1"), ("2026-05-03", "Versión 5.2")],
        ),
    ],
)
def test_notes_beside_a_log_are_its_calendar(tmp_path, name, text, expected):
    assert read_beside(tmp_path, name, text) == (40, expected)


def test_a_day_without_a_year_is_the_last_within_the_log(tmp_path):
    log = LOG.replace("2026-01", "2025-11")
    _, changes = read_beside(tmp_path, "notes.txt", "On 20 November we moved\nOn 3 May Atlas 5.2 came\n", log)
    assert [day for day, _ in changes] == ["2025-11-20", "2026-05-03"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "quejas.txt",
            "El 3 de mayo me cobraron dos veces la cuota\nEl 4 de mayo no pude entrar a mi cuenta\n",
        ),
        (
            "caja.csv",
            "Fecha;Actividad;Solicitante\n03/05/2026;No suena el móvil;Ana\n04/05/2026;Sin tono;Luis\n",
        ),
    ],
)
def test_what_people_ask_beside_a_log_stays_tickets(tmp_path, name, text):
    tickets, changes = read_beside(tmp_path, name, text)
    assert (tickets, changes) == (42, [])


def test_activities_alone_and_beside_a_log_of_their_size_are_tickets(tmp_path):
    text = "Fecha;Actividad\n" + "".join(
        f"{n:02d}/05/2026;Cambio de tóner número {n}\n" for n in range(1, 21)
    )
    assert read_beside(tmp_path, "a.csv", text) == (60, [])
    alone, changes = ingest.normalise(ingest.read([tmp_path / "a.csv"]))
    assert (len(alone.frame), changes) == (20, ())


def test_versions_alone_are_no_tickets(tmp_path):
    (tmp_path / "v.csv").write_text("Versión;Fecha\n5.2;03/05/2026\n5.1;20/03/2026\n", encoding="utf-8")
    with pytest.raises(NoTextColumn):
        ingest.normalise(ingest.read([tmp_path / "v.csv"]))


def test_notes_that_are_given_as_a_calendar_are_one_whatever_they_look_like(tmp_path):
    (tmp_path / "log.csv").write_text(LOG, encoding="utf-8")
    (tmp_path / "notas.txt").write_text("Mis notas\nEl 3 de mayo subí la 5.2 de Atlas\n", encoding="utf-8")
    logs = ingest.read([tmp_path / "log.csv"])

    (change,) = ingest.read_calendar(tmp_path / "notas.txt", logs)
    assert (change.day.isoformat(), change.name) == ("2026-05-03", "Subí la 5.2 de Atlas")


def test_given_notes_without_any_day_are_no_calendar(tmp_path):
    (tmp_path / "notas.txt").write_text("Mis notas\nSubimos la 5.2 de Atlas\n", encoding="utf-8")
    with pytest.raises(NoChanges):
        ingest.read_calendar(tmp_path / "notas.txt")

"""Text that was read in the wrong encoding before it was exported is repaired where that is sure."""

from __future__ import annotations

import pytest

from supportlens.ingest.values.mojibake import repair_utf8
from tests.unit.ingest.logs import delimited, saved, tickets

HEADER = ("Folio", "Fecha", "Descripción", "Nota")
SAID = "Falla técnica: no guarda la operación y el botón está caído"


def shown(text, encoding="cp1252", written="utf-8"):
    return text.encode(written).decode(encoding)


def log(tmp_path, texts, note="", header=HEADER):
    data = [[f"A-{n}", f"{n + 13}/03/2026", text, note] for n, text in enumerate(texts)]
    return tickets(saved(tmp_path / "log.csv", delimited(header, data)))


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "mac-roman"])
def test_utf8_that_was_shown_as_something_else_is_read_as_utf8(tmp_path, encoding):
    found = log(tmp_path, [f"{shown(SAID, encoding)} {n}" for n in range(4)])
    assert found.frame["text"].tolist() == [f"{SAID} {n}" for n in range(4)]


def test_text_that_was_ruined_twice_is_repaired():
    assert repair_utf8(shown(shown("afiliación"))) == "afiliación"


@pytest.mark.parametrize(
    "text",
    [
        "¿Qué pasó, niño?",
        "«Útil» —dijo—, don’t",
        "Preço: 5 €",
        "São Paulo, Ãrea",
        "10 ‰ Âmbito",
        "naïve Œuvre",
    ],
)
def test_text_that_is_right_stays_as_it_is(tmp_path, text):
    assert repair_utf8(text) == text
    assert log(tmp_path, [f"{text} número {n}" for n in range(3)]).frame["text"][0] == f"{text} número 0"


def test_remnants_of_a_mac_are_read_where_the_words_of_the_column_prove_them(tmp_path):
    texts = [SAID, "Pérdida de información crítica", "Aún no aparece la página, módulo de nómina"]
    found = log(tmp_path, [shown(text, written="mac-roman") for text in texts])
    assert found.frame["text"].tolist() == texts


def test_typography_beside_a_ruined_column_stays_as_it_is(tmp_path):
    note = "La caja —la del norte— don’t stop"
    ruined = shown(SAID, written="mac-roman")
    found = log(tmp_path, [ruined, f"{ruined} —dice— otra vez"], note)
    assert set(found.original["Nota"]) == {note}
    assert found.frame["text"][1] == f"{SAID} —dice— otra vez"


def test_ruined_headers_mean_what_they_meant(tmp_path):
    header = [shown(name) for name in ("Número de ticket", "Fecha de creación", "Descripción", "Versión")]
    data = [[f"A-{n}", f"{n + 13}/03/2026", f"No abre la caja {n}", "5.2.1"] for n in range(4)]
    columns = tickets(saved(tmp_path / "log.csv", delimited(header, data))).files[0].columns
    assert columns["description"] == "Descripción"
    assert columns["ticket_id"] == "Número de ticket"


def test_every_row_that_was_repaired_is_remarked_on(tmp_path):
    found = log(tmp_path, ["No abre la caja", shown(SAID), "No cierra la caja"])
    assert [(remark.row, remark.reason) for remark in found.files[0].remarks] == [(3, "text_repaired")]

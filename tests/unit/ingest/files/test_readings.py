"""A text is read as what the evidence speaks for: a table, a chat, a log, blocks or lines."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from supportlens.domain import InputError
from supportlens.i18n import Words
from supportlens.i18n.imports import file_lines
from supportlens.ingest import read
from supportlens.ingest.files.readers import Item, read_item
from supportlens.ingest.files.resource_limits import Limits
from tests.unit.ingest.logs import saved, tickets

LIMITS = Limits()
CHAT = "[12/3/26, 10:15:02] Ana: hola, no abre\n[12/3/26, 10:16:10] Luis: ya lo vemos"
DATED = "2026-03-13 09:15 - llamé al cliente\n2026-03-14 10:00 - quedó cerrado"
MESSAGE = "From: ana@tienda.example\nSubject: ayuda; caja 3\n\nNo abre la caja"
RECORD = '{"caja": 3, "pasos": [1, 2], "nota": "no abre"}'
MARKDOWN = "| paso | hora |\n|---|---|\n| uno | 9 |"
BARRED = "a | b | c"
AWKWARD = (
    CHAT, DATED, MESSAGE, RECORD, MARKDOWN, "Buen día\n\nNo abre\n\nGracias", BARRED, "uno\tdos\ttres",
    "x,y,z\n1,2,3\n4,5,6", 'dijo "no abre", y se fue', '"', "12/03/26, 10:15 - Ana: hola, no abre", "id,text",
    "=> no; => sí", "  con espacios  ", "C:\\temp\\", "it's 'here'", "#caja: 3", "Total: 5", "",
)  # fmt: skip
PLAIN = (
    "No abre la caja",
    "Charged twice, please explain",
    "Se cierra sola; ya probé",
    "refund",
    "¿Dónde está?",
)
HEADERS = ("id", "texto", "Wann", "col_a", "Qué pasó", "note", "channel", "x1", "sede", "status", "K", "who")


def written(table, delimiter=",", end="\n", quoting=csv.QUOTE_MINIMAL):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(table)
    return out.getvalue()


def loaded(text, name="export.csv"):
    return read_item(Item(name, named=True), text.encode(), LIMITS)[0]


def reading_of(text, name="export.txt"):
    return loaded(text, name).origin.reading


def cells(table):
    return [[cell.replace("\r\n", "\n") for cell in row] for row in table.frame.to_numpy().tolist()]


def numbered(*texts, count=12):
    return [[str(n), texts[n % len(texts)]] for n in range(1, count + 1)]


def _columns(count):
    kinds = {
        "number": st.just([str(n + 1) for n in range(count)]),
        "code": st.just([f"T-{1000 + n}" for n in range(count)]),
        "moment": st.just(
            [f"2026-{n % 12 + 1:02}-{n % 28 + 1:02} {n % 24:02}:{n % 60:02}" for n in range(count)]
        ),
        "day": st.just([f"{n % 28 + 1:02}/{n % 12 + 1:02}/2026" for n in range(count)]),
        "texts": st.lists(st.sampled_from(PLAIN), min_size=count, max_size=count),
        "awkward": st.lists(st.sampled_from(AWKWARD + PLAIN), min_size=count, max_size=count),
    }
    return st.one_of(*kinds.values())


@st.composite
def _tables(draw):
    count, width = draw(st.integers(3, 40)), draw(st.integers(2, 12))
    columns = [[str(n + 1) for n in range(count)], *(draw(_columns(count)) for _ in range(width - 1))]
    order = draw(st.permutations(range(width)))
    header = list(draw(st.permutations(HEADERS)))[:width]
    headed = draw(st.booleans())
    return ([header] if headed else []), [[columns[at][n] for at in order] for n in range(count)]


@settings(max_examples=200, deadline=None)
@given(
    _tables(),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
)
def test_a_written_table_keeps_its_rows_and_cells(table, delimiter, end, quoting):
    header, rows = table
    # Without a header and quotes, bars in every row are as much a delimiter as the one between the columns.
    assume(header or quoting is csv.QUOTE_ALL or not all(BARRED in row for row in rows))
    # Without a header, a first row such as "#caja: 3, ..." is as much a remark above the table.
    assume(header or not rows[0][0].startswith("#"))
    found = loaded(written([*header, *rows], delimiter, end, quoting))
    assert cells(found) == rows
    assert (found.origin.reading, found.origin.delimiter) == ("table", delimiter)
    if header:
        assert list(found.frame.columns) == header[0]


@pytest.mark.parametrize("text", [text for text in AWKWARD if "\n" in text])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_lines_inside_quoted_cells_make_no_other_text_of_a_table(text, delimiter):
    rows = numbered("No abre la caja", text, "Cobro doble, otra vez", count=120)
    found = loaded(written([["code", "voice"], *rows], delimiter))
    assert cells(found) == rows
    assert found.origin.runner_up == ""


@pytest.mark.parametrize("text", ["hola\n\nno abre\n\ngracias", CHAT, DATED, MESSAGE, "uno, dos\n\ntres"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_ALL, csv.QUOTE_MINIMAL])
def test_a_single_column_of_quoted_texts_has_a_row_for_each(text, quoting):
    rows = [[f"{text} ({n})" if n % 2 else f"No abre, caja {n}"] for n in range(30)]
    found = loaded(written([["comentario"], *rows], quoting=quoting))
    assert cells(found) == rows
    assert found.origin.reading == "lines"


def test_a_single_column_of_bare_lines_with_a_quoted_word_is_not_joined():
    text = 'comentario\n"Atlas" no abre\nla caja dice "error"\n' + "no imprime nada\n" * 9
    assert len(loaded(text)) == 11


def test_a_table_without_a_header_keeps_its_first_row_above_dated_notes():
    rows = [[str(n), f"{n:02}/03/2026", DATED, "Norte"] for n in range(1, 20)]
    assert cells(loaded(written(rows, ";"))) == rows


@pytest.mark.parametrize("middle", ["", BARRED])
def test_numbered_rows_with_empty_cells_above_the_first_full_one_are_data(middle):
    rows = [["1", ""], ["2", middle], ["3", CHAT]]
    assert cells(loaded(written(rows))) == rows


def test_a_header_below_a_numbered_list_of_filters_stays_the_header():
    filters = [["1", "Norte", ""], ["2", "Sur", ""]]
    rows = [[str(n), "No abre la caja", "Norte"] for n in range(1, 9)]
    found = loaded(written([*filters, ["id", "texto", "sede"], *rows]))
    assert list(found.frame.columns) == ["id", "texto", "sede"]
    assert cells(found) == rows


def test_tables_one_below_the_other_are_no_blocks():
    text = "".join(
        f"col_{name},col_n,col_m\n" + "".join(f"{name}{n},{n},{n}\n" for n in range(6)) + "\n"
        for name in "abc"
    )
    assert reading_of(text, "export.csv") == "table"


def test_dated_titles_above_a_table_make_no_log_of_it():
    rows = [[str(n), DATED, "Norte"] for n in range(1, 30)]
    text = "2026-03-14 Export of the desk\n" + written([["nr", "history", "place"], *rows])
    assert cells(loaded(text)) == rows


CHATS = (
    "12/3/26, 10:15 - Ana: hola, no abre\n12/3/26, 10:16 - Mesa: ya, un momento\n" * 4,
    "[3/12/26, 10:15:02 AM] Eva: it does not open\n\nand I tried twice\n[3/12/26, 10:16:02 AM] Desk: ok\n"
    * 3,
    "[12.03.26, 10:15:02] Ana: uno; dos\n[12.03.26, 10:16:02] Luis: tres; cuatro\n" * 5,
    '12/03/2026 10:15 - Ana: dice "error 5"\n12/03/2026 10:16 - Mesa: ok\n' * 5,
    "2026-03-12, 10:15 - Zoe: a, b\n2026-03-12, 10:17 - Kai: c, d\n" * 6,
)
LOGS = (
    "2026-03-13 09:15:02 ERROR no abre, caja 3\n2026-03-13 09:16:02 WARN no imprime, caja 4\n" * 6,
    "2026-03-13 09:15:02,123 INFO started\n2026-03-13 09:15:03,456 ERROR failed to print\n" * 9,
    "[13/03/2026 09:15] Ana llamó, no abre\n  desde ayer\n[14/03/2026 10:15] Luis llamó, no imprime\n" * 4,
    '13/03/2026 9:15 a. m. - dijo "no abre"\n\n14/03/2026 9:15 a. m. - dijo "no imprime"\n\n' * 4,
    "13 de marzo de 2026 10:00 no puedo entrar; ayuda\n14 de marzo de 2026 11:00 no sale; ayuda\n" * 4,
)
NOTES = (
    "Ana, de ventas\nno puede entrar, ya probó\n\nLuis\nla caja 3 no abre\n\nEva, de caja\nno imprime\n" * 2,
    "Cliente: Ana\nProblema: no abre\n\nCliente: Luis\nProblema: no imprime\n\nCliente: Eva\nProblema: ya\n",
    'Called about "login"\nreset, worked\n\nThe till\nasked for a photo\n\nPrinter\nout of paper\n',
    "- uno\n- dos\n\n- tres\n- cuatro\n\n- cinco\n- seis\n",
    "Caja 3; no abre\nse reinicia sola\n\nCaja 4; lenta\nmuy lenta\n\nCaja 5\nsin red; otra vez\n",
)
LINES = (
    "No puedo entrar al portal, ayuda\nLa caja 3 no abre\nNo imprime\nSe cierra, otra vez, sola\n" * 3,
    "It does not open\nI was charged twice; please explain\nWhere is the button?\n" * 3,
    "no abre\nno carga\nse cierra\nno imprime nada\n" * 5,
    "Se cierra: pantalla azul\nNo abre\nDice: error 5\nNada de nada hoy\nla red va lenta\n" * 3,
    "El botón 'Guardar' no está\nLa pantalla se queda en blanco\nnada\nno sé, ayuda\n" * 3,
)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        (text, name)
        for name, texts in (("chat", CHATS), ("log", LOGS), ("blocks", NOTES), ("lines", LINES))
        for text in texts
    ],
)
def test_chats_logs_notes_and_lines_are_read_as_such(text, reading):
    assert reading_of(text) == reading


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("text", [CHAT, DATED, MESSAGE, "hola\n\nno abre\n\ngracias", MARKDOWN])
def test_a_large_table_is_read_like_a_small_one(tmp_path, text, end):
    rows = numbered("No abre la caja", text, count=400)
    path = saved(tmp_path / "log.csv", written([["nr", "voz"], *rows], end=end))
    fast, slow = read([path], limits=replace(LIMITS, here=0))[0], read([path])[0]
    assert cells(fast) == cells(slow) == rows
    assert fast.origin == slow.origin


def test_a_doubtful_reading_is_named_with_the_other_one(tmp_path):
    text = "".join(f"2026-03-{n:02} 09:15 Ana|no abre la caja {n}|Norte\n" for n in range(10, 25))
    text = text.replace("|", ";")
    found = tickets(saved(tmp_path / "calls.txt", text))
    assert {found.files[0].reading, found.files[0].runner_up} == {"table", "log"}
    for language, label in (("en", "How it was read"), ("es", "Cómo se leyó")):
        said = dict(file_lines(found.files[0], found, Words(language)))[label]
        assert ("table" in said and "log" in said) or ("tabla" in said and "bitácora" in said)


def test_a_plain_table_is_said_without_another_reading(tmp_path):
    found = tickets(saved(tmp_path / "log.csv", written([["id", "text"], *numbered("no abre", "no cierra")])))
    assert found.files[0].reading == "table"
    assert "How it was read" not in dict(file_lines(found.files[0], found, Words("en")))


@pytest.mark.parametrize("text", [",", "sep=;\n;;\n", "\t\n\t\n"])
def test_a_text_of_delimiters_alone_is_empty(text):
    with pytest.raises(InputError):
        loaded(text)

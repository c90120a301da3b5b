"""Pages in cells become text with its lines, empty cells are empty, and words keep their signs."""

from __future__ import annotations

from html import escape

import pandas as pd
import pytest

from supportlens.domain import Field
from supportlens.ingest.values.plain_text import to_plain_column, to_plain_text
from tests.unit.ingest.logs import HEADER, delimited, rows, saved, tickets

PAGES = {
    "<p>No abre</p><p>Sale el error 5</p>": "No abre\nSale el error 5",
    "<div>No abre<br>Sale &lt;vacío&gt;</div>": "No abre\nSale <vacío>",
    "<html><head><title>x</title><style>p.MsoNormal {margin:0}</style></head><body><!--[if gte mso 9]><xml>"
    "<o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]--><p class=MsoNormal>"
    "Hola<o:p></o:p></p></body></html>": "Hola",
    "<p>Uno<![if !supportLists]>·<![endif]> dos</p>": "Uno· dos",
    "<ul><li>Uno</li><li>Dos</li></ul>": "Uno\nDos",
    "<h1>Datos</h1><div><b>1) Sede : </b>Norte</div>": "Datos\n1) Sede : Norte",
    "<STYLE>.x{color:red}</STYLE><FONT face=Arial>Buenos d&iacute;as</FONT>": "Buenos días",
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_becomes_text_with_its_lines(page):
    assert to_plain_text(page) == PAGES[page]


@pytest.mark.parametrize("page", [page for page in PAGES if "vacío" not in page])
@pytest.mark.parametrize("times", [1, 2])
def test_an_escaped_page_becomes_the_same_text(page, times):
    text = page
    for _ in range(times):
        text = escape(text)
    assert to_plain_text(text) == PAGES[page]


def test_a_page_escaped_by_numbers_becomes_text():
    page = "<div><b>1) Nombre : </b>Eva</div><div>No abre</div>"
    assert to_plain_text(page.replace("<", "&#60;").replace(">", "&#62;")) == "1) Nombre : Eva\nNo abre"
    assert to_plain_text(page.replace("<", "&#x3C;").replace(">", "&#x3e;")) == "1) Nombre : Eva\nNo abre"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("sale cuando x < 5 y y > 3", "sale cuando x < 5 y y > 3"),
        ("sale cuando x &lt; 5 y y &gt; 3", "sale cuando x < 5 y y > 3"),
        ("escribí &lt;nombre&gt; en la plantilla", "escribí <nombre> en la plantilla"),
        ("<Ana Ruiz> no abre", "<Ana Ruiz> no abre"),
        ("correo de <ana@example.org>", "correo de <ana@example.org>"),
        ("<p>la etiqueta &lt;b&gt; se ve &lt;/b&gt; entera</p>", "la etiqueta <b> se ve </b> entera"),
        ("AT&amp;T y I&D", "AT&T y I&D"),
        ("usa {nombre} y {0}", "usa {nombre} y {0}"),
        ("[brisa] no abre", "[brisa] no abre"),
        ("a_x000D_\nb", "a\nb"),
        ("a_x000D_b", "a\nb"),
        ("línea[br]otra", "línea\notra"),
        ("{code:java}int x;{code} falla", "int x; falla"),
        ("h3. Pasos\n{noformat}error 5{noformat}", "Pasos\nerror 5"),
        ("{color:#ff0000}urgente{color}", "urgente"),
        ("No abre !captura 12.png|thumbnail! desde hoy", "No abre desde hoy"),
        ("No abre\n!image-20260101-1.PNG|width=200,height=80!\n[^registro.log]", "No abre"),
        ("No abre ![captura](https://x.example/a.png)", "No abre"),
        ("!captura.png|thumbnail!", "!captura.png|thumbnail!"),
        ("¡Ojo! la foto.png no abre!", "¡Ojo! la foto.png no abre!"),
        ("No abre! Ver lista[2] y foto.jpg", "No abre! Ver lista[2] y foto.jpg"),
    ],
)
def test_words_keep_their_signs_and_tokens_of_tools_go(text, plain):
    assert to_plain_text(text) == plain


def test_written_line_breaks_are_lines_where_the_column_writes_them_so():
    values = pd.Series(["No abre\\nSale error", "Hola\\r\\nNo imprime", "en C:\\nuevo\\lista falla", "corto"])
    assert to_plain_column(values).tolist() == [
        "No abre\nSale error", "Hola\nNo imprime", "en C:\\nuevo\\lista falla", "corto",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "values",
    [
        ["falla \\nombre de equipo", "otra línea", "una más"],
        ["una\nlínea", "escribe \\n en el archivo", "otra \\n vez"],
        ["en \\\\servidor\\nube", "la ruta C:\\notas", "otra"],
    ],
)
def test_a_backslash_in_a_text_stays(values):
    assert to_plain_column(pd.Series(values)).tolist() == values


EMPTY = (
    "#¿NOMBRE?", "#NAME?", "#N/A", "#N/D", "#REF!", "#¡REF!", "#VALUE!", "#¡VALOR!", "#DIV/0!", "#¡DIV/0!",
    "#NULL!", "#NUM!", "\\N", "NULL", "(en blanco)", "(blank)", "########", "#NOM?",
    "#NV", "None", "N/A", "(vacías)",
)  # fmt: skip


@pytest.mark.parametrize("token", EMPTY)
def test_what_stands_for_an_empty_cell_is_empty_in_texts_facets_and_dates(tmp_path, token):
    data = rows(8)
    for at in (2, 5):
        data[at][1] = data[at][3] = data[at][4] = token
    found = tickets(saved(tmp_path / "x.csv", delimited(HEADER, data)))
    frame = found.frame.set_index("ticket_id").loc[["T-2", "T-5"]]
    assert len(found) == 8
    assert frame["description"].tolist() == frame["product"].tolist() == ["", ""]
    assert frame["created_at"].isna().all()
    assert not any(one.reason == "date_unread" for one in found.files[0].remarks)


@pytest.mark.parametrize("token", ["#¿NOMBRE?", "#NAME?", "#NOM?"])
def test_a_text_lost_as_a_formula_is_said_of_its_row(tmp_path, token):
    data = rows(8)
    data[3][3] = token
    found = tickets(saved(tmp_path / "x.csv", delimited(HEADER, data)))
    assert [(one.row, one.reason) for one in found.files[0].remarks] == [(5, "lost_formula")]
    assert found.frame[Field.DESCRIPTION.value].iloc[3] == ""

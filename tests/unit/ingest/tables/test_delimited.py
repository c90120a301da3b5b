"""Delimited text of any dialect gives the rows that were meant."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supportlens.ingest import read
from supportlens.ingest.tables.delimited import find_dialect, parse_delimited
from tests.unit.ingest.logs import HEADER, delimited, rows, saved, tickets

MEANT = [list(HEADER), *rows()]


def written(rows, **dialect):
    out = io.StringIO(newline="")
    csv.writer(out, **dialect).writerows(rows)
    return out.getvalue()


def filled(text):
    return [row for row in parse_delimited(text)[0] if row]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^", "~"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_any_delimiter_line_end_and_quoting_gives_the_same_rows(delimiter, line_end, quoting):
    text = written(MEANT, delimiter=delimiter, lineterminator=line_end, quoting=quoting)
    assert filled(text) == MEANT
    assert parse_delimited(text)[1] == delimiter


def test_commas_and_semicolons_in_texts_do_not_mislead():
    data = [["id", "texto"], *([str(n), "uno, dos; tres, cuatro" + "; más" * (n % 3)] for n in range(20))]
    assert filled(written(data, delimiter="|")) == data


def test_a_quoted_text_may_hold_lines_delimiters_and_quotes():
    data = [["id", "texto"], ["1", 'Dice "error 5";\nno abre,\n\nnada'], ["2", "bien"], ["3", "ya"]]
    assert filled(written(data, delimiter=";", lineterminator="\r\n")) == data


def test_a_stray_quote_does_not_eat_the_rows_below():
    lines = [
        "id;texto;sede",
        '1;"Atlas" no abre;Norte',
        '2;pantalla de 15" rota;Sur',
        '3;"sin cerrar;Norte',
        "4;bien;Sur",
    ]
    lines += [f"{n};otro caso;Norte" for n in range(5, 30)] + ['30;dijo "no";Sur']
    found = filled("\n".join(lines))
    assert len(found) == 31
    assert {len(row) for row in found} == {3}
    assert found[1][1] == '"Atlas" no abre'
    assert found[3][1] == '"sin cerrar'


def test_an_unescaped_quote_inside_a_quoted_text_stays_a_character():
    text = 'id,texto\n1,"el botón "Exportar" no está, ayuda"\n2,"ok, gracias"\n'
    assert filled(text)[1] == ["1", 'el botón "Exportar" no está, ayuda']


def test_a_backslash_keeps_a_quote_inside_its_text():
    text = 'id,texto\n1,"dice \\"error\\", y cierra"\n2,"otra, cosa"\n3,"y \\"más\\", así"\n'
    assert filled(text)[1] == ["1", 'dice "error", y cierra']


def test_the_line_in_which_excel_names_the_delimiter_is_obeyed_and_no_row():
    assert filled("sep=|\nid|texto\n1|uno; dos, tres\n") == [["id", "texto"], ["1", "uno; dos, tres"]]


def test_a_text_of_one_column_is_a_table_of_one_column(tmp_path):
    path = saved(
        tmp_path / "voces.csv",
        "Comentario\nNo puedo entrar, ayuda\nEl menú cambió\n\nDónde está el botón, por favor\n",
    )
    found = tickets(path)
    assert len(found) == 3
    assert found.files[0].delimiter is None


def test_a_cell_longer_than_the_standard_reader_allows_is_read():
    long = "texto muy largo " * 20_000
    assert filled(f'id;texto\n1;"{long}"\n2;corto\n')[1] == ["1", long]


def test_nulls_in_a_text_are_dropped(tmp_path):
    path = saved(tmp_path / "log.csv", delimited().replace("menú", "me\0nú"))
    assert "menú" in tickets(path).frame["text"].iloc[0]


@pytest.mark.parametrize("blank", ["\n", "   \n", ";;;;;\n"])
def test_blank_rows_are_no_rows(tmp_path, blank):
    path = saved(tmp_path / "log.csv", delimited().replace("T-2;", blank + "T-2;") + blank * 3)
    found = tickets(path)
    assert (len(found), found.files[0].rows_rejected) == (6, 0)
    assert found.frame["source_row"].tolist() == [2, 3, 5, 6, 7, 8]


def test_missing_cells_at_the_end_of_a_row_are_empty(tmp_path):
    short = [row[:4] if at == 1 else row for at, row in enumerate(rows())]
    found = tickets(saved(tmp_path / "log.csv", delimited(data=short)))
    assert found.frame["product"].tolist()[1] == ""
    assert len(found) == 6


def test_titles_above_the_header_are_passed_over(tmp_path):
    text = "Reporte de solicitudes\nPeriodo: marzo 2026\n\n" + delimited()
    found = tickets(saved(tmp_path / "log.csv", text))
    assert len(found) == 6
    assert found.files[0].columns["description"] == "Descripción"
    assert found.frame["source_row"].tolist()[0] == 5


def test_a_table_without_a_header_gives_its_first_row_as_a_ticket_too(tmp_path):
    found = tickets(saved(tmp_path / "log.csv", "\n".join(";".join(row) for row in rows(12))))
    assert len(found) == 12
    assert found.first_date is not None


def test_repeated_headers_stay_apart(tmp_path):
    header = ["Clave de incidencia", "Resumen", "Comentario", "Comentario", "Comentario"]
    data = [[f"A-{n}", f"No abre el módulo {n}", f"primero {n}", f"segundo {n}", ""] for n in range(5)]
    table = read([saved(tmp_path / "jira.csv", delimited(header, data, ","))])[0]
    assert tuple(table.frame.columns) == (
        "Clave de incidencia",
        "Resumen",
        "Comentario",
        "Comentario (2)",
        "Comentario (3)",
    )
    assert table.frame["Comentario (2)"].iloc[0] == "segundo 0"


def test_columns_without_a_header_are_called_by_their_place(tmp_path):
    table = read(
        [saved(tmp_path / "x.csv", "id;;asunto\n1;a;no abre la pantalla\n2;b;no cierra la pantalla\n")]
    )[0]
    assert tuple(table.frame.columns) == ("id", "#2", "asunto")


def test_a_text_with_a_suffix_of_a_workbook_is_read_as_text(tmp_path):
    assert tickets(saved(tmp_path / "log.xlsx", delimited())).files[0].format == "csv"


def test_tabs_make_a_tsv(tmp_path):
    assert tickets(saved(tmp_path / "log.csv", delimited(delimiter="\t"))).files[0].format == "tsv"


@pytest.mark.parametrize(
    ("head", "repeated"),
    [
        ("id;texto\n", 'a;"b c\n'),
        ("id,texto,sede\n", '1,"x,y\n2,b,c\n'),
        ("a,b,c\n1,2,3\n2,3,4\n", '"a,'),
        ("a,b,c\n1,2,3\n2,3,4\n", '"a"",'),
        ("a,b,c,d\n" + "1,2,3,4\n" * 50, 'x,"y\n'),
    ],
)
def test_stray_quotes_in_a_long_text_do_not_stall_the_reading(head, repeated):
    assert parse_delimited(head + repeated * 40_000)  # its square would outlast the run's bound


@pytest.mark.parametrize(
    ("odd", "meant"),
    [
        ('7;"sin cerrar;Norte', ["7", '"sin cerrar', "Norte"]),
        ('7;dijo "no";Norte', ["7", 'dijo "no"', "Norte"]),
        ("7,a,Norte", ["7", "a", "Norte"]),
        ("'7';'a';'Norte'", ["7", "a", "Norte"]),
    ],
)
def test_one_odd_row_is_mended_and_all_others_stay_as_they_are(odd, meant):
    lines = ["nr;voz;sede", *(f'{n};"caja {n}; no abre";Sur' for n in range(6)), odd, "8;ya;Sur"]
    found = filled("\n".join(lines))
    assert found[7] == meant
    assert [row for at, row in enumerate(found) if at != 7] == [
        ["nr", "voz", "sede"],
        *([str(n), f"caja {n}; no abre", "Sur"] for n in range(6)),
        ["8", "ya", "Sur"],
    ]


def test_rows_of_two_tables_keep_their_own_widths():
    text = "a;b;c\n" + '1;"x;y";z\n' * 5 + "\nuno;dos\n" + '"p;q";r\n' * 4
    assert [len(row) for row in filled(text)] == [3] * 6 + [2] * 5


@pytest.mark.parametrize("text", ["x'y", "'quoted'", "it's 'here', isn't it"])
def test_single_quotes_of_a_few_texts_are_no_quotes_of_the_table(text):
    data = [["nr", "voz"], *([str(n), text if n == 3 else "no abre la caja"] for n in range(1, 12))]
    assert filled(written(data, delimiter=";", lineterminator="\n")) == data


@pytest.mark.parametrize("mark", ["#", "# ", "%", "//", "--"])
@pytest.mark.parametrize("lines", [1, 7, 60])
def test_comments_of_keys_and_values_above_a_table_say_nothing_of_its_delimiter(mark, lines):
    data = [["nr", "voz", "sede"], *([str(n), "no abre", "Norte"] for n in range(1, 9))]
    above = "".join(f"{mark}CLAVE {n}: uno, dos; tres, cuatro\n" for n in range(lines))
    rows, delimiter = parse_delimited(above + written(data, delimiter=";", lineterminator="\n"))
    assert ([row for row in rows if row], delimiter) == (data, ";")
    assert rows.index(data[0]) == lines


def test_a_row_that_begins_like_a_comment_is_a_row_of_its_table():
    data = [["#caja: 3", "1"], ["no abre, ya", "2"], ["se cierra", "3"]]
    assert filled(written(data, lineterminator="\n")) == data


def test_lines_that_look_like_comments_stay_where_no_table_follows():
    text = "# caja: no abre\n# red: lenta\n# todo: mal\nnada de nada\ny otra cosa más\n"
    assert len(filled(text)) == 5


cell = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufeff"), max_size=12)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(cell, min_size=3, max_size=3), min_size=4, max_size=12),
    st.sampled_from([",", ";", "\t", "|"]),
)
def test_whatever_is_written_with_all_quotes_is_read_back(table, delimiter):
    text = written([["a", "b", "c"], *table], delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n")
    assert filled(text)[1:] == table


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("ab\";,\n\t'\\ 1|"), max_size=80))
def test_no_text_however_odd_stops_the_reader(text):
    assert isinstance(parse_delimited(text)[0], list)
    assert find_dialect(text).delimiter.strip() in text


@pytest.mark.parametrize("delimiter", [",", "\t", "|"])
def test_the_marks_of_character_references_delimit_nothing(delimiter):
    said = "&lt;b&gt;1) Sede : &lt;/b&gt;Norte&#60;/div&#62;&amp;lt;p&amp;gt;No abre {}&lt;/p&gt;"
    lines = [delimiter.join(["id", "texto"]), *(delimiter.join([str(n), said.format(n)]) for n in range(30))]
    rows, found = parse_delimited("\n".join(lines))
    assert (found, {len(row) for row in rows}) == (delimiter, {2})


def test_a_name_with_an_ampersand_does_not_hide_the_delimiter():
    rows, found = parse_delimited(
        "id;marca;nota\n" + "\n".join(f"{n};AT&T;No abre la caja {n}" for n in range(20))
    )
    assert (found, {len(row) for row in rows}) == (";", {3})


@pytest.mark.parametrize("delimiter", [",", ";", "|"])
def test_a_short_table_whose_lines_have_as_many_words_each_is_cut_at_its_delimiter(delimiter):
    data = [
        ["Fecha de liberación", "Qué se liberó"],
        ["13/04/2026", "Portal de compras: Portal 5"],
        ["02/02/2026", "Cambio de proveedor de internet"],
    ]
    assert filled(written(data, delimiter=delimiter)) == data


def test_a_table_with_spaces_keeps_its_decimal_commas():
    data = [["id", "hora", "horas", "sede"], *([f"T{n}", f"08:1{n}", f"{n},5", "Norte"] for n in range(1, 9))]
    assert filled(written(data, delimiter=" ")) == data


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_commas_with_a_space_inside_texts_of_several_lines_are_not_the_delimiter(delimiter, quoting):
    said = "[12/3/26, 10:15] Ana: hola, no abre\n[12/3/26, 10:16] Luis: ya".replace(",", delimiter)
    data = [[said, str(n), said] for n in range(6)]
    assert filled(written(data, delimiter=delimiter, quoting=quoting)) == data

"""Names read in the other language only where every word is sure."""

from __future__ import annotations

import numpy as np
import pytest

from supportlens.domain import BridgeTable, Glossary, GlossaryRule
from supportlens.resources import glossaries
from supportlens.text import Translator, find_sure_nouns

GLOSSARY = next(glossary for glossary in glossaries() if glossary.languages == ("es", "en"))
TO_ENGLISH = Translator(GLOSSARY, "es", {"cauce", "correo"})
TO_SPANISH = Translator(GLOSSARY, "en", {"conduit", "mail"})


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("Cancelar factura", "Cancel invoice"),
        ("Cómo busco un pedido", "How to search for an order"),
        ("No puedo abrir el archivo adjunto", ""),
        ("No puedo abrir la carpeta compartida", "Can't open the shared folder"),
        ("No encuentro las facturas", "Can't find the invoices"),
        ("Impresora lenta", "Slow printer"),
        ("Menú de facturas", "Invoice menu"),
        ("La aplicación no abre", "The application doesn't open"),
        ("Error al guardar el pedido", "Error when saving the order"),
        ("Olvidé mi contraseña", "Forgot my password"),
        ("Abrir un archivo y una imagen", ""),
        ("Pido un icono", "Requesting an icon"),
        ("Correo en el celular", "Correo on the mobile phone"),
        ("Cargo en la factura", "Charge in the invoice"),
    ],
)
def test_a_spanish_name_of_known_words_reads_in_english(spanish: str, english: str) -> None:
    assert TO_ENGLISH.translate(spanish) == english


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("Cancel invoice", "Cancelar factura"),
        ("Can't open the files", "No puedo abrir los archivos"),
        ("Cannot open an old file", "No puedo abrir un archivo antiguo"),
        ("Slow printers", "Impresoras lentas"),
        ("Search for the order", "Buscar el pedido"),
        ("Order of the list", "Orden de la lista"),
        ("Export to Excel", "Exportar a Excel"),
        ("Printer is slow", "Impresora va lento"),
        ("Laptop freezes", "Laptop se congela"),
    ],
)
def test_an_english_name_agrees_in_gender_and_number(english: str, spanish: str) -> None:
    made = TO_SPANISH.translate(english)

    assert made == spanish


@pytest.mark.parametrize(
    "name", ["Zarandear factura", "Factura zarandeada", "Dando vueltas", "", "Factura de de"]
)
def test_a_name_with_a_word_that_is_not_sure_is_not_translated(name: str) -> None:
    assert TO_ENGLISH.translate(name) == ""


@pytest.mark.parametrize("name", ["Download link", "Transfer fee", "Update invoice", "Password error"])
def test_an_english_word_that_may_be_a_verb_or_a_noun_is_not_sure_before_a_noun(name: str) -> None:
    assert TO_SPANISH.translate(name) == ""
    assert TO_SPANISH.translate("Download the file") == "Descargar el archivo"


def test_products_names_and_numbers_stay() -> None:
    assert TO_ENGLISH.translate("Cauce no carga") == "Cauce doesn't load"
    assert TO_ENGLISH.translate("Contraseña de Nómina") == "Nómina password"
    assert TO_ENGLISH.translate("Error 1067") == "Error 1067"
    assert TO_ENGLISH.translate("Correo: sin internet") == "Correo: no internet"
    assert TO_ENGLISH.translate("Correo marca error") == "Correo shows an error"
    assert TO_ENGLISH.translate("Correo lento") == "Slow e-mail"


def test_both_parts_of_a_name_with_a_subject_are_needed() -> None:
    assert TO_ENGLISH.translate("Pedidos: factura duplicada") == "Orders: duplicate invoice"
    assert TO_ENGLISH.translate("Zarandeo: factura duplicada") == ""


def test_a_number_that_tells_names_apart_stays() -> None:
    assert TO_ENGLISH.translate("Equipo lento (2)") == "Slow machine (2)"
    assert TO_ENGLISH.translate("Zarandeo (2)") == ""


def test_a_rule_for_one_direction_is_not_used_in_the_other() -> None:
    rules = (GlossaryRule("name", "sin red", "no network", serves_from_second=False),)
    glossary = Glossary(("es", "en"), rules)

    assert Translator(glossary, "es").translate("sin red") == "No network"
    assert Translator(glossary, "en").translate("no network") == ""


def a_table(**vectors: tuple[float, float]) -> BridgeTable:
    """Return a table of words in two dimensions, each with the article of its language."""
    english = {"printer", "pencil", "hammer"}
    words = (*vectors, "centre")
    pairs = [f"{'the' if word in english else 'la'} {word}" for word in vectors]
    rows = np.array([*vectors.values(), (-100.0, -100.0), *((0.0, 0.0) for _ in pairs)])
    return BridgeTable(
        vocabulary=(*words, *pairs),
        words=len(words),
        matrix=np.round(rows * 100).astype(np.int8),
        scales=np.full(len(rows), 0.01, dtype=np.float32),
        idf=np.ones(len(rows), dtype=np.float32),
        projection=np.eye(2, dtype=np.float32),
        mean=np.zeros(2, dtype=np.float32),
        digest="test",
    )


def test_nouns_that_are_each_other_s_nearest_are_sure_and_others_are_not() -> None:
    table = a_table(
        impresora=(1.0, 0.0), printer=(1.0, 0.01), lapiz=(0.0, 1.0), pencil=(-0.6, 0.8), hammer=(-1.0, 0.0)
    )

    found = find_sure_nouns(table, {"impresora": "impresora"})

    assert [(rule.symbol, rule.first, rule.second) for rule in found] == [("f", "impresora", "printer")]


def test_a_word_whose_spelling_is_not_known_is_read_but_never_written() -> None:
    table = a_table(camara=(1.0, 0.0), printer=(1.0, 0.01), lapiz=(0.0, 1.0), hammer=(-1.0, 0.0))

    assert [rule.serves_from_second for rule in find_sure_nouns(table, {})] == [False]
    known = find_sure_nouns(table, {"camara": "cámara"})
    assert [(rule.first, rule.serves_from_second) for rule in known] == [("cámara", True)]

"""A name knows which of its texts are taken from another language."""

from __future__ import annotations

import pickle

from supportlens.domain import Name, capitalise
from supportlens.i18n import words_for

BORROWED = Name(es="cómo busco un pedido", en="cómo busco un pedido", written={"en": "es"})
OWN = Name(es="factura duplicada", en="duplicate invoice")
GIVEN = Name(es="Facturas (Ana)", en="Facturas (Ana)")
"""What a person has typed: the same in every language, and written in none."""


def test_a_name_of_tickets_in_another_language_stands_in_the_reader_s_quotation_marks():
    assert words_for("en").read(BORROWED) == "“cómo busco un pedido”"
    assert words_for("es").read(BORROWED) == "cómo busco un pedido"


def test_a_name_in_both_languages_and_one_that_a_person_typed_have_no_marks():
    assert words_for("en").read(OWN) == "duplicate invoice"
    assert words_for("en").read(GIVEN) == words_for("es").read(GIVEN) == "Facturas (Ana)"


def test_a_sentence_that_cites_a_name_quotes_it_once():
    assert words_for("en").cite(BORROWED) == "“cómo busco un pedido”"
    assert words_for("es").cite(OWN) == "«factura duplicada»"


def test_a_translation_is_read_instead_and_is_not_marked():
    name = BORROWED.translate(lambda text, source, target: f"{source}-{target}: {text}")

    assert words_for("en").read(name) == "es-en: cómo busco un pedido"
    assert words_for("es").read(name) == "cómo busco un pedido"
    assert name.in_("en") == "cómo busco un pedido"
    assert name.find_language("en") == "en"


def test_without_a_translation_the_name_stays_as_written():
    name = BORROWED.translate(lambda *_: "")

    assert words_for("en").read(name) == "“cómo busco un pedido”"
    assert name.find_language("en") == "es"


def test_a_name_in_both_languages_is_never_translated():
    assert OWN.translate(lambda *_: "wrong").translated == {}


def test_what_changes_a_name_changes_its_translation_and_keeps_its_origin():
    name = BORROWED.translate(lambda *_: "how to find an order").map(capitalise)

    assert words_for("en").read(name) == "How to find an order"
    assert name.written == {"en": "es"}
    assert pickle.loads(pickle.dumps(name)).translated == name.translated  # noqa: S301 - our own bytes


def test_words_added_to_a_name_are_in_the_language_of_the_name():
    more = {"es": "{} y más", "en": "{} and more"}
    added = BORROWED.map_languages(lambda code, text: more[code].format(text))

    assert words_for("en").read(added) == "“cómo busco un pedido y más”"
    assert words_for("en").read(OWN.map_languages(lambda code, text: more[code].format(text))) == (
        "duplicate invoice and more"
    )
    foreign = Name(es="Rechnung", en="Rechnung", written={"es": "other", "en": "other"})
    assert foreign.map_languages(lambda code, text: more[code].format(text)).in_("en") == "Rechnung and more"

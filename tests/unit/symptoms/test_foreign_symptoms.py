"""Greetings are no names, and tickets that share only a language are "in Italian", in no cause."""

import csv
import random
from datetime import date, timedelta

import numpy as np
import pytest

from supportlens.app import analyse
from supportlens.domain import SEVERAL_LANGUAGES
from supportlens.i18n import words_for
from supportlens.i18n.symptoms import only_language_name
from supportlens.resources import load_lexicon
from supportlens.symptoms.naming.foreign_symptoms import find_foreign_symptoms
from supportlens.symptoms.naming.group_names import name_groups

OPENINGS = {
    "it": "Buongiorno a tutti,",
    "cs": "Dobrý den,",
    "de": "Guten Tag zusammen,",
    "fr": "Bonjour à tous,",
    "pt": "Olá pessoal,",
    "tr": "Merhaba,",
}
MATTERS = {
    "it": (
        "non riesco ad accedere;la fattura di marzo manca;come posso cambiare la mail;serve una carta;"
        "la pagina non si carica;quanto costa il rinnovo;il pacco è in ritardo;vorrei annullare un ordine"
    ),
    "de": (
        "ich kann mich nicht anmelden;die Rechnung fehlt;wie ändere ich das Passwort;das Paket ist nicht da;"
        "ich möchte die Bestellung stornieren;die Seite lädt nicht;was kostet das;der Drucker ist defekt"
    ),
    "es": (
        "no puedo entrar a mi cuenta;la factura de marzo está mal;cómo cambio mi contraseña;no llegó nada;"
        "la página no carga;la impresora no imprime;el reporte sale vacío;quiero cancelar mi plan"
    ),
}


def matters(language, count, seed=1):
    draw = random.Random(seed)
    return [f"{draw.choice(MATTERS[language].split(';'))} {draw.randrange(9)}" for _ in range(count)]


@pytest.mark.parametrize("language", sorted(OPENINGS))
def test_an_opening_in_another_language_is_no_name(language):
    lexicon = load_lexicon()
    texts = [f"{OPENINGS[language]} rtk {place} brmp zule" for place in range(8)]
    (name,) = name_groups(texts, np.zeros(8, dtype=np.int64), ["other"] * 8, lexicon)
    opening = set(OPENINGS[language].lower().strip(",").split())
    assert not opening & set(name.in_("es").lower().split())


def test_what_is_typed_to_fill_a_field_is_no_name():
    texts = ["Bbbb bbb no imprime la caja"] * 5
    (name,) = name_groups(texts, np.zeros(5, dtype=np.int64), ["es"] * 5, load_lexicon())
    assert "bbb" not in name.in_("es").lower()


def test_a_word_with_one_letter_twice_is_a_word():
    (name,) = name_groups(["AA batería vacía"] * 5, np.zeros(5, dtype=np.int64), ["es"] * 5, load_lexicon())
    assert "AA" in name.in_("es")


def found(texts, languages, labels=None):
    places = np.zeros(len(texts), dtype=np.int64) if labels is None else np.array(labels, dtype=np.int64)
    return find_foreign_symptoms([text.lower() for text in texts], places, languages, load_lexicon())


def test_a_symptom_of_many_matters_in_one_language_shares_only_that_language():
    spanish = matters("es", 100)
    texts = [*matters("it", 40), *spanish]
    assert found(texts, ["other"] * 40 + ["es"] * 100, [0] * 40 + [1] * 100) == {0: "it"}


@pytest.mark.parametrize(("italian", "expected"), [(28, {0: "it"}), (20, {})])
def test_stray_tickets_of_a_known_language_do_not_hide_what_most_share(italian, expected):
    """Of forty tickets twelve are Spanish, or half of them."""
    texts = [*matters("it", italian), *matters("es", 40 - italian), *matters("es", 100, seed=2)]
    languages = ["other"] * italian + ["es"] * (140 - italian)
    assert found(texts, languages, [0] * 40 + [1] * 100) == expected


def test_several_languages_in_one_symptom_are_none_in_particular():
    texts = [*matters("it", 20), *matters("de", 20), *matters("es", 100)]
    labels = [0] * 40 + [1] * 100
    assert found(texts, ["other"] * 40 + ["es"] * 100, labels) == {0: SEVERAL_LANGUAGES}


def test_one_matter_in_another_language_is_a_symptom_like_any_other():
    texts = [f"la stampante non stampa {n}" for n in range(40)] + matters("es", 100)
    assert found(texts, ["other"] * 40 + ["es"] * 100, [0] * 40 + [1] * 100) == {}


def test_the_language_of_the_whole_log_is_not_what_tickets_share():
    assert found(matters("it", 60), ["other"] * 60) == {}
    mixed = [*matters("it", 60), *matters("de", 20)]
    assert found(mixed, ["other"] * 80, [0] * 60 + [1] * 20) == {1: "de"}


def test_tickets_in_a_language_of_the_program_are_compared_by_what_they_say():
    texts = [*matters("es", 40), *(f"the page does not load {n}" for n in range(100))]
    assert found(texts, ["es"] * 40 + ["en"] * 100, [0] * 40 + [1] * 100) == {}


def test_a_language_has_its_name_in_the_language_of_the_reader():
    assert only_language_name("it", 1, words_for("es")) == "En italiano"
    assert only_language_name("it", 2, words_for("en")) == "In Italian (2)"
    assert only_language_name(SEVERAL_LANGUAGES, 1, words_for("es")) == "En otros idiomas"


def test_tickets_that_share_a_language_are_named_after_it_and_are_in_no_cause(tmp_path):
    first, draw = date(2026, 1, 5), random.Random(4)
    things = (
        "die Rechnung;das Paket;meine Karte;den Drucker;die Seite;das Konto;einen Tarif;den Vertrag".split(
            ";"
        )
    )
    doing = "öffnen;drucken;ändern;finden;kündigen;bezahlen;laden;sehen;senden;prüfen".split(";")
    german = [f"Guten Tag zusammen, ich kann {draw.choice(things)} nicht {verb}" for verb in doing * 5]
    texts = [*german, *matters("es", 400)]
    path = tmp_path / "log.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = [[f"T{n}", first + timedelta(days=draw.randrange(90)), text] for n, text in enumerate(texts)]
        csv.writer(file).writerows([["id", "created_at", "description"], *rows])
    study = analyse([path])
    foreign = [symptom for symptom in study.symptoms if symptom.language]
    assert {symptom.name.in_("es").removesuffix(" (2)") for symptom in foreign} <= {
        "En alemán",
        "En otros idiomas",
    }
    assert {symptom.cause_id for symptom in foreign} == {None}
    ids = {symptom.id for symptom in foreign}
    assert not any(ids & set(cause.symptoms) for cause in study.causes)
    assert all(symptom.cause_id for symptom in study.symptoms if symptom.id not in ids)

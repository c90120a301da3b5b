"""Spanish and English tickets about one thing are one symptom, with a name in each language."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from supportlens.domain import fold
from tests.unit.symptoms.logs import understood
from tests.unit.symptoms.matters import LOG, SPANISH

MATTER = np.array([matter for matter, _, _ in LOG])
LANGUAGE = np.array([language for _, language, _ in LOG])
TEXTS = [text for _, _, text in LOG]


@pytest.fixture(scope="module")
def run():
    return understood(TEXTS)


def home(labels, matter, language) -> int:
    """Return the symptom with most tickets of a topic in one language."""
    chosen = labels[(matter == MATTER) & (language == LANGUAGE)]
    return Counter(chosen.tolist()).most_common(1)[0][0]


def test_both_languages_of_a_matter_are_at_home_in_one_symptom(run):
    labels = run.grouping.labels
    assert all(home(labels, matter, "es") == home(labels, matter, "en") >= 0 for matter in SPANISH)


def test_different_matters_are_different_symptoms(run):
    assert len({home(run.grouping.labels, matter, "es") for matter in SPANISH}) == len(SPANISH)


def test_nearly_every_ticket_is_where_its_matter_is(run):
    right = [
        label == home(run.grouping.labels, matter, language)
        for label, matter, language in zip(run.grouping.labels, MATTER, LANGUAGE, strict=True)
    ]
    assert np.mean(right) > 0.9


def test_a_symptom_of_both_languages_has_a_name_in_each(run):
    spoken = {
        language: {word for text in np.array(TEXTS)[language == LANGUAGE] for word in fold(text).split()}
        for language in ("es", "en")
    }
    for symptom in run.grouping.symptoms:
        assert symptom.name.in_("es") != symptom.name.in_("en")
        assert set(fold(symptom.name.in_("es")).split()) <= spoken["es"]
        assert set(fold(symptom.name.in_("en")).split()) <= spoken["en"]


def test_the_language_of_each_ticket_is_known(run):
    told = np.array(run.cleaned.languages)
    assert (told == LANGUAGE).mean() > 0.95


ODD = {
    "me olvide la contrasenia y no puedo entrar": "password",
    "¿Me pueden resetear la clave? No la recuerdo": "password",
    "Perdí mi contraseña, ¿la podés cambiar vos?": "password",
    "la impresra de mi piso no imprime": "printer",
    "El celular no se conecta al wifi": "wifi",
    "El móvil no se conecta al wifi de la oficina": "wifi",
    "The mobile phone does not conect to the wifi": "wifi",
    "la factra trae un importe que no es": "invoice",
    "El monitor de mi ordenador parpadea": "screen",
    "El monitor de mi computadora parpadea": "screen",
    "¿Me devolvés el dinero? Espero el reembolso": "refund",
    "my pakage has not arrived, where is the order": "delivery",
}
"""Typing errors, voseo, and the words of Spain and of Latin America."""


def test_typing_errors_and_the_words_of_any_country_meet_their_matter():
    labels = understood([*TEXTS, *ODD]).grouping.labels
    lost = []
    for label, (text, matter) in zip(labels[len(TEXTS) :], ODD.items(), strict=True):
        about = Counter(MATTER[labels[: len(TEXTS)] == label].tolist()).most_common(1)
        if not about or about[0][0] != matter:
            lost.append((text, about))
    assert not lost


def test_a_lone_english_ticket_in_a_spanish_log_is_no_trouble():
    run = understood([*(text for texts in SPANISH.values() for text in texts), "The printer does not print"])
    assert len(run.grouping.symptoms) >= len(SPANISH) - 1

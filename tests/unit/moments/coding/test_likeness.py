"""What reads like the examples of a code has it, where no rule of words foresaw it."""

import numpy as np
import pytest

from supportlens.domain.contacts.codes import codes_by_id
from supportlens.domain.contacts.rules import Evidence
from supportlens.moments.coding import explain_code
from supportlens.moments.coding.phrase_scores import PhraseScores, split_words
from supportlens.resources import coding_examples, load_playbook, open_phrases
from tests.unit.moments.coding.contacts import code


def codes_of(text):
    return set(code(text, phrases=open_phrases()).codes_of_contact(0))


UNFORESEEN = [
    "Llevo toda la semana correteándolos y se esconden cuando hay que dar la cara",
    "Con lo que les pago al mes podrían al menos disimular lo poco que les importo",
    "Your engineers left the wall open, took the money and vanished",
    "I keep running after you people and everyone hides when it is time to own up",
]


@pytest.mark.parametrize("text", UNFORESEEN)
def test_a_complaint_in_words_that_no_rule_foresaw_is_found_by_its_examples(text):
    assert "complaint" not in code(text).codes_of_contact(0)
    found = code(text, phrases=open_phrases())
    assert {"complaint"} <= set(found.codes_of_contact(0))
    assert found.valences()[0] < 0
    ground = found.ground(0, "complaint")
    assert ground.confidence < min(
        rule.confidence
        for rule in found.rules
        if rule.evidence is Evidence.WORDS and rule.code == "complaint"
    )


@pytest.mark.parametrize(
    "text",
    [
        "La impresora se queda esperando y no hace nada después de mandar el trabajo",
        "No es queja, solo quería avisar que el folleto tiene el teléfono viejo",
        "Esto es una prueba",
        "Muy lento",
        "Mi jefe me reclama el informe y no sé sacarlo",
        "Escucharon mi problema, cumplieron con la fecha y nunca me dejaron esperando, muchas gracias",
        "The server does not answer the connector's calls and returns 504",
        "Not a complaint, just letting you know the leaflet has the old phone number",
        "Nobody in my area knows how to close the month, is there a guide?",
        "You kept your word, answered every call and never left me waiting, thank you so much",
    ],
)
def test_a_calm_contact_or_praise_with_the_words_of_a_reproach_is_none(text):
    assert not codes_of(text) & {"complaint", "critical", "b-1", "b-2", "b-3", "b-4", "v-1", "v-2"}


def test_one_sentence_among_many_has_to_be_more_like_an_example():
    scores = PhraseScores(open_phrases())
    alone, among = scores.score_texts(
        [["no me hacen caso."], ["no me hacen caso.", *["adjunto la foto."] * 9]]
    )
    assert among[open_phrases().codes.index("b-1")] < alone[open_phrases().codes.index("b-1")]


def test_a_sentence_is_scored_the_same_alone_and_among_others():
    scores = PhraseScores(open_phrases())
    sentences = ["nobody answers me!", "", "qué vergüenza de servicio", "???", "x9 zzzzqqqq"]
    together = scores.score_sentences(sentences)
    alone = np.concatenate([scores.score_sentences([sentence]) for sentence in sentences])
    np.testing.assert_allclose(together, alone, rtol=1e-5, atol=1e-5)


def test_numbers_and_foreign_letters_are_read_alike():
    assert split_words(["son 45, ¿no?", "tarjeta 1234…"]) == [
        "^",
        "son",
        "00",
        "no",
        "?",
        "^",
        "tarjeta",
        "0000",
    ]


def test_the_ground_is_told_with_the_nearest_example():
    rule = load_playbook().coding.rule("reads_like_neglect")
    examples = coding_examples()["b-1"]
    said = explain_code(rule, "Gracias. Pasan las semanas y nadie da la cara.", examples)
    assert said == "Pasan los días y nadie da la cara."
    assert explain_code(rule, "Gracias.", ()) == ""


def test_every_rule_of_likeness_has_examples_and_a_learnt_code():
    rules = [rule for rule in load_playbook().coding.rules if rule.evidence is Evidence.EXAMPLES]
    assert rules
    assert {rule.code for rule in rules} <= set(open_phrases().codes) & set(coding_examples())
    assert set(coding_examples()) <= set(codes_by_id())

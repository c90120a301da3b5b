"""What reads like the examples of a code has it, where no rule of words foresaw it."""

from dataclasses import replace

import numpy as np
import pytest

from supportlens.domain.contacts.codes import codes_by_id
from supportlens.domain.contacts.rules import CodeRule, Evidence
from supportlens.moments.coding import explain_code
from supportlens.moments.coding.phrase_scores import BLOCK, PhraseScores, split_words
from supportlens.resources import coding_examples, load_playbook, open_phrases
from supportlens.resources.words import make_name
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
    together = scores.score_sentences(sentences, np.ones(5, dtype=int))
    alone = np.concatenate([scores.score_sentences([sentence], np.array([1])) for sentence in sentences])
    np.testing.assert_allclose(together, alone, rtol=1e-5, atol=1e-5)


def test_two_sentences_are_scored_as_one_for_displeasure_and_each_alone_for_the_rest():
    scores, codes = PhraseScores(open_phrases()), open_phrases().codes
    told = ["tres correos les mande.", "ninguno merecio una linea."]
    [apart] = scores.score_texts([told])
    [joined] = scores.score_texts([[" ".join(told)]])
    alone = scores.score_texts([[one] for one in told])
    complaint, unsolved = codes.index("complaint"), codes.index("b-4")
    assert apart[complaint] == pytest.approx(joined[complaint], abs=1)
    assert apart[complaint] > alone[:, complaint].max()
    assert apart[unsolved] == pytest.approx(alone[:, unsolved].max() - np.log(2), abs=1e-4)


def test_sentences_are_read_together_where_one_block_of_them_ends():
    scores = PhraseScores(open_phrases())
    told = ["tres correos les mande.", "ninguno merecio una linea."]
    before = [["adjunto la foto."]] * (BLOCK - 1)
    np.testing.assert_allclose(
        scores.score_texts([*before, told, ["gracias."]])[-2], scores.score_texts([told])[0], atol=1e-4
    )


def test_a_lower_score_tells_what_a_displeased_text_is_displeased_with():
    learnt = open_phrases()
    unsure = replace(learnt, thresholds=np.full(len(learnt.codes), 99, dtype=np.float32))
    told = "The girl at the desk would not even look up."
    assert "b-3" not in code(told, phrases=unsure).codes_of_contact(0)
    assert "b-3" in code(f"Terrible service. {told}", phrases=unsure).codes_of_contact(0)


@pytest.mark.parametrize(
    "text",
    [
        "Terrible service. There used to be a print button at the bottom and now it's not there.",
        "Pésimo servicio. Antes había un botón para imprimir abajo y ahora ya no está.",
    ],
)
def test_what_was_elsewhere_before_is_no_broken_promise(text):
    learnt = open_phrases()
    floor = np.full(len(learnt.codes), np.inf, dtype=np.float32)
    floor[learnt.codes.index("b-2")] = -99  # every displeased sentence reads like it
    eager = replace(learnt, among_reproaches=floor)
    assert "b-2" not in code(text, phrases=eager).codes_of_contact(0)
    plain = text.replace("There used to be", "You took").replace("Antes había", "Quitaron")
    assert "b-2" in code(plain, phrases=eager).codes_of_contact(0)


def test_a_row_of_question_marks_weighs_no_more_than_two():
    assert split_words(["que es esto??????", "no!!!!"]) == [
        "^",
        "que",
        "es",
        "esto",
        "?",
        "?",
        "^",
        "no",
        "!",
        "!",
    ]
    assert codes_of("¿Qué es esto??????????????") == codes_of("¿Qué es esto??")


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


LIFT = CodeRule(
    id="stuck_in_the_lift",
    code="critical",
    name=make_name({"en": "people in the lift"}),
    confidence=0.8,
    evidence=Evidence.EXAMPLES,
    examples=("The lift in building B stopped with people inside",),
    unless=("drill",),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Good morning. The lift in building C stopped again with people inside.", True),
        ("The lift in building B stopped with people inside during the drill", False),
        ("The lift in building B is being painted", False),
        ("Good morning", False),
    ],
)
def test_what_is_nearly_an_example_of_the_company_has_the_code(text, found):
    rules = load_playbook().coding
    coding = code(text, phrases=open_phrases(), rules=replace(rules, rules=(*rules.rules, LIFT)))
    ground = coding.ground(0, "critical")
    assert (ground is not None and ground.id == LIFT.id) is found
    if found:
        assert explain_code(ground, text) == LIFT.examples[0]

"""A person's correction of a code holds, for one contact or for a rule."""

from supportlens.domain.contacts.corrections import CodeCorrection
from supportlens.domain.contacts.definitions import Definitions
from supportlens.domain.contacts.rules import Evidence
from supportlens.domain.projects.earlier_study import hash_text
from supportlens.moments.coding import explain_code
from tests.unit.moments.coding.contacts import code

QUEJA = "Presento una queja por la atención"


def test_a_code_can_be_taken_and_what_followed_from_it_goes_too():
    taken = CodeCorrection("complaint", holds=False, ticket_id="T-0")
    coding = code(QUEJA, QUEJA, corrections=[taken])
    assert coding.mask("complaint").tolist() == [False, True]


def test_a_code_can_be_given_and_makes_the_contact_bitter():
    given = CodeCorrection("complaint", holds=True, ticket_id="T-0")
    coding = code("no imprime", corrections=[given])
    assert coding.ground(0, "complaint").evidence is Evidence.PERSON
    assert coding.valences().tolist() == [-1]
    assert coding.count_confirmed() == 1


def test_a_correction_holds_for_the_text_it_was_made_about():
    about = CodeCorrection("complaint", holds=False, ticket_id="T-0", text=hash_text("otro texto"))
    assert code(QUEJA, corrections=[about]).mask("complaint").tolist() == [True]


def test_a_rule_can_be_confirmed_or_rejected_as_a_whole():
    rejected = CodeCorrection("complaint", holds=False, rule_id="complaint_words")
    assert code(QUEJA, "pésimo servicio", corrections=[rejected]).mask("complaint").tolist() == [False, True]
    confirmed = CodeCorrection("complaint", holds=True, rule_id="complaint_words")
    assert code(QUEJA, "pésimo servicio", corrections=[confirmed]).confirmed().tolist() == [True, False]


def test_of_a_single_dimension_the_given_code_takes_the_place_of_the_others():
    stage = CodeCorrection("c4", holds=True, ticket_id="T-0")
    coding = code("no imprime", corrections=[stage])
    assert coding.mask("c4").tolist() == [True]
    assert coding.mask("c7").tolist() == [False]


def test_the_definition_in_force_decides_the_type_of_moment():
    text = "Acabo de comprar su impresora"
    assert code(text).mask("second").tolist() == [False]
    chosen = Definitions(second="acquisition")
    assert code(text, definitions=chosen).mask("second").tolist() == [True]


def test_a_code_says_on_which_words_it_stands():
    coding = code("Hola. Presento una queja por la atención.")
    rule = coding.ground(0, "complaint")
    assert "queja" in explain_code(rule, "Hola. Presento una queja por la atención.")
    assert rule.confidence > 0.9

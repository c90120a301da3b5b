"""A masked report names no person as a place, alone, in a combination or in the is / is-not table."""

from dataclasses import replace

from supportlens.domain import Aspect, ChangeSource, Fact, FactKind, IsIsNot, IsIsNotRow, Name, ScopeClaim
from supportlens.i18n import words_for
from supportlens.report.masking.masked_findings import mask_findings
from supportlens.report.masking.masker import Masker
from tests.builders import a_study

PERSON = "rosa.mena@example.com"


def test_an_address_is_masked_wherever_a_cause_is_said_to_sit():
    study = a_study()
    frame = study.tickets.frame.assign(customer=PERSON)
    claim = ScopeClaim("product", "Atlas", 0.9, 0.1, 9.0, 5.0, 12.0, 0.001, 90, 100, (("customer", PERSON),))
    fact = Fact(FactKind.VALUE, "customer", PERSON, 90, 0.9, 0.1)
    away = replace(fact, kind=FactKind.ABSENT)
    table = IsIsNot((IsIsNotRow(Aspect.WHERE, (fact,), (away,)),))
    chief = replace(study.causes[0], combinations=(claim,), is_is_not=table)
    study = replace(study, tickets=replace(study.tickets, frame=frame), causes=(chief, *study.causes[1:]))

    masked = mask_findings(study, Masker(study, words_for("es"))).causes[0]

    assert PERSON not in repr(masked.combinations)
    assert PERSON not in repr(masked.is_is_not)
    assert masked.combinations[0].parts[0] == ("product", "Atlas")
    (row,) = masked.is_is_not.rows
    assert row.is_[0].value == row.is_not[0].value == masked.combinations[0].further[0][1]
    assert (row.is_[0].tickets, row.is_[0].share_inside) == (90, 0.9)


def test_a_symptom_of_the_table_keeps_its_id():
    study = a_study()
    fact = Fact(FactKind.SYMPTOM, value="S1", tickets=160, share_inside=0.4)
    chief = replace(study.causes[0], is_is_not=IsIsNot((IsIsNotRow(Aspect.WHAT, (fact,), ()),)))
    study = replace(study, causes=(chief,))
    assert mask_findings(study, Masker(study, words_for("es"))).causes[0].is_is_not.rows[0].is_ == (fact,)


def test_a_version_of_four_numbers_is_no_address_of_a_computer():
    study = a_study()
    match = study.causes[0].change
    change = replace(match.change, name="Atlas 5.3.0.124", source=ChangeSource.VERSION)
    alone = replace(change, name="5.3.0.124", product="")
    for told in (change, alone):
        chief = replace(study.causes[0], change=replace(match, change=told), rivals=())
        plan = tuple(replace(action, change=told.name) for action in study.plan)
        masked = mask_findings(replace(study, causes=(chief,), plan=plan), Masker(study, words_for("es")))
        assert masked.causes[0].change.change == told
        assert [action.change for action in masked.plan] == [told.name] * len(plan)


def test_a_cause_at_a_place_called_after_passwords_keeps_its_name_and_a_password_is_masked():
    study = a_study()
    said = {
        "Clave: problemas para entrar": "Clave: problemas para entrar",
        "Clave: Verano26": "Clave: [contraseña]",
    }
    for written, shown in said.items():
        chief = replace(study.causes[0], name=Name({"es": written, "en": written}))
        masked = mask_findings(replace(study, causes=(chief,)), Masker(study, words_for("es"))).causes[0]
        assert masked.name["es"] == shown
